//! Spec files and pages side by side: places in them, and messages that show both.

use std::collections::HashMap;

use apiscribe_codegen::diagnostic::Diagnostic;
use apiscribe_codegen::places::Places;
use apiscribe_codegen::report;
use apiscribe_codegen::source::{FileId, Source, Span};
use serde_json::{Value, json};

use crate::edition::{Cite, Note};

/// Characters of a line of a page that are shown.
const WIDEST: usize = 110;

/// The files that messages point into.
#[derive(Debug, Default)]
pub struct Excerpts {
    /// As they are shown.
    sources: Vec<Source>,
    /// Files of the spec: index and places, by the path below the spec's directory.
    spec: HashMap<String, (usize, Places)>,
    /// Pages: the source, and the range of each line.
    pages: Vec<(usize, Vec<std::ops::Range<usize>>)>,
}

/// A page among the excerpts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageId(usize);

impl Excerpts {
    /// Adds a file of the spec, which messages call `shown`.
    pub fn add_spec(&mut self, source: &Source, shown: &str) {
        let index = self.sources.len();
        let places = Places::new(source, FileId::new(index));
        self.spec.insert(source.path.clone(), (index, places));
        self.sources.push(Source { path: shown.to_owned(), bytes: source.bytes.clone() });
    }

    /// Adds a page, which messages call `shown`.
    pub fn add_page(&mut self, bytes: &[u8], shown: &str) -> PageId {
        let mut text = String::new();
        let mut lines = Vec::new();
        for line in String::from_utf8_lossy(bytes).lines() {
            let start = text.len();
            // One line of HTML can be the whole page.
            text.extend(line.chars().take(WIDEST).map(|c| if c.is_control() { ' ' } else { c }));
            if line.chars().nth(WIDEST).is_some() {
                text.push('…');
            }
            let end = text.len();
            let shown = text.get(start..end).unwrap_or_default();
            let before = shown.len() - shown.trim_start().len();
            lines.push(start + before..start + shown.trim_end().len().max(before));
            text.push('\n');
        }
        let index = self.sources.len();
        self.sources.push(Source { path: shown.to_owned(), bytes: text.into_bytes() });
        self.pages.push((index, lines));
        PageId(self.pages.len() - 1)
    }

    /// Where a place stands; lines are those of `page`.
    #[must_use]
    pub fn span(&self, cite: &Cite, page: PageId) -> Option<Span> {
        match cite {
            Cite::Line(line) => {
                let (file, lines) = self.pages.get(page.0)?;
                let range = lines.get(line.checked_sub(1)?)?.clone();
                Some(Span { file: FileId::new(*file), range })
            }
            Cite::Spec { file, pointer } => {
                let (index, places) = self.spec.get(file)?;
                self.in_spec(*index, places, pointer).or_else(|| places.whole())
            }
        }
    }

    /// A fact is shown at its value, everything longer than a line at its key; what is not there, at what is around it.
    fn in_spec(&self, index: usize, places: &Places, pointer: &str) -> Option<Span> {
        let value = places.value(pointer)?;
        let source = self.sources.get(index)?;
        let text = source.bytes.get(value.range.clone()).unwrap_or_default();
        if text.contains(&b'\n') || text.starts_with(b"{") {
            return places.key(pointer).or(Some(value));
        }
        Some(value)
    }

    /// File and line of a place, for programs.
    #[must_use]
    pub fn line(&self, cite: &Cite, page: PageId) -> Option<(&str, usize)> {
        let span = self.span(cite, page)?;
        let index = match cite {
            Cite::Line(_) => self.pages.get(page.0)?.0,
            Cite::Spec { file, .. } => self.spec.get(file)?.0,
        };
        let source = self.sources.get(index)?;
        let before = source.bytes.get(..span.range.start)?;
        let breaks = before.split(|byte| *byte == b'\n').count();
        Some((source.path.as_str(), breaks))
    }

    /// A place with what stands there, as JSON.
    #[must_use]
    pub fn json(&self, place: Option<&Note>, page: PageId) -> Value {
        let Some((cite, says)) = place else { return Value::Null };
        match self.line(cite, page) {
            Some((file, line)) => json!({ "file": file, "line": line, "says": says }),
            None => json!({ "file": Value::Null, "line": Value::Null, "says": says }),
        }
    }

    /// A diagnostic at the first of the places that can be shown; the others are shown beside it.
    #[must_use]
    pub fn diagnostic(
        &self,
        code: &'static str,
        message: &str,
        places: &[(&Cite, &str, PageId)],
    ) -> Diagnostic {
        let mut spans =
            places.iter().filter_map(|(cite, label, page)| Some((self.span(cite, *page)?, *label)));
        let nowhere = || Span { file: FileId::new(self.sources.len()), range: 0..0 };
        let (first, label) = spans.next().unwrap_or_else(|| (nowhere(), ""));
        let diagnostic = Diagnostic::new(code, &first, message).label(label);
        spans.fold(diagnostic, |diagnostic, (span, label)| diagnostic.related(&span, label))
    }

    /// Diagnostics as text, with the lines that they are about.
    #[must_use]
    pub fn text(&self, diagnostics: &[Diagnostic], color: bool) -> String {
        report::text(diagnostics, &self.sources, "", color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_lines_of_both() {
        let mut excerpts = Excerpts::default();
        let text = "title: A\nquery:\n  limit: { type: Integer, max: 9 }\n";
        let source = Source { path: "s/o.yaml".to_owned(), bytes: text.as_bytes().to_vec() };
        excerpts.add_spec(&source, "spec/s/o.yaml");
        let page = excerpts.add_page(b"one\n  two  \n\xff\n", "page.txt");
        let spec =
            |pointer: &str| Cite::Spec { file: "s/o.yaml".to_owned(), pointer: pointer.to_owned() };
        assert_eq!(excerpts.line(&spec("/query/limit/max"), page), Some(("spec/s/o.yaml", 3)));
        assert_eq!(excerpts.line(&spec("/title"), page), Some(("spec/s/o.yaml", 1)));
        assert_eq!(excerpts.line(&spec("/header"), page), Some(("spec/s/o.yaml", 1)));
        assert_eq!(excerpts.line(&Cite::Line(2), page), Some(("page.txt", 2)));
        assert_eq!(excerpts.line(&Cite::Line(0), page), None);
        assert_eq!(excerpts.line(&Cite::Line(9), page), None);
        let marked = excerpts.span(&Cite::Line(2), page).unwrap();
        assert_eq!(marked.range, 6..9);
    }
}
