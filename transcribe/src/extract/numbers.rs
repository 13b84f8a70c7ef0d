//! Numbers and ranges of numbers, as pages write them.

use std::sync::LazyLock;

use regex_lite::Regex;

/// A pattern of this module's siblings.
pub(super) fn regex(pattern: &str) -> Regex {
    // Patterns are literals of this crate, and each one is compiled by its tests.
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{pattern}: {error}"))
}

/// The bounds that a text states; either may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) min: Option<String>,
    pub(super) max: Option<String>,
    /// How many bytes of the text it is.
    pub(super) length: usize,
    /// Whether other values follow: `1 to 9, or 99`.
    pub(super) goes_on: bool,
}

/// A number as pages write it, separators of thousands included.
pub(super) const NUMBER: &str = r"[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d+(?:\.\d+)?";

/// The number that a text is, without separators of thousands.
pub(super) fn number(text: &str) -> Option<String> {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| regex(&format!("^(?:{NUMBER})$")));
    let text = text.trim();
    if !WHOLE.is_match(text) {
        return None;
    }
    let plain = text.replace(',', "").replace('−', "-");
    Some(plain.strip_prefix('+').map_or(plain.clone(), str::to_owned))
}

/// The range at the beginning of a text: `1-100`, `[1, 100]`, `0 to 512 characters`, `1～128`, `[-1,2147483647)`.
pub(super) fn range(text: &str) -> Option<Range> {
    static TWO: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"(?i)^(?:from\s+|between\s+|从)?[\[(（【]?\s*({NUMBER})\s*(?:characters?|chars?|bytes?|个?字符|个|位|%)?\s*(?:-|–|—|~|～|,|，|、|to|and|至|到|\.\.+)\s*({NUMBER})"
        ))
    });
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^[\])）】]?\s*(?:,|，|、|;)?\s*(?:or|and|或者?|和|及)\s*-?\d")
    });
    let text = text.trim();
    let found = TWO.captures(text)?;
    let [min, max] = [found.get(1)?, found.get(2)?].map(|part| number(part.as_str()));
    let after = text.get(found.get(0)?.end()..).unwrap_or_default().trim_start();
    // `1,024 x 1,024` and dates are no ranges.
    if after.starts_with(['x', '×', '*', '/', '-', ':']) {
        return None;
    }
    let goes_on = MORE.is_match(after);
    let length = found.get(0)?.end();
    let range = Range { min: min.clone(), max: max.clone(), length, goes_on };
    let ordered = min.as_deref().and_then(value).zip(max.as_deref().and_then(value));
    ordered.is_some_and(|(min, max)| min <= max).then_some(range)
}

/// The value of a number, near enough to compare two of them.
pub(super) fn value(number: &str) -> Option<f64> {
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_separators() {
        for (text, expected) in [
            ("10", Some("10")),
            ("1,024", Some("1024")),
            ("99999999999999999", Some("99999999999999999")),
            ("-1", Some("-1")),
            ("−1", Some("-1")),
            ("0.5", Some("0.5")),
            ("10a", None),
            ("1,02", None),
            ("", None),
        ] {
            assert_eq!(number(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn ranges_in_their_spellings() {
        for (text, expected) in [
            ("1-100", Some(("1", "100"))),
            ("[1, 100]", Some(("1", "100"))),
            ("0 to 512 characters", Some(("0", "512"))),
            ("1～128", Some(("1", "128"))),
            ("1个字符到128个字符", Some(("1", "128"))),
            ("1 - 65,535", Some(("1", "65535"))),
            ("-1 to 1", Some(("-1", "1"))),
            ("between 3 and 5", Some(("3", "5"))),
            ("1,024 x 1,024", None),
            ("5-1", None),
            ("2020-01-02", None),
            ("-1 or greater than 0", None),
        ] {
            let found = range(text).map(|range| (range.min.unwrap(), range.max.unwrap()));
            assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())), "{text}");
        }
    }
}
