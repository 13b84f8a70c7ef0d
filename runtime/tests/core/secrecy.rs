//! Secrets in every place that a table can put them: no message, path or count tells anything about them.

use std::collections::BTreeMap;

use apiscribe_runtime::json::decode;
use apiscribe_runtime::table::{Check, Kind, Literal, Row, Rule, Table};
use apiscribe_runtime::validate::{self, Scope};
use apiscribe_runtime::{Model, Place, Violation, model};

const MARKER: &str = "marker";

macro_rules! vault {
    ($name:ident, $table:ident, $id:literal, $rules:expr, { $($index:literal $field:ident: $type:ty = $row:expr,)* }) => {
        #[derive(Clone, Default)]
        struct $name { $($field: Option<$type>,)* }

        static $table: Table = Table::new($id, "https://example.com", &[$($row,)*], $rules);

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

        model!($name);
    };
}

vault!(Inner, INNER, "Inner", &[
    Rule::new("Inner.less", Check::LessOrEqual(1, 2)),
    Rule::new("Inner.when", Check::When {
        conditions: &[(3, Literal::Boolean(true))],
        require: &[],
        forbid: &[],
        within: &[(0, &[Literal::Text("other")])],
    }),
], {
    0 text: String = Row::new("text", Kind::Text, "String").max(2).pattern("[0-9]+").charset("digits"),
    1 low: i64 = Row::new("low", Kind::Integer, "Integer").max(5),
    2 high: i64 = Row::new("high", Kind::Integer, "Integer"),
    3 on: bool = Row::new("on", Kind::Boolean, "Boolean"),
});

static TEXT: Row = Row::new("", Kind::Text, "String").max(2);
static SECRET_TEXT: Row = Row::new("", Kind::Text, "String").secret().max(2);

vault!(Vault, VAULT, "Vault", &[], {
    0 inner: Inner = Row::new("inner", Kind::Model(&INNER), "Inner").secret(),
    1 list: Vec<String> = Row::new("list", Kind::List(&TEXT), "Array of String").secret().max(1),
    2 map: BTreeMap<String, String> = Row::new("map", Kind::Map(&TEXT), "Map of String").secret().min(3),
    3 codes: Vec<String> = Row::new("codes", Kind::List(&SECRET_TEXT), "Array of String"),
    4 number: i64 = Row::new("number", Kind::Integer, "Integer").secret().max(5),
    5 plain: Inner = Row::new("plain", Kind::Model(&INNER), "Inner"),
});

vault!(Safe, SAFE, "Safe", &[], {
    0 vault: Vault = Row::new("vault", Kind::Model(&VAULT), "Vault"),
});

#[test]
fn violations_of_what_is_within_a_secret_show_nothing() {
    let inner =
        Inner { text: Some(MARKER.into()), low: Some(777), high: Some(776), on: Some(true) };
    let vault = Vault {
        inner: Some(inner.clone()),
        list: Some(vec![MARKER.into(); 33]),
        map: Some(BTreeMap::from([("the-key".to_owned(), MARKER.to_owned())])),
        codes: Some(vec![MARKER.into()]),
        number: Some(777),
        plain: None,
    };
    let broken = validate::model(&vault, Scope::Request);
    let ids: Vec<_> = broken.iter().map(Violation::id).collect();
    for id in ["Inner.text.max", "Inner.text.pattern", "Inner.text.charset", "Inner.low.max"]
        .into_iter()
        .chain(["Inner.less", "Inner.when", "Vault.list.max", "Vault.list.each.max"])
        .chain(["Vault.map.min", "Vault.map.each.max", "Vault.codes.each.max", "Vault.number.max"])
    {
        assert!(ids.contains(&id), "{id}: {ids:?}");
    }
    let text = format!("{broken} {broken:?} {vault:?}");
    for told in [MARKER, "777", "776", "33 ", "the-key", "1 entry", "6 characters"] {
        assert!(!text.contains(told), "{told}: {text}");
    }
    // What follows a secret is shown again.
    let open = Vault { plain: Some(inner), ..Vault::default() };
    assert!(validate::model(&open, Scope::Request).to_string().contains("777"));
}

#[test]
fn a_value_of_the_wrong_type_is_not_quoted_where_secrets_belong() {
    for json in [
        r#""marker""#,
        r#"{"vault":"marker"}"#,
        r#"{"vault":{"inner":"marker"}}"#,
        r#"{"vault":{"inner":{"text":{"marker":1}}}}"#,
        r#"{"vault":{"inner":{"low":"marker"}}}"#,
        r#"{"vault":{"list":"marker"}}"#,
        r#"{"vault":{"list":[{"marker":1}]}}"#,
        r#"{"vault":{"map":{"marker":1}}}"#,
        r#"{"vault":{"map":{"marker":"1","marker":"2"}}}"#,
        r#"{"vault":{"codes":"marker"}}"#,
        r#"{"vault":{"codes":[true,{"marker":1}]}}"#,
        r#"{"vault":{"number":"marker"}}"#,
    ] {
        let error = decode(json.as_bytes(), &mut Safe::default()).expect_err(json);
        let text = format!("{error} {error:?}");
        assert!(!text.contains(MARKER), "{json}: {text}");
        assert!(text.contains("column"), "{json}: {text}");
        let glued = serde_json::from_str::<Safe>(json).map(|_| ()).expect_err(json).to_string();
        assert!(json.starts_with('"') || !glued.contains(MARKER), "{json}: {glued}");
    }
}
