//! A decoded answer, with everything that came along with it.

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::operation::Operation;
use crate::validate::Violations;

/// A decoded answer: it derefs to the documented object, and keeps status, headers and bytes.
///
/// ```
/// # use apiscribe_runtime::Reply;
/// fn report(reply: &Reply<String>) {
///     println!("{} characters with status {}", reply.len(), reply.status());
/// }
/// ```
#[derive(Clone)]
pub struct Reply<T> {
    answer: T,
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl<T> Reply<T> {
    pub(crate) fn new(
        operation: &'static Operation,
        answer: T,
        response: http::Response<Bytes>,
    ) -> Self {
        let (head, bytes) = response.into_parts();
        Self { answer, operation, status: head.status, headers: head.headers, bytes }
    }

    /// The documented object alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.answer
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Where the answer, as it came, is not what the page documents: unknown fields, nulls that are not documented,
    /// values out of bounds or beyond the known ones, rules broken.
    ///
    /// Answers are read leniently, so none of this is an error. The kept bytes are read again at each call.
    ///
    /// ```
    /// # use apiscribe_runtime::Reply;
    /// fn log_surprises<T>(reply: &Reply<T>) {
    ///     for surprise in reply.deviations() {
    ///         eprintln!("{}: {}", surprise.path(), surprise.message());
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn deviations(&self) -> Violations {
        self.operation.deviations(self.status.as_u16(), &self.bytes)
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.answer
    }
}

impl<T> DerefMut for Reply<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.answer
    }
}

/// Headers and bytes may hold secrets: only the status, the answer and their number are shown.
impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("operation", &self.operation.name)
            .field("status", &self.status.as_u16())
            .field("answer", &self.answer)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
