//! The request line: `GET /v2/{project_id}/things/{thing_id}`.

use std::ops::Range;

use super::place::part;
use crate::diagnostic::{Diagnostic, Report};
use crate::source::Span;
use crate::suggest::did_you_mean;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// A method and a path template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RequestLine {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Names in braces, in their order, each with its place.
    pub(crate) placeholders: Vec<(String, Span)>,
    /// Whether the placeholders are known: false where the path was reported.
    pub(crate) complete: bool,
}

impl RequestLine {
    /// The line without the names of its placeholders: two operations may not share it.
    pub(crate) fn shape(&self) -> String {
        let mut shape = format!("{} ", self.method);
        let mut inside = false;
        for character in self.path.chars() {
            inside = (inside || character == '{') && character != '}';
            if !inside {
                shape.push(character);
            }
        }
        shape
    }
}

/// Reads a request line; `None` where it was reported as a whole.
pub(crate) fn read(text: &str, span: &Span, report: &Report) -> Option<RequestLine> {
    let Some((method, path)) = text.split_once(' ').filter(|(_, path)| path.starts_with('/'))
    else {
        report.push(
            Diagnostic::new("E0301", span, "no request line")
                .label("a method, one space and a path that begins with `/`")
                .help("write such as `GET /v2/{project_id}/things`, without scheme and host"),
        );
        return None;
    };
    if !METHODS.contains(&method) {
        let mut diagnostic = Diagnostic::new(
            "E0302",
            &part(span, text, 0..method.len()),
            format!("`{method}` is no method"),
        )
        .label("unknown method");
        diagnostic.help = did_you_mean(method, METHODS);
        report.push(diagnostic);
    }
    let reader = Reader { text, span, report };
    let before = report.len();
    let placeholders = reader.path(method.len() + 1);
    let complete = report.len() == before;
    Some(RequestLine { method: method.to_owned(), path: path.to_owned(), placeholders, complete })
}

struct Reader<'a> {
    text: &'a str,
    span: &'a Span,
    report: &'a Report,
}

impl Reader<'_> {
    fn path(&self, start: usize) -> Vec<(String, Span)> {
        let mut placeholders: Vec<(String, Span)> = Vec::new();
        let path = self.text.get(start + 1..).unwrap_or_default();
        let mut at = start + 1;
        let last = path.split('/').count() - 1;
        for (index, segment) in path.split('/').enumerate() {
            let range = at..at + segment.len();
            if segment.is_empty() && (index < last || path.is_empty() && last > 0) {
                self.wrong(at - 1..at + 1, "an empty part between two slashes");
            } else if matches!(segment, "." | "..") {
                self.wrong(range.clone(), "clients resolve such a part before they send it");
            }
            self.segment(segment, at, &mut placeholders);
            at = range.end + 1;
        }
        placeholders
    }

    fn segment(&self, segment: &str, start: usize, placeholders: &mut Vec<(String, Span)>) {
        let mut at = 0;
        let mut after_placeholder = false;
        while let Some(rest) = segment.get(at..).filter(|rest| !rest.is_empty()) {
            let Some(inner) = rest.strip_prefix('{') else {
                let end = rest.find('{').unwrap_or(rest.len());
                self.literal(rest.get(..end).unwrap_or_default(), start + at);
                at += end;
                after_placeholder = false;
                continue;
            };
            let Some(length) = inner.find('}') else {
                self.wrong(start + at..start + segment.len(), "a `{` without its `}`");
                return;
            };
            let name = inner.get(..length).unwrap_or_default();
            let range = start + at..start + at + length + 2;
            if after_placeholder {
                self.wrong(range.clone(), "two placeholders with nothing between them");
            }
            self.placeholder(name, range, placeholders);
            at += length + 2;
            after_placeholder = true;
        }
    }

    fn placeholder(&self, name: &str, range: Range<usize>, placeholders: &mut Vec<(String, Span)>) {
        if name.is_empty()
            || name.contains(|character: char| character == '{' || character.is_whitespace())
        {
            self.wrong(range, "a placeholder is a name in braces");
            return;
        }
        let span = part(self.span, self.text, range);
        if let Some((_, first)) = placeholders.iter().find(|(known, _)| known == name) {
            self.report.push(
                Diagnostic::new("E0303", &span, format!("`{{{name}}}` stands twice in the path"))
                    .label("the second of them")
                    .related(first, "the first of them")
                    .help("give one of them another name"),
            );
            return;
        }
        placeholders.push((name.to_owned(), span));
    }

    fn literal(&self, text: &str, start: usize) {
        let bytes = text.as_bytes();
        for (index, character) in text.char_indices() {
            let range = start + index..start + index + character.len_utf8();
            let hint = match character {
                'a'..='z' | 'A'..='Z' | '0'..='9' => continue,
                '%' if hexadecimal(bytes, index) => continue,
                character if "-._~!$&'()*+,;=:@".contains(character) => continue,
                '?' | '#' => "a query stands in the table `query`, not in the request line",
                '}' => "a `}` without its `{`",
                '<' | '>' => "placeholders stand in braces: `{name}`",
                _ => {
                    "a path has ASCII letters, digits and -._~!$&'()*+,;=:@ only; encode others as %XX"
                }
            };
            self.wrong(range, hint);
            return;
        }
    }

    fn wrong(&self, range: Range<usize>, label: &str) {
        let span = part(self.span, self.text, range);
        self.report.push(
            Diagnostic::new("E0303", &span, "a path that can't be requested")
                .label(label)
                .help("write the path as it is sent, with `{name}` for each parameter"),
        );
    }
}

