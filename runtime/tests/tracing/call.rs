//! Spans and events, collected as text.

use std::io::Write;
use std::sync::{Arc, Mutex};

use apiscribe_runtime::testing::Answers;
use apiscribe_runtime::{Policy, http};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::markers::assert_secret;
use crate::sample::{ListRules, TOKEN};

#[derive(Clone, Default)]
struct Text(Arc<Mutex<Vec<u8>>>);

impl Write for Text {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Text {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[test]
fn a_call_tells_what_happened_and_no_value() {
    let text = Text::default();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(text.clone())
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_ansi(false)
        .finish();
    let answers = || {
        let ok = http::Response::builder().status(200).header("x-request-id", "req-77");
        Answers::new()
            .json(503, "marker-of-the-token")
            .answer(ok.body(r#"{"total":1}"#.into()).unwrap())
    };
    let request = ListRules {
        limit: Some(1_234_567),
        name: Some("marker-of-a-query".to_owned()),
        ..ListRules::of("marker-of-a-key")
    };
    tracing::subscriber::with_default(subscriber, || {
        for run in both!(answers, request.clone(), |builder| {
            builder.credential(TOKEN).header("x-extra", "marker-of-a-header").policy(Policy::Warn)
        }) {
            assert_eq!(run.reply().request_id(), Some("req-77"));
        }
    });
    let text = String::from_utf8(text.0.lock().unwrap().clone()).unwrap();
    for part in [
        "call{",
        "operation=\"ListRules\"",
        "service=\"roma\"",
        "method=\"GET\"",
        "path=\"/v2/{project_id}/link/instances/{instance_id}/rules\"",
        "attempt{number=1",
        "attempt{number=2",
        "status=503",
        "status=200",
        "attempts=2",
        "request_id=req-77",
        "violation rule=\"ListRules.query.limit.max\"",
        "retry reason=\"503\" wait_ms=",
        "apiscribe",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_secret(&text);
    for value in ["1234567", "p1/", "roma.example.com"] {
        assert!(!text.contains(value), "{value} is in {text}");
    }
    // Both kinds of clients tell the same.
    assert_eq!(text.matches("rule=").count() % 2, 0);
    assert_eq!(text.matches("wait_ms").count(), 2);
}
