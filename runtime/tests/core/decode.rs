//! JSON to models.

use apiscribe_runtime::json::{DecodeError, decode};
use apiscribe_runtime::{Json, Nullable};

use crate::sample::{Everything, Flavour, RulePage, RuleStatus};

fn everything(json: &str) -> Result<Everything, DecodeError> {
    let mut model = Everything::default();
    decode(json.as_bytes(), &mut model).map(|()| model)
}

fn page(json: &str) -> Result<RulePage, DecodeError> {
    let mut model = RulePage::default();
    decode(json.as_bytes(), &mut model).map(|()| model)
}

#[test]
fn reads_every_kind() {
    let model = everything(
        r#"{"text":"a\u00e9","integer":-5,"double":1,"boolean":true,"json":{"a":[null,1]},"kind":"sweet",
            "at":"2023-06-29T08:00:00Z","since":1700000000123,"password":"hunter2","comment":"c",
            "child":{"text":"x","child":{"text":"y"}},"labels":{"b":"2","a":"1"},"grid":[[1,2],[],[3]],
            "tokens":["t"],"gaps":[1,null,3],"any":[null,{"x":1}]}"#,
    )
    .unwrap();
    assert_eq!(model.text.as_deref(), Some("aé"));
    assert_eq!(model.integer, Some(-5));
    assert_eq!(model.double, Some(1.0));
    assert_eq!(model.boolean, Some(true));
    assert_eq!(model.json.unwrap()["a"][0], Json::Null);
    assert_eq!(model.kind, Some(Flavour::Sweet));
    assert_eq!(model.at.unwrap().as_str(), "2023-06-29T08:00:00Z");
    assert_eq!(model.since.unwrap().as_i64(), 1_700_000_000_123);
    assert_eq!(model.password.unwrap().expose(), "hunter2");
    assert_eq!(model.comment.set().unwrap(), "c");
    assert_eq!(model.child.unwrap().child.unwrap().text.unwrap(), "y");
    assert_eq!(model.labels.unwrap()["b"], "2");
    assert_eq!(model.grid.unwrap(), [vec![1, 2], vec![], vec![3]]);
    assert_eq!(model.tokens.unwrap()[0].expose(), "t");
    assert_eq!(model.gaps.unwrap(), [Nullable::Set(1), Nullable::Null, Nullable::Set(3)]);
    assert_eq!(model.any.unwrap(), [Json::Null, serde_json::json!({"x": 1})]);
}

#[test]
fn null_empties_a_field_and_sets_a_nullable_one() {
    let model = everything(
        r#"{"text":null,"kind":null,"child":null,"labels":null,"json":null,"comment":null,"grid":[null,[1,null]]}"#,
    )
    .unwrap();
    assert!(model.text.is_none() && model.kind.is_none() && model.child.is_none());
    assert!(model.labels.is_none() && model.json.is_none());
    assert!(model.comment.is_null());
    assert_eq!(model.grid.unwrap(), [vec![1]], "a null that no item can be is left out");
    assert!(everything("{}").unwrap().comment.is_absent());
}

