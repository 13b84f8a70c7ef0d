//! What a text may look like: `charset` and `pattern`.

use std::ops::Range;

use super::facts::{Names, misplaced};
use super::place::part;
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Row};
use crate::raw::RawRow;

/// The characters that a text may have.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Charset {
    letters: bool,
    digits: bool,
    others: Vec<char>,
}

impl Charset {
    /// Reads `letters digits _ -`; an error says what is wrong, and where in the text.
    pub(crate) fn read(text: &str) -> Result<Self, (Range<usize>, String)> {
        let mut charset = Self::default();
        let mut start = 0;
        for word in text.split(' ') {
            let range = start..start + word.len();
            start = range.end + 1;
            let mut characters = word.chars();
            match (word, characters.next(), characters.next()) {
                ("", ..) => {
                    return Err((
                        0..text.len(),
                        "one space belongs between two entries".to_owned(),
                    ));
                }
                ("letters", ..) => charset.letters = true,
                ("digits", ..) => charset.digits = true,
                (_, Some(character), None) => charset.others.push(character),
                _ => {
                    return Err((
                        range,
                        "neither `letters`, `digits` nor a single character".to_owned(),
                    ));
                }
            }
        }
        Ok(charset)
    }

    /// The first character of a text that is not allowed.
    pub(crate) fn stranger(&self, text: &str) -> Option<char> {
        text.chars().find(|&character| {
            !(self.letters && character.is_ascii_alphabetic()
                || self.digits && character.is_ascii_digit()
                || self.others.contains(&character))
        })
    }
}

/// The pattern as it is matched: against the whole text.
pub(crate) fn compile(pattern: &str) -> Result<regex_lite::Regex, regex_lite::Error> {
    regex_lite::Regex::new(pattern)?;
    regex_lite::Regex::new(&format!("\\A(?:{pattern})\\z"))
}

/// Fills `charset` and `pattern`.
pub(crate) fn lower(names: &Names<'_>, raw: &RawRow, row: &mut Row) {
    if row.kind != Kind::Text {
        misplaced(&raw.charset, "charset", "a String without `values` or date", row, names.report);
        misplaced(&raw.pattern, "pattern", "a String without `values` or date", row, names.report);
        return;
    }
    if let Some((text, span)) = raw.charset.given() {
        match Charset::read(text) {
            Ok(_) => row.charset = Some(text.clone()),
            Err((range, label)) => names.report.push(
                Diagnostic::new("E0413", &part(span, text, range), "a charset that can't be read")
                    .label(label)
                    .help("write such as \"letters digits _ -\""),
            ),
        }
    }
    if let Some((text, span)) = raw.pattern.given() {
        match compile(text) {
            Ok(_) => row.pattern = Some(text.clone()),
            Err(error) => names.report.push(
                Diagnostic::new("E0414", span, "a pattern that can't be used")
                    .label(error.to_string())
                    .help("patterns are those of the crate regex-lite: no look-around, no back-references, no `\\p`"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charset_lists_words_and_characters() {
        let charset = Charset::read("letters digits _ -").unwrap();
        assert_eq!(charset.stranger("a_Z-9"), None);
        assert_eq!(charset.stranger("a b"), Some(' '));
        assert_eq!(Charset::read("digits").unwrap().stranger("1a"), Some('a'));
        for (bad, range) in
            [("", 0..0), ("letters  digits", 0..15), ("letters,digits", 0..14), ("digits ab", 7..9)]
        {
            assert_eq!(Charset::read(bad).unwrap_err().0, range, "{bad}");
        }
    }

    #[test]
    fn a_pattern_matches_the_whole_text() {
        let pattern = compile("a|b").unwrap();
        assert!(pattern.is_match("a"));
        assert!(!pattern.is_match("ab"));
        for bad in ["(", "a)(b", "(?=x)", "\\p{L}"] {
            assert!(compile(bad).is_err(), "{bad}");
        }
    }
}
