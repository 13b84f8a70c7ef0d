//! From an HTTP answer to a model or an error, whatever the answer is.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod sample;

use std::error::Error as _;

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::{Error, ErrorKind, http};
use proptest::prelude::*;
use sample::{ADD_DATASOURCE, AddAnswer, LIST_RULES, LinkFailure, PASSWORD, RulePage};

fn answer(status: u16, body: impl Into<Bytes>) -> http::Response<Bytes> {
    http::Response::builder().status(status).body(body.into()).unwrap()
}

fn list(status: u16, body: impl Into<Bytes>) -> Result<RulePage, Error> {
    let mut page = RulePage::default();
    LIST_RULES.read(&answer(status, body), &mut page).map(|()| page)
}

fn add(status: u16, body: &'static str) -> Result<AddAnswer, Error> {
    let mut added = AddAnswer::default();
    ADD_DATASOURCE.read(&answer(status, body), &mut added).map(|()| added)
}

#[test]
fn a_success_decodes_leniently() {
    let body = r#"{"total":-1,"unknown":[{}],"items":[{"rule_id":99999999999999999,"name":null}]}"#;
    let page = list(200, body).unwrap();
    assert_eq!(page.total, Some(-1));
    assert_eq!(page.items.unwrap()[0].rule_id, Some(99_999_999_999_999_999));
    assert!(list(200, "\u{feff}{\"total\":1}\n").is_ok());
}

#[test]
fn a_documented_failure_is_an_api_error_with_a_typed_body() {
    let body = r#"{"error_code":"SCB.00000008","error_msg":"Parameter\nerror","requestId":"r-1"}"#;
    let error = list(404, body).expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.code(), Some("SCB.00000008"));
    assert_eq!(error.message(), Some("Parameter\nerror"));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.body::<LinkFailure>().unwrap().request_id.as_deref(), Some("r-1"));
    assert!(error.body::<RulePage>().is_none());
    assert_eq!(error.bytes().unwrap(), body);
    assert_eq!(
        error.to_string(),
        "ListRules was refused: Parameter\\nerror (HTTP 404 Not Found, code SCB.00000008, request id r-1)"
    );
}

