//! Facts that no reader found and that the words of a row hold all the same.
//!
//! They confirm what the spec says, and nothing else: what the words mean, a person has read.

use crate::edition::{Fact, Stated};
use crate::facts::Sentence;

/// Whether a sentence of the description says what the spec states.
pub(super) fn is_spoken(fact: Fact, stated: &Stated, sentences: &[Sentence]) -> bool {
    sentences.iter().any(|sentence| says(fact, &stated.text, &sentence.text))
}

/// Whether a sentence says a fact.
pub(crate) fn says(fact: Fact, text: &str, sentence: &str) -> bool {
    let words = words(sentence);
    let has = |word: &str| words.iter().any(|other| other.eq_ignore_ascii_case(word));
    let has_any = |any: &[&str]| any.iter().any(|word| has(word));
    match fact {
        Fact::Values => text.split('|').all(|value| words.contains(&value)),
        Fact::Min | Fact::Max | Fact::Default => words.iter().any(|word| fact.same(word, text)),
        Fact::Unit => has(text),
        Fact::Format => match text {
            "uuid" => has("uuid"),
            "uri" => has_any(&["uri", "url"]),
            "date-time" => has_any(&["3339", "rfc3339", "8601", "iso8601"]),
            "epoch-ms" => has("timestamp") && has_any(&["ms", "millisecond", "milliseconds"]),
            _ => false,
        },
        Fact::Charset => text.split(' ').all(|part| match part {
            "letters" => has_any(&["letters", "letter"]),
            "digits" => has_any(&["digits", "digit", "numbers"]),
            mark => sentence.contains(mark),
        }),
        Fact::Type
        | Fact::Required
        | Fact::Case
        | Fact::Nullable
        | Fact::Deprecated
        | Fact::Reserved => false,
    }
}

/// The words of a sentence; dots, hyphens and underscores within a word belong to it.
fn words(sentence: &str) -> Vec<&str> {
    sentence
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_confirm_facts() {
        for (fact, text, sentence, expected) in [
            (Fact::Values, "0|1", "Must be 0 (on) or 1 (off).", true),
            (Fact::Values, "0|1", "Must be 0 or 10.", false),
            (Fact::Format, "uuid", "The UUID of a cake.", true),
            (Fact::Format, "uuid", "The ID of a cake.", false),
            (Fact::Max, "64", "No more than 64 crumbs.", true),
            (Fact::Max, "64", "No more than 640 crumbs.", false),
            (Fact::Charset, "letters digits _", "Letters, digits and _.", true),
            (Fact::Reserved, "yes", "Yes.", false),
        ] {
            assert_eq!(says(fact, text, sentence), expected, "{text}: {sentence}");
        }
    }
}
