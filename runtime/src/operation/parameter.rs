//! One value on its way into the path, the query or a header.

use crate::table::Row;
use crate::types::Secret;
use crate::value::Value;

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

/// How a value is written outside of JSON; `None` if there is none.
pub(super) fn parameter_text(value: Value<'_>) -> Result<Option<String>, &'static str> {
    Ok(Some(match value {
        Value::Absent | Value::Null => return Ok(None),
        Value::Text(text) => text.to_owned(),
        Value::Integer(integer) => integer.to_string(),
        Value::Double(double) if double.is_finite() => double.to_string(),
        Value::Double(_) => return Err("not a finite number"),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::List(list) => {
            let items = (0..list.len()).map(|index| parameter_text(list.get(index)));
            items.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?.join(",")
        }
        Value::Json(_) | Value::Map(_) | Value::Model(_) => {
            return Err("an object can be sent in a body only");
        }
    }))
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
        let list = vec![1_i64, -2];
        assert_eq!(text(Value::List(&list)).unwrap(), "1,-2");
        assert!(text(Value::Null).is_none());
        assert!(parameter_text(Value::Double(f64::NAN)).is_err());
    }
}
