//! What a client tells the crate [`tracing`].
//!
//! | Span or event | Level | Fields |
//! |---|---|---|
//! | span `call` | info | `operation`, `service`, `method`, `path` (the template), and at the end `status`, `attempts`, `request_id`, `error` (the kind) |
//! | span `attempt`, inside `call` | debug | `number`, and at the end `status` |
//! | event `retry` | debug | `reason`, `wait_ms` |
//! | event `rate limit` | debug | `wait_ms` |
//! | event `token renewal` | debug | |
//! | event `violation` | warn | `rule`: the id of a documented rule that the request breaks, where the policy lets it pass |
//!
//! The target of all is `apiscribe`; the name of an event is its message. No value of a parameter, header or body is in them; `request_id`, which the service's
//! support asks for, is the one thing that is taken from an answer.

use std::time::Duration;

use tracing::field::{Empty, display};
use tracing::{Level, Span};

use crate::error::Error;
use crate::operation::Operation;
use crate::validate::Violations;

/// The target of all spans and events.
pub const TARGET: &str = "apiscribe";

pub(crate) fn call(operation: &Operation) -> Span {
    tracing::span!(
        target: TARGET,
        Level::INFO,
        "call",
        operation = operation.name,
        service = operation.service,
        method = operation.method,
        path = operation.path,
        status = Empty,
        attempts = Empty,
        request_id = Empty,
        error = Empty,
    )
}

pub(crate) fn attempt(number: u32) -> Span {
    tracing::span!(target: TARGET, Level::DEBUG, "attempt", number, status = Empty)
}

pub(crate) fn ended(span: &Span, status: Option<http::StatusCode>, request_id: Option<&str>) {
    if let Some(status) = status {
        span.record("status", status.as_u16());
    }
    if let Some(id) = request_id {
        span.record("request_id", display(crate::error::one_line(id)));
    }
}

pub(crate) fn failed(span: &Span, error: &Error) {
    span.record("error", tracing::field::debug(error.kind()));
    ended(span, error.status(), error.request_id());
}

pub(crate) fn retry(error: &Error, wait: Duration) {
    let reason = match error.status() {
        Some(status) => status.as_str().to_owned(),
        None => format!("{:?}", error.kind()),
    };
    tracing::event!(target: TARGET, Level::DEBUG, reason, wait_ms = milliseconds(wait), "retry");
}

pub(crate) fn rate_limit(wait: Duration) {
    tracing::event!(target: TARGET, Level::DEBUG, wait_ms = milliseconds(wait), "rate limit");
}

pub(crate) fn token_renewal() {
    tracing::event!(target: TARGET, Level::DEBUG, "token renewal");
}

pub(crate) fn violations(violations: &Violations) {
    for violation in violations {
        tracing::event!(target: TARGET, Level::WARN, rule = violation.id(), "violation");
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
