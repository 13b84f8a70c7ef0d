//! Method and address that stand apart: under headings of their own, behind labels, in two items.

use super::Line;
use super::lines::{is_relative, path_of, unescaped};
use crate::document::{Content, Document};
use crate::extract::outline::Context;
use crate::words::{self, Section, Subject};

/// What the walk has met of an operation so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    method: Option<&'static str>,
    path: Option<String>,
    /// The index of the block that was a method and nothing else.
    lone_method: Option<usize>,
    /// Whether a label announced a path that is still to come.
    path_announced: bool,
}

impl Parts {
    /// Takes up what a block says; the operation, once both parts are known.
    pub(super) fn take(
        &mut self,
        document: &Document,
        index: usize,
        context: &Context,
    ) -> Option<Line> {
        let block = document.blocks.get(index)?;
        match &block.content {
            Content::Paragraph(text) | Content::Item(text) => {
                for line in text.plain.lines() {
                    self.line(line, index, context);
                }
            }
            Content::Code(code) => {
                let mut lines = code.lines().map(str::trim).filter(|line| !line.is_empty());
                if let (Some(line), None) = (lines.next(), lines.next()) {
                    self.named_before(document, index, line);
                    self.line(line, index, context);
                }
            }
            Content::Heading { .. } => self.path_announced = false,
            Content::Note | Content::Table(_) => {}
        }
        let (Some(method), Some(path)) = (self.method, self.path.as_ref()) else { return None };
        let line = Line { method, uri: path.clone(), at: block.line, whole: false };
        *self = Self::default();
        Some(line)
    }

    fn line(&mut self, line: &str, index: usize, context: &Context) {
        let line = line.trim();
        let by_colon = line
            .split_once([':', '：'])
            .filter(|(label, value)| label.chars().count() <= 20 && !value.starts_with("//"));
        // A label in bold needs no colon.
        let by_space = || line.split_once(' ').filter(|(label, _)| words::phrase(label).is_some());
        let Some((label, value)) = by_colon.or_else(by_space) else {
            self.alone(line, index, context);
            return;
        };
        let label = words::phrase(label);
        let has = |subject| label.is_some_and(|label| label.has(subject));
        if has(Subject::Base) || has(Subject::Example) {
            return;
        }
        if let Some(method) = method_in(value) {
            self.method = Some(method);
        } else if has(Subject::Path) && !has(Subject::Parameter) {
            self.path_announced = value.trim().is_empty();
            self.path = path_in(value, true).or(self.path.take());
        } else if self.path_announced
            && let Some(path) = path_in(value, false)
        {
            self.path = Some(path);
            self.path_announced = false;
        }
    }

    /// A line that is a method or a path and nothing else.
    fn alone(&mut self, line: &str, index: usize, context: &Context) {
        let method = words::METHODS.iter().find(|method| method.eq_ignore_ascii_case(line));
        if let Some(method) = method {
            self.method = Some(method);
            self.lone_method = Some(index);
            return;
        }
        let after_method = self.lone_method.is_some_and(|method| method + 1 == index);
        if after_method || self.path_announced || context.section == Some(Section::Uri) {
            self.path = path_in(line, after_method).or(self.path.take());
        }
    }

    /// `Send this POST request:`, and the path in the code below.
    fn named_before(&mut self, document: &Document, index: usize, line: &str) {
        let before = index.checked_sub(1).and_then(|before| document.blocks.get(before));
        let Some(text) = before.and_then(|block| block.content.text()) else { return };
        let plain = text.plain.trim();
        let mut methods = plain
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter_map(|word| words::METHODS.iter().find(|method| **method == word));
        if let (Some(method), None) = (methods.next(), methods.next())
            && plain.ends_with([':', '：'])
            && let Some(path) = path_in(line, true)
        {
            self.method = Some(method);
            self.path = Some(path);
        }
    }
}

/// The method in `POST`, `HTTPS POST`, `GET (HTTP)`.
fn method_in(value: &str) -> Option<&'static str> {
    let mut words = value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_uppercase)
        .filter(|word| !matches!(word.as_str(), "HTTP" | "HTTPS"));
    let word = words.next()?;
    let method = words::METHODS.iter().find(|method| **method == word)?;
    words.next().is_none().then_some(*method)
}

/// The path that a text is; one without its first slash only where a path has to stand.
fn path_in(text: &str, relative: bool) -> Option<String> {
    let text = unescaped(text.trim().trim_matches(['<', '>', '"', '“', '”']));
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        return None;
    }
    if relative && is_relative(text) {
        return path_of(&format!("/{text}"));
    }
    (text.starts_with(['/', '{']) || text.contains("://")).then(|| path_of(text))?
}
