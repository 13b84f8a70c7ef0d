//! Models to JSON.

use apiscribe_runtime::Nullable;
use apiscribe_runtime::json::{decode, encode, encode_rows};

use crate::sample::{CreatedUser, Everything, RulePage, RuleStatus, SampleRule};

#[test]
fn writes_what_is_set_in_the_order_of_the_table() {
    let mut page = RulePage { total: Some(i64::MAX), ..RulePage::default() };
    page.items = Some(vec![
        SampleRule {
            name: Some("a\"b".to_owned()),
            status: Some(RuleStatus::Unknown(9)),
            created_user: Some(CreatedUser::default()),
            permissions: Some(Vec::new()),
            ..SampleRule::default()
        },
        SampleRule::default(),
    ]);
    assert_eq!(
        String::from_utf8(encode(&page).unwrap()).unwrap(),
        r#"{"total":9223372036854775807,"items":[{"name":"a\"b","status":9,"created_user":{},"permissions":[]},{}]}"#
    );
}

#[test]
fn null_is_written_where_it_means_something() {
    let mut model = Everything { comment: Nullable::Null, ..Everything::default() };
    assert_eq!(encode(&model).unwrap(), br#"{"comment":null}"#);
    model.comment = Nullable::Absent;
    assert_eq!(encode(&model).unwrap(), b"{}");
}

#[test]
fn json_comes_back_as_it_was() {
    for json in [
        r#"{"text":"é\n","integer":9007199254740993,"double":0.1,"boolean":false,"json":{"a":[1,2.5,null,18446744073709551615]},"kind":"bitter","at":"yesterday","since":-1,"password":"p","comment":null,"child":{"comment":"c"},"labels":{"a":"1","b":"2"},"grid":[[1],[]],"request_id":"r","tokens":["a"],"gaps":[null,1],"any":[null,[],{}]}"#,
        r#"{"integer":-9223372036854775808}"#,
        r#"{"integer":9223372036854775807}"#,
        "{}",
    ] {
        let mut model = Everything::default();
        decode(json.as_bytes(), &mut model).unwrap();
        assert_eq!(String::from_utf8(encode(&model).unwrap()).unwrap(), json);
    }
}

#[test]
fn some_rows_can_be_chosen() {
    let model =
        Everything { text: Some("x".to_owned()), integer: Some(1), ..Everything::default() };
    assert_eq!(encode_rows(&model, |row| row.name == "integer").unwrap(), br#"{"integer":1}"#);
    assert_eq!(encode_rows(&model, |_| false).unwrap(), b"{}");
}

#[test]
fn a_number_without_a_form_in_json_is_an_error() {
    for double in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(encode(&Everything { double: Some(double), ..Everything::default() }).is_err());
    }
}
