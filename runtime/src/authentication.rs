//! How requests prove who sends them.
//!
//! | What a service takes | Where it comes from |
//! |---|---|
//! | a token in a header, fixed | the builder's `token`, or [`HeaderCredential`] |
//! | a token in a header, renewed | the builder's `token_provider`: [`TokenProvider`], [`BlockingTokenProvider`] |
//! | a key in a header | the builder's `api_key`, or [`HeaderCredential`] |
//! | a signature of the request | the builder's `access_key`: `AccessKey` (feature `signature`) |
//! | anything else | the builder's `authentication`, with an [`Authentication`] of your own |
//!
//! A provider is asked for its first token when it is needed, again shortly before a token expires that says when, and once
//! more when the service answers 401. Calls that run at the same time share one question.

use std::env::VarError;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;

#[cfg(feature = "signature")]
mod access_key;
mod header;
#[cfg(feature = "signature")]
mod signature;
pub(crate) mod tokens;

#[cfg(feature = "signature")]
pub use access_key::AccessKey;
pub use header::HeaderCredential;
pub(crate) use header::secret_value;
pub use tokens::{BlockingTokenProvider, Providing, Token, TokenProvider};

/// Proves who sends a request.
pub trait Authentication: Send + Sync {
    /// Adds the proof to a request that is complete otherwise. Called for each attempt, with the time of day.
    ///
    /// # Errors
    ///
    /// When there is no proof to add: the request is then not sent.
    fn authenticate(
        &self,
        request: &mut http::Request<Bytes>,
        now: SystemTime,
    ) -> Result<(), AuthenticationError>;
}

crate::macros::through_pointers! {
    impl Authentication {
        fn authenticate(
            &self,
            request: &mut http::Request<Bytes>,
            now: SystemTime,
        ) -> Result<(), AuthenticationError> {
            (**self).authenticate(request, now)
        }
    }
}

/// Why a request can't prove who sends it. Cloning shares the cause.
#[derive(Debug, Clone)]
pub struct AuthenticationError(Arc<dyn StdError + Send + Sync>);

impl AuthenticationError {
    /// An error with this cause, or with a text. It must hold no secret.
    #[must_use]
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let cause = cause.into();
        // Its text would show the value.
        if let Some(VarError::NotUnicode(_)) = cause.downcast_ref() {
            return Self::new("an environment variable is not valid Unicode");
        }
        Self(cause.into())
    }
}

impl fmt::Display for AuthenticationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::error::one_line(&self.0.to_string()))
    }
}

impl StdError for AuthenticationError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}
