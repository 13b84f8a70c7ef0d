//! Objects, and what else has rows: bodies, and the parts of a request.

use serde_json::{Value, json};

use super::relation::Table;
use super::rules::Bound;
use super::{Reading, Schema, Writer, put, rules, schema};
use crate::emit::provenance;
use crate::model::{Location, Object, Operation, Row};

impl Writer<'_> {
    /// The schema of a documented object.
    pub(in crate::emit) fn object(&self, object: &Object) -> Schema {
        let Object {
            name,
            id,
            type_name: _,
            about,
            page,
            rows,
            rules: relations,
            in_requests: _,
            errata,
        } = object;
        let rows: Vec<&Row> = rows.iter().collect();
        let mut head = schema([("title", json!(name))]);
        put(&mut head, "description", about.as_deref());
        head.extend(self.fields(&rows));
        if self.reading != Reading::Answer {
            rules::bind(relations, self.table(&object.rows, false), &mut head);
        }
        let bound = if self.reading == Reading::Answer { Bound::Nowhere } else { Bound::InObject };
        put(&mut head, "x-rules", rules::tell(relations, &object.rows, bound));
        put(&mut head, "x-id", id.as_str());
        put(&mut head, "externalDocs", page.as_ref().map(|page| provenance::docs(page, None)));
        put(&mut head, "x-errata", provenance::errata(errata, |_| true));
        head
    }

    /// The schema of an operation's body.
    pub(in crate::emit) fn body(&self, operation: &Operation) -> Schema {
        let rows = rows_in(operation, |row| row.location == Location::Body);
        let mut body = schema([("title", json!(format!("Body of {}", operation.name)))]);
        body.extend(self.fields(&rows));
        rules::bind(&operation.rules, self.table(&operation.rows, false), &mut body);
        body
    }

    pub(super) fn table<'a>(&self, rows: &'a [Row], located: bool) -> Table<'a> {
        Table { rows, dialect: self.dialect, reading: self.reading, located }
    }

    /// An object with a field for each row.
    pub(super) fn fields(&self, rows: &[&Row]) -> Schema {
        let mut fields = schema([("type", json!("object"))]);
        let mut properties = Schema::new();
        for row in rows {
            let value = self.row(row);
            properties.insert(row.name.clone(), value.clone().into());
            if self.reading == Reading::Documented {
                for alias in &row.aliases {
                    let mut value = value.clone();
                    value.shift_remove("x-aliases");
                    put(&mut value, "x-alias-of", row.name.as_str());
                    properties.insert(alias.clone(), value.into());
                }
            }
        }
        let required: Vec<&Row> = rows.iter().copied().filter(|row| row.required).collect();
        put(&mut fields, "properties", properties);
        if self.reading == Reading::Answer {
            let names: Vec<&str> = required.iter().map(|row| row.name.as_str()).collect();
            let mut documented = Schema::new();
            put(&mut documented, "required", names);
            put(&mut fields, "x-documented", documented);
            // Any field may be there; it is said where another spelling is known to come. As a field of its own, it would
            // be one field twice for whoever turns names into a language's.
            put(
                &mut fields,
                "additionalProperties",
                rows.iter().any(|row| !row.aliases.is_empty()),
            );
            return fields;
        }
        let other = |row: &Row| self.reading == Reading::Documented && !row.aliases.is_empty();
        let names: Vec<&str> =
            required.iter().filter(|row| !other(row)).map(|row| row.name.as_str()).collect();
        put(&mut fields, "required", names);
        fields.insert("additionalProperties".to_owned(), false.into());
        let spelt: Vec<Value> =
            rows.iter().filter(|row| other(row)).map(|row| spelt_once(row)).collect();
        put(&mut fields, "allOf", spelt);
        fields
    }
}

/// A field has one of its names: exactly one where it is required.
fn spelt_once(row: &Row) -> Value {
    let names = std::iter::once(&row.name).chain(&row.aliases);
    let mut choices: Vec<Value> = names.clone().map(|name| json!({ "required": [name] })).collect();
    if !row.required {
        choices.push(json!({ "not": { "anyOf": choices } }));
    }
    json!({ "oneOf": choices })
}

/// The rows of an operation for which this holds.
pub(super) fn rows_in(operation: &Operation, holds: impl Fn(&Row) -> bool) -> Vec<&Row> {
    operation.rows.iter().filter(|row| holds(row)).collect()
}
