//! The documented rates of operations, kept on the side that calls.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::operation::Operation;

/// What a documented number of calls is counted in.
const WINDOW: Duration = Duration::from_secs(1);

/// The send times that calls have reserved, by operation. A client and its clones share them.
///
/// In no second, wherever it begins, more sends are reserved than the operation documents. An operation that documents no
/// rate, or a rate of 0, is not limited, and no lock is taken for it.
///
/// A slot is taken when it is reserved. That of a call which is given up while it waits is lost: fewer requests are sent
/// then, never more. So a caller with little time asks with [`reserve_within`](Self::reserve_within), which takes nothing
/// that comes too late: else calls that nobody waits for any more would push all others ever farther away.
#[derive(Debug, Default)]
pub(crate) struct RateLimits {
    windows: Mutex<HashMap<&'static str, Window>>,
}

impl RateLimits {
    /// Nothing is reserved.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// How long to wait before the operation may be sent, whatever time is left. The slot is taken.
    #[cfg(test)]
    pub(crate) fn reserve(&self, operation: &Operation, now: Duration) -> Duration {
        self.reserve_within(operation, now, Duration::MAX).unwrap_or(Duration::MAX)
    }

    /// How long to wait before the operation may be sent, where that is shorter than the time that is left. The slot is taken then;
    /// `None`, and nothing is taken, where it is not.
    pub(crate) fn reserve_within(
        &self,
        operation: &Operation,
        now: Duration,
        left: Duration,
    ) -> Option<Duration> {
        let limit = match operation.requests_per_second {
            None | Some(0) => return Some(Duration::ZERO),
            Some(limit) => usize::try_from(limit).unwrap_or(usize::MAX),
        };
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        windows.entry(operation.request.id).or_default().reserve(limit, now, left)
    }
}

/// The reserved send times of one operation that can still be in one second with a later one, in order.
#[derive(Debug, Default)]
struct Window {
    times: VecDeque<Duration>,
}

impl Window {
    fn reserve(&mut self, limit: usize, now: Duration, left: Duration) -> Option<Duration> {
        // Times stay in order, though threads may come in another order than the one in which they read the clock.
        let last = self.times.back().copied().unwrap_or_default();
        let room = self
            .times
            .len()
            .checked_sub(limit)
            .and_then(|index| self.times.get(index))
            .map_or(Duration::ZERO, |first| first.saturating_add(WINDOW));
        let time = now.max(last).max(room);
        let wait = time.saturating_sub(now);
        if wait >= left {
            return None;
        }
        while self.times.front().is_some_and(|first| first.saturating_add(WINDOW) <= time) {
            self.times.pop_front();
        }
        self.times.push_back(time);
        Some(wait)
    }
}

#[cfg(test)]
mod tests;
