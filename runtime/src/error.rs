//! Why a call came to nothing.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::model::Model;
use crate::transport::TransportError;
use crate::validate::Violations;

mod display;

pub(crate) use display::one_line;

/// Why a call came to nothing.
///
/// | kind | what happened | what it has |
/// |---|---|---|
/// | [`Invalid`](ErrorKind::Invalid) | the request or the client breaks documented rules; nothing was sent | [`violations`](Self::violations) |
/// | [`Transport`](ErrorKind::Transport) | no complete answer came | [`source`](StdError::source) |
/// | [`Api`](ErrorKind::Api) | the service answered with a documented failure | [`status`](Self::status), [`code`](Self::code), [`message`](Self::message), [`request_id`](Self::request_id), [`body`](Self::body) |
/// | [`Unexpected`](ErrorKind::Unexpected) | the answer is not one that is documented | [`status`](Self::status), [`bytes`](Self::bytes) |
///
/// ```
/// use apiscribe_runtime::{Error, ErrorKind};
///
/// fn is_worth_another_try(error: &Error) -> bool {
///     match error.kind() {
///         ErrorKind::Transport => true,
///         ErrorKind::Api | ErrorKind::Unexpected => {
///             error.status().is_some_and(|status| status.is_server_error())
///         }
///         _ => false,
///     }
/// }
/// ```
///
/// `Display` is one line that says what happened and what to do; for `Invalid` it is the block of
/// [`Violations`]. Neither it nor `Debug` shows a secret or the content of [`bytes`](Self::bytes).
pub struct Error(Box<Inner>);

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request or the client breaks documented rules; nothing was sent.
    Invalid,
    /// No complete answer came.
    Transport,
    /// The service answered with a documented failure.
    Api,
    /// The answer is not one that is documented, or does not decode.
    Unexpected,
}

struct Inner {
    /// The operation, or the service where its client could not be built.
    subject: &'static str,
    what: What,
    answer: Option<Answer>,
}

/// The head of the answer and what is kept of its body.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

enum What {
    Invalid(Violations),
    Misconfigured(Violations),
    Transport(Box<dyn StdError + Send + Sync>),
    Api(Refusal),
    Unexpected { why: String, source: Option<Box<dyn StdError + Send + Sync>> },
}

/// What a failure object says.
pub(crate) struct Refusal {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) body: Box<dyn Model>,
}

impl Error {
    pub(crate) fn invalid(subject: &'static str, violations: Violations) -> Self {
        Self::of(subject, What::Invalid(violations))
    }

    /// A client that can't be built: of the kind `Invalid`, but no page is at stake.
    pub(crate) fn misconfigured(service: &'static str, violations: Violations) -> Self {
        Self::of(service, What::Misconfigured(violations))
    }

    pub(crate) fn transport(subject: &'static str, error: TransportError) -> Self {
        Self::of(subject, What::Transport(Box::new(error)))
    }

    pub(crate) fn api(subject: &'static str, refusal: Refusal) -> Self {
        Self::of(subject, What::Api(refusal))
    }

    pub(crate) fn unexpected(subject: &'static str, why: impl Into<String>) -> Self {
        Self::of(subject, What::Unexpected { why: why.into(), source: None })
    }

    fn of(subject: &'static str, what: What) -> Self {
        Self(Box::new(Inner { subject, what, answer: None }))
    }

    pub(crate) fn caused_by(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        if let What::Unexpected { source, .. } = &mut self.0.what {
            *source = Some(cause.into());
        }
        self
    }

    pub(crate) fn answered(mut self, response: &http::Response<Bytes>) -> Self {
        self.0.answer = Some(Answer {
            status: response.status(),
            headers: response.headers().clone(),
            bytes: response.body().clone(),
        });
        self
    }

    /// Which kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self.0.what {
            What::Invalid(_) | What::Misconfigured(_) => ErrorKind::Invalid,
            What::Transport(_) => ErrorKind::Transport,
            What::Api(_) => ErrorKind::Api,
            What::Unexpected { .. } => ErrorKind::Unexpected,
        }
    }

    /// Whether the request or the client breaks documented rules. Nothing was sent.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        self.kind() == ErrorKind::Invalid
    }

    /// Whether no complete answer came.
    #[must_use]
    pub fn is_transport(&self) -> bool {
        self.kind() == ErrorKind::Transport
    }

    /// Whether the service answered with a documented failure.
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.kind() == ErrorKind::Api
    }

    /// Whether the answer is not one that is documented, or does not decode.
    #[must_use]
    pub fn is_unexpected(&self) -> bool {
        self.kind() == ErrorKind::Unexpected
    }

    /// The operation that was called, or the service whose client could not be built.
    #[must_use]
    pub fn subject(&self) -> &'static str {
        self.0.subject
    }

    /// The HTTP status of the answer, where one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// The headers of the answer, where one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.headers)
    }

    /// The body of the answer, where one came, up to the client's cap. It may hold what must not be logged.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        self.0.answer.as_ref().map(|answer| &answer.bytes)
    }

    /// The service's own code: `SCB.00000008`, `1002`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.refusal()?.code.as_deref()
    }

    /// The service's own sentence about what went wrong, as it came.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.refusal()?.message.as_deref()
    }

    /// The id of the request that the service's support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.refusal()?.request_id.as_deref()
    }

    /// What the request or the client breaks; `None` for every other kind.
    #[must_use]
    pub fn violations(&self) -> Option<&Violations> {
        match &self.0.what {
            What::Invalid(violations) | What::Misconfigured(violations) => Some(violations),
            _ => None,
        }
    }

    /// The documented failure object, where it is a `T`: the page of an operation says which object its failures have.
    ///
    /// `None` for every other type and for every kind but [`Api`](ErrorKind::Api).
    #[must_use]
    pub fn body<T: Model>(&self) -> Option<&T> {
        let body: &dyn Any = &*self.refusal()?.body;
        body.downcast_ref()
    }

    fn refusal(&self) -> Option<&Refusal> {
        match &self.0.what {
            What::Api(refusal) => Some(refusal),
            _ => None,
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &self.kind()).field("subject", &self.0.subject);
        match &self.0.what {
            What::Invalid(violations) | What::Misconfigured(violations) => {
                debug.field("violations", violations)
            }
            What::Transport(source) => debug.field("source", source),
            What::Api(refusal) => debug
                .field("code", &refusal.code)
                .field("message", &refusal.message)
                .field("request_id", &refusal.request_id),
            What::Unexpected { why, source } => debug.field("why", why).field("source", source),
        };
        if let Some(answer) = &self.0.answer {
            debug.field("status", &answer.status.as_u16()).field("bytes_kept", &answer.bytes.len());
        }
        debug.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.what {
            What::Transport(source) | What::Unexpected { source: Some(source), .. } => {
                Some(&**source)
            }
            _ => None,
        }
    }
}

const _: () = {
    const fn is_error<T: StdError + Send + Sync + 'static>() {}
    is_error::<Error>();
    assert!(size_of::<Error>() == size_of::<usize>());
};
