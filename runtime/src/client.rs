//! The client: a thin shell around an operation's two pure steps and a [`Transport`].

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::error::Error;
use crate::model::Model;
use crate::operation::{Operation, Request};
use crate::reply::Reply;
use crate::settings::Settings;
use crate::transport::{BodyCap, Transport, TransportError, TransportErrorKind};

mod builder;

pub use builder::ClientBuilder;

/// Sends the operations of one service. Cloning shares everything.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    service: &'static str,
    settings: Settings,
    transport: Box<dyn Transport>,
    body_cap: BodyCap,
}

impl Client {
    /// Validates a request, sends it, and reads the answer.
    ///
    /// # Errors
    ///
    /// `Invalid` before anything is sent; `Transport`, `Api` or `Unexpected` afterwards: see [`Error`].
    pub async fn send<R: Request>(&self, request: &R) -> Result<Reply<R::Answer>, Error> {
        let mut answer = R::Answer::default();
        let response = self.call(R::OPERATION, request, &mut answer).await?;
        Ok(Reply::new(R::OPERATION, answer, response))
    }

    /// What `send` does, compiled once for all requests.
    async fn call(
        &self,
        operation: &'static Operation,
        request: &dyn Model,
        answer: &mut dyn Model,
    ) -> Result<http::Response<Bytes>, Error> {
        let Shared { settings, transport, body_cap, .. } = &*self.shared;
        let mut outgoing = operation.prepare(request, settings)?;
        outgoing.extensions_mut().insert(*body_cap);
        let mut response = transport
            .send(outgoing)
            .await
            .map_err(|error| unanswered(operation, error, *body_cap))?;
        if truncate(&mut response, *body_cap) {
            let why = format!(
                "the answer is larger than the client's cap of {} bytes, which `.body_cap(…)` raises",
                body_cap.0
            );
            return Err(Error::unexpected(operation.name, why).answered(&response));
        }
        operation.read(&response, answer)?;
        Ok(response)
    }
}

/// An answer that ends too early is an answer that does not decode; without a head there is none.
fn unanswered(operation: &Operation, mut error: TransportError, cap: BodyCap) -> Error {
    let partial = error.take_partial();
    let interrupted = error.kind() == TransportErrorKind::Interrupted && partial.is_some();
    let error = if interrupted {
        Error::unexpected(operation.name, error.to_string()).caused_by(error)
    } else {
        Error::transport(operation.name, error)
    };
    match partial {
        Some(mut response) => {
            truncate(&mut response, cap);
            error.answered(&response)
        }
        None => error,
    }
}

/// Cuts a body that is larger than the cap. What is kept is copied, so that the rest is freed.
fn truncate(response: &mut http::Response<Bytes>, BodyCap(cap): BodyCap) -> bool {
    match response.body().get(..cap) {
        Some(kept) if response.body().len() > cap => {
            *response.body_mut() = Bytes::copy_from_slice(kept);
            true
        }
        _ => false,
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.shared.service)
            .field("settings", &self.shared.settings)
            .field("body_cap", &self.shared.body_cap.0)
            .finish_non_exhaustive()
    }
}
