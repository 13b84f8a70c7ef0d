//! Lines and columns of the files that diagnostics point into.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Source, Span};

/// Bytes of an excerpt at most; what is longer is shown by its position only.
const LONGEST: usize = 16 * 1024;

/// A position for people: both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// The files that diagnostics named so far.
pub(super) struct Files<'s> {
    sources: &'s [Source],
    prefix: &'s str,
    texts: BTreeMap<FileId, Text<'s>>,
}

impl<'s> Files<'s> {
    pub(super) fn new(sources: &'s [Source], prefix: &'s str) -> Self {
        Self { sources, prefix, texts: BTreeMap::new() }
    }

    /// Reads the lines of each file that a diagnostic names.
    pub(super) fn open(&mut self, diagnostic: &Diagnostic) {
        let spans = std::iter::once(&diagnostic.span)
            .chain(diagnostic.related.iter().map(|(span, _)| span));
        for Span { file, .. } in spans {
            if let Some(source) = self.sources.get(file.0) {
                self.texts.entry(*file).or_insert_with(|| Text::new(source, self.prefix));
            }
        }
    }

    /// The file of a span; `None` where the problem is that there is none.
    pub(super) fn text(&self, span: &Span) -> Option<&Text<'s>> {
        self.texts.get(&span.file)
    }
}

/// A file with the offsets of its lines.
pub(super) struct Text<'s> {
    path: String,
    content: Cow<'s, str>,
    starts: Vec<usize>,
}

impl<'s> Text<'s> {
    fn new(source: &'s Source, prefix: &str) -> Self {
        // Up to the first byte that is no UTF-8, offsets are the same in the mended text.
        let content = String::from_utf8_lossy(&source.bytes);
        let starts =
            std::iter::once(0).chain(content.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path: format!("{prefix}{}", source.path), content, starts }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Index of the line of an offset, from 0.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.line(offset);
        let before = self.content.get(self.start(line)..offset).unwrap_or_default();
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// What to mark for a range: no more than its first line; `None` where the range is the file as a whole.
    pub(super) fn mark(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if *range == (0..0) {
            return None;
        }
        let start = self.floor(range.start);
        let line = self.content.get(start..self.start(self.line(start) + 1)).unwrap_or_default();
        let end = self.floor(range.end).min(start + line.trim_end().len()).max(start);
        Some(start..end)
    }

    /// Number of the first line, its offset, and the lines from one offset to another.
    pub(super) fn window(&self, first: usize, last: usize) -> Option<(usize, usize, &str)> {
        let line = self.line(first);
        let start = self.start(line);
        let lines = self.content.get(start..self.start(self.line(last) + 1))?;
        (lines.len() <= LONGEST).then(|| (line + 1, start, lines.trim_end_matches(['\n', '\r'])))
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.content.len())
    }

    fn floor(&self, offset: usize) -> usize {
        self.content.floor_char_boundary(offset)
    }
}
