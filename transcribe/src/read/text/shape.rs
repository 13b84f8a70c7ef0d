//! How well a piece fits a column: the cost of reading it as a cell of that column.

use super::pieces::{Kind, Piece};
use crate::words::{self, Column};

/// A cost that rules a reading out wherever there is another one.
const NEVER: u32 = 40;

/// Whether all cells of a column have one shape.
pub(super) fn is_fixed(column: Column) -> bool {
    matches!(
        column,
        Column::Name
            | Column::Mandatory
            | Column::Optional
            | Column::Type
            | Column::StatusCode
            | Column::ErrorCode
    )
}

/// Whether a text has exactly the shape of a column.
pub(super) fn fits(text: &str, column: Column) -> bool {
    match column {
        Column::Name => name(text) <= 3,
        _ => line(text, column) == 0,
    }
}

/// The cost of a piece as the first one of a cell.
pub(super) fn first(piece: &Piece<'_>, column: Column) -> u32 {
    match piece.kind {
        Kind::Line(text) if piece.depth == 0 => line(text, column),
        Kind::Line(text) | Kind::Bullet(text) if is_fixed(column) => NEVER + line(text, column),
        Kind::Line(_) | Kind::Bullet(_) => 2,
        Kind::Code(_) | Kind::Pipes(_) if is_fixed(column) => NEVER,
        Kind::Code(_) | Kind::Pipes(_) => 4,
    }
}

/// The cost of a piece as a further paragraph of a cell.
pub(super) fn further(piece: &Piece<'_>, column: Column) -> u32 {
    if is_fixed(column) {
        return NEVER;
    }
    match piece.kind {
        Kind::Line(text) if piece.depth == 0 => {
            let free = match column {
                Column::Description => 1,
                _ => 4,
            };
            free + free_text(text)
        }
        _ => 0,
    }
}

/// The cost of a row that has no cell in a column.
pub(super) fn missing(column: Column) -> u32 {
    match column {
        Column::Name | Column::StatusCode | Column::ErrorCode => 25,
        Column::Mandatory | Column::Optional | Column::Type => 9,
        Column::Description => 5,
        Column::ErrorMessage | Column::Solution | Column::Meaning => 4,
        Column::Default | Column::Constraint | Column::Place | Column::Example | Column::Schema => {
            3
        }
    }
}

/// Whether a text is an answer and hardly anything else: a letter may be a name or a value as well.
pub(super) fn is_answer(text: &str) -> bool {
    text.len() > 1 && words::yes_or_no(text).is_some()
}

fn line(text: &str, column: Column) -> u32 {
    match column {
        Column::Name => name(text),
        Column::Mandatory | Column::Optional => answer(text),
        Column::Type => type_name(text),
        Column::StatusCode => status_code(text),
        Column::ErrorCode => error_code(text),
        Column::Default | Column::Constraint | Column::Example | Column::Place | Column::Schema => {
            if text.chars().count() > 60 {
                3
            } else {
                1
            }
        }
        Column::Description | Column::ErrorMessage | Column::Solution | Column::Meaning => {
            free_text(text)
        }
    }
}

/// Names are one word, most of them written small; labels of descriptions are not.
fn name(text: &str) -> u32 {
    let length = text.chars().count();
    if is_answer(text) {
        return 10;
    }
    if is_sentence(text) || length > 80 || words::note(text).is_some() {
        return NEVER / 2;
    }
    let cost = if is_identifier(text) {
        match () {
            () if is_label(text) => 9,
            () if text.chars().all(|c| c.is_ascii_digit()) => 4,
            () => u32::from(is_capitalised(text)),
        }
    } else if text.is_ascii() {
        3 * u32::try_from(text.split_whitespace().count()).unwrap_or(NEVER).min(8)
    } else {
        3 + u32::try_from(length / 8).unwrap_or(NEVER)
    };
    cost + if words::is_type(text) && is_capitalised(text) { 7 } else { 0 }
}

/// Whether a capitalised word is what descriptions use as a heading: `Range`, `Constraints`, `None`.
fn is_label(text: &str) -> bool {
    let known = matches!(
        words::column(text),
        Some(
            Column::Constraint
                | Column::Default
                | Column::Meaning
                | Column::Description
                | Column::Example
        )
    );
    is_capitalised(text) && (known || text == "None")
}

fn answer(text: &str) -> u32 {
    if words::yes_or_no(text).is_some() {
        return 0;
    }
    let begins = text
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .is_some_and(|word| words::yes_or_no(word).is_some())
        || text.starts_with(['是', '否']);
    match text.chars().count() {
        _ if begins => 2,
        1 => 3,
        0..=40 => 9,
        _ => 14,
    }
}

fn type_name(text: &str) -> u32 {
    if words::is_type(text) {
        return 0;
    }
    match () {
        () if words::yes_or_no(text).is_some() => 10,
        () if matches!(text, "-" | "--" | "/") => 1,
        () if words::caption(text).is_some_and(|caption| caption.title.is_empty()) => 2,
        () if is_identifier(text) => {
            if is_capitalised(text) {
                4
            } else {
                7
            }
        }
        () if is_sentence(text) || text.chars().count() > 40 => 16,
        () => 9,
    }
}

fn status_code(text: &str) -> u32 {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        3 if text.len() == 3 => 0,
        3..=5 if text.chars().count() <= 40 => 1,
        _ => 14,
    }
}

fn error_code(text: &str) -> u32 {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    match is_identifier(text) {
        true if has_digit => 0,
        true => 4,
        false => 16,
    }
}

/// Free text is sentences; a single word may as well be the name of the next row.
fn free_text(text: &str) -> u32 {
    match () {
        () if is_answer(text) => 10,
        () if words::is_type(text) && !text.starts_with(|c: char| c.is_ascii_lowercase()) => 10,
        () if text.chars().all(|c| c.is_ascii_digit()) => 5,
        () if is_identifier(text) => 3,
        () => 0,
    }
}

fn is_identifier(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.$@/[]{}<>:*»".contains(c))
        && text.chars().any(char::is_alphanumeric)
        && !text.ends_with(['.', ':'])
}

fn is_capitalised(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase()) && !text.contains(['_', '-'])
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', '。', '；', ';', '：', ':'])
}
