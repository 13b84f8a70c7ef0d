//! Markup inside of a paragraph: it goes, its text stays, and links are kept.

use crate::document::{Link, Text};
use crate::read::is_invisible;

/// Markup nested deeper than this is taken as text.
const DEEPEST: usize = 4;

/// The text of a source, white space collapsed.
pub(super) fn text(source: &str) -> Text {
    nested(source, 0)
}

fn nested(source: &str, depth: usize) -> Text {
    let mut scanner =
        Scanner { rest: source, previous: ' ', text: Text::default(), depth, unclosed: Vec::new() };
    while scanner.next().is_some() {}
    let mut text = scanner.text;
    text.plain.truncate(text.plain.trim_end().len());
    text
}

struct Scanner<'s> {
    rest: &'s str,
    /// The character before the rest, of the source.
    previous: char,
    text: Text,
    depth: usize,
    /// Marks that close nothing in the rest: looking for them again would take as long again.
    unclosed: Vec<&'static str>,
}

impl<'s> Scanner<'s> {
    fn next(&mut self) -> Option<()> {
        let c = self.rest.chars().next()?;
        match c {
            '\\' => self.escape(),
            '`' if self.rest.starts_with("``") => self.span("``", "``", Scanner::literal),
            '`' => self.span("`", "`", Scanner::interpreted),
            '*' if self.rest.starts_with("**") => self.span("**", "**", Scanner::emphasis),
            '*' => self.span("*", "*", Scanner::emphasis),
            ':' => self.role(),
            '|' => self.span("|", "|", |_, _| ()),
            '_' => self.underscore(),
            _ => self.take(c.len_utf8()),
        }
        Some(())
    }

    /// Takes text as it is.
    fn take(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.previous = taken.chars().next_back().unwrap_or(self.previous);
        self.rest = rest;
        push(&mut self.text.plain, taken);
    }

    /// Passes over markup.
    fn skip(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.previous = taken.chars().next_back().unwrap_or(self.previous);
        self.rest = rest;
    }

    fn escape(&mut self) {
        self.skip(1);
        match self.rest.chars().next() {
            // An escaped space separates markup from text, and is none itself.
            Some(white) if white.is_whitespace() => self.skip(white.len_utf8()),
            Some(c) => self.take(c.len_utf8()),
            None => {}
        }
    }

    /// Reads markup between two marks, or takes the first mark as text.
    fn span(&mut self, open: &str, close: &'static str, read: fn(&mut Self, &'s str)) {
        let inner = self.rest.get(open.len()..).unwrap_or_default();
        let begins = may_stand_before(self.previous);
        let solid = inner.starts_with(|c: char| !c.is_whitespace());
        let end = if begins && solid { self.closing(inner, close) } else { None };
        match end.and_then(|end| inner.get(..end)) {
            Some(content) => {
                self.skip(open.len() + content.len() + close.len());
                read(self, content);
            }
            None => self.take(open.len()),
        }
    }

    /// Where a mark closes markup whose content begins the text.
    fn closing(&mut self, inner: &str, close: &'static str) -> Option<usize> {
        if self.unclosed.contains(&close) {
            return None;
        }
        let end = closing(inner, close);
        if end.is_none() {
            self.unclosed.push(close);
        }
        end
    }

    fn literal(&mut self, content: &'s str) {
        push(&mut self.text.plain, content);
    }

    fn emphasis(&mut self, content: &'s str) {
        if self.depth >= DEEPEST {
            return push(&mut self.text.plain, content);
        }
        let inner = nested(content, self.depth + 1);
        push(&mut self.text.plain, &inner.plain);
        self.text.links.extend(inner.links);
    }

    /// `` `text <target>`_ ``, `` `text`_ `` or `` `text` ``.
    fn interpreted(&mut self, content: &'s str) {
        let underscores = self.rest.bytes().take_while(|byte| *byte == b'_').count();
        self.skip(underscores.min(2));
        if underscores > 0 { self.link(content) } else { self.emphasis(content) }
    }

    fn link(&mut self, content: &str) {
        let (shown, target) = split_target(content);
        let shown = nested(shown, self.depth + 1).plain;
        push(&mut self.text.plain, &shown);
        let target = target.strip_suffix('_').unwrap_or(target).to_owned();
        if !shown.is_empty() {
            self.text.links.push(Link { shown, target });
        }
    }

    /// `` :ref:`text <target>` ``.
    fn role(&mut self) {
        let rest = self.rest.get(1..).unwrap_or_default();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.+:".contains(byte);
        let length = rest.bytes().take(40).take_while(is_part).count();
        // The name ends with a colon, which may be part of it elsewhere.
        let (name, rest) = rest.split_at(length);
        let content = match (name.strip_suffix(':'), rest.strip_prefix('`')) {
            (Some(name), Some(rest)) if !name.is_empty() => self
                .closing(rest, "`")
                .and_then(|end| rest.get(..end))
                .map(|content| (name, content)),
            _ => None,
        };
        let Some((name, content)) = content else { return self.take(1) };
        self.skip(name.len() + 3 + content.len() + 1);
        if matches!(name, "ref" | "doc" | "numref" | "any" | "download" | "std:ref" | "std:doc") {
            self.link(content);
        } else {
            self.emphasis(split_target(content).0);
        }
    }

    /// The underscore after a reference, or a part of a name.
    fn underscore(&mut self) {
        let after = self.rest.get(1..).and_then(|rest| rest.chars().next());
        let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]".contains(c));
        let part = |c: &char| c.is_alphanumeric() || "-_.".contains(*c);
        let length: usize =
            self.text.plain.chars().rev().take(80).take_while(part).map(char::len_utf8).sum();
        let word = self.text.plain.get(self.text.plain.len() - length..);
        match word.filter(|word| ends && self.previous.is_alphanumeric() && !word.is_empty()) {
            Some(word) => {
                let link = Link { shown: word.to_owned(), target: word.to_owned() };
                self.text.links.push(link);
                self.skip(1);
            }
            None => self.take(1),
        }
    }
}

/// Where markup ends: at a mark that no white space stands before and no letter after.
fn closing(text: &str, close: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(close)?;
        let before = text.get(..at)?;
        let after = text.get(at + close.len()..)?.chars().next();
        let solid = before.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let escapes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
        let is_escaped = escapes % 2 == 1 && close != "``";
        let ends = after.is_none_or(may_stand_after);
        if solid && !is_escaped && ends && !(close == "*" && after == Some('*')) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn may_stand_before(c: char) -> bool {
    c.is_whitespace() || "-:/'\"<([{".contains(c) || !c.is_ascii() && !c.is_alphanumeric()
}

fn may_stand_after(c: char) -> bool {
    c.is_whitespace() || "'\")]}>-/\\:.,;!?_".contains(c) || !c.is_ascii() && !c.is_alphanumeric()
}

/// What `text <target>` shows and where it leads.
fn split_target(content: &str) -> (&str, &str) {
    let split = content.strip_suffix('>').and_then(|content| content.rsplit_once('<'));
    match split {
        Some((shown, target)) if shown.trim().is_empty() => (target, target),
        Some((shown, target)) => (shown.trim_end(), target.trim()),
        None => (content, content),
    }
}

/// Appends a text; runs of white space become one space.
fn push(to: &mut String, text: &str) {
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if !c.is_whitespace() {
            to.push(c);
        } else if !to.is_empty() && !to.ends_with(' ') {
            to.push(' ');
        }
    }
}
