//! Heads whose column names are no known words: what stands below a caption tells how many columns there are.

use super::heads;
use super::pieces::Piece;
use super::shape;
use crate::words::{self, Column};

/// A table with unknown names has no more columns.
const MOST_COLUMNS: usize = 8;

/// The columns of a table of parameters whose head begins at a piece, if the first row shows them: a name, and an
/// answer or a type after it.
pub(super) fn parameters(pieces: &[Piece<'_>], at: usize) -> Option<Vec<Column>> {
    let shown = |columns: &Vec<Column>| {
        [Column::Mandatory, Column::Type].iter().filter(|column| columns.contains(column)).count()
    };
    let candidates = (2..=MOST_COLUMNS).filter_map(|width| columns(pieces, at, width));
    candidates.filter(|columns| shown(columns) > 0).max_by_key(shown)
}

/// The columns of a head of this width, by its first row.
fn columns(pieces: &[Piece<'_>], at: usize, width: usize) -> Option<Vec<Column>> {
    let head = lines(pieces, at, width)?;
    let first = lines(pieces, at + width, width)?;
    let is_head = head.iter().all(|name| is_name_of_column(name));
    if !is_head || !first.first().is_some_and(|name| shape::fits(name, Column::Name)) {
        return None;
    }
    let column = |(index, (name, cell)): (usize, (&&str, &&str))| match () {
        () if index == 0 => Column::Name,
        () if shape::is_answer(cell) => Column::Mandatory,
        () if words::is_type(cell) => Column::Type,
        () if index + 1 == width => Column::Description,
        () => words::column(name).unwrap_or(Column::Meaning),
    };
    Some(head.iter().zip(&first).enumerate().map(column).collect())
}

/// How many columns a table has that begins at a piece and in which every cell is one line: with the right number, the
/// cells of each column are most alike.
pub(super) fn width(pieces: &[Piece<'_>], at: usize) -> Option<(usize, usize)> {
    let region = pieces.get(at..)?;
    let length =
        (0..region.len()).take_while(|index| is_cell(pieces, at, at + index)).take(2_000).count();
    let cells = lines(pieces, at, length)?;
    let likeness = |width: usize| {
        let columns =
            (0..width).map(|column| alike(cells.iter().skip(width + column).step_by(width)));
        columns.sum::<usize>() * 100 / (length - width)
    };
    let candidates = (2..=MOST_COLUMNS).filter(|width| length % width == 0 && length / width >= 3);
    let named =
        candidates.filter(|width| cells.iter().take(*width).all(|name| is_name_of_column(name)));
    let scored: Vec<(usize, usize)> = named.map(|width| (likeness(width), width)).collect();
    let best = scored.iter().map(|(score, _)| *score).max().filter(|score| *score >= 65)?;
    // Twice the number of columns is always about as good.
    let (_, width) = scored.into_iter().find(|(score, _)| score + 15 >= best)?;
    Some((width, at + length))
}

/// The texts of pieces that are all lines.
fn lines<'p>(pieces: &[Piece<'p>], at: usize, count: usize) -> Option<Vec<&'p str>> {
    pieces.get(at..at + count)?.iter().map(Piece::plain_line).collect()
}

fn is_name_of_column(text: &str) -> bool {
    text.chars().count() <= 40
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.ends_with(['.', '。', ':', '：'])
        && !shape::is_answer(text)
        && !words::is_type(text)
}

/// Whether a piece can be a cell of a table of which nothing is known.
fn is_cell(pieces: &[Piece<'_>], start: usize, at: usize) -> bool {
    // Some words are headings as well as names of columns.
    let may_name = |text: &str| at < start + MOST_COLUMNS && words::column(text).is_some();
    let text = pieces.get(at).and_then(Piece::plain_line);
    text.is_some_and(|text| {
        words::caption(text).is_none()
            && words::status_line(text).is_none()
            && !words::is_navigation(text)
            && words::request_line(text).is_none()
            && (may_name(text) || !heads::is_section(text))
            && heads::columns(pieces, at).is_none()
    })
}

/// How many of the cells of a column are of the kind that is most frequent in it.
fn alike<'a>(cells: impl Iterator<Item = &'a &'a str>) -> usize {
    let mut counts = [0_usize; 5];
    for cell in cells {
        if let Some(count) = counts.get_mut(kind(cell)) {
            *count += 1;
        }
    }
    counts.into_iter().max().unwrap_or(0)
}

/// Numbers, letters, words, phrases, sentences.
fn kind(text: &str) -> usize {
    match () {
        () if text.starts_with(|c: char| c.is_ascii_digit()) => 0,
        () if text.chars().count() <= 2 => 1,
        () if text.ends_with(['.', '。']) => 4,
        () if text.contains(' ') => 3,
        () => 2,
    }
}
