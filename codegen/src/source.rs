//! Source files and places in them.

use std::ops::Range;

/// A file of the spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path below the spec directory, with `/`: `roma/link/list_rules.yaml`.
    pub path: String,
    /// Its bytes: they need not be UTF-8, which is reported.
    pub bytes: Vec<u8>,
}

/// Index of a file in the list of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) usize);

/// A range of bytes in a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Byte offsets, on character boundaries.
    pub range: Range<usize>,
}

impl FileId {
    /// The index of the file in the list of sources.
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }

    /// The file at this index of the list of sources.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(index)
    }
}
