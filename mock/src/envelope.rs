//! The field of a body that says whether it is a success.

use apiscribe_codegen::model::{EnumerationValues, Kind, Literal, Object, Success};
use serde_json::{Map, Value};

/// A wire value as JSON.
pub(crate) fn json(literal: &Literal) -> Value {
    match literal {
        Literal::Text(text) => text.as_str().into(),
        Literal::Integer(integer) => (*integer).into(),
        Literal::Boolean(boolean) => (*boolean).into(),
    }
}

/// Whether a body says that it is no success.
pub(crate) fn is_refusal(success: &Success, fields: &Map<String, Value>) -> bool {
    fields.get(&success.field).is_some_and(|value| *value != json(&success.equals))
}

/// Makes a body say that it is no success.
///
/// The success field gets another value than that of a success. What a page lists as values and the body shows for a
/// success (`status: success`) becomes another of these values, where there is one.
pub(crate) fn refuse(success: &Success, object: &Object, fields: &mut Map<String, Value>) {
    let row = object.rows.iter().find(|row| row.name == success.field);
    let other = row.and_then(|row| other_known(&row.kind, &json(&success.equals)));
    fields.insert(success.field.clone(), other.unwrap_or_else(|| unlike(&success.equals)));
    for row in object.rows.iter().filter(|row| row.name != success.field) {
        let Some(value) = fields.get(&row.name) else { continue };
        if let Some(other) = other_known(&row.kind, value) {
            fields.insert(row.name.clone(), other);
        }
    }
}

/// A documented value that is not this one.
fn other_known(kind: &Kind, value: &Value) -> Option<Value> {
    let Kind::Enumeration(known) = kind else { return None };
    match &known.values {
        EnumerationValues::Text(values) => {
            values.iter().map(|known| Value::from(known.wire.as_str())).find(|other| other != value)
        }
        EnumerationValues::Integer(values) => {
            values.iter().map(|known| Value::from(known.wire)).find(|other| other != value)
        }
    }
}

fn unlike(literal: &Literal) -> Value {
    match literal {
        Literal::Text(text) => format!("not {text}").into(),
        Literal::Integer(integer) => integer.checked_add(1).unwrap_or_default().into(),
        Literal::Boolean(boolean) => (!boolean).into(),
    }
}
