//! Models to any format of serde.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::encode::not_finite;
use crate::model::Model;
use crate::value::{List, Map, Value};

/// A model as serde sees it.
pub(super) struct ModelSerializer<'a>(pub(super) &'a dyn Model);

impl Serialize for ModelSerializer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (index, row) in self.0.table().rows.iter().enumerate() {
            let Some(place) = self.0.place(index) else { break };
            let value = place.value();
            if !matches!(value, Value::Absent) {
                object.serialize_entry(row.name, &ValueSerializer(&value))?;
            }
        }
        object.end()
    }
}

/// Borrows the value: a copy of one that was made just now costs more than all the rest.
struct ValueSerializer<'a>(&'a Value<'a>);

impl Serialize for ValueSerializer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self.0 {
            Value::Absent | Value::Null => serializer.serialize_unit(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Integer(integer) => serializer.serialize_i64(integer),
            Value::Double(double) if double.is_finite() => serializer.serialize_f64(double),
            Value::Double(_) => Err(not_finite()),
            Value::Boolean(boolean) => serializer.serialize_bool(boolean),
            Value::Json(json) => json.serialize(serializer),
            Value::List(list) => serialize_list(list, serializer),
            Value::Map(map) => serialize_map(map, serializer),
            Value::Model(model) => ModelSerializer(model).serialize(serializer),
        }
    }
}

fn serialize_list<S: Serializer>(list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_seq(Some(list.len()))?;
    for index in 0..list.len() {
        output.serialize_element(&ValueSerializer(&list.get(index)))?;
    }
    output.end()
}

fn serialize_map<S: Serializer>(map: &dyn Map, serializer: S) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_map(Some(map.len()))?;
    for (key, value) in map.entries() {
        output.serialize_entry(key, &ValueSerializer(&value))?;
    }
    output.end()
}
