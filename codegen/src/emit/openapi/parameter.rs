//! Parameters of the path, the query and the headers.

use serde_json::{Value, json};

use super::paths::Names;
use crate::emit::json_schema::{Schema, Writer, put, schema};
use crate::model::{Location, Row};

/// The parameter object of a row.
pub(super) fn object(writer: Writer<'_>, row: &Row, names: &Names<'_>) -> Schema {
    let mut value = writer.row(row);
    let name = match row.location {
        Location::Path => names.shared(&row.name),
        _ => &row.name,
    };
    let mut parameter = schema([("name", json!(name)), ("in", json!(row.location.as_str()))]);
    if name != row.name {
        put(&mut parameter, "x-documented-name", row.name.as_str());
    }
    put(&mut parameter, "description", value.shift_remove("description").unwrap_or(Value::Null));
    put(&mut parameter, "required", row.required);
    put(&mut parameter, "deprecated", row.deprecated);
    parameter.insert("schema".to_owned(), value.into());
    parameter
}
