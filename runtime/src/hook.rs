//! Code of the user's that sees every attempt.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::operation::Operation;
use crate::transport::TransportError;

/// Sees every attempt of every call: for metrics, audit, tests. It changes nothing.
///
/// A hook sees headers and bodies with their secrets. It is called from the task or thread of the call, so it must not
/// block.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use apiscribe_runtime::hook::{Attempt, Hook, Outcome};
///
/// #[derive(Default)]
/// struct Throttled(AtomicU64);
///
/// impl Hook for Throttled {
///     fn after_attempt(&self, _: &Attempt, outcome: &Outcome<'_>) {
///         if outcome.result.is_ok_and(|response| response.status() == 429) {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
///
/// // One for the client's builder, one to read from.
/// let throttled = Arc::new(Throttled::default());
/// let hook = throttled.clone();
/// # fn takes(_: impl Hook + 'static) {}
/// # takes(hook);
/// ```
pub trait Hook: Send + Sync {
    /// A request is about to be sent, exactly as it is here.
    fn before_attempt(&self, attempt: &Attempt, request: &http::Request<Bytes>) {
        let _ = (attempt, request);
    }

    /// An attempt has ended.
    fn after_attempt(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
        let _ = (attempt, outcome);
    }

    /// The call was dropped while an attempt was under way; what was sent stays sent.
    fn attempt_abandoned(&self, attempt: &Attempt) {
        let _ = attempt;
    }
}

crate::macros::through_pointers! {
    impl Hook {
        fn before_attempt(&self, attempt: &Attempt, request: &http::Request<Bytes>) {
            (**self).before_attempt(attempt, request);
        }

        fn after_attempt(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
            (**self).after_attempt(attempt, outcome);
        }

        fn attempt_abandoned(&self, attempt: &Attempt) {
            (**self).attempt_abandoned(attempt);
        }
    }
}

/// One attempt of a call.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// Which call of the client and its clones it belongs to, from 1.
    pub call: u64,
    /// Which attempt of the call it is, from 1.
    pub number: u32,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The answer, whatever its status, or why there is none.
    pub result: Result<&'a http::Response<Bytes>, &'a TransportError>,
    /// How long the attempt took.
    pub elapsed: Duration,
}
