//! How requests leave and answers come back: the one thing that a client does not do itself.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use http::{Request, Response};

#[cfg(feature = "reqwest")]
pub mod reqwest;

/// What [`Transport::send`] returns.
pub type Answering<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Bytes>, TransportError>> + Send + 'a>>;

/// Sends one HTTP request and collects its answer.
///
/// A transport neither retries nor follows redirects nor judges a status: the client does that, because
/// it knows the operation. The answer's body should be read no further than one byte past the
/// [`BodyCap`] found in the request's extensions; the client then reports that it is too large.
///
/// The crates `http` and `bytes` are re-exported, so that a transport names the versions that the client uses.
///
/// ```
/// use apiscribe_runtime::transport::{Answering, Transport};
/// use apiscribe_runtime::{bytes::Bytes, http};
///
/// /// Answers everything with an empty page: enough to test your own code without a network.
/// struct EmptyPage;
///
/// impl Transport for EmptyPage {
///     fn send(&self, _: http::Request<Bytes>) -> Answering<'_> {
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
    fn send(&self, request: Request<Bytes>) -> Answering<'_>;
}

/// How many bytes of an answer's body the client keeps: an extension of each request it sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyCap(pub usize);

impl BodyCap {
    /// The cap of a client that sets none: 64 MiB.
    pub const DEFAULT: Self = Self(64 << 20);

    /// The cap that a request carries, else the default.
    #[must_use]
    pub fn of(request: &Request<Bytes>) -> Self {
        request.extensions().get().copied().unwrap_or(Self::DEFAULT)
    }
}

/// At which point a request came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made: the service has seen nothing.
    Connect,
    /// The answer did not come in time.
    Timeout,
    /// The connection ended in the middle of the answer's body.
    Interrupted,
    /// Anything else.
    Other,
}

/// Why no complete answer came.
///
/// `Display` names the kind and the deepest cause; [`source`](StdError::source) has the whole chain.
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn StdError + Send + Sync>>,
    partial: Option<Box<Response<Bytes>>>,
}

impl TransportError {
    /// An error of this kind.
    #[must_use]
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { kind, source: Some(source.into()), partial: None }
    }

    /// Keeps the part of the answer that did come: its head, and its body up to the break.
    #[must_use]
    pub fn with_partial(mut self, partial: Response<Bytes>) -> Self {
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
