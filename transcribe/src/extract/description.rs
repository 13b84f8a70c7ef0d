//! The lines of a description, from the blocks of a cell.

use crate::document::{Block, Content};

/// A line of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// The line of the page.
    pub(super) at: usize,
    /// How deep in lists it stands, if it begins an item.
    pub(super) item: Option<usize>,
    /// Whether it stands in an item, at its beginning or further down.
    pub(super) in_list: bool,
}

/// The lines of a cell, code and nested tables left out.
pub(super) fn lines(blocks: &[Block]) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks {
        let Some(text) = block.content.text() else { continue };
        let is_item = matches!(block.content, Content::Item(_));
        for (index, line) in text.plain.lines().enumerate() {
            let (text, bulleted) = without_bullet(line.trim());
            let item =
                if is_item && index == 0 || bulleted { Some(block.depth.max(1)) } else { None };
            if !text.is_empty() {
                let in_list = item.is_some() || block.depth > 0;
                lines.push(Line { text: text.to_owned(), at: block.line, item, in_list });
            }
        }
    }
    lines
}

/// A line that was typed with a bullet: `- true: …`, `• x`, `● x`.
fn without_bullet(line: &str) -> (&str, bool) {
    let bare = line.trim_start_matches(['•', '●', '○', '◦', '▪', '·', '■', '–', '—']);
    if bare.len() != line.len() {
        return (bare.trim_start(), true);
    }
    match line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        Some(rest) => (rest.trim_start(), true),
        None => (line, false),
    }
}
