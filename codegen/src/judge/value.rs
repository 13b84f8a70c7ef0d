//! One value against one row.

use serde_json::{Number, Value};

use super::{Hearing, Place, format};
use crate::model::{Bound, Enumeration, EnumerationValues, Format, Kind, Row};

/// Longest value that is shown as it is, in characters.
const SHOWN: usize = 60;

impl Hearing<'_> {
    /// Judges `value` by its type and, where the row is known, by the row's constraints.
    ///
    /// `row` is the row of the value itself; an item of a list has the row that `each` holds, or none.
    pub(super) fn value(&mut self, row: Option<&Row>, kind: &Kind, value: &Value, place: &Place) {
        // What a list or map below a secret row holds is as secret as the row.
        let outside = (self.secret, self.closed);
        self.secret |= row.is_some_and(|row| row.secret);
        // What a closed list or map holds is closed with it, and nothing further below.
        let is_item = row.is_none_or(|row| row.name.is_empty());
        self.closed = row.is_some_and(|row| row.closed) || self.closed && is_item;
        self.typed(row, kind, value, place);
        (self.secret, self.closed) = outside;
    }

    fn typed(&mut self, row: Option<&Row>, kind: &Kind, value: &Value, place: &Place) {
        match (kind, value) {
            (Kind::Json, _) | (Kind::Boolean, Value::Bool(_)) => {}
            (Kind::Text | Kind::DateTime, Value::String(text)) => self.text(row, text, place),
            (Kind::Integer | Kind::EpochMillis, Value::Number(number)) => match number.as_i64() {
                Some(integer) => self.integer(row, integer, place),
                None => self.wrong_type(kind, value, place),
            },
            (Kind::Double, Value::Number(number)) => {
                if let Some(double) = number.as_f64() {
                    self.double(row, double, place);
                }
            }
            (Kind::Enumeration(enumeration), _) => self.enumeration(row, enumeration, value, place),
            (Kind::List(kind), Value::Array(items)) => {
                self.bounds(row, items.len(), ("item", "items"), place);
                for (index, item) in items.iter().enumerate() {
                    self.item(row, kind, item, &place.child(&index.to_string(), each(place)));
                }
            }
            (Kind::Map(kind), Value::Object(fields)) => {
                self.bounds(row, fields.len(), ("entry", "entries"), place);
                for (name, item) in fields {
                    self.item(row, kind, item, &place.child(name, each(place)));
                }
            }
            (Kind::Object { object, .. }, Value::Object(_)) => self.reference(object, value, place),
            _ => self.wrong_type(kind, value, place),
        }
    }

    fn item(&mut self, row: Option<&Row>, kind: &Kind, item: &Value, place: &Place) {
        let each = row.and_then(|row| row.each.as_deref());
        if item.is_null() && !matches!(kind, Kind::Json) {
            if !each.is_some_and(|each| each.nullable) {
                self.report(place, "null", "null", "is null, which the table does not document");
            }
            return;
        }
        self.value(each, kind, item, place);
    }

    fn wrong_type(&mut self, kind: &Kind, value: &Value, place: &Place) {
        let message = match value {
            Value::Number(number) if is_integer(kind) && is_beyond(number) => {
                format!("is beyond the 64 bits of {}", documented(kind))
            }
            _ => format!("is {}, where {} is documented", kind_of(value), documented(kind)),
        };
        self.report(place, "type", self.show(value), message);
    }

    fn text(&mut self, row: Option<&Row>, text: &str, place: &Place) {
        let Some(row) = row else { return };
        self.bounds(Some(row), text.chars().count(), ("character", "characters"), place);
        let found = self.show(&Value::from(text));
        if let Some(stray) =
            row.charset.as_deref().and_then(|set| format::outside_charset(set, text))
        {
            let set = row.charset.as_deref().unwrap_or_default();
            let stray = if self.secret { "a character".to_owned() } else { format!("`{stray}`") };
            self.report(place, "charset", &found, format!("holds {stray}; allowed are: {set}"));
        }
        if let Some(pattern) = row.pattern.as_deref()
            && !format::matches_pattern(pattern, text)
        {
            self.report(
                place,
                "pattern",
                &found,
                format!("does not match the pattern `{pattern}`"),
            );
        }
        if let Some(format) = row.format {
            self.format(format, text, place);
        }
    }

    fn format(&mut self, expected: Format, text: &str, place: &Place) {
        let (holds, what) = match expected {
            Format::DateTime => (format::is_date_time(text), "an RFC 3339 date and time"),
            Format::Uuid => (format::is_uuid(text), "a UUID"),
            Format::Uri => (format::is_uri(text), "an absolute URI"),
            // A text can't hold it: the type is wrong, which is reported as such.
            Format::EpochMillis => (true, ""),
        };
        if !holds {
            let found = self.show(&Value::from(text));
            self.report(place, "format", found, format!("is not {what}"));
        }
    }

    fn integer(&mut self, row: Option<&Row>, integer: i64, place: &Place) {
        let Some(row) = row else { return };
        let found = self.show(&Value::from(integer));
        if let Some(Bound::Integer(min)) = row.min
            && integer < min
        {
            self.report(place, "min", &found, format!("is {found}, less than the minimum {min}"));
        }
        if let Some(Bound::Integer(max)) = row.max
            && integer > max
        {
            self.report(place, "max", &found, format!("is {found}, more than the maximum {max}"));
        }
        if let Some(step) = row.multiple_of
            && integer.checked_rem(step).is_some_and(|rest| rest != 0)
        {
            self.report(
                place,
                "multiple_of",
                &found,
                format!("is {found}, not a multiple of {step}"),
            );
        }
    }

    fn double(&mut self, row: Option<&Row>, double: f64, place: &Place) {
        let Some(row) = row else { return };
        let found = self.show(&Value::from(double));
        if let Some(min) = row.min.map(Bound::as_f64)
            && double < min
        {
            self.report(place, "min", &found, format!("is {found}, less than the minimum {min}"));
        }
        if let Some(max) = row.max.map(Bound::as_f64)
            && double > max
        {
            self.report(place, "max", &found, format!("is {found}, more than the maximum {max}"));
        }
        if let Some(step) = row.multiple_of.map(|step| Bound::Integer(step).as_f64())
            && (double % step).abs() > 0.0
        {
            self.report(
                place,
                "multiple_of",
                &found,
                format!("is {found}, not a multiple of {step}"),
            );
        }
    }

    fn enumeration(
        &mut self,
        row: Option<&Row>,
        known: &Enumeration,
        value: &Value,
        place: &Place,
    ) {
        let is_known = match (&known.values, value) {
            (EnumerationValues::Text(values), Value::String(text)) => {
                self.text(row, text, place);
                values.iter().any(|known_value| equal(&known_value.wire, text, known.ignore_case))
            }
            (EnumerationValues::Integer(values), Value::Number(number)) if number.is_i64() => {
                let integer = number.as_i64().unwrap_or_default();
                self.integer(row, integer, place);
                values.iter().any(|known_value| known_value.wire == integer)
            }
            (EnumerationValues::Text(_), _) => {
                return self.wrong_type(&Kind::Text, value, place);
            }
            (EnumerationValues::Integer(_), _) => {
                return self.wrong_type(&Kind::Integer, value, place);
            }
        };
        if !is_known && (self.closed || !self.judge.open) {
            let found = self.show(value);
            let message = format!("is `{found}`, which is none of the documented values");
            self.report(place, "values", found, message);
        }
    }

    /// Judges a length or count.
    fn bounds(&mut self, row: Option<&Row>, size: usize, unit: (&str, &str), place: &Place) {
        let Some(row) = row else { return };
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        let found = count(size, unit);
        if let Some(Bound::Integer(min)) = row.min
            && size < min
        {
            self.report(place, "min", &found, format!("has {found}, at least {min} documented"));
        }
        if let Some(Bound::Integer(max)) = row.max
            && size > max
        {
            self.report(place, "max", &found, format!("has {found}, at most {max} documented"));
        }
    }
}

