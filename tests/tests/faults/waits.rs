//! Calls that are tried again: when the service says so, and with a new token.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use apiscribe_runtime::clock::Time as _;
use apiscribe_runtime::testing::ManualClock;
use apiscribe_runtime::{Error, Reply, Retry};
use conformance::server::{Reaction, Server};
use datasource_apis::dli::{self, DatasourceConnection};
use datasource_apis::roma::{self, link::RulePage};

use crate::callers::{
    Caller, PROJECT, RUNTIME, Setup, callers_with, connection, list, reqwest, ureq,
};

const PAGE: &str = r#"{"total":1}"#;

fn setup() -> Setup {
    Setup { retry: Retry::standard(), ..Setup::default() }
}

fn throttled(retry_after: &[&str]) -> Reaction {
    let headers: Vec<_> = retry_after.iter().map(|value| ("Retry-After", *value)).collect();
    Reaction::answer(429, &headers, "{}")
}

/// A caller of each kind, each with a clock and a server of its own, which is throttled once.
fn after_one(
    retry_after: &[&str],
    check: impl Fn(Result<Reply<RulePage>, Error>, &[Duration], usize),
) {
    for kind in [Caller::asynchronous, Caller::blocking] {
        let server = Server::in_turn([throttled(retry_after), Reaction::json(200, PAGE)]);
        let setup = setup();
        let caller = kind(&server.endpoint(), &setup);
        check(caller.list(&list()), &setup.clock.slept(), server.count());
    }
}

#[test]
fn a_service_that_asks_to_wait_is_obeyed() {
    let in_20_seconds = ManualClock::new().utc() + Duration::from_secs(20);
    let date = http_date(in_20_seconds);
    for (value, seconds) in [("7", 7), ("0", 0), ("60", 60), (date.as_str(), 20)] {
        after_one(&[value], |result, slept, sent| {
            assert_eq!((result.unwrap().attempts(), sent), (2, 2), "{value}");
            let slept: Duration = slept.iter().sum();
            assert_eq!(slept.as_secs(), seconds, "{value}");
        });
    }
}

#[test]
fn a_service_that_does_not_say_when_is_asked_again_soon() {
    for value in [&[][..], &["soon"], &["-1"], &["1.5"], &[""], &["Sun, 06 Nov 1994 08:49:37 GMT"]]
    {
        after_one(value, |result, slept, sent| {
            assert_eq!((result.unwrap().attempts(), sent), (2, 2), "{value:?}");
            assert!(slept.iter().sum::<Duration>() <= Duration::from_millis(200), "{slept:?}");
        });
    }
}

#[test]
fn a_service_that_asks_for_too_long_is_not_asked_again() {
    let next_year = http_date(ManualClock::new().utc() + Duration::from_hours(24 * 365));
    for value in
        ["61", "86400", "18446744073709551616", "9".repeat(400).as_str(), next_year.as_str()]
    {
        after_one(&[value], |result, slept, sent| {
            let error = result.unwrap_err();
            assert!(error.is_throttled() && error.is_retryable(), "{error}");
            assert_eq!((error.attempts(), sent, slept.len()), (1, 1, 0), "{value}");
            assert!(error.retry_after().unwrap() > Duration::from_mins(1), "{value}");
        });
    }
}

#[test]
fn what_is_not_idempotent_does_not_wait() {
    for kind in [Caller::asynchronous, Caller::blocking] {
        let server = Server::always(throttled(&["1"]));
        let setup = setup();
        let caller = kind(&server.endpoint(), &setup);
        for error in [caller.add_account().unwrap_err(), caller.connect().unwrap_err()] {
            assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
            assert_eq!(error.attempts(), 1);
        }
        assert_eq!(server.count(), 2);
        assert!(setup.clock.slept().is_empty());
    }
}

/// The date of a time as HTTP writes it, within a minute of the beginning of the tests' clocks or at that time of the next year.
fn http_date(time: SystemTime) -> String {
    let start = ManualClock::new().utc();
    let seconds = time.duration_since(start).unwrap().as_secs();
    if seconds < 60 {
        format!("Thu, 01 Jan 2026 00:00:{seconds:02} GMT")
    } else {
        "Fri, 01 Jan 2027 00:00:00 GMT".to_owned()
    }
}

