//! What all calls of a client share.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http::HeaderName;

use crate::authentication::tokens::{Ready, TokenCache};
use crate::authentication::{Authentication, AuthenticationError};
use crate::clock::Time;
use crate::hook::Hook;
use crate::policy::Waivers;
use crate::rate::RateLimits;
use crate::retry::Budget;
use crate::service::Service;
use crate::settings::Settings;

/// Everything but the way out: what the async and the blocking client have in common.
pub(crate) struct Core {
    pub(crate) service: &'static Service,
    pub(crate) settings: Settings,
    pub(crate) proof: Proof,
    pub(crate) waivers: Waivers,
    pub(crate) budget: Budget,
    pub(crate) limits: RateLimits,
    pub(crate) hooks: Vec<Box<dyn Hook>>,
    pub(crate) body_cap: usize,
    pub(crate) time: Arc<dyn Time>,
    /// Calls that were begun.
    pub(crate) calls: AtomicU64,
}

/// How requests prove who sends them.
pub(crate) enum Proof {
    /// The settings hold it, or the service asks for nothing.
    Held,
    /// A provider gives tokens, which go into this header.
    Tokens(TokenCache),
    /// Something that looks at the whole request.
    Whole(Box<dyn Authentication>),
}

impl Core {
    /// The number of a call, from 1.
    pub(super) fn next_call(&self) -> u64 {
        self.calls.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }

    /// Adds the proof to a request.
    pub(super) fn authenticate(
        &self,
        request: &mut http::Request<Bytes>,
        token: Option<&Ready>,
    ) -> Result<(), AuthenticationError> {
        match &self.proof {
            Proof::Held => Ok(()),
            Proof::Whole(authentication) => authentication.authenticate(request, self.time.utc()),
            Proof::Tokens(_) => {
                let header = self.service.credential.map(|credential| credential.header);
                let name = HeaderName::from_bytes(header.unwrap_or("authorization").as_bytes())
                    .map_err(AuthenticationError::new)?;
                let token = token.ok_or_else(|| AuthenticationError::new("there is no token"))?;
                request.headers_mut().insert(name, token.value.clone());
                Ok(())
            }
        }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proof = match self.proof {
            Proof::Held => "held",
            Proof::Tokens(_) => "token provider",
            Proof::Whole(_) => "request",
        };
        f.debug_struct("Core")
            .field("service", &self.service.name)
            .field("settings", &self.settings)
            .field("authentication", &proof)
            .field("body_cap", &self.body_cap)
            .finish_non_exhaustive()
    }
}
