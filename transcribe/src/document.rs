//! A page, whatever its layout: what stands between the readers and everything after them.
//!
//! Blocks lie flat, in the order of the page; [`Block::depth`] tells how deep in lists one stands. The cells of tables
//! hold blocks again. A further layout is one more reader that makes a [`Document`].

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// How the page was written.
    pub layout: Layout,
    /// What stands in it, from top to bottom.
    pub blocks: Vec<Block>,
}

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Plain text, one table cell a line.
    Text,
    /// Markdown, with tables of pipes or of HTML.
    Markdown,
    /// HTML.
    Html,
    /// reStructuredText.
    ReStructuredText,
}

impl Layout {
    /// The word for it in messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::ReStructuredText => "reStructuredText",
        }
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line of the page on which it begins; the first is 1.
    pub line: usize,
    /// How many lists it stands in.
    pub depth: usize,
    /// What it is.
    pub content: Content,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A heading; level 1 is the title of the page.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        text: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// The first paragraph of a list item, without its bullet or number.
    Item(Text),
    /// A note, a hint or a warning that stands apart; its blocks follow as paragraphs of the same depth.
    Note,
    /// Code, as it is written.
    Code(String),
    /// A table.
    Table(Table),
}

impl Content {
    /// The text of a heading, paragraph or item.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) | Self::Item(text) => Some(text),
            Self::Note | Self::Code(_) | Self::Table(_) => None,
        }
    }
}

/// Text without markup, white space collapsed; a line break that the markup asks for (`<br>`) is `\n`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The characters.
    pub plain: String,
    /// Links in it.
    pub links: Vec<Link>,
}

impl Text {
    /// Text without links.
    pub fn new(plain: impl Into<String>) -> Self {
        Self { plain: plain.into(), links: Vec::new() }
    }
}

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it shows.
    pub shown: String,
    /// Where it leads: an anchor of this page without `#`, or the address of another one.
    pub target: String,
}

/// A table; cells that span rows or columns stand in each place that they cover.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The text above it, if it is marked as its caption.
    pub caption: Option<Text>,
    /// The anchors that lead to it.
    pub anchors: Vec<String>,
    /// How many of the rows are its head, by markup: 0 where the markup does not tell.
    pub head: usize,
    /// All rows, the head included; they may be ragged.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The line of the page on which it begins.
    pub line: usize,
    /// From left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Whether it is the continuation of a cell above or to the left that spans this place.
    pub spanned: bool,
}

impl Cell {
    /// Its text, one line a block; code included, nested tables left out.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut lines: Vec<&str> = Vec::new();
        for block in &self.blocks {
            match &block.content {
                Content::Code(code) => lines.push(code),
                other => lines.extend(other.text().map(|text| text.plain.as_str())),
            }
        }
        lines.join("\n")
    }
}
