//! What is sent again, after how long, and what never is.

use std::time::Duration;

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::transport::Limits;
use apiscribe_runtime::transport::TransportErrorKind::{self, Connect, Interrupted, Timeout};
use apiscribe_runtime::{Retry, RetryBudget, http};

use crate::both::wait;
use crate::sample::{AddDatasource, ListRules, TOKEN};

const PAGE: &str = r#"{"total":1}"#;

fn request() -> ListRules {
    ListRules::of("i")
}

fn failing(status: u16) -> impl Fn() -> Answers {
    move || Answers::new().json(status, "{}").repeat()
}

fn after(header: &str, value: &str) -> http::Response<apiscribe_runtime::bytes::Bytes> {
    http::Response::builder().status(429).header(header, value).body("{}".into()).unwrap()
}

#[test]
fn passing_failures_are_tried_again() {
    for status in [408, 429, 500, 502, 503, 504] {
        let answers = || Answers::new().json(status, "<html>").json(status, "").json(200, PAGE);
        for run in both!(answers, request(), |builder| builder.credential(TOKEN)) {
            assert_eq!(run.reply().total, Some(1));
            assert_eq!((run.reply().attempts(), run.sent.len(), run.slept.len()), (3, 3, 2));
            assert!(run.slept[0] <= Duration::from_millis(200), "{:?}", run.slept);
            assert!(run.slept[1] <= Duration::from_millis(400), "{:?}", run.slept);
            assert_eq!(run.reply().elapsed(), run.slept.iter().sum());
            assert_eq!(run.sent[0].uri(), run.sent[2].uri());
            assert_eq!(run.sent[0].headers(), run.sent[2].headers());
        }
    }
    for kind in [Connect, Timeout, Interrupted] {
        let answers = || Answers::new().fail(kind).json(200, PAGE);
        for run in both!(answers, request(), |builder| builder.credential(TOKEN)) {
            assert_eq!(run.reply().attempts(), 2, "{kind:?}");
        }
    }
}

#[test]
fn lasting_failures_are_not() {
    for status in [301, 304, 400, 401, 403, 404, 405, 501, 505] {
        for run in both!(failing(status), request(), |builder| builder.credential(TOKEN)) {
            assert_eq!((run.sent.len(), run.error().attempts()), (1, 1), "{status}");
            assert!(!run.error().is_retryable(), "{status}");
        }
    }
    let answers = || Answers::new().fail(TransportErrorKind::Other).repeat();
    for run in both!(answers, request(), |builder| builder.credential(TOKEN)) {
        assert_eq!(run.sent.len(), 1);
    }
}

#[test]
fn what_is_not_idempotent_is_sent_once() {
    let add = || AddDatasource { dry_run: Some(true), ..AddDatasource::default() };
    for answers in [failing(503), failing(429), failing(401), failing(500)] {
        for run in both!(answers, add(), |builder| builder.credential(TOKEN)) {
            assert_eq!(run.sent.len(), 1, "{}", run.error());
        }
    }
    for kind in [Connect, Timeout, Interrupted] {
        let answers = || Answers::new().fail(kind).repeat();
        for run in both!(answers, add(), |builder| builder.credential(TOKEN)) {
            assert_eq!(run.sent.len(), 1, "{kind:?}");
            assert!(run.error().is_retryable(), "worth it, but for the user to decide");
        }
    }
}

#[test]
fn retries_are_off_in_one_call_and_settable() {
    for run in both!(failing(503), request(), |b| b.credential(TOKEN).retry(Retry::off())) {
        assert_eq!((run.sent.len(), run.slept.len()), (1, 0));
    }
    let many = || Retry::standard().attempts(6).budget(RetryBudget::unlimited());
    for run in both!(failing(503), request(), |b| b.credential(TOKEN).retry(many())) {
        assert_eq!((run.sent.len(), run.error().attempts()), (6, 6));
        let text = run.error().to_string();
        assert!(text.contains("after 6 attempts") && text.lines().count() == 1, "{text}");
    }
}

