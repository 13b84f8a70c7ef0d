//! Texts as YAML scalars: plain where that is safe, else in double quotes.

/// A text as a scalar inside of a flow mapping, as a key or as a value; it never reads as null.
#[must_use]
pub fn flow(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || " _./~-+".contains(character);
    let is_plain = text.starts_with(|first: char| first.is_alphanumeric())
        && !text.ends_with(' ')
        && text.chars().all(plain)
        && !text.eq_ignore_ascii_case("null");
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// A text in double quotes, whatever it is; no character of it is one that a file may not have.
#[must_use]
pub fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let printable = |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    // JSON escapes all control characters but those from U+007F on, whose escapes YAML shares.
    json.chars()
        .map(|c| if printable(c) { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Report;
    use crate::source::FileId;
    use crate::tree::{self, Kind};
    use proptest::prelude::*;

    #[test]
    fn scalars_are_quoted_where_yaml_asks_for_it() {
        for (text, expected) in [
            ("81 characters", "81 characters"),
            ("examples.2/request_id", "examples.2/request_id"),
            ("a: b", "\"a: b\""),
            ("null", "\"null\""),
            ("", "\"\""),
            ("-1", "\"-1\""),
            ("a\"b", "\"a\\\"b\""),
            ("a, b", "\"a, b\""),
            ("x #y", "\"x #y\""),
            ("\u{7f}\u{85}\u{2028}", "\"\\u007f\\u0085\\u2028\""),
        ] {
            assert_eq!(flow(text), expected);
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read_back(key in "\\PC{0,12}|[ -~\t\n\u{85}]{0,12}", value in any::<String>()) {
            let text = format!("{{ {}: {} }}", flow(&key), flow(&value));
            let report = Report::default();
            let root = tree::parse(&text, FileId(0), &report).map(|root| root.kind);
            let Some(Kind::Mapping { entries, .. }) = root else { panic!("{text:?}") };
            let [entry] = entries.as_slice() else { panic!("{text:?}") };
            prop_assert_eq!(&entry.key, &key);
            let Kind::Scalar { text: read, .. } = &entry.value.kind else { panic!("{text:?}") };
            prop_assert_eq!(read, &value);
        }
    }
}
