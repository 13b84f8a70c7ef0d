//! The ids of all rules that a table can break.

use std::collections::{BTreeSet, HashSet};

use crate::json::DEPTH_MAX;
use crate::operation::Operation;
use crate::service::Service;
use crate::table::{Bound, Format, Kind, Location, Row, Table};
use crate::validate::label;

/// The ids of all rules of an operation that can be waived, sorted and each once: of its request, of what the client
/// holds for it, of its answers, and of all objects within these.
///
/// A rule without which a request can't be sent is not among them: that a value of the path is there, for example.
///
/// ```
/// use apiscribe_runtime::Operation;
/// use apiscribe_runtime::policy::rule_ids;
///
/// fn greatest_values(operation: &Operation) -> Vec<String> {
///     rule_ids(operation).into_iter().filter(|id| id.ends_with(".max")).collect()
/// }
/// ```
#[must_use]
pub fn rule_ids(operation: &Operation) -> Vec<String> {
    let mut ids = BTreeSet::new();
    Walk::new(&mut |found: Found<'_>| {
        if found.waivable {
            ids.insert(found.id.to_owned());
        }
    })
    .operation(operation);
    ids.into_iter().collect()
}

/// A rule that was found.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) id: &'a str,
    /// How long the id of its table is, with which its own begins.
    pub(super) head: usize,
    /// Whether a request that breaks it can be sent at all.
    pub(super) waivable: bool,
}

/// What a row is part of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Request,
    /// What the client holds, as text.
    Held,
    Answer,
}

/// A walk over tables, which sees each once, however they refer to each other.
pub(super) struct Walk<'v> {
    visit: &'v mut dyn FnMut(Found<'_>),
    seen: HashSet<(*const Table, Side)>,
}

impl<'v> Walk<'v> {
    pub(super) fn new(visit: &'v mut dyn FnMut(Found<'_>)) -> Self {
        Self { visit, seen: HashSet::new() }
    }

    /// Visits the rules of all operations of a service.
    pub(super) fn service(mut self, service: &Service) {
        for operation in service.operations {
            self.operation(operation);
        }
    }

    /// Visits the rules of an operation.
    fn operation(&mut self, operation: &Operation) {
        let table = operation.request;
        for fact in ["address", "body"] {
            self.found(table, &format!("{}.{fact}", table.id), false);
        }
        for row in operation.held {
            self.row(table, row, Side::Held);
        }
        self.table(table, Side::Request);
        for response in operation.responses {
            self.table(response.table, Side::Answer);
        }
    }

    fn table(&mut self, table: &'static Table, side: Side) {
        if !self.seen.insert((table, side)) {
            return;
        }
        for row in table.rows {
            self.row(table, row, side);
        }
        for rule in table.rules {
            self.found(table, rule.id, true);
        }
        if side == Side::Answer {
            self.found(table, &format!("{}.unknown", table.id), true);
        }
    }

    /// Visits the facts of a row, of its items and entries, and of the objects that it ends in.
    fn row(&mut self, table: &'static Table, row: &'static Row, side: Side) {
        let mut id = format!("{}.{}", table.id, label(row));
        let mut row = row;
        // No value is nested deeper than this, whatever its table says.
        for _ in 0..DEPTH_MAX {
            let length = id.len();
            facts(row, side, &mut |fact, waivable| {
                id.push('.');
                id.push_str(fact);
                self.found(table, &id, waivable);
                id.truncate(length);
            });
            match row.kind {
                _ if side == Side::Held => return,
                Kind::List(item) | Kind::Map(item) => row = item,
                Kind::Model(table) => return self.table(table, side),
                _ => return,
            }
            id.push_str(".each");
        }
    }

    fn found(&mut self, table: &Table, id: &str, waivable: bool) {
        let head = if id.starts_with(table.id) { table.id.len() } else { 0 };
        (self.visit)(Found { id, head, waivable });
    }
}

/// Tells what a row can break, and whether that can be waived.
fn facts(row: &Row, side: Side, tell: &mut dyn FnMut(&str, bool)) {
    // Not in a path: without it the request has no address.
    if row.required || row.location == Location::Path {
        tell("required", row.location != Location::Path);
    }
    if matches!(row.location, Location::Path | Location::Header) {
        tell("form", false);
    }
    if side != Side::Held {
        if !row.nullable {
            tell("null", true);
        }
        if matches!(row.location, Location::Path | Location::Query | Location::Header) {
            tell("type", false);
        }
    }
    match row.kind {
        Kind::Integer | Kind::EpochMillis => {
            bounds(row, |_| true, tell);
            values(row, side, tell);
            if row.multiple_of.is_some() {
                tell("multiple_of", true);
            }
        }
        Kind::Double => bounds(row, |_| true, tell),
        Kind::Text | Kind::DateTime => text(row, side, tell),
        Kind::Boolean => {}
        Kind::Json | Kind::Model(_) | Kind::List(_) | Kind::Map(_) if side == Side::Held => {
            text(row, side, tell);
        }
        Kind::List(_) | Kind::Map(_) => {
            bounds(row, is_count, tell);
            tell("depth", false);
        }
        Kind::Json | Kind::Model(_) => tell("depth", false),
    }
    match row.kind {
        // It is read from the text that is held, which is sent as it is.
        Kind::Integer | Kind::EpochMillis | Kind::Double | Kind::Boolean if side == Side::Held => {
            tell("type", true);
        }
        // JSON has no word for what is not finite.
        Kind::Double => tell("type", false),
        _ => {}
    }
}

fn text(row: &Row, side: Side, tell: &mut dyn FnMut(&str, bool)) {
    bounds(row, is_count, tell);
    values(row, side, tell);
    if matches!(row.format, Some(Format::DateTime | Format::Uuid | Format::Uri)) {
        tell("format", true);
    }
    if row.charset.is_some() {
        tell("charset", true);
    }
    if row.pattern.is_some() {
        tell("pattern", true);
    }
}

fn bounds(row: &Row, counts: fn(&Bound) -> bool, tell: &mut dyn FnMut(&str, bool)) {
    for (fact, bound) in [("min", row.min), ("max", row.max)] {
        if bound.as_ref().is_some_and(counts) {
            tell(fact, true);
        }
    }
}

/// A length is not compared with a double.
fn is_count(bound: &Bound) -> bool {
    matches!(bound, Bound::Integer(_))
}

fn values(row: &Row, side: Side, tell: &mut dyn FnMut(&str, bool)) {
    if !row.values.is_empty() && (row.closed || side == Side::Answer) {
        tell("values", true);
    }
}
