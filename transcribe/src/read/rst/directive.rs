//! What begins with two dots: targets, directives, comments.

use super::body::{Place, Reader};
use super::lines::{self, Line};
use super::{csv, inline, list_table};
use crate::document::{Content, Table, Text};

/// Reads explicit markup that begins at a line; returns the line after it.
pub(super) fn explicit(reader: &mut Reader, lines: &[Line<'_>], at: usize, place: Place) -> usize {
    let end = lines::indented_end(lines, at + 1, 1).max(at + 1);
    let Some(line) = lines.get(at) else { return end };
    let body = lines.get(at + 1..end).unwrap_or_default();
    let markup = line.text.get(2..).unwrap_or_default().trim();
    if let Some(target) = markup.strip_prefix('_') {
        if let Some(name) = target.strip_suffix(':') {
            reader.anchor(name.trim_matches('`'));
        }
        return end;
    }
    if let Some((label, text)) = markup.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let text = format!("[{label}] {text}");
        reader.push(line.number, place.lists, Content::Paragraph(inline::text(&text)));
        reader.inner(body, place);
        return end;
    }
    // An empty comment ends what stands before it and takes nothing in.
    if markup.is_empty() && body.first().is_none_or(Line::is_blank) {
        return at + 1;
    }
    if let Some((name, argument)) = markup.split_once("::")
        && !name.is_empty()
        && !name.contains([' ', '|'])
    {
        let directive = Directive::new(name, argument.trim(), line.number, body);
        directive.read(reader, place);
    }
    end
}

struct Directive<'a> {
    name: String,
    /// What stands on its line, and on lines directly below that are no options.
    argument: String,
    number: usize,
    options: Vec<(&'a str, &'a str)>,
    content: &'a [Line<'a>],
}

impl<'a> Directive<'a> {
    fn new(name: &str, argument: &str, number: usize, body: &'a [Line<'a>]) -> Self {
        let mut argument = argument.to_owned();
        let mut options = Vec::new();
        let mut used = 0;
        let head = body.iter().take_while(|line| !line.is_blank());
        for text in head.map(|line| line.text.trim()) {
            match text.strip_prefix(':').and_then(|rest| rest.split_once(':')) {
                Some((key, value)) => options.push((key, value.trim())),
                None if options.is_empty() && takes_argument(name) => {
                    argument.push(' ');
                    argument.push_str(text);
                }
                None => break,
            }
            used += 1;
        }
        let content = body.get(used..).unwrap_or_default();
        Self { name: name.to_ascii_lowercase(), argument, number, options, content }
    }

    fn read(&self, reader: &mut Reader, place: Place) {
        if let Some(name) = self.option("name") {
            reader.anchor(name);
        }
        match self.name.as_str() {
            "code-block" | "code" | "sourcecode" | "parsed-literal" | "literal" => {
                reader.code(self.content, place);
            }
            "note" | "caution" | "warning" | "important" | "tip" | "hint" | "attention"
            | "danger" | "notice" | "error" | "admonition" | "seealso" | "deprecated"
            | "versionadded" | "versionchanged" => {
                reader.push(self.number, place.lists, Content::Note);
                if !self.argument.is_empty() {
                    reader.push(self.number, place.lists, Content::Paragraph(self.caption()));
                }
                reader.inner(self.content, place);
            }
            "table" => reader.captioned(self.caption(), self.content, place),
            "list-table" | "flat-table" => {
                let table = list_table::table(self.content, self.count("header-rows"), place);
                self.table(reader, place, table);
            }
            "csv-table" => {
                let rows = self.count("header-rows");
                let table = csv::table(self.content, self.option("header"), rows, self.number);
                self.table(reader, place, table);
            }
            "image" | "figure" | "toctree" | "contents" | "include" | "literalinclude"
            | "index" | "meta" | "highlight" | "sectnum" | "role" | "default-role" | "replace"
            | "unicode" | "date" | "raw" | "math" | "title" | "sectionauthor" | "codeauthor" => {}
            _ => reader.inner(self.content, place),
        }
    }

    fn caption(&self) -> Text {
        inline::text(&self.argument)
    }

    fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    fn count(&self, option: &str) -> usize {
        self.option(option).and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// Adds a table that is the directive itself.
    fn table(&self, reader: &mut Reader, place: Place, table: Table) {
        if !table.rows.is_empty() {
            let caption = Some(self.caption()).filter(|caption| !caption.plain.is_empty());
            reader.table(self.number, place.lists, Table { caption, ..table });
        }
    }
}

/// Whether lines directly below a directive go on with its argument.
fn takes_argument(name: &str) -> bool {
    matches!(
        name,
        "table" | "list-table" | "csv-table" | "note" | "admonition" | "caution" | "warning"
    )
}
