//! One table of what services do, walked in every way.

use std::ops::Range;

use crate::sample::{Aimless, Bare, Capped, Counted, Listing, Shifted, Single, Whole};
use crate::service::{Asked, Service, Told, page, slice};
use crate::walk::ways;

/// A list, and what must come of it.
struct Case {
    name: &'static str,
    service: fn() -> Service,
    offset: Option<i64>,
    limit: Option<i64>,
    ids: Vec<i64>,
    /// A part of the error that ends it.
    error: Option<String>,
    asked: Vec<Option<i64>>,
}

impl Case {
    fn new(name: &'static str, service: fn() -> Service) -> Self {
        Self { name, service, offset: None, limit: None, ids: vec![], error: None, asked: vec![] }
    }

    fn offset(self, offset: i64) -> Self {
        Self { offset: Some(offset), ..self }
    }

    fn limit(self, limit: i64) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// The ids that come.
    fn gives(self, ids: impl IntoIterator<Item = i64>) -> Self {
        Self { ids: ids.into_iter().collect(), ..self }
    }

    /// The error that ends it.
    fn fails(self, error: &str) -> Self {
        Self { error: Some(error.to_owned()), ..self }
    }

    /// The page at an offset ends it, which has the items of another.
    fn repeats(self, offset: i64, earlier: i64) -> Self {
        self.fails(&format!(
            "ListThings: the page at offset {offset} has the same items as the page at offset {earlier}: \
             the service ignores `offset`"
        ))
    }

    /// Walks over it in every way. The first request has the caller's offset, the others these.
    fn asks<R: Listing>(mut self, offsets: &[i64]) {
        self.asked = vec![self.offset];
        self.asked.extend(offsets.iter().copied().map(Some));
        for (way, walk) in ways::<R>() {
            let name = format!("{} ({way})", self.name);
            let outcome = walk(&(self.service)(), R::of(self.offset, self.limit));
            assert_eq!(outcome.ids, self.ids, "{name}");
            let (error, wanted) = (outcome.error.as_deref(), self.error.as_deref());
            assert_eq!(error.is_some(), wanted.is_some(), "{name}: {error:?}");
            assert!(error.unwrap_or("").contains(wanted.unwrap_or("")), "{name}: {error:?}");
            let offsets: Vec<_> = outcome.asked.iter().map(|asked| asked.offset).collect();
            assert_eq!(offsets, self.asked, "{name}");
            assert!(outcome.asked.iter().all(|asked| asked.limit == self.limit), "{name}");
        }
    }
}

/// Gives so many items, in pages of so many, with the number of all.
fn counted(length: i64, size: i64) -> Service {
    Service::new(move |asked| page(length, slice(length, asked, size)))
}

/// The same without the number.
fn bare(length: i64, size: i64) -> Service {
    Service::new(move |asked| page(None, slice(length, asked, size)))
}

/// Gives these pages, without the number.
fn pages(pages: &[Range<i64>]) -> Service {
    Service::script(pages.iter().map(|ids| page(None, ids.clone())).collect())
}

#[test]
fn lists_with_a_total_end_with_the_page_that_reaches_it() {
    Case::new("seven by three", || counted(7, 3)).limit(3).gives(0..7).asks::<Whole>(&[3, 6]);
    Case::new("an exact multiple", || counted(6, 3)).limit(3).gives(0..6).asks::<Whole>(&[3]);
    Case::new("one page", || counted(2, 3)).limit(3).gives(0..2).asks::<Counted>(&[]);
    Case::new("empty", || counted(0, 3)).asks::<Counted>(&[]);
    Case::new("above the cap", || counted(25, 10)).limit(100).gives(0..25).asks::<Whole>(&[10, 20]);
    Case::new("an untold cap", || counted(7, 3)).limit(100).gives(0..7).asks::<Counted>(&[3, 6]);
    Case::new("from the middle", || counted(7, 3)).offset(2).gives(2..7).asks::<Counted>(&[5]);
    Case::new("from behind the end", || counted(7, 3)).offset(9).gives([]).asks::<Counted>(&[]);
    Case::new("all at once", || counted(7, 7)).limit(3).gives(0..7).asks::<Counted>(&[]);
}

