//! Why a call came to nothing.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::authentication::AuthenticationError;
use crate::model::Model;
use crate::operation::Operation;
use crate::reply::request_id;
use crate::transport::TransportError;
use crate::validate::{Violation, Violations};

mod display;
mod questions;

pub(crate) use display::one_line;

/// Why a call came to nothing.
///
/// | kind | what happened | what it has |
/// |---|---|---|
/// | [`Invalid`](ErrorKind::Invalid) | the request or the client breaks documented rules; nothing was sent | [`violations`](Self::violations) |
/// | [`Transport`](ErrorKind::Transport) | no complete answer came | [`source`](StdError::source) |
/// | [`Api`](ErrorKind::Api) | the service answered with a documented failure | [`status`](Self::status), [`code`](Self::code), [`message`](Self::message), [`request_id`](Self::request_id), [`body`](Self::body) |
/// | [`Unexpected`](ErrorKind::Unexpected) | the answer is not one that is documented | [`status`](Self::status), [`bytes`](Self::bytes) |
/// | [`Authentication`](ErrorKind::Authentication) | there was no credential to send; nothing was sent | [`source`](StdError::source) |
///
/// ```
/// use apiscribe_runtime::Error;
///
/// fn report(error: &Error) {
///     if error.is_not_found() {
///         eprintln!("there is no such thing");
///     } else if error.is_throttled() {
///         eprintln!("too many calls; the service asks to wait {:?}", error.retry_after());
///     } else {
///         eprintln!("{error} (after {} attempts)", error.attempts());
///     }
/// }
/// ```
///
/// `Display` is one line that says what happened and what to do; for `Invalid` it is the block of
/// [`Violations`]. Neither it nor `Debug` shows a secret or the content of [`bytes`](Self::bytes), but for a value of the wrong
/// type in a field that is not secret, which is quoted.
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
    /// There was no credential to send: the token provider failed, or what it gave is unfit. Nothing was sent.
    Authentication,
}

/// Whether a status says that the same request may succeed a little later.
pub(crate) fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// What a call took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spent {
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
}

struct Inner {
    /// The operation, or the service where its client could not be built.
    subject: &'static str,
    what: What,
    answer: Option<Answer>,
    /// What the failure object says, also where its status is not documented.
    refusal: Option<Refusal>,
    spent: Spent,
    retry_after: Option<Duration>,
    /// Why there was no further attempt, where one would have been due.
    given_up: Option<String>,
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
    Transport(TransportError),
    Api,
    Unexpected { why: String, source: Option<Box<dyn StdError + Send + Sync>>, transient: bool },
    Authentication(AuthenticationError),
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
        Self::of(subject, What::Transport(error))
    }

    pub(crate) fn api(subject: &'static str, refusal: Refusal) -> Self {
        Self::of(subject, What::Api).refused(refusal)
    }

    pub(crate) fn unexpected(subject: &'static str, why: impl Into<String>) -> Self {
        Self::of(subject, What::Unexpected { why: why.into(), source: None, transient: false })
    }

    fn of(subject: &'static str, what: What) -> Self {
        Self(Box::new(Inner {
            subject,
            what,
            answer: None,
            refusal: None,
            spent: Spent::default(),
            retry_after: None,
            given_up: None,
        }))
    }

    pub(crate) fn authentication(subject: &'static str, error: AuthenticationError) -> Self {
        Self::of(subject, What::Authentication(error))
    }

    /// A request that breaks no documented rule and can't be sent all the same.
    pub(crate) fn unsendable(operation: &'static Operation, problem: String) -> Self {
        let mut violations = Violations::new(operation.request);
        violations.push(Violation::new(format!("{}.address", operation.request.id), "", problem));
        Self::invalid(operation.name, violations)
    }

    /// What was being received when the connection was lost is worth another attempt.
    pub(crate) fn transient(mut self) -> Self {
        if let What::Unexpected { transient, .. } = &mut self.0.what {
            *transient = true;
        }
        self
    }

    /// Adds what a failure object says.
    pub(crate) fn refused(mut self, refusal: Refusal) -> Self {
        self.0.refusal = Some(refusal);
        self
    }

    pub(crate) fn given_up(mut self, why: Option<String>) -> Self {
        self.0.given_up = why;
        self
    }

    pub(crate) fn after(mut self, spent: Spent) -> Self {
        self.0.spent = spent;
        self
    }

    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
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
            What::Api => ErrorKind::Api,
            What::Unexpected { .. } => ErrorKind::Unexpected,
            What::Authentication(_) => ErrorKind::Authentication,
        }
    }

    /// How many attempts were made: 0 where nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.spent.attempts
    }

    /// How long the call took, with all its attempts and the waits between them.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.spent.elapsed
    }

    /// How long the service asks to wait, by the header `Retry-After` of the last answer.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The operation that was called, or the service whose client could not be built.
    #[must_use]
    pub fn subject(&self) -> &'static str {
        self.0.subject
    }

    /// The HTTP status of the answer, where one came: `error.status().is_some_and(|status| status == 404)`.
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

    /// The service's own code: `SCB.00000008`, `1002`. Also where the status is not documented, and the body is the documented
    /// failure object all the same.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.refusal()?.code.as_deref()
    }

    /// The service's own sentence about what went wrong, as it came.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.refusal()?.message.as_deref()
    }

    /// The id of the request that the service's support asks for: from the documented failure, else from a header of the
    /// answer (`X-Request-Id`, `X-Amzn-RequestId`).
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let documented = self.refusal().and_then(|refusal| refusal.request_id.as_deref());
        documented.or_else(|| request_id(self.headers()?))
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
    /// `None` for every other type and where the answer is no such object.
    #[must_use]
    pub fn body<T: Model>(&self) -> Option<&T> {
        let body: &dyn Any = &*self.refusal()?.body;
        body.downcast_ref()
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.0.refusal.as_ref()
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
            What::Authentication(source) => debug.field("source", source),
            What::Api => &mut debug,
            What::Unexpected { why, source, .. } => debug.field("why", why).field("source", source),
        };
        if self.0.refusal.is_some() {
            debug.field("code", &self.code()).field("message", &self.message());
        }
        if let Some(answer) = &self.0.answer {
            debug.field("request_id", &self.request_id());
            debug.field("status", &answer.status.as_u16()).field("bytes_kept", &answer.bytes.len());
        }
        if self.0.spent.attempts > 0 {
            debug.field("attempts", &self.0.spent.attempts).field("elapsed", &self.0.spent.elapsed);
        }
        debug.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.what {
            What::Transport(source) => Some(source),
            What::Unexpected { source: Some(source), .. } => Some(&**source),
            What::Authentication(source) => Some(source),
            _ => None,
        }
    }
}

const _: () = {
    const fn is_error<T: StdError + Send + Sync + 'static>() {}
    is_error::<Error>();
    assert!(size_of::<Error>() == size_of::<usize>());
};