#[test]
fn an_envelope_is_judged_by_its_field() {
    assert_eq!(add(200, r#"{"status":"success","code":1001}"#).unwrap().code, Some(1001));
    let error =
        add(200, r#"{"status":"fail","code":1004,"message":"Duplicate"}"#).expect_err("fail");
    assert!(error.is_api());
    assert_eq!((error.code(), error.message()), (Some("1004"), Some("Duplicate")));
    assert_eq!(error.body::<AddAnswer>().unwrap().status.as_deref(), Some("fail"));
    for body in ["{}", r#"{"code":null}"#, "[]", r#"{"code":"1001"}"#] {
        assert!(add(200, body).expect_err(body).is_unexpected(), "{body}");
    }
    // The status is not documented, whatever the body says.
    assert!(add(500, r#"{"code":1001}"#).expect_err("500").is_unexpected());
}

#[test]
fn what_is_not_documented_is_unexpected_and_kept() {
    for (status, body, expected) in [
        (502, "<html>Bad gateway</html>", "502 is not documented (these are: 200, 400, 404)"),
        (502, "", "no body"),
        (302, "", "redirects are not followed"),
        (204, "", "not documented"),
        (200, "", "the answer has no body"),
        (200, " <!DOCTYPE html>", "HTML, not JSON"),
        (404, "<html>", "HTML, not JSON"),
        (404, "", "the answer has no body"),
        (404, "{\"error_code\":\"x", "does not decode"),
        (200, "{\"items\":[{\"rule_id\":1},{\"rule_id\":\"2\"}]}", "items[1].rule_id"),
        (200, "{\"total\":1.0}", "total"),
        (200, "{\"total\":1,\"total\":2}", "duplicate"),
        (200, "{} trailing", "does not decode"),
        (200, "null", "does not decode"),
    ] {
        let error = list(status, body).expect_err(body);
        assert!(error.is_unexpected(), "{body}: {error}");
        assert_eq!(error.bytes().unwrap(), body);
        assert_eq!(error.status().unwrap(), status);
        let text = error.to_string();
        assert!(text.contains(expected) && text.lines().count() == 1, "{body}: {text}");
    }
    assert!(list(200, "{").expect_err("truncated").source().is_some());
}

#[test]
fn hostile_answers_are_errors_and_never_a_panic() {
    let deep = |open: &str, close: &str| {
        format!("{{\"items\":[{{\"extra\":{}{}}}]}}", open.repeat(100_000), close.repeat(100_000))
    };
    for body in [
        deep("[", "]").into_bytes(),
        deep("{\"a\":", "").into_bytes(),
        format!("{{\"total\":{}}}", "9".repeat(100_000)).into_bytes(),
        b"{\"total\":1e999999}".to_vec(),
        b"{\"items\":[{\"name\":\"\xff\xfe\"}]}".to_vec(),
        b"{\"items\":[{\"name\":\"\\ud800\"}]}".to_vec(),
        b"\x00\x01\x02".to_vec(),
        b"{\"items\":{\"0\":{}}}".to_vec(),
        vec![b'['; 1 << 20],
    ] {
        for status in [200, 404, 500] {
            let body = match status {
                200 => body.clone(),
                _ => body.iter().copied().chain(*b"]").collect(),
            };
            let error = list(status, body.clone()).expect_err("hostile");
            assert!(error.is_unexpected());
            assert_eq!(error.bytes().unwrap(), &body);
            assert!(error.to_string().len() < 600 && format!("{error:?}").len() < 1200);
            let _ = LIST_RULES.deviations(status, &body);
        }
    }
    // What is unknown is skipped, however deep.
    let unknown = format!("{{\"unknown\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(list(200, unknown.clone()).is_ok());
    assert_eq!(LIST_RULES.deviations(200, unknown.as_bytes()).len(), 1);
}

#[test]
fn neither_secrets_nor_kept_bytes_are_printed() {
    let body = format!("{{\"items\":[{{\"password\":[\"{PASSWORD}\"]}}]}}");
    let error = list(200, body).expect_err("a list is no text");
    let html = list(502, format!("<html>{PASSWORD}</html>")).expect_err("HTML");
    let text = format!("{error} {error:?} {html} {html:?} {:?}", error.source());
    assert!(!text.contains(PASSWORD), "{text}");
    assert!(text.contains("items[0].password") && text.contains("bytes_kept"), "{text}");
}

#[test]
fn deviations_list_what_the_page_does_not_document() {
    let body = format!(
        r#"{{"size":1000,"odd key":1,"items":[
            {{"rule_id":null,"status":7,"mystery":{{}}}},
            {{"rule_id":1,"status":0,"extra":null,"password":"{PASSWORD}"}},
            null,{{"rule_id":0}}]}}"#
    );
    assert!(list(200, body.clone()).is_ok());
    let deviations = LIST_RULES.deviations(200, body.as_bytes());
    let mut found: Vec<_> = deviations.iter().map(|one| (one.path(), one.id())).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("[\"odd key\"]", "roma.link.RulePage.unknown"),
            ("items[0].mystery", "roma.link.Rule.unknown"),
            ("items[0].rule_id", "roma.link.Rule.rule_id.null"),
            ("items[0].status", "roma.link.Rule.status.values"),
            ("items[1].parsing", "roma.link.Rule.when.status"),
            ("items[1].password", "roma.link.Rule.password.max"),
            ("items[2]", "roma.link.RulePage.items.each.null"),
            ("items[3].rule_id", "roma.link.Rule.rule_id.min"),
            ("size", "roma.link.RulePage.size.max"),
        ]
    );
    assert!(!deviations.to_string().contains(PASSWORD));
    assert!(LIST_RULES.deviations(200, br#"{"total":0,"size":0,"items":[]}"#).is_empty());
    let alias = br#"{"error_code":"a","requestId":"b"}"#;
    assert!(LIST_RULES.deviations(404, alias).is_empty());
    assert!(LIST_RULES.deviations(200, b"<html>").is_empty());
    assert!(LIST_RULES.deviations(999, b"{}").is_empty());
}

#[test]
fn as_many_deviations_as_an_answer_has_bytes_are_counted_and_not_kept() {
    for item in ["null", r#"{"odd":1}"#, r#"{"rule_id":0}"#] {
        let body = format!(r#"{{"items":[{}]}}"#, vec![item; 20_000].join(","));
        let deviations = LIST_RULES.deviations(200, body.as_bytes());
        assert_eq!(deviations.len(), 1000);
        assert!(deviations.omitted() >= 19_000);
        assert!(deviations.to_string().contains(" more\n"), "{}", deviations.omitted());
    }
}

#[test]
fn a_compressed_answer_is_called_that() {
    let mut response = answer(200, &b"\x1f\x8b\x08"[..]);
    response.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    let error = LIST_RULES.read(&response, &mut RulePage::default()).expect_err("gzip");
    assert!(error.to_string().contains("compressed (gzip)"), "{error}");
}

#[test]
fn a_line_stays_a_line_whatever_the_service_says() {
    let body = "{\"error_msg\":\"a\u{202e}b\u{2028}c\\u001b[2J\"}";
    let text = list(404, body).expect_err("refused").to_string();
    assert!(text.contains(r"a\u{202e}b\u{2028}c\u{1b}[2J"), "{text}");
}

proptest! {
    #[test]
    fn no_bytes_panic(
        status in prop_oneof![Just(200), Just(404), Just(500)],
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            r#"\{("(items|total|size|odd)":(null|1|"x"|\[\{"rule_id":(1|null|"é")\}\]|\{\}),?){0,4}\}?"#
                .prop_map(String::into_bytes),
        ],
    ) {
        let result = list(status, body.clone());
        if let Err(error) = result {
            prop_assert!(!error.to_string().contains('\n'));
            prop_assert_eq!(error.bytes().map(|bytes| bytes.to_vec()), Some(body.clone()));
        }
        let _ = LIST_RULES.deviations(status, &body).to_string();
    }
}
