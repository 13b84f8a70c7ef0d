//! Values on their way into the path, the query or a header.

use std::fmt::{self, Write};

use zeroize::Zeroizing;

use crate::table::Location;
use crate::value::{List, Value};

use super::head::header_problem;
use super::path::segment_problem;

/// What a number takes at most, but for a double with a great many digits.
const NUMBER: usize = 24;

/// Whether there is anything to write: an empty list is nothing.
pub(super) fn is_given(value: Value<'_>) -> bool {
    match value {
        Value::List(list) => !list.is_empty(),
        _ => value.is_set(),
    }
}

/// Why a value can't be written outside of JSON, if it can't.
pub(super) fn type_problem(value: Value<'_>) -> Option<&'static str> {
    match value {
        Value::Double(double) if !double.is_finite() => Some("not a finite number"),
        Value::Json(_) | Value::Map(_) | Value::Model(_) => {
            Some("an object can be sent in a body only")
        }
        Value::List(list) => items(list).find_map(|item| {
            let comma = "an item holds a comma, which would make it two";
            type_problem(item).or_else(|| holds_comma(item).then_some(comma))
        }),
        _ => None,
    }
}

/// Why a value can't be written in this place, if it can't, whatever the page says. It never shows the value.
pub(super) fn form_problem(location: Location, value: Value<'_>) -> Option<&'static str> {
    let problem = match location {
        Location::Path => segment_problem,
        Location::Header => header_problem,
        Location::Query | Location::Body | Location::Field => return None,
    };
    match value {
        Value::Text(text) => problem(text),
        Value::List(_) => problem(&text(value)),
        _ => None,
    }
}

/// The text of a value, which is overwritten when dropped: it may be a secret.
pub(super) fn text(value: Value<'_>) -> Zeroizing<String> {
    // Of its full length from the start: where it grew, a copy would stay behind.
    let mut text = Zeroizing::new(String::with_capacity(length(value)));
    // Writing to a `String` cannot fail.
    write(value, &mut *text).unwrap_or_default();
    text
}

/// Writes a value as text, the items of a list with commas between them.
pub(super) fn write(value: Value<'_>, out: &mut impl Write) -> fmt::Result {
    match value {
        Value::Text(text) => out.write_str(text),
        Value::Integer(integer) => write!(out, "{integer}"),
        Value::Double(double) => write!(out, "{double}"),
        Value::Boolean(boolean) => write!(out, "{boolean}"),
        Value::List(list) => items(list).enumerate().try_for_each(|(index, item)| {
            if index > 0 {
                out.write_str(",")?;
            }
            write(item, out)
        }),
        Value::Absent | Value::Null | Value::Json(_) | Value::Map(_) | Value::Model(_) => Ok(()),
    }
}

fn length(value: Value<'_>) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(list) => items(list).map(|item| length(item) + 1).sum(),
        _ => NUMBER,
    }
}

fn holds_comma(item: Value<'_>) -> bool {
    match item {
        Value::Text(text) => text.contains(','),
        Value::List(list) => list.len() > 1 || items(list).any(holds_comma),
        _ => false,
    }
}

fn items(list: &dyn List) -> impl Iterator<Item = Value<'_>> {
    (0..list.len()).map(|index| list.get(index))
}

#[cfg(test)]
mod tests {
    use super::{form_problem, is_given, text, type_problem};
    use crate::table::Location;
    use crate::value::Value;

    #[test]
    fn numbers_are_exact_and_lists_are_joined() {
        let text = |value| text(value).to_string();
        assert_eq!(text(Value::Integer(i64::MIN)), "-9223372036854775808");
        assert_eq!(text(Value::Integer(99_999_999_999_999_999)), "99999999999999999");
        assert_eq!(text(Value::Double(1e21)), "1000000000000000000000");
        assert_eq!(text(Value::Boolean(false)), "false");
        let list = vec![1_i64, -2];
        assert_eq!(text(Value::List(&list)), "1,-2");
    }

    #[test]
    fn an_empty_list_is_nothing() {
        let empty = Vec::<i64>::new();
        assert!(!is_given(Value::List(&empty)) && !is_given(Value::Null));
        assert!(is_given(Value::Text("")));
    }

    #[test]
    fn what_would_arrive_as_something_else_is_refused() {
        let commas = vec!["a".to_owned(), "b,c".to_owned()];
        let nested = vec![vec![1_i64], vec![2, 3]];
        for value in [Value::List(&commas), Value::List(&nested), Value::Double(f64::NAN)] {
            assert!(type_problem(value).is_some());
        }
        let single = vec![vec![1_i64], vec![2]];
        assert!(type_problem(Value::List(&single)).is_none());
        let dots = vec!["..".to_owned()];
        assert!(form_problem(Location::Path, Value::List(&dots)).is_some());
        assert!(form_problem(Location::Query, Value::List(&dots)).is_none());
        let lines = vec!["a".to_owned(), "b\n".to_owned()];
        assert!(form_problem(Location::Header, Value::List(&lines)).is_some());
    }
}
