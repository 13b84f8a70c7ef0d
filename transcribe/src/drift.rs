//! What changed between two editions of the documentation, and what that does to the SDK.

use crate::compare;
use crate::edition::{Edition, Note, Place, Row, Table};

pub mod effects;
mod head;
mod rename;
mod rows;

pub use effects::{Effect, Rule, Step, What, rule};

/// Which way something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Less is allowed than before.
    Tightened,
    /// More is allowed than before.
    Loosened,
    /// It has another name.
    Renamed,
    /// It says something else.
    Changed,
}

impl Direction {
    /// The word for it in messages and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Tightened => "tightened",
            Self::Loosened => "loosened",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
        }
    }
}

/// Whose side a row is on: that decides how strictly the SDK takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// A request holds it.
    Request,
    /// An answer holds it.
    Response,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The place, as errata write it: `query.limit.max`.
    pub at: String,
    /// What changed, in one line.
    pub message: String,
    /// Which way.
    pub direction: Direction,
    /// The old place, and what stood there.
    pub old: Option<Note>,
    /// The new place, and what stands there.
    pub new: Option<Note>,
    /// What it does to the SDK, and why.
    pub rule: &'static Rule,
}

/// What changed from one edition of an operation to another.
///
/// `held` are the names of parameters that the client holds for all operations.
#[must_use]
pub fn drift(old: &Edition, new: &Edition, held: &[String]) -> Vec<Change> {
    let mut walk = Walk { old, new, held, changes: Vec::new() };
    walk.head();
    let pairs = compare::tables(old, new);
    let lost = Moved::of(&pairs, old, new);
    for (a, b) in &pairs.both {
        if let (Some(table), Some(other)) = (old.tables.get(*a), new.tables.get(*b)) {
            walk.table(table, other, &lost);
        }
    }
    for table in pairs.old.iter().filter_map(|index| old.tables.get(*index)) {
        walk.table_gone(table, &lost);
    }
    for table in pairs.new.iter().filter_map(|index| new.tables.get(*index)) {
        walk.table_new(table, &lost);
    }
    walk.statuses();
    walk.examples();
    walk.changes
}

/// An operation that is new on a page, or gone from it.
#[must_use]
pub fn whole(edition: &Edition, is_new: bool) -> Change {
    let direction = if is_new { Direction::Added } else { Direction::Removed };
    let first = edition.requests.first().or_else(|| edition.titles.first());
    let place = first.map(|first| (first.cite.clone(), edition.name().to_owned()));
    let (old, new) = if is_new { (None, place) } else { (place, None) };
    let what = if is_new { "is new" } else { "is gone" };
    Change {
        at: "request".to_owned(),
        message: format!("the operation {} {what}", edition.name()),
        direction,
        old,
        new,
        rule: rule(What::Operation, Side::Request, direction),
    }
}

/// The greatest step that any change asks for.
#[must_use]
pub fn step(changes: &[Change]) -> Option<Step> {
    changes.iter().map(|change| change.rule.step).max()
}

/// The place of what only the other edition has.
const NOWHERE: Option<Note> = None;

struct Walk<'e> {
    old: &'e Edition,
    new: &'e Edition,
    held: &'e [String],
    changes: Vec<Change>,
}

impl Walk<'_> {
    /// Adds a change, with what the table of effects says of it.
    fn push(
        &mut self,
        what: What,
        (side, direction): (Side, Direction),
        (at, message): (String, String),
        old: impl Into<Option<Note>>,
        new: impl Into<Option<Note>>,
    ) {
        let (old, new) = (old.into(), new.into());
        let rule = rule(what, side, direction);
        self.changes.push(Change { at, message, direction, old, new, rule });
    }

    fn is_held(&self, row: &Row) -> bool {
        self.held.contains(&row.name)
    }
}

/// Rows of the request that left one table for another: name, old and new place.
struct Moved(Vec<(String, Place, Place)>);

impl Moved {
    fn of(pairs: &compare::Pairs, old: &Edition, new: &Edition) -> Self {
        let gone = unpaired(pairs, old, new, true);
        let come = unpaired(pairs, old, new, false);
        let moved = gone.into_iter().filter_map(|(name, from)| {
            let (_, to) = come.iter().find(|(other, to)| *other == name && *to != from)?;
            Some((name, from, to.clone()))
        });
        Self(moved.collect())
    }

    fn has(&self, name: &str) -> Option<(&Place, &Place)> {
        self.0.iter().find(|(moved, ..)| moved == name).map(|(_, from, to)| (from, to))
    }
}

/// Rows of the tables of the request that only one edition has.
fn unpaired(
    pairs: &compare::Pairs,
    old: &Edition,
    new: &Edition,
    is_old: bool,
) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    let mut take = |table: &Table, rows: &[&Row]| {
        let is_own =
            matches!(table.place, Place::Path | Place::Query | Place::Header | Place::Body);
        if is_own {
            found.extend(rows.iter().map(|row| (row.name.clone(), table.place.clone())));
        }
    };
    for (a, b) in &pairs.both {
        let (Some(table), Some(other)) = (old.tables.get(*a), new.tables.get(*b)) else { continue };
        let rows = compare::rows(table, other);
        let alone: Vec<&Row> = rows
            .into_iter()
            .filter_map(|pair| match pair {
                (Some(row), None) if is_old && row.absent.is_none() => Some(row),
                (None, Some(row)) if !is_old => Some(row),
                _ => None,
            })
            .collect();
        take(if is_old { table } else { other }, &alone);
    }
    let (left, edition) = if is_old { (&pairs.old, old) } else { (&pairs.new, new) };
    for table in left.iter().filter_map(|index| edition.tables.get(*index)) {
        let rows: Vec<&Row> = table.rows.iter().filter(|row| row.absent.is_none()).collect();
        take(table, &rows);
    }
    found
}
