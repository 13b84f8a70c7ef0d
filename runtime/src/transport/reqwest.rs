//! The default transport (feature `reqwest`): HTTP/1.1 over rustls with ring, trusting what the platform trusts.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use ::reqwest::redirect::Policy;
use bytes::{Bytes, BytesMut};
use http::uri::Scheme;
use http::{Request, Response, Uri};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::defaults::{CONNECT_TIMEOUT, USER_AGENT, is_interruption};
use super::trust::{NoTrust, provider};
use super::{Answering, Limits, Transport, TransportError, TransportErrorKind, length};

/// Sends with reqwest. Redirects are not followed, bodies are not decompressed, cookies are not kept.
///
/// It needs a tokio runtime with its I/O and time drivers on. Cloning shares the connections.
///
/// Paths and queries are sent byte for byte. What reqwest would encode, such as `"` in a path or `'` in a query, is
/// refused: a signature would not hold. Requests of a client are encoded already.
///
/// ```
/// use std::time::Duration;
/// use apiscribe_runtime::transport::reqwest::ReqwestTransport;
///
/// # fn main() -> Result<(), apiscribe_runtime::transport::TransportError> {
/// let transport = ReqwestTransport::builder()
///     .connect_timeout(Duration::from_secs(3))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
    /// Why no certificate can be trusted here, if so: http still works.
    distrust: Option<NoTrust>,
}

impl ReqwestTransport {
    /// A transport with the default time-outs.
    ///
    /// On a machine without trusted certificates it is built all the same; a request to https then fails, and says so.
    ///
    /// # Errors
    ///
    /// When TLS can't be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::builder().build()
    }

    /// Why a request to https can't be sent from this machine, if so.
    pub(crate) fn distrust(&self) -> Option<TransportError> {
        self.distrust.as_ref().map(NoTrust::refusal)
    }

    /// Sets time-outs before building.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder { connect_timeout: CONNECT_TIMEOUT, environment_proxy: true }
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Bytes>, limits: Limits) -> Answering<'_> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                let why = "the default transport needs a tokio runtime, and there is none here";
                return Err(TransportError::new(TransportErrorKind::Other, why));
            }
            if request.uri().scheme() != Some(&Scheme::HTTP)
                && let Some(error) = self.distrust()
            {
                return Err(error);
            }
            let request = outgoing(request, limits.time)?;
            let response = self.client.execute(request).await.map_err(failed)?;
            collect(response, limits.body).await
        })
    }

    fn keeps_time(&self) -> bool {
        true
    }
}

/// The request as reqwest takes it, unless that is another one.
fn outgoing(
    mut request: Request<Bytes>,
    limit: Duration,
) -> Result<::reqwest::Request, TransportError> {
    length::check(&request)?;
    if request.body().is_empty() {
        let method = request.method().clone();
        length::declare_empty(&method, request.headers_mut());
    }
    let given = request.uri().clone();
    let mut outgoing = ::reqwest::Request::try_from(request).map_err(failed)?;
    if !is_kept(&given, outgoing.url()) {
        let why = "the address has characters that would be sent in another way than they are written: \
                   percent-encode them";
        return Err(TransportError::new(TransportErrorKind::Other, why));
    }
    *outgoing.timeout_mut() = Some(limit);
    Ok(outgoing)
}

/// Whether the path and the query are still the bytes that were given, and perhaps signed.
fn is_kept(given: &Uri, url: &::reqwest::Url) -> bool {
    given.path() == url.path() && given.query() == url.query()
}

/// Reads the body until it ends or is past the cap.
async fn collect(
    mut response: ::reqwest::Response,
    cap: usize,
) -> Result<Response<Bytes>, TransportError> {
    let mut head = Response::new(());
    *head.status_mut() = response.status();
    *head.version_mut() = response.version();
    *head.headers_mut() = std::mem::take(response.headers_mut());
    let mut body = BytesMut::new();
    while body.len() <= cap {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                let room = (cap - body.len()).saturating_add(1);
                body.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
            }
            Ok(None) => break,
            Err(error) => return Err(failed(error).with_partial(head.map(|()| body.freeze()))),
        }
    }
    Ok(head.map(|()| body.freeze()))
}

/// The address may hold what the user wants hidden, so it is dropped.
fn failed(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if is_interrupted(&error) {
        TransportErrorKind::Interrupted
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}

/// Whether the connection ended, by what hyper and the operating system say.
fn is_interrupted(error: &(dyn StdError + 'static)) -> bool {
    let here = if let Some(error) = error.downcast_ref::<hyper::Error>() {
        error.is_incomplete_message() || error.is_closed() || error.is_canceled()
    } else {
        error.downcast_ref::<io::Error>().is_some_and(|error| is_interruption(error.kind()))
    };
    here || error.source().is_some_and(is_interrupted)
}

/// Time-outs of a [`ReqwestTransport`].
#[derive(Debug, Clone)]
#[must_use]
pub struct ReqwestTransportBuilder {
    connect_timeout: Duration,
    environment_proxy: bool,
}

impl ReqwestTransportBuilder {
    /// How long making a connection may take, TLS included. 10 seconds unless set.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Whether `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are heeded. They are unless set.
    pub fn environment_proxy(mut self, heed: bool) -> Self {
        self.environment_proxy = heed;
        self
    }

    /// Builds the transport. On a machine without trusted certificates, a request to https fails later on.
    ///
    /// # Errors
    ///
    /// When TLS can't be set up.
    pub fn build(self) -> Result<ReqwestTransport, TransportError> {
        let (tls, distrust) = tls()?;
        // What is turned off here is off by itself, unless another crate of the build turns reqwest's features on.
        let mut builder = ::reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .http1_only()
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .redirect(Policy::none())
            .retry(::reqwest::retry::never())
            .user_agent(USER_AGENT)
            .connect_timeout(self.connect_timeout);
        if !self.environment_proxy {
            builder = builder.no_proxy();
        }
        Ok(ReqwestTransport { client: builder.build().map_err(failed)?, distrust })
    }
}

/// A configuration that trusts what the platform trusts; where that is nothing, one that trusts nothing, and why.
fn tls() -> Result<(ClientConfig, Option<NoTrust>), TransportError> {
    let builder = || {
        ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|error| TransportError::new(TransportErrorKind::Other, error))
    };
    Ok(match builder()?.with_platform_verifier() {
        Ok(config) => (config.with_no_client_auth(), None),
        Err(error) => {
            let nothing = builder()?.with_root_certificates(RootCertStore::empty());
            (nothing.with_no_client_auth(), Some(NoTrust::new(error)))
        }
    })
}
