//! A server that says what it is told, whatever it is asked.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What the server does on a connection once it has read a request. Then it closes the connection.
pub(crate) enum Step {
    Send(Vec<u8>),
    Pause(Duration),
    /// Sends this again and again, with little pauses, until nobody listens.
    Trickle(&'static str),
    /// Sends so many bytes, or as many as are taken.
    Flood(u64),
    /// Reads another request.
    #[cfg(feature = "ureq")]
    Next,
    /// Waits until the client has gone.
    Stall,
    Reset,
}

pub(crate) fn text(text: &str) -> Step {
    Step::Send(text.as_bytes().to_vec())
}

/// What came and went on a connection.
pub(crate) struct Seen {
    /// The last request.
    pub(crate) request: String,
    pub(crate) pushed: u64,
}

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    thread: JoinHandle<Vec<Seen>>,
    closed: Receiver<()>,
}

impl Server {
    /// Serves one connection.
    pub(crate) fn start(script: Vec<Step>) -> Self {
        Self::serve(vec![script])
    }

    /// Serves connections one after the other.
    pub(crate) fn serve(scripts: Vec<Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (close, closed) = channel();
        let thread = thread::spawn(move || {
            let serve = |script: Vec<Step>| {
                let (stream, _) = listener.accept().unwrap();
                let seen = play(stream, script);
                // Few tests ask.
                let _ = close.send(());
                seen
            };
            scripts.into_iter().map(serve).collect()
        });
        Self { address, thread, closed }
    }

    /// Waits until the next connection is closed.
    pub(crate) fn wait_for_close(&self) {
        self.closed.recv().unwrap();
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What happened on the only connection.
    pub(crate) fn seen(self) -> Seen {
        self.thread.join().unwrap().pop().unwrap()
    }
}

fn play(mut stream: TcpStream, script: Vec<Step>) -> Seen {
    // A connection with unread bytes is reset when it is closed.
    let resets = matches!(script.last(), Some(Step::Reset));
    let mut seen = Seen { request: request(&mut stream, resets), pushed: 0 };
    for step in script {
        match step {
            // The client may have had enough.
            Step::Send(bytes) => drop(stream.write_all(&bytes)),
            Step::Pause(time) => thread::sleep(time),
            Step::Trickle(bytes) => {
                while stream.write_all(bytes.as_bytes()).is_ok() {
                    thread::sleep(Duration::from_millis(2));
                }
            }
            Step::Flood(bytes) => seen.pushed = flood(&mut stream, bytes),
            #[cfg(feature = "ureq")]
            Step::Next => seen.request = request(&mut stream, false),
            Step::Stall => while stream.read(&mut [0; 1024]).is_ok_and(|length| length > 0) {},
            Step::Reset => thread::sleep(Duration::from_millis(5)),
        }
    }
    seen
}

fn flood(stream: &mut TcpStream, bytes: u64) -> u64 {
    let block = vec![b' '; 1 << 16];
    let mut pushed = 0;
    while pushed < bytes && stream.write_all(&block).is_ok() {
        pushed += block.len() as u64;
    }
    pushed
}

/// Reads a request, or only looks at it.
fn request(stream: &mut TcpStream, look: bool) -> String {
    let mut received = vec![0; 1 << 16];
    let mut length = 0;
    while !is_complete(&received[..length]) {
        if look {
            length = stream.peek(&mut received).unwrap();
            thread::sleep(Duration::from_millis(1));
        } else {
            match stream.read(&mut received[length..]) {
                Ok(more) if more > 0 => length += more,
                _ => break,
            }
        }
    }
    String::from_utf8(received[..length].to_vec()).unwrap()
}

fn is_complete(received: &[u8]) -> bool {
    let text = std::str::from_utf8(received).unwrap();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.is_none_or(|length| length.parse() == Ok(body.len()))
}
