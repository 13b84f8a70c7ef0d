//! The success condition of a body: `success: { field: code, equals: 1001, absent: unexpected }`.

use super::number::read_integer;
use super::place::Owner;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{AbsentMeans, EnumerationValues, Kind, Literal, Object, Success};
use crate::raw::{At, RawSuccess, Scalar, service};
use crate::source::Span;
use crate::suggest::did_you_mean;

/// Reports keys that the condition lacks; once for each file.
pub(crate) fn check(at: &At<RawSuccess>, report: &Report) {
    let Some((raw, span)) = at.given() else { return };
    let owner = Owner { what: "the success condition", span, report };
    raw.field.required("field", &owner);
    raw.equals.required("equals", &owner);
    raw.absent.required("absent", &owner);
}

/// The condition, read for the object of an operation's success.
pub(crate) fn lower(
    at: &At<RawSuccess>,
    answer: &Object,
    used: &Span,
    report: &Report,
) -> Option<Success> {
    let raw = at.value.as_ref()?;
    let (field, field_span) = raw.field.given()?;
    let (equals, equals_span) = raw.equals.given()?;
    let absent = match raw.absent.value? {
        service::AbsentMeans::Success => AbsentMeans::Success,
        service::AbsentMeans::Failure => AbsentMeans::Failure,
        service::AbsentMeans::Unexpected => AbsentMeans::Unexpected,
    };
    if answer.rows.is_empty() {
        return None;
    }
    let Some(row) = answer.rows.iter().find(|row| row.name == *field) else {
        let mut diagnostic =
            Diagnostic::new("E0710", used, format!("`{}` has no field `{field}`", answer.name))
                .label("the object of a success")
                .related(field_span, "this field tells whether it is one");
        diagnostic.help = did_you_mean(field, answer.rows.iter().map(|row| row.name.as_str()));
        report.push(diagnostic);
        return None;
    };
    // A type that could not be read was reported.
    if row.kind == Kind::Json && row.documented_type != "Object" {
        return None;
    }
    let literal = literal(&row.kind, equals);
    if literal.is_none() {
        report.push(
            Diagnostic::new(
                "E0710",
                equals_span,
                format!("`{}` is no value of `{field}`", equals.text),
            )
            .label(format!("in `{}` it is of type `{}`", answer.name, row.documented_type))
            .related(used, "the object of a success")
            .help("write a text, a whole number, `true` or `false`, as the type demands"),
        );
    }
    Some(Success { field: field.clone(), equals: literal?, absent })
}

fn literal(kind: &Kind, equals: &Scalar) -> Option<Literal> {
    let text = || Some(Literal::Text(equals.text.clone()));
    let plain = if equals.quoted { None } else { Some(equals.text.as_str()) };
    let number = || plain.and_then(read_integer).map(Literal::Integer);
    match kind {
        Kind::Text => text(),
        Kind::Integer => number(),
        Kind::Boolean => match plain? {
            "true" => Some(Literal::Boolean(true)),
            "false" => Some(Literal::Boolean(false)),
            _ => None,
        },
        Kind::Enumeration(enumeration) => match enumeration.values {
            EnumerationValues::Text(_) => text(),
            EnumerationValues::Integer(_) => number(),
        },
        _ => None,
    }
}
