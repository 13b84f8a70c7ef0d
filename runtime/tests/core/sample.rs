//! Models as they are emitted: nested, boxed and recursive, nullable, lists, maps, secrets, open enumerations.

use std::collections::BTreeMap;

use apiscribe_runtime::table::{Check, Format, Kind, Known, Literal, Row, Rule, Table};
use apiscribe_runtime::{DateTime, EpochMillis, Json, Model, Nullable, Place, Secret};

const PAGE: &str = "https://example.com/page.html";

/// Declares the struct, table and fields of a model.
macro_rules! sample {
    ($name:ident, $table:ident, $id:literal, $rules:expr, { $($index:literal $field:ident: $type:ty = $row:expr,)* }) => {
        #[derive(Clone, Default)]
        pub struct $name { $(pub $field: $type,)* }

        pub static $table: Table = Table::new($id, PAGE, &[$($row,)*], $rules);

        impl Model for $name {
            fn table(&self) -> &'static Table {
                &$table
            }

            fn place(&self, row: usize) -> Option<&dyn Place> {
                Some(match row { $($index => &self.$field,)* _ => return None })
            }

            fn place_mut(&mut self, row: usize) -> Option<&mut dyn Place> {
                Some(match row { $($index => &mut self.$field,)* _ => return None })
            }
        }

        apiscribe_runtime::model!($name);
    };
}

sample!(RulePage, RULE_PAGE, "ListRules.RulePage", &[], {
    0 total: Option<i64> = Row::new("total", Kind::Integer, "Integer").min(0),
    1 size: Option<i64> = Row::new("size", Kind::Integer, "Integer").min(0).max(999),
    2 items: Option<Vec<SampleRule>> =
        Row::new("items", Kind::List(&Row::new("", Kind::Model(&RULE), "Rule")), "Array of Rule"),
});

sample!(SampleRule, RULE, "roma.link.Rule", &[Rule::new(
    "roma.link.Rule.when(status=0)",
    Check::When {
        conditions: &[(2, Literal::Integer(0))],
        require: &[3],
        forbid: &[],
        within: &[(3, &[Literal::Integer(0), Literal::Integer(1)])],
    },
)], {
    0 rule_id: Option<i64> = Row::new("rule_id", Kind::Integer, "Integer").min(1).max(99_999_999_999_999_999),
    1 name: Option<String> =
        Row::new("name", Kind::Text, "String").min(1).max(64).charset("letters digits _ -"),
    2 status: Option<RuleStatus> = Row::new("status", Kind::Integer, "Integer")
        .values(&[Known::integer(0, "enabled"), Known::integer(1, "disabled")]),
    3 data_parsing_status: Option<i64> = Row::new("data_parsing_status", Kind::Integer, "Integer"),
    4 created_user: Option<CreatedUser> = Row::new("created_user", Kind::Model(&CREATED_USER), "CreatedUser"),
    5 permissions: Option<Vec<String>> = Row::new(
        "permissions", Kind::List(&Row::new("", Kind::Text, "String").max(5)), "Array of String",
    ).max(2),
});

sample!(CreatedUser, CREATED_USER, "roma.link.CreatedUser", &[], {
    0 user_id: Option<String> = Row::new("user_id", Kind::Text, "String"),
    1 user_name: Option<String> = Row::new("user_name", Kind::Text, "String"),
});

sample!(Everything, EVERYTHING, "sample.Everything", &[], {
    0 text: Option<String> = Row::new("text", Kind::Text, "String").min(2).max(4),
    1 integer: Option<i64> = Row::new("integer", Kind::Integer, "Long").min(-5).max(5).multiple_of(5),
    2 double: Option<f64> = Row::new("double", Kind::Double, "Double").min_double(0.5).max_double(1.5),
    3 boolean: Option<bool> = Row::new("boolean", Kind::Boolean, "Boolean"),
    4 json: Option<Json> = Row::new("json", Kind::Json, "Object"),
    5 kind: Option<Flavour> = Row::new("kind", Kind::Text, "String")
        .values(&[Known::text("sweet", "Sweet"), Known::text("sour", "Sour")]).closed().ignore_case(),
    6 at: Option<DateTime> = Row::new("at", Kind::DateTime, "String").format(Format::DateTime),
    7 since: Option<EpochMillis> = Row::new("since", Kind::EpochMillis, "Long").unit("ms"),
    8 password: Option<Secret> = Row::new("password", Kind::Text, "String")
        .secret().min(6).max(8).pattern("[a-z]+").charset("letters").format(Format::Uuid),
    9 comment: Nullable<String> = Row::new("comment", Kind::Text, "String").nullable().required(),
    10 child: Option<Box<Everything>> = Row::new("child", Kind::Model(&EVERYTHING), "Everything"),
    11 labels: Option<BTreeMap<String, String>> =
        Row::new("labels", Kind::Map(&Row::new("", Kind::Text, "String").max(3)), "Map of String").max(2),
    12 grid: Option<Vec<Vec<i64>>> = Row::new("grid", Kind::List(&Row::new(
        "", Kind::List(&Row::new("", Kind::Integer, "Integer").max(9)), "Array of Integer",
    )), "Array of Array of Integer"),
    13 request_id: Option<String> =
        Row::new("request_id", Kind::Text, "String").aliases(&["requestId", "RequestId"]),
    14 tokens: Option<Vec<Secret>> =
        Row::new("tokens", Kind::List(&Row::new("", Kind::Text, "String").secret().max(3)), "Array of String"),
    15 gaps: Option<Vec<Nullable<i64>>> =
        Row::new("gaps", Kind::List(&Row::new("", Kind::Integer, "Integer").nullable()), "Array of Integer"),
    16 any: Option<Vec<Json>> = Row::new("any", Kind::List(&Row::new("", Kind::Json, "Object")), "Array of Object"),
    17 link: Option<String> = Row::new("link", Kind::Text, "String").format(Format::Uri),
    18 code: Option<String> = Row::new("code", Kind::Text, "String").pattern("[a-z]{2}|x"),
    19 made: Option<DateTime> = Row::new("made", Kind::DateTime, "DateTime"),
});

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleStatus {
    Enabled,
    Disabled,
    Unknown(i64),
}

impl RuleStatus {
    pub const fn as_i64(&self) -> i64 {
        match self {
            Self::Enabled => 0,
            Self::Disabled => 1,
            Self::Unknown(value) => *value,
        }
    }
}

impl From<i64> for RuleStatus {
    fn from(value: i64) -> Self {
        match value {
            0 => Self::Enabled,
            1 => Self::Disabled,
            other => Self::Unknown(other),
        }
    }
}

apiscribe_runtime::integer_enumeration!(RuleStatus);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flavour {
    Sweet,
    Sour,
    Unknown(String),
}

impl Flavour {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sweet => "sweet",
            Self::Sour => "sour",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for Flavour {
    fn from(value: &str) -> Self {
        match value {
            "sweet" => Self::Sweet,
            "sour" => Self::Sour,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

apiscribe_runtime::text_enumeration!(Flavour);
