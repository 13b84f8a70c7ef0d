//! Models through serde's own entry points.

use apiscribe_runtime::Nullable;

use crate::sample::{Everything, Flavour, RulePage, RuleStatus, SampleRule};

#[test]
fn serde_json_reads_and_writes_models() {
    let rule: SampleRule =
        serde_json::from_str(r#"{"rule_id":9007199254740993,"status":1}"#).unwrap();
    assert_eq!(rule.rule_id, Some(9_007_199_254_740_993));
    assert_eq!(serde_json::to_string(&rule).unwrap(), r#"{"rule_id":9007199254740993,"status":1}"#);
    let rules: Vec<SampleRule> = serde_json::from_slice(b"[{},{\"name\":\"n\"}]").unwrap();
    assert_eq!(rules[1].name.as_deref(), Some("n"));
}

#[test]
fn serde_json_values_are_a_format_too() {
    let value = serde_json::json!({
        "integer": i64::MAX, "double": 1, "comment": null, "child": {"grid": [[1], null]}, "labels": {"a": "b"},
        "password": "p", "kind": "sweet", "json": {"x": [1.5]}, "new": [[]], "requestId": "r"
    });
    let model: Everything = serde_json::from_value(value).unwrap();
    assert_eq!(model.integer, Some(i64::MAX));
    assert_eq!(model.comment, Nullable::Null);
    assert_eq!(model.child.as_ref().unwrap().grid, Some(vec![vec![1]]));
    let back = serde_json::to_value(&model).unwrap();
    assert_eq!(back["request_id"], "r");
    assert_eq!(serde_json::from_value::<Everything>(back).unwrap(), model);
}

#[test]
fn errors_keep_path_and_position() {
    let error =
        serde_json::from_str::<RulePage>("{\"items\":[{},\n{\"rule_id\":\"0\"}]}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "items[1].rule_id: invalid type: string \"0\", expected an integer of 64 bits at line 2 column 14"
    );
    assert_eq!(error.line(), 2);
}

#[test]
fn a_deep_value_is_an_error_even_if_the_format_does_not_count() {
    let mut value = serde_json::json!({});
    for _ in 0..500 {
        value = serde_json::json!({ "child": value });
    }
    let error = serde_json::from_value::<Everything>(value).unwrap_err();
    assert!(error.to_string().contains("nested too deep"), "{error}");
}

#[test]
fn enumerations_print_their_wire_values() {
    assert_eq!(Flavour::Sweet.to_string(), "sweet");
    assert_eq!(Flavour::from("bitter").to_string(), "bitter");
    assert_eq!(RuleStatus::Unknown(5).to_string(), "5");
}
