//! When a call that failed is sent again, and how long it waits before that.

use std::time::Duration;

mod budget;
mod retry_after;

pub(crate) use budget::Budget;
pub use budget::RetryBudget;
pub(crate) use retry_after::retry_after;

/// When a call is sent again, and how long it waits before that.
///
/// Only an operation that is documented as idempotent is sent again: of any other, nobody knows what a first attempt has
/// done. Such an operation is sent again after
///
/// - a request for which no connection could be made,
/// - an answer that did not come in time,
/// - a connection that was lost before the answer was complete,
/// - an answer with the status 408, 429, 500, 502, 503 or 504.
///
/// Everything else is the outcome of the call at once; [`Error::is_retryable`](crate::Error::is_retryable) tells the two
/// apart. So is the last failure, when no attempt, no time or no budget is left.
///
/// A token that the service refuses is another matter: a [`TokenProvider`](crate::TokenProvider) is asked for a new one, and
/// an idempotent operation is then sent once more, whatever is said here.
///
/// # How long it waits
///
/// Before the second attempt it waits for a random time between nothing and [`initial_backoff`](Self::initial_backoff). The
/// upper end doubles with each further attempt, up to [`max_backoff`](Self::max_backoff). All of it is random, so that many
/// clients that failed at one moment do not come back at one moment.
///
/// A service that says when to come back, by the header `Retry-After`, is obeyed: the call waits for as long, and for the
/// backoff on top, since the service says the same to everybody. Where the time that it asks for is longer than [`max_retry_after`](Self::max_retry_after), there is no further attempt.
///
/// # How it goes together with the time-outs
///
/// - The attempt time-out is for each attempt alone. The waits between attempts are no part of it. An attempt that it ends
///   is an answer that did not come in time.
/// - The deadline is for the whole call: all attempts and all waits. An attempt has no more time than the deadline leaves.
///   A wait that would outlast the deadline is not begun, whether the backoff or `Retry-After` asks for it: the failure at
///   hand is returned instead.
/// - The [`RetryBudget`] is asked before each further attempt, and is shared by a client and its clones.
///
/// # Defaults
///
/// [`standard`](Self::standard) is what a client does unless told otherwise: 3 attempts in all, an initial backoff of 200 ms,
/// a longest backoff of 20 s, `Retry-After` up to 60 s, the default budget.
///
/// ```
/// use std::time::Duration;
/// use apiscribe_runtime::{Retry, RetryBudget};
///
/// let patient = Retry::standard()
///     .attempts(6)
///     .max_retry_after(Duration::from_secs(300))
///     .budget(RetryBudget::new(200).per_success(0.2));
/// assert!(!patient.is_off());
/// assert!(Retry::off().is_off());
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Retry {
    attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    max_retry_after: Duration,
    budget: RetryBudget,
}

impl Retry {
    /// What a client does unless told otherwise: see [the defaults](Self#defaults).
    pub fn standard() -> Self {
        Self {
            attempts: 3,
            initial_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(20),
            max_retry_after: Duration::from_mins(1),
            budget: RetryBudget::default(),
        }
    }

    /// Each call is sent once.
    pub fn off() -> Self {
        Self::standard().attempts(1)
    }

    /// How often a call is sent in all, the first time included. 3 unless set; 0 is taken as 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// How long the wait before the second attempt may be. 200 ms unless set.
    pub fn initial_backoff(mut self, backoff: Duration) -> Self {
        self.initial_backoff = backoff;
        self
    }

    /// How long any wait may be, but for one that the service asks for. 20 s unless set.
    pub fn max_backoff(mut self, backoff: Duration) -> Self {
        self.max_backoff = backoff;
        self
    }

    /// How long the service may ask to wait. 60 s unless set. A service that asks for longer is not asked again: its answer
    /// is returned as the error that it is.
    pub fn max_retry_after(mut self, longest: Duration) -> Self {
        self.max_retry_after = longest;
        self
    }

    /// How many retries the client and its clones may make while calls keep failing. The default one unless set.
    ///
    /// A client makes its budget when it is built. One that is given for single calls is not looked at.
    pub fn budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// Whether each call is sent once.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.attempts == 1
    }

    pub(crate) fn budget_of(&self) -> RetryBudget {
        self.budget.clone()
    }

    /// Whether no further attempt is meant, whatever the service asks for.
    pub(crate) fn is_exhausted(&self, attempts_made: u32) -> bool {
        attempts_made >= self.attempts
    }

    /// How long to wait after so many attempts; `None` to give up.
    pub(crate) fn wait(
        &self,
        attempts_made: u32,
        retry_after: Option<Duration>,
    ) -> Option<Duration> {
        self.wait_at(attempts_made, retry_after, fastrand::f64_inclusive())
    }

    /// What `wait` does, with the random number, from 0 to 1, handed over.
    fn wait_at(
        &self,
        attempts_made: u32,
        retry_after: Option<Duration>,
        random: f64,
    ) -> Option<Duration> {
        if self.is_exhausted(attempts_made) {
            return None;
        }
        // Also where the service says when: it may say "now", and it says the same to everybody.
        let backoff = part(self.longest_backoff(attempts_made), random);
        match retry_after {
            Some(asked) => (asked <= self.max_retry_after).then(|| asked.saturating_add(backoff)),
            None => Some(backoff),
        }
    }

    /// How long the backoff after so many attempts can be.
    fn longest_backoff(&self, attempts_made: u32) -> Duration {
        let mut backoff = self.initial_backoff;
        for _ in 1..attempts_made {
            if backoff >= self.max_backoff || backoff.is_zero() {
                break;
            }
            backoff = backoff.saturating_mul(2);
        }
        backoff.min(self.max_backoff)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::standard()
    }
}

/// A part of a duration, without the panic of `mul_f64` where rounding takes it past the longest one.
fn part(whole: Duration, of_one: f64) -> Duration {
    Duration::try_from_secs_f64(whole.as_secs_f64() * of_one).map_or(whole, |part| part.min(whole))
}

#[cfg(test)]
mod tests;
