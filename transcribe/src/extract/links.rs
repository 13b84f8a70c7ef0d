//! Which row holds the object that a table describes.

use super::roles::names;
use super::tables::{Draft, Kind};
use super::{columns, rows};
use crate::facts::{Certainty, Found, Role, RowPlace, Side};
use crate::words;

/// Connects rows with the tables of their objects; a table of values becomes the values of the row that refers to it.
pub(super) fn connect(drafts: &mut [Draft]) {
    for table in 0..drafts.len() {
        let found = parents(drafts, table);
        let Some(draft) = drafts.get(table) else { continue };
        let holds_object = found.iter().any(|place| row_type_is_open(drafts, *place));
        match draft.table.role {
            Role::Object => attach(drafts, table, found),
            Role::Other if draft.kind == Kind::Explanations && !found.is_empty() => {
                if holds_object {
                    attach(drafts, table, found);
                } else {
                    give_values(drafts, table, &found);
                }
            }
            _ => {}
        }
    }
    by_order(drafts);
    name_and_place(drafts);
}

/// The rows that refer to a table: by link, by its number, by its name.
fn parents(drafts: &[Draft], table: usize) -> Vec<RowPlace> {
    let Some(target) = drafts.get(table) else { return Vec::new() };
    if let Some(inside) = target.inside {
        return vec![inside];
    }
    let by_reference = places(drafts, table, |draft, row| {
        let references = draft.references.get(row).map(Vec::as_slice).unwrap_or_default();
        references.iter().any(|link| {
            target.anchors.iter().any(|anchor| is_target(&link.target, anchor))
                || link.target.is_empty() && Some(&link.shown) == target.number.as_ref()
        })
    });
    if !by_reference.is_empty() {
        return by_reference;
    }
    let Some(name) = target.table.object.as_deref().map(words::key) else { return Vec::new() };
    let same_side = |draft: &Draft| draft.table.operation == target.table.operation;
    let by_type = places(drafts, table, |draft, row| {
        let row = draft.table.rows.get(row);
        same_side(draft)
            && row
                .and_then(|row| row.type_name.as_ref())
                .is_some_and(|found| names(&found.value, &name))
    });
    if !by_type.is_empty() {
        return by_type;
    }
    places(drafts, table, |draft, row| {
        same_side(draft)
            && draft.table.rows.get(row).is_some_and(|row| words::key(&row.name) == name)
    })
}

/// The rows of other tables for which something holds.
fn places(drafts: &[Draft], table: usize, holds: impl Fn(&Draft, usize) -> bool) -> Vec<RowPlace> {
    let mut found = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let is_fields = !matches!(draft.table.role, Role::Other | Role::Status | Role::Error);
        if !is_fields || index == table && draft.inside.is_some() {
            continue;
        }
        let rows = 0..draft.table.rows.len();
        found.extend(
            rows.filter(|row| holds(draft, *row)).map(|row| RowPlace { table: index, row }),
        );
    }
    found
}

/// Whether a link leads to an anchor, which other pages prefix with the address of this one.
fn is_target(target: &str, anchor: &str) -> bool {
    target == anchor || target.rsplit_once('#').is_some_and(|(_, fragment)| fragment == anchor)
}

/// Whether the type of a row leaves open what its objects hold.
fn row_type_is_open(drafts: &[Draft], place: RowPlace) -> bool {
    let row = drafts.get(place.table).and_then(|draft| draft.table.rows.get(place.row));
    row.and_then(|row| row.type_name.as_ref()).is_some_and(|found| {
        let lower = found.value.to_lowercase();
        ["object", "struct", "json", "map", "body", "dict", "对象", "数组"]
            .iter()
            .any(|word| lower.contains(word))
            || matches!(lower.as_str(), "array" | "list")
    })
}

fn attach(drafts: &mut [Draft], table: usize, places: Vec<RowPlace>) {
    for place in &places {
        let row = drafts.get_mut(place.table).and_then(|draft| draft.table.rows.get_mut(place.row));
        if let Some(row) = row {
            row.object.get_or_insert(table);
        }
    }
    if let Some(draft) = drafts.get_mut(table) {
        draft.table.role = Role::Object;
        draft.table.parents = places;
    }
}

fn give_values(drafts: &mut [Draft], table: usize, places: &[RowPlace]) {
    let Some(draft) = drafts.get(table) else { return };
    let line = draft.table.line;
    let all_names = draft
        .table
        .rows
        .iter()
        .all(|row| columns::is_name(&row.name) || row.name.parse::<i64>().is_ok());
    let choices: Vec<_> = draft.table.rows.iter().map(rows::as_choice).collect();
    if !all_names || choices.len() < 2 {
        return;
    }
    for place in places {
        let row = drafts.get_mut(place.table).and_then(|draft| draft.table.rows.get_mut(place.row));
        if let Some(row) = row.filter(|row| row.values.is_none()) {
            row.values = Some(Found { value: choices.clone(), line, certainty: Certainty::Prose });
        }
    }
}

/// Tables that nothing names belong to the rows of objects that have none, in their order.
fn by_order(drafts: &mut [Draft]) {
    let lost: Vec<usize> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.table.role == Role::Object && draft.table.parents.is_empty())
        .map(|(index, _)| index)
        .collect();
    for table in lost {
        let Some(target) = drafts.get(table) else { continue };
        let (operation, side) = (target.table.operation, target.table.side);
        let open = |draft: &Draft| draft.table.operation == operation && draft.table.side == side;
        let candidates = places(drafts.get(..table).unwrap_or_default(), table, |draft, row| {
            open(draft) && draft.table.rows.get(row).is_some_and(|row| row.object.is_none())
        });
        let mut candidates =
            candidates.into_iter().filter(|place| row_type_is_open(drafts, *place));
        if let Some(place) = candidates.next() {
            attach(drafts, table, vec![place]);
            if let Some(draft) = drafts.get_mut(table) {
                draft.table.certainty = Certainty::Guessed;
            }
        }
    }
}

/// An object without a name of its own has that of its row, and it is part of the message of that row.
fn name_and_place(drafts: &mut [Draft]) {
    for table in 0..drafts.len() {
        let Some(parent) = drafts.get(table).and_then(|draft| draft.table.parents.first().copied())
        else {
            continue;
        };
        let side: Option<(Option<Side>, Option<String>)> =
            drafts.get(parent.table).map(|draft| (draft.table.side, draft.table.status.clone()));
        let name = drafts
            .get(parent.table)
            .and_then(|draft| draft.table.rows.get(parent.row))
            .map(|row| row.name.clone());
        let Some(draft) = drafts.get_mut(table) else { continue };
        if let Some((side, status)) = side {
            draft.table.side = side.or(draft.table.side);
            draft.table.status = status.or_else(|| draft.table.status.clone());
        }
        if draft.table.object.is_none() {
            draft.table.object = name;
        }
    }
}
