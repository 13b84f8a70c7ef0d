use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderValue};
use proptest::prelude::*;

use super::{Budget, Retry, RetryBudget, retry_after};

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// The longest backoffs after 1, 2, 3 … attempts.
fn longest(retry: &Retry, attempts: std::ops::RangeInclusive<u32>) -> Vec<Option<Duration>> {
    attempts.map(|made| retry.wait_at(made, None, 1.0)).collect()
}

#[test]
fn the_standard_is_the_documented_one() {
    let retry = Retry::standard();
    assert_eq!(longest(&retry, 1..=3), [Some(millis(200)), Some(millis(400)), None]);
    assert_eq!(retry.wait_at(1, None, 0.0), Some(Duration::ZERO));
    assert_eq!(retry.wait_at(1, None, 0.25), Some(millis(50)));
    assert_eq!(
        longest(&retry.attempts(99), 7..=9),
        [12_800, 20_000, 20_000].map(|ms| Some(millis(ms)))
    );
    assert_eq!(format!("{:?}", Retry::default()), format!("{:?}", Retry::standard()));
}

#[test]
fn off_is_one_attempt_and_no_attempts_is_off() {
    for retry in [Retry::off(), Retry::standard().attempts(0), Retry::standard().attempts(1)] {
        assert!(retry.is_off());
        assert_eq!(retry.wait(1, None), None);
        assert_eq!(retry.wait(1, Some(Duration::ZERO)), None);
    }
    assert!(!Retry::standard().is_off() && !Retry::off().attempts(2).is_off());
}

#[test]
fn what_the_service_asks_for_comes_before_the_backoff_within_the_bound() {
    let retry = Retry::standard();
    for random in [0.0, 1.0] {
        for asked in [Duration::ZERO, millis(1), Duration::from_mins(1)] {
            let wait = asked + millis(400).mul_f64(random);
            assert_eq!(retry.wait_at(2, Some(asked), random), Some(wait));
        }
        assert_eq!(retry.wait_at(1, Some(millis(60_001)), random), None);
        assert_eq!(retry.wait_at(1, Some(Duration::MAX), random), None);
        assert_eq!(retry.wait_at(3, Some(Duration::ZERO), random), None);
    }
    let patient = retry.max_retry_after(Duration::MAX);
    assert_eq!(patient.wait(1, Some(Duration::MAX)), Some(Duration::MAX));
    assert_eq!(patient.max_retry_after(Duration::ZERO).wait(1, Some(millis(1))), None);
}

#[test]
fn absurd_settings_saturate() {
    let endless = Retry::standard().attempts(u32::MAX).max_backoff(Duration::MAX);
    assert_eq!(endless.wait_at(u32::MAX - 1, None, 1.0), Some(Duration::MAX));
    assert_eq!(endless.wait_at(u32::MAX, None, 1.0), None);
    assert_eq!(endless.wait_at(0, None, 1.0), Some(millis(200)));
    let longest = endless.clone().initial_backoff(Duration::MAX);
    assert_eq!(longest.wait_at(7, None, 1.0), Some(Duration::MAX));
    let none = endless.clone().initial_backoff(Duration::ZERO);
    assert_eq!(none.wait_at(u32::MAX - 1, None, 1.0), Some(Duration::ZERO));
    let tiny = endless.initial_backoff(Duration::from_nanos(1));
    assert_eq!(tiny.wait_at(41, None, 1.0), Some(Duration::from_nanos(1 << 40)));
    let capped = tiny.max_backoff(Duration::ZERO);
    assert_eq!(capped.wait_at(9, None, 1.0), Some(Duration::ZERO));
}

#[test]
fn the_jitter_covers_all_of_the_range() {
    let retry = Retry::standard();
    let waits: Vec<_> = (0..4000).filter_map(|_| retry.wait(1, None)).collect();
    assert!(waits.iter().all(|wait| *wait <= millis(200)));
    for tenth in 0..10 {
        let within = millis(20 * tenth)..millis(20 * (tenth + 1));
        let share = waits.iter().filter(|wait| within.contains(wait)).count();
        assert!((250..=550).contains(&share), "{share} of 4000 in {within:?}");
    }
}

#[test]
fn a_header_a_budget_and_a_wait_go_together() {
    let retry = Retry::standard().budget(RetryBudget::new(1));
    let budget = Budget::new(&retry.budget_of());
    let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static("2"))]);
    let asked = retry_after(&headers, SystemTime::UNIX_EPOCH);
    assert_eq!(retry.wait_at(1, asked, 0.5), Some(millis(2_100)));
    assert!(budget.withdraw() && !budget.withdraw());
}

proptest! {
    #[test]
    fn a_backoff_is_within_its_bounds(
        made in any::<u32>(),
        attempts in any::<u32>(),
        initial in any::<Duration>(),
        max in any::<Duration>(),
        random in prop_oneof![0.0..=1.0, any::<f64>()],
    ) {
        let retry = Retry::standard().attempts(attempts).initial_backoff(initial).max_backoff(max);
        match retry.wait_at(made, None, random) {
            Some(wait) => prop_assert!(wait <= max && made < attempts.max(1)),
            None => prop_assert!(made >= attempts.max(1)),
        }
    }
}
