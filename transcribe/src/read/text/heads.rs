//! What lines say by themselves: headings, and the column names that begin a table.

use super::pieces::Piece;
use super::shape;
use crate::words::{self, Column, Section};

/// More columns than this no table has.
const MOST_COLUMNS: usize = 12;

/// Whether a line is a heading by its words.
pub(super) fn is_section(text: &str) -> bool {
    is_title_like(text) && section(text).is_some()
}

/// What a line of known words announces; one word alone is a heading only where a list has it.
fn section(text: &str) -> Option<Section> {
    let is_phrase = text.split_whitespace().nth(1).is_some();
    let by_words = || words::phrase(text).and_then(words::Phrase::section);
    words::section(text).or_else(|| by_words().filter(|_| is_phrase))
}

/// Whether a line is a heading that can follow a table: what describes the operation itself stands before all tables.
pub(super) fn is_later_section(text: &str) -> bool {
    let leads = matches!(
        section(text),
        Some(
            Section::Function | Section::Debugging | Section::Authorization | Section::Constraints
        ) | None
    );
    !leads && is_title_like(text)
}

/// Whether a line is short, begins like a title, and does not end like a sentence.
pub(super) fn is_title_like(text: &str) -> bool {
    let begins = text
        .chars()
        .next()
        .is_some_and(|c| !c.is_ascii_lowercase() && (c.is_alphanumeric() || "([".contains(c)));
    begins
        && text.chars().count() <= 120
        && !text
            .ends_with(['.', '。', ':', '：', ';', '；', ',', '，', '!', '?', '？', '"', '}', ']'])
}

/// Whether a request line follows a piece.
pub(super) fn precedes_request(pieces: &[Piece<'_>], at: usize) -> bool {
    let next = pieces.get(at + 1).and_then(Piece::text);
    next.is_some_and(|text| words::request_line(text).is_some())
}

/// The column names that begin at a piece: at least two, the first one the key of its rows.
pub(super) fn columns(pieces: &[Piece<'_>], at: usize) -> Option<Vec<Column>> {
    columns_after(pieces, at, None)
}

/// The columns whose first name stands elsewhere, or at the piece.
pub(super) fn columns_after(
    pieces: &[Piece<'_>],
    at: usize,
    first: Option<Column>,
) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = first.into_iter().collect();
    for (index, piece) in pieces.iter().enumerate().skip(at).take(MOST_COLUMNS) {
        let Some(text) = piece.plain_line() else { break };
        let Some(column) = words::column(text) else { break };
        // Names of parameters can be the same words: they repeat a column, or are written small, or a row follows.
        let has_text = columns.contains(&Column::Description);
        let is_small = text.starts_with(|c: char| c.is_ascii_lowercase());
        let is_cell = (has_text || is_small) && begins_row(pieces, index + 1);
        if columns.contains(&column) || is_small && (has_text || columns.is_empty()) || is_cell {
            break;
        }
        columns.push(column);
    }
    let has_key =
        matches!(columns.first(), Some(Column::Name | Column::StatusCode | Column::ErrorCode));
    (has_key && columns.len() >= 2).then_some(columns)
}

/// Whether a piece can only be the second cell of a row.
fn begins_row(pieces: &[Piece<'_>], at: usize) -> bool {
    let text = pieces.get(at).and_then(Piece::plain_line);
    text.is_some_and(|text| shape::is_answer(text) || words::is_type(text))
}

/// Whether a row certainly begins at a piece: its cells before the first free text all have the shape of their column.
pub(super) fn is_row(pieces: &[Piece<'_>], at: usize, columns: &[Column]) -> bool {
    let fixed = columns.iter().take_while(|column| shape::is_fixed(**column)).count();
    fixed >= 2
        && columns.iter().take(fixed).enumerate().all(|(offset, column)| {
            let text = pieces.get(at + offset).and_then(Piece::plain_line);
            text.is_some_and(|text| shape::fits(text, *column))
        })
}
