//! Answers to good requests.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::client::{Answer, exchange, send, spec};
use apiscribe_codegen::judge::Judge;
use apiscribe_codegen::model::{Sdk, Service};
use apiscribe_mock::Mock;
use apiscribe_mock::spec::load;
use serde_json::{Value, json};

const RULES: &str = "GET /v2/p/link/instances/i/rules";
const TOKEN: (&str, &str) = ("X-Auth-Token", "t");
const KEY: (&str, &str) = ("x-api-key", "k");

fn sdk() -> Sdk {
    load(spec()).unwrap()
}

fn get(mock: &Mock, line: &str, headers: &[(&str, &str)]) -> Answer {
    send(mock.address(), line, &[&[TOKEN, KEY], headers].concat(), b"")
}

#[test]
fn the_answer_is_the_documented_example() {
    let mock = Mock::start(spec()).unwrap();
    let answer = get(&mock, RULES, &[]);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("x-mock-operation"), Some("ListRules"));
    let rule = &answer.json()["items"][0];
    assert_eq!((&rule["rule_id"], &rule["sql_field"]), (&json!(702_244), &Value::Null));
    // The same below the name of the service.
    let below = get(&mock, &RULES.replace("/v2", "/roma/v2"), &[]);
    assert_eq!(below.json(), answer.json());
}

