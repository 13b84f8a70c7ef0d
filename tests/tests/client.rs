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

use datasource_apis::dli::{self, CreateDatasourceConnection};
use datasource_apis::roma::{self, link::ListRules};
use datasource_apis::sdp::{self, AddAccount};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Answers one request; gives the request's text.
async fn serve(status: &'static str, body: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = receive(&mut stream).await;
        let answer = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(answer.as_bytes()).await.unwrap();
        request
    });
    (endpoint, served)
}

async fn receive(stream: &mut tokio::net::TcpStream) -> String {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).await.unwrap();
        request.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head
            .lines()
            .find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok()
            })
            .unwrap_or(0);
        if body.len() >= length {
            return text;
        }
    }
}

fn roma(endpoint: &str) -> roma::Client {
    roma::Client::builder()
        .endpoint(endpoint)
        .project_id("397cd10b30544c588b2f4a56d83856c4")
        .token("a-token")
        .build()
        .unwrap()
}

const INSTANCE: &str = "f3bb386a-23ec-47aa-9943-4c60ac658611";

#[tokio::test]
async fn rules_are_listed() {
    let (endpoint, served) = serve(
        "200 OK",
        r#"{"total":2,"size":2,"items":[{"rule_id":702244,"name":"rule"},{"name":null}]}"#,
    )
    .await;
    let request = ListRules::new(INSTANCE).limit(50).name("a rule&more");
    let page = roma(&endpoint).list_rules(&request).await.unwrap();
    let names: Vec<Option<&str>> =
        page.items.iter().flatten().map(|rule| rule.name.as_deref()).collect();
    assert_eq!(names, [Some("rule"), None]);
    assert_eq!(page.status().as_u16(), 200);
    let sent = served.await.unwrap();
    let line = sent.lines().next().unwrap();
    assert_eq!(
        line,
        format!(
            "GET /v2/397cd10b30544c588b2f4a56d83856c4/link/instances/{INSTANCE}/rules?limit=50&name=a%20rule%26more HTTP/1.1"
        )
    );
    assert!(sent.to_ascii_lowercase().contains("x-auth-token: a-token"), "{sent}");
    assert!(!sent.contains("offset"), "documented defaults are never sent: {sent}");
}

#[tokio::test]
async fn a_request_that_breaks_rules_is_not_sent() {
    let request = ListRules::new(INSTANCE).limit(1_000_000).name("x".repeat(65));
    // Nobody listens there: a request that was sent would be a transport error.
    let error = roma("http://127.0.0.1:9").list_rules(&request).await.unwrap_err();
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
    let (endpoint, _served) = serve(
        "404 Not Found",
        r#"{"error_code":"SCB.00000000","error_msg":"Not Found","request_id":"624c8be1"}"#,
    )
    .await;
    let error = roma(&endpoint).list_rules(&ListRules::new(INSTANCE)).await.unwrap_err();
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
    let (endpoint, _served) = serve("502 Bad Gateway", "<html>bad gateway</html>").await;
    let error = roma(&endpoint).list_rules(&ListRules::new(INSTANCE)).await.unwrap_err();
    assert!(error.is_unexpected(), "{error}");
    assert_eq!(error.bytes().unwrap(), b"<html>bad gateway</html>".as_slice());
    assert!(!format!("{error:?}").contains("bad gateway"), "{error:?}");
}

#[tokio::test]
async fn nobody_there_is_a_transport_error_with_its_cause() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = roma(&endpoint).list_rules(&ListRules::new(INSTANCE)).await.unwrap_err();
    assert!(error.is_transport(), "{error}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn an_account_is_added_with_the_key_in_its_header() {
    let (endpoint, served) =
        serve("200 OK", r#"{"status":"fail","code":1201,"message":"exists"}"#).await;
    let client = sdp::Client::builder().endpoint(endpoint).api_key("a-key").build().unwrap();
    let request =
        AddAccount::new().account_provider(1).account_id("123456789012").region("eu-west-1");
    let error = client.add_account(&request).await.unwrap_err();
    assert!(error.is_api(), "{error}");
    assert_eq!(error.code(), Some("1201"));
    let sent = served.await.unwrap();
    assert!(sent.starts_with("POST /data-source/add_account HTTP/1.1"), "{sent}");
    assert!(sent.to_ascii_lowercase().contains("x-api-key: a-key"), "{sent}");
    let body = sent.split_once("\r\n\r\n").unwrap().1;
    assert_eq!(body, r#"{"account_provider":1,"account_id":"123456789012","region":"eu-west-1"}"#);
}

#[tokio::test]
async fn a_connection_is_created() {
    let (endpoint, served) =
        serve("201 Created", r#"{"connection_id":"68233202-63bf-4f27-a99b-fa5f5a2dbae1"}"#).await;
    let client =
        dli::Client::builder().endpoint(endpoint).project_id("p").token("t").build().unwrap();
    let request = CreateDatasourceConnection::new()
        .name("test1")
        .service("dws")
        .security_group_id("sg")
        .network_id("net")
        .url("host:2181")
        .tags(vec![dli::Tag::default().key("k").value("v")]);
    let answer = client.create_datasource_connection(&request).await.unwrap();
    assert_eq!(answer.connection_id.as_deref(), Some("68233202-63bf-4f27-a99b-fa5f5a2dbae1"));
    let sent = served.await.unwrap();
    assert!(sent.starts_with("POST /v2.0/p/datasource-connection HTTP/1.1"), "{sent}");
    assert!(sent.to_ascii_lowercase().contains("x-auth-token: t\r\n"), "{sent}");
    assert!(sent.ends_with(r#""tags":[{"key":"k","value":"v"}]}"#), "{sent}");
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
fn clients_and_errors_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<roma::Client>();
    crosses::<datasource_apis::Error>();
    crosses::<datasource_apis::Reply<roma::link::RulePage>>();
    crosses::<ListRules>();
}
