//! Whole requests, with rules that relate parameters and body: what no OpenAPI document can say.

use serde_json::{Value, json};

use super::object::rows_in;
use super::rules::Bound;
use super::{Schema, Writer, put, reach, rules, schema};
use crate::model::{Location, Operation, Row};

impl Writer<'_> {
    /// The schema of a request as an object of its parts: `path`, `query`, `header`, `body`.
    pub(in crate::emit) fn request(&self, operation: &Operation) -> Schema {
        let mut parts = Schema::new();
        let mut required = Vec::new();
        for location in [Location::Path, Location::Query, Location::Header] {
            let rows = rows_in(operation, |row| row.location == location);
            if rows.is_empty() {
                continue;
            }
            if rows.iter().any(|row| row.required) {
                required.push(location.as_str());
            }
            let mut part = self.fields(&rows);
            for row in rows {
                hold_to_http(row, &mut part);
            }
            parts.insert(location.as_str().to_owned(), part.into());
        }
        if operation.has_body {
            let body = self.named(&reach::body_name(self.group, operation));
            parts.insert("body".to_owned(), body.into());
            required.push("body");
        }
        let mut request = schema([("title", json!(operation.name))]);
        put(&mut request, "description", operation.about.as_str());
        put(&mut request, "type", "object");
        put(&mut request, "properties", parts);
        put(&mut request, "required", required);
        request.insert("additionalProperties".to_owned(), false.into());
        rules::bind(&operation.rules, self.table(&operation.rows, true), &mut request);
        put(
            &mut request,
            "x-rules",
            rules::tell(&operation.rules, &operation.rows, Bound::InRequest),
        );
        request
    }
}

/// What HTTP can carry in this place, whatever the table says.
fn hold_to_http(row: &Row, part: &mut Schema) {
    let demand = match row.location {
        Location::Path => json!({ "enum": [".", ".."] }),
        Location::Header => json!({ "pattern": r"[\u0000-\u001f\u007f-\u009f]|^\s|\s$" }),
        Location::Query | Location::Body | Location::Field => return,
    };
    let value = part.get_mut("properties").and_then(|fields| fields.get_mut(&row.name));
    if let Some(value) = value.and_then(Value::as_object_mut)
        && value.get("type").is_some_and(|name| name == "string")
    {
        value.insert("not".to_owned(), demand);
    }
}
