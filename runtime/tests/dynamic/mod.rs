//! Models made from tables at run time, with values that keep or break every fact.

#![allow(unreachable_pub, reason = "a module of a test binary")]

pub mod tables;

use std::cell::Cell;
use std::collections::BTreeMap;

use apiscribe_runtime::table::{Bound, Kind, Literal, Row, Table};
use apiscribe_runtime::value::{List, Map, Slot, Value};
use apiscribe_runtime::{Json, Model, Place};
use fastrand::Rng;

/// A model of any table.
pub struct Dynamic {
    table: &'static Table,
    fields: Vec<Field>,
}

struct Field {
    row: &'static Row,
    content: Content,
}

enum Content {
    Absent,
    Null,
    Text(String),
    Integer(i64),
    Double(f64),
    Boolean(bool),
    Json(Json),
    List(Items),
    Map(Entries),
    Model(Box<Dynamic>),
}

struct Items {
    row: &'static Row,
    list: Vec<Field>,
}

struct Entries {
    row: &'static Row,
    map: BTreeMap<String, Field>,
}

thread_local! {
    static BLANK: Cell<Option<&'static Table>> = const { Cell::new(None) };
}

/// Makes an empty model of the table that was given to [`set_blank`] last.
pub fn blank() -> Box<dyn Model> {
    Box::new(Dynamic::empty(BLANK.get().unwrap()))
}

/// Sets what [`blank`] makes: it can't be told which.
pub fn set_blank(table: &'static Table) {
    BLANK.set(Some(table));
}

impl Dynamic {
    pub fn empty(table: &'static Table) -> Self {
        let fields = table.rows.iter().map(|row| Field { row, content: Content::Absent });
        Self { table, fields: fields.collect() }
    }

    /// A model with values of which some break something; `levels` deep at most.
    pub fn random(table: &'static Table, levels: usize, rng: &mut Rng) -> Self {
        let fields = table.rows.iter().map(|row| Field::random(row, levels, rng));
        Self { table, fields: fields.collect() }
    }
}

impl Field {
    fn random(row: &'static Row, levels: usize, rng: &mut Rng) -> Self {
        let content = match rng.u8(..8) {
            0 | 1 => Content::Absent,
            2 if rng.bool() => Content::Null,
            _ => Content::random(row, levels, rng),
        };
        Self { row, content }
    }

    /// An item or entry, which is never absent.
    fn item(row: &'static Row, levels: usize, rng: &mut Rng) -> Self {
        let content =
            if rng.u8(..8) == 0 { Content::Null } else { Content::random(row, levels, rng) };
        Self { row, content }
    }

    fn blank(row: &'static Row) -> Self {
        let content = match row.kind {
            Kind::Text | Kind::DateTime => Content::Text(String::new()),
            Kind::Integer | Kind::EpochMillis => Content::Integer(0),
            Kind::Double => Content::Double(0.0),
            Kind::Boolean => Content::Boolean(false),
            Kind::Json => Content::Json(Json::Null),
            Kind::Model(table) => Content::Model(Box::new(Dynamic::empty(table))),
            Kind::List(row) => Content::List(Items { row, list: Vec::new() }),
            Kind::Map(row) => Content::Map(Entries { row, map: BTreeMap::new() }),
        };
        Self { row, content }
    }
}

impl Content {
    fn random(row: &'static Row, levels: usize, rng: &mut Rng) -> Self {
        let Some(inside) = levels.checked_sub(1) else { return Self::Absent };
        match row.kind {
            Kind::Text | Kind::DateTime => Self::Text(text(row, rng)),
            Kind::Integer | Kind::EpochMillis => Self::Integer(integer(row, rng)),
            Kind::Double => {
                let doubles = [f64::NAN, f64::NEG_INFINITY, -1e300, 0.0, 1.0, 1e300];
                Self::Double(*rng.choice(&doubles).unwrap())
            }
            Kind::Boolean => Self::Boolean(rng.bool()),
            Kind::Json => Self::Json(
                (0..*rng.choice(&[0, 1, 130]).unwrap())
                    .fold(Json::Null, |inner, _| Json::Array(vec![inner])),
            ),
            Kind::Model(table) => Self::Model(Box::new(Dynamic::random(table, inside, rng))),
            Kind::List(item) => {
                let list = (0..count(row, rng)).map(|_| Field::item(item, inside, rng));
                Self::List(Items { row: item, list: list.collect() })
            }
            Kind::Map(item) => {
                let map = (0..count(row, rng))
                    .map(|key| (key.to_string(), Field::item(item, inside, rng)));
                Self::Map(Entries { row: item, map: map.collect() })
            }
        }
    }
}

/// A number at or beyond a bound, a known value, or an odd one.
fn integer(row: &Row, rng: &mut Rng) -> i64 {
    let mut numbers = vec![i64::MIN, -1, 0, 1, 7, i64::MAX];
    for bound in [row.min, row.max] {
        if let Some(Bound::Integer(bound)) = bound {
            numbers.extend([bound.saturating_sub(1), bound, bound.saturating_add(1)]);
        }
    }
    numbers.extend(row.values.iter().filter_map(|known| match known.wire {
        Literal::Integer(integer) => Some(integer),
        Literal::Text(_) | Literal::Boolean(_) => None,
    }));
    *rng.choice(&numbers).unwrap()
}

