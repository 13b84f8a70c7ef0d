//! Regular expressions that every reader of a schema understands: those of ECMA-262.

/// The pattern of texts that a charset such as `letters digits _ -` allows.
pub(super) fn charset(charset: &str) -> String {
    let mut class = String::new();
    for word in charset.split_whitespace() {
        match word {
            "letters" => class.push_str("A-Za-z"),
            "digits" => class.push_str("0-9"),
            character => {
                if matches!(character, "\\" | "]" | "[" | "^" | "-") {
                    class.push('\\');
                }
                class.push_str(character);
            }
        }
    }
    format!("^[{class}]*$")
}

/// The pattern of one of these words in upper or lower case.
pub(super) fn ignore_case<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| word.chars().map(either_case).collect()).collect();
    format!("^(?:{})$", words.join("|"))
}

fn either_case(character: char) -> String {
    if character.is_ascii_alphabetic() {
        format!("[{}{}]", character.to_ascii_uppercase(), character.to_ascii_lowercase())
    } else if "^$\\.*+?()[]{}|/".contains(character) {
        format!("\\{character}")
    } else {
        character.to_string()
    }
}

/// A documented pattern, bound to the whole text; `None` where ECMA-262 has no word for a part of it.
pub(super) fn whole(pattern: &str) -> Option<String> {
    is_portable(pattern).then(|| format!("^(?:{pattern})$"))
}

/// Whether ECMA-262 reads the pattern as the compiler does.
fn is_portable(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some(next) = rest.chars().next() {
        let after = rest.get(next.len_utf8()..).unwrap_or_default();
        let escaped = if next == '\\' { after.chars().next() } else { None };
        if escaped.is_some_and(|escaped| "AzZaxuUpPhHQEG<>".contains(escaped)) {
            return false;
        }
        // Flags and named groups; classes of classes.
        if next == '(' && after.starts_with('?') && !after.starts_with("?:")
            || next == '[' && after.contains("[:")
            || next == '[' && ["&&", "--", "~~"].iter().any(|set| after.contains(set))
        {
            return false;
        }
        rest = after.get(escaped.map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{charset, ignore_case, whole};

    #[test]
    fn a_charset_is_a_class() {
        assert_eq!(charset("letters digits _ -"), r"^[A-Za-z0-9_\-]*$");
        assert_eq!(charset("digits ^ ] \\ ."), r"^[0-9\^\]\\.]*$");
    }

    #[test]
    fn words_in_any_case_are_a_pattern() {
        assert_eq!(ignore_case(["a.B", "1-c"].into_iter()), r"^(?:[Aa]\.[Bb]|1-[Cc])$");
    }

    #[test]
    fn only_what_ecma_knows_is_told() {
        assert_eq!(whole("a|b").as_deref(), Some("^(?:a|b)$"));
        assert_eq!(whole(r"\(\d+\)[[a]").as_deref(), Some(r"^(?:\(\d+\)[[a])$"));
        for foreign in ["(?i)a", "(?P<n>a)", r"a\z", r"\x{41}", "[[:alpha:]]", "[a-z&&[^b]]"] {
            assert_eq!(whole(foreign), None, "{foreign}");
        }
    }
}
