//! Documented defaults: of the row's type, and within all that constrains it.

use super::facts::Names;
use super::number;
use super::text::{Charset, compile};
use crate::diagnostic::Diagnostic;
use crate::judge::format::{is_date_time, is_uri, is_uuid};
use crate::model::{Bound, Enumeration, EnumerationValues, Format, Kind, Row};
use crate::raw::{RawRow, Scalar};
use crate::source::Span;

/// What is wrong with a default.
struct Wrong {
    code: &'static str,
    label: String,
    related: Option<(Span, String)>,
}

impl Wrong {
    fn new(code: &'static str, label: impl Into<String>) -> Self {
        Self { code, label: label.into(), related: None }
    }
}

/// Fills `default`.
pub(crate) fn lower(names: &Names<'_>, raw: &RawRow, row: &mut Row) {
    let Some((scalar, span)) = raw.default.given() else { return };
    match judge(scalar, raw, row) {
        Ok(()) => row.default = Some(scalar.text.clone()),
        Err(wrong) => {
            let mut diagnostic = Diagnostic::new(
                wrong.code,
                span,
                format!("`{}` can't be the default", scalar.text),
            )
            .label(wrong.label)
            .help("correct it, or leave it out; say what the page says in an erratum");
            diagnostic.related.extend(wrong.related);
            names.report.push(diagnostic);
        }
    }
}

fn judge(scalar: &Scalar, raw: &RawRow, row: &Row) -> Result<(), Wrong> {
    let type_error =
        |wanted: &str| Wrong::new("E0406", format!("the default of this row is {wanted}"));
    let unquoted = || if scalar.quoted { None } else { Some(scalar.text.as_str()) };
    match &row.kind {
        Kind::Text | Kind::DateTime => text(&scalar.text, raw, row),
        Kind::Integer | Kind::EpochMillis => {
            let value = unquoted().and_then(number::read_integer);
            integer(value.ok_or_else(|| type_error("a whole number without quotes"))?, raw, row)
        }
        Kind::Double => {
            let value = unquoted().and_then(number::read_double);
            double(value.ok_or_else(|| type_error("a number without quotes"))?, raw, row)
        }
        Kind::Boolean => match unquoted() {
            Some("true" | "false") => Ok(()),
            _ => Err(type_error("`true` or `false`, without quotes")),
        },
        Kind::Enumeration(enumeration) => {
            let number_expected = matches!(enumeration.values, EnumerationValues::Integer(_));
            if number_expected && scalar.quoted {
                return Err(type_error("a whole number without quotes"));
            }
            among(&scalar.text, enumeration, raw)
        }
        Kind::Json | Kind::List(_) | Kind::Map(_) | Kind::Object { .. } => {
            Err(Wrong::new("E0406", "a row of this type has no default that could be written here"))
        }
    }
}

fn among(text: &str, enumeration: &Enumeration, raw: &RawRow) -> Result<(), Wrong> {
    let known = match &enumeration.values {
        EnumerationValues::Text(values) => values.iter().any(|value| {
            value.wire == text
                || enumeration.ignore_case && value.wire.to_lowercase() == text.to_lowercase()
        }),
        EnumerationValues::Integer(values) => number::read_integer(text)
            .is_some_and(|number| values.iter().any(|value| value.wire == number)),
    };
    // A value that was itself reported is missing from the list.
    let listed =
        raw.values.value.iter().flat_map(|values| &values.entries).any(|(key, _)| key.text == text);
    if known || listed {
        return Ok(());
    }
    let mut wrong = Wrong::new("E0408", "not one of the values of this row");
    wrong.related = raw.values.span.clone().map(|span| (span, "these are the values".to_owned()));
    Err(wrong)
}

fn text(text: &str, raw: &RawRow, row: &Row) -> Result<(), Wrong> {
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    bounded(Bound::Integer(length), &format!("its length is {length}"), raw, row)?;
    let stranger =
        row.charset.as_deref().and_then(|charset| Charset::read(charset).ok()?.stranger(text));
    if let Some(stranger) = stranger {
        return Err(outside(
            format!("`{stranger}` is not in the charset"),
            raw.charset.span.as_ref(),
            "the charset",
        ));
    }
    let pattern = row.pattern.as_deref().and_then(|pattern| compile(pattern).ok());
    if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
        return Err(outside(
            "it does not match the pattern".to_owned(),
            raw.pattern.span.as_ref(),
            "the pattern",
        ));
    }
    formatted(text, raw, row)
}

/// A text must be what its format says.
fn formatted(text: &str, raw: &RawRow, row: &Row) -> Result<(), Wrong> {
    let (good, label) = match row.format {
        Some(Format::DateTime) => (is_date_time(text), "it is no date and time by RFC 3339"),
        Some(Format::Uuid) => (is_uuid(text), "it is no UUID"),
        Some(Format::Uri) => (is_uri(text), "it is no absolute URI"),
        Some(Format::EpochMillis) | None => (true, ""),
    };
    if good {
        Ok(())
    } else {
        Err(outside(label.to_owned(), raw.format.span.as_ref(), "the format"))
    }
}

fn integer(value: i64, raw: &RawRow, row: &Row) -> Result<(), Wrong> {
    bounded(Bound::Integer(value), "out of the documented range", raw, row)?;
    if row.multiple_of.is_some_and(|step| value % step != 0) {
        return Err(outside(
            "no multiple of the documented step".to_owned(),
            raw.multiple_of.span.as_ref(),
            "the step",
        ));
    }
    Ok(())
}

fn double(value: f64, raw: &RawRow, row: &Row) -> Result<(), Wrong> {
    bounded(Bound::Double(value), "out of the documented range", raw, row)
}

fn bounded(value: Bound, label: &str, raw: &RawRow, row: &Row) -> Result<(), Wrong> {
    let below = |a: Bound, b: Bound| match (a, b) {
        (Bound::Integer(a), Bound::Integer(b)) => a < b,
        (Bound::Double(a), Bound::Double(b)) => a < b,
        _ => false,
    };
    if row.min.is_some_and(|min| below(value, min)) {
        return Err(outside(label.to_owned(), raw.min.span.as_ref(), "the minimum"));
    }
    if row.max.is_some_and(|max| below(max, value)) {
        return Err(outside(label.to_owned(), raw.max.span.as_ref(), "the maximum"));
    }
    Ok(())
}

fn outside(label: String, span: Option<&Span>, what: &str) -> Wrong {
    Wrong { code: "E0407", label, related: span.cloned().map(|span| (span, what.to_owned())) }
}
