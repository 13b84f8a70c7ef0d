//! Values made from tables: a valid one for each row, and a way to put any into a model.

use apiscribe_runtime::table::{Bound, Check, Format, Kind, Literal, Location, Row, Table};
use apiscribe_runtime::value::Slot;
use apiscribe_runtime::{Json, Model};

/// How many objects a sample nests: recursive tables have no end.
const DEPTH_MAX: usize = 4;

/// A value that keeps every rule of the row.
#[must_use]
pub fn sample(row: &Row) -> Json {
    sample_within(row, DEPTH_MAX)
}

fn sample_within(row: &Row, depth: usize) -> Json {
    if let Some(known) = row.values.first() {
        return literal(known.wire);
    }
    match row.kind {
        Kind::Text | Kind::DateTime => Json::from(text(row, lengths(row).0)),
        Kind::Integer | Kind::EpochMillis => Json::from(lengths(row).0),
        Kind::Double => Json::from(1.5),
        Kind::Boolean => Json::from(true),
        Kind::Json => serde_json::json!({ "any": [1, null] }),
        Kind::List(item) => vec![sample_within(item, depth); count(row)].into(),
        Kind::Map(item) => (0..count(row))
            .map(|index| (format!("key{index}"), sample_within(item, depth)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Kind::Model(table) => object_within(table, depth),
    }
}

/// An object in which every row is set and every rule holds.
#[must_use]
pub fn object(table: &Table) -> Json {
    object_within(table, DEPTH_MAX)
}

fn object_within(table: &Table, depth: usize) -> Json {
    let left_out = excess(table);
    let rows = table.rows.iter().enumerate();
    rows.filter(|(index, row)| {
        !left_out.contains(index) && (depth > 0 || inner(&row.kind).is_none())
    })
    .map(|(_, row)| (row.name.to_owned(), sample_within(row, depth.saturating_sub(1))))
    .collect::<serde_json::Map<_, _>>()
    .into()
}

/// Rows that must stay away where all others are given.
#[must_use]
pub fn excess(table: &Table) -> Vec<usize> {
    let mut rows = Vec::new();
    for rule in table.rules {
        if let Check::ExactlyOneOf(members) | Check::AtMostOneOf(members) = rule.check {
            rows.extend(members.iter().skip(1).flat_map(|member| member.iter().copied()));
        }
    }
    rows
}

/// The table of an object, perhaps in lists or maps.
#[must_use]
pub fn inner(kind: &Kind) -> Option<&'static Table> {
    match kind {
        Kind::Model(table) => Some(table),
        Kind::List(row) | Kind::Map(row) => inner(&row.kind),
        _ => None,
    }
}

/// A wire value as JSON.
#[must_use]
pub fn literal(literal: Literal) -> Json {
    match literal {
        Literal::Text(text) => text.into(),
        Literal::Integer(number) => number.into(),
        Literal::Boolean(truth) => truth.into(),
    }
}

/// A text of so many characters that keeps the row's other rules, where that length can.
#[must_use]
pub fn text(row: &Row, characters: i64) -> String {
    match row.format {
        Some(Format::DateTime) => return "2022-12-05T08:00:00Z".to_owned(),
        Some(Format::Uuid) => return "68233202-63bf-4f27-a99b-fa5f5a2dbae1".to_owned(),
        Some(Format::Uri) => return "https://example.org/a".to_owned(),
        _ => {}
    }
    // A character of two bytes, where any is allowed, tells characters from bytes. Headers carry ASCII.
    let plain = row.charset.is_some() || row.location == Location::Header;
    let character = if plain { "a" } else { "é" };
    character.repeat(usize::try_from(characters).unwrap_or_default())
}

/// The least allowed number or length that is not zero, and the greatest.
#[must_use]
pub fn lengths(row: &Row) -> (i64, i64) {
    let min = integer(row.min).unwrap_or(1).max(1);
    let max = integer(row.max).unwrap_or(i64::MAX);
    (min.min(max), max)
}

/// A bound of an integer or a length.
#[must_use]
pub fn integer(bound: Option<Bound>) -> Option<i64> {
    match bound {
        Some(Bound::Integer(number)) => Some(number),
        _ => None,
    }
}

fn count(row: &Row) -> usize {
    usize::try_from(lengths(row).0).unwrap_or(1)
}

/// Sets a row; null and absent are the same here.
///
/// # Panics
///
/// When the model has no such row, or the value is not of its type.
#[expect(clippy::expect_used, reason = "a test that cannot make its input must stop")]
pub fn set(model: &mut dyn Model, row: usize, value: &Json) {
    let place = model.place_mut(row).expect("the model has the row");
    if value.is_null() {
        place.null();
    } else {
        fill(place.slot(), value);
    }
}

/// Sets every row to a sample, so that all rules hold.
pub fn set_all(model: &mut dyn Model) {
    let table = model.table();
    let left_out = excess(table);
    for (index, row) in table.rows.iter().enumerate() {
        if !left_out.contains(&index) {
            set(model, index, &sample(row));
        }
    }
}

#[expect(clippy::panic, reason = "a test that cannot make its input must stop")]
fn fill(slot: Slot<'_>, value: &Json) {
    match (slot, value) {
        (Slot::Text(place), Json::String(text)) => place.clone_from(text),
        (Slot::Word(place), Json::String(text)) => assert!(place.text(text)),
        (Slot::Word(place), Json::Number(number)) => {
            assert!(number.as_i64().is_some_and(|integer| place.integer(integer)));
        }
        (Slot::Integer(place), Json::Number(number)) => {
            *place = number.as_i64().unwrap_or_else(|| panic!("{number} is no 64-bit integer"));
        }
        (Slot::Double(place), Json::Number(number)) => *place = number.as_f64().unwrap_or_default(),
        (Slot::Boolean(place), Json::Bool(truth)) => *place = *truth,
        (Slot::Json(place), json) => place.clone_from(json),
        (Slot::List(list), Json::Array(items)) => {
            for item in items {
                fill(list.push(), item);
            }
        }
        (Slot::Map(map), Json::Object(entries)) => {
            for (key, entry) in entries {
                fill(map.insert(key.clone()), entry);
            }
        }
        (Slot::Model(model), Json::Object(fields)) => {
            for (name, field) in fields {
                let row = model.table().row(name).unwrap_or_else(|| panic!("no row {name}"));
                set(model, row, field);
            }
        }
        (_, value) => panic!("{value} does not fit"),
    }
}
