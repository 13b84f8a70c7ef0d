//! `Debug` and equality.

use apiscribe_runtime::json::decode;
use apiscribe_runtime::{Model, Nullable, Secret};

use crate::sample::{Everything, RulePage, RuleStatus};

fn everything(json: &str) -> Everything {
    let mut model = Everything::default();
    decode(json.as_bytes(), &mut model).unwrap();
    model
}

#[test]
fn shows_what_is_set_and_hides_what_is_secret() {
    let model = everything(
        r#"{"text":"a","integer":1,"kind":"sour","password":"hunter2","comment":null,
            "child":{"password":"hunter2","tokens":["hunter2"]},"labels":{"k":"v"},"grid":[[1]],"json":{"j":1}}"#,
    );
    assert_eq!(
        format!("{model:?}"),
        r#"Everything { text: "a", integer: 1, json: {"j":1}, kind: "sour", password: [redacted], comment: null, child: Everything { password: [redacted], tokens: [[redacted]] }, labels: {"k": "v"}, grid: [[1]] }"#
    );
    assert_eq!(format!("{:?}", RulePage::default()), "RulePage");
}

#[test]
fn equality_sees_every_kind() {
    let json = r#"{"text":"a","integer":1,"double":1.5,"boolean":true,"json":[1],"kind":"sour","at":"t","since":1,
        "password":"p","comment":"c","child":{"text":"x"},"labels":{"k":"v"},"grid":[[1]],"tokens":["t"],"gaps":[null]}"#;
    let model = everything(json);
    assert_eq!(model, everything(json));
    for (from, to) in [
        (r#""text":"a""#, r#""text":"b""#),
        (r#""integer":1"#, r#""integer":2"#),
        ("1.5", "1.25"),
        ("true", "false"),
        (r#""json":[1]"#, r#""json":[2]"#),
        ("sour", "sweet"),
        (r#""at":"t""#, r#""at":"u""#),
        (r#""since":1"#, r#""since":2"#),
        (r#""password":"p""#, r#""password":"q""#),
        (r#""comment":"c""#, r#""comment":null"#),
        (r#""text":"x""#, r#""text":"y""#),
        (r#""k":"v""#, r#""l":"v""#),
        (r#""k":"v""#, r#""k":"w""#),
        ("[[1]]", "[[1,1]]"),
        ("[[1]]", "[]"),
        (r#"["t"]"#, r#"["tt"]"#),
        ("[null]", "[1]"),
    ] {
        let other = json.replacen(from, to, 1);
        assert_ne!(json, other);
        assert_ne!(model, everything(&other), "{from} {to}");
    }
    assert_ne!(
        Everything::default(),
        Everything { comment: Nullable::Null, ..Everything::default() }
    );
}

#[test]
fn secrets_compare_whole() {
    assert_eq!(Secret::from("abc"), Secret::new("abc"));
    for other in ["abd", "ab", "abcd", "", "xbc"] {
        assert_ne!(Secret::from("abc"), Secret::from(other));
    }
    assert_eq!(format!("{:?}", Some(Secret::from("abc"))), "Some([redacted])");
}

#[test]
fn values_are_found_by_name() {
    let model = everything(r#"{"integer":7}"#);
    let model: &dyn Model = &model;
    assert!(matches!(model.value_of("integer"), apiscribe_runtime::value::Value::Integer(7)));
    assert!(!model.value_of("no such row").is_set());
    assert!(!model.value(99).is_set());
    assert_eq!(RuleStatus::Enabled.as_i64(), 0);
    assert_eq!(RuleStatus::Unknown(8).to_string(), "8");
}
