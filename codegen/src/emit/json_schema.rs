//! Documented tables as JSON Schema.
//!
//! A table has three readings. A request keeps every fact of it. An answer is read leniently: what the page says of a
//! value besides its type is told (`x-documented`), and binds nothing. Documented is what an answer deviates from.

mod facts;
mod kind;
mod object;
mod pattern;
mod reach;
mod relation;
mod request;
mod row;
mod rules;
mod standalone;

pub(super) use reach::{body_name, components};
pub(super) use relation::wire;
pub(super) use rules::{Bound, tell};
pub(super) use standalone::{all, models, one};

use serde_json::{Map, Value, json};

use crate::model::{Group, Home, ObjectRef, Service};
use crate::names::Ident;

/// A schema, with its keywords in the order in which they are read best.
pub(super) type Schema = Map<String, Value>;

/// How strictly a table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reading {
    /// Every fact binds, as in the validation of a request.
    Request,
    /// Only types bind, as in the decoding of an answer.
    Answer,
    /// Every fact binds, enumerations are closed, and other spellings of a name are known.
    Documented,
}

/// What the schema is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// A document of JSON Schema 2020-12.
    JsonSchema,
    /// OpenAPI 3.1, whose schemas are those of JSON Schema 2020-12.
    OpenApi31,
    /// OpenAPI 3.0, which has `nullable`, and no `const`, `if` or siblings of `$ref`.
    OpenApi30,
}

/// Writes the schemas of what one group of a service can see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer<'m> {
    pub(super) service: &'m Service,
    pub(super) group: &'m Group,
    pub(super) dialect: Dialect,
    pub(super) reading: Reading,
}

impl<'m> Writer<'m> {
    /// The same with another reading.
    pub(super) fn reading(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }

    /// The same for the tables of another group.
    pub(super) fn group(self, group: &'m Group) -> Self {
        Self { group, ..self }
    }

    /// A reference to the schema of an object.
    pub(super) fn reference(&self, object: &ObjectRef) -> Schema {
        self.named(&self.component(object))
    }

    /// A reference to a schema by its name.
    pub(super) fn named(&self, name: &str) -> Schema {
        let place = match self.dialect {
            Dialect::JsonSchema => "#/$defs/",
            Dialect::OpenApi31 | Dialect::OpenApi30 => "#/components/schemas/",
        };
        schema([("$ref", json!(format!("{place}{name}")))])
    }

    /// The name of an object's schema.
    fn component(&self, object: &ObjectRef) -> String {
        let group = match object.home {
            Home::ServiceShared => &self.service.root,
            Home::GroupShared | Home::Operation(_) => self.group,
        };
        component_name(group, &object.type_name, self.reading)
    }
}

/// The name of an object's schema: `link.Rule`; of its reading as part of a request `link.Tag.request`.
pub(super) fn component_name(group: &Group, type_name: &Ident, reading: Reading) -> String {
    let prefix = group.module.as_ref().map(|module| format!("{module}.")).unwrap_or_default();
    let suffix = if reading == Reading::Request { ".request" } else { "" };
    format!("{prefix}{type_name}{suffix}")
}

/// A schema with these keywords.
pub(super) fn schema<const N: usize>(keywords: [(&str, Value); N]) -> Schema {
    keywords.into_iter().map(|(keyword, value)| (keyword.to_owned(), value)).collect()
}

/// Adds a keyword, unless its value says nothing: null, false, an empty text, list or object.
pub(super) fn put(schema: &mut Schema, keyword: &str, value: impl Into<Value>) {
    let value = value.into();
    let empty = match &value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    };
    if !empty {
        schema.insert(keyword.to_owned(), value);
    }
}
