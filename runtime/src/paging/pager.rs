//! Where a list goes on and where it ends, without I/O.

use std::fmt;

use super::count::items_in;
use super::seen::{Seen, digest};
use crate::error::Error;
use crate::model::{Model, Place};
use crate::operation::{Operation, Pagination};
use crate::value::{List, Slot, Value};

/// Walks over the pages of one list: says how each is asked for, and takes what came.
pub(crate) struct Pager {
    operation: &'static Operation,
    next: Next,
    /// Where the page starts that is asked for next, or in flight; after the end, the page that would follow.
    offset: u64,
    /// How many items a page is asked to have, if that is known.
    limit: Option<u64>,
    /// How many items the largest page had.
    largest: u64,
    /// The last number of all items that an answer gave.
    total: Option<u64>,
    pages: u64,
    seen: Seen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The request goes out as the caller made it.
    First,
    /// The request goes out with the offset.
    Further,
    /// The end is known, or an error was told.
    Nothing,
}

impl Pager {
    pub(crate) fn new(operation: &'static Operation, request: &dyn Model) -> Self {
        let parameter = |name: fn(&Pagination) -> &'static str| {
            let name = name(operation.pagination.as_ref()?);
            let documented = || request.table().rows.get(request.table().row(name)?)?.default;
            match request.value_of(name) {
                Value::Integer(integer) => Some(integer),
                _ => documented()?.parse().ok(),
            }
        };
        let positive = |number| u64::try_from(number).ok().filter(|number| *number > 0);
        Self {
            operation,
            next: Next::First,
            offset: parameter(|paging| paging.offset).and_then(positive).unwrap_or(0),
            limit: parameter(|paging| paging.limit).and_then(positive),
            largest: 0,
            total: None,
            pages: 0,
            seen: Seen::new(),
        }
    }

    /// Makes a clone of the caller's request one for the next page, of which there is one unless the walk has ended.
    ///
    /// # Errors
    ///
    /// `Unexpected` where the request can't hold the offset. The walk is over then.
    pub(crate) fn aim(&mut self, request: &mut dyn Model) -> Result<(), Error> {
        if self.next == Next::Further {
            self.write_offset(request).inspect_err(|_| self.end())?;
        }
        Ok(())
    }

    fn write_offset(&self, request: &mut dyn Model) -> Result<(), Error> {
        let name = self.operation.pagination.map_or("", |paging| paging.offset);
        let unable = |why| Error::unexpected(self.operation.name, why);
        let offset = i64::try_from(self.offset).map_err(|_| {
            unable(format!("the next page starts at {}, which `{name}` can't hold", self.offset))
        })?;
        let row = request.table().row(name);
        let place = row.and_then(|row| request.place_mut(row));
        let written = match place.map(Place::slot) {
            Some(Slot::Integer(integer)) => {
                *integer = offset;
                true
            }
            Some(Slot::Word(word)) => word.integer(offset),
            _ => false,
        };
        written.then_some(()).ok_or_else(|| {
            unable(format!(
                "the next page can't be asked for: `{name}` is no integer of the request"
            ))
        })
    }

    /// Takes the answer to the request that was aimed last, with its body as it came.
    ///
    /// # Errors
    ///
    /// `Unexpected` where an earlier page had the same items. The walk is over then.
    pub(crate) fn take(&mut self, answer: &dyn Model, body: &[u8]) -> Result<(), Error> {
        self.pages += 1;
        let Some(paging) = self.operation.pagination else {
            self.end();
            return Ok(());
        };
        let items = list_of(answer, paging.items);
        let received = received(answer, paging.items, body);
        let circle = items.filter(|_| received > 0);
        if let Some(earlier) = circle.and_then(|items| self.seen.take(digest(items), self.offset)) {
            self.end();
            return Err(self.repeated(paging.offset, earlier));
        }
        let total = paging.total.and_then(|name| total_of(answer, name, received));
        let reached = self.offset.saturating_add(received);
        let goes_on = match total {
            _ if received == 0 => false,
            Some(total) => reached < total,
            // An earlier total may be out of date: it says that there is more, never that there is no more.
            None => {
                self.total.is_some_and(|total| reached < total) || !self.is_short(received, &paging)
            }
        };
        self.next = if goes_on { Next::Further } else { Next::Nothing };
        self.offset = reached;
        self.largest = self.largest.max(received);
        self.total = total.or(self.total);
        Ok(())
    }

    /// Whether a page has fewer items than it would have if there were more.
    fn is_short(&self, received: u64, paging: &Pagination) -> bool {
        let documented = match (self.limit, paging.page_max) {
            (Some(limit), Some(page_max)) => limit.min(page_max),
            // Without both, the service may have a cap that no page tells.
            _ => 0,
        };
        // A page that was larger than asked for is no measure for the others.
        let largest = self.largest.min(self.limit.unwrap_or(u64::MAX));
        received < documented.max(largest)
    }

    fn repeated(&self, name: &str, earlier: u64) -> Error {
        let why = format!(
            "the page at offset {} has the same items as the page at offset {earlier}: the service ignores `{name}`",
            self.offset
        );
        Error::unexpected(self.operation.name, why)
    }

    /// Asks for nothing more.
    pub(crate) fn end(&mut self) {
        self.next = Next::Nothing;
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.next == Next::Nothing
    }

    /// How many pages or errors are still to come: one at least, or none.
    pub(crate) fn size_hint(&self) -> (usize, Option<usize>) {
        if self.has_ended() { (0, Some(0)) } else { (1, None) }
    }

    pub(crate) fn offset(&self) -> i64 {
        i64::try_from(self.offset).unwrap_or(i64::MAX)
    }

    pub(crate) fn total(&self) -> Option<u64> {
        self.total
    }
}

/// The list of this name.
fn list_of<'a>(answer: &'a dyn Model, name: &str) -> Option<&'a dyn List> {
    match answer.value_of(name) {
        Value::List(list) => Some(list),
        _ => None,
    }
}

/// How many items the service counts as given.
fn received(answer: &dyn Model, name: &str, body: &[u8]) -> u64 {
    let decoded = list_of(answer, name).map_or(0, |list| list.len() as u64);
    let row = answer.table().row(name).and_then(|row| answer.table().rows.get(row));
    row.and_then(|row| items_in(body, row)).map_or(decoded, |sent| sent.max(decoded))
}

/// The number of all items, where it can be one: none is negative, or 0 where items came.
fn total_of(answer: &dyn Model, name: &str, received: u64) -> Option<u64> {
    match answer.value_of(name) {
        Value::Integer(total) => {
            u64::try_from(total).ok().filter(|total| *total > 0 || received == 0)
        }
        _ => None,
    }
}

/// Shows the position; nothing of the request, the answers or the items.
impl fmt::Debug for Pager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager")
            .field("operation", &self.operation.name)
            .field("offset", &self.offset)
            .field("pages", &self.pages)
            .field("total", &self.total)
            .field("has_ended", &self.has_ended())
            .finish_non_exhaustive()
    }
}
