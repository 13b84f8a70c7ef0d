//! Requests that break the tables, or HTTP.

use crate::client::{exchange, send, spec, talk};
use apiscribe_mock::Mock;
use apiscribe_mock::spec::load;
use serde_json::json;

const RULES: &str = "/v2/p/link/instances/i/rules";
const TOKEN: (&str, &str) = ("X-Auth-Token", "t");
const KEY: (&str, &str) = ("x-api-key", "k");

fn mock() -> Mock {
    Mock::start(spec()).unwrap()
}

#[test]
fn every_violation_is_told_at_once_in_the_documented_object() {
    let mock = mock();
    let line = format!("GET {RULES}?limit=1000000&name={}&offset=x&nam=1", "x".repeat(65));
    let answer = send(mock.address(), &line, &[], b"");
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.broken(),
        [
            "`query.nam` is in no row of the table; did you mean `name`?",
            "ListRules.query.limit.max",
            "ListRules.query.name.max",
            "ListRules.query.offset.type",
            "ListRules.header.X-Auth-Token.required",
        ]
    );
    let body = answer.json();
    // The message holds what its own table allows.
    let message = body["error_msg"].as_str().unwrap();
    assert!(message.starts_with("`query.nam`") && message.chars().count() == 200, "{message}");
    assert_eq!(body["error_code"], "SCB.00000000");
    assert_eq!(body["request_id"], "mock-00000001");
    let recorded = mock.requests();
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0].violations.len(), 5);
    assert_eq!(recorded[0].operation.as_deref(), Some("ListRules"));
}

#[test]
fn a_missing_credential_is_refused_as_the_page_has_it() {
    let mock = mock();
    let listed = "/v2/p/apic/instances/i/data-sources?app_id=a";
    for (line, headers, status) in [
        (format!("GET {listed}"), vec![], 401),
        (format!("GET {listed}"), vec![("X-Auth-Token", "")], 401),
        (format!("GET {listed}"), vec![TOKEN], 200),
        (format!("GET {RULES}"), vec![], 400),
        (format!("GET {RULES}"), vec![TOKEN], 200),
        (format!("GET {RULES}"), vec![("Authorization", "Basic YTpi")], 400),
    ] {
        let answer = send(mock.address(), &line, &headers, b"");
        assert_eq!(answer.status, status, "{line} {headers:?}");
    }
}

#[test]
fn known_credentials_are_the_only_ones() {
    let mock = Mock::builder(load(spec()).unwrap()).token("right").start().unwrap();
    let line = format!("GET {RULES}");
    assert_eq!(send(mock.address(), &line, &[("X-Auth-Token", "right")], b"").status, 200);
    let wrong = send(mock.address(), &line, &[("X-Auth-Token", "hunter2")], b"");
    assert_eq!(wrong.status, 400);
    assert_eq!(wrong.broken(), ["`header.X-Auth-Token` is none that this mock was started with"]);
    assert!(!format!("{wrong:?}").contains("hunter2"));
}

#[test]
fn envelopes_tell_of_a_failure_with_the_status_of_a_success() {
    let mock = mock();
    let answer = send(mock.address(), "POST /data-source/add_account", &[KEY], b"{}");
    assert_eq!(answer.status, 200);
    let body = answer.json();
    assert_eq!((&body["code"], &body["status"]), (&json!(1002), &json!("fail")));
    let message = body["message"].as_str().unwrap();
    for field in ["account_provider", "account_id", "region"] {
        assert!(message.contains(&format!("[AddAccount.body.{field}.required]")), "{message}");
    }
}

#[test]
fn bodies_that_are_no_object_are_told_as_such() {
    let mock = mock();
    for (body, expected) in [
        ("", "CreateDatasourceConnection.body.name.required"),
        ("[]", "CreateDatasourceConnection.body.type"),
        ("{", "the body can't be read: EOF while parsing an object at line 1 column 1"),
        ("\u{feff}{}", "the body can't be read: expected value at line 1 column 1"),
        (
            r#"{"name":1,"name":1}"#,
            "the body can't be read: the field `name` stands twice at line 1 column 16",
        ),
        ("{\"name\":1e999}", "the body can't be read: number out of range at line 1 column 13"),
    ] {
        let line = "POST /v2.0/p/datasource-connection";
        let answer = send(mock.address(), line, &[TOKEN], body.as_bytes());
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.broken().iter().any(|one| one == expected), "{body}: {:?}", answer.broken());
        assert!(answer.json()["error_msg"].is_string());
    }
    let answer = send(mock.address(), &format!("GET {RULES}"), &[TOKEN], b"{}");
    assert_eq!(answer.broken(), ["the request has a body, and the operation documents none"]);
    let deep = format!("{{\"tags\":{}", "[".repeat(100_000));
    let answer =
        send(mock.address(), "POST /v2.0/p/datasource-connection", &[TOKEN], deep.as_bytes());
    assert!(answer.broken()[0].contains("recursion limit"), "{:?}", answer.broken());
}

