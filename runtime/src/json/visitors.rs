//! Visitors of keys and scalars.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Unexpected, Visitor};

use crate::table::Row;
use crate::value::Word;

/// Finds the row of a key without keeping the key.
pub(super) struct KeySeed {
    pub(super) rows: &'static [Row],
    /// The row that comes next if the answer keeps the order of the table.
    pub(super) expected: usize,
}

impl KeySeed {
    fn find(&self, key: &str) -> Option<(usize, &'static Row)> {
        // From the expected row on, then from the start: most answers keep the order and leave rows out.
        let (before, after) = self.rows.split_at_checked(self.expected).unwrap_or((self.rows, &[]));
        let named = |row: &&Row| row.name == key;
        if let Some(found) = (self.expected..).zip(after).find(|(_, row)| named(row)) {
            return Some(found);
        }
        let mut rows = self.rows.iter().enumerate();
        (before.iter().enumerate().find(|(_, row)| named(row)))
            .or_else(|| rows.find(|(_, row)| row.aliases.contains(&key)))
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Option<(usize, &'static Row)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Option<(usize, &'static Row)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.find(key))
    }
}

pub(super) struct TextVisitor<'a>(pub(super) &'a mut String);

impl Visitor<'_> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        *self.0 = String::from(text);
        Ok(())
    }

    fn visit_string<E>(self, text: String) -> Result<(), E> {
        *self.0 = text;
        Ok(())
    }
}

pub(super) struct IntegerVisitor<'a>(pub(super) &'a mut i64);

impl Visitor<'_> for IntegerVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer of 64 bits")
    }

    fn visit_i64<E>(self, integer: i64) -> Result<(), E> {
        *self.0 = integer;
        Ok(())
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<(), E> {
        *self.0 = signed(integer, &self)?;
        Ok(())
    }
}

/// The same integer, if it has room in 63 bits.
fn signed<E: Error>(integer: u64, visitor: &dyn serde::de::Expected) -> Result<i64, E> {
    i64::try_from(integer).map_err(|_| E::invalid_value(Unexpected::Unsigned(integer), visitor))
}

pub(super) struct DoubleVisitor<'a>(pub(super) &'a mut f64);

impl Visitor<'_> for DoubleVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_f64<E>(self, double: f64) -> Result<(), E> {
        *self.0 = double;
        Ok(())
    }

    // The nearest double is what JSON promises for a long number.
    #[allow(clippy::cast_precision_loss)]
    fn visit_i64<E>(self, integer: i64) -> Result<(), E> {
        *self.0 = integer as f64;
        Ok(())
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E>(self, integer: u64) -> Result<(), E> {
        *self.0 = integer as f64;
        Ok(())
    }
}

pub(super) struct BooleanVisitor<'a>(pub(super) &'a mut bool);

impl Visitor<'_> for BooleanVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false")
    }

    fn visit_bool<E>(self, boolean: bool) -> Result<(), E> {
        *self.0 = boolean;
        Ok(())
    }
}

pub(super) struct WordVisitor<'a> {
    pub(super) word: &'a mut dyn Word,
    pub(super) expected: &'static str,
}

impl Visitor<'_> for WordVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if self.word.text(text) {
            Ok(())
        } else {
            Err(E::invalid_type(Unexpected::Str(text), &self))
        }
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<(), E> {
        if self.word.integer(integer) {
            Ok(())
        } else {
            Err(E::invalid_type(Unexpected::Signed(integer), &self))
        }
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<(), E> {
        let integer = signed(integer, &self)?;
        self.visit_i64(integer)
    }
}
