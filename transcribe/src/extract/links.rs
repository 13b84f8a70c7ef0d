//! Which row holds the object that a table describes.

use std::collections::{HashMap, VecDeque};

use super::roles::type_words;
use super::tables::{Draft, Kind};
use super::{columns, rows};
use crate::document::Link;
use crate::facts::{Certainty, Found, Role, RowPlace, Side};
use crate::words;

/// Connects rows with the tables of their objects; a table of values becomes the values of the row that refers to it.
pub(super) fn connect(drafts: &mut [Draft]) {
    let index = Index::of(drafts);
    linked_objects(drafts, &index);
    for table in 0..drafts.len() {
        let found = index.parents(drafts, table);
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

/// A table whose caption names nothing and to which a row of objects refers holds those objects.
fn linked_objects(drafts: &mut [Draft], index: &Index) {
    for table in 0..drafts.len() {
        let Some(draft) = drafts.get(table) else { continue };
        let is_body = matches!(draft.table.role, Role::RequestBody | Role::ResponseBody);
        if !is_body || draft.table.certainty == Certainty::Stated {
            continue;
        }
        let before = index.references(drafts, draft).into_iter().any(|place| {
            let holder = drafts.get(place.table).map(|holder| &holder.table);
            place.table < table
                && row_type_is_open(drafts, place)
                && holder.is_some_and(|holder| holder.operation == draft.table.operation)
        });
        if let Some(draft) = drafts.get_mut(table).filter(|_| before) {
            draft.table.role = Role::Object;
        }
    }
}

/// The rows of the page by what they refer to, by the words of their types and by their names.
#[derive(Default)]
struct Index {
    references: HashMap<String, Vec<RowPlace>>,
    numbers: HashMap<String, Vec<RowPlace>>,
    types: HashMap<(usize, String), Vec<RowPlace>>,
    names: HashMap<(usize, String), Vec<RowPlace>>,
    /// How many tables describe an object of a name.
    objects: HashMap<(usize, String), usize>,
}

impl Index {
    fn of(drafts: &[Draft]) -> Self {
        let mut index = Self::default();
        for (table, draft) in drafts.iter().enumerate() {
            let operation = draft.table.operation;
            if let Some(name) = draft.table.object.as_deref() {
                *index.objects.entry((operation, words::key(name))).or_default() += 1;
            }
            for (row, documented) in draft.table.rows.iter().enumerate() {
                let place = RowPlace { table, row };
                let links = draft.references.get(row).map(Vec::as_slice).unwrap_or_default();
                for link in links {
                    index.refer(link, place);
                }
                index
                    .names
                    .entry((operation, words::key(&documented.name)))
                    .or_default()
                    .push(place);
                let type_name = documented.type_name.as_ref().map(|found| found.value.as_str());
                for word in type_words(type_name.unwrap_or_default()) {
                    index.types.entry((operation, word)).or_default().push(place);
                }
            }
        }
        index
    }

    fn refer(&mut self, link: &Link, place: RowPlace) {
        if link.target.is_empty() {
            self.numbers.entry(link.shown.clone()).or_default().push(place);
            return;
        }
        self.references.entry(link.target.clone()).or_default().push(place);
        // Other pages prefix the anchor with the address of this one.
        if let Some((_, fragment)) = link.target.rsplit_once('#') {
            self.references.entry(fragment.to_owned()).or_default().push(place);
        }
    }

    /// The rows that refer to a table: by link, by its number, by its name.
    fn parents(&self, drafts: &[Draft], table: usize) -> Vec<RowPlace> {
        let Some(target) = drafts.get(table) else { return Vec::new() };
        if let Some(inside) = target.inside {
            return vec![inside];
        }
        let by_reference = self.references(drafts, target);
        if !by_reference.is_empty() {
            return by_reference;
        }
        let Some(name) = target.table.object.as_deref() else { return Vec::new() };
        let key = (target.table.operation, words::key(name));
        let mut found = of_fields(drafts, self.types.get(&key).into_iter().flatten());
        if found.is_empty() {
            found = of_fields(drafts, self.names.get(&key).into_iter().flatten());
        }
        // Request and response may each have an object of this name.
        let is_beside = |place: &RowPlace| {
            drafts.get(place.table).is_some_and(|draft| draft.table.side == target.table.side)
        };
        if self.objects.get(&key).is_some_and(|tables| *tables > 1) && found.iter().any(is_beside) {
            found.retain(is_beside);
        }
        found
    }

    /// The rows that refer to a table by link or by its number.
    fn references(&self, drafts: &[Draft], target: &Draft) -> Vec<RowPlace> {
        let linked = target.anchors.iter().filter_map(|anchor| self.references.get(anchor));
        let numbered = target.number.iter().filter_map(|number| self.numbers.get(number));
        of_fields(drafts, linked.chain(numbered).flatten())
    }
}

/// The places in tables of parameters or fields, in the order of the page.
fn of_fields<'p>(drafts: &[Draft], places: impl Iterator<Item = &'p RowPlace>) -> Vec<RowPlace> {
    let is_fields = |place: &&RowPlace| {
        drafts.get(place.table).is_some_and(|draft| {
            !matches!(draft.table.role, Role::Other | Role::Status | Role::Error)
        })
    };
    let mut found: Vec<RowPlace> = places.filter(is_fields).copied().collect();
    found.sort_unstable_by_key(|place| (place.table, place.row));
    found.dedup();
    found
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
    // The rows of each message that still wait for their table.
    let mut waiting: HashMap<(usize, Option<Side>), VecDeque<RowPlace>> = HashMap::new();
    for table in 0..drafts.len() {
        let Some(draft) = drafts.get(table) else { continue };
        let message = (draft.table.operation, draft.table.side);
        if draft.table.role == Role::Object && draft.table.parents.is_empty() {
            let queue = waiting.entry(message).or_default();
            let is_taken = |place: &RowPlace| {
                let row = drafts.get(place.table).and_then(|one| one.table.rows.get(place.row));
                row.is_none_or(|row| row.object.is_some())
            };
            while queue.front().is_some_and(is_taken) {
                queue.pop_front();
            }
            if let Some(place) = queue.pop_front() {
                attach(drafts, table, vec![place]);
                if let Some(draft) = drafts.get_mut(table) {
                    draft.table.certainty = Certainty::Guessed;
                }
            }
        }
        let Some(draft) = drafts.get(table) else { continue };
        if matches!(draft.table.role, Role::Other | Role::Status | Role::Error) {
            continue;
        }
        let places = (0..draft.table.rows.len()).map(|row| RowPlace { table, row });
        let open = places.filter(|place| row_type_is_open(drafts, *place));
        waiting.entry(message).or_default().extend(open);
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
