//! Lists as streams.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::{FusedStream, Stream};

use super::pager::Pager;
use super::{next_request, settle};
use crate::client::Client;
use crate::error::Error;
use crate::operation::{Paged, Request};
use crate::reply::Reply;

/// A page in flight. It owns all that it needs, so that it outlives the future of a `next()` that was dropped.
type InFlight<A> = Pin<Box<dyn Future<Output = Result<Reply<A>, Error>> + Send>>;

/// The pages of a list, one after the other.
///
/// Each answer is a page, so the last one may have no items. How a list ends, and what it costs, says
/// [the module](crate::paging).
///
/// Dropping the future of [`next`](Self::next) loses nothing: the page that was asked for comes at the next call.
///
/// ```
/// use apiscribe_runtime::{Client, Error, Paged, paging::Pages};
///
/// async fn pages<R: Paged>(client: &Client, request: R) -> Result<u64, Error> {
///     let mut pages = Pages::new(client.clone(), request);
///     let mut count = 0;
///     while let Some(page) = pages.next().await {
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
    in_flight: Option<InFlight<<R as Request>::Answer>>,
}

impl<R: Paged> Pages<R> {
    /// The pages of the list that a request asks for. Nothing is sent yet.
    pub fn new(client: Client, request: R) -> Self {
        let pager = Pager::new(R::OPERATION, &request);
        Self { client, request, pager, in_flight: None }
    }

    /// The next page; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// What [`Client::send`] ends in, and `Unexpected` where the service ignores the offset. The list is over then.
    pub async fn next(&mut self) -> Option<Result<Reply<R::Answer>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
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

impl<R: Paged> Stream for Pages<R> {
    type Item = Result<Reply<R::Answer>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { client, request, pager, in_flight } = &mut *self;
        let page = match in_flight {
            Some(page) => page,
            None => match next_request(pager, request) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(request)) => {
                    let client = client.clone();
                    in_flight.insert(Box::pin(async move { client.send(&request).await }))
                }
            },
        };
        let outcome = ready!(page.as_mut().poll(context));
        *in_flight = None;
        Poll::Ready(Some(settle(pager, outcome)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.pager.size_hint()
    }
}

impl<R: Paged> FusedStream for Pages<R> {
    fn is_terminated(&self) -> bool {
        self.pager.has_ended()
    }
}

/// Nothing in it is pinned in place: the page in flight has a box of its own.
impl<R: Paged> Unpin for Pages<R> {}

impl<R: Paged> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("position", &self.pager)
            .field("in_flight", &self.in_flight.is_some())
            .finish_non_exhaustive()
    }
}

/// The items of a list, one after the other, over as many pages as it has.
///
/// One page at a time is held; the next one is asked for when its first item is wanted. How a list ends, and what it
/// costs, says [the module](crate::paging).
///
/// Dropping the future of [`next`](Self::next) loses nothing: the page that was asked for comes at the next call.
///
/// ```
/// use apiscribe_runtime::{Client, Error, Paged, paging::Items};
///
/// async fn count<R: Paged>(client: &Client, request: R) -> Result<u64, Error> {
///     let mut items = Items::new(client.clone(), request);
///     let mut count = 0;
///     while let Some(item) = items.next().await {
///         let _item = item?;
///         count += 1;
///     }
///     Ok(count)
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

    /// The next item; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// What [`Client::send`] ends in, and `Unexpected` where the service ignores the offset. The list is over then.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
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

impl<R: Paged> Stream for Items<R> {
    type Item = Result<R::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.page = R::items(page.into_inner()).into_iter(),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let held = self.page.len();
        (held, self.pages.is_terminated().then_some(held))
    }
}

impl<R: Paged> FusedStream for Items<R> {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.pages.is_terminated()
    }
}

/// Nothing in it is pinned in place.
impl<R: Paged> Unpin for Items<R> {}

impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("position", &self.pages.pager)
            .field("in_flight", &self.pages.in_flight.is_some())
            .field("held", &self.page.len())
            .finish_non_exhaustive()
    }
}
