//! JSON to models.
//!
//! The row is known before the token is seen, so that the deserializer is told what to expect; a null is caught first,
//! by `deserialize_option`, because a slot must not be made for it.

use std::fmt;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::error::DecodeError;
use super::trail::{Step, Trail};
use super::visitors::{
    BooleanVisitor, DoubleVisitor, IntegerVisitor, KeySeed, TextVisitor, WordVisitor,
};
use crate::Json;
use crate::debug::REDACTED;
use crate::model::{Model, Place};
use crate::table::{Kind, Row};
use crate::value::{List, Map, Slot};

/// Reads an object into a blank model.
///
/// Unknown fields are skipped. A null leaves a field absent, unless the row says that it can be null; in a list or map
/// whose items cannot be null it is left out.
///
/// # Errors
///
/// JSON that does not parse, a value of another type than documented, a field that is there twice (under an alias,
/// too), nesting deeper than 127 levels. The model then holds what was read before.
pub fn decode(bytes: &[u8], model: &mut dyn Model) -> Result<(), DecodeError> {
    decode_along(bytes, model, Trail::default())
}

/// Reads like [`decode`], but a null in a list whose items cannot be null becomes a blank item, so that the items after
/// it keep their index.
pub(crate) fn decode_each(bytes: &[u8], model: &mut dyn Model) -> Result<(), DecodeError> {
    decode_along(bytes, model, Trail::of_each())
}

/// Instead of a message that quotes what came.
const NOT_AN_OBJECT: &str = "not an object";
/// Instead of a message that quotes a secret.
pub(super) const HIDDEN: &str = "not a value of the documented type; it is secret and not shown";

fn decode_along(bytes: &[u8], model: &mut dyn Model, mut trail: Trail) -> Result<(), DecodeError> {
    // Checking the whole for UTF-8 at once is faster than string by string.
    let result = match std::str::from_utf8(bytes) {
        Ok(text) => read(&mut serde_json::Deserializer::from_str(text), model, &mut trail),
        Err(_) => read(&mut serde_json::Deserializer::from_slice(bytes), model, &mut trail),
    };
    result.map_err(|error| {
        // Where all that came is of the wrong type, any of it may be a secret.
        let quotes = error.is_data() && (trail.is_hidden() || trail.is_empty());
        let hidden = if trail.is_empty() { NOT_AN_OBJECT } else { HIDDEN };
        DecodeError::new(trail.path(), &error, quotes.then_some(hidden))
    })
}

fn read<'de, R: serde_json::de::Read<'de>>(
    deserializer: &mut serde_json::Deserializer<R>,
    model: &mut dyn Model,
    trail: &mut Trail,
) -> Result<(), serde_json::Error> {
    ModelSeed { model, trail }.deserialize(&mut *deserializer)?;
    deserializer.end()
}

/// Reads one object.
pub(super) struct ModelSeed<'a> {
    model: &'a mut dyn Model,
    trail: &'a mut Trail,
}

impl<'a> ModelSeed<'a> {
    pub(super) fn new(model: &'a mut dyn Model, trail: &'a mut Trail) -> Self {
        Self { model, trail }
    }
}

impl<'de> DeserializeSeed<'de> for ModelSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ModelSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { model, trail } = self;
        let rows = model.table().rows;
        let mut read = Seen::default();
        let mut expected = 0;
        while let Some(found) = map.next_key_seed(KeySeed { rows, expected })? {
            let Some((index, row)) = found else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if !read.insert(index) {
                trail.record(Step::Field(row.name));
                return Err(A::Error::duplicate_field(row.name));
            }
            expected = index + 1;
            let Some(place) = model.place_mut(index) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let seed = ValueSeed { target: PlaceTarget(place), row, trail: &mut *trail };
            if let Err(error) = map.next_value_seed(seed) {
                trail.record(Step::Field(row.name));
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Which rows were read; no allocation up to 128 rows.
#[derive(Default)]
struct Seen {
    first: u128,
    others: Vec<usize>,
}

impl Seen {
    /// `false` if the row was read before.
    #[inline]
    fn insert(&mut self, row: usize) -> bool {
        if row >= 128 {
            let new = !self.others.contains(&row);
            if new {
                self.others.push(row);
            }
            return new;
        }
        let bit = 1 << row;
        let new = self.first & bit == 0;
        self.first |= bit;
        new
    }
}

/// What takes one value: a field, the end of a list, a key of a map.
trait Target<'a> {
    /// Takes a null.
    fn null(self);
    /// Makes a blank, to be written.
    fn slot(self) -> Slot<'a>;
}

struct PlaceTarget<'a>(&'a mut dyn Place);

impl<'a> Target<'a> for PlaceTarget<'a> {
    fn null(self) {
        self.0.null();
    }

    fn slot(self) -> Slot<'a> {
        self.0.slot()
    }
}

struct ListTarget<'a> {
    list: &'a mut dyn List,
    keeps_each: bool,
}

impl<'a> Target<'a> for ListTarget<'a> {
    fn null(self) {
        if !self.list.push_null() && self.keeps_each {
            self.list.push();
        }
    }

    fn slot(self) -> Slot<'a> {
        self.list.push()
    }
}

