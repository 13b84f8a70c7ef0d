//! What the columns of a table hold, by its head or, where it has none, by the shape of its cells.

use crate::document::Table;
use crate::facts::Role;
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
        return Columns { kinds: from_head(table, best, head), head, guessed: false };
    }
    Columns { kinds: from_cells(table), head: 0, guessed: true }
}

fn from_head(table: &Table, row: usize, head: usize) -> Vec<Option<Column>> {
    let cells = table.rows.get(row).map(|row| row.cells.as_slice()).unwrap_or_default();
    let by_markup = table.head > 0;
    let meaning = if by_markup { words::column_of_head } else { words::column };
    let mut kinds: Vec<Option<Column>> = cells.iter().map(|cell| meaning(&cell.plain())).collect();
    let has = |kinds: &[Option<Column>], kind| kinds.contains(&Some(kind));
    // Words that mean two things: a name beside codes, a code beside names.
    if has(&kinds, Column::ErrorCode) && has(&kinds, Column::Mandatory) {
        replace(&mut kinds, Column::ErrorCode, Column::Name);
    }
    if has(&kinds, Column::StatusCode) && has(&kinds, Column::Type) {
        replace(&mut kinds, Column::StatusCode, Column::Name);
    }
    let body = |column: usize| body_cells(table, head, column);
    if let Some(column) = kinds.iter().position(|&kind| kind == Some(Column::Type))
        && all(&body(column), |cell| place(cell).is_some())
    {
        replace(&mut kinds, Column::Type, Column::Place);
    }
    if !has(&kinds, Column::Type) && !has(&kinds, Column::StatusCode) {
        replace(&mut kinds, Column::Schema, Column::Type);
    }
    if !has(&kinds, Column::Description) {
        let spare = [Column::Meaning, Column::ErrorMessage, Column::Constraint];
        if let Some(&kind) = spare.iter().find(|&&kind| has(&kinds, kind)) {
            replace(&mut kinds, kind, Column::Description);
        }
    }
    name_column(&mut kinds, &body);
    kinds
}

/// Leaves one column of names: of several, the one that holds most names; of none, the first before types or answers.
fn name_column(kinds: &mut [Option<Column>], body: &dyn Fn(usize) -> Vec<String>) {
    let candidates: Vec<usize> =
        (0..kinds.len()).filter(|&column| kinds.get(column) == Some(&Some(Column::Name))).collect();
    let count = |column: usize| body(column).iter().filter(|cell| is_name(cell)).count();
    let best = candidates.iter().rev().max_by_key(|&&column| count(column)).copied();
    for &column in candidates.iter().filter(|&&column| Some(column) != best) {
        if let Some(kind) = kinds.get_mut(column) {
            *kind = Some(Column::Meaning);
        }
    }
    let tells = kinds.iter().flatten().any(|kind| matches!(kind, Column::Type | Column::Mandatory));
    if let Some(first @ None) = kinds.first_mut()
        && best.is_none()
        && tells
    {
        *first = Some(Column::Name);
    }
}

/// The cells below the head that are not empty.
fn body_cells(table: &Table, head: usize, column: usize) -> Vec<String> {
    let cells = table.rows.iter().skip(head).filter_map(|row| row.cells.get(column));
    cells.map(crate::document::Cell::plain).filter(|cell| !cell.trim().is_empty()).collect()
}

fn all(cells: &[String], holds: impl Fn(&str) -> bool) -> bool {
    !cells.is_empty() && cells.iter().all(|cell| holds(cell))
}

/// Where a cell says that a parameter is sent.
pub(super) fn place(cell: &str) -> Option<Role> {
    let key = words::key(cell);
    let key =
        key.trim_end_matches("parameters").trim_end_matches("parameter").trim_end_matches("参数");
    match key {
        "path" | "uri" | "url" | "路径" => Some(Role::Path),
        "query" | "querystring" | "查询" => Some(Role::Query),
        "header" | "head" | "headers" | "请求头" | "消息头" => Some(Role::Header),
        "body" | "form" | "formdata" | "requestbody" | "请求体" | "消息体" => {
            Some(Role::RequestBody)
        }
        _ => None,
    }
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
            let cells = body_cells(table, 0, column);
            if all(&cells, |cell| words::yes_or_no(cell).is_some()) {
                Some(Column::Mandatory)
            } else if all(&cells, words::is_type) {
                Some(Column::Type)
            } else if column == 0 && all(&cells, is_name) {
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
