//! What holds for any length, limit and cap, where nothing lies and nothing changes.

use proptest::option;
use proptest::prelude::*;

use crate::sample::{Bare, Capped, Counted, Listing, Whole};
use crate::service::{Asked, Service, page, slice};
use crate::walk::ways;

/// What an honest service does.
#[derive(Debug, Clone, Copy)]
struct Honest {
    length: i64,
    /// Items where no limit is sent.
    default: i64,
    cap: i64,
    has_total: bool,
}

impl Honest {
    fn size(self, limit: Option<i64>) -> i64 {
        limit.unwrap_or(self.default).min(self.cap)
    }

    fn service(self) -> Service {
        Service::new(move |asked: Asked| {
            let total = self.has_total.then_some(self.length);
            page(total, slice(self.length, asked, self.size(asked.limit)))
        })
    }

    fn walk<R: Listing>(
        self,
        offset: Option<i64>,
        limit: Option<i64>,
    ) -> Result<(), TestCaseError> {
        let start = offset.unwrap_or(0);
        let left = u64::try_from(self.length - start).unwrap_or(0);
        let full_pages = left.div_ceil(self.size(limit).unsigned_abs());
        for (way, walk) in ways::<R>() {
            let outcome = walk(&self.service(), R::of(offset, limit));
            prop_assert_eq!(&outcome.error, &None, "{}", way);
            prop_assert_eq!(outcome.ids, (start..self.length).collect::<Vec<_>>(), "{}", way);
            let sent = outcome.asked.len() as u64;
            prop_assert!(sent <= full_pages + 1, "{}: {} requests", way, sent);
            if self.has_total {
                prop_assert_eq!(sent, full_pages.max(1), "{}", way);
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_item_comes_once_and_in_order(
        length in 0..120_i64,
        offset in option::of(0..130_i64),
        limit in option::of(1..40_i64),
        (default, cap) in (1..40_i64, 1..20_i64),
    ) {
        let untold = Honest { length, default, cap, has_total: false };
        untold.walk::<Bare>(offset, limit)?;
        let counted = Honest { has_total: true, ..untold };
        counted.walk::<Counted>(offset, limit)?;
        let told = Honest { default: 4, cap: 10, ..untold };
        told.walk::<Capped>(offset, limit)?;
        told.walk::<Whole>(offset, limit)?;
        Honest { has_total: true, ..told }.walk::<Whole>(offset, limit)?;
    }

    #[test]
    fn no_answers_go_on_for_ever(
        totals in proptest::collection::vec(option::of(-2..40_i64), 1..4),
        starts in proptest::collection::vec(0..9_i64, 1..4),
        size in 1..4_i64,
        limit in option::of(-1..6_i64),
    ) {
        let service = Service::new(move |asked| {
            let start = starts[asked.turn % starts.len()];
            page(totals[asked.turn % totals.len()], start..start + size)
        });
        for (_, walk) in ways::<Whole>() {
            let before = service.count();
            walk(&service, Whole::of(None, limit));
            prop_assert!(service.count() - before <= 12);
        }
    }
}