struct MapTarget<'a>(&'a mut dyn Map, String);

impl<'a> Target<'a> for MapTarget<'a> {
    fn null(self) {
        self.0.insert_null(self.1);
    }

    fn slot(self) -> Slot<'a> {
        self.0.insert(self.1)
    }
}

/// Reads one value into its target.
struct ValueSeed<'a, T> {
    target: T,
    row: &'static Row,
    trail: &'a mut Trail,
}

impl<'a, 'de, T: Target<'a>> DeserializeSeed<'de> for ValueSeed<'a, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'a, 'de, T: Target<'a>> Visitor<'de> for ValueSeed<'a, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.target.null();
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.target.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let result = write(self.target.slot(), self.row, &mut *self.trail, deserializer);
        if result.is_err() && (self.row.secret || self.trail.is_here() && holds_secrets(self.row)) {
            self.trail.hide();
        }
        result
    }
}

/// Reads a value that is not null into its slot.
fn write<'de, D: Deserializer<'de>>(
    slot: Slot<'_>,
    row: &'static Row,
    trail: &mut Trail,
    deserializer: D,
) -> Result<(), D::Error> {
    match slot {
        Slot::Text(text) => deserializer.deserialize_string(TextVisitor(text)),
        Slot::Integer(integer) => deserializer.deserialize_i64(IntegerVisitor(integer)),
        Slot::Double(double) => deserializer.deserialize_f64(DoubleVisitor(double)),
        Slot::Boolean(boolean) => deserializer.deserialize_bool(BooleanVisitor(boolean)),
        Slot::Word(word) if matches!(row.kind, Kind::Integer | Kind::EpochMillis) => {
            deserializer.deserialize_i64(WordVisitor { word, expected: "an integer of 64 bits" })
        }
        Slot::Word(word) => deserializer.deserialize_str(WordVisitor { word, expected: "a text" }),
        Slot::Json(json) => {
            *json = Json::deserialize(deserializer)?;
            Ok(())
        }
        Slot::List(list) => deeper(trail, |trail| {
            deserializer.deserialize_seq(ListVisitor { list, row: items(row), trail })
        }),
        Slot::Map(map) => deeper(trail, |trail| {
            let secret = row.secret;
            deserializer.deserialize_map(MapVisitor { map, row: items(row), secret, trail })
        }),
        Slot::Model(model) => {
            deeper(trail, |trail| ModelSeed { model, trail }.deserialize(deserializer))
        }
    }
}

/// Whether something in the list, map or object of this row is secret.
pub(crate) fn holds_secrets(row: &Row) -> bool {
    match row.kind {
        Kind::List(item) | Kind::Map(item) => item.secret || holds_secrets(item),
        Kind::Model(table) => table.rows.iter().any(|row| row.secret),
        _ => false,
    }
}

/// The row of what a list or map holds.
fn items(row: &'static Row) -> &'static Row {
    match row.kind {
        Kind::List(item) | Kind::Map(item) => item,
        _ => row,
    }
}

/// Reads one level deeper. `serde_json` counts by itself; other deserializers may not.
#[inline]
fn deeper<E: serde::de::Error>(
    trail: &mut Trail,
    read: impl FnOnce(&mut Trail) -> Result<(), E>,
) -> Result<(), E> {
    if !trail.enter() {
        return Err(E::custom("nested too deep"));
    }
    read(trail)?;
    trail.leave();
    Ok(())
}

struct ListVisitor<'a> {
    list: &'a mut dyn List,
    row: &'static Row,
    trail: &'a mut Trail,
}

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self { list, row, trail } = self;
        if let Some(length) = seq.size_hint() {
            list.reserve(length);
        }
        for index in 0.. {
            let target = ListTarget { list: &mut *list, keeps_each: trail.keeps_each() };
            let seed = ValueSeed { target, row, trail: &mut *trail };
            match seq.next_element_seed(seed) {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => {
                    trail.record(Step::Index(index));
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

struct MapVisitor<'a> {
    map: &'a mut dyn Map,
    row: &'static Row,
    /// Whether the map as a whole is secret, so that its keys are not shown either.
    secret: bool,
    trail: &'a mut Trail,
}

impl<'de> Visitor<'de> for MapVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { map, row, secret, trail } = self;
        let step = |key: String| Step::Key(if secret { REDACTED.to_owned() } else { key });
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains(&key) {
                trail.record(step(key));
                return Err(A::Error::custom("duplicate key"));
            }
            let target = MapTarget(&mut *map, key.clone());
            let seed = ValueSeed { target, row, trail: &mut *trail };
            if let Err(error) = entries.next_value_seed(seed) {
                trail.record(step(key));
                return Err(error);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn a_row_is_seen_once_however_many_there_are() {
        let mut seen = Seen::default();
        for row in [0, 1, 63, 64, 127, 128, 129, 1000] {
            assert!(seen.insert(row), "{row}");
            assert!(!seen.insert(row), "{row}");
        }
        assert!(seen.insert(2));
    }
}
