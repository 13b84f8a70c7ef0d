//! Writes YAML, and notes what stands where.

use std::ops::Range;

use apiscribe_codegen::scalar;

use super::render::{Mode, Place};
use super::undecided::{Kind, Todo};

/// A text with its marks and its undecided places.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) marks: Vec<(Range<usize>, Place)>,
    /// What each `TODO` of the text is about.
    pub(super) undecided: Vec<Kind>,
}

/// Writes a file.
pub(super) struct Writer {
    written: Written,
    mode: Mode,
}

impl Writer {
    pub(super) fn new(mode: Mode) -> Self {
        Self { written: Written::default(), mode }
    }

    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    pub(super) fn text(&mut self, text: &str) {
        self.written.text.push_str(text);
    }

    pub(super) fn line(&mut self, line: &str) {
        self.text(line);
        self.text("\n");
    }

    pub(super) fn blank(&mut self) {
        self.text("\n");
    }

    /// One comment for each.
    pub(super) fn todos(&mut self, indent: &str, todos: &[Todo]) {
        for todo in todos {
            self.line(&format!("{indent}# {}", todo.comment()));
            self.written.undecided.push(todo.kind);
        }
    }

    /// Notes that what `write` writes is this place.
    pub(super) fn marked(&mut self, place: Place, write: impl FnOnce(&mut Self)) {
        let start = self.written.text.len();
        write(self);
        self.written.marks.push((start..self.written.text.len(), place));
    }

    /// A text of several lines behind a key, as a literal block where YAML keeps it as it is.
    pub(super) fn literal(&mut self, key: &str, text: &str) {
        let indent = key.len() - key.trim_start().len() + 2;
        let text = text.replace("\r\n", "\n");
        let text = text.trim();
        let kept = |c: char| {
            c == '\n'
                || c == '\t'
                || !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        };
        if !text.chars().all(kept) || text.is_empty() {
            self.line(&format!("{key} {}", scalar::quoted(text)));
            return;
        }
        self.line(&format!("{key} |"));
        for line in text.lines() {
            let line = line.trim_end();
            let blank = if line.is_empty() { 0 } else { indent };
            self.line(&format!("{:blank$}{line}", ""));
        }
    }

    pub(super) fn finish(self) -> Written {
        self.written
    }
}

/// A text as a scalar behind a key in block style.
pub(super) fn block(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_alphanumeric())
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.eq_ignore_ascii_case("null")
        && text
            .chars()
            .all(|c| c == ' ' || !c.is_whitespace() && !c.is_control() && c != '\u{feff}');
    if plain { text.to_owned() } else { scalar::quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn block_scalars_are_quoted_where_yaml_asks_for_it() {
        for (text, expected) in [
            ("GET /v2/{project_id}/rules", "GET /v2/{project_id}/rules"),
            ("Rules (all), and more", "Rules (all), and more"),
            ("Rules: all", "\"Rules: all\""),
            ("Rules #1", "\"Rules #1\""),
            ("{a}", "\"{a}\""),
            ("null", "\"null\""),
            ("", "\"\""),
            ("a:", "\"a:\""),
        ] {
            assert_eq!(block(text), expected);
        }
    }

    #[test]
    fn a_literal_keeps_lines_and_escapes_what_no_file_may_have() {
        let of = |text: &str| {
            let mut writer = Writer::new(Mode::Open);
            writer.literal("    json:", text);
            writer.finish().text
        };
        assert_eq!(
            of("{\r\n\r\n  \"a\": 1 \n}"),
            "    json: |\n      {\n\n        \"a\": 1\n      }\n"
        );
        assert_eq!(of("{\u{1}}"), "    json: \"{\\u0001}\"\n");
    }
}