#[test]
fn a_service_that_says_when_is_obeyed() {
    let asked = Duration::from_secs(7);
    let answers = || Answers::new().answer(after("retry-after", "7")).json(200, PAGE);
    for run in both!(answers, request(), |builder| builder.credential(TOKEN)) {
        assert_eq!(run.reply().attempts(), 2);
        assert!(run.slept[0] >= asked, "{:?}", run.slept);
    }
    // Nonsense counts as no header at all; a moment in the past as none to wait.
    for value in ["soon", "-3", "Sun, 06 Nov 1994 08:49:37 GMT"] {
        let answers = || Answers::new().answer(after("retry-after", value)).json(200, PAGE);
        for run in both!(answers, request(), |builder| builder.credential(TOKEN)) {
            assert_eq!(run.reply().attempts(), 2, "{value}");
        }
    }
    // Too long to wait for: the error says how long.
    for (value, seconds) in [("86400", 86_400), ("99999999999999999999999", u64::MAX)] {
        let answers = || Answers::new().answer(after("retry-after", value)).json(200, PAGE);
        for run in both!(answers, request(), |builder| builder.credential(TOKEN)) {
            assert_eq!((run.sent.len(), run.slept.len()), (1, 0), "{value}");
            assert!(run.error().is_throttled());
            assert_eq!(run.error().retry_after().unwrap().as_secs(), seconds);
        }
    }
}

#[test]
fn the_deadline_ends_all() {
    let answers = || Answers::new().answer(after("retry-after", "50")).repeat();
    let often = || Retry::standard().attempts(10);
    for run in both!(answers, request(), |b| b.credential(TOKEN).retry(often())) {
        // 0 s, 50 s and 100 s; the next would be at 150 s.
        assert_eq!(run.sent.len(), 3);
        assert!(run.error().elapsed() < Duration::from_mins(2));
    }
    let short = Duration::from_mins(1);
    for run in both!(answers, request(), |b| b.credential(TOKEN).retry(often()).deadline(short)) {
        assert_eq!(run.sent.len(), 2);
    }
}

#[test]
fn an_attempt_is_told_how_long_it_may_take() {
    let told = |sent: &http::Request<Bytes>| sent.extensions().get::<Limits>().unwrap().time;
    let limit = Duration::from_secs(3);
    let answers = || Answers::new().json(200, PAGE);
    for run in both!(answers, request(), |b| b.credential(TOKEN).attempt_timeout(limit)) {
        assert_eq!(told(&run.sent[0]), limit);
    }
    for run in both!(answers, request(), |b| b.credential(TOKEN).deadline(limit)) {
        assert_eq!(told(&run.sent[0]), limit, "the deadline is nearer");
    }
    for run in both!(answers, request(), |b| b.credential(TOKEN)) {
        assert_eq!(told(&run.sent[0]), Duration::from_secs(30));
    }
}

#[test]
fn clones_share_one_budget() {
    let answers = Answers::new().json(503, "").repeat();
    let client = crate::both::asynchronous()
        .credential(TOKEN)
        .transport(answers.clone())
        .clock(ManualClock::new())
        .retry(Retry::standard().budget(RetryBudget::new(3)))
        .build()
        .unwrap();
    for clone in [client.clone(), client.clone(), client.clone(), client] {
        assert!(wait(clone.send(&request())).is_err());
    }
    // Four first attempts, and three retries: the third call was left with one, the fourth with none.
    assert_eq!(answers.sent().len(), 4 + 3);
}

#[test]
fn a_documented_rate_is_kept_unless_told_otherwise() {
    let add = || AddDatasource { dry_run: Some(true), ..AddDatasource::default() };
    let ok = r#"{"code":1001,"message":"","status":"success"}"#;
    let answers = Answers::new().json(200, ok).repeat();
    let clock = ManualClock::new();
    let client = crate::both::blocking()
        .credential(TOKEN)
        .transport(answers.clone())
        .clock(clock.clone())
        .build()
        .unwrap();
    for _ in 0..25 {
        client.send(&add()).unwrap();
    }
    // Ten at once, ten a second later, five after another second.
    assert_eq!(clock.slept(), [Duration::from_secs(1), Duration::from_secs(1)]);
    let unlimited =
        client.with_options(apiscribe_runtime::CallOptions::new().keep_rate_limits(false));
    for _ in 0..50 {
        unlimited.send(&add()).unwrap();
    }
    assert_eq!(clock.slept().len(), 2);
    assert_eq!(answers.sent().len(), 75);
}

