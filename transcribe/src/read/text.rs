//! Plain text with one table cell to a line, as copied from a help centre; pipe tables may stand among it.
//!
//! Lines become pieces, pieces become blocks. Nothing marks a heading or a table here: known words and the shape of
//! lines tell them apart.

mod guess;
mod heads;
mod pieces;
mod rows;
mod shape;
mod table;

use crate::document::{Block, Content, Text};
use crate::words::{self, Section};
use pieces::{Kind, Piece};

/// The blocks of a page.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let pieces = pieces::pieces(page);
    let mut reader = Reader { pieces: &pieces, blocks: Vec::new(), has_title: false };
    let mut at = 0;
    while at < pieces.len() {
        at = reader.next(at);
    }
    let mut blocks = reader.blocks;
    raise_sections(&mut blocks);
    blocks
}

/// Sections stand below the headings of operations; where there are none, directly below the title.
fn raise_sections(blocks: &mut [Block]) {
    let level = |block: &Block| match block.content {
        Content::Heading { level, .. } => Some(level),
        _ => None,
    };
    if blocks.iter().any(|block| level(block) == Some(OPERATION)) {
        return;
    }
    for block in blocks {
        if let Content::Heading { level: level @ SECTION, .. } = &mut block.content {
            *level = OPERATION;
        }
    }
}

/// Level of a heading that stands before a request line.
const OPERATION: u8 = 2;
/// Level of a heading that is known by its words.
const SECTION: u8 = 3;

struct Reader<'p> {
    pieces: &'p [Piece<'p>],
    blocks: Vec<Block>,
    has_title: bool,
}

impl Reader<'_> {
    /// Reads what begins at a piece; returns the piece after it.
    fn next(&mut self, at: usize) -> usize {
        if let Some((block, after)) = table::at(self.pieces, at) {
            self.blocks.push(block);
            return after;
        }
        let Some(piece) = self.pieces.get(at) else { return at + 1 };
        match self.heading_level(at, piece) {
            Some(level) => {
                let text = Text::new(collapsed(piece.text().unwrap_or_default()));
                let content = Content::Heading { level, text };
                self.blocks.push(Block { line: piece.line, depth: 0, content });
            }
            None => self.blocks.extend(blocks_of(piece)),
        }
        at + 1
    }

    fn heading_level(&mut self, at: usize, piece: &Piece<'_>) -> Option<u8> {
        let text = piece.plain_line()?;
        if words::is_breadcrumb(text) || words::updated(text).is_some() {
            return None;
        }
        let is_first = !std::mem::replace(&mut self.has_title, true);
        if heads::is_section(text) {
            return Some(SECTION);
        }
        let may_head = heads::is_title_like(text)
            && words::request_line(text).is_none()
            && words::status_line(text).is_none();
        if is_first && may_head {
            return Some(1);
        }
        let heads = may_head && heads::precedes_request(self.pieces, at);
        (heads && !self.follows_example()).then_some(OPERATION)
    }

    /// Whether the last block is the heading of an example: what follows says what the example shows.
    fn follows_example(&self) -> bool {
        let Some(Content::Heading { text, .. }) = self.blocks.last().map(|block| &block.content)
        else {
            return false;
        };
        let section = words::section(&text.plain);
        matches!(
            section,
            Some(Section::Example | Section::ExampleRequest | Section::ExampleResponse)
        )
    }
}

/// The blocks that a piece is outside of tables, and in a cell.
fn blocks_of(piece: &Piece<'_>) -> Vec<Block> {
    let block = |depth, content| Block { line: piece.line, depth, content };
    match &piece.kind {
        Kind::Code(code) => vec![block(piece.depth, Content::Code(code.clone()))],
        Kind::Pipes(table) => vec![block(piece.depth, Content::Table(table.clone()))],
        Kind::Bullet(text) => vec![block(piece.depth, Content::Item(Text::new(collapsed(text))))],
        Kind::Line(text) => match words::note(text) {
            Some(note) => {
                let rest = collapsed(note.rest);
                let mut blocks = vec![block(piece.depth, Content::Note)];
                if !rest.is_empty() {
                    blocks.push(block(piece.depth, Content::Paragraph(Text::new(rest))));
                }
                blocks
            }
            None => vec![block(piece.depth, Content::Paragraph(Text::new(collapsed(text))))],
        },
    }
}

/// A text with its white space collapsed and without characters that have no width.
fn collapsed(text: &str) -> String {
    let text: String = text.chars().filter(|c| !super::is_invisible(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
