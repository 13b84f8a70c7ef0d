//! A clock that waits for nothing.

use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::ops::Bound::{Excluded, Unbounded};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use crate::clock::{BlockingClock, Clock, Sleeping, Time};

/// How many turns a task that waits leaves to the others before it takes it that they wait as well: what goes from task to
/// task, as a lock does, takes a turn at each step.
const TURNS: u32 = 16;

/// A clock that stands still until somebody waits for it, and then moves on at once.
///
/// It serves clients of both kinds. Cloning shares the time, so that a test hands a clone to the client and asks its own
/// for what was [`slept`](Self::slept).
///
/// A thread that waits moves the clock by as long as it waits for. A task that waits lets the other tasks go first, some
/// times over; when nobody has moved the clock by then, it moves to the end of the wait that ends first. So tasks on one
/// thread wake in the order in which they would by the clock on the wall. Where tasks run on several threads, that order is
/// not certain.
///
/// Time-outs and deadlines are no waits: they end when the clock has been moved that far, by [`advance`](Self::advance) or by
/// the wait of somebody else. So a client with this clock can send over a real network, and a transport that never answers
/// keeps it for ever: let [`Answers::fail`](super::Answers::fail) stand for a time-out.
///
/// ```
/// use std::time::Duration;
/// use apiscribe_runtime::BlockingClock;
/// use apiscribe_runtime::clock::Time;
/// use apiscribe_runtime::testing::ManualClock;
///
/// let clock = ManualClock::new();
/// let begin = clock.utc();
/// clock.sleep(Duration::from_secs(20));
/// clock.advance(Duration::from_secs(5));
/// assert_eq!(clock.monotonic(), Duration::from_secs(25));
/// assert_eq!(clock.utc(), begin + Duration::from_secs(25));
/// assert_eq!(clock.slept(), [Duration::from_secs(20)]);
/// ```
#[derive(Clone)]
pub struct ManualClock {
    start: SystemTime,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    elapsed: Duration,
    /// How often the clock was moved.
    moves: u64,
    slept: Vec<Duration>,
    /// When the waits of tasks end; the number makes each unique.
    ends: BTreeSet<(Duration, u64)>,
    next_number: u64,
    /// Who waits for the end of a limit.
    limits: Vec<(Duration, Waker)>,
}

impl ManualClock {
    /// A clock whose time of day begins at 2026-01-01 00:00:00 UTC.
    #[must_use]
    pub fn new() -> Self {
        Self::starting_at(SystemTime::UNIX_EPOCH + Duration::from_hours(24 * 20_454))
    }

    /// A clock whose time of day begins here. [`monotonic`](Time::monotonic) begins at zero all the same.
    #[must_use]
    pub fn starting_at(start: SystemTime) -> Self {
        Self { start, state: Arc::default() }
    }

    /// Moves the clock. Nobody slept, so [`slept`](Self::slept) does not have it.
    pub fn advance(&self, duration: Duration) {
        self.state().advance(duration);
    }

    /// How long each wait was for that came to its end, in the order of their ends. A wait that was given up before, as
    /// that of a time-out by a call which is done, is not among them.
    ///
    /// The waits between attempts are random: count them, or compare them with the longest that they can be.
    #[must_use]
    pub fn slept(&self) -> Vec<Duration> {
        self.state().slept.clone()
    }

    /// A test that panicked elsewhere leaves a time that is whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn advance(&mut self, duration: Duration) {
        self.move_to(self.elapsed.saturating_add(duration));
    }

    fn move_to(&mut self, elapsed: Duration) {
        self.elapsed = elapsed;
        self.moves += 1;
        for (_, waker) in self.limits.extract_if(.., |(end, _)| *end <= elapsed) {
            waker.wake();
        }
    }

    /// Moves the clock to the end of the wait that ends first.
    fn advance_to_next_end(&mut self) {
        let after_now = (Excluded((self.elapsed, u64::MAX)), Unbounded);
        if let Some((end, _)) = self.ends.range(after_now).next() {
            self.move_to(*end);
        }
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Time for ManualClock {
    fn monotonic(&self) -> Duration {
        self.state().elapsed
    }

    fn utc(&self) -> SystemTime {
        self.start.checked_add(self.monotonic()).unwrap_or(self.start)
    }
}

impl Clock for ManualClock {
    fn sleep(&self, duration: Duration) -> Sleeping<'_> {
        let mut state = self.state();
        let end = (state.elapsed.saturating_add(duration), state.next_number);
        state.next_number += 1;
        Box::pin(Sleep { clock: self, duration, end, seen: state.moves, turns: 0 })
    }

    fn limit(&self, duration: Duration) -> Sleeping<'_> {
        let end = self.monotonic().saturating_add(duration);
        Box::pin(poll_fn(move |context| {
            let mut state = self.state();
            if state.elapsed >= end {
                return Poll::Ready(());
            }
            state
                .limits
                .retain(|(other, waker)| *other != end || !waker.will_wake(context.waker()));
            state.limits.push((end, context.waker().clone()));
            Poll::Pending
        }))
    }
}

impl BlockingClock for ManualClock {
    fn sleep(&self, duration: Duration) {
        let mut state = self.state();
        state.advance(duration);
        state.slept.push(duration);
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManualClock")
            .field("utc", &self.utc())
            .field("monotonic", &self.monotonic())
            .finish_non_exhaustive()
    }
}

/// The wait of a task.
struct Sleep<'a> {
    clock: &'a ManualClock,
    duration: Duration,
    end: (Duration, u64),
    /// How often the clock was moved when this was polled last.
    seen: u64,
    /// How often this was polled since the clock was moved; 0 before the first time alone.
    turns: u32,
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let sleep = &mut *self;
        let mut state = sleep.clock.state();
        let first = sleep.turns == 0;
        if sleep.seen != state.moves {
            (sleep.seen, sleep.turns) = (state.moves, 0);
        }
        sleep.turns += 1;
        if first {
            state.ends.insert(sleep.end);
        } else if state.elapsed < sleep.end.0 && sleep.turns > TURNS {
            state.advance_to_next_end();
        }
        if !first && state.elapsed >= sleep.end.0 {
            state.slept.push(sleep.duration);
            return Poll::Ready(());
        }
        drop(state);
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        self.clock.state().ends.remove(&self.end);
    }
}
