//! Status codes: one success, and what the others answer with.

use super::failures::Failures;
use super::place::Owner;
use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{ObjectRef, Response};
use crate::raw::{At, Entries, Key, ResponseEntry};
use crate::source::Span;

/// The responses of an operation.
#[derive(Debug, Default)]
pub(crate) struct Responses {
    pub(crate) responses: Vec<Response>,
    /// The object of the one success, and where it is named.
    pub(crate) answer: Option<(ObjectRef, Span)>,
}

/// Lowers the responses of an operation; what has no usable object gets `nowhere`.
pub(crate) fn lower(
    raw: &At<Entries<ResponseEntry>>,
    scope: Scope<'_>,
    failures: &Failures<'_>,
    nowhere: &ObjectRef,
    owner: &Owner<'_>,
) -> Responses {
    let report = owner.report;
    let mut lowered = Responses::default();
    let Some(entries) = raw.required("responses", owner) else { return lowered };
    let mut success: Option<&Span> = None;
    for (key, entry) in &entries.entries {
        let Some(status) = status(key, report) else { continue };
        let is_success = (200..300).contains(&status);
        if is_success {
            if let Some(first) = success {
                several(key, first, report);
                continue;
            }
            success = Some(&key.span);
        }
        let Some((object, span)) = object(entry, scope, report) else {
            // Its status stays documented, so that examples of it are not refused.
            lowered.responses.push(Response { status, object: nowhere.clone(), failure: None });
            continue;
        };
        let failure = failures.find(&object.name, &span, is_success, report);
        if is_success {
            lowered.answer = Some((object.clone(), span.clone()));
        }
        lowered.responses.push(Response { status, object, failure });
    }
    if success.is_none() && entries.entries.iter().all(|(key, _)| is_status(&key.text)) {
        report.push(
            Diagnostic::new(
                "E0313",
                raw.span.as_ref().unwrap_or(owner.span),
                "no response is a success",
            )
            .label("a status from 200 to 299 belongs here")
            .help("add the success, such as `200: SomeObject`"),
        );
    }
    lowered
}

/// A status code: three digits from 200 to 599.
pub(crate) fn status(key: &Key, report: &Report) -> Option<u16> {
    if is_status(&key.text) {
        return key.text.parse().ok();
    }
    report.push(
        Diagnostic::new("E0312", &key.span, format!("`{}` is no status code of an answer", key.text))
            .label("three digits from 200 to 599")
            .help("a code in the body of an answer is no status: declare it under `success` in service.yaml"),
    );
    None
}

pub(crate) fn is_status(text: &str) -> bool {
    text.len() == 3
        && text.starts_with(['2', '3', '4', '5'])
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn several(key: &Key, first: &Span, report: &Report) {
    report.push(
        Diagnostic::new("E0313", &key.span, "a second success")
            .label("several shapes of a success are not emitted yet")
            .related(first, "the first success")
            .help("keep the one that clients need, and say in an erratum what the page says"),
    );
}

/// The object that a response names.
fn object(
    entry: &At<ResponseEntry>,
    scope: Scope<'_>,
    report: &Report,
) -> Option<(ObjectRef, Span)> {
    let (name, span) = match entry.given()? {
        (ResponseEntry::Scalar(name), span) => (name, span),
        (ResponseEntry::Mapping(response), span) => {
            if let Some(span) = &response.header.span {
                report.push(
                    Diagnostic::new("E0315", span, "response headers are not emitted yet")
                        .label("the format can say it; the emitter can't")
                        .help("remove `header`"),
                );
            }
            let owner = Owner { what: "the response", span, report };
            response.body.required("body", &owner)?;
            response.body.given()?
        }
    };
    if name == "empty" && scope.find(name).is_none() {
        report.push(
            Diagnostic::new("E0315", span, "an answer without a body is not emitted yet")
                .label("the format can say it; the emitter can't")
                .help("name an object, or leave the operation out for now"),
        );
        return None;
    }
    if ["Array of ", "Map of "].iter().any(|prefix| name.starts_with(prefix))
        || super::scope::BUILT_IN.contains(&name.as_str())
    {
        scope.unresolved.note(name, scope.names());
        report.push(
            Diagnostic::new(
                "E0315",
                span,
                format!("an answer of type `{name}` is not emitted yet"),
            )
            .label("only objects are")
            .help("name an object, or leave the operation out for now"),
        );
        return None;
    }
    let object = scope.object(name, span, report)?;
    Some((object, span.clone()))
}
