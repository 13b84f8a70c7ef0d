//! Rows: a value's schema, and all that the row tells about it.

use serde_json::{Value, json};

use super::facts::in_any_case;
use super::{Dialect, Reading, Schema, Writer, put};
use crate::emit::rust::words;
use crate::model::{Enumeration, EnumerationValues, Format, Kind, Location, Row};

impl Writer<'_> {
    /// The schema of a row's value, with what the row tells of it.
    pub(in crate::emit) fn row(&self, row: &Row) -> Schema {
        let Row {
            name: _,
            field: _,
            setter: _,
            location,
            held,
            credential: _,
            documented_type,
            kind,
            required: _,
            min: _,
            max: _,
            default,
            each: _,
            closed: _,
            format,
            charset: _,
            pattern,
            multiple_of: _,
            unit,
            nullable,
            aliases,
            secret,
            deprecated,
            reserved,
            about: _,
        } = row;
        let answer = self.reading == Reading::Answer;
        let mut value = self.value(Some(row), kind);
        if *nullable || answer {
            value = self.nullable(value);
        }
        self.wrap_reference(&mut value);
        let mut schema = Schema::new();
        put(&mut schema, "description", describe(row, self.reading));
        schema.extend(value);
        if *secret {
            self.hide(row, &mut schema);
        }
        put(&mut schema, "default", default.as_deref().map(|text| typed(kind, text)));
        // Of a parameter, it stands beside the schema.
        let parameter = matches!(location, Location::Path | Location::Query | Location::Header);
        put(&mut schema, "deprecated", *deprecated && !parameter);
        tell_values(row, &mut schema);
        put(&mut schema, "x-type", documented_type.as_str());
        put(&mut schema, "x-format", format.map(Format::name).filter(|_| answer || is_epoch(row)));
        put(&mut schema, "x-unit", unit.clone());
        put(&mut schema, "x-pattern", pattern.clone());
        put(&mut schema, "x-nullable", *nullable && answer);
        put(&mut schema, "x-aliases", aliases.clone());
        put(&mut schema, "x-secret", *secret);
        put(&mut schema, "x-reserved", *reserved);
        put(&mut schema, "x-held-by-client", *held);
        schema
    }

    /// OpenAPI 3.0 reads nothing beside a `$ref`.
    fn wrap_reference(&self, schema: &mut Schema) {
        if self.dialect == Dialect::OpenApi30
            && let Some(reference) = schema.shift_remove("$ref")
        {
            put(schema, "allOf", json!([{ "$ref": reference }]));
        }
    }

    /// Tells programs not to show a value, and not to expect it back.
    fn hide(&self, row: &Row, schema: &mut Schema) {
        if matches!(row.kind, Kind::Text) && !schema.contains_key("format") {
            schema.insert("format".to_owned(), json!("password"));
        }
        if self.reading == Reading::Request && row.location != Location::Path {
            schema.insert("writeOnly".to_owned(), json!(true));
        }
    }
}

impl Format {
    /// The word that the spec has for it.
    fn name(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::EpochMillis => "epoch-ms",
            Self::Uuid => "uuid",
            Self::Uri => "uri",
        }
    }
}

fn is_epoch(row: &Row) -> bool {
    row.format == Some(Format::EpochMillis)
}

/// Tells the values of an enumeration, open or closed, with what they mean.
pub(super) fn tell_values(row: &Row, schema: &mut Schema) {
    let Kind::Enumeration(known) = &row.kind else { return };
    let values: Vec<Value> = match &known.values {
        EnumerationValues::Text(values) => {
            values.iter().map(|one| json!({ "value": one.wire, "meaning": one.meaning })).collect()
        }
        EnumerationValues::Integer(values) => {
            values.iter().map(|one| json!({ "value": one.wire, "meaning": one.meaning })).collect()
        }
    };
    put(schema, "x-known-values", values);
    // Where it binds, it stands there already.
    if !schema.contains_key("pattern") {
        put(schema, "x-known-pattern", in_any_case(known));
    }
    put(schema, "x-closed", row.closed);
}

/// The row's sentence, and what no keyword says: in an answer, that is all that is documented besides the type.
fn describe(row: &Row, reading: Reading) -> String {
    let mut words: Vec<String> = row.about.iter().cloned().collect();
    if let Kind::Enumeration(known) = &row.kind {
        words.push(known_values(known));
    }
    if reading == Reading::Answer {
        let facts = words::facts(row, None);
        if !facts.is_empty() {
            words.push(format!("Documented: {}", words::lower_first(&facts.join(" "))));
        }
        if row.required {
            words.push("Documented as always present.".to_owned());
        }
    }
    words.join(" ")
}

fn known_values(known: &Enumeration) -> String {
    let values: Vec<String> = match &known.values {
        EnumerationValues::Text(values) => {
            values.iter().map(|one| known_value(&one.wire, &one.meaning)).collect()
        }
        EnumerationValues::Integer(values) => {
            values.iter().map(|one| known_value(&one.wire.to_string(), &one.meaning)).collect()
        }
    };
    let case = if known.ignore_case { ", in upper or lower case" } else { "" };
    format!("Known values{case}: {}.", values.join(", "))
}

fn known_value(wire: &str, meaning: &str) -> String {
    if meaning.is_empty() { format!("`{wire}`") } else { format!("`{wire}` ({meaning})") }
}

/// A documented default as a value of its type.
fn typed(kind: &Kind, text: &str) -> Value {
    let read = match kind {
        Kind::Integer | Kind::EpochMillis => text.parse::<i64>().ok().map(Value::from),
        Kind::Double => text.parse::<f64>().ok().map(Value::from),
        Kind::Boolean => text.parse::<bool>().ok().map(Value::from),
        Kind::Enumeration(Enumeration { values: EnumerationValues::Integer(_), .. }) => {
            text.parse::<i64>().ok().map(Value::from)
        }
        _ => None,
    };
    read.unwrap_or_else(|| text.into())
}
