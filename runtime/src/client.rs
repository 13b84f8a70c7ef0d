//! The async client: sends what a call asks for through a [`Transport`].

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use async_lock::{Mutex, Semaphore, SemaphoreGuard};
use bytes::Bytes;
use tracing::Instrument as _;

use crate::authentication::tokens::Ready;
use crate::authentication::{AuthenticationError, TokenProvider};
use crate::call::{Call, Core, Proof, Step};
use crate::clock::Clock;
use crate::error::{Error, Spent};
use crate::model::Model;
use crate::operation::{Operation, Request};
use crate::options::CallOptions;
use crate::reply::Reply;
use crate::trace;
use crate::transport::{Limits, Transport, TransportError, TransportErrorKind};

mod builder;
mod credentials;
pub(crate) mod draft;

pub use builder::ClientBuilder;

/// Sends the operations of one service. Cloning shares everything: connections, token, retry budget, rate limits.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    options: Arc<CallOptions>,
}

struct Shared {
    core: Core,
    transport: Box<dyn Transport>,
    clock: Arc<dyn Clock>,
    provider: Option<Box<dyn TokenProvider>>,
    /// Held by the one call that asks the provider.
    renewing: Mutex<()>,
    in_flight: Semaphore,
    /// The queue for a place: it is locked by the one who is next. The semaphore alone would let those who come later pass.
    queue: Mutex<()>,
}

impl Client {
    /// A client with other options, which shares everything else with this one.
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self { shared: self.shared.clone(), options: Arc::new(options.over(&self.options)) }
    }

    /// Validates a request, sends it, as often as retries ask for, and reads the answer.
    ///
    /// Dropping the future ends the call; what was sent stays sent.
    ///
    /// # Errors
    ///
    /// `Invalid` before anything is sent; `Authentication`, `Transport`, `Api` or `Unexpected` afterwards: see [`Error`].
    pub async fn send<R: Request>(&self, request: &R) -> Result<Reply<R::Answer>, Error> {
        let mut answer = R::Answer::default();
        let (response, spent) = self.call(R::OPERATION, request, &mut answer).await?;
        Ok(Reply::new(R::OPERATION, answer, response, spent))
    }

    /// What `send` does, compiled once for all requests.
    async fn call(
        &self,
        operation: &'static Operation,
        request: &dyn Model,
        answer: &mut dyn Model,
    ) -> Result<(http::Response<Bytes>, Spent), Error> {
        let call = Call::begin(&self.shared.core, &self.options, operation, request)?;
        let span = call.span.clone();
        self.drive(call, answer).instrument(span).await
    }

    async fn drive(
        &self,
        mut call: Call<'_>,
        answer: &mut dyn Model,
    ) -> Result<(http::Response<Bytes>, Spent), Error> {
        let shared = &*self.shared;
        let mut place = None;
        loop {
            match call.step()? {
                Step::Wait(wait) => shared.clock.sleep(wait).await,
                Step::Renew(seen) => {
                    let renewal = shared.renew(seen);
                    let token = shared.within(call.left(), renewal).await;
                    let Some(token) = token else { return Err(call.expired()) };
                    call.renewed(token)?;
                }
                Step::Enter => {
                    let (entered, has_waited) = shared.enter(call.left()).await;
                    place = Some(entered.ok_or_else(|| call.expired())?);
                    call.entered(has_waited);
                }
                Step::Send(request, limits) => {
                    let result = shared.attempt(&call, request, limits).await;
                    drop(place.take());
                    if let Some(end) = call.attempted(result, answer) {
                        return end;
                    }
                }
            }
        }
    }
}

impl Shared {
    /// A place among the requests that are under way, unless the time is over before; and whether it was waited for.
    async fn enter(&self, left: Option<Duration>) -> (Option<SemaphoreGuard<'_>>, bool) {
        if let Some(_next) = self.queue.try_lock()
            && let Some(place) = self.in_flight.try_acquire()
        {
            return (Some(place), false);
        }
        let place = async {
            let _next = self.queue.lock().await;
            self.in_flight.acquire().await
        };
        (self.within(left, place).await, true)
    }

    async fn attempt(
        &self,
        call: &Call<'_>,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let span = trace::attempt(call.attempt().number);
        let sending = self.transport.send(request, limits).instrument(span.clone());
        let result = if self.transport.keeps_time() {
            sending.await
        } else {
            let late = || {
                let why = format!("nothing within the {:.1?} that the attempt had", limits.time);
                TransportError::new(TransportErrorKind::Timeout, why)
            };
            self.within(Some(limits.time), sending).await.unwrap_or_else(|| Err(late()))
        };
        if let Ok(response) = &result {
            trace::ended(&span, Some(response.status()), None);
        }
        result
    }

    /// Asks the provider, unless another call has done so since.
    async fn renew(&self, seen: u64) -> Result<Ready, AuthenticationError> {
        let (Proof::Tokens(tokens), Some(provider)) = (&self.core.proof, &self.provider) else {
            return Err(AuthenticationError::new("the client has no token provider"));
        };
        let _turn = self.renewing.lock().await;
        if let Some(outcome) = tokens.since(seen) {
            return outcome;
        }
        trace::token_renewal();
        tokens.renewed(provider.token().await, self.core.time.utc())
    }

    /// What a future gives, unless the time is over before.
    async fn within<T>(
        &self,
        limit: Option<Duration>,
        future: impl Future<Output = T>,
    ) -> Option<T> {
        let (mut future, mut sleep) = (pin!(future), self.clock.limit(limit.unwrap_or_default()));
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => sleep.as_mut().poll(context).map(|()| None),
        })
        .await
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
