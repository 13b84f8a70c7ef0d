//! Lists from servers that page as they should not.

use apiscribe_runtime::{Error, ErrorKind};
use conformance::server::{Reaction, Received, Server};
use datasource_apis::roma::link::Rule;

use crate::callers::{callers, list};

/// More than any list of these tests has.
const MOST: usize = 40;

/// A page with the items of this range of numbers.
fn page(total: Option<u64>, items: std::ops::Range<u64>) -> Reaction {
    let items: Vec<_> = items.map(|id| format!("{{\"rule_id\":{id}}}")).collect();
    let total = total.map_or(String::new(), |total| format!("\"total\":{total},"));
    Reaction::json(200, &format!("{{{total}\"items\":[{}]}}", items.join(",")))
}

fn number(request: &Received, name: &str, default: u64) -> u64 {
    request.query_value(name).map_or(default, |text| text.parse().unwrap())
}

/// The offset and the limit of a request.
fn place(request: &Received) -> (u64, u64) {
    (number(request, "offset", 0), number(request, "limit", 10))
}

fn ids<'a>(items: impl IntoIterator<Item = &'a Rule>) -> Vec<i64> {
    items.into_iter().map(|rule| rule.rule_id.unwrap()).collect()
}

/// What both walks of both kinds of clients give: the numbers of the items, and the error at the end.
struct Walk {
    ids: Vec<i64>,
    pages: usize,
    error: Option<Error>,
    offsets: Vec<u64>,
}

/// Walks over pages and over items with clients of both kinds; they have to come to the same.
fn walks(
    limit: i64,
    react: impl Fn(&Received) -> Reaction + Send + Sync + Clone + 'static,
) -> Walk {
    let request = list().limit(limit);
    let mut walks = Vec::new();
    for kind in 0..2 {
        let server = Server::start(react.clone());
        let caller = &callers(&server.endpoint())[kind];
        let pages = caller.pages(&request, MOST);
        let count = pages.iter().filter(|page| page.is_ok()).count();
        let mut walk = Walk { ids: Vec::new(), pages: count, error: None, offsets: Vec::new() };
        for page in pages {
            assert!(walk.error.is_none(), "nothing comes after an error");
            match page {
                Ok(page) => walk.ids.extend(ids(page.items.iter().flatten())),
                Err(error) => walk.error = Some(error),
            }
        }
        walk.offsets = server.requests().iter().map(|request| place(request).0).collect();

        let server = Server::start(react.clone());
        let caller = &callers(&server.endpoint())[kind];
        let items = caller.items(&request, 1000);
        let (items, errors): (Vec<_>, Vec<_>) = items.into_iter().partition(Result::is_ok);
        let items: Vec<Rule> = items.into_iter().map(Result::unwrap).collect();
        assert_eq!(ids(&items), walk.ids);
        assert_eq!(errors.len(), usize::from(walk.error.is_some()));
        let offsets: Vec<_> = server.requests().iter().map(|request| place(request).0).collect();
        assert_eq!(offsets, walk.offsets);
        walks.push(walk);
    }
    let (second, first) = (walks.pop().unwrap(), walks.pop().unwrap());
    assert_eq!(
        (&first.ids, first.pages, &first.offsets),
        (&second.ids, second.pages, &second.offsets)
    );
    assert_eq!(
        first.error.map(|error| error.to_string()),
        second.error.as_ref().map(ToString::to_string)
    );
    second
}

#[test]
fn a_server_that_pages_well_gives_each_item_once() {
    let walk = walks(10, |request| {
        let (offset, limit) = place(request);
        page(Some(25), offset..(offset + limit).min(25))
    });
    assert!(walk.error.is_none());
    assert_eq!(walk.ids, (0..25).collect::<Vec<_>>());
    assert_eq!((walk.pages, walk.offsets), (3, vec![0, 10, 20]));
}

#[test]
fn a_server_that_gives_fewer_than_asked_for_skips_nothing() {
    // A limit above the documented maximum, and a cap that nobody has told.
    for limit in [50, 5000] {
        let walk = walks(limit, |request| {
            let (offset, _) = place(request);
            page(Some(25), offset..(offset + 7).min(25))
        });
        assert_eq!(walk.ids, (0..25).collect::<Vec<_>>());
        assert_eq!(walk.offsets, [0, 7, 14, 21]);
    }
}

#[test]
fn a_server_that_repeats_its_page_is_an_error() {
    let walk = walks(10, |_| page(Some(1_000_000), 0..10));
    let error = walk.error.unwrap();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Unexpected, 200));
    assert!(error.to_string().contains("ignores `offset`"), "{error}");
    assert!(!error.bytes().unwrap().is_empty() && !error.is_retryable());
    assert_eq!((walk.ids.len(), walk.offsets), (10, vec![0, 10]));
}

