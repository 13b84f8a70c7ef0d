//! Where the parts of a spec file stand, by the keys that lead to them.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::Report;
use crate::judge::escape;
use crate::source::{FileId, Source, Span};
use crate::tree::{self, Kind, Node};

/// The places of a file: `/query/limit/max` is the bound of a row, `/errata/0/page` a part of the first erratum.
///
/// A pointer is one of JSON: `/` in a key is `~1`, `~` is `~0`.
#[derive(Debug, Default)]
pub struct Places {
    keys: HashMap<String, Range<usize>>,
    values: HashMap<String, Range<usize>>,
    file: Option<FileId>,
}

impl Places {
    /// The places of a file of the spec; none where it is no YAML.
    #[must_use]
    pub fn new(source: &Source, file: FileId) -> Self {
        let text = std::str::from_utf8(&source.bytes).unwrap_or_default();
        let mut places = Self { file: Some(file), ..Self::default() };
        if let Some(root) = tree::parse(text, file, &Report::default()) {
            places.add(&root, "");
        }
        places
    }

    /// The key at the end of a pointer, or the item of a list.
    #[must_use]
    pub fn key(&self, pointer: &str) -> Option<Span> {
        self.span(self.keys.get(pointer)?)
    }

    /// The value behind a key, or the item of a list.
    #[must_use]
    pub fn value(&self, pointer: &str) -> Option<Span> {
        self.span(self.values.get(pointer)?)
    }

    /// The start of the file: for what it lacks.
    #[must_use]
    pub fn whole(&self) -> Option<Span> {
        self.span(&(0..0))
    }

    fn span(&self, range: &Range<usize>) -> Option<Span> {
        self.file.map(|file| Span { file, range: range.clone() })
    }

    fn add(&mut self, node: &Node<'_>, pointer: &str) {
        self.values.insert(pointer.to_owned(), node.range.clone());
        match &node.kind {
            Kind::Scalar { .. } | Kind::Refused => {}
            Kind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    let below = format!("{pointer}/{index}");
                    self.keys.insert(below.clone(), item.range.clone());
                    self.add(item, &below);
                }
            }
            Kind::Mapping { entries, .. } => {
                for entry in entries {
                    let below = format!("{pointer}/{}", escape(&entry.key));
                    self.keys.insert(below.clone(), entry.key_range.clone());
                    self.add(&entry.value, &below);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_their_keys() {
        let text = "query:\n  limit: { type: Integer, max: 9 }\n  a/b: { type: String }\nerrata:\n  - at: request\n";
        let source = Source { path: "s/o.yaml".to_owned(), bytes: text.as_bytes().to_vec() };
        let places = Places::new(&source, FileId(3));
        for (pointer, key, value) in [
            ("/query/limit", "limit", "{ type: Integer, max: 9 }"),
            ("/query/limit/max", "max", "9"),
            ("/query/a~1b/type", "type", "String"),
            ("/errata/0", "at: request", "at: request"),
        ] {
            let span = places.key(pointer).unwrap();
            assert_eq!(&text[span.range], key, "{pointer}");
            assert_eq!(&text[places.value(pointer).unwrap().range], value, "{pointer}");
            assert_eq!(span.file, FileId(3));
        }
        assert_eq!(places.key("/query/offset"), None);
    }

    #[test]
    fn what_is_no_yaml_has_no_places() {
        for bytes in [&b"a: [\n"[..], &b"\xff"[..], &b""[..]] {
            let source = Source { path: "s/o.yaml".to_owned(), bytes: bytes.to_vec() };
            assert_eq!(Places::new(&source, FileId(0)).key("/a"), None);
        }
    }
}
