//! Lists as iterators that block the thread while a page is on its way.

use std::fmt;
use std::iter::FusedIterator;
use std::vec;

use super::pager::Pager;
use super::{next_request, settle};
use crate::blocking::Client;
use crate::error::Error;
use crate::operation::Paged;
use crate::reply::Reply;

/// The pages of a list, one after the other.
///
/// Each answer is a page, so the last one may have no items. How a list ends, and what it costs, says
/// [the module `paging`](crate::paging).
///
/// ```
/// use apiscribe_runtime::blocking::{Client, Pages};
/// use apiscribe_runtime::{Error, Paged};
///
/// fn pages<R: Paged>(client: &Client, request: R) -> Result<u64, Error> {
///     let mut count = 0;
///     for page in Pages::new(client.clone(), request) {
///         println!("status {}", page?.status());
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "nothing is sent before the first page is asked for"]
pub struct Pages<R: Paged> {
    client: Client,
    request: R,
    pager: Pager,
}

impl<R: Paged> Pages<R> {
    /// The pages of the list that a request asks for. Nothing is sent yet.
    pub fn new(client: Client, request: R) -> Self {
        let pager = Pager::new(R::OPERATION, &request);
        Self { client, request, pager }
    }

    /// The number of all items, as the last answer that had one gave it; `None` before.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.pager.total()
    }

    /// Where the page starts that has not come yet. After an error, a request with this offset takes the list up again.
    #[must_use]
    pub fn offset(&self) -> i64 {
        self.pager.offset()
    }
}

impl<R: Paged> Iterator for Pages<R> {
    type Item = Result<Reply<R::Answer>, Error>;

    /// The next page; `None` after the last one and after an error: what [`Client::send`] ends in, and `Unexpected` where
    /// the service ignores the offset.
    fn next(&mut self) -> Option<Self::Item> {
        let request = next_request(&mut self.pager, &self.request)?;
        Some(request.and_then(|request| settle(&mut self.pager, self.client.send(&request))))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.pager.size_hint()
    }
}

impl<R: Paged> FusedIterator for Pages<R> {}

impl<R: Paged> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("position", &self.pager).finish_non_exhaustive()
    }
}

/// The items of a list, one after the other, over as many pages as it has.
///
/// One page at a time is held; the next one is asked for when its first item is wanted. How a list ends, and what it
/// costs, says [the module `paging`](crate::paging).
///
/// ```
/// use apiscribe_runtime::blocking::{Client, Items};
/// use apiscribe_runtime::{Error, Paged};
///
/// fn all<R: Paged>(client: &Client, request: R) -> Result<Vec<R::Item>, Error> {
///     Items::new(client.clone(), request).collect()
/// }
/// ```
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<R: Paged> {
    pages: Pages<R>,
    page: vec::IntoIter<R::Item>,
}

impl<R: Paged> Items<R> {
    /// The items of the list that a request asks for. Nothing is sent yet.
    pub fn new(client: Client, request: R) -> Self {
        Self { pages: Pages::new(client, request), page: Vec::new().into_iter() }
    }

    /// The number of all items, as the last answer that had one gave it; `None` before.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    /// Where the page starts that has not come yet. After an error, a request with this offset takes the list up again.
    #[must_use]
    pub fn offset(&self) -> i64 {
        self.pages.offset()
    }
}

impl<R: Paged> Iterator for Items<R> {
    type Item = Result<R::Item, Error>;

    /// The next item; `None` after the last one and after an error: what [`Client::send`] ends in, and `Unexpected` where
    /// the service ignores the offset.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.page = R::items(page.into_inner()).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let held = self.page.len();
        (held, self.pages.pager.has_ended().then_some(held))
    }
}

impl<R: Paged> FusedIterator for Items<R> {}

impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("position", &self.pages.pager)
            .field("held", &self.page.len())
            .finish_non_exhaustive()
    }
}
