//! Every documented example against the generated crate: it decodes, keeps its tables, and encodes back to the same
//! JSON, or an erratum says why not.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use apiscribe_codegen::model::Example;
use apiscribe_runtime::table::{Kind, Table};
use apiscribe_runtime::{Error, Json, Operation, bytes::Bytes, http};
use conformance::spec::{Documented, operations, sdk};
use conformance::tables::{operation, settings};
use conformance::values::{set, set_all};

/// Runs a check over every example, with its index on the page.
fn each(mut check: impl FnMut(&Documented<'_>, &'static Operation, usize, &Example)) -> usize {
    let sdk = sdk();
    let mut count = 0;
    for documented in operations(&sdk) {
        let compiled = operation(&documented.operation.name);
        for (index, example) in documented.operation.examples.iter().enumerate() {
            check(&documented, compiled, index, example);
            count += 1;
        }
    }
    count
}

#[test]
fn every_documented_example_is_there() {
    // 6 + 5 + 5 answers and 2 request lines of ROMA Connect, 5 answers, a request and an answer.
    assert_eq!(each(|_, _, _, _| {}), 6 + 5 + 5 + 5 + 2);
}

#[test]
fn answers_decode_and_encode_back() {
    each(|documented, compiled, index, example| {
        let (Some(json), Some(status)) = (&example.json, example.status) else { return };
        let response = compiled.response(status).unwrap();
        let mut answer = (response.blank)();
        apiscribe_runtime::json::decode(json.as_bytes(), &mut *answer).unwrap();
        let written = apiscribe_runtime::json::encode(&*answer).unwrap();
        let written: Json = serde_json::from_slice(&written).unwrap();
        let page: Json = serde_json::from_str(json).unwrap();
        assert_eq!(
            written,
            normal(response.table, page),
            "{} examples.{index}",
            documented.operation.name
        );
    });
}

#[test]
fn answers_deviate_only_where_an_erratum_says_so() {
    let mut deviations = 0;
    each(|documented, compiled, index, example| {
        let (Some(json), Some(status)) = (&example.json, example.status) else { return };
        let found = compiled.deviations(status, json.as_bytes());
        for violation in &found {
            let pointer = violation.path().replace('[', "/").replace(']', "").replace('.', "/");
            let at = format!("examples.{index}/{pointer}");
            assert!(
                documented.erratum(&at).is_some(),
                "{}: {violation} needs an erratum at {at}",
                documented.operation.name
            );
            deviations += 1;
        }
        let prefix = format!("examples.{index}/");
        let errata = documented.operation.errata.iter();
        let covered = errata.filter(|erratum| erratum.at.starts_with(&prefix)).count();
        assert_eq!(found.len(), covered, "{} examples.{index}: {found}", documented.operation.name);
    });
    // ListServices: 4 nulls and 2 long ids; ListRules: 4 nulls and 3 long ids.
    assert_eq!(deviations, 6 + 7);
}

#[test]
fn successes_are_read_as_answers_and_failures_as_api_errors() {
    each(|documented, compiled, index, example| {
        let (Some(json), Some(status)) = (&example.json, example.status) else { return };
        let name = format!("{} examples.{index}", documented.operation.name);
        let page: Json = serde_json::from_str(json).unwrap();
        match (read(compiled, status, json), status < 300) {
            (Ok(()), true) => {}
            (Err(error), false) => {
                assert!(error.is_api(), "{name}: {error}");
                assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{name}");
                assert_eq!(error.code(), page["error_code"].as_str(), "{name}");
                assert_eq!(error.message(), page["error_msg"].as_str(), "{name}");
                let id = page["request_id"].as_str().or_else(|| page["requestId"].as_str());
                assert_eq!(error.request_id(), id, "{name}");
                assert!(!error.to_string().contains('\n'), "{error}");
            }
            (result, _) => panic!("{name}: {result:?}"),
        }
    });
}

#[test]
fn request_bodies_are_written_as_documented() {
    each(|documented, compiled, index, example| {
        let (true, Some(json)) = (example.request, &example.json) else { return };
        let page: Json = serde_json::from_str(json).unwrap();
        let mut request = (compiled.blank)();
        for (name, value) in page.as_object().unwrap() {
            set(&mut *request, compiled.request.row(name).unwrap(), value);
        }
        let outgoing = compiled.prepare(&*request, &settings(compiled)).unwrap();
        let sent: Json = serde_json::from_slice(outgoing.body()).unwrap();
        assert_eq!(sent, page, "{} examples.{index}", documented.operation.name);
        assert_eq!(outgoing.headers()["content-type"], "application/json");
    });
}

