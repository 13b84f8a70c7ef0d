//! One value on its way into the path, the query or a header.

use crate::table::Row;
use crate::types::Secret;
use crate::value::{List, Value};

/// A row and its value as text, which is overwritten when dropped: it may be a secret.
pub(super) struct Parameter {
    pub(super) row: &'static Row,
    text: Secret,
}

impl Parameter {
    pub(super) fn new(row: &'static Row, text: impl Into<Secret>) -> Self {
        Self { row, text: text.into() }
    }

    pub(super) fn text(&self) -> &str {
        self.text.expose()
    }
}

/// How a value is written outside of JSON; `None` if there is none, as for an empty list.
pub(super) fn parameter_text(value: Value<'_>) -> Result<Option<String>, &'static str> {
    Ok(Some(match value {
        Value::Absent | Value::Null => return Ok(None),
        Value::Text(text) => text.to_owned(),
        Value::Integer(integer) => integer.to_string(),
        Value::Double(double) if double.is_finite() => double.to_string(),
        Value::Double(_) => return Err("not a finite number"),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::List(list) if list.is_empty() => return Ok(None),
        Value::List(list) => joined(list)?,
        Value::Json(_) | Value::Map(_) | Value::Model(_) => {
            return Err("an object can be sent in a body only");
        }
    }))
}

/// The items with commas between them.
fn joined(list: &dyn List) -> Result<String, &'static str> {
    let mut joined = String::new();
    for index in 0..list.len() {
        let item = Secret::new(parameter_text(list.get(index))?.unwrap_or_default());
        if item.expose().contains(',') {
            return Err("an item holds a comma, which would make it two");
        }
        if index > 0 {
            joined.push(',');
        }
        joined.push_str(item.expose());
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::parameter_text;
    use crate::value::Value;

    #[test]
    fn numbers_are_exact_and_lists_are_joined() {
        let text = |value| parameter_text(value).unwrap();
        assert_eq!(text(Value::Integer(i64::MIN)).unwrap(), "-9223372036854775808");
        assert_eq!(text(Value::Integer(99_999_999_999_999_999)).unwrap(), "99999999999999999");
        assert_eq!(text(Value::Double(1e21)).unwrap(), "1000000000000000000000");
        assert_eq!(text(Value::Boolean(false)).unwrap(), "false");
        let empty = Vec::<i64>::new();
        assert!(text(Value::List(&empty)).is_none());
        let commas = vec!["a".to_owned(), "b,c".to_owned()];
        assert!(parameter_text(Value::List(&commas)).is_err());
        let list = vec![1_i64, -2];
        assert_eq!(text(Value::List(&list)).unwrap(), "1,-2");
        assert!(text(Value::Null).is_none());
        assert!(parameter_text(Value::Double(f64::NAN)).is_err());
    }
}