/// A text at or beyond a bound, a known value, or an odd one.
fn text(row: &Row, rng: &mut Rng) -> String {
    let mut texts: Vec<String> =
        ["", ".", "..", "a", "é", "a,b", "\n", " a", "2024-01-01T00:00:00Z", "a:b"]
            .map(str::to_owned)
            .to_vec();
    for bound in [row.min, row.max] {
        if let Some(Bound::Integer(bound)) = bound {
            let bound = usize::try_from(bound).unwrap_or_default();
            texts
                .extend([bound.saturating_sub(1), bound, bound + 1].map(|count| "b".repeat(count)));
        }
    }
    texts.extend(row.values.iter().filter_map(|known| match known.wire {
        Literal::Text(text) => Some(text.to_owned()),
        Literal::Integer(_) | Literal::Boolean(_) => None,
    }));
    rng.choice(texts).unwrap()
}

fn count(row: &Row, rng: &mut Rng) -> usize {
    match row.max {
        Some(Bound::Integer(max)) if rng.bool() => usize::try_from(max + 1).unwrap_or_default(),
        _ => rng.usize(..3),
    }
}

impl Model for Dynamic {
    fn table(&self) -> &'static Table {
        self.table
    }

    fn place(&self, row: usize) -> Option<&dyn Place> {
        self.fields.get(row).map(|field| field as &dyn Place)
    }

    fn place_mut(&mut self, row: usize) -> Option<&mut dyn Place> {
        self.fields.get_mut(row).map(|field| field as &mut dyn Place)
    }
}

impl Place for Field {
    fn value(&self) -> Value<'_> {
        match &self.content {
            Content::Absent => Value::Absent,
            Content::Null => Value::Null,
            Content::Text(text) => Value::Text(text),
            Content::Integer(integer) => Value::Integer(*integer),
            Content::Double(double) => Value::Double(*double),
            Content::Boolean(boolean) => Value::Boolean(*boolean),
            Content::Json(json) => Value::Json(json),
            Content::List(items) => Value::List(items),
            Content::Map(entries) => Value::Map(entries),
            Content::Model(model) => Value::Model(&**model),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        *self = Self::blank(self.row);
        match &mut self.content {
            Content::Text(text) => Slot::Text(text),
            Content::Integer(integer) => Slot::Integer(integer),
            Content::Double(double) => Slot::Double(double),
            Content::Boolean(boolean) => Slot::Boolean(boolean),
            Content::Json(json) => Slot::Json(json),
            Content::List(items) => Slot::List(items),
            Content::Map(entries) => Slot::Map(entries),
            Content::Model(model) => Slot::Model(&mut **model),
            Content::Absent | Content::Null => unreachable!("a blank has a value"),
        }
    }

    fn null(&mut self) {
        self.content = if self.row.nullable { Content::Null } else { Content::Absent };
    }
}

impl List for Items {
    fn len(&self) -> usize {
        self.list.len()
    }

    fn get(&self, index: usize) -> Value<'_> {
        self.list.get(index).map_or(Value::Absent, Place::value)
    }

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self) -> Slot<'_> {
        self.list.push_mut(Field::blank(self.row)).slot()
    }

    fn push_null(&mut self) -> bool {
        let content = match self.row.kind {
            Kind::Json => Content::Json(Json::Null),
            _ if self.row.nullable => Content::Null,
            _ => return false,
        };
        self.list.push(Field { row: self.row, content });
        true
    }
}

impl Map for Entries {
    fn len(&self) -> usize {
        self.map.len()
    }

    fn entries<'a>(&'a self) -> Box<dyn Iterator<Item = (&'a str, Value<'a>)> + 'a> {
        Box::new(self.map.iter().map(|(key, field)| (key.as_str(), field.value())))
    }

    fn contains(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    fn insert(&mut self, key: String) -> Slot<'_> {
        self.map.entry(key).insert_entry(Field::blank(self.row)).into_mut().slot()
    }

    fn insert_null(&mut self, key: String) -> bool {
        let content = match self.row.kind {
            Kind::Json => Content::Json(Json::Null),
            _ if self.row.nullable => Content::Null,
            _ => return false,
        };
        self.map.insert(key, Field { row: self.row, content });
        true
    }
}

/// What a service might answer that holds this value: with fields that nobody documents.
pub fn json(value: Value<'_>, rng: &mut Rng) -> Json {
    match value {
        Value::Absent | Value::Null => Json::Null,
        Value::Text(text) => text.into(),
        Value::Integer(integer) => integer.into(),
        Value::Double(double) => double.into(),
        Value::Boolean(boolean) => boolean.into(),
        Value::Json(json) => json.clone(),
        Value::List(list) => (0..list.len()).map(|index| json(list.get(index), rng)).collect(),
        Value::Map(map) => {
            map.entries().map(|(key, value)| (key.to_owned(), json(value, rng))).collect()
        }
        Value::Model(model) => {
            let mut fields = serde_json::Map::new();
            for (index, row) in model.table().rows.iter().enumerate() {
                let value = model.value(index);
                if !matches!(value, Value::Absent) {
                    fields.insert(row.name.to_owned(), json(value, rng));
                }
            }
            if rng.u8(..4) == 0 {
                fields.insert("odd".to_owned(), Json::Bool(true));
            }
            Json::Object(fields)
        }
    }
}
