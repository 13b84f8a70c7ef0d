//! The sentences of descriptions, and those outside of tables.

use super::constrains::constrains;
use super::outline::Context;
use crate::document::{Content, Document};
use crate::facts::Sentence;
use crate::words::Section;

/// The sentences of a line of the page.
pub(super) fn split(text: &str, line: usize) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let ends = match character {
            '。' | '！' | '？' | '；' | '\n' => true,
            '.' | '!' | '?' | ';' => {
                next.is_none_or(char::is_whitespace)
                    && !is_abbreviation(text.get(start..index).unwrap_or_default())
            }
            _ => false,
        };
        if ends {
            let end = index + character.len_utf8();
            push(&mut sentences, text.get(start..end).unwrap_or_default(), line);
            start = end;
        }
    }
    push(&mut sentences, text.get(start..).unwrap_or_default(), line);
    sentences
}

fn push(sentences: &mut Vec<Sentence>, text: &str, line: usize) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        let constrains = constrains(&text);
        sentences.push(Sentence { text, line, constrains, gave: Vec::new() });
    }
}

/// Whether the full stop after this belongs to an abbreviation.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    matches!(word, "e.g" | "i.e" | "etc" | "vs" | "No" | "approx")
}

/// Sentences outside of tables that may constrain a request: notes, limits, footnotes.
pub(super) fn outside_tables(document: &Document, outline: &[Context]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (block, context) in document.blocks.iter().zip(outline) {
        let skipped = context.in_examples()
            || context.announces
            || context.begins.is_some()
            || matches!(
                context.section,
                Some(
                    Section::StatusCodes
                        | Section::ErrorCodes
                        | Section::Debugging
                        | Section::Authorization
                )
            );
        if skipped {
            continue;
        }
        if let Content::Paragraph(text) | Content::Item(text) = &block.content {
            let found = split(&text.plain, block.line);
            sentences.extend(found.into_iter().filter(|sentence| sentence.constrains));
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let texts = |text| -> Vec<String> { split(text, 1).into_iter().map(|s| s.text).collect() };
        assert_eq!(
            texts("One. Two v1.2 e.g. three; four"),
            ["One.", "Two v1.2 e.g. three;", "four"]
        );
        assert_eq!(texts("名称。不能为空。"), ["名称。", "不能为空。"]);
        assert!(texts("  ").is_empty());
    }
}