#[test]
fn every_operation_is_sent_to_its_documented_place() {
    let expected = [
        ("AddAccount", "POST", "/data-source/add_account"),
        ("AddDatasource", "POST", "/data-source/add-jdbc-conn"),
        ("CreateDatasourceConnection", "POST", "/v2.0/held-value/datasource-connection"),
        ("DeleteAccount", "POST", "/data-source/delete_account"),
        ("DeleteDatasource", "POST", "/data-source/delete-jdbc"),
        ("EditDatasource", "POST", "/data-source/update-jdbc-conn"),
        ("ListLiveDataDataSourcesV2", "GET", "/v2/held-value/apic/instances/%C3%A9/data-sources"),
        ("ListRules", "GET", "/v2/held-value/link/instances/%C3%A9/rules"),
        ("ListServices", "GET", "/v2/held-value/link/instances/%C3%A9/services"),
    ];
    let mut found = Vec::new();
    for compiled in conformance::tables::operations() {
        let mut request = (compiled.blank)();
        set_all(&mut *request);
        let outgoing = compiled.prepare(&*request, &settings(compiled)).unwrap();
        let (method, path) = (outgoing.method().to_string(), outgoing.uri().path().to_owned());
        found.push((compiled.name, method, path));
    }
    found.sort();
    let found: Vec<(&str, &str, &str)> =
        found.iter().map(|(name, method, path)| (*name, method.as_str(), path.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn an_envelope_decides_what_is_a_success() {
    for name in
        ["AddAccount", "DeleteAccount", "AddDatasource", "EditDatasource", "DeleteDatasource"]
    {
        let sdp = operation(name);
        assert!(read(sdp, 200, r#"{"status":"success","code":1001,"message":"ok"}"#).is_ok());
        let failed = read(sdp, 200, r#"{"status":"fail","code":1201,"message":"no account"}"#);
        let error = failed.unwrap_err();
        assert!(error.is_api(), "{error}");
        assert_eq!((error.code(), error.message()), (Some("1201"), Some("no account")));
        let body = error.body::<datasource_apis::sdp::Outcome>().unwrap();
        assert_eq!(body.code, Some(1201));
        let error = read(sdp, 200, r#"{"status":"success","message":"ok"}"#).unwrap_err();
        assert!(error.is_unexpected(), "{error}");
    }
    let dli = operation("CreateDatasourceConnection");
    assert!(read(dli, 201, r#"{"is_success":true}"#).is_ok());
    assert!(read(dli, 201, "{}").is_ok());
    let error = read(dli, 201, r#"{"is_success":false,"message":"no quota"}"#).unwrap_err();
    assert!(error.is_api(), "{error}");
    assert_eq!(error.message(), Some("no quota"));
}

#[test]
fn an_empty_list_decodes() {
    for name in ["ListServices", "ListRules"] {
        assert!(read(operation(name), 200, r#"{"total":0,"size":0,"items":[]}"#).is_ok());
    }
}

#[test]
fn integers_beyond_doubles_are_exact_in_both_directions() {
    use datasource_apis::roma::link::{ListServices, Rule, Service};
    let id = 99_999_999_999_999_999_i64;
    let request = ListServices::new("instance").product_id(id).service_id(9_007_199_254_740_993);
    let services = operation("ListServices");
    let outgoing = services.prepare(&request, &settings(services)).unwrap();
    let query = outgoing.uri().query().unwrap();
    assert!(query.contains("product_id=99999999999999999"), "{query}");
    assert!(query.contains("service_id=9007199254740993"), "{query}");
    let service: Service = serde_json::from_str(r#"{"service_id":9007199254740993}"#).unwrap();
    assert_eq!(service.service_id, Some(9_007_199_254_740_993));
    let rule: Rule = serde_json::from_str(r#"{"rule_id":99999999999999999}"#).unwrap();
    assert_eq!(serde_json::to_string(&rule).unwrap(), r#"{"rule_id":99999999999999999}"#);
}

fn read(operation: &Operation, status: u16, body: &str) -> Result<(), Error> {
    let response = http::Response::builder()
        .status(status)
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .unwrap();
    let success = operation.responses.iter().find(|one| one.is_success()).unwrap();
    operation.read(&response, &mut *(success.blank)())
}

/// The example without nulls of rows that are not nullable, and with documented names for aliases.
fn normal(table: &Table, page: Json) -> Json {
    let Json::Object(fields) = page else { return page };
    let mut normal = serde_json::Map::new();
    for (name, value) in fields {
        let row = table
            .rows
            .iter()
            .find(|row| row.name == name || row.aliases.contains(&name.as_str()))
            .unwrap_or_else(|| panic!("{}: no row {name}", table.id));
        if !value.is_null() || row.nullable {
            normal.insert(row.name.to_owned(), normal_value(&row.kind, value));
        }
    }
    normal.into()
}

fn normal_value(kind: &Kind, value: Json) -> Json {
    match (kind, value) {
        (Kind::Model(table), value) => normal(table, value),
        (Kind::List(item), Json::Array(items)) => {
            items.into_iter().map(|one| normal_value(&item.kind, one)).collect::<Vec<_>>().into()
        }
        (_, value) => value,
    }
}
