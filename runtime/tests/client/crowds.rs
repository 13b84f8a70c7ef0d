//! Many calls of one client at the same time: everybody's turn comes, and nobody stands in another's way.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use apiscribe_runtime::authentication::Token;
use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::clock::Time as _;
use apiscribe_runtime::hook::{Attempt, Hook, Outcome};
use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::transport::{Answering, Limits};
use apiscribe_runtime::{Transport, http};

use crate::both::{asynchronous, wait};
use crate::sample::{AddDatasource, ListRules, TOKEN};

const OK: &str = r#"{"total":1,"code":1001,"message":"","status":"success"}"#;

fn answer(status: u16, body: &'static str) -> http::Response<Bytes> {
    http::Response::builder().status(status).body(Bytes::from_static(body.as_bytes())).unwrap()
}

/// Takes some time for each answer.
#[derive(Clone, Default)]
struct Slow(Arc<Mutex<Vec<String>>>);

impl Transport for Slow {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> Answering<'_> {
        Box::pin(async move {
            self.0.lock().unwrap().push(request.uri().path().to_owned());
            tokio::time::sleep(Duration::from_millis(1)).await;
            Ok(answer(200, OK))
        })
    }
}

#[test]
fn a_call_that_waits_for_its_place_is_not_passed_for_ever() {
    let slow = Slow::default();
    let client = asynchronous()
        .credential(TOKEN)
        .max_in_flight(4)
        .transport(slow.clone())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    let position = wait(async {
        let greedy: Vec<_> = (0..4)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move {
                    for _ in 0..200 {
                        client.send(&ListRules::of("greedy")).await.unwrap();
                    }
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(3)).await;
        client.send(&ListRules::of("patient")).await.unwrap();
        let position = slow.0.lock().unwrap().iter().position(|path| path.contains("patient"));
        for task in greedy {
            task.await.unwrap();
        }
        position.unwrap()
    });
    assert!(position < 100, "it was request {position} of 801");
}

#[test]
fn calls_that_wait_for_a_rate_keep_no_place() {
    let clock = ManualClock::new();
    let client = asynchronous()
        .credential(TOKEN)
        .max_in_flight(20)
        .transport(Answers::new().json(200, OK).repeat())
        .clock(clock)
        .build()
        .unwrap();
    wait(async {
        let limited: Vec<_> = (0..60)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&AddDatasource::default()).await.is_ok() })
            })
            .collect();
        tokio::task::yield_now().await;
        let reply = client.send(&ListRules::of("i")).await.unwrap();
        assert_eq!(reply.elapsed(), Duration::ZERO);
        for call in limited {
            assert!(call.await.unwrap());
        }
    });
}

/// Refuses tokens, which say when they end, after that moment.
struct Identity(ManualClock);

impl Transport for Identity {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> Answering<'_> {
        Box::pin(async move {
            let end: u64 = request.headers()["x-auth-token"].to_str().unwrap().parse().unwrap();
            let good = self.0.monotonic().as_secs() < end;
            Ok(if good { answer(200, OK) } else { answer(401, "{}") })
        })
    }
}

#[test]
fn a_token_that_ends_while_a_call_waits_is_not_sent() {
    let clock = ManualClock::new();
    let time = clock.clone();
    let client = asynchronous()
        .token_provider(move || {
            let life = Duration::from_mins(1);
            let token = Token::new((time.monotonic() + life).as_secs().to_string());
            let token = token.expires_at(time.utc() + life);
            async move { Ok::<_, std::fmt::Error>(token) }
        })
        .transport(Identity(clock.clone()))
        .clock(clock)
        .build()
        .unwrap();
    wait(async {
        // Ten a second: the last of them leave after more than a minute.
        let calls: Vec<_> = (0..700)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&AddDatasource::default()).await.map(drop) })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    });
}

#[derive(Clone, Default)]
struct Gauge(Arc<Mutex<(i32, Vec<u64>)>>);

impl Hook for Gauge {
    fn before_attempt(&self, attempt: &Attempt, _: &http::Request<Bytes>) {
        let mut gauge = self.0.lock().unwrap();
        gauge.0 += 1;
        gauge.1.push(attempt.call);
    }

    fn after_attempt(&self, _: &Attempt, _: &Outcome<'_>) {
        self.0.lock().unwrap().0 -= 1;
    }

    fn attempt_abandoned(&self, _: &Attempt) {
        self.0.lock().unwrap().0 -= 1;
    }
}

#[test]
fn a_call_that_is_dropped_is_told_to_hooks_and_leaves_its_place() {
    let gauge = Arc::new(Gauge::default());
    let client = asynchronous()
        .credential(TOKEN)
        .max_in_flight(1)
        .hook(gauge.clone())
        .transport(Slow::default())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    wait(async {
        for _ in 0..20 {
            let dropped = client.clone();
            let call = tokio::spawn(async move { dropped.send(&ListRules::of("i")).await.is_ok() });
            tokio::task::yield_now().await;
            call.abort();
            assert!(call.await.unwrap_err().is_cancelled());
        }
        assert!(client.send(&ListRules::of("i")).await.is_ok());
    });
    let gauge = gauge.0.lock().unwrap();
    assert_eq!(gauge.0, 0);
    assert!(gauge.1.is_sorted_by(|one, next| one < next), "{:?}", gauge.1);
}
