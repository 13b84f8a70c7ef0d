//! Answers that nobody documented: an error with the bytes kept, never a panic, for every operation.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use apiscribe_runtime::{Operation, Violation, bytes::Bytes, http};
use conformance::tables::operations;
use conformance::values::object;
use proptest::prelude::*;

fn read(operation: &Operation, status: u16, body: Vec<u8>) -> Result<(), apiscribe_runtime::Error> {
    let response = http::Response::builder().status(status).body(Bytes::from(body)).unwrap();
    let success = operation.responses.iter().find(|one| one.is_success()).unwrap();
    operation.read(&response, &mut *(success.blank)())
}

/// Reads a body with every documented status, a success one and an undocumented one.
fn each_status(
    operation: &Operation,
    body: &[u8],
    mut check: impl FnMut(u16, Option<apiscribe_runtime::Error>),
) {
    let documented = operation.responses.iter().map(|response| response.status);
    for status in documented.chain([418, 502]) {
        check(status, read(operation, status, body.to_vec()).err());
    }
}

#[test]
fn bodies_that_are_not_the_documented_object_are_unexpected_and_kept() {
    let deep = [b"{\"items\":".as_slice(), &vec![b'['; 100_000]].concat();
    let bodies: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"<html><body>502 Bad Gateway</body></html>".to_vec(),
        b"{\"total\": 1, \"items\": [".to_vec(),
        b"[]".to_vec(),
        b"null".to_vec(),
        b"\"text\"".to_vec(),
        b"{} {}".to_vec(),
        b"{\"\xff\xfe\": 1}".to_vec(),
        vec![b'['; 200_000],
        deep,
        vec![0; 1000],
    ];
    for operation in operations() {
        for body in &bodies {
            each_status(operation, body, |status, error| {
                let error = error.unwrap_or_else(|| panic!("{} {status} was read", operation.name));
                assert!(error.is_unexpected(), "{} {status}: {error}", operation.name);
                assert_eq!(error.bytes().unwrap(), body.as_slice());
                assert!(!error.to_string().contains('\n'), "{error}");
                assert!(error.to_string().len() < 1_000, "{error}");
            });
        }
    }
}

#[test]
fn wrong_types_huge_numbers_and_duplicates_are_named_by_their_path() {
    let cases = [
        (r#"{"items":[{"rule_id":1},{"rule_id":"1"}]}"#, "items[1].rule_id"),
        (r#"{"items":[{"rule_id":1.0}]}"#, "items[0].rule_id"),
        (r#"{"items":[{"rule_id":1e3}]}"#, "items[0].rule_id"),
        (r#"{"items":[{"rule_id":9223372036854775808}]}"#, "items[0].rule_id"),
        (r#"{"items":[{"rule_id":99999999999999999999999999}]}"#, "items[0].rule_id"),
        (r#"{"total":1,"total":1}"#, "total"),
        (r#"{"items":{}}"#, "items"),
        (r#"{"items":[{"created_user":{"user_id":[]}}]}"#, "items[0].created_user.user_id"),
        (r#"{"items":[{"permissions":["read",1]}]}"#, "items[0].permissions[1]"),
        (r#"{"size":true}"#, "size"),
    ];
    let rules = conformance::tables::operation("ListRules");
    for (body, path) in cases {
        let error = read(rules, 200, body.as_bytes().to_vec()).unwrap_err();
        assert!(error.is_unexpected(), "{body}: {error}");
        assert!(error.to_string().contains(path), "{body}: {error}");
        assert_eq!(error.bytes().unwrap(), body.as_bytes());
    }
    let both = r#"{"error_code":"a","request_id":"b","requestId":"c"}"#;
    let error = read(rules, 400, both.as_bytes().to_vec()).unwrap_err();
    assert!(error.is_unexpected(), "a field and its alias are one field: {error}");
}

#[test]
fn a_hundred_megabytes_are_read_without_harm() {
    let rules = conformance::tables::operation("ListRules");
    let mut body = b"{\"items\":[],\"unknown\":\"".to_vec();
    body.resize(100 << 20, b'x');
    body.extend_from_slice(b"\"}");
    assert!(read(rules, 200, body).is_ok(), "an unknown field is skipped, however long");
    let error = read(rules, 200, vec![b' '; 100 << 20]).unwrap_err();
    assert!(error.is_unexpected());
    assert!(format!("{error:?} {error}").len() < 2_000);
}

#[test]
fn unknown_fields_are_skipped_and_reported() {
    let rules = conformance::tables::operation("ListRules");
    let body = r#"{"items":[{"rule_id":1,"flavour":[[[{}]]]}],"extra":null}"#;
    assert!(read(rules, 200, body.as_bytes().to_vec()).is_ok());
    let deviations = rules.deviations(200, body.as_bytes());
    let paths: Vec<&str> = deviations.iter().map(Violation::path).collect();
    assert_eq!(paths, ["items[0].flavour", "extra"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for operation in operations() {
            each_status(operation, &bytes, |_, _| {});
        }
    }

    #[test]
    fn no_damage_to_a_good_answer_panics(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        for operation in operations() {
            for response in operation.responses {
                let mut bytes = object(response.table).to_string().into_bytes();
                let position = at.index(bytes.len());
                bytes[position] = byte;
                bytes.truncate(cut.index(bytes.len()) + 1);
                let _ = read(operation, response.status, bytes.clone());
                let _ = operation.deviations(response.status, &bytes);
            }
        }
    }
}
