//! Rows with marks of depth: the fields of the row above stand below it, in a table of their own.

use super::page::row;
use super::{Cite, Edition, Place, Table};
use crate::facts;

/// Adds a table and those that its marks of depth make, and gives the index of the first.
///
/// `links` gives the table of the object of each row where there is one already.
pub(super) fn add(edition: &mut Edition, table: Table, rows: &[facts::Row]) -> (usize, Vec<Slot>) {
    let index = edition.tables.len();
    let (label, in_requests) = (table.label.clone(), table.in_requests);
    edition.tables.push(table);
    let base = rows.iter().map(|row| row.depth).min().unwrap_or(0);
    let mut slots = Vec::new();
    // The table and the last row of each open depth.
    let mut open: Vec<(usize, Option<usize>)> = vec![(index, None)];
    for found in rows {
        let depth = found.depth - base;
        // A row deeper than its parent by more than one stands directly below it.
        let wanted = depth.min(open.len());
        open.truncate(wanted + 1);
        if wanted == open.len() {
            let parent = open.last().copied().unwrap_or((index, None));
            open.push((open_below(edition, parent, &label, in_requests), None));
        }
        let Some((at, last)) = open.last_mut() else { continue };
        let Some(table) = edition.tables.get_mut(*at) else { continue };
        *last = Some(table.rows.len());
        slots.push(Slot { table: *at, row: table.rows.len() });
        table.rows.push(row(found));
    }
    (index, slots)
}

/// Where a row of the page went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) table: usize,
    pub(super) row: usize,
}

/// The table below the last row of another one.
fn open_below(
    edition: &mut Edition,
    (table, row): (usize, Option<usize>),
    label: &str,
    in_requests: bool,
) -> usize {
    let made = edition.tables.len();
    let parent =
        row.and_then(|row| edition.tables.get_mut(table).and_then(|table| table.rows.get_mut(row)));
    let (name, cite) = match parent {
        Some(parent) => {
            parent.object = Some(made);
            (parent.name.clone(), parent.cite.clone())
        }
        None => (String::new(), Cite::Line(1)),
    };
    edition.tables.push(Table {
        place: Place::Object(name),
        label: label.to_owned(),
        cite,
        in_requests,
        rows: Vec::new(),
    });
    made
}
