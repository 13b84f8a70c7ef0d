//! What can be set.

use std::time::Duration;

/// Bytes of a body that are read, unless set.
pub const BODY_LIMIT: usize = 10 << 20;

/// How a mock behaves.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// Tokens and keys that are valid.
    pub(crate) tokens: Vec<String>,
    /// Access keys that are valid, with their secrets.
    pub(crate) access_keys: Vec<(String, String)>,
    /// Seed of random answers; without it, examples.
    pub(crate) generate: Option<u64>,
    /// Items that a list has.
    pub(crate) items: Option<usize>,
    /// Before each answer.
    pub(crate) latency: Duration,
    /// Part of good requests that fail, from 0 to 1.
    pub(crate) error_rate: f64,
    /// Bytes of a body that are read.
    pub(crate) body_limit: usize,
    /// How long a connection may take for the head of a request.
    pub(crate) head_timeout: Duration,
    /// Whether nothing is remembered.
    pub(crate) stateless: bool,
}

impl Options {
    /// Whether any credential is known, so that the others are wrong.
    pub(crate) fn knows_credentials(&self) -> bool {
        !self.tokens.is_empty() || !self.access_keys.is_empty()
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            tokens: Vec::new(),
            access_keys: Vec::new(),
            generate: None,
            items: None,
            latency: Duration::ZERO,
            error_rate: 0.0,
            body_limit: BODY_LIMIT,
            head_timeout: Duration::from_secs(30),
            stateless: false,
        }
    }
}
