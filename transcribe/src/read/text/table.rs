//! Tables in plain text: where one begins, where it ends, and what its cells are.

use super::pieces::{Kind, Piece};
use super::{blocks_of, collapsed, heads, rows};
use crate::document::{Block, Cell, Content, Row, Table, Text};
use crate::words::{self, Column};

/// The table that begins at a piece with its caption or its head, and the piece after it.
pub(super) fn at(pieces: &[Piece<'_>], at: usize) -> Option<(Block, usize)> {
    let piece = pieces.get(at)?;
    let (caption, head) = match piece.plain_line() {
        Some(text) if words::caption(text).is_some() => captioned(pieces, at, text)?,
        _ => (None, Head { at, columns: heads::columns(pieces, at)?, names: Vec::new() }),
    };
    let start = head.at + head.columns.len() - head.names.len();
    let end = end(pieces, start, &head.columns);
    let body = pieces.get(start..end)?;
    let mut table = Table { caption, head: 1, ..Table::default() };
    table.rows.push(head_row(pieces, &head, piece.line));
    table.rows.extend(rows::split(body, &head.columns).iter().map(|cells| row(body, cells)));
    Some((Block { line: piece.line, depth: piece.depth, content: Content::Table(table) }, end))
}

/// A head.
struct Head {
    /// The piece of its first column that is a piece of its own.
    at: usize,
    columns: Vec<Column>,
    /// The names of columns that stand elsewhere.
    names: Vec<String>,
}

/// A caption and the head below it; the first column may stand on the line of the caption.
fn captioned(pieces: &[Piece<'_>], at: usize, text: &str) -> Option<(Option<Text>, Head)> {
    if let Some(columns) = heads::columns(pieces, at + 1) {
        let head = Head { at: at + 1, columns, names: Vec::new() };
        return Some((Some(Text::new(collapsed(text))), head));
    }
    let (caption, name) = text.rsplit_once(char::is_whitespace)?;
    let first = words::column(name)?;
    let columns = heads::columns_after(pieces, at + 1, Some(first))?;
    let caption = Some(Text::new(collapsed(caption)));
    Some((caption, Head { at: at + 1, columns, names: vec![collapsed(name)] }))
}

/// The piece after the table whose rows begin at `start`.
///
/// A caption, a further head or a status code always ends it. A heading does unless rows follow that have the shape of
/// this table: then it was a word in a cell.
fn end(pieces: &[Piece<'_>], start: usize, columns: &[Column]) -> usize {
    let mut end = None;
    for at in start..pieces.len() {
        if is_hard_end(pieces, at) {
            return end.unwrap_or(at);
        }
        if heads::is_row(pieces, at, columns) {
            end = None;
        } else if end.is_none() && is_soft_end(pieces, at) {
            end = Some(at);
        }
    }
    end.unwrap_or(pieces.len())
}

fn is_hard_end(pieces: &[Piece<'_>], at: usize) -> bool {
    let Some(piece) = pieces.get(at) else { return true };
    let Some(text) = piece.plain_line() else { return matches!(piece.kind, Kind::Pipes(_)) };
    words::caption(text).is_some()
        || words::status_line(text).is_some()
        || words::is_navigation(text)
        || words::request_line(text).is_some()
        || heads::columns(pieces, at).is_some()
}

fn is_soft_end(pieces: &[Piece<'_>], at: usize) -> bool {
    let Some(text) = pieces.get(at).and_then(Piece::text) else { return false };
    if heads::is_later_section(text) {
        return true;
    }
    heads::precedes_request(pieces, at)
        && (heads::is_title_like(text) || text.ends_with([':', '：']))
}

fn head_row(pieces: &[Piece<'_>], head: &Head, line: usize) -> Row {
    let own = head.columns.len() - head.names.len();
    let elsewhere = head.names.iter().map(|name| {
        let content = Content::Paragraph(Text::new(name.clone()));
        Cell { blocks: vec![Block { line, depth: 0, content }], spanned: false }
    });
    let pieces = pieces.iter().skip(head.at).take(own);
    let cells: Vec<Cell> = elsewhere.chain(pieces.map(|piece| cell([piece]))).collect();
    Row { line: first_line(&cells).unwrap_or(line), cells }
}

fn row(body: &[Piece<'_>], cells: &[Vec<usize>]) -> Row {
    let cells: Vec<Cell> = cells
        .iter()
        .map(|cell_pieces| cell(cell_pieces.iter().filter_map(|index| body.get(*index))))
        .collect();
    Row { line: first_line(&cells).unwrap_or(1), cells }
}

fn first_line(cells: &[Cell]) -> Option<usize> {
    cells.iter().find_map(|cell| cell.blocks.first()).map(|block| block.line)
}

fn cell<'a, 'p: 'a>(pieces: impl IntoIterator<Item = &'a Piece<'p>>) -> Cell {
    Cell { blocks: pieces.into_iter().flat_map(blocks_of).collect(), spanned: false }
}
