//! Renders Markdown to HTML; unlike the renderer of the parser it knows lines.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Rendered;
use super::prepare::Prepared;
use crate::words;

/// Lists and quotes nested deeper than this are rendered as if they were not nested.
const DEEPEST: usize = 60;

/// Renders a page.
pub(super) fn render(page: &Prepared) -> Rendered {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let events: Vec<(Event<'_>, Range<usize>)> =
        Parser::new_ext(&page.text, options).into_offset_iter().collect();
    let starts: Vec<usize> = std::iter::once(0)
        .chain(page.text.match_indices('\n').map(|(position, _)| position + 1))
        .collect();
    let mut writer = Writer {
        page,
        starts,
        html: String::with_capacity(page.text.len() * 2),
        lines: vec![1],
        depth: 0,
        notes: Vec::new(),
        in_image: 0,
        in_code: false,
        in_head: false,
    };
    for (index, (event, range)) in events.iter().enumerate() {
        let rest = events.get(index + 1..).unwrap_or_default();
        writer.event(event, range, rest);
    }
    Rendered { html: writer.html, lines: writer.lines }
}

struct Writer<'p> {
    page: &'p Prepared,
    /// Where the lines of the prepared page begin.
    starts: Vec<usize>,
    html: String,
    /// For each line of the HTML, the line of the page.
    lines: Vec<usize>,
    /// Lists and quotes that are open.
    depth: usize,
    /// For each open quote, whether it is a note.
    notes: Vec<bool>,
    in_image: usize,
    in_code: bool,
    in_head: bool,
}

impl Writer<'_> {
    fn event(
        &mut self,
        event: &Event<'_>,
        range: &Range<usize>,
        rest: &[(Event<'_>, Range<usize>)],
    ) {
        if self.in_image > 0
            && !matches!(event, Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image))
        {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range, rest),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => {
                self.html.push_str("<code>");
                self.text(code, range);
                self.html.push_str("</code>");
            }
            Event::Html(html) => self.raw(html, range),
            Event::InlineHtml(html) if is_element(html) => self.raw(html, range),
            // A placeholder that looks like an element: `/v1/<id>`.
            Event::InlineHtml(html) => self.text(html, range),
            Event::SoftBreak => self.line(range.end),
            Event::HardBreak => self.html.push_str("<br>"),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, rest: &[(Event<'_>, Range<usize>)]) {
        if !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }) {
            self.line(range.start);
        }
        match tag {
            Tag::Paragraph => self.html.push_str("<p>"),
            Tag::Heading { level, .. } => self.heading("<h", *level),
            Tag::BlockQuote(kind) => {
                let is_note = kind.is_some() || begins_note(rest);
                self.notes.push(is_note);
                self.open(if is_note { "<div class=\"note\">" } else { "<blockquote>" });
            }
            Tag::CodeBlock(_) => {
                self.in_code = true;
                // The parser of HTML drops a line feed after the tag, so that none of the code is lost.
                self.html.push_str("<pre>");
                self.line(range.start);
            }
            Tag::List(start) => self.open(if start.is_some() { "<ol>" } else { "<ul>" }),
            Tag::Item => self.html.push_str(if self.is_shown() { "<li>" } else { "<p>" }),
            Tag::Table(_) => self.html.push_str("<table>"),
            Tag::TableHead => {
                self.in_head = true;
                self.html.push_str("<thead><tr>");
            }
            Tag::TableRow => self.html.push_str("<tr>"),
            Tag::TableCell => self.html.push_str(if self.in_head { "<th>" } else { "<td>" }),
            Tag::Link { dest_url, .. } => {
                self.html.push_str("<a href=\"");
                self.html.push_str(&escaped(dest_url).replace('"', "&quot;"));
                self.html.push_str("\">");
            }
            Tag::Image { .. } => self.in_image += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.html.push_str("</p>"),
            TagEnd::Heading(level) => self.heading("</h", level),
            TagEnd::BlockQuote(_) => {
                let is_note = self.notes.pop() == Some(true);
                self.close(if is_note { "</div>" } else { "</blockquote>" });
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.html.push_str("</pre>");
            }
            TagEnd::List(ordered) => self.close(if ordered { "</ol>" } else { "</ul>" }),
            TagEnd::Item => self.html.push_str(if self.is_shown() { "</li>" } else { "</p>" }),
            TagEnd::Table => self.html.push_str("</table>"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html.push_str("</tr></thead>");
            }
            TagEnd::TableRow => self.html.push_str("</tr>"),
            TagEnd::TableCell => self.html.push_str(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Link => self.html.push_str("</a>"),
            TagEnd::Image => self.in_image = self.in_image.saturating_sub(1),
            _ => {}
        }
    }

    fn heading(&mut self, tag: &str, level: HeadingLevel) {
        self.html.push_str(tag);
        self.html.push(char::from(b'0' + level as u8));
        self.html.push('>');
    }

    fn is_shown(&self) -> bool {
        self.depth <= DEEPEST
    }

    fn open(&mut self, tag: &str) {
        self.depth += 1;
        if self.is_shown() {
            self.html.push_str(tag);
        }
    }

    fn close(&mut self, tag: &str) {
        if self.is_shown() {
            self.html.push_str(tag);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// Begins a line of HTML that is made of what stands at a position.
    fn line(&mut self, position: usize) {
        self.html.push('\n');
        self.lines.push(self.line_at(position));
    }

    fn line_at(&self, position: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= position);
        let known = line.checked_sub(1).and_then(|index| self.page.lines.get(index));
        known.or(self.page.lines.last()).copied().unwrap_or(1)
    }

    fn text(&mut self, text: &CowStr<'_>, range: &Range<usize>) {
        let text = escaped(text);
        if self.in_code {
            self.lines_of(&text, range.start);
        } else {
            self.html.push_str(&text.replace('\n', " "));
        }
    }

    fn raw(&mut self, html: &CowStr<'_>, range: &Range<usize>) {
        self.lines_of(html, range.start);
    }

    /// Writes text whose lines are lines of the page.
    fn lines_of(&mut self, text: &str, position: usize) {
        let first = self.starts.partition_point(|start| *start <= position);
        for (offset, line) in text.split('\n').enumerate() {
            if offset > 0 {
                self.html.push('\n');
                let known =
                    (first + offset).checked_sub(1).and_then(|index| self.page.lines.get(index));
                self.lines.push(known.or(self.page.lines.last()).copied().unwrap_or(1));
            }
            self.html.push_str(line);
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Whether the text of a quote begins with the mark of a note.
fn begins_note(rest: &[(Event<'_>, Range<usize>)]) -> bool {
    let texts = rest.iter().take(16).filter_map(|(event, _)| match event {
        Event::Text(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    });
    texts.take(1).any(|text| words::note(text).is_some())
}

/// Whether inline HTML is an element of HTML, or no element at all.
fn is_element(html: &str) -> bool {
    let Some(tag) = html.strip_prefix('<').map(|rest| rest.trim_start_matches('/')) else {
        return true;
    };
    let name = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = tag.split_at(name);
    // What has attributes is meant as an element.
    name.is_empty()
        || rest.contains('=')
        || ELEMENTS.split_whitespace().any(|element| element.eq_ignore_ascii_case(name))
}

const ELEMENTS: &str = "a abbr b big blockquote br caption center cite code dd del details dfn div dl dt em \
    font h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark nobr ol p pre q s samp small \
    span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr";
