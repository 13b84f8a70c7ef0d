//! What a row says of its value besides the type: bounds, formats, patterns, closed enumerations.

use serde_json::{Number, Value, json};

use super::{Reading, Schema, pattern, put};
use crate::model::{Bound, Enumeration, EnumerationValues, Format, Kind, Location, Row};

/// The keywords that hold a value to what its row says, as strictly as the reading asks.
pub(super) fn facts(row: &Row, reading: Reading) -> Schema {
    let mut facts = Schema::new();
    match &row.kind {
        Kind::Text | Kind::DateTime => text(row, None, &mut facts),
        Kind::Integer | Kind::EpochMillis => integer(row, &mut facts),
        Kind::Double => bounds(row, ["minimum", "maximum"], &mut facts),
        Kind::Boolean | Kind::Json | Kind::Object { .. } => {}
        Kind::Enumeration(known) => enumeration(row, known, closes(row, reading), &mut facts),
        Kind::List(_) => bounds(row, ["minItems", "maxItems"], &mut facts),
        Kind::Map(_) => bounds(row, ["minProperties", "maxProperties"], &mut facts),
    }
    facts
}

/// Whether other values than those of the enumeration are wrong.
fn closes(row: &Row, reading: Reading) -> bool {
    match reading {
        Reading::Request => row.closed,
        Reading::Answer | Reading::Documented => true,
    }
}

fn enumeration(row: &Row, known: &Enumeration, closed: bool, facts: &mut Schema) {
    match &known.values {
        EnumerationValues::Integer(values) => {
            integer(row, facts);
            if closed {
                let values: Vec<i64> = values.iter().map(|value| value.wire).collect();
                put(facts, "enum", values);
            }
        }
        EnumerationValues::Text(values) => {
            let ignores = known.ignore_case && closed;
            text(row, ignores.then_some(known), facts);
            if closed && !ignores {
                let values: Vec<&str> = values.iter().map(|value| value.wire.as_str()).collect();
                put(facts, "enum", values);
            }
        }
    }
}

/// The words of an enumeration whose values are the same in upper and lower case.
pub(super) fn in_any_case(known: &Enumeration) -> Option<String> {
    match &known.values {
        EnumerationValues::Text(values) if known.ignore_case => {
            Some(pattern::ignore_case(values.iter().map(|value| value.wire.as_str())))
        }
        _ => None,
    }
}

fn text(row: &Row, closed_in_any_case: Option<&Enumeration>, facts: &mut Schema) {
    let format = match row.format {
        Some(Format::DateTime) => "date-time",
        Some(Format::Uuid) => "uuid",
        Some(Format::Uri) => "uri",
        Some(Format::EpochMillis) | None => "",
    };
    put(facts, "format", format);
    bounds(row, ["minLength", "maxLength"], facts);
    // There is no path with an empty part and no empty credential, whatever the table says.
    let empty = row.min.is_none_or(|least| least.as_f64() < 1.0);
    if (row.location == Location::Path || row.credential)
        && empty
        && let Some(documented) = facts.insert("minLength".to_owned(), json!(1))
    {
        put(facts, "x-documented", json!({ "minLength": documented }));
    }
    let mut patterns: Vec<String> = Vec::new();
    patterns.extend(row.charset.as_deref().map(pattern::charset));
    patterns.extend(row.pattern.as_deref().and_then(pattern::whole));
    patterns.extend(closed_in_any_case.and_then(in_any_case));
    let mut patterns = patterns.into_iter();
    put(facts, "pattern", patterns.next());
    put(facts, "allOf", patterns.map(|next| json!({ "pattern": next })).collect::<Vec<Value>>());
}

fn integer(row: &Row, facts: &mut Schema) {
    bounds(row, ["minimum", "maximum"], facts);
    put(facts, "multipleOf", row.multiple_of);
}

fn bounds(row: &Row, [least, greatest]: [&str; 2], facts: &mut Schema) {
    put(facts, least, row.min.map(number));
    put(facts, greatest, row.max.map(number));
}

fn number(bound: Bound) -> Value {
    match bound {
        Bound::Integer(integer) => integer.into(),
        Bound::Double(double) => Number::from_f64(double).map_or(Value::Null, Value::Number),
    }
}
