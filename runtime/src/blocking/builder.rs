//! Builds a blocking client, or says all that is missing.

use std::fmt;
use std::sync::Arc;

use super::turns::Turns;
use super::{Client, Shared};
use crate::authentication::BlockingTokenProvider;
use crate::client::draft::{Draft, Problem};
use crate::clock::{BlockingClock, SystemClock, Time};
use crate::error::Error;
use crate::service::Service;
use crate::transport::BlockingTransport;

/// Builds a [`Client`]. Emitted builders wrap it with a setter for each parameter that the client holds.
#[must_use]
pub struct ClientBuilder {
    inner: Draft,
    provider: Option<Box<dyn BlockingTokenProvider>>,
    transport: Option<Box<dyn BlockingTransport>>,
    clock: Option<Arc<dyn BlockingClock>>,
}

impl ClientBuilder {
    /// A builder for the client of a service.
    pub fn new(service: &'static Service) -> Self {
        Self { inner: Draft::new(service), provider: None, transport: None, clock: None }
    }

    crate::client_settings!();
    crate::macros::client_credentials!();

    /// Asks this for a token when one is needed: at first, shortly before the last one expires, and once more when the
    /// service answers 401.
    pub fn token_provider(mut self, provider: impl BlockingTokenProvider + 'static) -> Self {
        self.provider = Some(Box::new(provider));
        self.inner = self.inner.provided();
        self
    }

    /// Sends with this transport instead of the default one.
    pub fn transport(mut self, transport: impl BlockingTransport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Takes the time from this clock instead of the system's, and waits by it.
    pub fn clock(mut self, clock: impl BlockingClock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// `Invalid`, with everything that is missing or unfit and the setter to call for it.
    pub fn build(self) -> Result<Client, Error> {
        let Self { inner, provider, transport, clock } = self;
        let mut problems: Vec<Problem> = Vec::new();
        let transport = transport.map_or_else(|| default_transport(inner.is_https()), Ok);
        let transport = transport.map_err(|problem| problems.push(("transport", problem))).ok();
        let clock = clock.unwrap_or_else(|| Arc::new(SystemClock::new()));
        let service = inner.service();
        let (core, options) = inner.finish(Some(clock.clone() as Arc<dyn Time>), problems)?;
        let Some(transport) = transport else {
            return Err(Error::unexpected(service, "the client has no transport"));
        };
        let shared = Shared { core, transport, clock, provider, renewing: Turns::default() };
        Ok(Client { shared: Arc::new(shared), options: Arc::new(options) })
    }
}

#[cfg(feature = "ureq")]
fn default_transport(for_https: bool) -> Result<Box<dyn BlockingTransport>, String> {
    let transport = crate::transport::ureq::UreqTransport::new();
    match transport.distrust().filter(|_| for_https) {
        Some(error) => Err(error.to_string()),
        None => Ok(Box::new(transport)),
    }
}

#[cfg(not(feature = "ureq"))]
fn default_transport(_for_https: bool) -> Result<Box<dyn BlockingTransport>, String> {
    Err("not set: call `.transport(…)`, or turn on the feature `ureq`".to_owned())
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
