//! Documentation comments and Markdown files, block by block.

use proc_macro2::TokenStream;
use quote::quote;

use super::markdown::wrap;
use crate::render::DOC_LINE;

/// Columns of a line of documentation, indentation and comment marks included.
const COLUMNS: usize = 96;

/// Documentation in blocks.
#[derive(Debug, Default)]
pub(super) struct Doc {
    blocks: Vec<Block>,
}

#[derive(Debug)]
enum Block {
    Heading(usize, String),
    Paragraph(String),
    List(Vec<String>),
    Table(Vec<Vec<String>>),
    Code { info: String, lines: Vec<String> },
}

impl Doc {
    /// Documentation that begins with a paragraph.
    pub(super) fn new(paragraph: impl Into<String>) -> Self {
        Self::default().paragraph(paragraph)
    }

    /// Adds a heading.
    pub(super) fn heading(mut self, level: usize, text: &str) -> Self {
        self.blocks.push(Block::Heading(level, text.to_owned()));
        self
    }

    /// Adds a paragraph, unless it is empty.
    pub(super) fn paragraph(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
        self
    }

    /// Adds a list.
    pub(super) fn list(mut self, items: Vec<String>) -> Self {
        self.blocks.push(Block::List(items));
        self
    }

    /// Adds a heading and a list, unless the list is empty.
    pub(super) fn section(self, heading: &str, items: Vec<String>) -> Self {
        if items.is_empty() { self } else { self.heading(1, heading).list(items) }
    }

    /// Adds a table: its head, then its rows.
    pub(super) fn table(mut self, rows: Vec<Vec<String>>) -> Self {
        self.blocks.push(Block::Table(rows));
        self
    }

    /// Adds a block of code.
    pub(super) fn code(mut self, info: &str, lines: Vec<String>) -> Self {
        self.blocks.push(Block::Code { info: info.to_owned(), lines });
        self
    }

    /// The attribute of an item at a depth of indentation.
    pub(super) fn outer(&self, depth: usize) -> TokenStream {
        let text = self.comment(depth);
        quote! { #[doc = #text] }
    }

    /// The attribute of the module that holds it.
    pub(super) fn inner(&self) -> TokenStream {
        let text = self.comment(0);
        quote! { #![doc = #text] }
    }

    fn comment(&self, depth: usize) -> String {
        let mut text = String::new();
        for (index, line) in
            self.lines(COLUMNS.saturating_sub(4 * depth + "/// ".len())).iter().enumerate()
        {
            if index > 0 {
                text.push(DOC_LINE);
            }
            if !line.is_empty() {
                text.push(' ');
                text.push_str(line);
            }
        }
        text
    }

    /// A Markdown file.
    pub(super) fn file(&self) -> String {
        let mut text = self.lines(COLUMNS).join("\n");
        text.push('\n');
        text
    }

    fn lines(&self, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for block in &self.blocks {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            match block {
                Block::Heading(level, text) => lines.push(format!("{} {text}", "#".repeat(*level))),
                Block::Paragraph(text) => lines.extend(wrap(text, width)),
                Block::List(items) => items.iter().for_each(|item| bullet(item, width, &mut lines)),
                Block::Table(rows) => table(rows, &mut lines),
                Block::Code { info, lines: code } => {
                    lines.push(format!("```{info}"));
                    lines.extend(code.iter().cloned());
                    lines.push("```".to_owned());
                }
            }
        }
        lines
    }
}

fn bullet(item: &str, width: usize, lines: &mut Vec<String>) {
    for (index, line) in wrap(item, width.saturating_sub(2)).into_iter().enumerate() {
        lines.push(format!("{}{line}", if index == 0 { "- " } else { "  " }));
    }
}

fn table(rows: &[Vec<String>], lines: &mut Vec<String>) {
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| cell_text(cell)).collect();
        lines.push(format!("| {} |", cells.join(" | ")));
        if index == 0 {
            lines.push(format!("|{}", "---|".repeat(row.len())));
        }
    }
}

/// A bar ends a cell, even inside a code span.
fn cell_text(cell: &str) -> String {
    cell.replace("\\|", "|").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::Doc;

    #[test]
    fn blocks_stand_apart() {
        let doc = Doc::new("Text.")
            .section("Empty", Vec::new())
            .section("List", vec!["word ".repeat(30).trim().to_owned(), "b".to_owned()])
            .table(vec![vec!["a".to_owned()], vec!["`b|c`".to_owned()]])
            .code("no_run", vec!["d();".to_owned()]);
        let text = "\
Text.

# List

- word word word word word word word word word word word word word word word word word word word
  word word word word word word word word word word word
- b

| a |
|---|
| `b\\|c` |

```no_run
d();
```
";
        assert_eq!(doc.file(), text);
    }
}