#[test]
fn a_body_may_break_a_rule_a_million_times() {
    let mock = mock();
    let body = format!("{{\"tags\":[{}1]}}", "1,".repeat(1_000_000));
    let answer =
        send(mock.address(), "POST /v2.0/p/datasource-connection", &[TOKEN], body.as_bytes());
    assert_eq!((answer.status, answer.header("x-mock-violations")), (400, Some("1000")));
    assert_eq!(answer.broken().len(), 32, "clients take a hundred headers at most");
}

#[test]
fn great_bodies_are_refused() {
    let mock = mock();
    let line = "POST /v2.0/p/datasource-connection";
    let great = vec![b' '; 100 << 20];
    let answer = send(mock.address(), line, &[TOKEN], &great);
    assert_eq!(answer.status, 413);
    assert!(answer.json()["error_msg"].as_str().unwrap().contains("10485760"), "{answer:?}");
    // Who asks first is told before anything is sent.
    let head = format!(
        "{line} HTTP/1.1\r\nhost: a\r\nconnection: close\r\nX-Auth-Token: t\r\nexpect: 100-continue\r\n\
         content-length: 104857600\r\n\r\n"
    );
    assert_eq!(talk(mock.address(), head.as_bytes(), false).unwrap().status, 413);
    // Without a length, too.
    let chunk = [b"40000\r\n".as_slice(), &vec![b' '; 0x40000], b"\r\n"].concat();
    let head = format!(
        "{line} HTTP/1.1\r\nhost: a\r\nconnection: close\r\nX-Auth-Token: t\r\n\
         transfer-encoding: chunked\r\n\r\n"
    );
    let bytes = [head.into_bytes(), chunk.repeat(48), b"0\r\n\r\n".to_vec()].concat();
    assert_eq!(talk(mock.address(), &bytes, false).unwrap().status, 413);
    assert_eq!(send(mock.address(), &format!("GET {RULES}"), &[TOKEN], b"").status, 200);
}

#[test]
fn unknown_addresses_are_told_what_is_near() {
    let mock = mock();
    let answer = send(mock.address(), "GET /v2/p/link/instances/i/rule", &[TOKEN], b"");
    assert_eq!(answer.status, 404);
    assert_eq!(answer.json()["near"][0], "GET /v2/{project_id}/link/instances/{instance_id}/rules");
    let answer = send(mock.address(), "GET /nothing/like/that/at/all", &[], b"");
    assert_eq!((answer.status, &answer.json()["near"]), (404, &json!([])));
    let answer = send(mock.address(), &format!("GET /{}", "a/%ff".repeat(2000)), &[], b"");
    assert_eq!(answer.status, 404);
    let answer = send(mock.address(), "GET /v2//link/instances/i/rules", &[TOKEN], b"");
    assert_eq!(answer.status, 404, "a parameter is not empty");
}

#[test]
fn other_methods_are_told_the_right_ones() {
    let mock = mock();
    for (line, allow) in [
        (format!("DELETE {RULES}"), "GET"),
        (format!("HEAD {RULES}"), "GET"),
        ("GET /data-source/add_account".to_owned(), "POST"),
        ("BREW /data-source/add_account".to_owned(), "POST"),
        ("POST /".to_owned(), "GET"),
        ("GET /_mock/reset".to_owned(), "POST"),
    ] {
        let answer = send(mock.address(), &line, &[], b"");
        assert_eq!((answer.status, answer.header("allow")), (405, Some(allow)), "{line}");
    }
}

#[test]
fn what_is_no_http_is_refused() {
    let mock = mock();
    for bytes in [
        "GARBAGE\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\0 HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nbad header\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx",
    ] {
        let answer = talk(mock.address(), bytes.as_bytes(), false).map(|answer| answer.status);
        assert_eq!(answer, Some(400), "{bytes:?}");
    }
    let broken = "POST /data-source/add_account HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{";
    exchange(mock.address(), broken.as_bytes());
    let chunked = "POST /data-source/add_account HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\
                   transfer-encoding: chunked\r\n\r\nzz\r\n";
    exchange(mock.address(), chunked.as_bytes());
    assert_eq!(send(mock.address(), &format!("GET {RULES}"), &[TOKEN], b"").status, 200);
}

#[test]
fn values_are_read_as_they_are_written() {
    let mock = mock();
    let line = format!("GET {RULES}?name=%ff&app_id=%C3%A9+%2B&limit=+5&limit=6");
    let answer = send(mock.address(), &line, &[TOKEN], b"");
    assert_eq!(
        answer.broken(),
        [
            "`query.name` is no UTF-8 when it is decoded",
            "`query.limit` is given more than once",
            "ListRules.query.limit.type",
        ]
    );
    let many = format!("GET {RULES}?{}", "a=1&".repeat(5000));
    assert_eq!(
        send(mock.address(), &many, &[TOKEN], b"").header("x-mock-violations"),
        Some("1000")
    );
}
