//! What the transports trust, and what they say where that is nothing.

use std::fmt;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;

use super::{TransportError, TransportErrorKind};

/// Ring, named where it is used, so that nothing process-wide has to be installed.
pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// The platform's certificates can't be had.
#[derive(Debug, Clone)]
pub(super) struct NoTrust(Arc<rustls::Error>);

impl NoTrust {
    pub(super) fn new(cause: rustls::Error) -> Self {
        Self(Arc::new(cause))
    }

    /// What a request to https comes to.
    pub(super) fn refusal(&self) -> TransportError {
        TransportError::new(TransportErrorKind::Connect, self.clone())
    }
}

impl fmt::Display for NoTrust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(cause) = self;
        write!(
            f,
            "this machine has no trusted certificates for https ({cause}): install its package `ca-certificates`, or \
             point SSL_CERT_FILE at a file of them"
        )
    }
}

impl std::error::Error for NoTrust {}
