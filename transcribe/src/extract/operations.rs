//! Method and address of each operation, wherever a page states them.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::outline::Context;
use crate::document::{Block, Content, Document};
use crate::facts::Operation;
use crate::words::{self, Section};

/// A method and an address in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) method: &'static str,
    pub(super) uri: String,
    pub(super) line: usize,
}

/// The operations that the walk has met.
#[derive(Default)]
pub(super) struct Seen {
    lines: Vec<(Line, Option<String>)>,
}

impl Seen {
    /// The index of the operation to which what follows belongs, if the line begins one.
    pub(super) fn note(&mut self, line: &Line, context: &Context) -> Option<usize> {
        let known = |(seen, heading): &(Line, Option<String>)| {
            *heading == context.heading
                && seen.method == line.method
                && is_instance(&line.uri, &seen.uri)
        };
        if self.lines.iter().any(known) {
            return None;
        }
        self.lines.push((line.clone(), context.heading.clone()));
        Some(self.main_path(self.lines.len() - 1))
    }

    /// Two paths below one heading are one operation, if they differ in a prefix only.
    fn main_path(&self, index: usize) -> usize {
        let Some((line, heading)) = self.lines.get(index) else { return index };
        let same = |(other, other_heading): &(Line, Option<String>)| {
            other_heading == heading
                && other.method == line.method
                && same_tail(&other.uri, &line.uri)
        };
        self.lines.iter().take(index).position(same).unwrap_or(index)
    }
}

/// The operations of a page.
pub(super) fn operations(document: &Document, outline: &[Context]) -> Vec<Operation> {
    let mut operations: Vec<Operation> = Vec::new();
    for (index, context) in outline.iter().enumerate() {
        let Some(line) = &context.begins else { continue };
        let main = context.operation;
        operations.push(Operation {
            method: line.method.to_owned(),
            uri: line.uri.clone(),
            title: context.heading.clone(),
            purpose: purpose(document, outline, index),
            line: line.line,
            other_path_of: (main != operations.len()).then_some(main),
        });
    }
    operations
}

/// The sentence that says what the operation does: under a heading of its own, or right after the method.
fn purpose(document: &Document, outline: &[Context], index: usize) -> Option<String> {
    let paragraph = |(block, context): (&Block, &Context)| match &block.content {
        Content::Paragraph(text) if !context.announces => Some(text.plain.replace('\n', " ")),
        _ => None,
    };
    let both = || document.blocks.iter().zip(outline);
    let here = outline.get(index)?;
    let under_heading = both()
        .filter(|(_, context)| {
            context.section == Some(Section::Function) && context.heading == here.heading
        })
        .find_map(paragraph);
    under_heading.or_else(|| {
        let mut after = both().skip(index + 1).take_while(|(_, context)| !context.announces);
        after.find_map(paragraph)
    })
}

/// The method and address that a block states.
pub(super) fn line_at(document: &Document, index: usize) -> Option<Line> {
    let block = document.blocks.get(index)?;
    let line = |(method, uri): (&'static str, String), line| Line { method, uri, line };
    match &block.content {
        Content::Table(table) => from_table(table).map(|found| line(found, block.line)),
        Content::Code(code) => {
            code.lines().find_map(request_line).map(|found| line(found, block.line))
        }
        Content::Note => None,
        Content::Heading { text, .. } | Content::Paragraph(text) | Content::Item(text) => {
            let lines = || text.plain.lines();
            let one = lines().find_map(request_line);
            one.or_else(|| from_two_lines(lines(), document, index))
                .map(|found| line(found, block.line))
        }
    }
}

/// `POST` alone on a line, the path on the next one or in the next block.
fn from_two_lines<'t>(
    lines: impl Iterator<Item = &'t str>,
    document: &Document,
    index: usize,
) -> Option<(&'static str, String)> {
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        let bare = line.trim().trim_end_matches([':', '：']);
        if !words::METHODS.contains(&bare) {
            continue;
        }
        let next = lines.peek().map(|next| (*next).to_owned()).or_else(|| {
            let next = document.blocks.get(index + 1)?;
            next.content.text().and_then(|text| text.plain.lines().next().map(str::to_owned))
        })?;
        return request_line(&format!("{bare} {}", next.trim()));
    }
    None
}