fn hexadecimal(bytes: &[u8], percent: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    digit(percent + 1) && digit(percent + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn run(text: &str) -> (Option<RequestLine>, Vec<(&'static str, Range<usize>)>) {
        let report = Report::default();
        let span = Span { file: FileId(0), range: 0..text.len() };
        let line = read(text, &span, &report);
        let found = report.into_diagnostics();
        (line, found.into_iter().map(|found| (found.code, found.span.range)).collect())
    }

    #[test]
    fn good_lines() {
        for (text, names) in [
            ("GET /", vec![]),
            ("GET /v2/{project_id}/things/{id}", vec!["project_id", "id"]),
            ("POST /v1/things/{id}:start", vec!["id"]),
            ("PUT /things/{a}-{b}/", vec!["a", "b"]),
            ("DELETE /a%20b/@me", vec![]),
        ] {
            let (line, found) = run(text);
            assert_eq!(found, [], "{text}");
            let line = line.unwrap();
            let read: Vec<&str> = line.placeholders.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(read, names, "{text}");
        }
    }

    #[test]
    fn bad_lines() {
        for (text, expected) in [
            ("", ("E0301", 0..0)),
            ("GET", ("E0301", 0..3)),
            ("GET https://host/v2", ("E0301", 0..19)),
            ("GET v2/things", ("E0301", 0..13)),
            ("Get /v2", ("E0302", 0..3)),
            ("GET /a?b=c", ("E0303", 6..7)),
            ("GET /a//b", ("E0303", 6..8)),
            ("GET //", ("E0303", 4..6)),
            ("GET /a/../b", ("E0303", 7..9)),
            ("GET /{a", ("E0303", 5..7)),
            ("GET /a}", ("E0303", 6..7)),
            ("GET /{}", ("E0303", 5..7)),
            ("GET /{a}{b}", ("E0303", 8..11)),
            ("GET /{a}/{a}", ("E0303", 9..12)),
            ("GET /<a>", ("E0303", 5..6)),
            ("GET /a b", ("E0303", 6..7)),
            ("GET /a%2", ("E0303", 6..7)),
            ("GET /ä", ("E0303", 0..7)),
        ] {
            assert_eq!(run(text).1, [expected], "{text}");
        }
    }

    #[test]
    fn names_of_placeholders_do_not_tell_lines_apart() {
        let shape = |text| run(text).0.unwrap().shape();
        assert_eq!(shape("GET /a/{b}/c"), shape("GET /a/{d}/c"));
        assert_ne!(shape("GET /a/{b}/c"), shape("GET /a/b/c"));
    }
}
