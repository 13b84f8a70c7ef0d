//! HTML, saved or rendered from Markdown: elements become blocks.

mod flow;
mod table;
mod tree;

use crate::document::Block;

/// The blocks of a page; `line_of` maps a line of the HTML to a line of the page.
pub(super) fn blocks(html: &str, line_of: &dyn Fn(usize) -> usize) -> Vec<Block> {
    let tree = tree::Tree::parse(html);
    flow::blocks(&tree, line_of)
}

#[cfg(test)]
mod tests;
