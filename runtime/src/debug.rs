//! `Debug` of models: what is set, and nothing that is secret.

use std::fmt;

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
    let table = model.table();
    let mut output = f.debug_struct(table.name());
    for (index, row) in table.rows.iter().enumerate() {
        match model.value(index) {
            Value::Absent => {}
            value => {
                output.field(row.name, &Shown { value, row, secret: row.secret });
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
}

impl Shown<'_> {
    /// The row of the items of a list or map, which inherit the secrecy.
    fn item<'a>(&self, value: Value<'a>) -> Shown<'a> {
        let row = match self.row.kind {
            Kind::List(item) | Kind::Map(item) => item,
            _ => self.row,
        };
        Shown { value, row, secret: self.secret || row.secret }
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            Value::Absent => f.write_str("absent"),
            Value::Null => f.write_str("null"),
            _ if self.secret => f.write_str(REDACTED),
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
            Value::Model(nested) => model(nested, f),
        }
    }
}
