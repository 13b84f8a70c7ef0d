//! A transport that gives prepared answers.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};

use crate::transport::{
    Answering, BlockingTransport, Limits, Transport, TransportError, TransportErrorKind,
};

/// A transport that gives prepared answers, one for each request and in order, and keeps what was sent.
///
/// It serves clients of both kinds. Cloning shares everything, so that a test hands a clone to the client and asks its own
/// for what was [`sent`](Self::sent). A request beyond the last answer is an error that says so, unless
/// [`repeat`](Self::repeat) was called.
///
/// `Debug` shows numbers alone, neither requests nor answers.
///
/// ```
/// use std::task::{Context, Poll, Waker};
/// use std::time::Duration;
/// use apiscribe_runtime::transport::{Limits, Transport};
/// use apiscribe_runtime::{bytes::Bytes, http, testing::Answers};
///
/// let answers = Answers::new()
///     .answer(http::Response::new(Bytes::from_static(b"first")))
///     .json(404, r#"{"error_code":"SCB.1"}"#)
///     .repeat();
///
/// // They are there at once, so a test needs no runtime.
/// let ask = |path: &str| {
///     let request = http::Request::get(path).body(Bytes::new()).expect("a path");
///     let limits = Limits::new(Duration::from_secs(5), 1_000_000);
///     match answers.send(request, limits).as_mut().poll(&mut Context::from_waker(Waker::noop())) {
///         Poll::Ready(Ok(response)) => response,
///         other => panic!("{other:?}"),
///     }
/// };
/// assert_eq!(ask("/a").body(), "first");
/// assert_eq!(ask("/b").status(), 404);
/// assert_eq!(ask("/c").status(), 404);
/// assert_eq!(answers.sent()[2].uri(), "/c");
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct Answers {
    script: Arc<Mutex<Script>>,
}

#[derive(Default)]
struct Script {
    prepared: VecDeque<Prepared>,
    repeat: bool,
    sent: Vec<Request<Bytes>>,
}

#[derive(Clone)]
enum Prepared {
    Answer(Response<Bytes>),
    Failure(TransportErrorKind),
    NoStatus(u16),
}

impl Answers {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Then answers with this status and JSON, as `application/json`. The text is sent as it is, JSON or not.
    ///
    /// A number that is no status becomes an error of the transport that says so.
    pub fn json(self, status: u16, text: impl Into<String>) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else {
            return self.then(Prepared::NoStatus(status));
        };
        let mut response = Response::new(Bytes::from(text.into()));
        *response.status_mut() = status;
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
        self.answer(response)
    }

    /// Then answers with this.
    pub fn answer(self, response: Response<Bytes>) -> Self {
        self.then(Prepared::Answer(response))
    }

    /// Then fails with an error of this kind.
    pub fn fail(self, kind: TransportErrorKind) -> Self {
        self.then(Prepared::Failure(kind))
    }

    /// Gives the last answer, or fails as it does, for ever.
    pub fn repeat(self) -> Self {
        self.script().repeat = true;
        self
    }

    /// What was sent so far, in order; the [`Limits`] of each attempt are an extension of its request. It is all there, credentials too: do not print it.
    #[must_use]
    pub fn sent(&self) -> Vec<Request<Bytes>> {
        self.script().sent.clone()
    }

    fn then(self, prepared: Prepared) -> Self {
        self.script().prepared.push_back(prepared);
        self
    }

    /// A test that panicked elsewhere leaves a script that is whole.
    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Script {
    fn next(
        &mut self,
        mut request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        request.extensions_mut().insert(limits);
        self.sent.push(request);
        let prepared = if self.repeat && self.prepared.len() == 1 {
            self.prepared.front().cloned()
        } else {
            self.prepared.pop_front()
        };
        match prepared {
            Some(Prepared::Answer(response)) => Ok(response),
            Some(Prepared::Failure(kind)) => {
                Err(TransportError::new(kind, "the test prepared this failure"))
            }
            Some(Prepared::NoStatus(number)) => Err(other(format!(
                "the test prepared an answer with the status {number}, which is none: give one from 100 to 999"
            ))),
            None => Err(other(format!(
                "the test prepared no answer for request {}: add one, or call `.repeat()`",
                self.sent.len()
            ))),
        }
    }
}

fn other(message: String) -> TransportError {
    TransportError::new(TransportErrorKind::Other, message)
}

impl Transport for Answers {
    fn send(&self, request: Request<Bytes>, limits: Limits) -> Answering<'_> {
        Box::pin(async move { self.script().next(request, limits) })
    }
}

impl BlockingTransport for Answers {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.script().next(request, limits)
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.script();
        f.debug_struct("Answers")
            .field("prepared", &script.prepared.len())
            .field("repeat", &script.repeat)
            .field("sent", &script.sent.len())
            .finish()
    }
}