#[test]
fn a_server_that_goes_in_circles_is_an_error() {
    let walk = walks(10, |request| {
        let start = place(request).0 % 30;
        page(Some(1_000_000), start..start + 10)
    });
    assert!(walk.error.unwrap().is_unexpected());
    assert_eq!(walk.ids, (0..30).collect::<Vec<_>>());
    assert_eq!(walk.offsets, [0, 10, 20, 30]);
}

#[test]
fn a_server_that_skips_items_ends_with_an_empty_page() {
    // It leaves out every page's last item and counts them all the same.
    let walk = walks(10, |request| {
        let (offset, limit) = place(request);
        let start = offset + offset / 9;
        page(Some(30), start.min(29)..(start + limit - 1).min(29))
    });
    assert!(walk.error.is_none());
    assert_eq!(walk.ids.len(), 27);
    assert!(walk.offsets.len() <= 5, "{:?}", walk.offsets);
}

#[test]
fn a_list_that_shrinks_ends() {
    let walk = walks(10, |request| {
        let (offset, limit) = place(request);
        // Five items go with each page.
        let total = 40_u64.saturating_sub(offset / 2);
        page(Some(total), offset.min(total)..(offset + limit).min(total))
    });
    assert!(walk.error.is_none());
    assert_eq!((walk.offsets.len(), walk.ids.len()), (3, 30));
}

#[test]
fn a_list_that_shrinks_to_nothing_ends() {
    let walk = walks(10, |request| match place(request).0 {
        0 => page(Some(40), 0..10),
        _ => page(Some(0), 0..0),
    });
    assert!(walk.error.is_none());
    assert_eq!((walk.offsets, walk.pages, walk.ids.len()), (vec![0, 10], 2, 10));
}

#[test]
fn a_list_that_grows_is_walked_to_its_end() {
    let walk = walks(10, |request| {
        let (offset, limit) = place(request);
        let total = (11 + offset).min(55);
        page(Some(total), offset..(offset + limit).min(total))
    });
    assert!(walk.error.is_none());
    assert_eq!(walk.ids, (0..55).collect::<Vec<_>>());
    assert_eq!(walk.offsets, [0, 10, 20, 30, 40, 50]);
}

#[test]
fn a_list_that_grows_for_ever_is_asked_for_as_long_as_the_caller_wants() {
    let react = |request: &Received| {
        let (offset, limit) = place(request);
        page(Some(offset + 1000), offset..offset + limit)
    };
    let server = Server::start(react);
    for caller in callers(&server.endpoint()) {
        let before = server.count();
        assert_eq!(caller.items(&list(), 95).len(), 95);
        assert_eq!(server.count() - before, 10);
    }
}

#[test]
fn a_server_that_gives_more_than_asked_for_repeats_nothing() {
    let walk = walks(10, |request| {
        let (offset, _) = place(request);
        page(Some(60), offset..(offset + 25).min(60))
    });
    assert_eq!(walk.ids, (0..60).collect::<Vec<_>>());
    assert_eq!(walk.offsets, [0, 25, 50]);
}

#[test]
fn a_total_that_is_wrong_loops_for_no_longer_than_there_are_items() {
    for total in [None, Some(0), Some(1_000_000)] {
        let walk = walks(10, move |request| {
            let (offset, limit) = place(request);
            page(total, offset.min(25)..(offset + limit).min(25))
        });
        assert!(walk.error.is_none(), "{total:?}");
        assert_eq!(walk.ids, (0..25).collect::<Vec<_>>(), "{total:?}");
        assert!(walk.offsets.len() <= 4, "{total:?}: {:?}", walk.offsets);
    }
}

#[test]
fn an_error_ends_a_list_and_what_came_before_it_is_kept() {
    let walk = walks(10, |request| match place(request).0 {
        20 => Reaction::json(500, r#"{"error_code":"SCB.1"}"#),
        offset => page(Some(50), offset..offset + 10),
    });
    let error = walk.error.unwrap();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Api, Some("SCB.1")));
    assert_eq!((walk.ids.len(), walk.offsets), (20, vec![0, 10, 20]));
}

#[test]
fn a_page_that_fails_for_a_moment_is_asked_for_again() {
    use crate::callers::{Setup, callers_with};
    use apiscribe_runtime::Retry;
    let server = Server::start(|request| {
        let (offset, limit) = place(request);
        match request.number % 3 {
            0 => Reaction::head(200, &[("content-length", "99")]).write("{").reset(),
            _ => page(Some(50), offset..(offset + limit).min(50)),
        }
    });
    let setup = Setup { retry: Retry::standard(), ..Setup::default() };
    for caller in callers_with(&server.endpoint(), &setup) {
        let items = caller.items(&list(), 1000).into_iter().map(Result::unwrap);
        assert_eq!(ids(&items.collect::<Vec<_>>()), (0..50).collect::<Vec<_>>());
    }
}
