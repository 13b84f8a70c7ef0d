//! What becomes of answers.

use std::error::Error as _;
use std::sync::{Arc, Mutex};

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::testing::ManualClock;
use apiscribe_runtime::transport::{Answering, Limits, TransportErrorKind};
use apiscribe_runtime::{
    Client, ClientBuilder, Error, Reply, Retry, Transport, TransportError, http,
};

use crate::sample::{AddDatasource, LinkFailure, ListRules, RulePage, TOKEN};

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
    fn send(&self, mut request: http::Request<Bytes>, limits: Limits) -> Answering<'_> {
        request.extensions_mut().insert(limits);
        self.sent.lock().unwrap().push(request);
        Box::pin(async { (self.answer)() })
    }
}

fn builder() -> ClientBuilder {
    crate::both::asynchronous().credential(TOKEN).retry(Retry::off()).clock(ManualClock::new())
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
    assert_eq!(sent[0].extensions().get::<Limits>().unwrap().body, 1024);
    assert_eq!(sent[0].uri(), "https://roma.example.com/v2/p1/link/instances/i/rules");
}

#[tokio::test]
async fn nothing_is_sent_where_something_is_wrong() {
    let transport = Canned::body(200, "{}");
    let client = builder().transport(transport.clone()).credential("x".repeat(101)).build();
    let error = client.unwrap().send(&ListRules::default()).await.expect_err("two violations");
    assert_eq!(error.violations().unwrap().len(), 2);
    assert!(transport.sent.lock().unwrap().is_empty());
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

#[tokio::test]
async fn a_failure_object_with_an_undocumented_status_is_read_too() {
    let body = r#"{"error_code":"SCB.9","error_msg":"no token","request_id":"r-9"}"#;
    let error = list(Canned::body(403, body)).await.expect_err("denied");
    assert!(error.is_unexpected() && error.is_denied());
    assert_eq!((error.code(), error.message()), (Some("SCB.9"), Some("no token")));
    assert_eq!(error.request_id(), Some("r-9"));
    assert!(error.body::<LinkFailure>().is_some());
    let text = error.to_string();
    for part in ["ListRules", "403", "not documented", "SCB.9", "no token", "r-9"] {
        assert!(text.contains(part), "{text}");
    }
    assert_eq!(text.lines().count(), 1);
    // Nothing is made of what is no such object.
    for body in ["{}", "[]", "<html>", r#"{"errors":[1]}"#] {
        let error = list(Canned::body(403, body)).await.expect_err("denied");
        assert!(error.is_unexpected() && error.code().is_none(), "{error}");
        assert!(error.body::<LinkFailure>().is_none());
    }
    // A documented one without any documented field says how much is kept.
    let error = list(Canned::body(400, r#"{"errors":[1]}"#)).await.expect_err("refused");
    assert!(error.is_api() && error.to_string().contains("14 bytes kept"), "{error}");
}

#[tokio::test]
async fn the_id_in_a_header_is_in_every_output() {
    let error = list(Canned::new(|| {
        let answer = http::Response::builder().status(404).header("x-request-id", "r-7");
        Ok(answer.body(Bytes::from_static(b"{}")).unwrap())
    }));
    let error = error.await.expect_err("missing");
    assert_eq!(error.request_id(), Some("r-7"));
    assert!(error.to_string().contains("r-7") && format!("{error:?}").contains("r-7"), "{error:?}");
}
