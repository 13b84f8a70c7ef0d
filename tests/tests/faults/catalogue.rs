//! Each fault of the table, through both kinds of clients, at the first request of a connection and at a later one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use apiscribe_runtime::testing::ManualClock;
use apiscribe_runtime::{CallOptions, Error, ErrorKind, Retry};
use conformance::server::{Reaction, Received, Server, nobody};

use crate::callers::{Caller, Setup, callers_with, list};
use crate::table::{Fault, Outcome, faults};

/// What is good for all operations of the tests.
const GOOD: &str =
    r#"{"total":0,"items":[],"code":1001,"message":"","status":"success","is_success":true}"#;

/// How long an attempt may take that is to take too long. Where the machine is slow, the first of them are too short for
/// what comes before.
const PATIENCE: [Duration; 4] = [
    Duration::from_millis(60),
    Duration::from_millis(240),
    Duration::from_secs(1),
    Duration::from_secs(4),
];

/// The header of a call that is to go well.
const WARM: &str = "x-warm";

/// What nothing takes.
const LONG: Duration = Duration::from_secs(20);

/// A call, and the error that it ends in.
type Call = fn(&Caller) -> Option<Error>;

/// Whether a connection has served a request before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Connection {
    Fresh,
    Used,
}

/// Calls that were to go over a used connection, and those that did: reqwest may make another before the last one is free.
static USED: AtomicUsize = AtomicUsize::new(0);
static REUSED: AtomicUsize = AtomicUsize::new(0);

/// What is tried: a fault, by one kind of client, and how long an attempt may take.
struct Trial<'a> {
    fault: &'a Fault,
    server: Server,
    caller: Caller,
    clock: ManualClock,
    patience: Duration,
}

impl<'a> Trial<'a> {
    fn new(fault: &'a Fault, kind: fn(&str, &Setup) -> Caller, patience: Duration) -> Self {
        let reaction = fault.reaction.clone();
        let server = Server::start(move |request| match request.header(WARM) {
            Some(_) => good(request),
            None => reaction.clone(),
        });
        let setup = Setup { retry: Retry::standard().attempts(2), ..Setup::default() };
        Self {
            fault,
            caller: kind(&server.endpoint(), &setup),
            server,
            clock: setup.clock,
            patience,
        }
    }

    /// Makes a call on a connection of the one or the other kind; the error that it ends in.
    fn call(&self, connection: Connection, call: Call) -> Result<Error, String> {
        if connection == Connection::Used {
            let options = CallOptions::new().header(WARM, "1");
            if let Some(error) = call(&self.caller.with_options(&options)) {
                return Err(error.to_string());
            }
            thread::sleep(Duration::from_millis(1));
        }
        let options = CallOptions::new().attempt_timeout(self.patience);
        let (sent, waits) = (self.server.count(), self.clock.slept().len());
        let error = call(&self.caller.with_options(&options)).ok_or("no error")?;
        let (sent, waits) = (self.server.count() - sent, self.clock.slept().len() - waits);
        assert!(sent <= error.attempts() as usize, "more was sent than is told: {error}");
        expect(sent == error.attempts() as usize, "less was sent than is told", &error)?;
        expect(waits + 1 == sent, "waits", &error)?;
        if connection == Connection::Used {
            let requests = self.server.requests();
            let (before, after) = requests.split_at(requests.len() - sent);
            USED.fetch_add(1, Ordering::Relaxed);
            if before.last().unwrap().connection == after[0].connection {
                REUSED.fetch_add(1, Ordering::Relaxed);
            }
        }
        Ok(error)
    }
}

fn good(request: &Received) -> Reaction {
    // The one page that documents another status than 200.
    let status = if request.target.ends_with("datasource-connection") { 201 } else { 200 };
    Reaction::json(status, GOOD)
}

/// Says what is not as it should be.
fn expect(holds: bool, what: &str, error: &Error) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("{what}: {error}\n    {error:?}")) }
}

fn expect_outcome(error: &Error, outcome: Outcome) -> Result<(), String> {
    let text = error.to_string();
    let status = error.status().map(|status| status.as_u16());
    let is = |kind, expected| error.kind() == kind && status == expected;
    let holds = match outcome {
        Outcome::Lost(part) => {
            is(ErrorKind::Transport, None) && text.contains(part) && !error.is_timeout()
        }
        Outcome::Late(expected) => {
            is(ErrorKind::Transport, expected)
                && error.is_timeout()
                && error.bytes().is_some() == expected.is_some()
        }
        Outcome::Garbled(expected) => {
            is(ErrorKind::Transport, Some(expected)) && !error.is_timeout()
        }
        Outcome::Cut(expected, kept) => {
            is(ErrorKind::Unexpected, Some(expected))
                && error.bytes().is_some_and(|bytes| bytes == kept)
                && text.contains("the connection ended in the middle of the answer")
        }
        Outcome::Unexpected(expected, part, _) => {
            is(ErrorKind::Unexpected, Some(expected))
                && text.contains(part)
                && error.bytes().is_some()
                && error.headers().is_some()
        }
    };
    expect(holds, &format!("not {outcome:?}"), error)?;
    expect(error.is_retryable() == outcome.is_retried(), "retryable, or not", error)?;
    // Neither text is a page of a proxy or a dump of memory.
    let short = text.lines().count() == 1 && text.len() < 700 && format!("{error:?}").len() < 2000;
    expect(short, "the text is long", error)
}

