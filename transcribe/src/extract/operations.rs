//! Method and address of each operation, wherever a page states them.

mod lines;
mod parts;

pub(super) use lines::line_at;

use super::outline::Context;
use crate::document::{Block, Content, Document};
use crate::facts::{Operation, Side};
use crate::words::Section;
use parts::Parts;

/// A method and an address in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) method: &'static str,
    pub(super) uri: String,
    /// The line of the page.
    pub(super) at: usize,
    /// Whether it is the whole of a path that stood there before in short.
    pub(super) whole: bool,
}

/// The operations that a walk through the page has met.
#[derive(Default)]
pub(super) struct Walk {
    /// With the number of the heading that each stands under.
    lines: Vec<(Line, usize)>,
    parts: Parts,
}

impl Walk {
    /// The method and address that are complete with this block, if it stands where operations begin.
    pub(super) fn step(
        &mut self,
        document: &Document,
        index: usize,
        stated: Option<Line>,
        context: &Context,
    ) -> Option<Line> {
        let block = document.blocks.get(index)?;
        let is_heading = matches!(block.content, Content::Heading { .. });
        let elsewhere = context.in_examples()
            || context.side == Some(Side::Response)
            || matches!(context.section, Some(Section::StatusCodes | Section::ErrorCodes));
        if elsewhere && !(is_heading && stated.is_some()) {
            return None;
        }
        if stated.is_some() {
            self.parts = Parts::default();
            return stated;
        }
        let is_known = self.lines.last().is_some_and(|(_, scope)| *scope == context.scope);
        if is_known { None } else { self.parts.take(document, index, context) }
    }

    /// The index of the operation to which what follows belongs, if the line begins one.
    pub(super) fn note(&mut self, line: &mut Line, context: &Context) -> Option<usize> {
        let here =
            |(seen, scope): &(Line, usize)| *scope == context.scope && seen.method == line.method;
        // The lines below one heading stand together at the end.
        let first = self.lines.partition_point(|(_, scope)| *scope < context.scope);
        let below = self.lines.get(first..).unwrap_or_default();
        if below.iter().any(|one| here(one) && is_instance(&line.uri, &one.0.uri)) {
            return None;
        }
        // A heading may name the path without what all paths begin with.
        let short = |one: &(Line, usize)| here(one) && line.uri.ends_with(&one.0.uri);
        if let Some(index) = below.iter().position(short).map(|index| first + index) {
            line.whole = true;
            if let Some((seen, _)) = self.lines.get_mut(index) {
                seen.uri.clone_from(&line.uri);
            }
            return Some(index);
        }
        self.lines.push((line.clone(), context.scope));
        Some(self.main_path(self.lines.len() - 1))
    }

    /// Two paths below one heading are one operation, if they differ in a prefix only.
    fn main_path(&self, index: usize) -> usize {
        let Some((line, scope)) = self.lines.get(index) else { return index };
        let same = |(other, other_scope): &(Line, usize)| {
            other_scope == scope && other.method == line.method && same_tail(&other.uri, &line.uri)
        };
        let first = self.lines.partition_point(|(_, other)| other < scope);
        let below = self.lines.get(first..index).unwrap_or_default();
        below.iter().position(same).map_or(index, |position| first + position)
    }
}

/// The operations of a page.
pub(super) fn operations(document: &Document, outline: &[Context]) -> Vec<Operation> {
    let mut operations: Vec<Operation> = Vec::new();
    for (index, context) in outline.iter().enumerate() {
        let Some(line) = &context.begins else { continue };
        let main = context.operation;
        if line.whole {
            if let Some(operation) = operations.get_mut(main) {
                operation.uri.clone_from(&line.uri);
            }
            continue;
        }
        operations.push(Operation {
            method: line.method.to_owned(),
            uri: line.uri.clone(),
            title: context.heading.clone(),
            purpose: purpose(document, outline, index),
            line: line.at,
            other_path_of: (main != operations.len()).then_some(main),
        });
    }
    operations
}

/// The sentence that says what the operation does: under a heading of its own, or right after the method.
fn purpose(document: &Document, outline: &[Context], index: usize) -> Option<String> {
    let paragraph = |(block, context): (&Block, &Context)| match &block.content {
        Content::Paragraph(text) if !context.announces => Some(text.plain.replace('\n', " ")),
        _ => None,
    };
    let here = outline.get(index)?;
    let from = |start: usize| document.blocks.iter().skip(start).zip(outline.iter().skip(start));
    // The blocks below one heading stand together.
    let first = outline.partition_point(|context| context.scope < here.scope);
    let below = from(first).take_while(|(_, context)| context.scope == here.scope);
    let under_heading =
        below.filter(|(_, context)| context.section == Some(Section::Function)).find_map(paragraph);
    under_heading.or_else(|| {
        from(index + 1).take_while(|(_, context)| !context.announces).find_map(paragraph)
    })
}

/// Whether an address is the template, or the template with its placeholders filled in.
fn is_instance(uri: &str, template: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (uri.split('/').collect(), template.split('/').collect());
    one.len() == other.len()
        && one
            .iter()
            .zip(&other)
            .all(|(one, other)| one == other || other.starts_with('{') && !one.starts_with('{'))
}

/// Whether two paths are the same but for their first parts.
fn same_tail(one: &str, other: &str) -> bool {
    let rest = |uri: &str| {
        let parts: Vec<&str> = uri.split('/').filter(|part| !part.is_empty()).collect();
        parts.get(1..).map(|rest| rest.join("/")).unwrap_or_default()
    };
    !rest(one).is_empty()
        && (rest(one) == rest(other) || one.ends_with(other) || other.ends_with(one))
}

#[cfg(test)]
mod tests;
