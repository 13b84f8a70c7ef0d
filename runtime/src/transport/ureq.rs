//! The default transport of blocking clients (feature `ureq`): HTTP/1.1 over rustls with ring, trusting what the
//! platform trusts, without any runtime.

mod failure;
mod proxy;

use std::fmt;
use std::io::Read as _;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ::ureq::config::{AutoHeaderValue, Config};
use ::ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ::ureq::{Agent, AsSendBody, Body, Proxy};
use bytes::Bytes;
use http::uri::Scheme;
use http::{Request, Response, Version};
use rustls_platform_verifier::Verifier;

use self::failure::{failed, failed_in_body};
use self::proxy::Proxies;
use super::defaults::{CONNECT_TIMEOUT, USER_AGENT};
use super::trust::{NoTrust, provider};
use super::{BlockingTransport, Limits, TransportError, length};

/// What stands for time-outs beyond it: ureq adds them to the present without a check.
const FAREST: Duration = Duration::from_hours(24 * 365);

/// How many connections wait for more requests: one for each thread that is likely to send. With ureq's own 3, more
/// threads would connect anew all the time.
const IDLE: usize = 64;

/// Sends with ureq. Redirects are not followed; bodies are not decompressed and cookies not kept, unless another crate
/// of the build turns those features of ureq on.
///
/// Paths, queries and headers are sent byte for byte. Cloning shares the connections. It uses no tokio; called from an
/// async task, it blocks the thread. Where the process has installed a provider for rustls, that one takes the place of
/// ring.
///
/// At the level TRACE, ureq logs all bytes that it sends and receives, credentials and passwords among them, and addresses
/// with their queries. No setting of it changes that. So let a logger that takes TRACE from everybody take no more than
/// DEBUG from the targets `ureq` and `ureq_proto`: at that level they show no secret.
///
/// What ureq can't tell apart: an answer without a declared length that a reset cuts short is taken as complete, and a
/// connection that ends in the TLS handshake counts as interrupted.
///
/// ```
/// use std::time::Duration;
/// use apiscribe_runtime::transport::ureq::UreqTransport;
///
/// let transport = UreqTransport::builder()
///     .connect_timeout(Duration::from_secs(3))
///     .build();
/// ```
#[derive(Clone)]
pub struct UreqTransport {
    shared: Arc<Shared>,
}

struct Shared {
    connect_timeout: Duration,
    proxies: Proxies,
    /// Why no certificate can be trusted here, if so. Finding out takes milliseconds that http does not need.
    distrust: OnceLock<Option<NoTrust>>,
    http: OnceLock<Agent>,
    https: OnceLock<Agent>,
}

impl UreqTransport {
    /// A transport with the default time-outs.
    ///
    /// On a machine without trusted certificates it is made all the same; a request to https then fails, and says so.
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Why a request to https can't be sent from this machine, if so.
    pub(crate) fn distrust(&self) -> Option<TransportError> {
        let found = || Verifier::new(provider()).err().map(NoTrust::new);
        self.shared.distrust.get_or_init(found).as_ref().map(NoTrust::refusal)
    }

    /// Sets time-outs before building.
    pub fn builder() -> UreqTransportBuilder {
        UreqTransportBuilder { connect_timeout: CONNECT_TIMEOUT, environment_proxy: true }
    }

    /// Sends with the agent of this scheme, once there is one.
    ///
    /// An agent keeps the TLS configuration that its first connection sets up, but only for a request without settings
    /// of its own. So an agent is made with the settings of a request, and kept when it has got an answer: before that,
    /// its configuration may be missing, and each later connection would read the platform's certificates again.
    fn run<B: AsSendBody>(
        &self,
        request: Request<B>,
        limit: Duration,
        cap: usize,
    ) -> Result<Response<Bytes>, TransportError> {
        let Shared { proxies, http, https, .. } = &*self.shared;
        let proxy = proxies.of(request.uri())?;
        let kept = if request.uri().scheme() == Some(&Scheme::HTTP) { http } else { https };
        if let Some(agent) = kept.get() {
            let request = agent
                .configure_request(request)
                .proxy(proxy)
                .timeout_global(Some(limit.min(FAREST)))
                .build();
            return collect(agent.run(request).map_err(failed)?, cap);
        }
        let agent = self.config(proxy, limit).new_agent();
        let response = agent.run(request).map_err(failed)?;
        collect(response, cap).inspect(|_| {
            // Where another thread was first, this agent goes.
            let _ = kept.set(agent);
        })
    }

    fn config(&self, proxy: Option<Proxy>, limit: Duration) -> Config {
        let connect = Some(self.shared.connect_timeout.min(FAREST));
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        Config::builder()
            .tls_config(tls)
            .proxy(proxy)
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .user_agent(USER_AGENT)
            .accept_encoding(AutoHeaderValue::None)
            .max_idle_connections(IDLE)
            .max_idle_connections_per_host(IDLE)
            .timeout_resolve(connect)
            .timeout_connect(connect)
            .timeout_global(Some(limit.min(FAREST)))
            .build()
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport").finish_non_exhaustive()
    }
}

impl BlockingTransport for UreqTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        if request.uri().scheme() != Some(&Scheme::HTTP)
            && let Some(error) = self.distrust()
        {
            return Err(error);
        }
        length::check(&request)?;
        let Limits { time, body: cap } = limits;
        let (mut head, body) = request.into_parts();
        head.version = Version::HTTP_11;
        if body.is_empty() {
            length::declare_empty(&head.method, &mut head.headers);
            self.run(Request::from_parts(head, ()), time, cap)
        } else {
            self.run(Request::from_parts(head, &body[..]), time, cap)
        }
    }
}

/// Reads the body until it ends or is past the cap.
fn collect(response: Response<Body>, cap: usize) -> Result<Response<Bytes>, TransportError> {
    let (given, body) = response.into_parts();
    let mut head = Response::new(());
    *head.status_mut() = given.status;
    *head.version_mut() = given.version;
    *head.headers_mut() = given.headers;
    let mut kept = Vec::new();
    let limit = u64::try_from(cap).unwrap_or(u64::MAX).saturating_add(1);
    let end = body.into_reader().take(limit).read_to_end(&mut kept);
    let response = head.map(|()| Bytes::from(kept));
    match end {
        Ok(_) => Ok(response),
        Err(error) => Err(failed_in_body(error).with_partial(response)),
    }
}

/// Time-outs of a [`UreqTransport`].
#[derive(Debug, Clone)]
#[must_use]
pub struct UreqTransportBuilder {
    connect_timeout: Duration,
    environment_proxy: bool,
}

impl UreqTransportBuilder {
    /// How long looking up the name may take, and then making a connection, TLS included. 10 seconds each unless set.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Whether `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are heeded. They are unless set. What goes through
    /// a proxy is tunnelled with `CONNECT`, http too.
    pub fn environment_proxy(mut self, heed: bool) -> Self {
        self.environment_proxy = heed;
        self
    }

    /// Builds the transport. On a machine without trusted certificates, a request to https fails later on.
    #[must_use]
    pub fn build(self) -> UreqTransport {
        let proxies = if self.environment_proxy {
            Proxies::of_environment(|name| std::env::var(name).ok())
        } else {
            Proxies::default()
        };
        let shared = Shared {
            connect_timeout: self.connect_timeout,
            proxies,
            distrust: OnceLock::new(),
            http: OnceLock::new(),
            https: OnceLock::new(),
        };
        UreqTransport { shared: Arc::new(shared) }
    }
}
