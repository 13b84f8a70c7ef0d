//! One call, without I/O: what to do next, and what to make of what came of it.
//!
//! The async and the blocking client drive the same machine: they send, sleep and ask for tokens as a [`Step`] says, and
//! report back. So both behave alike, and tests of the machine need neither.

use std::time::Duration;

use bytes::Bytes;
use tracing::Span;

use crate::authentication::AuthenticationError;
use crate::authentication::tokens::Ready;
use crate::error::{Error, Spent};
use crate::hook::{Attempt, Outcome};
use crate::model::Model;
use crate::operation::Operation;
use crate::options::CallOptions;
use crate::table::Table;
use crate::trace;
use crate::transport::{Limits, TransportError, TransportErrorKind};
use crate::validate::Violations;

mod core;
mod outcome;

pub(crate) use core::{Core, Proof};

/// What the options of a call are judged by; no page documents them.
static OPTIONS: Table = Table::new("this call", "", &[], &[]);

/// What to do next.
#[allow(
    clippy::large_enum_variant,
    reason = "it lives for a moment; a box would cost each call an allocation"
)]
pub(crate) enum Step {
    /// Wait, then ask again.
    Wait(Duration),
    /// Get a token, unless there were more renewals than this; then say what came of it.
    Renew(u64),
    /// Take a place among the requests that are under way, and keep it until an attempt has ended.
    Enter,
    /// Send this within these limits, then say what came of it.
    Send(http::Request<Bytes>, Limits),
}

/// A call on its way.
#[allow(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(crate) struct Call<'a> {
    core: &'a Core,
    options: &'a CallOptions,
    operation: &'static Operation,
    request: &'a dyn Model,
    /// The first request; later ones are written anew, so that the usual call copies nothing.
    prepared: Option<http::Request<Bytes>>,
    started: Duration,
    attempt_started: Duration,
    attempts: u32,
    wait: Option<Duration>,
    has_entered: bool,
    has_slot: bool,
    /// The token of the next attempt.
    token: Option<Ready>,
    /// The renewal that the token of the last attempt came from.
    renewal: Option<u64>,
    /// A 401 is answered by a renewal once.
    renewed: bool,
    /// What the last attempt ended in, where there is to be another one.
    last: Option<Error>,
    /// Whether an attempt is being made.
    is_under_way: bool,
    number: u64,
    /// The span of the call.
    pub(crate) span: Span,
}

impl<'a> Call<'a> {
    /// Judges a request and writes it.
    pub(crate) fn begin(
        core: &'a Core,
        options: &'a CallOptions,
        operation: &'static Operation,
        request: &'a dyn Model,
    ) -> Result<Self, Error> {
        let mut call = Self {
            core,
            options,
            operation,
            request,
            prepared: None,
            started: core.time.monotonic(),
            attempt_started: Duration::ZERO,
            attempts: 0,
            wait: None,
            has_entered: false,
            has_slot: false,
            token: None,
            renewal: None,
            renewed: false,
            last: None,
            is_under_way: false,
            number: core.next_call(),
            span: trace::call(operation),
        };
        match call.write() {
            Ok((prepared, violations)) => {
                call.span.in_scope(|| trace::violations(&violations));
                call.prepared = Some(prepared);
                Ok(call)
            }
            Err(error) => Err(call.failed(error)),
        }
    }

    /// What to do next.
    pub(crate) fn step(&mut self) -> Result<Step, Error> {
        self.next().map_err(|error| self.failed(error))
    }

    fn next(&mut self) -> Result<Step, Error> {
        if let Some(wait) = self.wait.take() {
            return Ok(Step::Wait(wait));
        }
        let left = self.left().filter(|left| !left.is_zero()).ok_or_else(|| self.overdue())?;
        let wait = self.slot(left).ok_or_else(|| self.overdue())?;
        if !wait.is_zero() {
            trace::rate_limit(wait);
            return Ok(Step::Wait(wait));
        }
        if !std::mem::replace(&mut self.has_entered, true) {
            return Ok(Step::Enter);
        }
        // Last of all: a token that was good before the waits may not be so any more.
        if let (Proof::Tokens(tokens), None) = (&self.core.proof, &self.token) {
            match tokens.ready(self.core.time.utc()) {
                Ok(ready) => self.token = Some(ready),
                Err(seen) => return Ok(Step::Renew(seen)),
            }
        }
        self.send(left)
    }

    /// Takes it that there was a place. One that had to be waited for may have cost the call its slot: a request that leaves
    /// after its slot would leave together with later ones.
    pub(crate) fn entered(&mut self, has_waited: bool) {
        self.has_slot = !has_waited;
    }

