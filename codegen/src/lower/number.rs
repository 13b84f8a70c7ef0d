//! Numbers: text until the type of their row is known, and never through a float on the way to an integer.

use crate::diagnostic::{Diagnostic, Report};
use crate::raw::{At, Scalar};

/// An integer; anything else is reported, with `what` it is for: "the minimum of an Integer".
pub(crate) fn integer(at: &At<Scalar>, what: &str, report: &Report) -> Option<i64> {
    let (scalar, span) = at.given()?;
    if scalar.quoted {
        report.push(
            Diagnostic::new("E0401", span, format!("{what} is a number without quotes"))
                .label("a quoted text")
                .help(format!("write {}", scalar.text)),
        );
        return None;
    }
    if !is_integer(&scalar.text) {
        report.push(
            Diagnostic::new("E0401", span, format!("{what} is a whole number"))
                .label(format!("`{}` is not", scalar.text))
                .help("write decimal digits, with a `-` before a negative number, and nothing between them"),
        );
        return None;
    }
    let value = scalar.text.parse().ok();
    if value.is_none() {
        report.push(
            Diagnostic::new("E0402", span, format!("{what} does not fit 64 bits"))
                .label(format!("the numbers go from {} to {}", i64::MIN, i64::MAX))
                .help("no such number is sent or read: leave it out, and say in an erratum what the page says"),
        );
    }
    value
}

/// A finite double; anything else is reported.
pub(crate) fn double(at: &At<Scalar>, what: &str, report: &Report) -> Option<f64> {
    let (scalar, span) = at.given()?;
    let value = if scalar.quoted { None } else { read_double(&scalar.text) };
    if value.is_none() {
        report.push(
            Diagnostic::new("E0401", span, format!("{what} is a number"))
                .label(if scalar.quoted {
                    "a quoted text".to_owned()
                } else {
                    format!("`{}` is not", scalar.text)
                })
                .help("write it as JSON does, such as 0.5 or 1e-3"),
        );
    }
    value
}

/// The integer that a text is; `None` also where it does not fit.
pub(crate) fn read_integer(text: &str) -> Option<i64> {
    if is_integer(text) { text.parse().ok() } else { None }
}

/// The finite number that a text is, in the grammar of JSON.
pub(crate) fn read_double(text: &str) -> Option<f64> {
    let _: serde_json::Number = serde_json::from_str(text).ok()?;
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// `0`, `-7`, `10`; not `+1`, `007`, `1_000`, `-0`.
pub(crate) fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    text == "0"
        || (!digits.is_empty()
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_plain_decimal_digits() {
        for (text, value) in [
            ("0", Some(0)),
            ("-1", Some(-1)),
            ("99999999999999999", Some(99_999_999_999_999_999)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("-0", None),
            ("007", None),
            ("1.0", None),
            ("1e3", None),
            ("1_000", None),
            ("+1", None),
            ("", None),
            ("-", None),
            (" 1", None),
        ] {
            assert_eq!(read_integer(text), value, "{text}");
        }
    }

    #[test]
    fn doubles_are_the_numbers_of_json() {
        for (text, value) in [
            ("0.5", Some(0.5)),
            ("-1e-3", Some(-0.001)),
            ("7", Some(7.0)),
            ("1e999", None),
            ("NaN", None),
            ("inf", None),
            (".5", None),
            ("1 ", None),
        ] {
            assert_eq!(read_double(text), value, "{text}");
        }
    }
}
