//! `sdk.yaml` and `service.yaml`: what the operations of a draft share.

use apiscribe_codegen::{looks_secret, scalar};

use super::operation::placeholders;
use super::render::{self, Mode, Place};
use super::sheet::{Authentication, Key, Part, Shared, Sheet};
use super::undecided::{Kind, Todo};
use super::words;
use super::write::{Writer, Written, block};

/// What the operations share.
pub(super) fn draft<'f>(service: &str, group: Option<&str>, sheets: &[Sheet<'_>]) -> Shared<'f> {
    Shared {
        name: service.to_owned(),
        group: group.map(str::to_owned),
        authentication: authentication(sheets),
        held: held(sheets),
        ..Shared::default()
    }
}

/// The header that carries a credential: the one that most operations have.
fn authentication(sheets: &[Sheet<'_>]) -> Option<Authentication> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for sheet in sheets {
        let rows = sheet.table(Part::Header).map(|table| table.rows.as_slice()).unwrap_or_default();
        for row in rows.iter().filter(|row| !row.left_out && looks_secret(&row.name)) {
            match counts.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(&row.name)) {
                Some((_, count)) => *count += 1,
                None => counts.push((row.name.clone(), 1)),
            }
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let (header, _) = counts.into_iter().find(|(_, count)| *count == most)?;
    let kind = if header.to_lowercase().contains("key") { "api_key" } else { "token" };
    Some(Authentication { kind, header })
}

/// Path parameters that all operations have: the client holds them once.
fn held(sheets: &[Sheet<'_>]) -> Vec<String> {
    let lines: Vec<&str> =
        sheets.iter().filter_map(|sheet| sheet.request.line.as_deref()).collect();
    let Some((first, others)) = lines.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Vec::new();
    };
    let everywhere = |name: &String| {
        others.iter().all(|line| placeholders(line).contains(name))
            && sheets.iter().all(|sheet| {
                let row = sheet.table(Part::Path).and_then(|table| table.row(name));
                row.is_none_or(|row| {
                    row.fact(Key::Type) == Some("String") && row.fact(Key::Values).is_none()
                })
            })
    };
    placeholders(first).into_iter().filter(everywhere).collect()
}

/// The text of `sdk.yaml`.
pub(super) fn sdk(service: &str, runtime: &str) -> Written {
    let mut writer = Writer::new(Mode::Open);
    let name = service.replace('_', "-");
    writer.line("format: 1");
    writer
        .todos("", &[Todo::new(Kind::Service, "name, version and licence of the emitted package")]);
    writer.line(&format!("package: {name}-sdk"));
    writer.line("version: 0.1.0");
    writer.line(&format!("about: {}", block(&format!("Validated models and clients of {name}."))));
    writer.line("license: MIT OR Apache-2.0");
    writer.todos(
        "",
        &[Todo::new(
            Kind::Service,
            "this path is one of this machine; it may be relative to the emitted package",
        )],
    );
    writer.line(&format!("runtime: {{ path: {} }}", scalar::quoted(runtime)));
    writer.finish()
}

/// The text of `service.yaml`.
pub(super) fn service(shared: &Shared<'_>, mode: Mode) -> Written {
    let mut writer = Writer::new(mode);
    let title = words::about_object(&shared.name);
    let title = title.trim_end_matches('.');
    writer.line(&format!("service: {}", scalar::flow(&shared.name)));
    writer.todos(
        "",
        &[Todo::new(Kind::Service, "what does the vendor call the service, and what is it for?")],
    );
    writer.line(&format!("title: {}", block(title)));
    writer.line(&format!("about: {}", block(&format!("The service {title}."))));
    authentication_text(&mut writer, shared);
    client(&mut writer, shared);
    failures(&mut writer, shared);
    render::objects(&mut writer, &shared.objects);
    if let Some(group) = &shared.group {
        let about = words::about_object(group);
        writer.blank();
        writer.line("groups:");
        writer.todos(
            "  ",
            &[Todo::new(Kind::Service, "what does the vendor call the group, and what is it for?")],
        );
        writer.line(&format!("  {}:", scalar::flow(group)));
        writer.line(&format!("    title: {}", block(about.trim_end_matches('.'))));
        writer.line(&format!("    about: {}", block(&about)));
    }
    writer.finish()
}

fn authentication_text(writer: &mut Writer, shared: &Shared<'_>) {
    writer.blank();
    let Some(authentication) = &shared.authentication else {
        let text = "no page has a header for a credential: how does a request prove who sends it?";
        writer.todos("", &[Todo::new(Kind::Service, text)]);
        writer.line(
            "# authentication: { kind: token, header: X-Auth-Token, about: Token of a user. }",
        );
        return;
    };
    let text = "is this the credential, and is it a token of limited life or a fixed key?";
    writer.todos("", &[Todo::new(Kind::Service, text)]);
    let Authentication { kind, header } = authentication;
    writer.marked(Place::Authentication, |writer| {
        let about = if *kind == "token" { "Token of a user." } else { "Key of a caller." };
        writer.line("authentication:");
        writer.line(&format!("  kind: {kind}"));
        writer.line(&format!("  header: {}", scalar::flow(header)));
        writer.line(&format!("  about: {about}"));
    });
}

fn client(writer: &mut Writer, shared: &Shared<'_>) {
    if shared.held.is_empty() {
        return;
    }
    writer.blank();
    let text = "every path has these: does a client hold them for all its requests?";
    writer.todos("", &[Todo::new(Kind::Service, text)]);
    writer.line("client:");
    for (number, name) in shared.held.iter().enumerate() {
        writer.marked(Place::Held(number), |writer| {
            let about = scalar::flow(&words::about_row(name));
            writer.line(&format!("  {}: {{ in: path, about: {about} }}", scalar::flow(name)));
        });
    }
}

fn failures(writer: &mut Writer, shared: &Shared<'_>) {
    if shared.failures.is_empty() {
        return;
    }
    writer.blank();
    writer.line("failures:");
    for (number, failure) in shared.failures.iter().enumerate() {
        if failure.fields.is_empty() {
            let text = format!("which fields of `{}` tell what went wrong?", failure.object);
            writer.todos("  ", &[Todo::new(Kind::Service, text)]);
        }
        writer.marked(Place::Failure(number), |writer| {
            let fields: Vec<String> = failure
                .fields
                .iter()
                .map(|(what, field)| format!("{what}: {}", scalar::flow(field)))
                .collect();
            let fields = if fields.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", fields.join(", "))
            };
            writer.line(&format!("  {}: {fields}", scalar::flow(&failure.object)));
        });
    }
}
