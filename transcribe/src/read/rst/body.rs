//! Bodies: sections, paragraphs, lists, literal blocks; tables and directives are read elsewhere.

use super::lines::{self, Line};
use super::{directive, grid, inline, simple};
use crate::document::{Block, Content, Table, Text};

/// Bodies nested deeper than this are read as literal text.
const DEEPEST: usize = 40;

/// Where a body stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Lists around it.
    pub(super) lists: usize,
    /// Bodies around it.
    pub(super) bodies: usize,
}

impl Place {
    fn inner(self) -> Self {
        Self { bodies: self.bodies + 1, ..self }
    }
}

/// Gathers the blocks of a body and of those inside.
pub(super) struct Reader {
    blocks: Vec<Block>,
    /// Marks of sections in the order of their levels: mark, and whether a line of it stands above the title too.
    marks: Vec<(char, bool)>,
    /// Targets that no block has taken yet.
    anchors: Vec<String>,
    /// The caption that the next table takes.
    caption: Option<Text>,
    is_item: bool,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            blocks: Vec::new(),
            marks: Vec::new(),
            anchors: Vec::new(),
            caption: None,
            is_item: false,
        }
    }

    pub(super) fn finish(self) -> Vec<Block> {
        self.blocks
    }

    /// Reads a body.
    pub(super) fn read(&mut self, lines: &[Line<'_>], place: Place) {
        if place.bodies > DEEPEST {
            if let Some(first) = lines.iter().find(|line| !line.is_blank()) {
                let text = Text::new(
                    lines::joined(lines).split_whitespace().collect::<Vec<_>>().join(" "),
                );
                self.push(first.number, place.lists, Content::Paragraph(text));
            }
            return;
        }
        let mut at = 0;
        while at < lines.len() {
            at = self.next(lines, at, place).max(at + 1);
        }
    }

    /// Reads what begins at a line; returns the line after it.
    fn next(&mut self, lines: &[Line<'_>], at: usize, place: Place) -> usize {
        let Some(line) = lines.get(at).filter(|line| !line.is_blank()) else { return at + 1 };
        if line.indent() > 0 {
            let end = lines::indented_end(lines, at, 1);
            self.read(&lines::dedented(lines.get(at..end).unwrap_or_default()), place.inner());
            return end;
        }
        if let Some((title, mark, end)) = section(lines, at) {
            self.heading(line.number, title, mark);
            return end;
        }
        if line.text.starts_with("..") && (line.text.len() == 2 || line.text.starts_with(".. ")) {
            return directive::explicit(self, lines, at, place);
        }
        if let Some((table, end)) =
            grid::table(lines, at, place).or_else(|| simple::table(lines, at, place))
        {
            self.table(line.number, place.lists, table);
            return end;
        }
        if let Some(offset) = bullet(&line.text) {
            return self.item(lines, at, offset, place);
        }
        if line.text.starts_with("| ") || line.text == "|" {
            return self.line_block(lines, at, place);
        }
        if let Some(end) = self.field(lines, at, place) {
            return end;
        }
        if is_rule(&line.text) && line.text.len() >= 4 {
            return at + 1;
        }
        self.paragraph(lines, at, place)
    }

    pub(super) fn push(&mut self, line: usize, depth: usize, content: Content) {
        if !matches!(content, Content::Table(_)) {
            self.anchors.clear();
        }
        let content = match content {
            Content::Paragraph(text) if std::mem::take(&mut self.is_item) => Content::Item(text),
            other => {
                self.is_item = false;
                other
            }
        };
        self.blocks.push(Block { line, depth, content });
    }

    /// Takes a target that leads to whatever comes next.
    pub(super) fn anchor(&mut self, name: &str) {
        self.anchors.push(name.to_owned());
    }

    /// Adds a table; it takes the targets and the caption that wait for one.
    pub(super) fn table(&mut self, line: usize, depth: usize, mut table: Table) {
        table.anchors = std::mem::take(&mut self.anchors);
        table.caption = self.caption.take().or(table.caption);
        self.push(line, depth, Content::Table(table));
    }

    /// Reads a body of which the first table has a caption.
    pub(super) fn captioned(&mut self, caption: Text, lines: &[Line<'_>], place: Place) {
        self.caption = Some(caption).filter(|caption| !caption.plain.is_empty());
        self.inner(lines, place);
        self.caption = None;
    }

    /// Reads a body inside of this one.
    pub(super) fn inner(&mut self, lines: &[Line<'_>], place: Place) {
        self.read(&lines::dedented(lines), place.inner());
    }

    fn heading(&mut self, line: usize, title: &str, mark: (char, bool)) {
        let index = self.marks.iter().position(|known| *known == mark).unwrap_or_else(|| {
            self.marks.push(mark);
            self.marks.len() - 1
        });
        let level = u8::try_from(index + 1).unwrap_or(6).min(6);
        self.push(line, 0, Content::Heading { level, text: inline::text(title) });
    }

    fn item(&mut self, lines: &[Line<'_>], at: usize, offset: usize, place: Place) -> usize {
        let end = lines::indented_end(lines, at + 1, 1);
        let Some(first) = lines.get(at) else { return end };
        let mut body = vec![Line {
            number: first.number,
            text: first.text.get(offset..).unwrap_or_default().into(),
        }];
        // Items whose text is indented less than the bullet's are read as they are meant.
        body.extend(lines::without_indent(lines.get(at + 1..end).unwrap_or_default(), offset));
        self.is_item = true;
        self.read(&body, Place { lists: place.lists + 1, bodies: place.bodies + 1 });
        self.is_item = false;
        end
    }

    fn line_block(&mut self, lines: &[Line<'_>], at: usize, place: Place) -> usize {
        let rest = lines.get(at..).unwrap_or_default();
        let count =
            rest.iter().take_while(|line| line.text.starts_with("| ") || line.text == "|").count();
        let texts: Vec<Text> = rest
            .iter()
            .take(count)
            .map(|line| inline::text(line.text.get(1..).unwrap_or_default().trim()))
            .filter(|text| !text.plain.is_empty())
            .collect();
        let plain = texts.iter().map(|text| text.plain.as_str()).collect::<Vec<_>>().join("\n");
        let targets = texts.iter().flat_map(|text| text.links.clone()).collect();
        if let Some(first) = rest.first() {
            self.push(
                first.number,
                place.lists,
                Content::Paragraph(Text { plain, links: targets }),
            );
        }
        at + count.max(1)
    }

    /// A field of a list: those at the beginning of a page describe the file and say nothing.
    fn field(&mut self, lines: &[Line<'_>], at: usize, place: Place) -> Option<usize> {
        let line = lines.get(at)?;
        let (name, value) = line.text.strip_prefix(':')?.split_once(':')?;
        let is_name = !name.is_empty() && !name.starts_with([' ', '`']) && !name.ends_with(' ');
        if !is_name || !(value.is_empty() || value.starts_with(' ')) || name.contains('`') {
            return None;
        }
        let end = lines::indented_end(lines, at + 1, 1);
        if !self.blocks.is_empty() || place.bodies > 0 {
            let text = format!("{name}:{value}");
            self.push(line.number, place.lists, Content::Paragraph(inline::text(&text)));
            self.inner(lines.get(at + 1..end).unwrap_or_default(), place);
        }
        Some(end)
    }

    fn paragraph(&mut self, lines: &[Line<'_>], at: usize, place: Place) -> usize {
        let Some(first) = lines.get(at) else { return at + 1 };
        let rest = lines.get(at..).unwrap_or_default();
        let count =
            rest.iter().take_while(|line| !line.is_blank() && line.indent() == 0).count().max(1);
        let source = lines::joined(rest.get(..count).unwrap_or_default());
        let end = at + count;
        let (source, has_literal) = match source.strip_suffix("::") {
            Some(text) if text.is_empty() || text.ends_with(char::is_whitespace) => {
                (text.to_owned(), true)
            }
            Some(text) => (format!("{text}:"), true),
            None => (source, false),
        };
        let text = inline::text(&source);
        if !text.plain.is_empty() {
            self.push(first.number, place.lists, Content::Paragraph(text));
        }
        if has_literal { self.literal(lines, end, place) } else { end }
    }

    /// The indented block after `::`.
    fn literal(&mut self, lines: &[Line<'_>], at: usize, place: Place) -> usize {
        let end = lines::indented_end(lines, at, 1);
        self.code(lines.get(at..end).unwrap_or_default(), place);
        end.max(at)
    }

    /// Adds lines as code.
    pub(super) fn code(&mut self, lines: &[Line<'_>], place: Place) {
        if let Some(first) = lines.iter().find(|line| !line.is_blank()) {
            let code = lines::joined(&lines::dedented(lines));
            self.push(first.number, place.lists, Content::Code(code));
        }
    }
}

/// The blocks of a cell.
pub(super) fn cell(lines: &[Line<'_>], place: Place) -> Vec<Block> {
    let mut reader = Reader::new();
    reader.inner(lines, Place { lists: 0, bodies: place.bodies + 1 });
    reader.finish()
}

/// A title with its mark, and the line after it.
fn section<'a>(lines: &'a [Line<'_>], at: usize) -> Option<(&'a str, (char, bool), usize)> {
    let text = |index: usize| lines.get(index).map(|line| line.text.as_ref());
    let (first, second) = (text(at)?, text(at + 1)?);
    if is_rule(first) {
        let below = text(at + 2)?;
        let title = second.trim();
        let is_title = below == first && !title.is_empty() && !is_rule(title);
        return is_title.then_some((title, (mark(first)?, true), at + 3));
    }
    let long = second.chars().count() >= first.chars().count().min(4) && is_rule(second);
    (long && !first.is_empty()).then_some((first, (mark(second)?, false), at + 2))
}

fn mark(rule: &str) -> Option<char> {
    rule.chars().next()
}

/// Whether a line is one mark repeated.
fn is_rule(line: &str) -> bool {
    let Some(mark) = mark(line).filter(char::is_ascii_punctuation) else { return false };
    line.len() >= 2 && line.chars().all(|c| c == mark) && line != ".." && line != "::"
}

/// The width of a bullet or number with the space after it.
fn bullet(text: &str) -> Option<usize> {
    let rest = match text.chars().next()? {
        '-' | '*' | '+' | '•' => text.get(text.chars().next()?.len_utf8()..)?,
        _ => number(text)?,
    };
    if !rest.starts_with(' ') {
        return rest.is_empty().then_some(text.len());
    }
    Some(text.len() - rest.trim_start_matches(' ').len())
}

/// What follows `1.`, `#.`, `(a)`, `1)`.
fn number(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let length = match inner.chars().next()? {
        '#' => 1,
        c if c.is_ascii_digit() => inner.bytes().take_while(u8::is_ascii_digit).count(),
        c if c.is_ascii_lowercase() => 1,
        _ => return None,
    };
    let rest = inner.get(length..)?.strip_prefix(['.', ')'])?;
    (length <= 3 && rest.starts_with(' ')).then_some(rest)
}
