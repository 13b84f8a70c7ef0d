//! Hooks see every attempt as it is sent and as it ends.

use std::sync::{Arc, Mutex};

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::hook::{Attempt, Hook, Outcome};
use apiscribe_runtime::http;
use apiscribe_runtime::testing::Answers;
use apiscribe_runtime::transport::TransportErrorKind;

use crate::sample::{ListRules, TOKEN};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Hook for Log {
    fn before_attempt(&self, attempt: &Attempt, request: &http::Request<Bytes>) {
        assert_eq!(request.headers()["x-auth-token"], TOKEN);
        let line = format!("{} {} {}", attempt.operation.name, attempt.number, request.method());
        self.0.lock().unwrap().push(line);
    }

    fn after_attempt(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
        let end = match outcome.result {
            Ok(response) => response.status().to_string(),
            Err(error) => format!("{:?}", error.kind()),
        };
        self.0.lock().unwrap().push(format!("{} {end}", attempt.number));
    }
}

#[test]
fn every_attempt_is_seen_from_both_sides() {
    let log = Log::default();
    let answers = || {
        Answers::new().fail(TransportErrorKind::Connect).json(503, "").json(200, r#"{"total":1}"#)
    };
    let runs = both!(answers, ListRules::of("i"), |b| b.credential(TOKEN).hook(log.clone()));
    let one = [
        "ListRules 1 GET",
        "1 Connect",
        "ListRules 2 GET",
        "2 503 Service Unavailable",
        "ListRules 3 GET",
        "3 200 OK",
    ];
    assert_eq!(*log.0.lock().unwrap(), [one, one].concat());
    drop(runs);
}
