//! Rows and their types.

use super::ObjectRef;
use crate::names::Ident;

/// One row of a documented table.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one cell of the table, independent of the others"
)]
pub struct Row {
    /// The documented name: the wire name.
    pub name: String,
    /// The emitted field.
    pub field: Ident,
    /// The emitted setter: the field's name, with a trailing `_` where it would clash with a method.
    pub setter: Ident,
    /// Where the value goes.
    pub location: Location,
    /// Whether the client holds the value, so that the request type has no field for it.
    pub held: bool,
    /// Whether the client holds it as the credential.
    pub credential: bool,
    /// The type as the spec spells it: `Array of Rule`.
    pub documented_type: String,
    /// The type.
    pub kind: Kind,
    /// Whether it is mandatory.
    pub required: bool,
    /// Least value, length or count.
    pub min: Option<Bound>,
    /// Greatest value, length or count.
    pub max: Option<Bound>,
    /// What the service takes where the value is absent.
    pub default: Option<String>,
    /// Constraints of the items of a list or map: a row with an empty name.
    pub each: Option<Box<Row>>,
    /// Whether requests may hold the listed values only.
    pub closed: bool,
    /// What the value stands for.
    pub format: Option<Format>,
    /// Allowed characters, as in the spec.
    pub charset: Option<String>,
    /// A regular expression that the whole text must match.
    pub pattern: Option<String>,
    /// The number is a multiple of this.
    pub multiple_of: Option<i64>,
    /// Unit of the number.
    pub unit: Option<String>,
    /// Whether null is documented and differs from an absent value.
    pub nullable: bool,
    /// Other spellings of the name.
    pub aliases: Vec<String>,
    /// Whether the value must never be printed.
    pub secret: bool,
    /// Whether the page calls it deprecated.
    pub deprecated: bool,
    /// Whether the page calls it reserved.
    pub reserved: bool,
    /// One sentence.
    pub about: Option<String>,
}

impl Row {
    /// A row about which nothing is known.
    #[must_use]
    pub fn blank(name: &str, field: Ident, location: Location) -> Self {
        Self {
            name: name.to_owned(),
            setter: field.setter(),
            field,
            location,
            held: false,
            credential: false,
            documented_type: String::new(),
            kind: Kind::Json,
            required: false,
            min: None,
            max: None,
            default: None,
            each: None,
            closed: false,
            format: None,
            charset: None,
            pattern: None,
            multiple_of: None,
            unit: None,
            nullable: false,
            aliases: Vec::new(),
            secret: false,
            deprecated: false,
            reserved: false,
            about: None,
        }
    }

    /// Whether the type could not be read, which was reported: what stands below such a row is anybody's guess.
    pub(crate) fn is_unread(&self) -> bool {
        let mut kind = &self.kind;
        while let Kind::List(item) | Kind::Map(item) = kind {
            kind = item;
        }
        *kind == Kind::Json && !self.documented_type.ends_with("Object")
    }
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
    /// The word for it in rule ids and errata: `query`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
            Self::Field => "field",
        }
    }
}

/// The type of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `String`; a secret one where the row says so.
    Text,
    /// `i64`.
    Integer,
    /// `f64`.
    Double,
    /// `bool`.
    Boolean,
    /// `DateTime`: a text that keeps its wire form.
    DateTime,
    /// `EpochMillis`: an integer that keeps its wire form.
    EpochMillis,
    /// Any JSON.
    Json,
    /// An open enumeration.
    Enumeration(Enumeration),
    /// A list.
    List(Box<Kind>),
    /// A map with text keys.
    Map(Box<Kind>),
    /// An object; boxed where it is part of a cycle that no list or map breaks.
    Object {
        /// Which.
        object: ObjectRef,
        /// Whether the field is boxed.
        boxed: bool,
    },
}

impl Kind {
    /// The object that a value holds, or that the items of a list or map are.
    #[must_use]
    pub fn object(&self) -> Option<&ObjectRef> {
        match self {
            Self::Object { object, boxed: _ } => Some(object),
            Self::List(item) | Self::Map(item) => item.object(),
            Self::Text
            | Self::Integer
            | Self::Double
            | Self::Boolean
            | Self::DateTime
            | Self::EpochMillis
            | Self::Json
            | Self::Enumeration(_) => None,
        }
    }
}

/// An enumeration, emitted beside the table that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// The emitted type: `RuleStatus`.
    pub type_name: Ident,
    /// Whether upper and lower case count as the same.
    pub ignore_case: bool,
    /// Its values.
    pub values: EnumerationValues,
}

/// The values of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnumerationValues {
    /// Texts.
    Text(Vec<TextValue>),
    /// Integers.
    Integer(Vec<IntegerValue>),
}

/// A text value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextValue {
    /// The wire value.
    pub wire: String,
    /// The emitted variant.
    pub variant: Ident,
    /// What it means.
    pub meaning: String,
}

/// An integer value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegerValue {
    /// The wire value.
    pub wire: i64,
    /// The emitted variant.
    pub variant: Ident,
    /// What it means.
    pub meaning: String,
}

/// A bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// Of an integer, a length or a count.
    Integer(i64),
    /// Of a double.
    Double(f64),
}

impl Bound {
    /// The bound of a double.
    #[must_use]
    // A bound that a double can't hold exactly bounds no double exactly either.
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Integer(integer) => integer as f64,
            Self::Double(double) => double,
        }
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(formatter),
            Self::Double(double) => double.fmt(formatter),
        }
    }
}

/// What a value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
