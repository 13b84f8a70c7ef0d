//! Facts of texts.

use super::judge::{Judge, Subject, counted, is_less, is_more};
use super::{charset, format, pattern, quote};
use crate::table::{Bound, Format, Known, Literal, Row};

/// Known values that a message lists.
const LISTED_MAX: usize = 12;

/// Judges a text by its row.
pub(super) fn check(text: &str, subject: &Subject<'_>, judge: &mut Judge<'_>) {
    length(text, subject, judge);
    let row = subject.row;
    if judge.closes(row) && !is_known(text, row) {
        let values = list_values(row.values.iter().map(|known| known.wire));
        judge.report(subject, "values", about(text, subject, &format!("is not one of {values}")));
    }
    if let Some(name) = broken_format(text, row) {
        judge.report(subject, "format", about(text, subject, &format!("is not {name}")));
    }
    if let Some(charset) = row.charset
        && let Some(character) = charset::first_outside(text, charset)
    {
        let shown = if subject.secret {
            "a character".to_owned()
        } else {
            quote(character.encode_utf8(&mut [0; 4]))
        };
        judge.report(subject, "charset", format!("holds {shown} that is none of: {charset}"));
    }
    if let Some(pattern) = row.pattern
        && !pattern::matches(pattern, text)
    {
        judge.report(
            subject,
            "pattern",
            about(text, subject, &format!("does not match the pattern {pattern}")),
        );
    }
}

/// Judges the number of Unicode characters.
fn length(text: &str, subject: &Subject<'_>, judge: &mut Judge<'_>) {
    let (min, max) = (subject.row.min, subject.row.max);
    if min.is_none() && max.is_none() {
        return;
    }
    let count = text.chars().count();
    let shown = counted(count, ["character", "characters"]);
    if let Some(Bound::Integer(min)) = min
        && is_less(count, min)
    {
        let message = if subject.secret {
            format!("too short, at least {min} characters")
        } else {
            format!("{shown}, at least {min}")
        };
        judge.report(subject, "min", message);
    }
    if let Some(Bound::Integer(max)) = max
        && is_more(count, max)
    {
        let message = if subject.secret {
            format!("too long, at most {max} characters")
        } else {
            format!("{shown}, at most {max}")
        };
        judge.report(subject, "max", message);
    }
}

/// `"x" is not a UUID`, or of a secret `is not a UUID`.
fn about(text: &str, subject: &Subject<'_>, message: &str) -> String {
    if subject.secret { message.to_owned() } else { format!("{} {message}", quote(text)) }
}

fn is_known(text: &str, row: &Row) -> bool {
    row.values.iter().any(|Known { wire, .. }| match wire {
        Literal::Text(wire) if row.ignore_case => wire.eq_ignore_ascii_case(text),
        Literal::Text(wire) => *wire == text,
        Literal::Integer(_) | Literal::Boolean(_) => false,
    })
}

/// The name of the format that the text does not have.
fn broken_format(text: &str, row: &Row) -> Option<&'static str> {
    match row.format? {
        Format::DateTime => (!format::is_date_time(text)).then_some("an RFC 3339 date and time"),
        Format::Uuid => (!format::is_uuid(text)).then_some("a UUID"),
        Format::Uri => (!format::is_uri(text)).then_some("an absolute URI"),
        Format::EpochMillis => None,
    }
}

/// `"a", "b", "c"`, cut where it is long.
pub(super) fn list_values(values: impl ExactSizeIterator<Item = Literal>) -> String {
    let count = values.len();
    let mut shown: Vec<_> = values.take(LISTED_MAX).map(show_literal).collect();
    if count > LISTED_MAX {
        shown.push(format!("… ({count} in all)"));
    }
    shown.join(", ")
}

/// A literal as a message shows it.
pub(super) fn show_literal(literal: Literal) -> String {
    match literal {
        Literal::Text(text) => quote(text),
        Literal::Integer(integer) => integer.to_string(),
        Literal::Boolean(boolean) => boolean.to_string(),
    }
}
