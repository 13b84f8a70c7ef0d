//! What tests of callers stand on: the clock that waits for nothing, the transport that needs no network.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test binary")]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::{Duration, SystemTime};

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::clock::Time as _;
use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::transport::{Limits, TransportErrorKind};
use apiscribe_runtime::{BlockingClock, BlockingTransport, Clock, Transport, TransportError, http};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const LIMITS: Limits = Limits::new(Duration::from_secs(1), 1000);

fn post(path: &str) -> http::Request<Bytes> {
    http::Request::post(path).body(Bytes::from_static(b"marker-of-the-body")).unwrap()
}

fn blocking(answers: &Answers, path: &str) -> Result<http::Response<Bytes>, TransportError> {
    BlockingTransport::send(answers, post(path), LIMITS)
}

#[test]
fn answers_come_in_order_and_the_end_is_told() {
    let raw = http::Response::builder().status(503).header("retry-after", "1");
    let answers = Answers::new()
        .fail(TransportErrorKind::Timeout)
        .answer(raw.body(Bytes::from_static(b"busy")).unwrap())
        .json(200, String::from("{}"));
    assert!(blocking(&answers, "/1").unwrap_err().is_timeout());
    let busy = blocking(&answers, "/2").unwrap();
    assert_eq!(
        (busy.status().as_u16(), &busy.headers()["retry-after"]),
        (503, &http::HeaderValue::from(1))
    );
    let last = blocking(&answers, "/3").unwrap();
    assert_eq!(
        (&last.headers()["content-type"], last.body().as_ref()),
        (&"application/json".parse().unwrap(), &b"{}"[..])
    );
    let error = blocking(&answers, "/4").unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Other);
    assert!(
        error.to_string().ends_with("no answer for request 4: add one, or call `.repeat()`"),
        "{error}"
    );
    let paths: Vec<_> = answers.sent().iter().map(|sent| sent.uri().to_string()).collect();
    assert_eq!(paths, ["/1", "/2", "/3", "/4"]);
    assert_eq!(answers.sent()[0].body(), "marker-of-the-body");
}

#[test]
fn a_script_can_grow_and_its_last_answer_be_repeated() {
    let answers = Answers::new();
    assert!(blocking(&answers, "/").is_err());
    let same = answers.clone().json(200, "{}").fail(TransportErrorKind::Connect).repeat();
    assert!(blocking(&answers, "/").is_ok());
    for _ in 0..3 {
        assert!(blocking(&same, "/").unwrap_err().is_connect());
    }
    let _longer = answers.clone().json(201, "{}");
    assert!(blocking(&same, "/").unwrap_err().is_connect());
    assert_eq!(blocking(&same, "/").unwrap().status(), 201);
    assert_eq!(blocking(&same, "/").unwrap().status(), 201);
    assert_eq!(answers.sent().len(), 8);
    assert!(blocking(&Answers::new().repeat(), "/").is_err());
}

#[test]
fn a_number_that_is_no_status_is_told() {
    for number in [0, 99, 1000, u16::MAX] {
        let error = blocking(&Answers::new().json(number, ""), "/").unwrap_err();
        assert!(
            error.to_string().contains(&format!("the status {number}, which is none")),
            "{error}"
        );
    }
}

#[test]
fn debug_shows_no_request_and_no_answer() {
    let answers = Answers::new().json(200, "marker-of-the-answer").json(200, "{}");
    blocking(&answers, "/marker-of-the-path").unwrap();
    assert_eq!(format!("{answers:?}"), "Answers { prepared: 1, repeat: false, sent: 1 }");
}

#[tokio::test]
async fn what_is_not_awaited_is_not_sent() {
    let answers = Answers::new().json(200, "{}");
    drop(Transport::send(&answers, post("/"), LIMITS));
    assert!(answers.sent().is_empty());
    Transport::send(&answers, post("/"), LIMITS).await.unwrap();
    assert_eq!(answers.sent().len(), 1);
}

#[test]
fn threads_share_the_answers() {
    let answers = Answers::new().json(200, "{}").json(404, "{}").repeat();
    let statuses = Mutex::new(HashMap::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let status = blocking(&answers, "/").unwrap().status().as_u16();
                    *statuses.lock().unwrap().entry(status).or_insert(0) += 1;
                }
            });
        }
    });
    assert_eq!(statuses.into_inner().unwrap(), HashMap::from([(200, 1), (404, 199)]));
    assert_eq!(answers.sent().len(), 200);
}