/// Calls through clients of each kind whose providers count: `token-1`, `token-2` …
macro_rules! with_provider {
    ($service:ident, $server:expr, $method:ident, $request:expr, $check:expr) => {{
        let asked = Arc::new(AtomicUsize::new(0));
        let next = asked.clone();
        let client = $service::Client::builder()
            .endpoint($server.endpoint())
            .project_id(PROJECT)
            .token_provider(move || {
                let token = format!("token-{}", next.fetch_add(1, Ordering::SeqCst) + 1);
                async move { Ok::<_, std::fmt::Error>(token) }
            })
            .transport(reqwest())
            .clock(ManualClock::new())
            .build()
            .unwrap();
        for turn in 1..=2 {
            let result = RUNTIME.block_on(client.$method(&$request));
            $check(turn, result, asked.load(Ordering::SeqCst));
        }

        let asked = Arc::new(AtomicUsize::new(0));
        let next = asked.clone();
        let client = $service::blocking::Client::builder()
            .endpoint($server.endpoint())
            .project_id(PROJECT)
            .token_provider(move || {
                let token = format!("token-{}", next.fetch_add(1, Ordering::SeqCst) + 1);
                Ok::<_, std::fmt::Error>(token)
            })
            .transport(ureq())
            .clock(ManualClock::new())
            .build()
            .unwrap();
        for turn in 1..=2 {
            $check(turn, client.$method(&$request), asked.load(Ordering::SeqCst));
        }
    }};
}

/// Takes the second token only.
fn refuses_the_first(status: u16) -> Server {
    Server::start(move |request| match request.header("x-auth-token") {
        Some("token-2") => Reaction::json(status, PAGE),
        _ => Reaction::json(401, "{}"),
    })
}

#[test]
fn a_refused_token_is_renewed() {
    let server = refuses_the_first(200);
    let check = |turn: u32, result: Result<Reply<RulePage>, Error>, asked| {
        assert_eq!((result.unwrap().attempts(), asked), (3 - turn, 2));
    };
    with_provider!(roma, server, list_rules, list(), check);
    assert_eq!(server.count(), 6);
}

#[test]
fn what_is_not_idempotent_is_not_sent_again_with_a_new_token() {
    let server = refuses_the_first(201);
    let check = |turn: u32, result: Result<Reply<DatasourceConnection>, Error>, asked| match turn {
        1 => assert_eq!((result.unwrap_err().attempts(), asked), (1, 1)),
        _ => assert_eq!((result.unwrap().attempts(), asked), (1, 2)),
    };
    with_provider!(dli, server, create_datasource_connection, connection(), check);
    assert_eq!(server.count(), 4);
}

#[test]
fn a_service_that_refuses_every_token_is_asked_twice() {
    let server = Server::always(Reaction::json(401, "{}"));
    let check = |turn: u32, result: Result<Reply<RulePage>, Error>, asked| {
        let error = result.unwrap_err();
        assert!(error.is_denied() && error.is_unexpected(), "{error}");
        assert_eq!((error.attempts(), asked), (2, 2 * turn as usize), "{error}");
        assert!(error.to_string().contains("check the credentials"), "{error}");
    };
    with_provider!(roma, server, list_rules, list(), check);
    assert_eq!(server.count(), 8);
    // A token that is fixed can't be renewed.
    for caller in callers_with(&server.endpoint(), &setup()) {
        assert_eq!(caller.list(&list()).unwrap_err().attempts(), 1);
        assert_eq!(caller.connect().unwrap_err().attempts(), 1);
    }
    assert_eq!(server.count(), 12);
}

#[test]
fn the_budget_of_retries_ends_a_storm() {
    let server = Server::always(Reaction::json(503, "{}"));
    for caller in callers_with(&server.endpoint(), &setup()) {
        let before = server.count();
        for _ in 0..100 {
            let _ = caller.list(&list()).unwrap_err();
        }
        // 50 retries, and no success that earns more.
        assert_eq!(server.count() - before, 150);
    }
}
