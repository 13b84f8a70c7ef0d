use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;

use super::RateLimits;
use crate::clock::{Clock, Time as _};
use crate::operation::Operation;
use crate::table::Table;
use crate::testing::ManualClock;

static TABLE: Table = Table::new("List", "", &[], &[]);

const fn operation(name: &'static str) -> Operation {
    Operation::new(name, "sample", "GET", "/", &TABLE, || unreachable!())
}

static FREE: Operation = operation("Free");
static ZERO: Operation = operation("Zero").requests_per_second(0);
static ONE: Operation = operation("One").requests_per_second(1);
static THREE: Operation = operation("Three").requests_per_second(3);
static TEN: Operation = operation("Ten").requests_per_second(10);
static MANY: Operation = operation("Many").requests_per_second(u32::MAX);

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// The most sends in any half-open second.
fn densest(mut sends: Vec<Duration>) -> usize {
    sends.sort_unstable();
    let within = |first: usize| {
        sends[first..].iter().take_while(|send| **send < sends[first] + millis(1000)).count()
    };
    (0..sends.len()).map(within).max().unwrap_or_default()
}

#[test]
fn a_burst_is_sent_as_it_comes_and_the_rest_a_second_later() {
    let limits = RateLimits::new();
    let waits: Vec<_> = (0..7).map(|_| limits.reserve(&THREE, millis(500)).as_millis()).collect();
    assert_eq!(waits, [0, 0, 0, 1000, 1000, 1000, 2000]);
    assert_eq!(limits.reserve(&THREE, millis(2500)), Duration::ZERO);
}

#[test]
fn the_second_slides() {
    let limits = RateLimits::new();
    let waits = [0, 900, 950, 1000, 1001, 1901, 2500]
        .map(|now| limits.reserve(&THREE, millis(now)).as_millis());
    assert_eq!(waits, [0, 0, 0, 0, 899, 49, 0]);
}

#[test]
fn each_operation_is_counted_by_itself() {
    let limits = RateLimits::new();
    assert_eq!(limits.reserve(&ONE, millis(0)), Duration::ZERO);
    assert_eq!(limits.reserve(&THREE, millis(0)), Duration::ZERO);
    assert_eq!(limits.reserve(&ONE, millis(0)), millis(1000));
}

#[test]
fn no_limit_takes_no_lock() {
    let limits = RateLimits::new();
    let held = limits.windows.lock().unwrap();
    for operation in [&FREE, &ZERO] {
        for _ in 0..100 {
            assert_eq!(limits.reserve(operation, millis(0)), Duration::ZERO);
        }
    }
    assert!(held.is_empty());
}

#[test]
fn a_slot_that_comes_too_late_is_not_taken() {
    let limits = RateLimits::new();
    assert_eq!(limits.reserve_within(&ONE, millis(0), millis(1)), Some(Duration::ZERO));
    for _ in 0..1000 {
        assert_eq!(limits.reserve_within(&ONE, millis(1), millis(999)), None);
    }
    assert_eq!(limits.reserve_within(&ONE, millis(1), millis(1000)), Some(millis(999)));
    assert_eq!(limits.reserve_within(&FREE, millis(1), millis(1)), Some(Duration::ZERO));
}

#[test]
fn no_more_times_are_kept_than_matter() {
    let limits = RateLimits::new();
    for now in 0..100_000 {
        limits.reserve(&TEN, millis(now * 120));
        limits.reserve(&MANY, millis(now * 120));
    }
    let windows = limits.windows.lock().unwrap();
    assert!(windows.values().all(|window| window.times.len() <= 10), "{windows:?}");
}

#[test]
fn the_end_of_time_is_no_end_of_the_program() {
    let limits = RateLimits::new();
    for _ in 0..3 {
        assert_eq!(limits.reserve(&ONE, Duration::MAX), Duration::ZERO);
    }
}

#[test]
fn threads_share_it_exactly() {
    let limits = RateLimits::new();
    let sends = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (limits, sends) = (&limits, &sends);
            scope.spawn(move || {
                for call in 0..100 {
                    let now = millis(call * 7 + thread * 13);
                    let wait = limits.reserve(&TEN, now);
                    sends.lock().unwrap().push(now + wait);
                }
            });
        }
    });
    let sends = sends.into_inner().unwrap();
    assert_eq!((sends.len(), densest(sends)), (800, 10));
}

#[tokio::test]
async fn tasks_send_at_the_times_that_they_reserved() {
    let limits = Arc::new(RateLimits::new());
    let clock = ManualClock::new();
    let calls: Vec<_> = (0..35)
        .map(|_| {
            let (limits, clock) = (limits.clone(), clock.clone());
            tokio::spawn(async move {
                let wait = limits.reserve(&TEN, clock.monotonic());
                Clock::sleep(&clock, wait).await;
                clock.monotonic()
            })
        })
        .collect();
    let mut sends = Vec::new();
    for call in calls {
        sends.push(call.await.unwrap());
    }
    assert_eq!((densest(sends), clock.monotonic()), (10, millis(3000)));
}

proptest! {
    #[test]
    fn no_second_has_more_sends_than_documented(
        arrivals in prop::collection::vec(0..4_000_u64, 1..120),
        left in prop_oneof![Just(u64::MAX), 1..3_000_u64],
        in_order in any::<bool>(),
    ) {
        let mut arrivals = arrivals;
        if in_order {
            arrivals.sort_unstable();
        }
        for (operation, most) in [(&ONE, 1), (&THREE, 3), (&TEN, 10)] {
            let limits = RateLimits::new();
            let sends: Vec<_> = arrivals
                .iter()
                .map(|now| millis(*now))
                .filter_map(|now| {
                    limits.reserve_within(operation, now, millis(left)).map(|wait| now + wait)
                })
                .collect();
            prop_assert!(!sends.is_empty() && densest(sends) <= most);
        }
    }

    #[test]
    fn nobody_waits_longer_than_needed(arrivals in prop::collection::vec(0..4_000_u64, 1..120)) {
        let mut arrivals = arrivals;
        arrivals.sort_unstable();
        let limits = RateLimits::new();
        let mut sends: Vec<Duration> = Vec::new();
        for now in arrivals.into_iter().map(millis) {
            let wait = limits.reserve(&THREE, now);
            if !wait.is_zero() {
                // A moment earlier, the second that ends there would have one too many.
                let earlier = (now + wait).saturating_sub(Duration::from_nanos(1));
                let recent = sends.iter().filter(|send| **send + millis(1000) > earlier).count();
                prop_assert!(recent >= 3);
            }
            sends.push(now + wait);
        }
    }
}
