//! YAML text to a tree whose every node knows its place.
//!
//! Scalars stay text: nothing is a number, a boolean or null here. What the format has no use for (anchors, tags,
//! several documents, keys that are not text, duplicate keys) is reported and left out.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use serde_yaml::granit_parser::{self, Event, ScalarStyle, ScanError, StructureStyle};

use crate::diagnostic::{Diagnostic, Report};
use crate::source::{FileId, Span};

/// Collections within collections; the format needs ten.
const DEEPEST: usize = 48;
/// Anchors and aliases reported one by one in a file.
const ANCHORS_SHOWN: usize = 10;

/// A node of the tree.
#[derive(Debug)]
pub(crate) struct Node<'s> {
    pub(crate) kind: Kind<'s>,
    /// Bytes of the file, without the blanks and comments around.
    pub(crate) range: Range<usize>,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind<'s> {
    /// Plain and empty where nothing follows a key.
    Scalar {
        text: Cow<'s, str>,
        plain: bool,
    },
    Sequence(Vec<Node<'s>>),
    Mapping {
        entries: Vec<Entry<'s>>,
        /// In flow style, and on one line.
        one_line: bool,
    },
    /// Something that was reported.
    Refused,
}

/// A key and its value.
#[derive(Debug)]
pub(crate) struct Entry<'s> {
    pub(crate) key: Cow<'s, str>,
    pub(crate) key_range: Range<usize>,
    pub(crate) value: Node<'s>,
}

/// The tree of a file; `None` where the text is no YAML or says nothing.
pub(crate) fn parse<'s>(text: &'s str, file: FileId, report: &Report) -> Option<Node<'s>> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder {
        text,
        file,
        report,
        open: Vec::new(),
        root: None,
        documents: 0,
        anchors: Vec::new(),
    };
    for next in granit_parser::Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => {
                builder.syntax(&error);
                builder.root = None;
                break;
            }
        }
        if builder.documents > 1 {
            break;
        }
    }
    builder.report_anchors();
    builder.root
}

/// A collection whose end has not come yet.
struct Open<'s> {
    kind: OpenKind<'s>,
    start: usize,
    flow: bool,
}

