//! What a row can hold, and the facts that bound it.

use super::{Row, Table};

/// The type of a row. Enumerations are `Text` or `Integer` rows with values.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A JSON string.
    Text,
    /// A JSON number without fraction or exponent, within 64 bits.
    Integer,
    /// A JSON number.
    Double,
    /// `true` or `false`.
    Boolean,
    /// A date and time, kept as text, in any form unless the row has a format.
    DateTime,
    /// Milliseconds since 1970-01-01T00:00:00Z, kept as an integer.
    EpochMillis,
    /// Any JSON.
    Json,
    /// An object with a table of its own.
    Model(&'static Table),
    /// A list; the row, which has no name, describes its items.
    List(&'static Row),
    /// A map with text keys; the row, which has no name, describes its values.
    Map(&'static Row),
}

/// The least or greatest value of a number, length of a text in characters, or count of a list or map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// Of an integer, a length or a count.
    Integer(i64),
    /// Of a double.
    Double(f64),
}

/// Where a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into the request body.
    Body,
    /// It is a field of an object.
    Field,
}

impl Location {
    /// The word for it in rule ids and paths; a field has none.
    #[must_use]
    pub const fn prefix(self) -> Option<&'static str> {
        match self {
            Self::Path => Some("path"),
            Self::Query => Some("query"),
            Self::Header => Some("header"),
            Self::Body => Some("body"),
            Self::Field => None,
        }
    }
}

/// What a text or number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// An RFC 3339 date and time.
    DateTime,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    EpochMillis,
    /// A UUID with hyphens.
    Uuid,
    /// An absolute URI.
    Uri,
}

/// A documented value of an enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Known {
    /// The value on the wire.
    pub wire: Literal,
    /// What it means.
    pub meaning: &'static str,
}

impl Known {
    /// A documented text.
    #[must_use]
    pub const fn text(wire: &'static str, meaning: &'static str) -> Self {
        Self { wire: Literal::Text(wire), meaning }
    }

    /// A documented integer.
    #[must_use]
    pub const fn integer(wire: i64, meaning: &'static str) -> Self {
        Self { wire: Literal::Integer(wire), meaning }
    }
}

/// A wire value that a field is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A text.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}
