//! Builds an async client, or says all that is missing.

use std::fmt;
use std::sync::Arc;

use async_lock::{Mutex, Semaphore};

use super::draft::{Draft, Problem};
use super::{Client, Shared};
use crate::authentication::TokenProvider;
use crate::clock::{Clock, Time};
use crate::error::Error;
use crate::service::Service;
use crate::transport::Transport;

/// How many requests are under way at once unless set. A pool may open up to twice as many connections, and some systems
/// let a process open no more than 256 files.
const IN_FLIGHT: usize = 100;

/// Builds a [`Client`]. Emitted builders wrap it with a setter for each parameter that the client holds.
#[must_use]
pub struct ClientBuilder {
    inner: Draft,
    provider: Option<Box<dyn TokenProvider>>,
    transport: Option<Box<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    in_flight: usize,
}

impl ClientBuilder {
    /// A builder for the client of a service.
    pub fn new(service: &'static Service) -> Self {
        Self {
            inner: Draft::new(service),
            provider: None,
            transport: None,
            clock: None,
            in_flight: IN_FLIGHT,
        }
    }

    crate::client_settings!();
    crate::macros::client_credentials!();

    /// Asks this for a token when one is needed: at first, shortly before the last one expires, and once more when the
    /// service answers 401.
    pub fn token_provider(mut self, provider: impl TokenProvider + 'static) -> Self {
        self.provider = Some(Box::new(provider));
        self.inner = self.inner.provided();
        self
    }

    /// Sends with this transport instead of the default one.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Takes the time from this clock instead of the system's, and waits by it.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// How many requests may be under way at once; more wait for their turn. 100 unless set.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.in_flight = requests;
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// `Invalid`, with everything that is missing or unfit and the setter to call for it.
    pub fn build(self) -> Result<Client, Error> {
        let Self { inner, provider, transport, clock, in_flight } = self;
        let mut problems: Vec<Problem> = Vec::new();
        let transport = transport.map_or_else(|| default_transport(inner.is_https()), Ok);
        let transport = transport.map_err(|problem| problems.push(("transport", problem))).ok();
        let clock = clock.or_else(default_clock);
        if clock.is_none() {
            let why = "not set: call `.clock(…)`, or turn on the feature `reqwest`";
            problems.push(("clock", why.to_owned()));
        }
        if in_flight == 0 {
            problems.push(("max_in_flight", "nothing could be sent".to_owned()));
        }
        let time = clock.clone().map(|clock| clock as Arc<dyn Time>);
        let service = inner.service();
        let (core, options) = inner.finish(time, problems)?;
        let (Some(transport), Some(clock)) = (transport, clock) else {
            return Err(Error::unexpected(service, "the client has no transport or no clock"));
        };
        let shared = Shared {
            core,
            transport,
            clock,
            provider,
            renewing: Mutex::new(()),
            in_flight: Semaphore::new(in_flight),
            queue: Mutex::new(()),
        };
        Ok(Client { shared: Arc::new(shared), options: Arc::new(options) })
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(for_https: bool) -> Result<Box<dyn Transport>, String> {
    let transport = crate::transport::reqwest::ReqwestTransport::new()
        .map_err(|error| format!("the default transport can't be made: {error}"))?;
    match transport.distrust().filter(|_| for_https) {
        Some(error) => Err(error.to_string()),
        None => Ok(Box::new(transport)),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_for_https: bool) -> Result<Box<dyn Transport>, String> {
    Err("not set: call `.transport(…)`, or turn on the feature `reqwest`".to_owned())
}

#[cfg(feature = "reqwest")]
#[allow(clippy::unnecessary_wraps, reason = "there is none without the feature")]
fn default_clock() -> Option<Arc<dyn Clock>> {
    Some(Arc::new(crate::clock::SystemClock::new()))
}

#[cfg(not(feature = "reqwest"))]
fn default_clock() -> Option<Arc<dyn Clock>> {
    None
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
