//! When requests are sent, what a walk tells about itself, and what it survives.

use std::pin::pin;
use std::task::{Context, Waker};

use apiscribe_runtime::ErrorKind;
use apiscribe_runtime::paging::{Items, Pages};

use crate::sample::{Bare, Counted, Listing};
use crate::service::{Service, Told, page, slice};
use crate::walk::now;

fn seven() -> Service {
    Service::new(|asked| page(7, slice(7, asked, 3)))
}

#[test]
fn a_page_is_asked_for_when_it_is_wanted() {
    now(async {
        let service = seven();
        let mut items = Items::new(service.client(), Counted::default());
        assert_eq!((service.count(), items.total(), items.offset()), (0, None, 0));
        for (index, sent) in [1, 1, 1, 2, 2, 2, 3].into_iter().enumerate() {
            assert_eq!(items.next().await.unwrap().unwrap().id, i64::try_from(index).ok());
            assert_eq!((service.count(), items.total()), (sent, Some(7)));
        }
        assert!(items.next().await.is_none());
        assert_eq!(service.count(), 3);
    });
}

#[cfg(feature = "blocking")]
#[test]
fn an_iterator_does_so_too() {
    use apiscribe_runtime::blocking::{Items, Pages};
    let service = seven();
    let mut items = Items::new(service.blocking_client(), Counted::default());
    assert_eq!((service.count(), items.size_hint()), (0, (0, None)));
    let hints = [(2, None), (1, None), (0, None), (2, None), (1, None), (0, None), (0, Some(0))];
    for (sent, hint) in [1, 1, 1, 2, 2, 2, 3].into_iter().zip(hints) {
        items.next().unwrap().unwrap();
        assert_eq!((service.count(), items.size_hint()), (sent, hint));
    }
    assert!(items.next().is_none());
    assert_eq!((items.total(), items.offset()), (Some(7), 7));
    let mut pages = Pages::new(service.blocking_client(), Counted::default());
    assert_eq!((pages.size_hint(), pages.total(), pages.offset()), ((1, None), None, 0));
    assert_eq!(pages.by_ref().count(), 3);
    assert_eq!((pages.size_hint(), pages.total(), pages.offset()), ((0, Some(0)), Some(7), 7));
    assert_eq!(service.count(), 6);
}

/// Polls once, which is one poll too few for every page.
fn gives_up<F: Future>(future: F) -> bool {
    pin!(future).poll(&mut Context::from_waker(Waker::noop())).is_pending()
}

#[test]
fn a_wait_that_is_given_up_loses_no_page() {
    now(async {
        let service = seven();
        let mut items = Items::new(service.client(), Counted::default());
        let mut ids = Vec::new();
        for turn in 0..3 {
            assert!(gives_up(items.next()));
            assert_eq!(service.count(), turn + 1);
            while ids.len() < (turn + 1) * 3 {
                match items.next().await {
                    Some(item) => ids.push(item.unwrap().id.unwrap()),
                    None => break,
                }
            }
        }
        assert_eq!((ids, service.count()), ((0..7).collect(), 3));

        let service = Service::script(vec![Told::Nothing]);
        let mut pages = Pages::new(service.client(), Counted::default());
        assert!(gives_up(pages.next()));
        assert!(pages.next().await.unwrap().unwrap_err().is_transport());
        assert!(pages.next().await.is_none());
        assert_eq!(service.count(), 1);
    });
}

#[test]
fn streams_say_what_is_left() {
    now(async {
        let service = seven();
        let mut pages = Pages::new(service.client(), Counted::of(Some(3), None));
        assert_eq!((hint(&pages), pages.offset()), (((1, None), false), 3));
        assert_eq!(pages.next().await.unwrap().unwrap().total, Some(7));
        assert_eq!((hint(&pages), pages.offset()), (((1, None), false), 6));
        pages.next().await.unwrap().unwrap();
        assert_eq!((hint(&pages), pages.total()), (((0, Some(0)), true), Some(7)));
        let empty = Service::new(|_| page(0, []));
        let mut pages = Pages::new(empty.client(), Counted::default());
        pages.next().await.unwrap().unwrap();
        assert_eq!((hint(&pages), pages.total()), (((0, Some(0)), true), Some(0)));
        let mut items = Items::new(service.client(), Counted::of(Some(5), None));
        assert_eq!(hint(&items), ((0, None), false));
        items.next().await.unwrap().unwrap();
        assert_eq!(hint(&items), ((1, Some(1)), false));
        items.next().await.unwrap().unwrap();
        assert_eq!(hint(&items), ((0, Some(0)), true));
    });
}

fn hint(stream: &impl futures_core::FusedStream) -> ((usize, Option<usize>), bool) {
    (stream.size_hint(), stream.is_terminated())
}

#[test]
fn an_error_keeps_the_answer_and_the_place() {
    now(async {
        let service = Service::new(|asked| {
            page(9, slice(3, crate::service::Asked { offset: None, ..asked }, 3))
        });
        let mut pages = Pages::new(service.client(), Counted::default());
        pages.next().await.unwrap().unwrap();
        let error = pages.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.subject()), (ErrorKind::Unexpected, "ListThings"));
        assert_eq!(error.status().unwrap().as_u16(), 200);
        assert!(error.bytes().unwrap().starts_with(b"{\"total\":9"));
        assert_eq!(pages.offset(), 3);

        let flaky = Service::new(|asked| match asked.turn {
            1 => Told::Status(500),
            _ => page(None, slice(7, asked, 3)),
        });
        let mut items = Items::new(flaky.client(), Bare::default());
        let mut ids = Vec::new();
        while let Some(Ok(item)) = items.next().await {
            ids.push(item.id.unwrap());
        }
        let mut rest = Items::new(flaky.client(), Bare::of(Some(items.offset()), None));
        while let Some(item) = rest.next().await {
            ids.push(item.unwrap().id.unwrap());
        }
        assert_eq!(ids, (0..7).collect::<Vec<_>>());
    });
}

#[test]
fn debug_shows_the_position_and_no_secret() {
    now(async {
        let service = Service::new(|_| {
            Told::Body(r#"{"total":9,"items":[{"id":1,"name":"marker"}]}"#.into())
        });
        let mut pages = Pages::new(service.client(), Counted::default().with_token("marker"));
        let mut items = Items::new(service.client(), Counted::default().with_token("marker"));
        pages.next().await.unwrap().unwrap();
        items.next().await.unwrap().unwrap();
        assert!(gives_up(pages.next()));
        let shown = format!("{pages:?} {items:?}");
        assert!(!shown.contains("marker"), "{shown}");
        for part in
            ["Pages {", "Items {", "offset: 1", "in_flight: true", "\"ListThings\"", "held: 0"]
        {
            assert!(shown.contains(part), "{part} in {shown}");
        }
    });
}

#[test]
fn walks_move_between_threads() {
    fn moves<T: Send + Unpin + 'static>() {}
    fn sends<T: Send>(_: T) {}
    moves::<Items<Bare>>();
    moves::<Pages<Bare>>();
    let client = seven().client();
    sends(Items::new(client.clone(), Bare::default()).next());
    sends(Pages::new(client, Bare::default()).next());
    #[cfg(feature = "blocking")]
    {
        moves::<apiscribe_runtime::blocking::Items<Bare>>();
        moves::<apiscribe_runtime::blocking::Pages<Bare>>();
    }
}
