//! A decoded answer, with everything that came along with it.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::Spent;
use crate::model::Model;
use crate::operation::Operation;
use crate::validate::{self, Scope, Violations};

/// Headers in which services tell the id of a request.
const REQUEST_ID: [&str; 2] = ["x-request-id", "x-amzn-requestid"];

/// The id of the request that an answer's headers tell.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_ID.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}

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
    spent: Spent,
}

impl<T> Reply<T> {
    pub(crate) fn new(
        operation: &'static Operation,
        answer: T,
        response: http::Response<Bytes>,
        spent: Spent,
    ) -> Self {
        let (head, bytes) = response.into_parts();
        Self { answer, operation, status: head.status, headers: head.headers, bytes, spent }
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

    /// The id of the request that the service's support asks for, where a header of the answer has it (`X-Request-Id`,
    /// `X-Amzn-RequestId`).
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// How many attempts the call made: 1 where the first one succeeded.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.spent.attempts
    }

    /// How long the call took, with all its attempts and the waits between them.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.spent.elapsed
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

impl<T: Model> Reply<T> {
    /// Every documented rule that the decoded object breaks; values beyond the known ones are none, since a service may
    /// add some.
    ///
    /// It judges the object as it is now. [`deviations`](Self::deviations) reads the bytes again, and says more: what is
    /// not documented, and nulls.
    ///
    /// ```
    /// # use apiscribe_runtime::{Model, Reply};
    /// fn is_sound<T: Model>(reply: &Reply<T>) -> bool {
    ///     reply.violations().is_empty()
    /// }
    /// ```
    #[must_use]
    pub fn violations(&self) -> Violations {
        validate::model(&self.answer, Scope::Answer)
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
