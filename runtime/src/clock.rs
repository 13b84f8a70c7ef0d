//! Time as a client sees it: injected, so that tests wait for nothing.

use std::future::Future;
#[cfg(feature = "reqwest")]
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
#[cfg(feature = "reqwest")]
use std::task::{Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

/// What [`Clock::sleep`] returns.
pub type Sleeping<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// What time it is.
pub trait Time: Send + Sync {
    /// Time since some fixed moment; it never goes back.
    fn monotonic(&self) -> Duration;

    /// The time of day, which signatures state and dates in answers are compared with.
    fn utc(&self) -> SystemTime;
}

/// Time that a task can wait for.
pub trait Clock: Time {
    /// Waits: between two attempts, or for a rate limit.
    fn sleep(&self, duration: Duration) -> Sleeping<'_>;

    /// Ends when something has taken too long. A clock that makes waits short in tests must not make this short.
    fn limit(&self, duration: Duration) -> Sleeping<'_> {
        self.sleep(duration)
    }
}

/// Time that a thread can wait for.
pub trait BlockingClock: Time {
    /// Waits.
    fn sleep(&self, duration: Duration);
}

/// The time of this machine.
///
/// Tasks wait by tokio's timer (feature `reqwest`), inside a tokio runtime whose time driver is on. On another executor a
/// wait takes a thread that sleeps, and no limit of time ever ends: let the transport keep time there, or give the client a
/// clock of the executor's.
///
/// Where the standard library has no clock, as on `wasm32-unknown-unknown`, `new` panics: give clients a clock of your own there.
#[derive(Debug, Clone)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock that starts now.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Time for SystemClock {
    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn utc(&self) -> SystemTime {
        SystemTime::now()
    }
}

#[cfg(feature = "reqwest")]
impl Clock for SystemClock {
    fn sleep(&self, duration: Duration) -> Sleeping<'_> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_ok() {
                tokio::time::sleep(duration).await;
            } else {
                elsewhere(duration).await;
            }
        })
    }

    fn limit(&self, duration: Duration) -> Sleeping<'_> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_ok() {
                tokio::time::sleep(duration).await;
            } else {
                // A thread for each call would be too many.
                std::future::pending::<()>().await;
            }
        })
    }
}

/// A wait outside of tokio, which a thread does.
#[cfg(feature = "reqwest")]
async fn elsewhere(duration: Duration) {
    let started = Instant::now();
    let mut told: Option<Waker> = None;
    poll_fn(|context| {
        let left = duration.saturating_sub(started.elapsed());
        if left.is_zero() {
            return Poll::Ready(());
        }
        if !told.as_ref().is_some_and(|waker| waker.will_wake(context.waker())) {
            let waker = told.insert(context.waker().clone()).clone();
            std::thread::spawn(move || {
                std::thread::sleep(left);
                waker.wake();
            });
        }
        Poll::Pending
    })
    .await;
}

crate::macros::through_pointers! {
    impl Time {
        fn monotonic(&self) -> Duration {
            (**self).monotonic()
        }

        fn utc(&self) -> SystemTime {
            (**self).utc()
        }
    }
    impl Clock {
        fn sleep(&self, duration: Duration) -> Sleeping<'_> {
            (**self).sleep(duration)
        }

        fn limit(&self, duration: Duration) -> Sleeping<'_> {
            (**self).limit(duration)
        }
    }
    impl BlockingClock {
        fn sleep(&self, duration: Duration) {
            (**self).sleep(duration);
        }
    }
}

impl BlockingClock for SystemClock {
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

#[cfg(all(test, feature = "reqwest"))]
mod tests {
    use std::sync::Arc;
    use std::task::{Context, Poll, Wake, Waker};
    use std::thread::Thread;
    use std::time::{Duration, Instant};

    use super::{Clock as _, SystemClock};

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    #[test]
    fn a_wait_outside_of_tokio_is_a_wait() {
        let clock = SystemClock::new();
        let started = Instant::now();
        let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut sleep = clock.sleep(Duration::from_millis(5));
        while sleep.as_mut().poll(&mut context).is_pending() {
            std::thread::park();
        }
        assert!(started.elapsed() >= Duration::from_millis(5));
        let mut limit = clock.limit(Duration::ZERO);
        assert_eq!(limit.as_mut().poll(&mut context), Poll::Pending);
    }
}