#[test]
fn lists_without_a_total_end_with_a_short_or_empty_page() {
    Case::new("seven by three", || bare(7, 3)).limit(3).gives(0..7).asks::<Bare>(&[3, 6]);
    Case::new("an exact multiple", || bare(6, 3)).limit(3).gives(0..6).asks::<Bare>(&[3, 6]);
    Case::new("also where all is told", || bare(6, 3)).limit(3).gives(0..6).asks::<Whole>(&[3, 6]);
    Case::new("a total that is not documented", || counted(6, 3)).gives(0..6).asks::<Bare>(&[3, 6]);
    Case::new("an untold cap", || bare(7, 3)).limit(100).gives(0..7).asks::<Bare>(&[3, 6]);
    Case::new("a full page below it", || bare(3, 3)).limit(100).gives(0..3).asks::<Bare>(&[3]);
    Case::new("a told cap", || bare(25, 10)).limit(100).gives(0..25).asks::<Capped>(&[10, 20]);
    Case::new("one page below it", || bare(3, 10)).limit(100).gives(0..3).asks::<Capped>(&[]);
    Case::new("the default limit", || bare(6, 4)).gives(0..6).asks::<Capped>(&[4]);
    Case::new("one page below that", || bare(3, 4)).gives(0..3).asks::<Capped>(&[]);
    Case::new("empty", || bare(0, 3)).gives([]).asks::<Bare>(&[]);
    Case::new("no limit known", || bare(7, 3)).gives(0..7).asks::<Bare>(&[3, 6]);
    Case::new("a limit of nothing", || bare(7, 3)).limit(0).gives(0..7).asks::<Capped>(&[3, 6]);
    Case::new("a limit below", || bare(7, 3)).limit(-1).gives(0..7).asks::<Capped>(&[3, 6]);
    Case::new("a larger page is no measure", || pages(&[0..5, 5..8, 8..10]))
        .limit(3)
        .gives(0..10)
        .asks::<Bare>(&[5, 8]);
    Case::new("nor is it with a cap", || pages(&[0..12, 12..15, 15..16]))
        .limit(3)
        .gives(0..16)
        .asks::<Capped>(&[12, 15]);
}

#[test]
fn the_offset_starts_where_the_caller_says() {
    Case::new("the documented default", || {
        Service::new(|asked| {
            let asked = Asked { offset: asked.offset.or(Some(2)), ..asked };
            page(None, slice(7, asked, 3))
        })
    })
    .gives(2..7)
    .asks::<Shifted>(&[5]);
    Case::new("zero", || bare(5, 3)).offset(0).gives(0..5).asks::<Bare>(&[3]);
    Case::new("below zero", || bare(5, 3)).offset(-7).gives(0..5).asks::<Bare>(&[3]);
    Case::new("beyond what is documented", || bare(20, 5))
        .offset(3)
        .gives(3..13)
        .fails("query.offset: 13 is more than the maximum 10")
        .asks::<Shifted>(&[8]);
    let last = i64::MAX - 1;
    Case::new("the greatest integer", || {
        Service::new(|asked| page(None, [asked.offset.unwrap() - i64::MAX]))
    })
    .offset(last)
    .gives([-1, 0])
    .fails("ListThings: the next page starts at 9223372036854775808, which `offset` can't hold")
    .asks::<Bare>(&[i64::MAX]);
}

