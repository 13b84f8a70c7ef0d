//! Every way to walk over a list, which all must come to the same.

use apiscribe_runtime::Error;
use apiscribe_runtime::paging::{Items, Pages};

use crate::sample::{Listing, Thing};
use crate::service::{Asked, Service};

/// What came, how it ended, and what was asked for it.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub ids: Vec<i64>,
    pub error: Option<String>,
    pub asked: Vec<Asked>,
}

impl Outcome {
    fn new() -> Self {
        Self { ids: Vec::new(), error: None, asked: Vec::new() }
    }

    fn item(&mut self, item: Result<Thing, Error>) {
        assert_eq!(self.error, None, "something came after an error");
        match item {
            Ok(thing) => self.ids.push(thing.id.unwrap()),
            Err(error) => self.error = Some(error.to_string()),
        }
    }

    fn page<R: Listing>(&mut self, page: Result<R::Answer, Error>) {
        match page {
            Ok(page) => R::items(page).into_iter().for_each(|item| self.item(Ok(item))),
            Err(error) => self.item(Err(error)),
        }
    }
}

type Way<R> = fn(&Service, R) -> Outcome;

/// All ways that the features allow.
pub fn ways<R: Listing>() -> Vec<(&'static str, Way<R>)> {
    vec![
        ("items", items),
        ("pages", pages),
        #[cfg(feature = "blocking")]
        ("blocking items", blocking::items),
        #[cfg(feature = "blocking")]
        ("blocking pages", blocking::pages),
    ]
}

pub fn now<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn items<R: Listing>(service: &Service, request: R) -> Outcome {
    now(async {
        let mut items = Items::new(service.client(), request);
        let mut outcome = Outcome::new();
        while let Some(item) = items.next().await {
            outcome.item(item);
        }
        outcome.asked = service.asked();
        assert!(items.next().await.is_none() && items.next().await.is_none());
        assert_eq!(service.count(), outcome.asked.len(), "a request after the end");
        outcome
    })
}

fn pages<R: Listing>(service: &Service, request: R) -> Outcome {
    now(async {
        let mut pages = Pages::new(service.client(), request);
        let mut outcome = Outcome::new();
        while let Some(page) = pages.next().await {
            outcome.page::<R>(page.map(apiscribe_runtime::Reply::into_inner));
        }
        outcome.asked = service.asked();
        assert!(pages.next().await.is_none() && pages.next().await.is_none());
        assert_eq!(service.count(), outcome.asked.len(), "a request after the end");
        outcome
    })
}

#[cfg(feature = "blocking")]
mod blocking {
    use apiscribe_runtime::blocking::{Items, Pages};

    use super::{Listing, Outcome, Service};

    pub(super) fn items<R: Listing>(service: &Service, request: R) -> Outcome {
        let mut items = Items::new(service.blocking_client(), request);
        let mut outcome = Outcome::new();
        items.by_ref().for_each(|item| outcome.item(item));
        outcome.asked = service.asked();
        assert!(items.next().is_none() && items.next().is_none());
        assert_eq!(service.count(), outcome.asked.len(), "a request after the end");
        outcome
    }

    pub(super) fn pages<R: Listing>(service: &Service, request: R) -> Outcome {
        let mut pages = Pages::new(service.blocking_client(), request);
        let mut outcome = Outcome::new();
        for page in pages.by_ref() {
            outcome.page::<R>(page.map(apiscribe_runtime::Reply::into_inner));
        }
        outcome.asked = service.asked();
        assert!(pages.next().is_none() && pages.next().is_none());
        assert_eq!(service.count(), outcome.asked.len(), "a request after the end");
        outcome
    }
}
