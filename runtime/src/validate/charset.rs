//! Allowed characters.

/// The first character that the charset does not allow.
///
/// A charset is a list of words: `letters` and `digits` (both ASCII), and single characters.
pub(super) fn first_outside(text: &str, charset: &str) -> Option<char> {
    text.chars().find(|character| {
        !charset.split_whitespace().any(|word| match word {
            "letters" => character.is_ascii_alphabetic(),
            "digits" => character.is_ascii_digit(),
            other => other.contains(*character),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::first_outside;

    #[test]
    fn finds_the_first_stranger() {
        let charset = "letters digits _ -";
        assert_eq!(first_outside("aZ09_-", charset), None);
        assert_eq!(first_outside("", charset), None);
        assert_eq!(first_outside("ab c", charset), Some(' '));
        assert_eq!(first_outside("naïve", charset), Some('ï'));
        assert_eq!(first_outside("a.b", "letters"), Some('.'));
    }
}
