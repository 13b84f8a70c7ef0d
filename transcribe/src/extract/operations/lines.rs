//! Method and address in one block.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::Line;
use crate::document::{Content, Document};
use crate::extract::numbers::regex;
use crate::words::{self, Subject};

/// The method and address that a block states.
pub(in crate::extract) fn line_at(document: &Document, index: usize) -> Option<Line> {
    let block = document.blocks.get(index)?;
    let line = |(method, uri): (&'static str, String), at| Line { method, uri, at, whole: false };
    match &block.content {
        Content::Table(table) => from_table(table).map(|found| line(found, block.line)),
        Content::Code(code) => {
            let mut stated = code.lines().filter_map(request_line);
            let first = stated.next()?;
            // Lines of several methods are an overview.
            let is_one = stated.all(|(method, _)| method == first.0);
            is_one.then(|| line(first, block.line))
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
    if let Some(found) = from_labels(&cells) {
        return Some(found);
    }
    let is_method = |cell: &&String| words::METHODS.contains(&cell.trim());
    let whole = || cells.iter().flatten().filter_map(|cell| request_line(cell));
    // A table of several operations is an overview.
    if whole().count() > 1 || cells.iter().flatten().filter(is_method).count() > 1 {
        return None;
    }
    if cells.len() <= 6
        && let Some(found) = whole().next()
    {
        return Some(found);
    }
    let method = cells.iter().flatten().find(is_method)?;
    let path = cells.iter().flatten().find(|cell| {
        let cell = cell.trim();
        (cell.starts_with('/') || cell.starts_with("http")) && !cell.contains(char::is_whitespace)
    })?;
    (cells.len() <= 6).then(|| request_line(&format!("{} {}", method.trim(), path.trim())))?
}

/// Two columns, of labels and of what they say.
fn from_labels(cells: &[Vec<String>]) -> Option<(&'static str, String)> {
    let said = |subject: Subject| {
        cells.iter().find_map(|row| match row.as_slice() {
            [label, value] if words::phrase(label).is_some_and(|label| label.has(subject)) => {
                Some(value.trim())
            }
            _ => None,
        })
    };
    let path = said(Subject::Path)?;
    let method = || Some(format!("{} {path}", said(Subject::Method)?.to_uppercase()));
    request_line(path).or_else(|| request_line(&method()?))
}

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:^|[:：]\s*|\s)[\[(]?(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)[\])]?(?:[\s:：]+(\S.*)|(/\S.*))$",
    )
});

/// A method in small letters counts where nothing but a path follows.
static SMALL: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(get|post|put|delete|patch|head|options)\s+(/\S*)$"));

/// The method and the path in a line, with or without a label before it.
fn request_line(line: &str) -> Option<(&'static str, String)> {
    let line = line.trim();
    if is_command(line) {
        return None;
    }
    let found = LABELLED.captures(line).or_else(|| SMALL.captures(line))?;
    let before = line.get(..found.get(0)?.start())?.trim();
    // A label may stand before it, a sentence may not.
    if !before.is_empty() && words::section(before).is_none() && before.chars().count() > 20 {
        return None;
    }
    let target = joined_placeholders(&unescaped(found.get(2).or(found.get(3))?.as_str()));
    let target = without_remark(without_version(&target));
    let absolute = if is_relative(target) { format!("/{target}") } else { target.to_owned() };
    let text = format!("{} {absolute}", found.get(1)?.as_str().to_uppercase());
    let request = words::request_line(&text)?;
    let uri = path_of(request.target)?;
    Some((request.method, uri))
}

/// Whether a line is the command of a shell, which shows a call and states none.
fn is_command(line: &str) -> bool {
    ["curl ", "wget ", "$ ", "http ", "-X "].iter().any(|start| line.starts_with(start))
}

/// The target of a request line without the version of HTTP that ends it.
fn without_version(target: &str) -> &str {
    let end = [" HTTP/", " HTTPS", " HTTP", " https", " http"];
    let cut = end.iter().filter_map(|version| target.find(version)).min();
    cut.and_then(|cut| target.get(..cut)).unwrap_or(target).trim_end()
}

/// The target of a request line without what is said of it: `GET /cakes — All cakes`, `GET /cakes # all`.
fn without_remark(target: &str) -> &str {
    static REMARK: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\s+(?:[—–\-|#(（:：]|//).*$|\s*[—–（].*$"));
    let end = REMARK.find(target).map_or(target.len(), |found| found.start());
    target.get(..end).unwrap_or(target)
}

/// Whether a text is a path without its first slash.
pub(super) fn is_relative(text: &str) -> bool {
    static RELATIVE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[A-Za-z0-9_.\-]+(?:/[A-Za-z0-9_.\-{}:$<>]+)+/?$"));
    // A type of media is none.
    RELATIVE.is_match(text) && !text.starts_with("application/") && !text.starts_with("text/")
}

/// A path that was broken after a slash or inside a placeholder is whole again.
fn joined_placeholders(target: &str) -> String {
    static BROKEN: LazyLock<Regex> = LazyLock::new(|| regex(r"(/|\{|=|_)\s+|\s+(/|\}|\?)"));
    BROKEN.replace_all(target, "$1$2").into_owned()
}

pub(super) fn unescaped(text: &str) -> String {
    let mut out = text.replace(['`', '*'], "");
    for escaped in ["\\{", "\\}", "\\_", "\\-", "\\[", "\\]", "\\<", "\\>"] {
        out = out.replace(escaped, escaped.get(1..).unwrap_or_default());
    }
    out
}

/// The path of an address: without scheme, host, query and what a sentence puts after it.
pub(super) fn path_of(target: &str) -> Option<String> {
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
    // The root is one where something is asked of it: `/?location`.
    let is_asked = target.starts_with("/?") || target == "/";
    (path.starts_with('/') && (path.len() > 1 || is_asked)).then(|| path.to_owned())
}
