//! reStructuredText: the constructs that API pages use. What is not known is read as text, never refused.
//!
//! A body (the page, an item, a cell, the content of a directive) is a list of numbered lines; [`body`] turns one into
//! blocks and calls itself for the bodies inside.

mod body;
mod csv;
mod directive;
mod grid;
mod inline;
mod lines;
mod list_table;
mod simple;

use crate::document::Block;

/// The blocks of a page.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let lines = lines::of_page(page);
    let mut reader = body::Reader::new();
    reader.read(&lines, body::Place::default());
    reader.finish()
}

#[cfg(test)]
mod tests;
