//! The flow of a page: headings, paragraphs, lists, code, and tables among them.

use super::table;
use super::tree::{Id, Node, NodeContent, Tree};
use crate::document::{Block, Content, Link, Text};

/// Elements nested deeper than this are read as if they were not there; their text is kept.
const DEEPEST: usize = 200;

/// The blocks below the document.
pub(super) fn blocks(tree: &Tree, line_of: &dyn Fn(usize) -> usize) -> Vec<Block> {
    let mut flow = Flow::new(tree, line_of);
    flow.children(0, Place::default());
    flow.finish()
}

/// Where in the page the walk is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Lists around.
    pub(super) lists: usize,
    /// Elements around.
    pub(super) elements: usize,
}

/// Gathers blocks while it walks.
pub(super) struct Flow<'t> {
    pub(super) tree: &'t Tree,
    pub(super) line_of: &'t dyn Fn(usize) -> usize,
    blocks: Vec<Block>,
    open: Paragraph,
    /// Anchors that no table has taken yet.
    anchors: Vec<String>,
}

/// A paragraph that is not yet complete.
#[derive(Debug, Default)]
struct Paragraph {
    text: Text,
    line: Option<u64>,
    depth: usize,
    is_item: bool,
}

impl<'t> Flow<'t> {
    pub(super) fn new(tree: &'t Tree, line_of: &'t dyn Fn(usize) -> usize) -> Self {
        Self { tree, line_of, blocks: Vec::new(), open: Paragraph::default(), anchors: Vec::new() }
    }

