//! Equality of models, row by row.

use crate::model::Model;
use crate::table::Kind;
use crate::types::secret_texts_match;
use crate::value::{List, Map, Value};

/// Whether two models have one table and equal values in every row.
#[must_use]
pub fn models(left: &dyn Model, right: &dyn Model) -> bool {
    let table = left.table();
    std::ptr::eq(table, right.table())
        && table
            .rows
            .iter()
            .enumerate()
            .all(|(index, row)| values(left.value(index), right.value(index), is_secret(row)))
}

/// Whether the row, or the items that it holds, are secret.
fn is_secret(row: &crate::table::Row) -> bool {
    row.secret
        || match row.kind {
            Kind::List(item) | Kind::Map(item) => is_secret(item),
            _ => false,
        }
}

fn values(left: Value<'_>, right: Value<'_>, secret: bool) -> bool {
    match (left, right) {
        (Value::Absent, Value::Absent) | (Value::Null, Value::Null) => true,
        (Value::Text(left), Value::Text(right)) if secret => secret_texts_match(left, right),
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Integer(left), Value::Integer(right)) => left == right,
        // As `f64` compares: NaN differs from itself.
        #[allow(clippy::float_cmp)]
        (Value::Double(left), Value::Double(right)) => left == right,
        (Value::Boolean(left), Value::Boolean(right)) => left == right,
        (Value::Json(left), Value::Json(right)) => left == right,
        (Value::List(left), Value::List(right)) => lists(left, right, secret),
        (Value::Map(left), Value::Map(right)) => maps(left, right, secret),
        (Value::Model(left), Value::Model(right)) => models(left, right),
        _ => false,
    }
}

fn lists(left: &dyn List, right: &dyn List, secret: bool) -> bool {
    left.len() == right.len()
        && (0..left.len()).all(|index| values(left.get(index), right.get(index), secret))
}

fn maps(left: &dyn Map, right: &dyn Map, secret: bool) -> bool {
    left.len() == right.len()
        && left.entries().zip(right.entries()).all(|((left_key, left), (right_key, right))| {
            left_key == right_key && values(left, right, secret)
        })
}
