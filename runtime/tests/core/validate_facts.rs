//! Facts of rows: each bound at, below and above.

use std::collections::BTreeMap;

use apiscribe_runtime::validate::{self, Scope, Violations};
use apiscribe_runtime::value::Value;
use apiscribe_runtime::{DateTime, Nullable, Secret};

use crate::sample::{EVERYTHING, Everything, Flavour, RulePage, SampleRule};

/// A request with nothing wrong.
fn right() -> Everything {
    Everything { comment: Nullable::Null, ..Everything::default() }
}

fn judge(model: &Everything) -> Vec<String> {
    lines(&validate::model(model, Scope::Request))
}

fn lines(violations: &Violations) -> Vec<String> {
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn nothing_is_wrong_with_a_right_model() {
    assert_eq!(judge(&right()), [""; 0]);
}

#[test]
fn required_and_null() {
    assert_eq!(
        judge(&Everything::default()),
        ["comment: required, and not set [sample.Everything.comment.required]"]
    );
    let mut violations = Violations::new(&EVERYTHING);
    validate::add_value(Value::Null, &EVERYTHING.rows[0], Scope::Answer, &mut violations);
    assert_eq!(lines(&violations), ["text: null is not documented [sample.Everything.text.null]"]);
}

#[test]
fn lengths_are_counted_in_characters() {
    let judge = |text: &str| judge(&Everything { text: Some(text.to_owned()), ..right() });
    assert_eq!(judge("é"), ["text: 1 character, at least 2 [sample.Everything.text.min]"]);
    assert!(judge("日本").is_empty());
    assert!(judge("👍👍👍👍").is_empty());
    assert_eq!(judge("👍👍👍👍👍"), ["text: 5 characters, at most 4 [sample.Everything.text.max]"]);
}

#[test]
fn integers() {
    let judge = |integer| judge(&Everything { integer: Some(integer), ..right() });
    assert_eq!(
        judge(-6),
        [
            "integer: -6 is less than the minimum -5 [sample.Everything.integer.min]",
            "integer: -6 is not a multiple of 5 [sample.Everything.integer.multiple_of]",
        ]
    );
    assert!(judge(-5).is_empty() && judge(0).is_empty() && judge(5).is_empty());
    assert_eq!(
        judge(1),
        ["integer: 1 is not a multiple of 5 [sample.Everything.integer.multiple_of]"]
    );
    assert_eq!(judge(6).len(), 2);
    assert_eq!(judge(i64::MIN).len(), 2);
}

#[test]
fn seventeen_nines_are_exact() {
    let most = 99_999_999_999_999_999;
    for (id, count) in [(0, 1), (1, 0), (2, 0), (most - 1, 0), (most, 0), (most + 1, 1)] {
        let rule = SampleRule { rule_id: Some(id), ..SampleRule::default() };
        assert_eq!(validate::model(&rule, Scope::Answer).len(), count, "{id}");
    }
}

#[test]
fn doubles() {
    let judge = |double| judge(&Everything { double: Some(double), ..right() });
    assert_eq!(
        judge(0.49),
        ["double: 0.49 is less than the minimum 0.5 [sample.Everything.double.min]"]
    );
    assert!(judge(0.5).is_empty() && judge(1.5).is_empty());
    assert_eq!(
        judge(1.51),
        ["double: 1.51 is more than the maximum 1.5 [sample.Everything.double.max]"]
    );
    assert_eq!(
        judge(f64::NAN),
        ["double: NaN is not finite, and JSON has no word for it [sample.Everything.double.type]"]
    );
}

#[test]
fn closed_enumerations_bind_requests_only() {
    let model = |kind: &str| Everything { kind: Some(Flavour::from(kind)), ..right() };
    assert!(judge(&model("sour")).is_empty());
    assert!(judge(&model("SoUr")).is_empty(), "case does not count");
    assert_eq!(
        judge(&model("bitter")),
        [r#"kind: "bitter" is not one of "sweet", "sour" [sample.Everything.kind.values]"#]
    );
    assert!(validate::model(&model("bitter"), Scope::Answer).is_empty());
}

#[test]
fn formats_and_patterns() {
    let at = |text: &str| judge(&Everything { at: Some(DateTime::from(text)), ..right() });
    assert!(at("2023-06-29T08:00:00Z").is_empty());
    assert_eq!(
        at("yesterday"),
        [r#"at: "yesterday" is not an RFC 3339 date and time [sample.Everything.at.format]"#]
    );
    let made = |text: &str| judge(&Everything { made: Some(DateTime::from(text)), ..right() });
    assert!(made("29 June").is_empty(), "the page does not name a form");
    let link = |text: &str| judge(&Everything { link: Some(text.to_owned()), ..right() });
    assert!(link("https://example.com").is_empty());
    assert_eq!(
        link("example.com"),
        [r#"link: "example.com" is not an absolute URI [sample.Everything.link.format]"#]
    );
    let code = |text: &str| judge(&Everything { code: Some(text.to_owned()), ..right() });
    assert!(code("ab").is_empty() && code("x").is_empty());
    assert_eq!(
        code("abc"),
        [r#"code: "abc" does not match the pattern [a-z]{2}|x [sample.Everything.code.pattern]"#]
    );
}

#[test]
fn a_charset_names_the_stranger() {
    let rule = SampleRule { name: Some("a\u{1b}b".to_owned()), ..SampleRule::default() };
    assert_eq!(
        lines(&validate::model(&rule, Scope::Answer)),
        [
            r#"name: holds "\u{1b}" that is none of: letters digits _ - [roma.link.Rule.name.charset]"#
        ]
    );
}

#[test]
fn items_and_entries_are_judged_each() {
    let mut model = right();
    model.grid = Some(vec![vec![9], vec![1, 10]]);
    model.labels =
        Some(BTreeMap::from(["a", "b\n", "c"].map(|key| (key.to_owned(), "1234".to_owned()))));
    assert_eq!(
        judge(&model),
        [
            "labels: 3 entries, at most 2 [sample.Everything.labels.max]",
            "labels[\"a\"]: 4 characters, at most 3 [sample.Everything.labels.each.max]",
            "labels[\"b\\n\"]: 4 characters, at most 3 [sample.Everything.labels.each.max]",
            "labels[\"c\"]: 4 characters, at most 3 [sample.Everything.labels.each.max]",
            "grid[1][1]: 10 is more than the maximum 9 [sample.Everything.grid.each.each.max]",
        ]
    );
    let rule = SampleRule {
        permissions: Some(["a", "123456", "c"].map(str::to_owned).to_vec()),
        ..SampleRule::default()
    };
    let page = RulePage { items: Some(vec![SampleRule::default(), rule]), ..RulePage::default() };
    assert_eq!(
        lines(&validate::model(&page, Scope::Answer)),
        [
            "items[1].permissions: 3 items, at most 2 [roma.link.Rule.permissions.max]",
            "items[1].permissions[1]: 6 characters, at most 5 [roma.link.Rule.permissions.each.max]",
        ]
    );
}

#[test]
fn nested_models_are_judged_with_their_own_table() {
    let child = Everything { integer: Some(10), ..right() };
    assert_eq!(
        judge(&Everything { child: Some(Box::new(child)), ..right() }),
        ["child.integer: 10 is more than the maximum 5 [sample.Everything.integer.max]"]
    );
}

#[test]
fn secrets_show_neither_value_nor_length() {
    let mut model = right();
    model.password = Some(Secret::from("hunter2-hunter2"));
    model.tokens = Some(vec![Secret::from("hunter2")]);
    let long = judge(&model);
    assert_eq!(
        long,
        [
            "password: too long, at most 8 characters [sample.Everything.password.max]",
            "password: is not a UUID [sample.Everything.password.format]",
            "password: holds a character that is none of: letters [sample.Everything.password.charset]",
            "password: does not match the pattern [a-z]+ [sample.Everything.password.pattern]",
            "tokens[0]: too long, at most 3 characters [sample.Everything.tokens.each.max]",
        ]
    );
    model.password = Some(Secret::from("short"));
    assert_eq!(
        judge(&model)[0],
        "password: too short, at least 6 characters [sample.Everything.password.min]"
    );
}

#[test]
fn a_held_value_is_judged_as_a_row_of_the_operation() {
    use apiscribe_runtime::table::{Kind, Row, Table};
    static OPERATION: Table = Table::new("ListRules", "https://example.com", &[], &[]);
    static PROJECT: Row = Row::path("project_id", Kind::Text, "String").required().max(3);
    let mut violations = Violations::new(&OPERATION);
    validate::add_value(Value::Text("1234"), &PROJECT, Scope::Request, &mut violations);
    validate::add_value(Value::Absent, &PROJECT, Scope::Request, &mut violations);
    assert_eq!(
        lines(&violations),
        [
            "path.project_id: 4 characters, at most 3 [ListRules.path.project_id.max]",
            "path.project_id: required, and not set [ListRules.path.project_id.required]",
        ]
    );
}
