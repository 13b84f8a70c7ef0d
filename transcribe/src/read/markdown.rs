//! Markdown: rendered to HTML, with a map of lines, and read by the reader of HTML.
//!
//! So tables of pipes, tables of HTML and all that may stand in either are read by one walker.

mod prepare;
mod render;

use crate::document::Block;
use crate::read::html;

/// HTML that was made of a page, and for each of its lines the line of the page.
pub(super) struct Rendered {
    pub(super) html: String,
    lines: Vec<usize>,
}

impl Rendered {
    /// The line of the page from which a line of the HTML was made.
    pub(super) fn line_of(&self, line: usize) -> usize {
        let known = line.checked_sub(1).and_then(|index| self.lines.get(index));
        known.or(self.lines.last()).copied().unwrap_or(1)
    }

    /// The blocks of the page.
    pub(super) fn blocks(&self) -> Vec<Block> {
        html::blocks(&self.html, &|line| self.line_of(line))
    }
}

/// Renders a page.
pub(super) fn render(page: &str) -> Rendered {
    let prepared = prepare::prepare(page);
    render::render(&prepared)
}

#[cfg(test)]
mod tests;
