//! Clients that block the calling thread (feature `blocking`). No runtime is hidden in them.
//!
//! They drive the same calls as the async ones, so retries, limits, tokens and errors are the same. The feature `ureq` brings a
//! transport; without it, bring your own.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::authentication::tokens::Ready;
use crate::authentication::{AuthenticationError, BlockingTokenProvider};
use crate::call::{Call, Core, Proof, Step};
use crate::clock::BlockingClock;
use crate::error::{Error, Spent};
use crate::model::Model;
use crate::operation::{Operation, Request};
use crate::options::CallOptions;
use crate::reply::Reply;
use crate::trace;
use crate::transport::BlockingTransport;

mod builder;
mod turns;

pub use crate::paging::iterator::{Items, Pages};
use turns::Turns;

pub use builder::ClientBuilder;

/// Sends the operations of one service, while the calling thread waits. Cloning shares everything: connections, token, retry
/// budget, rate limits.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    options: Arc<CallOptions>,
}

struct Shared {
    core: Core,
    transport: Box<dyn BlockingTransport>,
    clock: Arc<dyn BlockingClock>,
    provider: Option<Box<dyn BlockingTokenProvider>>,
    /// Held by the one call that asks the provider.
    renewing: Turns,
}

impl Client {
    /// A client with other options, which shares everything else with this one.
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self { shared: self.shared.clone(), options: Arc::new(options.over(&self.options)) }
    }

    /// Validates a request, sends it, as often as retries ask for, and reads the answer.
    ///
    /// # Errors
    ///
    /// `Invalid` before anything is sent; `Authentication`, `Transport`, `Api` or `Unexpected` afterwards: see [`Error`].
    pub fn send<R: Request>(&self, request: &R) -> Result<Reply<R::Answer>, Error> {
        let mut answer = R::Answer::default();
        let (response, spent) = self.call(R::OPERATION, request, &mut answer)?;
        Ok(Reply::new(R::OPERATION, answer, response, spent))
    }

    /// What `send` does, compiled once for all requests.
    fn call(
        &self,
        operation: &'static Operation,
        request: &dyn Model,
        answer: &mut dyn Model,
    ) -> Result<(http::Response<Bytes>, Spent), Error> {
        let shared = &*self.shared;
        let mut call = Call::begin(&shared.core, &self.options, operation, request)?;
        let span = call.span.clone();
        let _inside = span.enter();
        loop {
            match call.step()? {
                Step::Wait(wait) => shared.clock.sleep(wait),
                Step::Renew(seen) => {
                    let token = shared.renew(seen, call.left());
                    let Some(token) = token else { return Err(call.expired()) };
                    call.renewed(token)?;
                }
                // Threads are places enough.
                Step::Enter => {}
                Step::Send(request, limits) => {
                    let span = trace::attempt(call.attempt().number);
                    let result = span.in_scope(|| shared.transport.send(request, limits));
                    if let Ok(response) = &result {
                        trace::ended(&span, Some(response.status()), None);
                    }
                    if let Some(end) = call.attempted(result, answer) {
                        return end;
                    }
                }
            }
        }
    }
}

impl Shared {
    /// Asks the provider, unless another call has done so since. `None` where another call takes too long to do so.
    fn renew(
        &self,
        seen: u64,
        left: Option<Duration>,
    ) -> Option<Result<Ready, AuthenticationError>> {
        let (Proof::Tokens(tokens), Some(provider)) = (&self.core.proof, &self.provider) else {
            return Some(Err(AuthenticationError::new("the client has no token provider")));
        };
        let _turn = self.renewing.take(left.unwrap_or_default())?;
        if let Some(outcome) = tokens.since(seen) {
            return Some(outcome);
        }
        trace::token_renewal();
        Some(tokens.renewed(provider.token(), self.core.time.utc()))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("core", &self.shared.core)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
