//! Bounds and `multiple_of`: of a number's value, a text's length, a list's count.

use super::facts::{Names, misplaced};
use super::number;
use super::scope::Type;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Bound, EnumerationValues, Kind, Row};
use crate::raw::{At, RawRow, Scalar};

/// What bounds bind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Value,
    Double,
    Length,
    Count,
}

/// Fills `min`, `max` and `multiple_of`.
pub(crate) fn lower(names: &Names<'_>, documented: &Type, raw: &RawRow, row: &mut Row) {
    multiple_of(names, raw, row);
    let Some(measure) = measure(documented, &row.kind) else {
        for (key, at) in [("min", &raw.min), ("max", &raw.max)] {
            unbounded(key, at, row, names.report);
        }
        return;
    };
    row.min = bound(&raw.min, "minimum", measure, names.report);
    row.max = bound(&raw.max, "maximum", measure, names.report);
    let crossed = match (row.min, row.max) {
        (Some(Bound::Integer(min)), Some(Bound::Integer(max))) => min > max,
        (Some(Bound::Double(min)), Some(Bound::Double(max))) => min > max,
        _ => false,
    };
    if let (true, Some((_, min)), Some((_, max))) = (crossed, raw.min.given(), raw.max.given()) {
        // Nothing else is judged by bounds that no value keeps.
        (row.min, row.max) = (None, None);
        names.report.push(
            Diagnostic::new("E0403", min, "the minimum is above the maximum")
                .label("no value is at least this")
                .related(max, "and at most this")
                .help("swap them, or look at the page again"),
        );
    }
}

fn measure(documented: &Type, kind: &Kind) -> Option<Measure> {
    match kind {
        Kind::Integer | Kind::EpochMillis => Some(Measure::Value),
        Kind::Double => Some(Measure::Double),
        Kind::Text => Some(Measure::Length),
        // A `String` with the format keeps the length that its page documents.
        Kind::DateTime => (*documented == Type::Text).then_some(Measure::Length),
        Kind::Enumeration(enumeration) => Some(match enumeration.values {
            EnumerationValues::Text(_) => Measure::Length,
            EnumerationValues::Integer(_) => Measure::Value,
        }),
        Kind::List(_) | Kind::Map(_) => Some(Measure::Count),
        Kind::Boolean | Kind::Json | Kind::Object { .. } => None,
    }
}

fn unbounded(key: &str, at: &At<Scalar>, row: &Row, report: &Report) {
    if let Some(span) = &at.span {
        report.push(
            Diagnostic::new(
                "E0405",
                span,
                format!("`{key}` on a row of type `{}`", row.documented_type),
            )
            .label("values of this type have no size to bound")
            .help(format!("remove `{key}`, or correct `type`")),
        );
    }
}

fn bound(at: &At<Scalar>, what: &str, measure: Measure, report: &Report) -> Option<Bound> {
    let of = match measure {
        Measure::Value => "of an integer",
        Measure::Double => {
            return number::double(at, &format!("the {what} of a Double"), report)
                .map(Bound::Double);
        }
        Measure::Length => "length of a text",
        Measure::Count => "count of items",
    };
    let value = number::integer(at, &format!("the {what} {of}"), report)?;
    if value < 0
        && measure != Measure::Value
        && let Some((_, span)) = at.given()
    {
        report.push(
            Diagnostic::new("E0404", span, format!("a negative {what} {of}"))
                .label("lengths and counts start at 0")
                .help("min and max follow the type: is the row a number?"),
        );
        return None;
    }
    Some(Bound::Integer(value))
}

fn multiple_of(names: &Names<'_>, raw: &RawRow, row: &mut Row) {
    if row.kind != Kind::Integer {
        misplaced(&raw.multiple_of, "multiple_of", "an Integer or Long", row, names.report);
        return;
    }
    let Some(step) = number::integer(&raw.multiple_of, "`multiple_of`", names.report) else {
        return;
    };
    if step > 0 {
        row.multiple_of = Some(step);
    } else if let Some((_, span)) = raw.multiple_of.given() {
        names.report.push(
            Diagnostic::new("E0415", span, format!("no number is a multiple of {step}"))
                .label("a positive number belongs here"),
        );
    }
}
