//! Where the values of a JSON text stand, in the text and in the YAML file around it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::judge::escape;
use crate::source::Span;

/// The place of each value of a JSON text, by its pointer.
#[derive(Debug, Default)]
pub(super) struct Places {
    values: BTreeMap<String, Range<usize>>,
    /// Fields that their object has already, in order.
    repeated: Vec<(String, Range<usize>)>,
}

impl Places {
    /// Reads a text that is known to be JSON: its depth is limited by whoever has parsed it.
    pub(super) fn of(text: &str) -> Self {
        let mut scanner = Scanner { text, at: 0, places: Self::default() };
        scanner.value(&mut String::new(), None);
        scanner.places
    }

    /// The place of a value, or of the nearest value around it.
    pub(super) fn nearest(&self, pointer: &str) -> Option<Range<usize>> {
        let mut pointer = pointer;
        loop {
            if let Some(range) = self.values.get(pointer) {
                return Some(range.clone());
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }

    pub(super) fn repeated(&self) -> &[(String, Range<usize>)] {
        &self.repeated
    }
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    places: Places,
}

impl Scanner<'_> {
    /// Scans a value; one that spans lines is placed at its key, or at its bracket.
    fn value(&mut self, pointer: &mut String, key: Option<Range<usize>>) {
        self.blanks();
        let start = self.at;
        match self.peek() {
            Some(open @ (b'{' | b'[')) => {
                self.at += 1;
                let place = key.unwrap_or(start..start + 1);
                self.places.values.insert(pointer.clone(), place);
                self.children(pointer, open == b'{');
            }
            Some(b'"') => {
                self.string();
                self.places.values.insert(pointer.clone(), start..self.at);
            }
            _ => {
                self.skip(|byte| {
                    !matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n')
                });
                self.places.values.insert(pointer.clone(), start..self.at);
            }
        }
    }

    fn children(&mut self, pointer: &mut String, named: bool) {
        let length = pointer.len();
        let mut index = 0usize;
        loop {
            self.skip(|byte| matches!(byte, b',' | b' ' | b'\t' | b'\r' | b'\n'));
            match self.peek() {
                None => return,
                Some(b'}' | b']') => {
                    self.at += 1;
                    return;
                }
                Some(_) => {}
            }
            let mut key = None;
            pointer.push('/');
            if named {
                let start = self.at;
                self.string();
                let range = start..self.at;
                let text = self.text.get(range.clone()).unwrap_or_default();
                let name: String = serde_json::from_str(text).unwrap_or_default();
                pointer.push_str(&escape(&name));
                if self.places.values.contains_key(pointer.as_str()) {
                    self.places.repeated.push((pointer.clone(), range.clone()));
                }
                key = Some(range);
                self.skip(|byte| matches!(byte, b':' | b' ' | b'\t' | b'\r' | b'\n'));
            } else {
                pointer.push_str(&index.to_string());
            }
            let before = self.at;
            self.value(pointer, key);
            pointer.truncate(length);
            index += 1;
            if self.at == before {
                // Only a text that is not JSON gets here: go on, never in circles.
                self.at += 1;
            }
        }
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    fn blanks(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&skipped) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// A text inside of a YAML scalar: places in it become places in the file.
#[derive(Debug)]
pub(super) struct Embedded {
    whole: Span,
    /// Start of each line in the text, and in the file; empty where the scalar is not written line by line.
    lines: Vec<(usize, usize)>,
}

impl Embedded {
    pub(super) fn new(text: &str, span: &Span, file: &str) -> Self {
        Self { whole: span.clone(), lines: lines(text, span, file).unwrap_or_default() }
    }

    /// The place in the file of a range of the text.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        match (self.offset(range.start), self.offset(range.end)) {
            (Some(start), Some(end)) => {
                Span { file: self.whole.file, range: start..end.max(start) }
            }
            _ => self.whole.clone(),
        }
    }

    fn offset(&self, at: usize) -> Option<usize> {
        let line = self.lines.partition_point(|(text, _)| *text <= at).checked_sub(1)?;
        let (text, file) = self.lines.get(line)?;
        Some(file + (at - text))
    }
}

/// Matches the lines of a block scalar, or the one line of a plain or quoted one, with the file's own.
fn lines(text: &str, span: &Span, file: &str) -> Option<Vec<(usize, usize)>> {
    if !text.trim_end_matches('\n').contains('\n')
        && let Some(at) =
            file.get(span.range.clone()).and_then(|written| written.find(text.trim_end()))
    {
        return Some(vec![(0, span.range.start + at)]);
    }
    // The scalar's first line is the one that its place begins on, or the next where that is `|`.
    let first = file.get(..span.range.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let next = first + file.get(first..)?.find('\n')? + 1;
    [next, first].into_iter().find_map(|start| matched(text, file.get(start..)?, start))
}

fn matched(text: &str, file: &str, start: usize) -> Option<Vec<(usize, usize)>> {
    let mut lines = Vec::new();
    let (mut in_text, mut in_file) = (0, start);
    let mut written = file.split_inclusive('\n');
    for line in text.split_inclusive('\n') {
        let from_file = written.next()?;
        let bare = from_file.trim_end_matches(['\n', '\r']);
        let content = line.trim_end_matches(['\n', '\r']);
        let indent = match bare.strip_suffix(content) {
            Some(indent) if indent.bytes().all(|byte| byte == b' ') => indent.len(),
            // A line of blanks may be shorter than the indentation.
            None if content.trim().is_empty() && bare.trim().is_empty() => 0,
            _ => return None,
        };
        lines.push((in_text, in_file + indent));
        in_text += line.len();
        in_file += from_file.len();
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use proptest::prelude::*;

    fn at<'t>(text: &'t str, places: &Places, pointer: &str) -> &'t str {
        &text[places.nearest(pointer).unwrap()]
    }

    #[test]
    fn values_are_found_by_pointer() {
        let text = r#"{ "a" : [ 1, {"b/c": "x\"y"} ], "d": { }, "e": -1.5e3 , "\u0066": null}"#;
        let places = Places::of(text);
        for (pointer, expected) in [
            ("", "{"),
            ("/a", "\"a\""),
            ("/a/0", "1"),
            ("/a/1", "{"),
            ("/a/1/b~1c", r#""x\"y""#),
            ("/d", "\"d\""),
            ("/d/missing", "\"d\""),
            ("/e", "-1.5e3"),
            ("/f", "null"),
            ("/missing", "{"),
        ] {
            assert_eq!(at(text, &places, pointer), expected, "{pointer}");
        }
        assert!(places.repeated().is_empty());
    }

    #[test]
    fn repeated_fields_are_found() {
        let text = r#"{"a": 1, "b": {"a": 1}, "\u0061": 2}"#;
        let places = Places::of(text);
        let expected: (String, Range<usize>) = ("/a".to_owned(), 24..32);
        assert_eq!(places.repeated(), [expected]);
    }

    #[test]
    fn places_in_a_block_scalar_are_places_in_the_file() {
        let text = "{\n  \"a\": 1,\n\n  \"é\": 22\n}\n";
        let file = "examples:\n  - side: response\n    json: |\n      {\n        \"a\": 1,\n\n        \"é\": 22\n      }\nmore: x\n";
        let places = Places::of(text);
        let range = places.nearest("/é").unwrap();
        // Parsers differ in whether a block scalar begins at its `|` or at its text.
        for begin in ['|', '{'] {
            let start = file.find(begin).unwrap();
            let span = Span { file: FileId(0), range: start..file.find("more").unwrap() };
            let found = Embedded::new(text, &span, file).span(&range);
            assert_eq!(&file[found.range], "22", "{begin}");
        }
    }

    #[test]
    fn a_scalar_that_is_written_otherwise_is_shown_whole() {
        let file = "json: \"{ \\\"a\\\": 1 }\"\n";
        let span = Span { file: FileId(0), range: 6..file.len() - 1 };
        assert_eq!(Embedded::new("{ \"a\": 1 }", &span, file).span(&(2..5)), span);
        let file = "json: '{ \"a\": 1 }'\n";
        let span = Span { file: FileId(0), range: 6..file.len() - 1 };
        let found = Embedded::new("{ \"a\": 1 }", &span, file).span(&(2..5));
        assert_eq!(&file[found.range], "\"a\"");
    }

    proptest! {
        #[test]
        fn no_text_stops_the_scanner(text in "[\\[\\]{}\",:a1\\\\ \n]{0,60}") {
            let places = Places::of(&text);
            prop_assert!(places.values.values().all(|range| range.start <= range.end));
        }
    }
}