    /// What was gathered.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close();
        self.blocks
    }

    /// Walks what is below a node.
    pub(super) fn children(&mut self, id: Id, place: Place) {
        let Some(node) = self.tree.node(id) else { return };
        let below = Place { elements: place.elements + 1, ..place };
        if below.elements > DEEPEST {
            self.flat_text(id, place.lists);
            return;
        }
        for &child in &node.children {
            self.node(child, below);
        }
    }

    fn node(&mut self, id: Id, place: Place) {
        let Some(node) = self.tree.node(id) else { return };
        if let NodeContent::Text(text) = &node.content {
            self.text(text, node.line, place.lists);
            return;
        }
        let Some(name) = node.element() else { return };
        if is_hidden(node, name) {
            return;
        }
        self.anchors.extend(anchor(node, name).map(str::to_owned));
        match name {
            "br" => self.open.text.plain.push('\n'),
            "a" => self.link(id, node, place),
            "pre" | "listing" | "xmp" | "textarea" => self.code(id, node, place.lists),
            "table" => self.table(id, node, place),
            "ul" | "ol" | "menu" | "dir" => {
                self.close();
                self.children(id, Place { lists: place.lists + 1, ..place });
                self.close();
            }
            "li" | "dt" => {
                self.close();
                self.open.is_item = true;
                self.open.depth = place.lists.max(1);
                self.children(id, place);
                self.close();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, node, name, place),
            _ if is_note(node) => {
                self.close();
                self.push(node.line, place.lists, Content::Note);
                self.children(id, place);
                self.close();
            }
            _ if is_inline(name) => self.children(id, place),
            _ => {
                // A paragraph in an item goes on with it.
                if !self.open.text.plain.trim().is_empty() {
                    self.close();
                }
                self.children(id, place);
                self.close();
            }
        }
    }

    fn text(&mut self, text: &str, line: u64, depth: usize) {
        if self.open.line.is_none() && !text.trim().is_empty() {
            let leading = text.len() - text.trim_start().len();
            let newlines = text.get(..leading).unwrap_or_default().matches('\n').count();
            // The parser tells the line on which a text ends.
            let all = text.matches('\n').count();
            let start = line.saturating_sub(all as u64) + newlines as u64;
            self.open.line = Some(start);
            self.open.depth = self.open.depth.max(depth);
        }
        append_collapsed(&mut self.open.text.plain, text);
    }

    /// Takes the text of everything below, without recursion.
    fn flat_text(&mut self, id: Id, depth: usize) {
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let Some(node) = self.tree.node(id) else { continue };
            if let NodeContent::Text(text) = &node.content {
                self.text(text, node.line, depth);
            }
            waiting.extend(node.children.iter().rev());
        }
    }

    fn link(&mut self, id: Id, node: &Node, place: Place) {
        let before = self.open.text.plain.len();
        let blocks = self.blocks.len();
        self.children(id, place);
        let Some(target) = node.attribute("href") else { return };
        if self.blocks.len() == blocks
            && let Some(shown) = self.open.text.plain.get(before..).map(str::trim)
            && !shown.is_empty()
        {
            let target = target.strip_prefix('#').unwrap_or(target).to_owned();
            self.open.text.links.push(Link { shown: shown.to_owned(), target });
        }
    }

    fn heading(&mut self, id: Id, node: &Node, name: &str, place: Place) {
        self.close();
        let mut inner = Flow::new(self.tree, self.line_of);
        inner.children(id, place);
        let texts = inner.finish().into_iter().filter_map(|block| match block.content {
            Content::Paragraph(text) | Content::Item(text) | Content::Heading { text, .. } => {
                Some(text)
            }
            _ => None,
        });
        let text = texts.reduce(joined).unwrap_or_default();
        if !text.plain.is_empty() {
            let level = name.bytes().last().map_or(1, |digit| digit.saturating_sub(b'0'));
            self.push(node.line, place.lists, Content::Heading { level, text });
        }
    }

    fn code(&mut self, id: Id, node: &Node, depth: usize) {
        self.close();
        let mut code = String::new();
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let Some(node) = self.tree.node(id) else { continue };
            match &node.content {
                NodeContent::Text(text) => code.push_str(text),
                _ if node.element() == Some("br") => code.push('\n'),
                _ => {}
            }
            waiting.extend(node.children.iter().rev());
        }
        let code = code.replace('\u{a0}', " ");
        let code = code.trim_matches('\n').trim_end();
        if !code.trim().is_empty() {
            self.push(node.line, depth, Content::Code(code.to_owned()));
        }
    }

    fn table(&mut self, id: Id, node: &Node, place: Place) {
        self.close();
        let mut table = table::read(self, id, place);
        table.anchors = std::mem::take(&mut self.anchors);
        if table.rows.iter().any(|row| !row.cells.is_empty()) {
            self.push(node.line, place.lists, Content::Table(table));
        }
    }

    fn push(&mut self, line: u64, depth: usize, content: Content) {
        let line = (self.line_of)(usize::try_from(line).unwrap_or(usize::MAX));
        self.blocks.push(Block { line, depth, content });
    }

    /// Ends the open paragraph.
    fn close(&mut self) {
        let Paragraph { mut text, line, depth, is_item } = std::mem::take(&mut self.open);
        text.plain = trimmed_lines(&text.plain);
        if !text.plain.is_empty() {
            let content = if is_item { Content::Item(text) } else { Content::Paragraph(text) };
            self.push(line.unwrap_or(1), depth, content);
        } else if is_item {
            // The item's text is still to come, in an element of its own.
            self.open.is_item = true;
            self.open.depth = depth;
        }
    }
}

fn joined(mut one: Text, other: Text) -> Text {
    one.plain.push(' ');
    one.plain.push_str(&other.plain);
    one.links.extend(other.links);
    one
}

/// Appends a text; runs of white space become one space, and characters without width vanish.
fn append_collapsed(to: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}' => {}
            white if white.is_whitespace() => {
                if !to.is_empty() && !to.ends_with([' ', '\n']) {
                    to.push(' ');
                }
            }
            other => to.push(other),
        }
    }
}

/// The text with each line trimmed, without empty lines.
fn trimmed_lines(text: &str) -> String {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The anchor that leads to an element.
fn anchor<'n>(node: &'n Node, name: &str) -> Option<&'n str> {
    let id = node.attribute("id").or_else(|| (name == "a").then(|| node.attribute("name"))?);
    id.filter(|id| !id.is_empty())
}

fn is_hidden(node: &Node, name: &str) -> bool {
    matches!(
        name,
        "head" | "script" | "style" | "svg" | "noscript" | "iframe" | "select" | "button"
    ) || node.attribute("hidden").is_some()
        || node.attribute("style").is_some_and(|style| {
            style.to_ascii_lowercase().replace(' ', "").contains("display:none")
        })
}

fn is_note(node: &Node) -> bool {
    let words = ["note", "notice", "caution", "warning", "tip", "admonition", "attention", "hint"];
    words.iter().any(|word| node.has_class(word))
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}
