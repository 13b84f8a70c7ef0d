//! The same call through an async and a blocking client.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::future::Future;
use std::time::Duration;

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::{ClientBuilder, Error, Reply, blocking, http};

use crate::sample::{RulePage, SERVICE};

/// What came of a call through one kind of client.
pub(crate) struct Run<T = RulePage> {
    pub(crate) result: Result<Reply<T>, Error>,
    pub(crate) sent: Vec<http::Request<Bytes>>,
    pub(crate) slept: Vec<Duration>,
}

impl<T> Run<T> {
    pub(crate) fn new(
        result: Result<Reply<T>, Error>,
        answers: &Answers,
        clock: &ManualClock,
    ) -> Self {
        Self { result, sent: answers.sent(), slept: clock.slept() }
    }

    pub(crate) fn error(&self) -> &Error {
        match &self.result {
            Ok(_) => panic!("the call succeeded"),
            Err(error) => error,
        }
    }

    pub(crate) fn reply(&self) -> &Reply<T> {
        self.result.as_ref().unwrap_or_else(|error| panic!("{error}"))
    }
}

/// A builder that lacks nothing but a credential, a transport and a clock.
pub(crate) fn asynchronous() -> ClientBuilder {
    ClientBuilder::new(&SERVICE).endpoint("https://roma.example.com").hold("project_id", "p1")
}

/// The same for blocking clients.
pub(crate) fn blocking() -> blocking::ClientBuilder {
    blocking::ClientBuilder::new(&SERVICE)
        .endpoint("https://roma.example.com")
        .hold("project_id", "p1")
}

pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Sends a request through both kinds of clients: `both!(|| answers, request, |builder| builder.retry(…))`.
macro_rules! both {
    ($answers:expr, $request:expr, |$builder:ident| $configured:expr) => {{
        let request = $request;
        let (answers, clock) = ($answers(), apiscribe_runtime::testing::ManualClock::new());
        let $builder = crate::both::asynchronous();
        let client = $configured.transport(answers.clone()).clock(clock.clone()).build().unwrap();
        let result = crate::both::wait(client.send(&request));
        let first = crate::both::Run::new(result, &answers, &clock);

        let (answers, clock) = ($answers(), apiscribe_runtime::testing::ManualClock::new());
        let $builder = crate::both::blocking();
        let client = $configured.transport(answers.clone()).clock(clock.clone()).build().unwrap();
        let second = crate::both::Run::new(client.send(&request), &answers, &clock);
        [first, second]
    }};
}