#[test]
fn the_clock_moves_when_it_is_told_to() {
    let clock = ManualClock::starting_at(SystemTime::UNIX_EPOCH);
    let same = clock.clone();
    assert_eq!((clock.monotonic(), clock.utc()), (Duration::ZERO, SystemTime::UNIX_EPOCH));
    BlockingClock::sleep(&same, seconds(3));
    clock.advance(seconds(4));
    BlockingClock::sleep(&clock, Duration::ZERO);
    assert_eq!((same.monotonic(), same.utc()), (seconds(7), SystemTime::UNIX_EPOCH + seconds(7)));
    assert_eq!(clock.slept(), [seconds(3), Duration::ZERO]);
    BlockingClock::sleep(&clock, Duration::MAX);
    assert_eq!((clock.monotonic(), clock.utc()), (Duration::MAX, SystemTime::UNIX_EPOCH));
    let date = ManualClock::default().utc().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(date.as_secs() % 86_400, 0);
}

/// How often a wait is polled until it ends.
fn turns(clock: &ManualClock, duration: Duration) -> usize {
    let mut context = Context::from_waker(Waker::noop());
    let (begin, mut sleep) = (clock.monotonic(), Clock::sleep(clock, duration));
    let mut turns = 1;
    while sleep.as_mut().poll(&mut context).is_pending() {
        assert_eq!(clock.monotonic(), begin);
        turns += 1;
    }
    turns
}

#[test]
fn a_task_lets_others_go_first_and_then_has_waited() {
    let clock = ManualClock::new();
    let waits = [Duration::ZERO, seconds(30), Duration::MAX];
    let turns = waits.map(|wait| turns(&clock, wait));
    assert_eq!(turns, [2, 17, 17]);
    assert_eq!((clock.monotonic(), clock.slept()), (Duration::MAX, waits.to_vec()));
}

#[test]
fn a_wait_that_is_given_up_moves_nothing() {
    let clock = ManualClock::new();
    let mut context = Context::from_waker(Waker::noop());
    drop(Clock::sleep(&clock, seconds(1)));
    let mut given_up = Clock::sleep(&clock, seconds(2));
    assert!(given_up.as_mut().poll(&mut context).is_pending());
    drop(given_up);
    assert_eq!(turns(&clock, seconds(4)), 17);
    // One that is kept, and not asked again, holds up nobody.
    let mut kept = Clock::sleep(&clock, seconds(3));
    assert!(kept.as_mut().poll(&mut context).is_pending());
    let mut sleep = Clock::sleep(&clock, seconds(5));
    while sleep.as_mut().poll(&mut context).is_pending() {}
    assert_eq!((clock.monotonic(), clock.slept()), (seconds(9), vec![seconds(4), seconds(5)]));
    assert!(kept.as_mut().poll(&mut context).is_ready());
}

#[tokio::test]
async fn tasks_wake_in_the_order_of_the_clock() {
    let clock = ManualClock::new();
    let woken = Arc::new(Mutex::new(Vec::new()));
    let tasks: Vec<_> = [9, 2, 7, 2, 4]
        .into_iter()
        .map(|wait| {
            let (clock, woken) = (clock.clone(), woken.clone());
            tokio::spawn(async move {
                for _ in 0..2 {
                    Clock::sleep(&clock, seconds(wait)).await;
                    woken.lock().unwrap().push((clock.monotonic().as_secs(), wait));
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let mut woken = woken.lock().unwrap().clone();
    assert!(woken.is_sorted_by_key(|(time, _)| *time), "{woken:?}");
    woken.sort_unstable();
    assert_eq!(
        woken,
        [(2, 2), (2, 2), (4, 2), (4, 2), (4, 4), (7, 7), (8, 4), (9, 9), (14, 7), (18, 9)]
    );
    assert_eq!(clock.slept().len(), 10);
}

#[tokio::test]
async fn what_goes_from_task_to_task_takes_no_time() {
    let clock = ManualClock::new();
    let other = tokio::spawn(async {
        for _ in 0..9 {
            tokio::task::yield_now().await;
        }
    });
    tokio::select! {
        biased;
        () = Clock::sleep(&clock, seconds(30)) => unreachable!(),
        done = other => done.unwrap(),
    }
    assert_eq!(clock.monotonic(), Duration::ZERO);
}

#[tokio::test]
async fn a_time_out_ends_only_what_takes_longer() {
    let clock = ManualClock::new();
    for (work, expected) in [(29, true), (31, false)] {
        let done = tokio::select! {
            biased;
            () = Clock::sleep(&clock, seconds(30)) => false,
            () = Clock::sleep(&clock, seconds(work)) => true,
        };
        assert_eq!(done, expected, "{work}");
    }
    assert_eq!((clock.monotonic(), clock.slept()), (seconds(59), vec![seconds(29), seconds(30)]));
    let timed_out = tokio::select! {
        () = Clock::sleep(&clock, seconds(1)) => true,
        () = std::future::pending() => false,
    };
    assert!(timed_out);
}

#[test]
fn both_can_be_handed_to_any_thread() {
    fn shareable<T: Clone + Send + Sync + std::fmt::Debug + 'static>(_: &T) {}
    shareable(&Answers::new());
    shareable(&ManualClock::new());
}
