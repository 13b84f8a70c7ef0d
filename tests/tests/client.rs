//! The generated clients against a server on this machine.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use std::error::Error as _;

use apiscribe_runtime::testing::ManualClock;
use conformance::server::{Reaction, Received, Server, nobody};
use datasource_apis::dli::{self, CreateDatasourceConnection};
use datasource_apis::roma::{self, link::ListRules};
use datasource_apis::sdp::{self, AddAccount};

fn answering(status: u16, body: &str) -> Server {
    Server::always(Reaction::json(status, body))
}

/// The one request that a server got.
fn sent(server: &Server) -> Received {
    let [request] = &server.requests()[..] else { panic!("{} requests", server.count()) };
    request.clone()
}

fn roma(endpoint: &str) -> roma::Client {
    roma::Client::builder()
        .endpoint(endpoint)
        .project_id("397cd10b30544c588b2f4a56d83856c4")
        .token("a-token")
        .clock(ManualClock::new())
        .build()
        .unwrap()
}

const INSTANCE: &str = "f3bb386a-23ec-47aa-9943-4c60ac658611";

#[tokio::test]
async fn rules_are_listed() {
    let body = r#"{"total":2,"size":2,"items":[{"rule_id":702244,"name":"rule"},{"name":null}]}"#;
    let server = answering(200, body);
    let request = ListRules::new(INSTANCE).limit(50).name("a rule&more");
    let page = roma(&server.endpoint()).list_rules(&request).await.unwrap();
    let names: Vec<Option<&str>> =
        page.items.iter().flatten().map(|rule| rule.name.as_deref()).collect();
    assert_eq!(names, [Some("rule"), None]);
    assert_eq!(page.status().as_u16(), 200);
    let sent = sent(&server);
    let path = format!("/v2/397cd10b30544c588b2f4a56d83856c4/link/instances/{INSTANCE}/rules");
    assert_eq!(sent.method, "GET");
    // Documented defaults are never sent.
    assert_eq!(sent.target, format!("{path}?limit=50&name=a%20rule%26more"));
    assert_eq!(sent.header("x-auth-token"), Some("a-token"));
}

#[tokio::test]
async fn a_request_that_breaks_rules_is_not_sent() {
    let request = ListRules::new(INSTANCE).limit(1_000_000).name("x".repeat(65));
    // A request that was sent would be a transport error.
    let error = roma(&nobody()).list_rules(&request).await.unwrap_err();
    assert!(error.is_invalid());
    assert_eq!(
        error.to_string(),
        "ListRules breaks 2 documented rules\n  \
         query.limit: 1000000 is more than the maximum 999999      [ListRules.query.limit.max]\n  \
         query.name: 65 characters, at most 64                     [ListRules.query.name.max]\n  \
         documented at https://support.huaweicloud.com/intl/en-us/api-roma/ListRules.html"
    );
}

#[tokio::test]
async fn a_documented_failure_is_an_api_error() {
    let body = r#"{"error_code":"SCB.00000000","error_msg":"Not Found","request_id":"624c8be1"}"#;
    let server = answering(404, body);
    let error = roma(&server.endpoint()).list_rules(&ListRules::new(INSTANCE)).await.unwrap_err();
    assert!(error.is_api());
    assert_eq!(error.request_id(), Some("624c8be1"));
    let text = error.to_string();
    for part in ["ListRules", "404", "SCB.00000000", "Not Found", "624c8be1"] {
        assert!(text.contains(part), "{text}");
    }
    assert_eq!(text.lines().count(), 1);
}

#[tokio::test]
async fn a_proxy_page_is_unexpected() {
    let server = answering(502, "<html>bad gateway</html>");
    let error = roma(&server.endpoint()).list_rules(&ListRules::new(INSTANCE)).await.unwrap_err();
    assert!(error.is_unexpected(), "{error}");
    assert_eq!(error.bytes().unwrap(), b"<html>bad gateway</html>".as_slice());
    assert!(!format!("{error:?}").contains("bad gateway"), "{error:?}");
    assert_eq!((error.attempts(), server.count()), (3, 3));
}

#[tokio::test]
async fn nobody_there_is_a_transport_error_with_its_cause() {
    let error = roma(&nobody()).list_rules(&ListRules::new(INSTANCE)).await.unwrap_err();
    assert!(error.is_transport(), "{error}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn an_account_is_added_with_the_key_in_its_header() {
    let server = answering(200, r#"{"status":"fail","code":1201,"message":"exists"}"#);
    let client =
        sdp::Client::builder().endpoint(server.endpoint()).api_key("a-key").build().unwrap();
    let request =
        AddAccount::new().account_provider(1).account_id("123456789012").region("eu-west-1");
    let error = client.add_account(&request).await.unwrap_err();
    assert!(error.is_api(), "{error}");
    assert_eq!(error.code(), Some("1201"));
    let sent = sent(&server);
    assert_eq!((&*sent.method, &*sent.target), ("POST", "/data-source/add_account"));
    assert_eq!(sent.header("x-api-key"), Some("a-key"));
    let body = r#"{"account_provider":1,"account_id":"123456789012","region":"eu-west-1"}"#;
    assert_eq!(String::from_utf8(sent.body).unwrap(), body);
}

#[tokio::test]
async fn a_connection_is_created() {
    let server = answering(201, r#"{"connection_id":"68233202-63bf-4f27-a99b-fa5f5a2dbae1"}"#);
    let builder = dli::Client::builder().endpoint(server.endpoint());
    let client = builder.project_id("p").token("t").build().unwrap();
    let request = CreateDatasourceConnection::new()
        .name("test1")
        .service("dws")
        .security_group_id("sg")
        .network_id("net")
        .url("host:2181")
        .tags(vec![dli::Tag::default().key("k").value("v")]);
    let answer = client.create_datasource_connection(&request).await.unwrap();
    assert_eq!(answer.connection_id.as_deref(), Some("68233202-63bf-4f27-a99b-fa5f5a2dbae1"));
    let sent = sent(&server);
    assert_eq!((&*sent.method, &*sent.target), ("POST", "/v2.0/p/datasource-connection"));
    assert_eq!(sent.header("x-auth-token"), Some("t"));
    let body = String::from_utf8(sent.body).unwrap();
    assert!(body.ends_with(r#""tags":[{"key":"k","value":"v"}]}"#), "{body}");
}

#[test]
fn a_client_without_its_values_is_not_built() {
    let error = roma::Client::builder().build().unwrap_err();
    assert!(error.is_invalid());
    let text = error.to_string();
    for setter in [".endpoint(", ".project_id(", ".token("] {
        assert!(text.contains(setter), "{text}");
    }
}

#[test]
fn rules_of_every_operation_of_the_service_can_be_waived_and_no_others() {
    let build = |rule: &str| {
        let builder = roma::Client::builder().endpoint("https://roma.test").project_id("p");
        builder.token("t").waive(rule).build()
    };
    for rule in [
        "ListRules.query.limit.max",
        "ListServices.query.limit.max",
        "ListLiveDataDataSourcesV2.query.app_id.required",
    ] {
        assert!(build(rule).is_ok(), "{rule}");
    }
    let mistyped = build("ListRules.query.limit.maximum").unwrap_err().to_string();
    assert!(mistyped.contains("ListRules.query.limit.max"), "{mistyped}");
    assert!(build("AddAccount.body.account_id.required").is_err());
}

#[test]
fn clients_and_errors_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<roma::Client>();
    crosses::<datasource_apis::Error>();
    crosses::<datasource_apis::Reply<roma::link::RulePage>>();
    crosses::<ListRules>();
}
