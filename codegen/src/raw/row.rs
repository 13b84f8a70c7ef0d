//! Rows, objects and rules.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{At, Entries};

/// A scalar as text: numbers stay as they were typed until the type of their row is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scalar {
    /// The text without quotes.
    pub(crate) text: String,
    /// Whether the text was quoted: `"1"` is not the number 1.
    pub(crate) quoted: bool,
}

/// One row of a documented table, on one line in flow style, with its keys in this order.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawRow {
    /// `String`, `Integer`, `Long`, `Double`, `Boolean`, `DateTime`, `Object`, `Array of T`, `Map of T`, or an object's name.
    #[serde(rename = "type")]
    pub(crate) kind: At<String>,
    /// Whether the page marks the row as mandatory.
    pub(crate) required: At<bool>,
    /// Least value, length or count, by the type.
    pub(crate) min: At<Scalar>,
    /// Greatest value, length or count, by the type.
    pub(crate) max: At<Scalar>,
    /// Constraints of the items of an array or map.
    pub(crate) each: At<Box<RawRow>>,
    /// What the service takes where the value is absent; never sent.
    pub(crate) default: At<Scalar>,
    /// Known values: `wire value: meaning`.
    pub(crate) values: At<Entries<String>>,
    /// Whether requests may hold the listed values only.
    pub(crate) closed: At<bool>,
    /// `insensitive` where upper and lower case count as the same.
    pub(crate) case: At<Case>,
    /// `date-time`, `epoch-ms`, `uuid` or `uri`.
    pub(crate) format: At<Format>,
    /// Allowed characters: `letters`, `digits` and single characters, separated by spaces.
    pub(crate) charset: At<String>,
    /// A regular expression that the whole text must match.
    pub(crate) pattern: At<String>,
    /// The number must be a multiple of this.
    pub(crate) multiple_of: At<Scalar>,
    /// Unit of the number: `ms`, `bytes`.
    pub(crate) unit: At<String>,
    /// How a query parameter with several values is written.
    pub(crate) list: At<ListStyle>,
    /// Whether null is documented, and differs from an absent value.
    pub(crate) nullable: At<bool>,
    /// Other spellings of the name that answers use.
    pub(crate) aliases: At<Vec<At<String>>>,
    /// Whether the value must never be printed.
    pub(crate) secret: At<bool>,
    /// Whether the page calls the row deprecated.
    pub(crate) deprecated: At<bool>,
    /// Whether the page calls the row reserved.
    pub(crate) reserved: At<bool>,
    /// Name of the emitted field, where the documented one collides.
    pub(crate) rust: At<String>,
    /// One short sentence of the maintainer's own.
    pub(crate) about: At<String>,
}

/// Whether case counts in the values of an enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Case {
    /// Case counts; the default.
    Sensitive,
    /// `dws` and `DWS` are the same value.
    Insensitive,
}

/// What the text or number of a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Format {
    /// An RFC 3339 date and time.
    DateTime,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    EpochMs,
    /// A UUID with hyphens.
    Uuid,
    /// An absolute URI.
    Uri,
}

/// How a list is written into a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ListStyle {
    /// `a=1&a=2`
    Repeated,
    /// `a=1,2`
    Comma,
}

/// An object: rows by name, and beside them `about` (text), `rust` (text) and `rules` (a list), which differ from
/// rows of these names by their kind.
#[derive(Debug, Clone)]
pub(crate) struct RawObject {
    pub(crate) entries: Entries<ObjectEntry>,
}

/// An entry of an object; the reader chooses the variant by the kind of the YAML node.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(untagged)]
pub(crate) enum ObjectEntry {
    /// `about: …` or `rust: …`.
    Scalar(Scalar),
    /// `rules: [ … ]`.
    Sequence(Vec<At<RawRule>>),
    /// A row.
    Mapping(Box<RawRow>),
}

/// A relation between rows of one table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub(crate) struct RawRule {
    /// Stable name of the rule, where the composed one will not do.
    pub(crate) id: At<String>,
    /// At least one of these is given; a member may be a group, all of which count as one.
    pub(crate) at_least_one_of: At<Vec<At<Member>>>,
    /// Exactly one of these is given.
    pub(crate) exactly_one_of: At<Vec<At<Member>>>,
    /// At most one of these is given.
    pub(crate) at_most_one_of: At<Vec<At<Member>>>,
    /// All of these are given, or none.
    pub(crate) all_or_none: At<Vec<At<Member>>>,
    /// The first is less than or equal to the second, where both are given.
    pub(crate) less_or_equal: At<Vec<At<String>>>,
    /// The first is less than the second, where both are given.
    pub(crate) less_than: At<Vec<At<String>>>,
    /// Field and value that switch `require`, `forbid` and `in` on.
    pub(crate) when: At<Entries<Scalar>>,
    /// Rows that must be given.
    pub(crate) require: At<Vec<At<String>>>,
    /// Rows that must not be given.
    pub(crate) forbid: At<Vec<At<String>>>,
    /// Values that rows must have, where they are given.
    #[serde(rename = "in")]
    pub(crate) within: At<Entries<Vec<At<Scalar>>>>,
    /// One short sentence of the maintainer's own.
    pub(crate) about: At<String>,
}

/// A member of a rule: a row, or a group of rows.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(untagged)]
pub(crate) enum Member {
    /// One row.
    Scalar(String),
    /// Several rows that count as one.
    Sequence(Vec<At<String>>),
}
