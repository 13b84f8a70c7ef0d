//! The path: values go into the template so that the service decodes what the caller gave.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986, in paths and queries alike.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes a value; a space becomes `%20`.
pub(super) fn encode(value: &str) -> impl Iterator<Item = &str> {
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

/// Fills the placeholders of a template. One without a value is left out: that was reported before.
pub(super) fn fill<'a>(
    out: &mut String,
    template: &str,
    value_of: impl Fn(&str) -> Option<&'a str>,
) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, next)) = after.split_once('}') else {
            rest = after;
            break;
        };
        if let Some(value) = value_of(name) {
            out.extend(encode(value));
        }
        rest = next;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::{fill, segment_problem};
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    fn filled(value: &str) -> String {
        let mut out = String::new();
        fill(&mut out, "/a/{value}/b", |name| (name == "value").then_some(value));
        out
    }

    #[test]
    fn values_that_mean_something_in_an_address_are_encoded() {
        assert_eq!(filled("a/b?c#d%2e e\u{0}é"), "/a/a%2Fb%3Fc%23d%252e%20e%00%C3%A9/b");
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
