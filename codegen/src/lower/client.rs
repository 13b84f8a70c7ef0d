//! What a client holds for all its requests: the credential, and parameters such as a project.

use super::operation::any_held;
use super::place::Owner;
use crate::check::namespace::Namespace;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Authentication, AuthenticationKind, Held, Location, Row, Signature};
use crate::names::Ident;
use crate::raw::{At, Entries, Key, RawAuthentication, RawHeld, RawService, service};
use crate::suggest::did_you_mean;

/// How requests prove who sends them.
pub(crate) fn authentication(raw: &RawService, report: &Report) -> Option<Authentication> {
    let client = &raw.client;
    let (raw, span) = raw.authentication.given()?;
    let owner = Owner { what: "the authentication", span, report };
    let about = raw.about.required_text("about", &owner);
    raw.kind.required("kind", &owner);
    raw.header.required("header", &owner);
    let signature = signature(raw, client, report);
    let (header, header_span) = raw.header.given()?;
    if header.is_empty() || !header.bytes().all(super::location::is_token) {
        report.push(
            Diagnostic::new(
                "E0706",
                header_span,
                format!("`{}` is no name of a header", header.escape_debug()),
            )
            .label("letters, digits and !#$%&'*+-.^_`|~ only"),
        );
        return None;
    }
    let (kind, setter) = match raw.kind.value? {
        service::AuthenticationKind::Token => (AuthenticationKind::Token, "token"),
        service::AuthenticationKind::ApiKey => (AuthenticationKind::ApiKey, "api_key"),
    };
    Some(Authentication {
        kind,
        header: header.clone(),
        setter: Ident::held(setter).unwrap_or_else(Ident::placeholder),
        about,
        signature,
    })
}

/// How a request can be signed in place of the token.
fn signature(
    authentication: &RawAuthentication,
    client: &At<Entries<RawHeld>>,
    report: &Report,
) -> Option<Signature> {
    let (raw, span) = authentication.signature.given()?;
    let owner = Owner { what: "the signature", span, report };
    raw.algorithm.required("algorithm", &owner);
    if authentication.kind.value == Some(service::AuthenticationKind::ApiKey) {
        report.push(
            Diagnostic::new("E0716", span, "a signature in place of a key")
                .label("a request is signed in place of a token only")
                .help("remove `signature`, or write `kind: token`"),
        );
    }
    if let Some((project, span)) = raw.project.given() {
        let known: Vec<&str> = client
            .value
            .iter()
            .flat_map(|client| &client.entries)
            .map(|(key, _)| key.text.as_str())
            .collect();
        // An unusable `client:` was reported, and may have it.
        let readable = client.is_absent() || client.value.is_some();
        if readable && !known.contains(&project.as_str()) {
            let mut diagnostic =
                Diagnostic::new("E0716", span, format!("`client:` holds no `{project}`"))
                    .label("the name of a parameter that the client holds");
            diagnostic.help = did_you_mean(project, known)
                .or_else(|| Some(format!("add `{project}` to `client:`, or remove `project`")));
            report.push(diagnostic);
        }
    }
    Some(Signature { project: raw.project.value.clone() })
}

/// Parameters that the client holds.
pub(crate) fn held(
    at: &At<Entries<RawHeld>>,
    authentication: Option<&Authentication>,
    report: &Report,
) -> Vec<Held> {
    let setters = Namespace::default();
    let entries = at.value.iter().flat_map(|entries| &entries.entries);
    entries.filter_map(|(key, at)| one(key, at, authentication, &setters, report)).collect()
}

fn one(
    key: &Key,
    at: &At<RawHeld>,
    authentication: Option<&Authentication>,
    setters: &Namespace<'_>,
    report: &Report,
) -> Option<Held> {
    let (raw, span) = at.given()?;
    let what = format!("the parameter `{}`", key.text);
    let owner = Owner { what: &what, span, report };
    let about = raw.about.required_text("about", &owner);
    raw.location.required("in", &owner);
    let location = match raw.location.value? {
        service::HeldLocation::Path => Location::Path,
        service::HeldLocation::Query => Location::Query,
        service::HeldLocation::Header => Location::Header,
    };
    let Some(setter) = Ident::held(&key.text) else {
        report.push(
            Diagnostic::new(
                "E0201",
                &key.span,
                format!("`{}` gives no name for a setter", key.text),
            )
            .label("a Rust name is made of ASCII letters and digits")
            .help("take it out of `client:`: requests can hold it"),
        );
        return None;
    };
    let credential = authentication.is_some_and(|authentication| authentication.setter == setter);
    let taken = setters.claim(setter.as_str(), &key.span, &what);
    if credential || taken.is_err() {
        let mut diagnostic = Diagnostic::new(
            "E0707",
            &key.span,
            format!("the client would have two setters `{setter}`"),
        )
        .label("one of them")
        .help("take it out of `client:`: requests can hold it");
        match taken {
            Err(taken) => {
                diagnostic =
                    diagnostic.related(&taken.span, format!("{} is the other", taken.what));
            }
            Ok(()) => diagnostic = diagnostic.label("the credential has a setter of this name"),
        }
        report.push(diagnostic);
    }
    Some(Held { name: key.text.clone(), setter, location, about })
}

/// Reports what the client holds and no operation has.
pub(crate) fn unused<'m, I: Iterator<Item = &'m [Row]>>(
    raw: &RawService,
    authentication: Option<&Authentication>,
    rows: &dyn Fn() -> I,
    report: &Report,
) {
    if let (Some(authentication), Some((header, span))) =
        (authentication, raw.authentication.value.as_ref().and_then(|raw| raw.header.given()))
        && !rows().any(|rows| rows.iter().any(|row| row.credential))
    {
        report.push(
            Diagnostic::new(
                "E0706",
                span,
                format!("no operation has the header `{}`", authentication.header),
            )
            .label("no request would carry the credential")
            .help(format!(
                "add the row `{header}` under `header:` of each operation that needs it"
            )),
        );
    }
    for (key, at) in raw.client.value.iter().flat_map(|client| &client.entries) {
        let location = match at.value.as_ref().and_then(|raw| raw.location.value) {
            Some(service::HeldLocation::Path) => Location::Path,
            Some(service::HeldLocation::Query) => Location::Query,
            Some(service::HeldLocation::Header) => Location::Header,
            None => continue,
        };
        if Ident::held(&key.text).is_none() {
            continue;
        }
        if !rows().any(|rows| any_held(rows, location, &key.text)) {
            report.push(
                Diagnostic::new(
                    "E0707",
                    &key.span,
                    format!("no operation has the parameter `{}`", key.text),
                )
                .label("held for nobody")
                .help("remove it, or correct its name or `in`"),
            );
        }
    }
}
