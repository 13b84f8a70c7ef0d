//! What pages do that Markdown does not allow, put right line by line before it is parsed:
//!
//! - blank lines, and lines that are indented less, inside of tables of HTML;
//! - tables of pipes directly below a paragraph, or above one, or with a rule of another width than the head;
//! - fences that are never closed;
//! - JSON that stands in no fence.

use std::borrow::Cow;

use crate::read::{json, pipes};

/// A page that can be parsed.
pub(super) struct Prepared {
    pub(super) text: String,
    /// For each line of the text, the line of the page.
    pub(super) lines: Vec<usize>,
}

/// Prepares a page.
pub(super) fn prepare(page: &str) -> Prepared {
    let lines: Vec<&str> = page.lines().collect();
    let mut preparer =
        Preparer { lines: &lines, text: String::with_capacity(page.len() + 64), map: Vec::new() };
    let mut at = 0;
    while at < lines.len() {
        at = preparer.next(at).max(at + 1);
    }
    Prepared { text: preparer.text, lines: preparer.map }
}

struct Preparer<'a> {
    lines: &'a [&'a str],
    text: String,
    map: Vec<usize>,
}

impl Preparer<'_> {
    fn next(&mut self, at: usize) -> usize {
        let Some(&line) = self.lines.get(at) else { return at + 1 };
        let text = line.trim_start();
        if let Some(fence) = fence(text) {
            return self.fenced(at, fence);
        }
        if text.starts_with("<table") {
            return self.html_table(at);
        }
        if let Some(width) = pipes::head_width(self.lines, at).filter(|_| !text.starts_with('>')) {
            return self.pipe_table(at, width);
        }
        if json::begins(text) && !text.contains("](") {
            let end = json::end(self.lines, at);
            if end > at + 1 || text.ends_with(['}', ']']) {
                return self.json(at, end);
            }
        }
        self.push(at, line);
        at + 1
    }

    /// Adds a line that was made of a line of the page.
    fn push(&mut self, at: usize, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.map.push(at + 1);
    }

    fn copy(&mut self, from: usize, to: usize) {
        for (at, line) in self.lines.iter().enumerate().take(to).skip(from) {
            self.push(at, line);
        }
    }

    /// Copies a block of code, and closes it where the page forgot to.
    fn fenced(&mut self, at: usize, open: Fence) -> usize {
        let indent = self.indent(at);
        self.copy(at, at + 1);
        for (index, line) in self.lines.iter().enumerate().skip(at + 1) {
            let text = line.trim_start();
            if open.is_closed_by(text) {
                self.push(index, line);
                return index + 1;
            }
            // Headings, and fences with a language, begin something new.
            let opens_other =
                fence(text).is_some_and(|other| other.mark == open.mark && other.has_info);
            if opens_other
                || line.starts_with("##") && line.trim_start_matches('#').starts_with(' ')
            {
                self.close(index, indent, open);
                return index;
            }
            self.push(index, line);
        }
        self.lines.len()
    }

    fn close(&mut self, at: usize, indent: usize, open: Fence) {
        let marks = open.mark.to_string().repeat(open.length);
        self.push(at.saturating_sub(1), &format!("{}{marks}", " ".repeat(indent)));
    }

    fn indent(&self, at: usize) -> usize {
        self.lines.get(at).map_or(0, |line| line.len() - line.trim_start_matches(' ').len())
    }

    /// Copies a table of HTML as one piece, but for Markdown that stands between blank lines in its cells.
    fn html_table(&mut self, at: usize) -> usize {
        let indent = self.indent(at);
        let end = self.html_table_end(at);
        let comment = format!("{}<!---->", " ".repeat(indent));
        let mut in_markdown = false;
        let mut after_markdown = false;
        for index in at..end {
            let Some(&line) = self.lines.get(index) else { break };
            if line.trim().is_empty() {
                // All blank lines of a run are treated as its first.
                let is_first =
                    self.lines.get(index - 1).is_some_and(|line| !line.trim().is_empty());
                if is_first {
                    let next = self.next_text(index, end);
                    after_markdown = in_markdown && next.starts_with('<');
                    in_markdown = !after_markdown && (in_markdown || begins_markdown(next));
                }
                let keep = in_markdown || after_markdown;
                self.push(index, if keep { "" } else { &comment });
            } else if self.indent(index) < indent || std::mem::take(&mut after_markdown) {
                let line = format!("{}{}", " ".repeat(indent), line.trim_start());
                self.push(index, &line);
            } else {
                self.push(index, line);
            }
        }
        end
    }

    /// The next line that is not blank, without its indent.
    fn next_text(&self, at: usize, end: usize) -> &str {
        let after = self.lines.get(at..end).unwrap_or_default();
        after.iter().find(|line| !line.trim().is_empty()).map_or("", |line| line.trim_start())
    }

    /// The line after the one that closes a table; where none does, the next heading or the end.
    fn html_table_end(&self, at: usize) -> usize {
        let mut open = 0_usize;
        for (index, line) in self.lines.iter().enumerate().skip(at) {
            open += line.matches("<table").count();
            open = open.saturating_sub(line.matches("</table").count());
            if open == 0 {
                return index + 1;
            }
            if line.starts_with('#') && line.trim_start_matches('#').starts_with(' ') {
                return index;
            }
        }
        self.lines.len()
    }

    fn pipe_table(&mut self, at: usize, width: usize) -> usize {
        if self.map.last().is_some_and(|_| !self.text.ends_with("\n\n")) {
            self.push(at, "");
        }
        let indent = " ".repeat(self.indent(at));
        self.copy(at, at + 1);
        self.push(at + 1, &format!("{indent}|{}", "---|".repeat(width)));
        let rows = self.lines.get(at + 2..).unwrap_or_default();
        let end = at + 2 + rows.iter().take_while(|line| line.contains('|')).count();
        self.copy(at + 2, end);
        if self.lines.get(end).is_some_and(|line| !line.trim().is_empty()) {
            self.push(end - 1, "");
        }
        end
    }

    fn json(&mut self, at: usize, end: usize) -> usize {
        let fence = Fence { mark: '`', length: 3, has_info: false };
        let indent = self.indent(at);
        // Four columns would make code of the fence itself, unless an item stands before it.
        let is_code = indent >= 4 && self.text.ends_with("\n\n") && !self.is_in_list(at);
        if is_code {
            self.copy(at, end);
            return end;
        }
        self.push(at, &format!("{}```", " ".repeat(indent)));
        self.copy(at, end);
        self.close(end, indent, fence);
        end
    }

    /// Whether a line that is indented less than this one, but before it, is an item.
    fn is_in_list(&self, at: usize) -> bool {
        let before = self.lines.get(at.saturating_sub(200)..at).unwrap_or_default();
        let outer =
            before.iter().rev().find(|line| !line.trim().is_empty() && !line.starts_with("    "));
        outer.is_some_and(|line| {
            let text = line.trim_start();
            text.starts_with(['-', '*', '+']) || text.starts_with(|c: char| c.is_ascii_digit())
        })
    }
}

/// Whether a line in a cell of HTML is one that only Markdown has.
fn begins_markdown(text: &str) -> bool {
    ["- ", "* ", "+ ", "```", "|", "1. ", "**"].iter().any(|mark| text.starts_with(mark))
}

#[derive(Debug, Clone, Copy)]
struct Fence {
    mark: char,
    length: usize,
    has_info: bool,
}

impl Fence {
    fn is_closed_by(self, text: &str) -> bool {
        fence(text).is_some_and(|other| {
            other.mark == self.mark && other.length >= self.length && !other.has_info
        })
    }
}

/// The fence that a line is.
fn fence(text: &str) -> Option<Fence> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.chars().take_while(|c| *c == mark).count();
    let info: Cow<'_, str> = text.get(length..)?.trim().into();
    (length >= 3 && !info.contains('`')).then_some(Fence {
        mark,
        length,
        has_info: !info.is_empty(),
    })
}
