//! One row of a table.

use super::{Bound, Format, Kind, Known, Location};

/// One documented row: what the page says about a parameter or field.
// Independent facts of the page, not states of one machine.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The wire name; empty for the items of a list and the values of a map.
    pub name: &'static str,
    /// The type.
    pub kind: Kind,
    /// Where the value goes.
    pub location: Location,
    /// Whether it is mandatory.
    pub required: bool,
    /// Whether null is documented, and differs from an absent value.
    pub nullable: bool,
    /// Whether the value must never be printed.
    pub secret: bool,
    /// Whether the page calls it deprecated.
    pub deprecated: bool,
    /// Whether the page calls it reserved.
    pub reserved: bool,
    /// Whether requests may hold the known values only.
    pub closed: bool,
    /// Other spellings of the name that answers use.
    pub aliases: &'static [&'static str],
    /// Least value, length in characters or count.
    pub min: Option<Bound>,
    /// Greatest value, length in characters or count.
    pub max: Option<Bound>,
    /// What the service takes where the value is absent; never sent.
    pub default: Option<&'static str>,
    /// Known values.
    pub values: &'static [Known],
    /// Whether upper and lower case count as the same in the known values.
    pub ignore_case: bool,
    /// What the value stands for.
    pub format: Option<Format>,
    /// Allowed characters: `letters`, `digits` (both ASCII) and single characters, separated by spaces.
    pub charset: Option<&'static str>,
    /// A regular expression that the whole text matches.
    pub pattern: Option<&'static str>,
    /// The integer is a multiple of this.
    pub multiple_of: Option<i64>,
    /// Unit of the number.
    pub unit: Option<&'static str>,
    /// The type as the spec spells it: `Array of Rule`.
    pub documented_type: &'static str,
    /// Whether the name needs no escape in JSON.
    pub(crate) plain: bool,
}

impl Row {
    /// An optional field without constraints.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, documented_type: &'static str) -> Self {
        Self {
            name,
            kind,
            location: Location::Field,
            required: false,
            nullable: false,
            secret: false,
            deprecated: false,
            reserved: false,
            closed: false,
            aliases: &[],
            min: None,
            max: None,
            default: None,
            values: &[],
            ignore_case: false,
            format: None,
            charset: None,
            pattern: None,
            multiple_of: None,
            unit: None,
            documented_type,
            plain: crate::json::is_plain_name(name),
        }
    }
}

/// Parameters of a request, by where they go.
macro_rules! parameters {
    ($($(#[$doc:meta])* $name:ident: $location:ident;)*) => {
        impl Row {
            $($(#[$doc])*
            #[must_use]
            pub const fn $name(name: &'static str, kind: Kind, documented_type: &'static str) -> Self {
                let mut row = Self::new(name, kind, documented_type);
                row.location = Location::$location;
                row
            })*
        }
    };
}

parameters! {
    /// An optional parameter in the path.
    path: Path;
    /// An optional parameter in the query.
    query: Query;
    /// An optional parameter in a header.
    header: Header;
    /// An optional field of the request body.
    body: Body;
}

/// Builders of the facts without a value.
macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident: $field:ident = $value:expr;)*) => {
        impl Row {
            $($(#[$doc])*
            #[must_use]
            pub const fn $name(mut self) -> Self {
                self.$field = $value;
                self
            })*
        }
    };
}

flags! {
    /// The value is mandatory.
    required: required = true;
    /// Null is documented, and differs from an absent value.
    nullable: nullable = true;
    /// The value must never be printed.
    secret: secret = true;
    /// The page calls it deprecated.
    deprecated: deprecated = true;
    /// The page calls it reserved.
    reserved: reserved = true;
    /// Requests may hold the known values only.
    closed: closed = true;
    /// Upper and lower case count as the same in the known values.
    ignore_case: ignore_case = true;
}

impl Row {
    /// Least and greatest integer, length in characters or count.
    #[must_use]
    pub const fn range(mut self, min: i64, max: i64) -> Self {
        self.min = Some(Bound::Integer(min));
        self.max = Some(Bound::Integer(max));
        self
    }
}

/// Builders of the facts with a value.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident($argument:ident: $type:ty): $field:ident = $value:expr;)*) => {
        impl Row {
            $($(#[$doc])*
            #[must_use]
            pub const fn $name(mut self, $argument: $type) -> Self {
                self.$field = $value;
                self
            })*
        }
    };
}

facts! {
    /// Other spellings of the name that answers use.
    aliases(aliases: &'static [&'static str]): aliases = aliases;
    /// Least integer, length in characters or count.
    min(min: i64): min = Some(Bound::Integer(min));
    /// Greatest integer, length in characters or count.
    max(max: i64): max = Some(Bound::Integer(max));
    /// Least number.
    min_double(min: f64): min = Some(Bound::Double(min));
    /// Greatest number.
    max_double(max: f64): max = Some(Bound::Double(max));
    /// What the service takes where the value is absent.
    default(default: &'static str): default = Some(default);
    /// Known values.
    values(values: &'static [Known]): values = values;
    /// What the value stands for.
    format(format: Format): format = Some(format);
    /// Allowed characters: `letters`, `digits` (both ASCII) and single characters, separated by spaces.
    charset(charset: &'static str): charset = Some(charset);
    /// A regular expression that the whole text matches.
    pattern(pattern: &'static str): pattern = Some(pattern);
    /// The integer is a multiple of this.
    multiple_of(step: i64): multiple_of = Some(step);
    /// Unit of the number.
    unit(unit: &'static str): unit = Some(unit);
}
