//! Tables in plain text: where one begins, where it ends, and what its cells are.

use super::pieces::{Kind, Piece};
use super::{blocks_of, collapsed, guess, heads, rows};
use crate::document::{Block, Cell, Content, Row, Table, Text};
use crate::words::{self, Column};

/// The table that begins at a piece with its caption or its head, and the piece after it.
pub(super) fn at(pieces: &[Piece<'_>], at: usize) -> Option<(Block, usize)> {
    let piece = pieces.get(at)?;
    let (caption, head) = match piece.plain_line() {
        Some(text) if words::caption(text).is_some() => match captioned(pieces, at, text) {
            Some((caption, head)) => (Some(caption), head),
            None => return regular(pieces, at, text),
        },
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
fn captioned(pieces: &[Piece<'_>], at: usize, text: &str) -> Option<(Text, Head)> {
    let caption = |text: &str| Text::new(collapsed(text));
    if let Some(columns) = heads::columns(pieces, at + 1) {
        return Some((caption(text), Head { at: at + 1, columns, names: Vec::new() }));
    }
    let (before, name) = text.rsplit_once(char::is_whitespace)?;
    let joined = words::column(name)
        .and_then(|first| heads::columns_after(pieces, at + 1, Some(first)))
        .map(|columns| Head { at: at + 1, columns, names: vec![collapsed(name)] });
    if let Some(head) = joined {
        return Some((caption(before), head));
    }
    let columns = guess::parameters(pieces, at + 1)?;
    Some((caption(text), Head { at: at + 1, columns, names: Vec::new() }))
}

/// A table of which only its caption is known, with a line for each cell.
fn regular(pieces: &[Piece<'_>], at: usize, caption: &str) -> Option<(Block, usize)> {
    let (width, end) = guess::width(pieces, at + 1)?;
    let rows = pieces.get(at + 1..end)?.chunks(width).map(|pieces| {
        let cells: Vec<Cell> = pieces.iter().map(|piece| cell([piece])).collect();
        Row { line: first_line(&cells).unwrap_or(1), cells }
    });
    let caption = Some(Text::new(collapsed(caption)));
    let table = Table { caption, head: 1, rows: rows.collect(), ..Table::default() };
    let line = pieces.get(at)?.line;
    Some((Block { line, depth: 0, content: Content::Table(table) }, end))
}

/// The piece after the table whose rows begin at `start`.
///
/// A caption, a further head or a status code always ends it. A heading or a request line does unless rows follow that
/// have the shape of this table: then it was part of a cell.
fn end(pieces: &[Piece<'_>], start: usize, columns: &[Column]) -> usize {
    let mut end = None;
    for at in start..pieces.len() {
        if is_hard_end(pieces, at) {
            return end.unwrap_or(at);
        }
        if heads::is_row(pieces, at, columns) {
            end = None;
        } else if end.is_none() {
            end = soft_end(pieces, start, at);
        }
    }
    end.unwrap_or(pieces.len())
}

fn is_hard_end(pieces: &[Piece<'_>], at: usize) -> bool {
    let Some(piece) = pieces.get(at) else { return true };
    let Some(text) = piece.plain_line() else { return matches!(piece.kind, Kind::Pipes(_)) };
    // `Table 3` alone may be a cell that refers to a table.
    let begins = |title: &str| !title.is_empty() || heads::columns(pieces, at + 1).is_some();
    words::caption(text).is_some_and(|caption| begins(caption.title))
        || words::status_line(text).is_some()
        || words::is_navigation(text)
        || heads::columns(pieces, at).is_some()
}

/// Where the table ends if this piece is no part of it.
fn soft_end(pieces: &[Piece<'_>], start: usize, at: usize) -> Option<usize> {
    let piece = pieces.get(at)?;
    if heads::is_later_section(piece.text()?) {
        return Some(at);
    }
    words::request_line(piece.plain_line()?).map(|_| before_request(pieces, start, at))
}

/// Where what announces a request line begins: a heading, or a sentence with items below it.
fn before_request(pieces: &[Piece<'_>], start: usize, at: usize) -> usize {
    let before = pieces.get(start..at).unwrap_or_default();
    let items =
        before.iter().rev().take_while(|piece| matches!(piece.kind, Kind::Bullet(_))).count();
    let announces = |text: &str| heads::is_title_like(text) || text.ends_with([':', '：']);
    let index = before.len() - items;
    match index.checked_sub(1).and_then(|index| before.get(index)).and_then(Piece::plain_line) {
        Some(text) if announces(text) => start + index - 1,
        _ => at,
    }
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
    let mut blocks: Vec<Block> = pieces.into_iter().flat_map(blocks_of).collect();
    continue_items(&mut blocks);
    Cell { blocks, spanned: false }
}

/// A sentence between two items of a list goes on with the first one: nothing else marks it as part of the list.
fn continue_items(blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let depth = |at: usize| {
            let block = blocks.get(at)?;
            matches!(block.content, Content::Item(_)).then_some(block.depth)
        };
        let (Some(before), Some(after)) = (depth(at - 1), depth(at + 1)) else { continue };
        if let Some(block) = blocks.get_mut(at)
            && before == after
            && matches!(&block.content, Content::Paragraph(text) if text.plain.ends_with(['.', '。']))
        {
            block.depth = before;
        }
    }
}
