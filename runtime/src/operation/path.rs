//! The path: values go into the template so that the service decodes what the caller gave.

use std::fmt::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986, in paths and queries alike.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes a value; a space becomes `%20`.
pub(crate) fn encode(value: &str) -> impl Iterator<Item = &str> {
    utf8_percent_encode(value, RESERVED)
}

/// Why a value can't be a segment of a path, if it can't.
pub(crate) fn segment_problem(value: &str) -> Option<&'static str> {
    match value {
        "" => Some("is empty, which would change the path"),
        // Percent-encoding does not save these: URL parsers resolve %2e%2e as well.
        "." | ".." => Some("is `.` or `..`, which would change the path"),
        _ => None,
    }
}

/// Percent-encodes what is written to it.
pub(super) struct Encoded<'a>(pub(super) &'a mut String);

impl Write for Encoded<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(encode(text));
        Ok(())
    }
}

/// Fills the placeholders of a template. `write` writes the value of this name, if there is one.
///
/// # Errors
///
/// The name of a placeholder that has no value: without it the path would be another one.
pub(super) fn fill<'a>(
    out: &mut String,
    template: &'a str,
    write: impl Fn(&str, &mut Encoded<'_>) -> Option<()>,
) -> Result<(), &'a str> {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, next)) = after.split_once('}') else {
            rest = after;
            break;
        };
        write(name, &mut Encoded(out)).ok_or(name)?;
        rest = next;
    }
    out.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{fill, segment_problem};
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    fn filled(value: &str) -> String {
        let mut out = String::new();
        let filled = fill(&mut out, "/a/{value}/b", |name, out| {
            (name == "value").then(|| out.write_str(value).unwrap())
        });
        assert_eq!(filled, Ok(()));
        out
    }

    #[test]
    fn values_that_mean_something_in_an_address_are_encoded() {
        assert_eq!(filled("a/b?c#d%2e e\u{0}é"), "/a/a%2Fb%3Fc%23d%252e%20e%00%C3%A9/b");
    }

    #[test]
    fn a_placeholder_without_a_value_is_named() {
        assert_eq!(fill(&mut String::new(), "/a/{b}/{c}", |_, _| None), Err("b"));
    }

    proptest! {
        #[test]
        fn any_string_survives_a_segment_or_is_refused(
            value in prop_oneof![any::<String>(), "[./%2eE]{0,6}"],
        ) {
            if segment_problem(&value).is_some() {
                prop_assert!(matches!(value.as_str(), "" | "." | ".."));
                return Ok(());
            }
            let uri: http::Uri = format!("https://example.com{}", filled(&value)).parse()?;
            let segments: Vec<_> = uri.path().split('/').collect();
            prop_assert_eq!(segments.len(), 4);
            prop_assert!(uri.query().is_none());
            prop_assert_eq!(percent_decode_str(segments[2]).decode_utf8()?, value);
        }
    }
}
