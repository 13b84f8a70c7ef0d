//! The client over a transport of one's own: no socket.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod sample;

use std::error::Error as _;
use std::sync::{Arc, Mutex};

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::transport::{Answering, BodyCap, TransportErrorKind};
use apiscribe_runtime::{
    Client, ClientBuilder, Error, Reply, Transport, TransportError, Violation, http,
};
use sample::{AddDatasource, HELD, LinkFailure, ListRules, PASSWORD, RulePage, TOKEN};

/// Answers with what it is given, and keeps what it was sent.
#[derive(Clone)]
struct Canned {
    answer: Arc<dyn Fn() -> Result<http::Response<Bytes>, TransportError> + Send + Sync>,
    sent: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Canned {
    fn new(
        answer: impl Fn() -> Result<http::Response<Bytes>, TransportError> + Send + Sync + 'static,
    ) -> Self {
        Self { answer: Arc::new(answer), sent: Arc::default() }
    }

    fn body(status: u16, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self::new(move || Ok(http::Response::builder().status(status).body(body.clone()).unwrap()))
    }
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Bytes>) -> Answering<'_> {
        self.sent.lock().unwrap().push(request);
        Box::pin(async { (self.answer)() })
    }
}

fn builder() -> ClientBuilder {
    ClientBuilder::new("roma", HELD)
        .endpoint("https://roma.example.com")
        .hold("project_id", "p1")
        .hold("X-Auth-Token", TOKEN)
}

async fn list(transport: Canned) -> Result<Reply<RulePage>, Error> {
    builder().transport(transport).body_cap(1024).build().unwrap().send(&ListRules::of("i")).await
}

#[tokio::test]
async fn a_reply_derefs_and_keeps_what_came_along() {
    let body = r#"{"total":1,"items":[{"rule_id":0}]}"#;
    let transport = Canned::body(200, body);
    let reply = list(transport.clone()).await.unwrap();
    assert_eq!(reply.total, Some(1));
    assert_eq!((reply.status().as_u16(), reply.bytes().as_ref()), (200, body.as_bytes()));
    let deviations = reply.deviations();
    assert_eq!(deviations.iter().next().unwrap().id(), "roma.link.Rule.rule_id.min");
    assert_eq!(reply.into_inner().items.unwrap().len(), 1);
    let sent = transport.sent.lock().unwrap();
    assert_eq!(BodyCap::of(&sent[0]).0, 1024);
    assert_eq!(sent[0].uri(), "https://roma.example.com/v2/p1/link/instances/i/rules");
}

#[tokio::test]
async fn nothing_is_sent_where_something_is_wrong() {
    let transport = Canned::body(200, "{}");
    let client =
        builder().transport(transport.clone()).hold("X-Auth-Token", "x".repeat(101)).build();
    let error = client.unwrap().send(&ListRules::default()).await.expect_err("two violations");
    assert_eq!(error.violations().unwrap().len(), 2);
    assert!(transport.sent.lock().unwrap().is_empty());
}