/// Tries a fault with clients of both kinds, and with more and more patience where it has to wait.
fn problems(fault: &Fault, run: impl Fn(&Trial<'_>) -> Result<(), String>) -> Vec<String> {
    let waits = matches!(fault.outcome, Outcome::Late(_));
    let patience = if waits { &PATIENCE[..] } else { &[LONG] };
    let mut problems = Vec::new();
    for kind in [Caller::asynchronous, Caller::blocking] {
        let mut result = Ok(());
        for patience in patience {
            let trial = Trial::new(fault, kind, *patience);
            result = run(&trial)
                .map_err(|problem| format!("{} ({}): {problem}", fault.name, trial.caller.kind()));
            if result.is_ok() {
                break;
            }
        }
        problems.extend(result.err());
    }
    problems
}

/// Tries something with each fault, and tells all that is not as it should be.
fn for_each_fault(run: impl Fn(&Trial<'_>) -> Result<(), String> + Sync) {
    let faults = faults();
    let (waiting, others): (Vec<_>, Vec<_>) =
        faults.iter().partition(|fault| matches!(fault.outcome, Outcome::Late(_)));
    let problems: Vec<_> = thread::scope(|scope| {
        // All at once where they do nothing but wait.
        let waiting: Vec<_> =
            waiting.iter().map(|fault| scope.spawn(|| problems(fault, &run))).collect();
        let others = others.iter().flat_map(|fault| problems(fault, &run)).collect::<Vec<_>>();
        let waiting = waiting.into_iter().flat_map(|problems| problems.join().unwrap());
        others.into_iter().chain(waiting).collect()
    });
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let (used, reused) = (USED.load(Ordering::Relaxed), REUSED.load(Ordering::Relaxed));
    assert!(reused > used / 2, "{reused} of {used}");
}

#[test]
fn what_is_idempotent_is_tried_again_where_it_helps() {
    for_each_fault(|trial| {
        for connection in [Connection::Fresh, Connection::Used] {
            let error = trial.call(connection, |caller| caller.list(&list()).err())?;
            expect_outcome(&error, trial.fault.outcome)?;
            let attempts = if trial.fault.outcome.is_retried() { 2 } else { 1 };
            expect(error.attempts() == attempts, "attempts", &error)?;
        }
        Ok(())
    });
}

#[test]
fn what_is_not_idempotent_is_never_sent_twice() {
    let operations: [(&str, Call); 3] = [
        ("AddAccount", |caller| caller.add_account().err()),
        ("AddDatasource", |caller| caller.add_datasource().err()),
        ("CreateDatasourceConnection", |caller| caller.connect().err()),
    ];
    for_each_fault(|trial| {
        for (operation, call) in operations {
            for connection in [Connection::Fresh, Connection::Used] {
                let error = trial.call(connection, call)?;
                assert_eq!((error.attempts(), error.subject()), (1, operation), "{error}");
                // The page of this one documents other statuses than the table knows of.
                if operation != "CreateDatasourceConnection" {
                    expect_outcome(&error, trial.fault.outcome)?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn nobody_there_is_an_error_of_the_connection() {
    let setup = Setup { retry: Retry::standard().attempts(2), ..Setup::default() };
    for caller in callers_with(&nobody(), &setup) {
        let outcome = Outcome::Lost("no connection could be made");
        let error = caller.list(&list()).unwrap_err();
        expect_outcome(&error, outcome).unwrap();
        assert_eq!(error.attempts(), 2, "{error}");
        for error in [caller.add_account().unwrap_err(), caller.add_datasource().unwrap_err()] {
            expect_outcome(&error, outcome).unwrap();
            assert_eq!(error.attempts(), 1, "{error}");
        }
    }
    // One kind after the other, one wait each.
    assert_eq!(setup.clock.slept().len(), 2);
}

/// A connection that is closed while nobody uses it says nothing about the next request.
#[test]
fn a_connection_that_went_stale_is_replaced() {
    let server = Server::start(|_| Reaction::json(200, GOOD).close());
    for caller in callers_with(&server.endpoint(), &Setup::default()) {
        let before = server.count();
        for turn in 1..=5 {
            caller
                .add_account()
                .unwrap_or_else(|error| panic!("{} {turn}: {error}", caller.kind()));
            assert!(server.comes_to(|server| server.open() == 0));
        }
        assert_eq!(server.count() - before, 5);
    }
}
