//! How many retries a client may make while the service keeps failing.

use std::sync::atomic::{AtomicU64, Ordering};

/// What one retry counts: a billion, so that fractions add up exactly, and `u32::MAX` retries fit.
const RETRY: u64 = 1_000_000_000;

/// How many retries a client and its clones may make while calls keep failing.
///
/// Without a budget, a client that makes three attempts triples the load of a service that is down. With one, the retries of
/// single failures cost nothing that matters, and those of a long failure end: the budget starts full, each retry takes one
/// out of it, and each call that succeeds at its first attempt puts a part of one back, up to what it started with. When
/// less than one is left, a failure is returned as it is, and nobody waits.
///
/// The default is 50 retries, and a tenth of one for each success: while some calls succeed, one in ten may be retried.
///
/// ```
/// use apiscribe_runtime::{Retry, RetryBudget};
///
/// let retry = Retry::standard().budget(RetryBudget::new(10).per_success(0.5));
/// let always = Retry::standard().budget(RetryBudget::unlimited());
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct RetryBudget {
    /// `None` for no limit.
    retries: Option<u32>,
    per_success: f64,
}

impl RetryBudget {
    /// A budget that starts with so many retries and never holds more; 0 allows none at all. A tenth of a retry is earned by
    /// each call that succeeds at its first attempt, unless [`per_success`](Self::per_success) says otherwise.
    pub fn new(retries: u32) -> Self {
        Self { retries: Some(retries), per_success: 0.1 }
    }

    /// How many retries a call earns that succeeds at its first attempt. 0.1 unless set.
    ///
    /// It is counted to a billionth. What is negative or not a number earns nothing; infinity fills the budget up.
    pub fn per_success(mut self, retries: f64) -> Self {
        self.per_success = retries;
        self
    }

    /// A budget that never runs out: the number of attempts of each call is the only limit.
    pub fn unlimited() -> Self {
        Self { retries: None, per_success: 0.0 }
    }
}

impl Default for RetryBudget {
    /// 50 retries, and a tenth of one for each success.
    fn default() -> Self {
        Self::new(50)
    }
}

/// What is left of a budget. A client and its clones share one.
#[derive(Debug)]
pub(crate) struct Budget {
    /// In parts of a [`RETRY`].
    left: AtomicU64,
    /// `None` for no limit.
    capacity: Option<u64>,
    per_success: u64,
}

impl Budget {
    /// A full one.
    pub(crate) fn new(budget: &RetryBudget) -> Self {
        let capacity = budget.retries.map(|retries| u64::from(retries) * RETRY);
        Self {
            left: AtomicU64::new(capacity.unwrap_or_default()),
            capacity,
            per_success: parts(budget.per_success),
        }
    }

    /// Takes a retry out of it, if one is left.
    pub(crate) fn withdraw(&self) -> bool {
        let take = |left: u64| left.checked_sub(RETRY);
        self.capacity.is_none()
            || self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Puts back what a call earns that succeeds at its first attempt.
    pub(crate) fn deposit(&self) {
        let Some(capacity) = self.capacity else { return };
        // A full budget, which is the usual one, is not written to.
        let put = |left: u64| {
            (left < capacity).then(|| left.saturating_add(self.per_success).min(capacity))
        };
        let _full = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, put);
    }
}

/// The parts of a retry in a number of retries.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the cast saturates, and takes what is not a number as zero: that is what is documented"
)]
fn parts(retries: f64) -> u64 {
    (retries * RETRY as f64).round() as u64
}

#[cfg(test)]
mod tests {
    use super::{Budget, RetryBudget};
    use proptest::prelude::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// How many retries can be made until it is empty, tried up to a bound.
    fn drain(budget: &Budget) -> usize {
        (0..1000).take_while(|_| budget.withdraw()).count()
    }

    fn earned(per_success: f64, successes: usize) -> usize {
        let budget = Budget::new(&RetryBudget::new(7).per_success(per_success));
        assert_eq!(drain(&budget), 7);
        (0..successes).for_each(|_| budget.deposit());
        drain(&budget)
    }

    #[test]
    fn it_starts_full_and_a_tenth_is_earned_at_a_time() {
        let budget = Budget::new(&RetryBudget::default());
        budget.deposit();
        assert_eq!(drain(&budget), 50);
        for _ in 0..9 {
            budget.deposit();
            assert!(!budget.withdraw());
        }
        budget.deposit();
        assert!(budget.withdraw() && !budget.withdraw());
    }

    #[test]
    fn deposits_add_up_exactly_and_never_beyond_the_capacity() {
        assert_eq!(
            [earned(0.1, 9), earned(0.1, 10), earned(0.1, 69), earned(0.1, 70)],
            [0, 1, 6, 7]
        );
        assert_eq!([earned(0.1, 1000), earned(3.0, 2), earned(3.0, 3)], [7, 6, 7]);
        assert_eq!(drain(&Budget::new(&RetryBudget::new(0).per_success(9.0))), 0);
        // As a double, a billion times 4.1 is less than 4.1 billion.
        let budget = Budget::new(&RetryBudget::new(41).per_success(4.1));
        drain(&budget);
        (0..10).for_each(|_| budget.deposit());
        assert_eq!(drain(&budget), 41);
    }

    #[test]
    fn what_is_no_number_of_retries_is_taken_as_documented() {
        for nothing in [0.0, -0.0, -1.0, f64::NAN, f64::NEG_INFINITY, f64::MIN, 1e-10] {
            assert_eq!(earned(nothing, 100), 0, "{nothing}");
        }
        for all in [f64::INFINITY, f64::MAX, 1e300] {
            assert_eq!(earned(all, 1), 7, "{all}");
        }
    }

    #[test]
    fn no_limit_never_refuses() {
        for budget in [RetryBudget::unlimited(), RetryBudget::unlimited().per_success(f64::NAN)] {
            let budget = Budget::new(&budget);
            budget.deposit();
            assert_eq!(drain(&budget), 1000);
        }
        let largest = Budget::new(&RetryBudget::new(u32::MAX).per_success(f64::MAX));
        assert!(largest.withdraw());
        largest.deposit();
        assert_eq!(drain(&largest), 1000);
    }

    #[test]
    fn threads_share_it_exactly() {
        let budget = Budget::new(&RetryBudget::new(100).per_success(0.25));
        let taken = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let mine = (0..200).filter(|_| budget.withdraw()).count();
                    taken.fetch_add(mine, Ordering::Relaxed);
                });
            }
        });
        assert_eq!(taken.into_inner(), 100);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| (0..20).for_each(|_| budget.deposit()));
            }
        });
        assert_eq!(drain(&budget), 40);
    }

    proptest! {
        #[test]
        fn it_never_gives_more_than_it_has_and_earned(
            retries in 0..20_u32,
            per_success in 0..=8_u32,
            calls in prop::collection::vec(any::<bool>(), 0..200),
        ) {
            let config = RetryBudget::new(retries).per_success(f64::from(per_success) / 4.0);
            let budget = Budget::new(&config);
            let mut quarters = retries * 4;
            for failed in calls {
                if failed {
                    prop_assert_eq!(budget.withdraw(), quarters >= 4);
                    quarters = if quarters >= 4 { quarters - 4 } else { quarters };
                } else {
                    budget.deposit();
                    quarters = (quarters + per_success).min(retries * 4);
                }
            }
        }
    }
}
