//! Types.

use serde_json::{Value, json};

use super::facts::facts;
use super::{Dialect, Reading, Schema, Writer, put, schema};
use crate::model::{EnumerationValues, Kind, Row};

impl Writer<'_> {
    /// The schema of a value of this kind. `row` is the row of the value itself; an item of a list has the row that
    /// `each` holds, or none.
    pub(super) fn value(&self, row: Option<&Row>, kind: &Kind) -> Schema {
        let mut typed = match kind {
            Kind::Text | Kind::DateTime => of_type("string"),
            Kind::Integer | Kind::EpochMillis => formatted("integer", "int64"),
            Kind::Double => formatted("number", "double"),
            Kind::Boolean => of_type("boolean"),
            Kind::Json => Schema::new(),
            Kind::Enumeration(known) => match known.values {
                EnumerationValues::Text(_) => of_type("string"),
                EnumerationValues::Integer(_) => formatted("integer", "int64"),
            },
            Kind::List(item) => {
                schema([("type", json!("array")), ("items", self.item(row, item).into())])
            }
            Kind::Map(item) => {
                let item = self.item(row, item).into();
                schema([("type", json!("object")), ("additionalProperties", item)])
            }
            Kind::Object { object, .. } => self.reference(object),
        };
        let Some(row) = row else { return typed };
        let facts = facts(row, self.reading);
        if self.reading == Reading::Answer {
            put(&mut typed, "x-documented", facts);
        } else {
            typed.extend(facts);
        }
        typed
    }

    fn item(&self, row: Option<&Row>, kind: &Kind) -> Schema {
        let each = row.and_then(|row| row.each.as_deref());
        let mut item = self.value(each, kind);
        if let Some(each) = each {
            super::row::tell_values(each, &mut item);
        }
        if self.reading == Reading::Answer { self.nullable(item) } else { item }
    }

    /// The schema of the same values, or null.
    pub(super) fn nullable(&self, mut schema: Schema) -> Schema {
        if let Some(Value::Array(values)) = schema.get_mut("enum") {
            values.push(Value::Null);
        }
        let old = self.dialect == Dialect::OpenApi30;
        if let Some(name) = schema.get("type").cloned() {
            if old {
                schema.insert("nullable".to_owned(), json!(true));
            } else {
                schema.insert("type".to_owned(), json!([name, "null"]));
            }
            return schema;
        }
        match schema.shift_remove("$ref") {
            None => schema,
            Some(reference) if old => {
                // Without a type beside it, `nullable` means nothing.
                let mut wrapped = of_type("object");
                put(&mut wrapped, "nullable", true);
                put(&mut wrapped, "allOf", json!([{ "$ref": reference }]));
                wrapped.extend(schema);
                wrapped
            }
            Some(reference) => {
                let mut wrapped = Schema::new();
                put(&mut wrapped, "anyOf", json!([{ "$ref": reference }, { "type": "null" }]));
                wrapped.extend(schema);
                wrapped
            }
        }
    }
}

fn of_type(name: &str) -> Schema {
    schema([("type", json!(name))])
}

fn formatted(name: &str, format: &str) -> Schema {
    schema([("type", json!(name)), ("format", json!(format))])
}
