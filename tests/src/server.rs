//! A local HTTP/1.1 server that does what a test tells it, right or wrong.
//!
//! It has a thread and a runtime of its own, so that tests of blocking clients use it like those of async ones. Dropping it
//! ends its thread, its tasks and its connections.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::net::TcpSocket;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

mod connection;
mod reaction;
mod request;

pub use reaction::Reaction;
pub use request::Received;

/// Connections that may wait to be accepted: thousands of clients come at once.
const BACKLOG: u32 = 4096;

/// How long [`Server::comes_to`] waits: far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What the server reacts with, and what it has seen.
struct Shared {
    react: Box<dyn Fn(&Received) -> Reaction + Send + Sync>,
    log: Mutex<Vec<Received>>,
    heads: AtomicUsize,
    connections: AtomicUsize,
    open: AtomicUsize,
    most_open: AtomicUsize,
    unanswered: AtomicUsize,
    most_unanswered: AtomicUsize,
    bytes_written: AtomicU64,
}

impl Server {
    /// A server that reacts to each request as the closure says.
    ///
    /// # Panics
    ///
    /// When no thread or no port can be had.
    #[expect(clippy::expect_used, reason = "a test without its server must stop")]
    pub fn start(react: impl Fn(&Received) -> Reaction + Send + Sync + 'static) -> Self {
        let shared = Arc::new(Shared::new(Box::new(react)));
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = mpsc::channel();
        let own = shared.clone();
        let thread = thread::Builder::new()
            .name("server".to_owned())
            .spawn(move || run(own, &tell, stopped))
            .expect("a thread can be started");
        let address = told.recv().expect("the thread lives").expect("a port can be had");
        Self { address, shared, stop: Some(stop), thread: Some(thread) }
    }

    /// A server that always reacts in the same way.
    #[must_use]
    pub fn always(reaction: Reaction) -> Self {
        Self::start(move |_| reaction.clone())
    }

    /// A server that reacts to the first request with the first of these, and so on; to later ones with the last.
    #[must_use]
    pub fn in_turn(reactions: impl Into<Vec<Reaction>>) -> Self {
        let reactions = reactions.into();
        Self::start(move |request| {
            let turn = request.number.min(reactions.len()).saturating_sub(1);
            reactions.get(turn).cloned().unwrap_or_else(|| Reaction::json(500, "{}"))
        })
    }

    /// The base address: `http://127.0.0.1:4711`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests that were received completely, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.shared.log().clone()
    }

    /// How many requests came, complete or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shared.heads.load(Ordering::SeqCst)
    }

    /// How many connections were accepted.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How many connections are open now.
    #[must_use]
    pub fn open(&self) -> usize {
        self.shared.open.load(Ordering::SeqCst)
    }

    /// How many connections were open at the same time, at most.
    #[must_use]
    pub fn most_open(&self) -> usize {
        self.shared.most_open.load(Ordering::SeqCst)
    }

    /// How many requests were received and waited for their answer at the same time, at most.
    #[must_use]
    pub fn most_unanswered(&self) -> usize {
        self.shared.most_unanswered.load(Ordering::SeqCst)
    }

    /// How many bytes the operating system took from the server.
    #[must_use]
    pub fn bytes_written(&self) -> u64 {
        self.shared.bytes_written.load(Ordering::SeqCst)
    }

    /// Waits until something holds of the server, for as long as it may reasonably take. Whether it came to hold.
    #[must_use]
    pub fn comes_to(&self, holds: impl Fn(&Self) -> bool) -> bool {
        let start = Instant::now();
        while !holds(self) {
            if start.elapsed() > PATIENCE {
                return false;
            }
            thread::sleep(Duration::from_millis(1));
        }
        true
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic there was a panic of the test's closure, which the test has noticed.
            let _ = thread.join();
        }
    }
}

/// The base address of a port where nobody listens.
///
/// # Panics
///
/// When no port can be had.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without a port must stop")]
pub fn nobody() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port can be had");
    format!("http://{}", listener.local_addr().expect("it is bound"))
}

impl Shared {
    fn new(react: Box<dyn Fn(&Received) -> Reaction + Send + Sync>) -> Self {
        Self {
            react,
            log: Mutex::default(),
            heads: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            most_open: AtomicUsize::new(0),
            unanswered: AtomicUsize::new(0),
            most_unanswered: AtomicUsize::new(0),
            bytes_written: AtomicU64::new(0),
        }
    }

    fn log(&self) -> MutexGuard<'_, Vec<Received>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("heads", &self.heads).finish_non_exhaustive()
    }
}

/// The server's thread. When it ends, the runtime drops all tasks.
fn run(
    shared: Arc<Shared>,
    tell: &mpsc::Sender<io::Result<SocketAddr>>,
    stopped: oneshot::Receiver<()>,
) {
    let ended = Builder::new_current_thread().enable_all().build().map(|runtime| {
        runtime.block_on(async {
            tokio::select! {
                ended = accept(shared, tell) => ended,
                _ = stopped => Ok(()),
            }
        })
    });
    if let Err(error) | Ok(Err(error)) = ended {
        // Nobody listens any more where the server had begun.
        let _ = tell.send(Err(error));
    }
}

async fn accept(
    shared: Arc<Shared>,
    tell: &mpsc::Sender<io::Result<SocketAddr>>,
) -> io::Result<()> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    let listener = socket.listen(BACKLOG)?;
    let _ = tell.send(listener.local_addr());
    loop {
        let (stream, _) = listener.accept().await?;
        let number = shared.connections.fetch_add(1, Ordering::SeqCst) + 1;
        let open = shared.open.fetch_add(1, Ordering::SeqCst) + 1;
        shared.most_open.fetch_max(open, Ordering::SeqCst);
        tokio::spawn(connection::serve(stream, number, shared.clone()));
    }
}
