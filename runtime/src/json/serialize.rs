//! Models to any format of serde.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::encode::{not_finite, too_deep};
use super::trail::DEPTH_MAX;
use crate::model::Model;
use crate::value::{List, Map, Value};

/// A model as serde sees it.
pub(super) struct ModelSerializer<'a> {
    model: &'a dyn Model,
    /// How many more lists and objects may be within each other, this one included.
    levels: usize,
}

impl<'a> ModelSerializer<'a> {
    pub(super) fn new(model: &'a dyn Model) -> Self {
        Self { model, levels: DEPTH_MAX }
    }
}

impl Serialize for ModelSerializer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { model, levels } = *self;
        let Some(levels) = levels.checked_sub(1) else { return Err(too_deep()) };
        let mut object = serializer.serialize_map(None)?;
        for (index, row) in model.table().rows.iter().enumerate() {
            let Some(place) = model.place(index) else { break };
            let value = place.value();
            if !matches!(value, Value::Absent) {
                object.serialize_entry(row.name, &ValueSerializer { value: &value, levels })?;
            }
        }
        object.end()
    }
}

/// Borrows the value: a copy of one that was made just now costs more than all the rest.
struct ValueSerializer<'a> {
    value: &'a Value<'a>,
    levels: usize,
}

impl Serialize for ValueSerializer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let levels = self.levels;
        match *self.value {
            Value::Absent | Value::Null => serializer.serialize_unit(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Integer(integer) => serializer.serialize_i64(integer),
            Value::Double(double) if double.is_finite() => serializer.serialize_f64(double),
            Value::Double(_) => Err(not_finite()),
            Value::Boolean(boolean) => serializer.serialize_bool(boolean),
            Value::Json(json) => json.serialize(serializer),
            Value::List(list) => serialize_list(list, levels, serializer),
            Value::Map(map) => serialize_map(map, levels, serializer),
            Value::Model(model) => ModelSerializer { model, levels }.serialize(serializer),
        }
    }
}

fn serialize_list<S: Serializer>(
    list: &dyn List,
    levels: usize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(levels) = levels.checked_sub(1) else { return Err(too_deep()) };
    let mut output = serializer.serialize_seq(Some(list.len()))?;
    for index in 0..list.len() {
        output.serialize_element(&ValueSerializer { value: &list.get(index), levels })?;
    }
    output.end()
}

fn serialize_map<S: Serializer>(
    map: &dyn Map,
    levels: usize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(levels) = levels.checked_sub(1) else { return Err(too_deep()) };
    let mut output = serializer.serialize_map(Some(map.len()))?;
    for (key, value) in map.entries() {
        output.serialize_entry(key, &ValueSerializer { value: &value, levels })?;
    }
    output.end()
}
