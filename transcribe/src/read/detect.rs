//! Which layout a page has, told by its content alone.

use super::pipes;
use crate::document::Layout;

/// Lines that are looked at.
const MOST_LINES: usize = 4_000;

/// The layout of a page.
pub(super) fn layout(page: &str) -> Layout {
    if is_html(page) {
        return Layout::Html;
    }
    let marks = Marks::count(page);
    match () {
        () if marks.rst > marks.markdown => Layout::ReStructuredText,
        () if marks.markdown > 0 => Layout::Markdown,
        () => Layout::Text,
    }
}

/// Whether a page is HTML from its first character.
fn is_html(page: &str) -> bool {
    let start = page.trim_start_matches(|c: char| c.is_whitespace() || super::is_invisible(c));
    if !start.starts_with('<') {
        return false;
    }
    let head = start.chars().take(4096).collect::<String>().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.contains(tag)) {
        return true;
    }
    // A part of a page: a tag, and nothing that only Markdown has.
    let tag = head.get(1..).unwrap_or_default();
    let is_tag = tag.starts_with(|c: char| c.is_ascii_lowercase() || c == '!' || c == '?');
    is_tag && !page.lines().take(MOST_LINES).any(|line| is_heading(line) || is_fence(line))
}

/// How many marks of each markup a page has.
#[derive(Debug, Default)]
struct Marks {
    markdown: usize,
    rst: usize,
}

impl Marks {
    fn count(page: &str) -> Self {
        let lines: Vec<&str> = page.lines().take(MOST_LINES).collect();
        let mut marks = Self::default();
        let mut in_fence = false;
        let mut previous = "";
        for line in lines {
            let text = line.trim();
            // Below a title of reStructuredText, tildes are its underline.
            if is_fence(line) && !(text.starts_with('~') && is_underline(line, previous)) {
                in_fence = !in_fence;
                marks.markdown += 2;
            } else if !in_fence {
                marks.line(line, text, previous.trim_end());
            }
            previous = line;
        }
        marks
    }

    fn line(&mut self, line: &str, text: &str, previous: &str) {
        if is_heading(line) {
            self.markdown += 2;
        } else if is_html_block(text) {
            self.markdown += 3;
        } else if is_explicit_markup(text) || is_grid_border(text) || is_simple_border(text) {
            self.rst += 3;
        } else if is_field(line) {
            self.rst += 1;
        } else if is_underline(line, previous) {
            self.rst += 1;
            // Markdown has such headings of two kinds.
            self.markdown += usize::from(line.starts_with(['=', '-']) && !pipes::is_rule(text));
        }
        self.rst += usize::from(text.contains(":`") && text.contains('`'))
            + usize::from(text.ends_with("::"))
            + usize::from(text.contains("`__") || text.contains(">`_"));
        self.markdown += usize::from(text.contains("]("))
            + usize::from(text.starts_with("**") && text.len() > 4);
    }
}

/// `## Heading`.
fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&level)
        && line.get(level..).is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty())
}

fn is_fence(line: &str) -> bool {
    let text = line.trim_start();
    (text.starts_with("```") || text.starts_with("~~~")) && line.len() - text.len() < 12
}

fn is_html_block(text: &str) -> bool {
    ["<table", "<a name=", "<p", "<div", "<h1", "<h2", "<ul", "<pre", "<details"]
        .iter()
        .any(|tag| text.starts_with(tag))
}

/// `.. directive::`, `.. _target:`.
fn is_explicit_markup(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(".. ") else { return false };
    rest.starts_with('_') && rest.contains(':')
        || rest.split_whitespace().next().is_some_and(|word| word.ends_with("::"))
}

/// `+----+----+`.
fn is_grid_border(text: &str) -> bool {
    text.len() > 2
        && (text.starts_with("+-") || text.starts_with("+="))
        && text.bytes().all(|byte| b"+-=".contains(&byte))
}

/// `===== =====`.
fn is_simple_border(text: &str) -> bool {
    text.contains("== =") && text.bytes().all(|byte| b"= ".contains(&byte))
}

/// `:original_name: page.html`.
fn is_field(line: &str) -> bool {
    let Some((name, _)) = line.strip_prefix(':').and_then(|rest| rest.split_once(": ")) else {
        return false;
    };
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// A line of one mark repeated, below a title that is not longer.
fn is_underline(line: &str, title: &str) -> bool {
    let line = line.trim_end();
    let Some(mark) = line.chars().next().filter(char::is_ascii_punctuation) else { return false };
    let is_title =
        title.starts_with(|c: char| !c.is_whitespace() && (c.is_alphanumeric() || !c.is_ascii()));
    is_title
        && line.len() >= 3
        && line.chars().all(|c| c == mark)
        && line.len() >= title.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts() {
        for (page, expected) in [
            ("<!DOCTYPE html>\n<p># x", Layout::Html),
            ("<!-- saved -->\n<HTML><body>", Layout::Html),
            ("<h1>Bake</h1><p>a cake</p>", Layout::Html),
            ("# Bake<a name=\"x\"></a>\n\n<table><tr>", Layout::Markdown),
            ("<a name=\"x\"></a>\n\n# Bake\n", Layout::Markdown),
            ("**Table 1** x\n\n| a | b |\n|---|---|\n", Layout::Markdown),
            ("Bake\n====\n\n.. note::\n\n   x", Layout::ReStructuredText),
            ("Bake\n====\n\nGET /v1\n", Layout::Markdown),
            ("+---+\n| a |\n+---+\n", Layout::ReStructuredText),
            ("Bake\n\nURI\n\nGET /v1\n", Layout::Text),
            ("Bake\nGET /v1\n| a | b |\n|---|---|\n", Layout::Text),
            ("{ \"a\": \"# b\" }", Layout::Text),
        ] {
            assert_eq!(layout(page), expected, "{page}");
        }
    }
}
