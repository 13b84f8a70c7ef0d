//! A mock inside of a program, such as a test.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use apiscribe_codegen::model::Sdk;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::app::App;
use crate::log::Recorded;
use crate::options::Options;
use crate::server::{bind, serve};
use crate::spec::{SpecError, load};

/// How long a mock that is dropped goes on answering.
const PATIENCE: Duration = Duration::from_millis(200);

/// Why a mock did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// There is no spec to serve.
    Spec(SpecError),
    /// The port can't be had.
    Port(SocketAddr, io::Error),
    /// The system gives no thread.
    Thread(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(error) => error.fmt(f),
            Self::Port(address, error) if error.kind() == io::ErrorKind::AddrInUse => {
                write!(
                    f,
                    "{address} is in use by another program; choose another port, or 0 for any"
                )
            }
            Self::Port(address, error) => write!(f, "cannot listen on {address}: {error}"),
            Self::Thread(error) => write!(f, "cannot start a thread: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Spec(error) => Some(error),
            Self::Port(_, error) | Self::Thread(error) => Some(error),
        }
    }
}

impl From<SpecError> for StartError {
    fn from(error: SpecError) -> Self {
        Self::Spec(error)
    }
}

/// A mock that runs until it is dropped.
///
/// It has a thread and a runtime of its own, so that tests of blocking clients use it like those of async ones.
pub struct Mock {
    address: SocketAddr,
    app: Arc<App>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Mock {
    /// Serves the spec of a directory on a free port of this machine.
    ///
    /// # Errors
    ///
    /// When the spec can't be read or has mistakes, or there is no port or thread.
    pub fn start(spec: impl AsRef<Path>) -> Result<Self, StartError> {
        Self::builder(load(spec)?).start()
    }

    /// A mock of a checked spec, to be set up.
    pub fn builder(spec: Sdk) -> MockBuilder {
        let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
        MockBuilder { spec, address, options: Options::default() }
    }

    /// Its address: `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its socket address.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The last requests, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.app.log.all()
    }

    /// Forgets what was created and deleted.
    pub fn reset(&self) {
        self.app.answers.session.reset();
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It may have ended by itself.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            // A panic there was printed there.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Sets up a [`Mock`].
#[derive(Debug, Clone)]
#[must_use]
pub struct MockBuilder {
    spec: Sdk,
    address: SocketAddr,
    options: Options,
}

impl MockBuilder {
    /// Where it listens; by default on a free port of this machine.
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// A token or key that is valid. As soon as one is set, others are refused; until then, any will do.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.options.tokens.push(token.into());
        self
    }

    /// An access key whose signatures are valid. As soon as one is set, others are refused; until then, any will do.
    pub fn access_key(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.options.access_keys.push((id.into(), secret.into()));
        self
    }

    /// Answers are random, and the same for the same seed and request; by default they are the documented examples.
    pub fn generate(mut self, seed: u64) -> Self {
        self.options.generate = Some(seed);
        self
    }

    /// Lists have so many generated items; by default those of the documented example.
    pub fn items(mut self, items: usize) -> Self {
        self.options.items = Some(items);
        self
    }

    /// Waits before each answer.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.options.latency = latency;
        self
    }

    /// So great a part of good requests fails, from 0 to 1.
    pub fn error_rate(mut self, rate: f64) -> Self {
        self.options.error_rate = rate;
        self
    }

    /// Greater bodies are refused with 413; by default those above 10 MiB.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.options.body_limit = bytes;
        self
    }

    /// A connection that takes longer for the head of a request, or sends none, is closed; by default after 30 seconds.
    pub fn head_timeout(mut self, timeout: Duration) -> Self {
        self.options.head_timeout = timeout;
        self
    }

    /// Nothing is created and nothing deleted: each good request gets its answer.
    pub fn stateless(mut self) -> Self {
        self.options.stateless = true;
        self
    }

    /// Starts it on a thread of its own.
    ///
    /// # Errors
    ///
    /// When there is no port or thread.
    pub fn start(self) -> Result<Mock, StartError> {
        let listener = bind(self.address).map_err(|error| StartError::Port(self.address, error))?;
        let address =
            listener.local_addr().map_err(|error| StartError::Port(self.address, error))?;
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(StartError::Thread)?;
        let app = Arc::new(App::new(self.spec, self.options));
        let (stop, stopped) = oneshot::channel::<()>();
        let served = Arc::clone(&app);
        let thread = thread::Builder::new().name("apiscribe-mock".to_owned()).spawn(move || {
            runtime.block_on(async move {
                let stopped = async move {
                    // Dropping the sender is the same.
                    let _ = stopped.await;
                };
                match TcpListener::from_std(listener) {
                    Ok(listener) => serve(listener, served, stopped, PATIENCE).await,
                    Err(error) => tracing::error!(%error, "the mock cannot listen"),
                }
            });
        });
        let thread = Some(thread.map_err(StartError::Thread)?);
        Ok(Mock { address, app, stop: Some(stop), thread })
    }

    /// Serves on the current runtime until `stop` is ready, and says where before it begins.
    ///
    /// # Errors
    ///
    /// When there is no port.
    pub async fn serve(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
        started: impl FnOnce(SocketAddr),
    ) -> Result<(), StartError> {
        let failed = |error| StartError::Port(self.address, error);
        let listener = bind(self.address).map_err(failed)?;
        started(listener.local_addr().map_err(failed)?);
        let listener = TcpListener::from_std(listener).map_err(failed)?;
        let app = Arc::new(App::new(self.spec, self.options));
        serve(listener, app, stop, Duration::from_secs(10)).await;
        Ok(())
    }
}