#[test]
fn a_service_that_ignores_the_offset_is_an_error() {
    Case::new("always the same", || Service::new(|_| page(None, 0..3)))
        .gives(0..3)
        .repeats(3, 0)
        .asks::<Bare>(&[3]);
    Case::new("in another order", || {
        Service::script(vec![page(100, [1, 2, 3]), page(101, [3, 1, 2])])
    })
    .offset(50)
    .gives([1, 2, 3])
    .repeats(53, 50)
    .asks::<Counted>(&[53]);
    Case::new("also where it would be the last page", || Service::new(|_| page(6, 0..3)))
        .gives(0..3)
        .repeats(3, 0)
        .asks::<Counted>(&[3]);
    Case::new("a circle", || {
        Service::new(|asked| page(None, if asked.turn % 2 == 0 { 0..3 } else { 3..6 }))
    })
    .gives(0..6)
    .repeats(6, 0)
    .asks::<Bare>(&[3, 6]);
    Case::new("the last page again and again", || {
        Service::new(|asked| {
            let offset = asked.offset.map(|offset| offset.min(2));
            page(9, slice(4, Asked { offset, ..asked }, 2))
        })
    })
    .gives(0..4)
    .repeats(4, 2)
    .asks::<Counted>(&[2, 4]);
    Case::new("only nulls", || Service::new(|_| Told::Body(r#"{"items":[null]}"#.into())))
        .repeats(1, 0)
        .asks::<Bare>(&[1]);
}

#[test]
fn a_list_that_changes_meanwhile_is_no_error() {
    Case::new("it shrinks", || Service::script(vec![page(9, 0..3), page(5, 4..6)]))
        .limit(3)
        .gives([0, 1, 2, 4, 5])
        .asks::<Whole>(&[3]);
    Case::new("it shrinks to what came", || Service::script(vec![page(9, 0..3), page(2, [])]))
        .limit(3)
        .gives(0..3)
        .asks::<Whole>(&[3]);
    Case::new("it grows", || Service::script(vec![page(4, 0..3), page(7, 3..6), page(7, 6..7)]))
        .limit(3)
        .gives(0..7)
        .asks::<Whole>(&[3, 6]);
    Case::new("some come again", || {
        Service::script(vec![page(7, 0..3), page(8, 2..5), page(8, 5..7)])
    })
    .gives([0, 1, 2, 2, 3, 4, 5, 6])
    .asks::<Counted>(&[3, 6]);
    Case::new("some are skipped", || pages(&[0..3, 5..8, 9..10]))
        .gives([0, 1, 2, 5, 6, 7, 9])
        .asks::<Bare>(&[3, 6]);
}

#[test]
fn totals_that_lie_end_the_list_all_the_same() {
    Case::new("too high", || Service::new(|asked| page(99, slice(5, asked, 3))))
        .gives(0..5)
        .asks::<Counted>(&[3, 5]);
    Case::new("higher at each page", || {
        Service::new(|asked| page(asked.offset.unwrap_or(0) + 99, slice(5, asked, 3)))
    })
    .gives(0..5)
    .asks::<Counted>(&[3, 5]);
    Case::new("too low", || Service::new(|asked| page(4, slice(9, asked, 3))))
        .gives(0..6)
        .asks::<Counted>(&[3]);
    Case::new("less than what came", || Service::new(|asked| page(2, slice(9, asked, 3))))
        .gives(0..3)
        .asks::<Counted>(&[]);
    Case::new("nothing, beside items", || Service::new(|asked| page(0, slice(5, asked, 3))))
        .gives(0..5)
        .asks::<Counted>(&[3]);
    Case::new("below nothing", || Service::new(|asked| page(-1, slice(5, asked, 3))))
        .gives(0..5)
        .asks::<Counted>(&[3]);
}

#[test]
fn a_total_that_is_absent_later_says_only_that_there_is_more() {
    fn first_only(length: i64, total: i64) -> Service {
        Service::new(move |asked| page((asked.turn == 0).then_some(total), slice(length, asked, 3)))
    }
    Case::new("right", || first_only(7, 7)).limit(3).gives(0..7).asks::<Whole>(&[3, 6]);
    Case::new("right and exact", || first_only(6, 6)).limit(3).gives(0..6).asks::<Whole>(&[3, 6]);
    Case::new("out of date", || first_only(8, 4)).limit(3).gives(0..8).asks::<Whole>(&[3, 6]);
    Case::new("a short page in the middle", || {
        Service::script(vec![page(6, 0..3), page(None, 3..4), page(None, 4..6)])
    })
    .limit(3)
    .gives(0..6)
    .asks::<Whole>(&[3, 4]);
    Case::new("two short pages in the middle", || {
        Service::script(vec![page(7, 0..3), page(None, 3..4), page(None, 4..5), page(None, 5..7)])
    })
    .limit(3)
    .gives(0..7)
    .asks::<Whole>(&[3, 4, 5]);
}

#[test]
fn an_error_in_the_middle_ends_the_list() {
    Case::new("a documented failure", || {
        Service::script(vec![page(9, 0..3), Told::Status(404), page(9, 3..6)])
    })
    .gives(0..3)
    .fails("ListThings was refused")
    .asks::<Counted>(&[3]);
    Case::new("no answer", || Service::script(vec![page(9, 0..3), Told::Nothing]))
        .gives(0..3)
        .fails("ListThings: the connection ended before the answer came: cut")
        .asks::<Counted>(&[3]);
    Case::new("at once", || Service::script(vec![Told::Nothing, page(9, 0..3)]))
        .fails("ListThings: the connection ended before the answer came: cut")
        .asks::<Counted>(&[]);
}

#[test]
fn a_page_may_lack_its_list() {
    Case::new("absent", || Service::script(vec![Told::Body("{}".into())])).asks::<Bare>(&[]);
    Case::new("null", || Service::script(vec![Told::Body(r#"{"items":null}"#.into())]))
        .asks::<Bare>(&[]);
    Case::new("absent, with a total", || {
        Service::script(vec![Told::Body(r#"{"total":9}"#.into())])
    })
    .asks::<Counted>(&[]);
    Case::new("absent later", || Service::script(vec![page(9, 0..3), Told::Body("{}".into())]))
        .gives(0..3)
        .asks::<Counted>(&[3]);
}

#[test]
fn nulls_in_the_list_are_left_out_but_counted() {
    Case::new("some", || {
        let body = r#"{"total":6,"items":[{"id":0},null,{"id":2}]}"#;
        Service::script(vec![Told::Body(body.into()), page(6, 3..6)])
    })
    .gives([0, 2, 3, 4, 5])
    .asks::<Counted>(&[3]);
    Case::new("a whole page", || {
        let body = r#"{"total":4,"items":[null,null]}"#;
        Service::script(vec![page(4, 0..2), Told::Body(body.into())])
    })
    .gives(0..2)
    .asks::<Counted>(&[2]);
    Case::new("a whole page in the middle", || {
        let body = "\u{feff}{\"items\":[null,null]}";
        Service::script(vec![page(5, 0..2), Told::Body(body.into()), page(5, 4..5)])
    })
    .gives([0, 1, 4])
    .asks::<Counted>(&[2, 4]);
    Case::new("and then nothing", || {
        Service::script(vec![Told::Body(r#"{"items":[null]}"#.into()), page(None, [])])
    })
    .asks::<Bare>(&[1]);
}

#[test]
fn what_documents_no_paging_is_one_page() {
    Case::new("no paging", || bare(7, 3)).limit(3).gives(0..3).asks::<Single>(&[]);
    Case::new("no such parameter", || bare(7, 3))
        .limit(3)
        .gives(0..3)
        .fails("ListThings: the next page can't be asked for: `start` is no integer of the request")
        .asks::<Aimless>(&[]);
}
