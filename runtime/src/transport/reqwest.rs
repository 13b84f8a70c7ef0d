//! The default transport (feature `reqwest`): HTTP/1.1 over rustls with ring, trusting what the platform trusts.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::reqwest::redirect::Policy;
use bytes::{Bytes, BytesMut};
use http::uri::Scheme;
use http::{Request, Response};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::{Answering, BodyCap, Transport, TransportError, TransportErrorKind};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_mins(1);

/// Sends with reqwest. Redirects are not followed, bodies are not decompressed, cookies are not kept.
///
/// It needs a tokio runtime with its I/O and time drivers on. Cloning shares the connections.
///
/// ```
/// use std::time::Duration;
/// use apiscribe_runtime::transport::reqwest::ReqwestTransport;
///
/// # fn main() -> Result<(), apiscribe_runtime::transport::TransportError> {
/// let transport = ReqwestTransport::builder()
///     .connect_timeout(Duration::from_secs(3))
///     .timeout(Duration::from_secs(20))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
    /// Why no certificate can be trusted here, if so: http still works.
    distrust: Option<Arc<rustls::Error>>,
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
        self.distrust
            .clone()
            .map(|error| TransportError::new(TransportErrorKind::Connect, NoTrust(error)))
    }

    /// Sets time-outs before building.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder {
            connect_timeout: CONNECT_TIMEOUT,
            timeout: TIMEOUT,
            environment_proxy: true,
        }
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Bytes>) -> Answering<'_> {
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
            let BodyCap(cap) = BodyCap::of(&request);
            let request = ::reqwest::Request::try_from(request).map_err(failed)?;
            let response = self.client.execute(request).await.map_err(failed)?;
            collect(response, cap).await
        })
    }
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
            Err(error) => {
                let kind = if error.is_timeout() {
                    TransportErrorKind::Timeout
                } else {
                    TransportErrorKind::Interrupted
                };
                return Err(TransportError::new(kind, error.without_url())
                    .with_partial(head.map(|()| body.freeze())));
            }
        }
    }
    Ok(head.map(|()| body.freeze()))
}

/// The address may hold what the user wants hidden, so it is dropped.
fn failed(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() && !error.is_connect() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}

/// Time-outs of a [`ReqwestTransport`].
#[derive(Debug, Clone)]
#[must_use]
pub struct ReqwestTransportBuilder {
    connect_timeout: Duration,
    timeout: Duration,
    environment_proxy: bool,
}

impl ReqwestTransportBuilder {
    /// How long making a connection may take, TLS included. 10 seconds unless set.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long a whole call may take, from connecting to the last byte of the body. 60 seconds unless set.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
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
        let mut builder = ::reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .retry(::reqwest::retry::never())
            .user_agent(concat!("apiscribe-runtime/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(self.connect_timeout)
            .timeout(self.timeout);
        if !self.environment_proxy {
            builder = builder.no_proxy();
        }
        Ok(ReqwestTransport { client: builder.build().map_err(failed)?, distrust })
    }
}

/// A configuration that trusts what the platform trusts; where that is nothing, one that trusts nothing, and why.
fn tls() -> Result<(ClientConfig, Option<Arc<rustls::Error>>), TransportError> {
    // The provider is named here, so that no process-wide default has to be installed.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = || {
        ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|error| TransportError::new(TransportErrorKind::Other, error))
    };
    Ok(match builder()?.with_platform_verifier() {
        Ok(config) => (config.with_no_client_auth(), None),
        Err(error) => {
            let nothing = builder()?.with_root_certificates(RootCertStore::empty());
            (nothing.with_no_client_auth(), Some(Arc::new(error)))
        }
    })
}

/// The platform's certificates can't be had.
#[derive(Debug)]
struct NoTrust(Arc<rustls::Error>);

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