    /// How long to wait for a documented limit of requests a second; `None` if that is too long.
    fn slot(&mut self, left: Duration) -> Option<Duration> {
        if std::mem::replace(&mut self.has_slot, true)
            || self.options.keep_rate_limits == Some(false)
        {
            return Some(Duration::ZERO);
        }
        self.core.limits.reserve_within(self.operation, self.core.time.monotonic(), left)
    }

    fn send(&mut self, left: Duration) -> Result<Step, Error> {
        let mut request = match self.prepared.take() {
            Some(request) => request,
            None => self.write()?.0,
        };
        let limit = self.options.attempt_timeout.unwrap_or(CallOptions::ATTEMPT_TIMEOUT).min(left);
        let token = self.token.take();
        self.core
            .authenticate(&mut request, token.as_ref())
            .map_err(|error| self.unauthenticated(error))?;
        self.renewal = token.map(|token| token.renewal);
        self.attempts = self.attempts.saturating_add(1);
        for hook in &self.core.hooks {
            hook.before_attempt(&self.attempt(), &request);
        }
        self.is_under_way = true;
        self.attempt_started = self.core.time.monotonic();
        Ok(Step::Send(request, Limits::new(limit, self.core.body_cap)))
    }

    fn write(&self) -> Result<(http::Request<Bytes>, Violations), Error> {
        let Core { service, settings, waivers, .. } = self.core;
        let policy = self.options.policy.unwrap_or_default();
        let mut unfit = Violations::new(&OPTIONS);
        unfit.extend(self.options.violations(self.operation, service.credential.as_ref()));
        if !unfit.is_empty() {
            return Err(Error::invalid(self.operation.name, unfit));
        }
        let (mut request, violations) =
            self.operation.prepare_by(self.request, settings, policy, waivers)?;
        self.options
            .extend(&mut request)
            .map_err(|problem| Error::unsendable(self.operation, problem))?;
        Ok((request, violations))
    }

    /// Takes what came of a renewal.
    pub(crate) fn renewed(
        &mut self,
        token: Result<Ready, AuthenticationError>,
    ) -> Result<(), Error> {
        self.token = Some(token.map_err(|error| {
            let error = self.unauthenticated(error);
            self.failed(error)
        })?);
        Ok(())
    }

    /// The error of a call that has no proof to send; after an attempt, what that one ended in says more.
    fn unauthenticated(&mut self, error: AuthenticationError) -> Error {
        let error = || Error::authentication(self.operation.name, error);
        self.last.take().unwrap_or_else(error)
    }

    /// The attempt that is being made.
    pub(crate) fn attempt(&self) -> Attempt {
        Attempt { operation: self.operation, call: self.number, number: self.attempts }
    }

    /// Tells hooks and traces how an attempt ended.
    fn observe(&mut self, result: Result<&http::Response<Bytes>, &TransportError>) {
        self.is_under_way = false;
        let elapsed = self.core.time.monotonic().saturating_sub(self.attempt_started);
        for hook in &self.core.hooks {
            hook.after_attempt(&self.attempt(), &Outcome { result, elapsed });
        }
    }

    /// What is left until the deadline.
    pub(crate) fn left(&self) -> Option<Duration> {
        self.limit().checked_sub(self.elapsed())
    }

    fn limit(&self) -> Duration {
        self.options.deadline.unwrap_or(CallOptions::DEADLINE)
    }

    fn elapsed(&self) -> Duration {
        self.core.time.monotonic().saturating_sub(self.started)
    }

    /// The error of a call that the deadline ends before an attempt is made; after one, what that one ended in says more.
    pub(crate) fn overdue(&mut self) -> Error {
        if let Some(error) = self.last.take() {
            return error;
        }
        let why = format!(
            "the call's deadline of {:?} leaves no time for an attempt; `.deadline(…)` sets it",
            self.limit()
        );
        Error::transport(self.operation.name, TransportError::new(TransportErrorKind::Timeout, why))
    }

    /// The same, completed.
    pub(crate) fn expired(&mut self) -> Error {
        let error = self.overdue();
        self.failed(error)
    }

    /// What the call has taken so far.
    fn spent(&self) -> Spent {
        Spent { attempts: self.attempts, elapsed: self.elapsed() }
    }

    /// Completes an error and tells the trace.
    pub(crate) fn failed(&self, error: Error) -> Error {
        let error = error.after(self.spent());
        self.span.record("attempts", self.attempts);
        trace::failed(&self.span, &error);
        error
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        if self.is_under_way {
            for hook in &self.core.hooks {
                hook.attempt_abandoned(&self.attempt());
            }
        }
    }
}
