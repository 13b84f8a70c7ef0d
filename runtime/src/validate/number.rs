//! Facts of numbers.

use std::fmt::{self, Display};

use super::judge::{Judge, Subject};
use super::text::list_values;
use crate::table::{Bound, Known, Literal};

/// Judges an integer by its row.
pub(super) fn integer(value: i64, subject: &Subject<'_>, judge: &mut Judge<'_>) {
    let row = subject.row;
    let shown = show(value, subject);
    if let Some(min) = row.min
        && is_below(value, min)
    {
        judge.report(subject, "min", format!("{shown}less than the minimum {}", number(min)));
    }
    if let Some(max) = row.max
        && is_above(value, max)
    {
        judge.report(subject, "max", format!("{shown}more than the maximum {}", number(max)));
    }
    if judge.closes(row) && !is_known(value, row.values) {
        let values = list_values(row.values.iter().map(|known| known.wire));
        judge.report(subject, "values", format!("{shown}not one of {values}"));
    }
    if let Some(step) = row.multiple_of
        && value.checked_rem(step).is_some_and(|rest| rest != 0)
    {
        judge.report(subject, "multiple_of", format!("{shown}not a multiple of {step}"));
    }
}

/// Judges a double by its row.
pub(super) fn double(value: f64, subject: &Subject<'_>, judge: &mut Judge<'_>) {
    let row = subject.row;
    let shown = show(value, subject);
    if !value.is_finite() {
        judge.report(subject, "type", format!("{shown}not finite, and JSON has no word for it"));
        return;
    }
    if let Some(min) = row.min
        && value < as_double(min)
    {
        judge.report(subject, "min", format!("{shown}less than the minimum {}", number(min)));
    }
    if let Some(max) = row.max
        && value > as_double(max)
    {
        judge.report(subject, "max", format!("{shown}more than the maximum {}", number(max)));
    }
}

/// `7 is `, or of a secret `is `.
fn show(value: impl Display, subject: &Subject<'_>) -> impl Display {
    let secret = subject.secret;
    fmt::from_fn(move |f| if secret { f.write_str("is ") } else { write!(f, "{value} is ") })
}

fn is_known(value: i64, values: &[Known]) -> bool {
    values.iter().any(|known| known.wire == Literal::Integer(value))
}

// An integer row has integer bounds; the inexact comparison is for tables written by hand.
#[allow(clippy::cast_precision_loss)]
fn is_below(value: i64, min: Bound) -> bool {
    match min {
        Bound::Integer(min) => value < min,
        Bound::Double(min) => (value as f64) < min,
    }
}

#[allow(clippy::cast_precision_loss)]
fn is_above(value: i64, max: Bound) -> bool {
    match max {
        Bound::Integer(max) => value > max,
        Bound::Double(max) => value as f64 > max,
    }
}

#[allow(clippy::cast_precision_loss)]
fn as_double(bound: Bound) -> f64 {
    match bound {
        Bound::Integer(bound) => bound as f64,
        Bound::Double(bound) => bound,
    }
}

fn number(bound: Bound) -> String {
    match bound {
        Bound::Integer(bound) => bound.to_string(),
        Bound::Double(bound) => bound.to_string(),
    }
}
