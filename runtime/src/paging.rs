//! Lists that come in pages, by offset and limit.
//!
//! [`Items`] gives the items of a list one by one, [`Pages`] its pages with status, headers and bytes. Both are streams
//! (`futures_core::Stream`) and have a `next` of their own;
//! `blocking::Pages` and `blocking::Items` (feature `blocking`) are iterators that behave the same.
//!
//! # How a list is walked
//!
//! The first request is the caller's, so that its offset is where the list starts. The next page starts after the items
//! that came, however many were asked for: a limit that is above what the service gives skips nothing. A page is asked
//! for when it is wanted and not before; nothing is sent before the first `next()`.
//!
//! # How a list ends
//!
//! - With a page that has no items. Nothing is sent after it.
//! - Where the answer has the documented number of all items, with the page that reaches it. Until then no page is taken for
//!   the last one because it is short. A number that is too low ends the list too early, since nothing tells it from a right
//!   one; one that is too high ends it with an empty page. A negative number, and 0 beside items, count as none.
//! - Where the answer has no such number, with a page that is shorter than the ones before it. A page that is shorter than
//!   the limit is the last one only where the page documents how many items the service returns at most: without that, a
//!   cap that nobody told looks the same.
//!
//! Items that are added or removed meanwhile shift the others: offsets are all that such a service knows, so an item may
//! come twice or be passed over.
//!
//! # Errors
//!
//! The error of a page is given in its place, and ends the list: `next()` gives `None` from then on, and sends nothing.
//! To go on after an error, set the request's offset to what `offset()` says and start again.
//!
//! A page with exactly the items of an earlier page, in any order, is an error of the kind
//! [`Unexpected`](crate::ErrorKind::Unexpected), which has the answer: the service ignores the offset, and the list would
//! never end. A page that repeats some items only is none. An offset beyond its documented maximum is refused like in any
//! other request.
//!
//! # Memory
//!
//! One page, and 16 bytes for each page that came, 16 KiB at most.

mod count;
#[cfg(feature = "blocking")]
pub(crate) mod iterator;
mod pager;
mod seen;
mod stream;

pub use stream::{Items, Pages};

use crate::error::{Error, Spent};
use crate::model::Model;
use crate::operation::Paged;
use crate::reply::Reply;
use pager::Pager;

/// The request for the next page. `None`: there is no next page.
fn next_request<R: Paged>(pager: &mut Pager, request: &R) -> Option<Result<R, Error>> {
    if pager.has_ended() {
        return None;
    }
    let mut request = request.clone();
    Some(pager.aim(&mut request).map(|()| request))
}

/// Takes the outcome of that request.
fn settle<A: Model>(
    pager: &mut Pager,
    outcome: Result<Reply<A>, Error>,
) -> Result<Reply<A>, Error> {
    let reply = outcome.inspect_err(|_| pager.end())?;
    match pager.take(&*reply, reply.bytes()) {
        Ok(()) => Ok(reply),
        Err(error) => {
            let spent = Spent { attempts: reply.attempts(), elapsed: reply.elapsed() };
            Err(error.answered(&response_of(&reply)).after(spent))
        }
    }
}

/// What an error keeps of an answer.
fn response_of<A>(reply: &Reply<A>) -> http::Response<bytes::Bytes> {
    let mut response = http::Response::new(reply.bytes().clone());
    *response.status_mut() = reply.status();
    *response.headers_mut() = reply.headers().clone();
    response
}