#[test]
fn each_demanded_answer_is_given() {
    let mock = Mock::start(spec()).unwrap();
    let demand = |line: &str, answer: &str| get(&mock, line, &[("X-Mock-Answer", answer)]);
    let not_found = demand(RULES, "404");
    assert_eq!((not_found.status, &not_found.json()["error_msg"]), (404, &json!("Not Found")));
    assert!(not_found.json()["request_id"].as_str().unwrap().starts_with("624c8be1"));
    let teapot = demand(RULES, "418");
    assert_eq!((teapot.status, teapot.json()["error_code"].is_string()), (418, true));
    assert_eq!(demand(RULES, "200").json()["total"], 1);
    assert_eq!(
        (demand(RULES, "202").status, demand(RULES, "202").json()["total"].clone()),
        (202, json!(1))
    );
    let add = "POST /data-source/add_account";
    let refused = demand(add, "failure");
    assert_eq!((refused.status, &refused.json()["code"]), (200, &json!(1002)));
    let connect = "POST /v2.0/p/datasource-connection";
    let refused = demand(connect, "failure");
    assert_eq!((refused.status, &refused.json()["is_success"]), (201, &json!(false)));
    assert_eq!(demand(RULES, "html").header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(demand(RULES, "empty").body, b"");
    let half = demand(RULES, "truncated");
    let length: usize = half.header("content-length").unwrap().parse().unwrap();
    assert!(half.body.len() < length, "{} of {length}", half.body.len());
    let wrong = demand(RULES, "999");
    assert_eq!(wrong.status, 400);
    assert!(wrong.json()["error"].as_str().unwrap().contains("`truncated`"), "{wrong:?}");
}

#[test]
fn latency_is_waited_for() {
    let mock = Mock::builder(sdk()).latency(Duration::from_millis(30)).start().unwrap();
    let begun = Instant::now();
    get(&mock, RULES, &[]);
    assert!(begun.elapsed() >= Duration::from_millis(30));
    let begun = Instant::now();
    get(&mock, RULES, &[("X-Mock-Latency", "60ms")]);
    assert!(begun.elapsed() >= Duration::from_millis(60));
    assert_eq!(get(&mock, RULES, &[("X-Mock-Latency", "soon")]).status, 400);
}

#[test]
fn a_part_of_good_requests_fails() {
    let mock = Mock::builder(sdk()).error_rate(0.5).start().unwrap();
    let statuses: Vec<u16> = (0..100).map(|_| get(&mock, RULES, &[]).status).collect();
    let failed = statuses.iter().filter(|status| **status == 500).count();
    assert!((20..80).contains(&failed), "{failed}");
    assert!(statuses.iter().all(|status| matches!(status, 200 | 500)), "{statuses:?}");
    let always = Mock::builder(sdk()).error_rate(1.0).start().unwrap();
    let body = br#"{"account_provider":1,"account_id":"a","region":"r"}"#;
    let answer = send(always.address(), "POST /data-source/add_account", &[KEY], body);
    assert_eq!((answer.status, &answer.json()["code"]), (503, &json!(1002)));
    let bad = send(always.address(), "POST /data-source/add_account", &[KEY], b"{}");
    assert_eq!(bad.status, 200, "a bad request is told what is wrong with it");
}

#[test]
fn pages_are_cut_from_one_collection() {
    let mock = Mock::builder(sdk()).items(2500).start().unwrap();
    let page = |query: &str| get(&mock, &format!("{RULES}?{query}"), &[]).json();
    let mut ids = Vec::new();
    for offset in (0..2500).step_by(999) {
        let page = page(&format!("limit=999999&offset={offset}"));
        assert_eq!(page["total"], 2500);
        let items = page["items"].as_array().unwrap();
        assert_eq!(page["size"], items.len());
        ids.extend(items.iter().map(|item| item["name"].clone()));
    }
    assert_eq!(ids.len(), 2500);
    assert_eq!(page("")["size"], 10, "the documented default");
    assert_eq!(page("limit=0")["items"], json!([]));
    assert_eq!(page("limit=5&offset=2498")["size"], 2);
    assert_eq!(page("limit=5&offset=2500")["items"], json!([]));
    assert_eq!(page("limit=1&offset=7")["items"][0], page("limit=9&offset=0")["items"][7]);
    // What is asked for is what comes.
    let named = page("name=a-name&limit=3");
    assert!(named["items"].as_array().unwrap().iter().all(|item| item["name"] == "a-name"));
    let sources = "GET /v2/p/apic/instances/i/data-sources?app_id=a&offset=-7&limit=3";
    let sources = get(&mock, sources, &[]).json();
    assert_eq!((&sources["total"], &sources["size"]), (&json!(2500), &json!(3)));
}

#[test]
fn random_answers_keep_every_rule_and_are_the_same_for_the_same_seed() {
    let sdk = sdk();
    for seed in 0..8 {
        let start =
            || Mock::builder(sdk.clone()).generate(seed).items(40).stateless().start().unwrap();
        let (mock, again) = (start(), start());
        for (line, body) in requests() {
            let send = |mock: &Mock| send(mock.address(), line, &[TOKEN, KEY], body.as_bytes());
            let answer = send(&mock);
            assert!((200..300).contains(&answer.status), "{line}: {answer:?}");
            assert_eq!(answer.json(), send(&again).json());
            assert_keeps_its_tables(&sdk.services, &answer);
        }
    }
}

fn requests() -> Vec<(&'static str, &'static str)> {
    let account = r#"{"account_provider":1,"account_id":"a","region":"r"}"#;
    vec![
        ("GET /v2/p/link/instances/i/rules?limit=40", ""),
        ("GET /v2/p/link/instances/i/services?product_id=1", ""),
        ("GET /v2/p/apic/instances/i/data-sources?app_id=a", ""),
        ("POST /data-source/add_account", account),
        (
            "POST /v2.0/p/datasource-connection",
            r#"{"name":"n","service":"RDS","security_group_id":"g","network_id":"n","url":"u"}"#,
        ),
    ]
}

fn assert_keeps_its_tables(services: &[Service], answer: &Answer) {
    let name = answer.header("x-mock-operation").unwrap();
    let mut judged = 0;
    for service in services {
        for group in service.all_groups() {
            for operation in group.operations.iter().filter(|operation| operation.name == name) {
                let problems = Judge::new(service, group).object(&answer.json(), &operation.answer);
                assert!(problems.is_empty(), "{problems:#?}");
                if let Some(success) = &operation.success {
                    assert!(answer.json().get(&success.field).is_some());
                }
                judged += 1;
            }
        }
    }
    assert_eq!(judged, 1, "{name}");
}

/// The small specs of the compiler have every kind of row and rule.
#[test]
fn random_answers_of_other_specs_keep_every_rule() {
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/golden/spec");
    let sdk = load(golden).unwrap();
    let mut judged = 0;
    for service in &sdk.services {
        let one = apiscribe_mock::spec::only(sdk.clone(), &[service.module.as_str().to_owned()]);
        let mock = Mock::builder(one.unwrap()).generate(7).start().unwrap();
        for group in service.all_groups() {
            for operation in &group.operations {
                for round in 0..10 {
                    // Demanded, so that no request has to be made up; another address is another answer.
                    let path = operation.path.replace(['{', '}'], "");
                    let line = format!("{} {path}?round={round}", operation.method);
                    let status = operation.responses[0].status.to_string();
                    let answer = send(mock.address(), &line, &[("X-Mock-Answer", &status)], b"");
                    assert_eq!(answer.status.to_string(), status, "{line}: {answer:?}");
                    let problems =
                        Judge::new(service, group).object(&answer.json(), &operation.answer);
                    assert!(problems.is_empty(), "{line}: {problems:#?}\n{}", answer.json());
                    judged += 1;
                }
            }
        }
    }
    assert!(judged >= 100, "{judged}");
}

#[test]
fn the_page_and_what_it_shows_are_there() {
    let mock = Mock::start(spec()).unwrap();
    get(&mock, &format!("{RULES}?limit=x"), &[]);
    let page = get(&mock, "GET /", &[]);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    let text = String::from_utf8(page.body).unwrap();
    assert!(
        !text.contains("src=\"http") && !text.contains("href=\"http"),
        "it loads nothing from elsewhere"
    );
    let operations = get(&mock, "GET /_mock/operations", &[]).json();
    assert_eq!(operations.as_array().unwrap().len(), 9);
    let requests = get(&mock, "GET /_mock/requests", &[]).json();
    assert_eq!(requests[0]["violations"][0]["rule"], "ListRules.query.limit.type");
    let head = exchange(mock.address(), b"HEAD / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    assert!(head.is_none_or(|answer| answer.status == 200));
}

#[test]
fn each_service_has_its_document() {
    let mock = Mock::start(spec()).unwrap();
    let document = get(&mock, "GET /roma/openapi.json", &[]).json();
    assert_eq!(document["servers"], json!([{ "url": mock.url() }]));
    let rules = &document["paths"]["/v2/{project_id}/link/instances/{instance_id}/rules"];
    assert_eq!(rules["get"]["operationId"], "ListRules");
    let several = get(&mock, "GET /openapi.json", &[]);
    assert_eq!(
        (several.status, several.json()["documents"][2].clone()),
        (300, json!("/sdp/openapi.json"))
    );
    let sdp = apiscribe_mock::spec::only(sdk(), &["sdp".to_owned()]).unwrap();
    let alone = Mock::builder(sdp).start().unwrap();
    let document = get(&alone, "GET /openapi.json", &[]).json();
    assert!(document["paths"]["/data-source/add_account"]["post"].is_object());
    assert_eq!(get(&alone, "GET /roma/openapi.json", &[]).status, 404);
}