#[test]
fn unknown_fields_and_values_survive() {
    let page =
        page(r#"{"new":[{"deep":[1,2,{"a":null}]}],"items":[{"status":7,"x":1},{"status":0}]}"#);
    let items = page.unwrap().items.unwrap();
    assert_eq!(items[0].status, Some(RuleStatus::Unknown(7)));
    assert_eq!(items[1].status, Some(RuleStatus::Enabled));
    assert_eq!(everything(r#"{"kind":"bitter"}"#).unwrap().kind.unwrap().as_str(), "bitter");
}

#[test]
fn fields_come_in_any_order_and_by_any_spelling() {
    let model = everything(r#"{"code":"c","requestId":"r","text":"t","link":"l"}"#).unwrap();
    let values = (model.code, model.request_id, model.text, model.link);
    let expected = ("c", "r", "t", "l");
    assert_eq!(
        values,
        (
            Some(expected.0.to_owned()),
            Some(expected.1.to_owned()),
            Some(expected.2.to_owned()),
            Some(expected.3.to_owned())
        )
    );
    assert_eq!(everything(r#"{"te\u0078t":"t"}"#).unwrap().text.unwrap(), "t");
}

#[test]
fn integers_are_exact_to_the_last_bit() {
    for (json, expected) in [
        ("9007199254740993", (1 << 53) + 1),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
    ] {
        let model = everything(&format!(r#"{{"integer":{json}}}"#)).unwrap();
        assert_eq!(model.integer, Some(expected));
    }
}

#[test]
fn a_wrong_type_is_an_error_with_its_path() {
    let items = format!("{}{}", "{},".repeat(17), r#"{"rule_id":"0"}"#);
    let error = page(&format!(r#"{{"items":[{items}]}}"#)).unwrap_err();
    assert_eq!(error.path(), "items[17].rule_id");
    assert_eq!(
        error.to_string(),
        "items[17].rule_id: invalid type: string \"0\", expected an integer of 64 bits at line 1 column 75"
    );
    for (json, path) in [
        (r#"{"integer":1.0}"#, "integer"),
        (r#"{"integer":1e2}"#, "integer"),
        (r#"{"integer":"0"}"#, "integer"),
        (r#"{"integer":true}"#, "integer"),
        (r#"{"integer":9223372036854775808}"#, "integer"),
        (r#"{"integer":99999999999999999999}"#, "integer"),
        (r#"{"integer":-9223372036854775809}"#, "integer"),
        (r#"{"text":1}"#, "text"),
        (r#"{"text":["a"]}"#, "text"),
        (r#"{"boolean":"true"}"#, "boolean"),
        (r#"{"boolean":0}"#, "boolean"),
        (r#"{"double":"1"}"#, "double"),
        (r#"{"double":1e999}"#, "double"),
        (r#"{"kind":1}"#, "kind"),
        (r#"{"at":1}"#, "at"),
        (r#"{"since":"1"}"#, "since"),
        (r#"{"since":1.5}"#, "since"),
        (r#"{"child":[]}"#, "child"),
        (r#"{"child":{"child":{"text":1}}}"#, "child.child.text"),
        (r#"{"labels":[]}"#, "labels"),
        (r#"{"labels":{"a b":1}}"#, "labels[\"a b\"]"),
        (r#"{"grid":{}}"#, "grid"),
        (r#"{"grid":[[1],[1,2,"3"]]}"#, "grid[1][2]"),
        (r#"{"comment":1}"#, "comment"),
        ("[]", ""),
        ("null", ""),
        ("1", ""),
    ] {
        let error = everything(json).expect_err(json);
        assert_eq!(error.path(), path, "{json}: {error}");
        assert!(error.message().contains(" at line 1 column "), "{error}");
    }
    assert_eq!(page(r#"{"items":[{"status":"0"}]}"#).unwrap_err().path(), "items[0].status");
}

#[test]
fn duplicates_are_errors() {
    let error = everything(r#"{"text":"a","text":"b"}"#).unwrap_err();
    assert_eq!(error.path(), "text");
    assert!(error.message().starts_with("duplicate field `text`"), "{error}");
    let error = everything(r#"{"child":{"request_id":"a","requestId":"b"}}"#).unwrap_err();
    assert_eq!(error.path(), "child.request_id");
    assert_eq!(everything(r#"{"text":null,"text":null}"#).unwrap_err().path(), "text");
    let error = everything(r#"{"labels":{"a":"1","a":"2"}}"#).unwrap_err();
    assert_eq!(error.path(), "labels[\"a\"]");
}

#[test]
fn a_wrong_secret_is_not_shown() {
    for json in [
        r#"{"password":123456}"#,
        r#"{"password":["123456"]}"#,
        r#"{"password":{"a":"123456"}}"#,
        r#"{"tokens":[123456]}"#,
        r#"{"child":{"password":123456}}"#,
    ] {
        let error = everything(json).unwrap_err();
        assert!(!error.to_string().contains("123456"), "{error}");
        assert!(error.path().contains("password") || error.path() == "tokens[0]", "{error}");
        assert!(error.to_string().contains("secret and not shown at line 1"), "{error}");
    }
}

#[test]
fn a_long_wrong_value_is_cut() {
    let error = everything(&format!(r#"{{"integer":"{}"}}"#, "é".repeat(100_000))).unwrap_err();
    assert!(error.to_string().len() < 300, "{}", error.to_string().len());
    assert!(error.to_string().contains("… at line 1 column"), "{error}");
}

#[test]
fn nesting_is_bounded_where_it_is_read_and_skipped_where_it_is_not() {
    let nest = |open: &str, depth: usize, close: &str| {
        format!("{}{}", open.repeat(depth), close.repeat(depth))
    };
    let deep =
        |depth| format!("{{{}\"text\":\"x\"{}}}", "\"child\":{".repeat(depth), "}".repeat(depth));
    assert!(everything(&deep(100)).is_ok());
    assert!(everything(&deep(100_000)).is_err());
    assert!(everything(&format!(r#"{{"json":{}}}"#, nest("[", 100_000, "]"))).is_err());
    let unknown = format!(r#"{{"new":{},"text":"x"}}"#, nest("[", 100_000, "]"));
    assert_eq!(everything(&unknown).unwrap().text.unwrap(), "x");
    let unknown = format!(r#"{{"new":{}1{}}}"#, "{\"a\":".repeat(100_000), "}".repeat(100_000));
    assert!(everything(&unknown).is_ok());
}

#[test]
fn what_is_not_json_is_an_error() {
    for json in [
        "",
        " ",
        "{",
        r#"{"text""#,
        r#"{"text":"a"#,
        r#"{"text":"a"} x"#,
        "<html>",
        "{]",
        "{\"a\":}",
    ] {
        assert!(everything(json).is_err(), "{json}");
    }
    let mut model = Everything::default();
    assert!(decode(b"{\"text\":\"\xff\"}", &mut model).is_err());
    assert!(decode(b"\xff\xfe", &mut model).is_err());
}
