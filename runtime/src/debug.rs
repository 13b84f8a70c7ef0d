//! `Debug` of models: what is set, and nothing that is secret.

use std::fmt;

use crate::json::DEPTH_MAX;
use crate::model::Model;
use crate::table::{Kind, Row};
use crate::value::Value;

/// What stands for a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Prints the rows that are set by their wire names; `[redacted]` stands for a secret.
///
/// # Errors
///
/// If the formatter refuses the text.
pub fn model(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    object(model, DEPTH_MAX, f)
}

/// `levels` is how many lists and objects are shown within each other, this one included.
fn object(model: &dyn Model, levels: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let levels = levels.saturating_sub(1);
    let table = model.table();
    let mut output = f.debug_struct(table.name());
    for (index, row) in table.rows.iter().enumerate() {
        match model.value(index) {
            Value::Absent => {}
            value => {
                output.field(row.name, &Shown { value, row, secret: row.secret, levels });
            }
        }
    }
    output.finish()
}

/// A value as its row allows it to be shown.
struct Shown<'a> {
    value: Value<'a>,
    row: &'static Row,
    secret: bool,
    /// How many more lists and objects are shown within each other.
    levels: usize,
}

impl Shown<'_> {
    /// The row of the items of a list or map, which inherit the secrecy.
    fn item<'a>(&self, value: Value<'a>) -> Shown<'a> {
        let row = match self.row.kind {
            Kind::List(item) | Kind::Map(item) => item,
            _ => self.row,
        };
        let levels = self.levels.saturating_sub(1);
        Shown { value, row, secret: self.secret || row.secret, levels }
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            Value::Absent => f.write_str("absent"),
            Value::Null => f.write_str("null"),
            _ if self.secret => f.write_str(REDACTED),
            Value::List(_) | Value::Map(_) | Value::Model(_) if self.levels == 0 => {
                f.write_str("…")
            }
            Value::Text(text) => text.fmt(f),
            Value::Integer(integer) => integer.fmt(f),
            Value::Double(double) => double.fmt(f),
            Value::Boolean(boolean) => boolean.fmt(f),
            Value::Json(json) => fmt::Display::fmt(json, f),
            Value::List(list) => f
                .debug_list()
                .entries((0..list.len()).map(|index| self.item(list.get(index))))
                .finish(),
            Value::Map(map) => f
                .debug_map()
                .entries(map.entries().map(|(key, value)| (key, self.item(value))))
                .finish(),
            Value::Model(nested) => object(nested, self.levels, f),
        }
    }
}