#[test]
fn everything_that_a_builder_lacks_is_told_at_once() {
    let transport = Canned::body(200, "");
    let error = ClientBuilder::new("roma", HELD)
        .endpoint("http://roma.example.com")
        .hold("X-Auth-Token", format!("{TOKEN}\n"))
        .transport(transport.clone())
        .build()
        .expect_err("three mistakes");
    assert!(error.is_invalid());
    let listed = error.violations().unwrap().to_string();
    assert!(
        listed.starts_with("client has 3 problems\n") && !listed.contains("documented"),
        "{listed}"
    );
    let ids: Vec<_> = error.violations().unwrap().iter().map(Violation::id).collect();
    assert_eq!(ids, ["roma.client.endpoint", "roma.client.project_id", "roma.client.token"]);
    let text = error.to_string();
    for part in ["client of roma", "allow_http(true)", "call `.project_id(…)`", "control character"]
    {
        assert!(text.contains(part), "{text}");
    }
    let bare =
        ClientBuilder::new("roma", &[]).transport(transport).build().expect_err("no endpoint");
    assert!(bare.to_string().contains("call `.endpoint("), "{bare}");
    for value in ["", ".."] {
        let error = builder().hold("project_id", value).build().expect_err("not a segment");
        assert!(error.to_string().contains("project_id: is"), "{error}");
    }
    assert!(
        builder()
            .endpoint("http://roma.example.com")
            .allow_http(true)
            .transport(Canned::body(200, ""))
            .build()
            .is_ok()
    );
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn without_a_default_transport_one_must_be_given() {
    let error = builder().build().expect_err("no transport");
    assert!(error.to_string().contains("call `.transport(…)`, or turn on the feature `reqwest`"));
}

#[tokio::test]
async fn an_answer_beyond_the_cap_is_cut() {
    let huge = Bytes::from(vec![b' '; 100 << 20]);
    for status in [200, 404, 502] {
        let error = list(Canned::body(status, huge.clone())).await.expect_err("too large");
        assert!(
            error.is_unexpected() && error.to_string().contains("cap of 1024 bytes"),
            "{error}"
        );
        assert_eq!(error.bytes().unwrap().len(), 1024);
        assert!(format!("{error:?}").len() < 600);
    }
    let full = format!("{{{:1022}}}", "");
    assert!(list(Canned::body(200, full)).await.is_ok());
}

#[tokio::test]
async fn errors_of_the_transport_keep_what_came() {
    let refused = list(Canned::new(|| {
        let cause = std::io::Error::other("refused\nby the host");
        Err(TransportError::new(TransportErrorKind::Connect, cause))
    }));
    let refused = refused.await.expect_err("refused");
    assert!(refused.is_transport() && refused.status().is_none());
    assert_eq!(
        refused.to_string(),
        "ListRules: no connection could be made: refused\\nby the host"
    );
    let source = refused.source().unwrap().downcast_ref::<TransportError>().unwrap();
    assert!(source.is_connect() && source.source().is_some());

    let cut = list(Canned::new(|| {
        let partial = http::Response::new(Bytes::from_static(b"{\"total\":1"));
        Err(TransportError::new(TransportErrorKind::Interrupted, "reset").with_partial(partial))
    }));
    let cut = cut.await.expect_err("cut");
    assert!(cut.is_unexpected());
    assert_eq!(cut.bytes().unwrap(), "{\"total\":1");
    assert!(cut.source().unwrap().is::<TransportError>());
}

#[tokio::test]
async fn no_secret_is_in_any_debug_or_display() {
    let body = format!(r#"{{"items":[{{"rule_id":1,"password":"{PASSWORD}"}}]}}"#);
    let client = builder().transport(Canned::body(200, body)).build().unwrap();
    let reply = client.send(&ListRules::of("i")).await.unwrap();
    let unfit = builder().endpoint(format!("https://u:{PASSWORD}@roma.example.com"));
    let text = format!("{:?} {client:?} {unfit:?} {reply:?}", builder());
    assert!(!text.contains(TOKEN) && !text.contains(PASSWORD), "{text}");
    assert!(text.contains("[redacted]"), "{text}");
    let error = unfit.build().expect_err("a password in the address");
    assert!(!format!("{error} {error:?}").contains(PASSWORD));
}

#[tokio::test]
async fn failures_of_both_kinds_are_typed() {
    let missing = list(Canned::body(404, r#"{"error_code":"SCB.1","request_id":"r"}"#));
    let missing = missing.await.expect_err("missing");
    assert_eq!(missing.body::<LinkFailure>().unwrap().error_code.as_deref(), Some("SCB.1"));
    let client: Client =
        builder().transport(Canned::body(200, r#"{"code":1002,"message":"no"}"#)).build().unwrap();
    let refused = client.send(&AddDatasource::default()).await.expect_err("an envelope");
    assert_eq!((refused.code(), refused.subject()), (Some("1002"), "AddDatasource"));
}

#[test]
fn a_call_can_move_between_threads() {
    fn sendable<T: Send>(_: T) {}
    let client = builder().transport(Canned::body(200, "{}")).build().unwrap();
    sendable(client.send(&ListRules::of("i")));
}
