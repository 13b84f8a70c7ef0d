//! How requests leave and answers come back: the one thing that a client does not do itself.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod defaults;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod length;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod trust;
#[cfg(feature = "ureq")]
pub mod ureq;

/// What [`Transport::send`] returns.
pub type Answering<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Bytes>, TransportError>> + Send + 'a>>;

/// Sends one HTTP request and collects its answer.
///
/// A transport neither retries nor follows redirects nor judges a status: the client does that, because
/// it knows the operation.
///
/// The crates `http` and `bytes` are re-exported, so that a transport names the versions that the client uses.
///
/// ```
/// use apiscribe_runtime::transport::{Answering, Limits, Transport};
/// use apiscribe_runtime::{bytes::Bytes, http};
///
/// /// Answers everything with an empty page: enough to test your own code without a network.
/// struct EmptyPage;
///
/// impl Transport for EmptyPage {
///     fn send(&self, _: http::Request<Bytes>, _: Limits) -> Answering<'_> {
///         Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"{\"items\":[]}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request.
    ///
    /// # Errors
    ///
    /// When no complete answer came.
    fn send(&self, request: Request<Bytes>, limits: Limits) -> Answering<'_>;

    /// Whether it ends an attempt by itself when the time is over. The client does otherwise, and then loses the part of an
    /// answer that did come.
    fn keeps_time(&self) -> bool {
        false
    }
}

/// Sends one HTTP request and collects its answer, while the calling thread waits.
///
/// What holds for a [`Transport`] holds here too; and since nothing else can end an attempt, it must end it itself when the
/// time is over.
pub trait BlockingTransport: Send + Sync {
    /// Sends the request.
    ///
    /// # Errors
    ///
    /// When no complete answer came.
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError>;
}

crate::macros::through_pointers! {
    impl Transport {
        fn send(&self, request: Request<Bytes>, limits: Limits) -> Answering<'_> {
            (**self).send(request, limits)
        }

        fn keeps_time(&self) -> bool {
            (**self).keeps_time()
        }
    }
    impl BlockingTransport {
        fn send(
            &self,
            request: Request<Bytes>,
            limits: Limits,
        ) -> Result<Response<Bytes>, TransportError> {
            (**self).send(request, limits)
        }
    }
}

/// What bounds one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How long it may take, from connecting to the last byte of the answer.
    pub time: Duration,
    /// How many bytes of the answer's body the client keeps. More than one byte beyond need not be read: the client then
    /// reports that the answer is too large.
    pub body: usize,
}

impl Limits {
    /// These limits.
    #[must_use]
    pub const fn new(time: Duration, body: usize) -> Self {
        Self { time, body }
    }
}

/// At which point a request came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made: the name is not known, nobody listens, TLS was not agreed on, or the limit for
    /// connecting is over. The service has seen nothing of the request.
    Connect,
    /// The time for the attempt is over. The service may have carried the request out.
    Timeout,
    /// The connection was closed or reset before the answer was complete: before its head, in it, or in its body. The
    /// service may have carried the request out.
    Interrupted,
    /// Anything else. What came is not HTTP, its head is too large, or its chunks are broken; or the request can't be
    /// sent as it is, which sending it again does not mend.
    Other,
}

/// Why no complete answer came.
///
/// `Display` names the kind and the deepest cause; [`source`](StdError::source) has the whole chain.
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn StdError + Send + Sync>>,
    /// Whether the head of the answer had come, even if it is kept elsewhere now.
    in_body: bool,
    partial: Option<Box<Response<Bytes>>>,
}

impl TransportError {
    /// An error of this kind.
    #[must_use]
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { kind, source: Some(source.into()), in_body: false, partial: None }
    }

    /// Keeps the part of the answer that did come: its head, and its body up to the break.
    #[must_use]
    pub fn with_partial(mut self, partial: Response<Bytes>) -> Self {
        self.in_body = true;
        self.partial = Some(Box::new(partial));
        self
    }

    /// At which point it happened.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether no connection could be made, so that the service has seen nothing.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind == TransportErrorKind::Connect
    }

    /// Whether the answer did not come in time.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind == TransportErrorKind::Timeout
    }

    /// The part of the answer that did come, where its head was complete.
    #[must_use]
    pub fn partial(&self) -> Option<&Response<Bytes>> {
        self.partial.as_deref()
    }

    pub(crate) fn take_partial(&mut self) -> Option<Response<Bytes>> {
        self.partial.take().map(|partial| *partial)
    }

    fn deepest(&self) -> Option<&(dyn StdError + 'static)> {
        let mut cause: &(dyn StdError + 'static) = self.source.as_deref()?;
        while let Some(next) = cause.source() {
            cause = next;
        }
        Some(cause)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::Timeout => "the answer did not come in time",
            TransportErrorKind::Interrupted if !self.in_body => {
                "the connection ended before the answer came"
            }
            TransportErrorKind::Interrupted => "the connection ended in the middle of the answer",
            TransportErrorKind::Other => "the request could not be completed",
        })?;
        match self.deepest() {
            Some(cause) => write!(f, ": {}", crate::error::one_line(&cause.to_string())),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("source", &self.source)
            .field("in_body", &self.in_body)
            .field(
                "partial_status",
                &self.partial.as_ref().map(|partial| partial.status().as_u16()),
            )
            .field("partial_bytes", &self.partial.as_ref().map(|partial| partial.body().len()))
            .finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
