//! What came of an attempt: an answer, an error, or another attempt.

use std::time::Duration;

use bytes::Bytes;

use super::{Call, Proof};
use crate::error::{Error, Spent, is_passing};
use crate::model::Model;
use crate::operation::Operation;
use crate::reply::request_id;
use crate::retry::retry_after;
use crate::trace;
use crate::transport::{TransportError, TransportErrorKind};

impl Call<'_> {
    /// Takes what came of an attempt. `None`: there is more to do.
    pub(crate) fn attempted(
        &mut self,
        result: Result<http::Response<Bytes>, TransportError>,
        answer: &mut dyn Model,
    ) -> Option<Result<(http::Response<Bytes>, Spent), Error>> {
        self.observe(result.as_ref());
        match self.judge(result, answer) {
            Ok(response) => {
                if self.attempts == 1 {
                    self.core.budget.deposit();
                }
                self.span.record("attempts", self.attempts);
                trace::ended(&self.span, Some(response.status()), request_id(response.headers()));
                Some(Ok((response, self.spent())))
            }
            Err(error) => {
                let error = self.with_retry_after(error);
                match self.again(&error) {
                    Ok(wait) => {
                        trace::retry(&error, wait);
                        self.wait = (!wait.is_zero()).then_some(wait);
                        (self.has_entered, self.has_slot) = (false, false);
                        self.last = Some(error);
                        None
                    }
                    Err(why) => Some(Err(self.failed(error.given_up(why)))),
                }
            }
        }
    }

    /// Whatever the answer is, it may say when to ask again.
    fn with_retry_after(&self, error: Error) -> Error {
        let wait = error.headers().and_then(|headers| retry_after(headers, self.core.time.utc()));
        error.with_retry_after(wait)
    }

    fn judge(
        &self,
        result: Result<http::Response<Bytes>, TransportError>,
        answer: &mut dyn Model,
    ) -> Result<http::Response<Bytes>, Error> {
        let cap = self.core.body_cap;
        let mut response = result.map_err(|error| unanswered(self.operation, error, cap))?;
        if truncate(&mut response, cap) {
            let why = format!(
                "the answer is larger than the client's cap of {cap} bytes, which `.body_cap(…)` raises"
            );
            return Err(Error::unexpected(self.operation.name, why).answered(&response));
        }
        self.operation.read(&response, answer)?;
        Ok(response)
    }

    /// How long to wait before another attempt; else why there is none, where one would be due.
    fn again(&mut self, error: &Error) -> Result<Duration, Option<String>> {
        if error.status() == Some(http::StatusCode::UNAUTHORIZED) {
            return if self.reject_token() { Ok(Duration::ZERO) } else { Err(None) };
        }
        if !self.operation.idempotent || !error.is_retryable() {
            return Err(None);
        }
        let retry = self.options.retry.clone().unwrap_or_default();
        if retry.is_exhausted(self.attempts) {
            return Err(None);
        }
        let asked = error.retry_after();
        let Some(wait) = retry.wait(self.attempts, asked) else {
            let seconds = asked.unwrap_or_default().as_secs();
            return Err(Some(format!("the service asks to wait {seconds} s")));
        };
        if self.left().is_none_or(|left| wait >= left) {
            return Err(Some("the deadline is too near".to_owned()));
        }
        if !self.core.budget.withdraw() {
            return Err(Some("the retry budget is used up".to_owned()));
        }
        Ok(wait)
    }

    /// Forgets a token that was refused. Whether the call is worth another attempt with a new one.
    fn reject_token(&mut self) -> bool {
        let (Proof::Tokens(tokens), Some(renewal)) = (&self.core.proof, self.renewal) else {
            return false;
        };
        tokens.reject(renewal);
        self.operation.idempotent && !std::mem::replace(&mut self.renewed, true)
    }
}

/// An answer that ends too early is an answer that does not decode; without a head there is none.
fn unanswered(operation: &Operation, mut error: TransportError, cap: usize) -> Error {
    let partial = error.take_partial();
    let interrupted = error.kind() == TransportErrorKind::Interrupted && partial.is_some();
    let error = if interrupted {
        let status = partial.as_ref().map(http::Response::status);
        let lasting = status.is_some_and(|status| !status.is_success() && !is_passing(status));
        let interrupted = Error::unexpected(operation.name, error.to_string()).caused_by(error);
        if lasting { interrupted } else { interrupted.transient() }
    } else {
        Error::transport(operation.name, error)
    };
    match partial {
        Some(mut response) => {
            truncate(&mut response, cap);
            error.answered(&response)
        }
        None => error,
    }
}

/// Cuts a body that is larger than the cap. What is kept is copied, so that the rest is freed.
fn truncate(response: &mut http::Response<Bytes>, cap: usize) -> bool {
    match response.body().get(..cap) {
        Some(kept) if response.body().len() > cap => {
            *response.body_mut() = Bytes::copy_from_slice(kept);
            true
        }
        _ => false,
    }
}
