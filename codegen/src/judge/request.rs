//! A request against the tables of an operation.

use std::borrow::Cow;

use serde_json::Value;

use super::value::{kind_of, show};
use super::{Given, Hearing, Place, Slot, unknown};
use crate::model::{EnumerationValues, Kind, Location, Operation, Row};
use crate::suggest::closest;

/// A request, as far as it is shown: a documented example may be a line without a body, or a body alone.
#[derive(Debug, Clone, Default)]
pub struct Request<'v> {
    /// The locations that are shown, the body apart: rows elsewhere are not judged.
    pub shown: Vec<Location>,
    /// Parameters of the shown locations.
    pub parameters: Vec<Parameter>,
    /// The JSON body, where it is shown.
    pub body: Option<&'v Value>,
}

/// A parameter in the path, the query or a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Where it stands.
    pub location: Location,
    /// Its name.
    pub name: String,
    /// Its decoded text; `None` where a placeholder stands for it.
    pub value: Option<String>,
}

impl Hearing<'_> {
    pub(super) fn request(&mut self, operation: &Operation, request: &Request<'_>) {
        let rows = &operation.rows;
        let mut slots: Vec<Slot<'_>> =
            rows.iter().map(|row| slot(operation, row, request)).collect();
        for parameter in &request.parameters {
            self.parameter(operation, parameter, &mut slots);
        }
        let place = Place { id: operation.name.clone(), ..Place::default() };
        match request.body {
            Some(_) if !operation.has_body => {
                self.report(&place, "", "a body", "has a body, and the operation documents none");
            }
            Some(Value::Object(fields)) => {
                self.fill(rows, &mut slots, fields, &place, &|row| row.location == Location::Body);
            }
            Some(value) => {
                let message = format!("is {}, where an object is documented", kind_of(value));
                self.report(&place, "body.type", show(value), message);
                for (row, slot) in rows.iter().zip(&mut slots) {
                    if row.location == Location::Body {
                        slot.given = Given::Hidden;
                    }
                }
            }
            None => {}
        }
        self.rows(rows, &slots);
        self.rules(&operation.rules, rows, &slots, &place);
    }

    fn parameter(&mut self, operation: &Operation, parameter: &Parameter, slots: &mut [Slot<'_>]) {
        let found = operation.rows.iter().zip(slots).find(|(row, _)| {
            row.location == parameter.location
                && (row.name == parameter.name
                    || row.location == Location::Header
                        && row.name.eq_ignore_ascii_case(&parameter.name))
        });
        let location = parameter.location.as_str();
        let Some((row, slot)) = found else {
            let place = Place {
                subject: Some(format!("{location}.{}", parameter.name)),
                ..Place::default()
            };
            let known = operation
                .rows
                .iter()
                .filter(|row| row.location == parameter.location && !row.credential)
                .map(|row| row.name.as_str());
            let message = unknown(closest(&parameter.name, known));
            return self.report(&place, "", "present", message);
        };
        if !matches!(slot.given, Given::Absent) {
            let place = slot.place.clone();
            return self.report(&place, "", "present", "is given more than once");
        }
        slot.given = match &parameter.value {
            None => Given::Placeholder,
            Some(text) => typed(&row.kind, text),
        };
    }
}

fn slot<'v>(operation: &Operation, row: &Row, request: &Request<'v>) -> Slot<'v> {
    let location = row.location.as_str();
    let shown = match row.location {
        Location::Body => request.body.is_some(),
        other => request.shown.contains(&other),
    };
    let id = format!("{}.{location}.{}", operation.name, row.name);
    let place = if row.location == Location::Body {
        Place::default().child(&row.name, id)
    } else {
        Place { subject: Some(format!("{location}.{}", row.name)), id, ..Place::default() }
    };
    Slot { given: if shown { Given::Absent } else { Given::Hidden }, place }
}

/// The value that a parameter's text stands for; text that does not fit stays text and is judged as that.
fn typed<'v>(kind: &Kind, text: &str) -> Given<'v> {
    match parameter_value(kind, text) {
        Some(value) => Given::Value(Cow::Owned(value)),
        None => Given::Placeholder,
    }
}

/// The JSON value of a parameter's text; text that is not of the type stays text.
///
/// `None` where it is not documented how a value of this type is written into a parameter.
#[must_use]
pub fn parameter_value(kind: &Kind, text: &str) -> Option<Value> {
    let value = match kind {
        Kind::Integer | Kind::EpochMillis => integer(text),
        Kind::Enumeration(known) => match known.values {
            EnumerationValues::Integer(_) => integer(text),
            EnumerationValues::Text(_) => None,
        },
        Kind::Double => {
            text.parse::<f64>().ok().filter(|double| double.is_finite()).map(Value::from)
        }
        Kind::Boolean => text.parse::<bool>().ok().map(Value::from),
        Kind::Text | Kind::DateTime => None,
        Kind::List(item) => {
            let items = text.split(',').map(|item_text| parameter_value(item, item_text));
            return items.collect::<Option<Vec<_>>>().map(Value::Array);
        }
        Kind::Json | Kind::Map(_) | Kind::Object { .. } => return None,
    };
    Some(value.unwrap_or_else(|| Value::String(text.to_owned())))
}

/// An integer as it is written in JSON, too: without a plus.
fn integer(text: &str) -> Option<Value> {
    if text.starts_with('+') { None } else { text.parse::<i64>().ok().map(Value::from) }
}
