//! Lines of a page become pieces: a line, an item of a list, a block of code, a pipe table.

use crate::document::Table;
use crate::read::{json, pipes};

/// A part of the page that is never split: a cell, a paragraph of one, or a part of the page.
#[derive(Debug)]
pub(super) struct Piece<'p> {
    /// The line of the page, from 1.
    pub(super) line: usize,
    /// How many lists it stands in.
    pub(super) depth: usize,
    pub(super) kind: Kind<'p>,
}

/// What a piece is.
#[derive(Debug)]
pub(super) enum Kind<'p> {
    /// A line, trimmed.
    Line(&'p str),
    /// An item, without its bullet.
    Bullet(&'p str),
    /// Code as written.
    Code(String),
    /// A table that is written with pipes.
    Pipes(Table),
}

impl<'p> Piece<'p> {
    /// The text of a line or an item.
    pub(super) fn text(&self) -> Option<&'p str> {
        match self.kind {
            Kind::Line(text) | Kind::Bullet(text) => Some(text),
            Kind::Code(_) | Kind::Pipes(_) => None,
        }
    }

    /// The text of a line that stands in no list.
    pub(super) fn plain_line(&self) -> Option<&'p str> {
        match self.kind {
            Kind::Line(text) if self.depth == 0 => Some(text),
            _ => None,
        }
    }
}

/// Splits a page.
pub(super) fn pieces(page: &str) -> Vec<Piece<'_>> {
    let lines: Vec<&str> = page.lines().collect();
    let mut splitter = Splitter { lines: &lines, pieces: Vec::new(), bullets: Vec::new() };
    let mut at = 0;
    while at < lines.len() {
        at = splitter.next(at);
    }
    splitter.pieces
}

struct Splitter<'a, 'p> {
    lines: &'a [&'p str],
    pieces: Vec<Piece<'p>>,
    /// Indents of the bullets of the lists that are open.
    bullets: Vec<usize>,
}

impl<'p> Splitter<'_, 'p> {
    fn next(&mut self, at: usize) -> usize {
        let Some(&line) = self.lines.get(at) else { return at + 1 };
        let text = line.trim();
        if text.is_empty() {
            return at + 1;
        }
        let indent = indent(line);
        if json::begins(text) {
            let end = json::end(self.lines, at);
            self.close_lists(indent);
            self.push_code(at, end);
            return end;
        }
        if let Some((table, end)) = pipes::table(self.lines, at) {
            self.bullets.clear();
            self.push(at, Kind::Pipes(table));
            return end;
        }
        if let Some(item) = bullet(text) {
            self.open_list(indent);
            self.push(at, Kind::Bullet(item));
            return at + 1;
        }
        self.close_lists(indent);
        if indent >= 4 && self.bullets.is_empty() {
            let end = self.indented_end(at);
            self.push_code(at, end);
            return end;
        }
        self.push(at, Kind::Line(text));
        at + 1
    }

    fn push(&mut self, at: usize, kind: Kind<'p>) {
        self.pieces.push(Piece { line: at + 1, depth: self.bullets.len(), kind });
    }

    fn push_code(&mut self, at: usize, end: usize) {
        let lines = self.lines.get(at..end).unwrap_or_default();
        let margin =
            lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min();
        let margin = margin.unwrap_or(0);
        let lines = lines.iter().map(|line| without_margin(line, margin));
        let code = lines.collect::<Vec<_>>().join("\n").replace('\u{a0}', " ");
        self.push(at, Kind::Code(code.trim_end().to_owned()));
    }

    fn open_list(&mut self, indent: usize) {
        while self.bullets.last().is_some_and(|bullet| *bullet >= indent) {
            self.bullets.pop();
        }
        // Deeper lists than anybody writes tell nothing more.
        if self.bullets.len() < 32 {
            self.bullets.push(indent);
        }
    }

    /// A line that is not indented more than a bullet ends its list.
    fn close_lists(&mut self, indent: usize) {
        while self.bullets.last().is_some_and(|bullet| *bullet >= indent)
            || indent == 0 && !self.bullets.is_empty()
        {
            self.bullets.pop();
        }
    }

    /// The end of a run of lines that are indented as code is, with single blank lines among them.
    fn indented_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        for (index, line) in self.lines.iter().enumerate().skip(at + 1) {
            if line.trim().is_empty() {
                if index > end {
                    break;
                }
                continue;
            }
            let closes =
                index == end && line.chars().all(|c| matches!(c, '}' | ']' | ')' | ',' | ';'));
            if indent(line) < 4 && !closes || bullet(line.trim()).is_some() {
                break;
            }
            end = index + 1;
        }
        end
    }
}

/// Columns of white space before a line; a tab counts as four.
fn indent(line: &str) -> usize {
    let white = line.chars().take_while(|c| c.is_whitespace());
    white.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn without_margin(line: &str, margin: usize) -> &str {
    let mut width = 0;
    for (position, c) in line.char_indices() {
        if width >= margin || !c.is_whitespace() {
            return line.get(position..).unwrap_or_default();
        }
        width += if c == '\t' { 4 } else { 1 };
    }
    ""
}

/// The text of an item after its bullet or number.
fn bullet(text: &str) -> Option<&str> {
    const MARKS: &[char] = &['•', '◦', '▪', '●', '○', '■', '□', '·', '∙', '‣', '–', '-', '*', '+'];
    let rest = match text.strip_prefix(MARKS) {
        Some(rest) => rest,
        None => number(text)?,
    };
    let item = rest.trim_start();
    (item.len() < rest.len() && !item.is_empty()).then_some(item)
}

/// What follows `1.`, `1)` or `(1)`.
fn number(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    inner.get(digits..)?.strip_prefix(['.', ')', '、'])
}