enum OpenKind<'s> {
    Sequence(Vec<Node<'s>>),
    Mapping { entries: Vec<Entry<'s>>, seen: HashMap<Cow<'s, str>, Range<usize>>, key: Pending<'s> },
}

/// The key that waits for its value.
enum Pending<'s> {
    None,
    Key(Cow<'s, str>, Range<usize>),
    /// The value goes with a key that was reported.
    Skip,
}

struct Builder<'s, 'r> {
    text: &'s str,
    file: FileId,
    report: &'r Report,
    open: Vec<Open<'s>>,
    root: Option<Node<'s>>,
    documents: usize,
    /// Places of anchors and aliases.
    anchors: Vec<Range<usize>>,
}

impl<'s> Builder<'s, '_> {
    fn event(&mut self, event: Event<'s>, span: &granit_parser::Span) {
        let range = self.range(span);
        if let Some(tag) = span.tag_span() {
            self.tag(self.range(&tag));
        }
        match event {
            Event::DocumentStart(..) => self.document(range),
            Event::Anchor(..) => self.anchors.push(range),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.anchors.push(range.clone());
                self.node(Node { kind: Kind::Refused, range });
            }
            Event::Scalar(text, style, ..) => self.scalar(text, style, range),
            Event::SequenceStart(style, ..) => {
                self.start(OpenKind::Sequence(Vec::new()), range.start, style);
            }
            Event::MappingStart(style, ..) => {
                let kind = OpenKind::Mapping {
                    entries: Vec::new(),
                    seen: HashMap::new(),
                    key: Pending::None,
                };
                self.start(kind, range.start, style);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            _ => {}
        }
    }

    fn scalar(&mut self, text: Cow<'s, str>, style: ScalarStyle, range: Range<usize>) {
        let plain = style == ScalarStyle::Plain;
        // The parser writes `~` for what is not there.
        let text = if plain && text == "~" { Cow::Borrowed("") } else { text };
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let range = if block { self.trim(range) } else { range };
        self.node(Node { kind: Kind::Scalar { text, plain }, range });
    }

    fn start(&mut self, kind: OpenKind<'s>, start: usize, style: StructureStyle) {
        self.open.push(Open { kind, start, flow: style == StructureStyle::Flow });
    }

    fn end(&mut self, end: usize) {
        let Some(Open { kind, start, flow }) = self.open.pop() else { return };
        // The end of a block collection is where the next token starts: its last child tells better.
        let last = match &kind {
            OpenKind::Sequence(items) => items.last().map(|item| item.range.end),
            OpenKind::Mapping { entries, .. } => entries.last().map(|entry| entry.value.range.end),
        };
        let end = if flow { end } else { last.unwrap_or(start) };
        let kind = match kind {
            OpenKind::Sequence(items) => Kind::Sequence(items),
            OpenKind::Mapping { entries, .. } => {
                let text = self.text.get(start..end).unwrap_or_default();
                Kind::Mapping { entries, one_line: flow && !text.contains(['\n', '\r']) }
            }
        };
        self.node(Node { kind, range: start..end.max(start) });
    }

    /// A node is complete: it is the root, an item, a key or a value.
    fn node(&mut self, node: Node<'s>) {
        let (file, report) = (self.file, self.report);
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(OpenKind::Sequence(items)) => items.push(node),
            Some(OpenKind::Mapping { entries, seen, key }) => {
                match std::mem::replace(key, Pending::None) {
                    Pending::None => *key = pending(node, seen, file, report),
                    Pending::Key(key, key_range) => {
                        entries.push(Entry { key, key_range, value: node });
                    }
                    Pending::Skip => {}
                }
            }
        }
    }

    fn document(&mut self, range: Range<usize>) {
        self.documents += 1;
        if self.documents == 2 {
            self.push(
                Diagnostic::new("E0106", &self.span(range), "a second YAML document starts here")
                    .label("`---` starts another document")
                    .help("a file holds one document: remove the line, or move what follows into a file of its own"),
            );
        }
    }

    fn tag(&self, range: Range<usize>) {
        self.push(
            Diagnostic::new("E0108", &self.span(range), "a YAML tag")
                .label("tags have no meaning here")
                .help("remove it; the row's `type` says what a value is; quote a text that starts with `!`"),
        );
    }

    /// An alias is never expanded, so that a file of them costs its length and no more.
    fn report_anchors(&self) {
        let more = self.anchors.len().saturating_sub(ANCHORS_SHOWN);
        for (index, range) in self.anchors.iter().take(ANCHORS_SHOWN).enumerate() {
            let mut help =
                String::from("write the value out; quote a text that starts with `&` or `*`");
            if more > 0 && index + 1 == ANCHORS_SHOWN {
                help = format!("{help}; {more} more in this file are not shown");
            }
            self.push(
                Diagnostic::new("E0107", &self.span(range.clone()), "a YAML anchor or alias")
                    .label("anchors and aliases are not used here")
                    .help(help),
            );
        }
    }

    fn syntax(&self, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let (code, message, help) = crate::syntax::describe(error.kind(), self.text, at);
        let span = self.span(place(self.text, at));
        let mut diagnostic =
            Diagnostic::new(code, &span, message).label("the rest of this file was not read");
        diagnostic.help = help;
        // What is open tells more than the end of the file.
        if let Some(open) = self.open.iter().rev().find(|open| open.flow) {
            let start = self.span(place(self.text, open.start));
            diagnostic = diagnostic.related(&start, "opened here");
        }
        self.push(diagnostic);
    }

    fn push(&self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.file, range }
    }

    /// Bytes of a parser's span, inside the text whatever the parser says.
    fn range(&self, span: &granit_parser::Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or(0..0);
        let end = self.text.floor_char_boundary(range.end);
        self.text.floor_char_boundary(range.start).min(end)..end
    }

    /// Without the line breaks at the end.
    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        range.start..range.start + text.trim_end().len()
    }
}

/// What a key node announces.
fn pending<'s>(
    node: Node<'s>,
    seen: &mut HashMap<Cow<'s, str>, Range<usize>>,
    file: FileId,
    report: &Report,
) -> Pending<'s> {
    let span = Span { file, range: node.range.clone() };
    let key = match node.kind {
        Kind::Scalar { text, .. } => text,
        Kind::Refused => return Pending::Skip,
        Kind::Sequence(_) | Kind::Mapping { .. } => {
            report.push(
                Diagnostic::new("E0109", &span, "a key that is no text")
                    .label("a list or mapping stands here as a key")
                    .help("quote a key that starts with `[` or `{`"),
            );
            return Pending::Skip;
        }
    };
    if let Some(first) = seen.get(&key) {
        report.push(
            Diagnostic::new("E0110", &span, format!("duplicate key `{key}`"))
                .label("the second value is not read")
                .related(&Span { file, range: first.clone() }, "first given here")
                .help("keep one of the two"),
        );
        return Pending::Skip;
    }
    seen.insert(key.clone(), node.range.clone());
    Pending::Key(key, node.range)
}

/// The character at an offset; the last one of its line where the line or the text ends there.
pub(crate) fn place(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(character) if !matches!(character, '\n' | '\r') => at..at + character.len_utf8(),
        Some(_) => at..at,
        None => {
            let end = text.trim_end().len();
            end..end
        }
    }
}
