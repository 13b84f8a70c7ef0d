//! Which tables and rows of two editions are the same ones.
//!
//! Tables with a place of their own meet by it; tables of objects meet where rows of one name point to them, and by
//! their names where nothing does.

use std::collections::{BTreeSet, VecDeque};

use crate::edition::{Edition, Place, Row, Table};
use crate::type_name::Type;

pub mod examples;
pub mod facts;
mod spoken;

pub(crate) use spoken::says as is_said;

/// The tables of two editions.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Tables that are in both: indexes into the old and the new edition.
    pub both: Vec<(usize, usize)>,
    /// Tables of the old edition alone.
    pub old: Vec<usize>,
    /// Tables of the new edition alone.
    pub new: Vec<usize>,
}

/// The rows of two tables: one of a pair is missing where only one table has it.
pub type RowPair<'a> = (Option<&'a Row>, Option<&'a Row>);

/// Pairs the tables of two editions.
#[must_use]
pub fn tables(old: &Edition, new: &Edition) -> Pairs {
    let mut walk = Walk { old, new, seen: BTreeSet::new(), both: Vec::new() };
    let mut queue = VecDeque::new();
    for place in [Place::Path, Place::Query, Place::Header, Place::Body] {
        queue.extend(old.table(&place).zip(new.table(&place)));
    }
    queue.extend(answers(old, new));
    walk.run(queue);
    walk.run(walk.leftovers(&same_name));
    walk.run(walk.leftovers(&same_rows));
    let left = |edition: &Edition, is_old: bool| -> Vec<usize> {
        let paired: BTreeSet<usize> =
            walk.both.iter().map(|(a, b)| if is_old { *a } else { *b }).collect();
        (0..edition.tables.len())
            .filter(|index| !paired.contains(index))
            .filter(|index| edition.tables.get(*index).is_some_and(|table| !table.rows.is_empty()))
            .collect()
    };
    let (left_old, left_new) = (left(old, true), left(new, false));
    Pairs { both: walk.both, old: left_old, new: left_new }
}

/// Pairs the rows of two tables, in the order of the old one; what is new comes last.
#[must_use]
pub fn rows<'a>(old: &'a Table, new: &'a Table) -> Vec<RowPair<'a>> {
    let mut taken = vec![false; new.rows.len()];
    let mut take = |is: &dyn Fn(&Row) -> bool| -> Option<&'a Row> {
        let (row, taken) =
            new.rows.iter().zip(&mut taken).find(|(row, taken)| !**taken && is(row))?;
        *taken = true;
        Some(row)
    };
    let mut pairs: Vec<RowPair<'a>> =
        old.rows.iter().map(|row| (Some(row), take(&|other| other.name == row.name))).collect();
    for (row, other) in &mut pairs {
        if let (Some(row), None) = (*row, *other) {
            *other = take(&|other| {
                row.name.eq_ignore_ascii_case(&other.name) || row.aliases.contains(&other.name)
            });
        }
    }
    // A name that a table has twice is the page's affair, and no second row.
    let known: BTreeSet<&str> = old.rows.iter().map(|row| row.name.as_str()).collect();
    let added = new
        .rows
        .iter()
        .zip(&taken)
        .filter(|(row, taken)| !**taken && !known.contains(row.name.as_str()));
    let mut seen = BTreeSet::new();
    pairs.extend(
        added.filter(|(row, _)| seen.insert(row.name.as_str())).map(|(row, _)| (None, Some(row))),
    );
    pairs
}

/// The tables of the answers with the same status; one without a status is that of the success.
fn answers(old: &Edition, new: &Edition) -> Vec<(usize, usize)> {
    let unnamed = Place::Response(String::new());
    let of = |edition: &Edition, code: &str, success: bool| {
        let named = edition.statuses.iter().find(|status| status.code == code);
        let table = named.and_then(|status| status.table);
        let table = table.or_else(|| edition.table(&Place::Response(code.to_owned())));
        table.or_else(|| if success { edition.table(&unnamed) } else { None })
    };
    let mut pairs = Vec::new();
    for status in &old.statuses {
        let success = status.success || status.amended.is_some() && old.statuses.len() == 1;
        pairs.extend(status.table.zip(of(new, &status.code, success)));
    }
    if let Some(table) = old.table(&unnamed) {
        let success = new.statuses.iter().find(|status| status.success);
        let other = new.table(&unnamed).or_else(|| success.and_then(|status| status.table));
        pairs.extend(other.map(|other| (table, other)));
    }
    pairs
}

struct Walk<'e> {
    old: &'e Edition,
    new: &'e Edition,
    seen: BTreeSet<(usize, usize)>,
    both: Vec<(usize, usize)>,
}

impl Walk<'_> {
    fn run(&mut self, queue: impl IntoIterator<Item = (usize, usize)>) {
        let mut queue: VecDeque<(usize, usize)> = queue.into_iter().collect();
        while let Some((a, b)) = queue.pop_front() {
            let (Some(old), Some(new)) = (self.old.tables.get(a), self.new.tables.get(b)) else {
                continue;
            };
            if !self.seen.insert((a, b)) {
                continue;
            }
            self.both.push((a, b));
            for (row, other) in rows(old, new) {
                let objects = row.zip(other).and_then(|(row, other)| row.object.zip(other.object));
                queue.extend(objects);
            }
        }
    }

    /// Tables of objects to which no pair of rows leads, and that are alike.
    fn leftovers(&self, alike: &dyn Fn(&Table, &Table) -> bool) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (a, table) in objects(self.old) {
            for (b, other) in objects(self.new) {
                let is_free = |(x, y): &(usize, usize)| *x != a && *y != b;
                let free = self.seen.iter().all(is_free) && pairs.iter().all(is_free);
                if free && alike(table, other) {
                    pairs.push((a, b));
                }
            }
        }
        pairs
    }
}

/// The tables of objects that have rows.
fn objects(edition: &Edition) -> impl Iterator<Item = (usize, &Table)> {
    let is_object = |(_, table): &(usize, &Table)| {
        matches!(table.place, Place::Object(_)) && !table.rows.is_empty()
    };
    edition.tables.iter().enumerate().filter(is_object)
}

fn same_name(table: &Table, other: &Table) -> bool {
    match (&table.place, &other.place) {
        (Place::Object(a), Place::Object(b)) if !a.is_empty() => {
            Type::Named(a.clone()).same(&Type::Named(b.clone()))
        }
        _ => false,
    }
}

/// Whether half of the rows are in both.
fn same_rows(table: &Table, other: &Table) -> bool {
    let has = |row: &&Row| other.rows.iter().any(|found| found.name == row.name);
    2 * table.rows.iter().filter(has).count() >= table.rows.len().max(other.rows.len())
}
