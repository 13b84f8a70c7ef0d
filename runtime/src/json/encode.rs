//! Models to JSON text.
//!
//! Writes the bytes itself: a name that needs no escape is known from the table and copied whole, which is half of what
//! there is to write. Numbers, odd texts and any JSON are left to `serde_json`.

use serde_json::Error;
use serde_json::to_writer;

use super::plain::is_plain;
use super::trail::DEPTH_MAX;
use crate::model::Model;
use crate::table::Row;
use crate::value::{List, Map, Value};

/// Writes the rows of a model that are set; absent ones are left out.
///
/// # Errors
///
/// If a number is not finite: JSON has no word for it. If the model is nested deeper than 127 levels.
pub fn encode(model: &dyn Model) -> Result<Vec<u8>, Error> {
    encode_rows(model, |_| true)
}

/// Writes those rows of a model that are set and chosen: the body rows of a request.
///
/// # Errors
///
/// If a number is not finite: JSON has no word for it. If the model is nested deeper than 127 levels.
pub fn encode_rows(model: &dyn Model, choose: fn(&Row) -> bool) -> Result<Vec<u8>, Error> {
    let mut output = Vec::with_capacity(128);
    append_rows(model, choose, &mut output)?;
    Ok(output)
}

/// Appends what [`encode_rows`] writes.
pub(crate) fn append_rows(
    model: &dyn Model,
    choose: fn(&Row) -> bool,
    output: &mut Vec<u8>,
) -> Result<(), Error> {
    write_rows(model, choose, DEPTH_MAX, output)
}

fn write_rows(
    model: &dyn Model,
    choose: impl Fn(&Row) -> bool,
    levels: usize,
    output: &mut Vec<u8>,
) -> Result<(), Error> {
    let Some(levels) = levels.checked_sub(1) else { return Err(too_deep()) };
    let mut separator = b'{';
    for (index, row) in model.table().rows.iter().enumerate() {
        let Some(place) = model.place(index) else { break };
        let value = place.value();
        if matches!(value, Value::Absent) || !choose(row) {
            continue;
        }
        if row.plain {
            output.reserve(row.name.len() + 4);
            output.extend_from_slice(&[separator, b'"']);
            output.extend_from_slice(row.name.as_bytes());
            output.extend_from_slice(b"\":");
        } else {
            output.push(separator);
            to_writer(&mut *output, row.name)?;
            output.push(b':');
        }
        separator = b',';
        write_value(value, levels, output)?;
    }
    if separator == b'{' {
        output.push(separator);
    }
    output.push(b'}');
    Ok(())
}

/// `levels` is how many more lists and objects may be within each other.
fn write_value(value: Value<'_>, levels: usize, output: &mut Vec<u8>) -> Result<(), Error> {
    match value {
        Value::Absent | Value::Null => output.extend_from_slice(b"null"),
        Value::Text(text) => return write_text(text, output),
        Value::Integer(integer) => return to_writer(output, &integer),
        Value::Double(double) if double.is_finite() => return to_writer(output, &double),
        Value::Double(_) => return Err(not_finite()),
        Value::Boolean(true) => output.extend_from_slice(b"true"),
        Value::Boolean(false) => output.extend_from_slice(b"false"),
        Value::Json(json) => return to_writer(output, json),
        Value::List(list) => return write_list(list, levels, output),
        Value::Map(map) => return write_map(map, levels, output),
        Value::Model(model) => return write_rows(model, |_| true, levels, output),
    }
    Ok(())
}

/// Why a number was not written.
pub(super) fn not_finite<E: serde::ser::Error>() -> E {
    E::custom("a number that is not finite has no form in JSON")
}

/// Why a model was not written: nothing could read it back.
pub(super) fn too_deep<E: serde::ser::Error>() -> E {
    E::custom(format_args!("nested deeper than {DEPTH_MAX} levels"))
}

fn write_list(list: &dyn List, levels: usize, output: &mut Vec<u8>) -> Result<(), Error> {
    let Some(levels) = levels.checked_sub(1) else { return Err(too_deep()) };
    output.push(b'[');
    for index in 0..list.len() {
        if index > 0 {
            output.push(b',');
        }
        write_value(list.get(index), levels, output)?;
    }
    output.push(b']');
    Ok(())
}

fn write_map(map: &dyn Map, levels: usize, output: &mut Vec<u8>) -> Result<(), Error> {
    let Some(levels) = levels.checked_sub(1) else { return Err(too_deep()) };
    output.push(b'{');
    for (position, (key, value)) in map.entries().enumerate() {
        if position > 0 {
            output.push(b',');
        }
        write_text(key, output)?;
        output.push(b':');
        write_value(value, levels, output)?;
    }
    output.push(b'}');
    Ok(())
}

fn write_text(text: &str, output: &mut Vec<u8>) -> Result<(), Error> {
    if !is_plain(text) {
        return to_writer(output, text);
    }
    output.reserve(text.len() + 2);
    output.push(b'"');
    output.extend_from_slice(text.as_bytes());
    output.push(b'"');
    Ok(())
}
