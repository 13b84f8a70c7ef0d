//! What an error can be asked with yes or no.

use http::StatusCode;

use super::{Error, ErrorKind, What, is_passing};
use crate::transport::TransportErrorKind;

impl Error {
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

    /// Whether there was no credential to send. Nothing was sent.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        self.kind() == ErrorKind::Authentication
    }

    /// Whether no connection could be made, so that the service has seen nothing.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(&self.0.what, What::Transport(error) if error.is_connect())
    }

    /// Whether the status is 404: there is no such thing. A proxy may say that as well; that the service itself does, ask
    /// [`is_api`](Self::is_api) too.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the service refuses the credential or what it may do: status 401 or 403.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        matches!(self.status(), Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN))
    }

    /// Whether the service has had too many calls: status 429.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether no answer came in time: neither within an attempt nor within the call's deadline.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(&self.0.what, What::Transport(error) if error.is_timeout())
    }

    /// Whether the same call may succeed a little later: no connection, no answer in time, a lost connection, or one of the
    /// statuses 408, 429, 500, 502, 503, 504.
    ///
    /// Whether it may be sent again without harm is another question, which `idempotent` of the operation answers. The client
    /// has tried such operations again already, as its [`Retry`](crate::Retry) says.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.0.what {
            What::Transport(error) => error.kind() != TransportErrorKind::Other,
            What::Unexpected { transient: true, .. } => true,
            What::Api | What::Unexpected { .. } => self.status().is_some_and(is_passing),
            What::Invalid(_) | What::Misconfigured(_) | What::Authentication(_) => false,
        }
    }
}