/// The kind of a JSON value with its article.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(number) if number.is_i64() || number.is_u64() => "an integer",
        Value::Number(_) => "a number with a fraction or exponent",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A short value as it is, a long one by its size.
pub(super) fn show(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let length = text.chars().count();
            if length <= SHOWN { text.clone() } else { count(length, ("character", "characters")) }
        }
        Value::Array(items) => count(items.len(), ("item", "items")),
        Value::Object(_) => "an object".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// `1 item`, `2 items`.
pub(super) fn count(number: impl std::fmt::Display, (one, many): (&str, &str)) -> String {
    let number = number.to_string();
    let unit = if number == "1" { one } else { many };
    format!("{number} {unit}")
}

/// Whether two wire values are the same.
pub(super) fn equal(known: &str, text: &str, ignore_case: bool) -> bool {
    known == text || ignore_case && known.eq_ignore_ascii_case(text)
}

fn each(place: &Place) -> String {
    format!("{}.each", place.id)
}

/// Whether a number is too great for 64 bits, with or without an exponent.
fn is_beyond(number: &Number) -> bool {
    number.as_f64().is_some_and(|double| double.abs() >= 9_223_372_036_854_775_808.0)
}

fn is_integer(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::EpochMillis)
}

/// A type in words.
fn documented(kind: &Kind) -> String {
    match kind {
        Kind::Text => "a String".to_owned(),
        Kind::Integer | Kind::EpochMillis => "an Integer".to_owned(),
        Kind::Double => "a Double".to_owned(),
        Kind::Boolean => "a Boolean".to_owned(),
        Kind::DateTime => "a date and time".to_owned(),
        Kind::Json => "any JSON".to_owned(),
        Kind::Enumeration(_) => "one of the documented values".to_owned(),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(_) => "a map".to_owned(),
        Kind::Object { object, .. } => format!("an object `{}`", object.name),
    }
}