/// A table of two columns or two rows that names method and address.
fn from_table(table: &crate::document::Table) -> Option<(&'static str, String)> {
    let cells: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(crate::document::Cell::plain).collect())
        .collect();
    let whole = cells.iter().flatten().find_map(|cell| request_line(cell));
    if whole.is_some() && cells.len() <= 6 {
        return whole;
    }
    let is_method = |cell: &&String| words::METHODS.contains(&cell.trim());
    let method = cells.iter().flatten().find(is_method)?;
    let path = cells.iter().flatten().find(|cell| {
        let cell = cell.trim();
        (cell.starts_with('/') || cell.starts_with("http")) && !cell.contains(char::is_whitespace)
    })?;
    (cells.len() <= 6).then(|| request_line(&format!("{} {}", method.trim(), path.trim())))?
}

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:^|[:：]\s*|\s)(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)(?:[\s:：]+(\S.*)|(/.*))$")
});

/// The method and the path in a line, with or without a label before it.
fn request_line(line: &str) -> Option<(&'static str, String)> {
    let line = line.trim();
    let found = LABELLED.captures(line)?;
    let before = line.get(..found.get(0)?.start())?.trim();
    // A label may stand before it, a sentence may not.
    if !before.is_empty() && words::section(before).is_none() && before.chars().count() > 20 {
        return None;
    }
    let text = format!(
        "{} {}",
        found.get(1)?.as_str(),
        unescaped(found.get(2).or(found.get(3))?.as_str())
    );
    let text = joined_placeholders(&text);
    let request = words::request_line(&text)?;
    let uri = path_of(request.target)?;
    Some((request.method, uri))
}

/// A path that was broken after a slash or inside a placeholder is whole again.
fn joined_placeholders(text: &str) -> String {
    static BROKEN: LazyLock<Regex> = LazyLock::new(|| regex(r"(/|\{|=|_)\s+|\s+(/|\}|\?)"));
    let Some((method, rest)) = text.split_once(' ') else { return text.to_owned() };
    format!("{method} {}", BROKEN.replace_all(rest, "$1$2"))
}

fn unescaped(text: &str) -> String {
    let mut out = text.replace(['`', '*'], "");
    for escaped in ["\\{", "\\}", "\\_", "\\-", "\\[", "\\]", "\\<", "\\>"] {
        out = out.replace(escaped, escaped.get(1..).unwrap_or_default());
    }
    out
}

/// The path of an address: without scheme, host, query and what a sentence puts after it.
fn path_of(target: &str) -> Option<String> {
    let without_scheme = target.split_once("://").map(|(_, rest)| rest);
    let path = match without_scheme {
        Some(rest) => rest.find('/').and_then(|start| rest.get(start..)),
        // `{endpoint}/v1`: a placeholder for the host.
        None if target.starts_with('{') => target.find('/').and_then(|start| target.get(start..)),
        None => Some(target),
    }?;
    let end = path.find(['?', '，', '。', ',', ';', '；', '"', '\'']).unwrap_or(path.len());
    let path = path.get(..end)?.trim_end_matches(['.', '[', '(', ')', ':']);
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    (path.starts_with('/') && path.len() > 1).then(|| path.to_owned())
}

/// Whether an address is the template, or the template with its placeholders filled in.
fn is_instance(uri: &str, template: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (uri.split('/').collect(), template.split('/').collect());
    one.len() == other.len()
        && one
            .iter()
            .zip(&other)
            .all(|(one, other)| one == other || other.starts_with('{') && !one.starts_with('{'))
}

/// Whether two paths are the same but for their first parts.
fn same_tail(one: &str, other: &str) -> bool {
    let rest = |uri: &str| {
        let parts: Vec<&str> = uri.split('/').filter(|part| !part.is_empty()).collect();
        parts.get(1..).map(|rest| rest.join("/")).unwrap_or_default()
    };
    !rest(one).is_empty()
        && (rest(one) == rest(other) || one.ends_with(other) || other.ends_with(one))
}

fn regex(pattern: &str) -> Regex {
    super::numbers::regex(pattern)
}
