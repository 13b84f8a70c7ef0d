//! What a row may be in its place: a path has no lists, a header's name is a token.

use super::row::Supplier;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Kind, Location, Row};
use crate::raw::{At, Key, RawRow};

/// Reports what the place of a row does not allow.
pub(crate) fn check(row: &Row, raw: &RawRow, key: &Key, supplier: Supplier, report: &Report) {
    wire_name(row, key, report);
    let place = match row.location {
        Location::Path => "the path",
        Location::Query => "the query",
        Location::Header => "a header",
        Location::Body | Location::Field => {
            body(row, raw, report);
            return;
        }
    };
    if supplier != Supplier::Request && row.kind != Kind::Text && raw.kind.value.is_some() {
        report.push(
            Diagnostic::new("E0707", &key.span, format!("the client can't hold `{}`", row.name))
                .label("the client holds texts: `type: String` without `values`")
                .help("correct the type, or remove the name from `client:` in service.yaml"),
        );
    }
    kind(row, raw, place, report);
    for (name, span) in [("nullable", &raw.nullable.span), ("aliases", &raw.aliases.span)] {
        if let Some(span) = span {
            report.push(
                Diagnostic::new("E0311", span, format!("`{name}` on a parameter of {place}"))
                    .label("only fields of a body have it")
                    .help(format!("remove `{name}`")),
            );
        }
    }
    let unusable = raw.required.value.is_none() && !raw.required.is_absent();
    if row.location == Location::Path && !row.required && !unusable {
        let span = raw.required.span.as_ref().unwrap_or(&key.span);
        report.push(
            Diagnostic::new(
                "E0307",
                span,
                format!("the path parameter `{}` is not required", row.name),
            )
            .label("without it there is no path")
            .help("write `required: true`; where the page says otherwise, say so in an erratum"),
        );
    }
}

fn wire_name(row: &Row, key: &Key, report: &Report) {
    let problem = if row.name.trim().is_empty() {
        Some("a name without a letter")
    } else if row.name.chars().any(char::is_control) {
        Some("a name with a control character")
    } else if row.location == Location::Header && !row.name.bytes().all(is_token) {
        Some("a header's name has letters, digits and !#$%&'*+-.^_`|~ only")
    } else {
        None
    };
    if let Some(problem) = problem {
        report.push(
            Diagnostic::new(
                "E0308",
                &key.span,
                format!("`{}` can't be sent as a name", row.name.escape_debug()),
            )
            .label(problem)
            .help("write the name as the page has it"),
        );
    }
}

pub(crate) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn kind(row: &Row, raw: &RawRow, place: &str, report: &Report) {
    let Some((_, span)) = raw.kind.given() else { return };
    let list = matches!(row.kind, Kind::List(_));
    if list && row.location == Location::Query {
        report.push(
            Diagnostic::new("E0310", span, "a list in a query is not emitted yet")
                .label("the format can say it; the emitter can't")
                .help("leave the operation out for now"),
        );
    } else if list
        || matches!(row.kind, Kind::Map(_) | Kind::Object { .. })
        || row.kind == Kind::Json && !row.is_unread()
    {
        report.push(
            Diagnostic::new(
                "E0309",
                span,
                format!("`{}` does not fit into {place}", row.documented_type),
            )
            .label("one text or number fits, and no more")
            .help("correct the type, or move the row to the table `body`"),
        );
    }
    if !list {
        only_query_lists(&raw.list, report);
    }
}

fn body(row: &Row, raw: &RawRow, report: &Report) {
    only_query_lists(&raw.list, report);
    if row.location == Location::Body
        && let Some(span) = &raw.aliases.span
    {
        report.push(
            Diagnostic::new("E0311", span, "`aliases` on a parameter of the body")
                .label("a request is written with one spelling; only answers are read with others")
                .help("remove `aliases`"),
        );
    }
}

fn only_query_lists<T>(list: &At<T>, report: &Report) {
    if let Some(span) = &list.span {
        report.push(
            Diagnostic::new("E0311", span, "`list` on a row that is no list in a query")
                .label("it says how a query writes several values")
                .help("remove `list`"),
        );
    }
}