#[test]
fn calls_without_time_for_a_slot_take_none() {
    let add = || AddDatasource { dry_run: Some(true), ..AddDatasource::default() };
    let ok = r#"{"code":1001,"message":"","status":"success"}"#;
    let answers = Answers::new().json(200, ok).repeat();
    let clock = ManualClock::new();
    let client = crate::both::blocking()
        .credential(TOKEN)
        .transport(answers.clone())
        .clock(clock.clone())
        .deadline(Duration::from_millis(500))
        .build()
        .unwrap();
    let outcomes: Vec<bool> = (0..30).map(|_| client.send(&add()).is_ok()).collect();
    assert_eq!(outcomes.iter().filter(|ok| **ok).count(), 10);
    // Those that were refused have not pushed the next ones away.
    clock.advance(Duration::from_secs(1));
    assert!(client.send(&add()).is_ok());
    let error = client.with_options(apiscribe_runtime::CallOptions::new());
    let error = (0..20).find_map(|_| error.send(&add()).err()).expect("ten a second");
    assert!(error.is_timeout() && error.attempts() == 0, "{error}");
    assert!(error.to_string().contains("`.deadline(…)`"), "{error}");
}

#[test]
fn calls_wait_for_their_place() {
    let answers = Answers::new().json(200, PAGE).repeat();
    let client = crate::both::asynchronous()
        .credential(TOKEN)
        .transport(answers.clone())
        .clock(ManualClock::new())
        .max_in_flight(1)
        .build()
        .unwrap();
    wait(async {
        let calls: Vec<_> = (0..50)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&request()).await.is_ok() })
            })
            .collect();
        for call in calls {
            assert!(call.await.unwrap());
        }
    });
    assert_eq!(answers.sent().len(), 50);
}

#[test]
fn an_answer_that_says_when_is_obeyed_whatever_its_body_is() {
    let asked = Duration::from_secs(30);
    let broken = || {
        let huge = http::Response::builder().status(503).header("retry-after", "30");
        Answers::new().answer(huge.body(vec![b' '; 200].into()).unwrap()).json(200, PAGE)
    };
    for run in both!(broken, request(), |b| b.credential(TOKEN).body_cap(100)) {
        assert!(run.slept[0] >= asked, "{:?}", run.slept);
    }
}

#[test]
fn the_failure_at_hand_is_told_where_no_time_is_left() {
    let answers = || Answers::new().json(503, "").repeat();
    let short = Duration::from_millis(1);
    let slow = || Retry::standard().initial_backoff(Duration::from_hours(1));
    for run in both!(answers, request(), |b| b.credential(TOKEN).deadline(short).retry(slow())) {
        assert_eq!((run.error().status().unwrap().as_u16(), run.error().attempts()), (503, 1));
    }
}

#[test]
fn an_error_tells_why_there_was_no_further_attempt() {
    let text = |run: &crate::both::Run| run.error().to_string();
    let busy = || Answers::new().answer(after("retry-after", "700")).repeat();
    for run in both!(busy, request(), |b| b.credential(TOKEN)) {
        assert!(
            text(&run).contains("not tried again: the service asks to wait 700 s"),
            "{}",
            text(&run)
        );
    }
    let short = Duration::from_millis(1);
    let slow = || Answers::new().answer(after("retry-after", "1")).repeat();
    for run in both!(slow, request(), |b| b.credential(TOKEN).deadline(short)) {
        assert!(text(&run).contains("not tried again: the deadline is too near"), "{}", text(&run));
    }
    let none = || Retry::standard().budget(RetryBudget::new(0));
    for run in both!(failing(503), request(), |b| b.credential(TOKEN).retry(none())) {
        assert!(
            text(&run).contains("not tried again: the retry budget is used up"),
            "{}",
            text(&run)
        );
    }
    for run in both!(failing(503), request(), |b| b.credential(TOKEN).retry(Retry::off())) {
        assert!(!text(&run).contains("not tried again"), "{}", text(&run));
    }
}
