//! What the columns of a table hold, by its head or, where it has none, by the shape of its cells.

use crate::document::Table;
use crate::words::{self, Column};

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// From left to right; `None` for one that nobody knows.
    pub(super) kinds: Vec<Option<Column>>,
    /// How many rows are the head.
    pub(super) head: usize,
    /// Whether the kinds were guessed from the cells.
    pub(super) guessed: bool,
}

impl Columns {
    /// Index of the first column of a kind.
    pub(super) fn index(&self, kind: Column) -> Option<usize> {
        self.kinds.iter().position(|&one| one == Some(kind))
    }

    pub(super) fn has(&self, kind: Column) -> bool {
        self.index(kind).is_some()
    }
}

/// Finds out what the columns hold.
pub(super) fn columns(table: &Table) -> Columns {
    let known = |index: usize| -> usize {
        let cells = table.rows.get(index).map(|row| row.cells.as_slice()).unwrap_or_default();
        cells.iter().filter(|cell| words::column(&cell.plain()).is_some()).count()
    };
    let looked_at = table.head.max(1).min(table.rows.len());
    // Of a head with several rows, the one that says most.
    let best = (0..looked_at).rev().max_by_key(|&index| known(index));
    let Some(best) = best else { return Columns { kinds: Vec::new(), head: 0, guessed: true } };
    let width = table.rows.get(best).map_or(0, |row| row.cells.len());
    if table.head > 0 || known(best) >= 2.min(width) {
        let head = table.head.max(best + 1);
        return Columns { kinds: from_head(table, best), head, guessed: false };
    }
    Columns { kinds: from_cells(table), head: 0, guessed: true }
}

fn from_head(table: &Table, row: usize) -> Vec<Option<Column>> {
    let cells = table.rows.get(row).map(|row| row.cells.as_slice()).unwrap_or_default();
    let mut kinds: Vec<Option<Column>> =
        cells.iter().map(|cell| words::column(&cell.plain())).collect();
    // Words that mean two things: a name beside codes, a code beside names.
    let has = |kinds: &[Option<Column>], kind| kinds.contains(&Some(kind));
    if has(&kinds, Column::ErrorCode) && has(&kinds, Column::Mandatory) {
        replace(&mut kinds, Column::ErrorCode, Column::Name);
    }
    if has(&kinds, Column::StatusCode) && has(&kinds, Column::Type) {
        replace(&mut kinds, Column::StatusCode, Column::Name);
    }
    if !has(&kinds, Column::Description) {
        let spare = [Column::Meaning, Column::ErrorMessage, Column::Constraint];
        if let Some(&kind) = spare.iter().find(|&&kind| has(&kinds, kind)) {
            replace(&mut kinds, kind, Column::Description);
        }
    }
    kinds
}

fn replace(kinds: &mut [Option<Column>], from: Column, to: Column) {
    if let Some(kind) = kinds.iter_mut().find(|kind| **kind == Some(from)) {
        *kind = Some(to);
    }
}

/// A table without head: names, answers and types tell themselves.
fn from_cells(table: &Table) -> Vec<Option<Column>> {
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut kinds: Vec<Option<Column>> = (0..width)
        .map(|column| {
            let cells: Vec<String> = table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(column).map(crate::document::Cell::plain))
                .filter(|cell| !cell.is_empty())
                .collect();
            let all = |holds: &dyn Fn(&str) -> bool| {
                !cells.is_empty() && cells.iter().all(|cell| holds(cell))
            };
            if all(&|cell| words::yes_or_no(cell).is_some()) {
                Some(Column::Mandatory)
            } else if all(&words::is_type) {
                Some(Column::Type)
            } else if column == 0 && all(&|cell| is_name(cell)) {
                Some(Column::Name)
            } else {
                None
            }
        })
        .collect();
    let telling =
        kinds.iter().flatten().any(|kind| matches!(kind, Column::Mandatory | Column::Type));
    if !telling || kinds.first() != Some(&Some(Column::Name)) {
        return vec![None; width];
    }
    if let Some(last @ None) = kinds.last_mut() {
        *last = Some(Column::Description);
    }
    kinds
}

/// Whether a text has the shape of a documented name.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['»', ' ']);
    !text.is_empty()
        && text.len() <= 80
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.[]{}$@:/<>".contains(c))
        && text.chars().any(|c| c.is_ascii_alphabetic())
}
