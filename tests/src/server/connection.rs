//! One connection of the server.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::Shared;
use super::reaction::{End, Step};
use super::request::{Received, parse};

/// Serves a connection to its end.
pub(super) async fn serve(stream: TcpStream, number: usize, shared: Arc<Shared>) {
    let _open = Open(&shared);
    let mut connection = Connection { stream, number, shared: &shared, unread: Vec::new() };
    // The client may go at any moment.
    let _ = connection.serve().await;
}

/// A connection that counts as open.
struct Open<'a>(&'a Shared);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A request that was received and has no answer yet.
struct Unanswered<'a>(&'a Shared);

impl<'a> Unanswered<'a> {
    fn new(shared: &'a Shared) -> Self {
        let now = shared.unanswered.fetch_add(1, Ordering::SeqCst) + 1;
        shared.most_unanswered.fetch_max(now, Ordering::SeqCst);
        Self(shared)
    }
}

impl Drop for Unanswered<'_> {
    fn drop(&mut self) {
        self.0.unanswered.fetch_sub(1, Ordering::SeqCst);
    }
}

struct Connection<'a> {
    stream: TcpStream,
    number: usize,
    shared: &'a Shared,
    unread: Vec<u8>,
}

impl Connection<'_> {
    async fn serve(&mut self) -> io::Result<()> {
        self.stream.set_nodelay(true)?;
        while let Some(request) = self.receive().await? {
            let unanswered = Unanswered::new(self.shared);
            let reaction = (self.shared.react)(&request);
            self.shared.log().push(request);
            self.react(reaction.steps, unanswered).await?;
            match reaction.end {
                End::KeepAlive => {}
                End::Close => return self.stream.shutdown().await,
                End::Reset => return self.stream.set_zero_linger(),
                End::Stall => return self.drain().await,
            }
        }
        Ok(())
    }

    /// The next request; `None` where the client closes the connection instead.
    async fn receive(&mut self) -> io::Result<Option<Received>> {
        let head = loop {
            if let Some(end) = self.unread.windows(4).position(|end| end == b"\r\n\r\n") {
                let head: Vec<_> = self.unread.drain(..end + 4).take(end).collect();
                break String::from_utf8_lossy(&head).into_owned();
            }
            if self.stream.read_buf(&mut self.unread).await? == 0 {
                return Ok(None);
            }
        };
        let request = self.shared.heads.fetch_add(1, Ordering::SeqCst) + 1;
        let Some((mut received, length)) = parse(&head) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        while self.unread.len() < length {
            if self.stream.read_buf(&mut self.unread).await? == 0 {
                return Ok(None);
            }
        }
        received.body = self.unread.drain(..length).collect();
        (received.number, received.connection) = (request, self.number);
        Ok(Some(received))
    }

    async fn react(&mut self, steps: Vec<Step>, unanswered: Unanswered<'_>) -> io::Result<()> {
        let mut unanswered = Some(unanswered);
        for step in steps {
            if !matches!(step, Step::Hold(_)) {
                // Once its answer is under way, the client may send the next request.
                unanswered = None;
            }
            match step {
                Step::Hold(pause) => tokio::time::sleep(pause).await,
                Step::Write(bytes, times) => {
                    for _ in 0..times {
                        self.write(&bytes).await?;
                    }
                }
                Step::Trickle(bytes, pause) => {
                    for byte in bytes {
                        self.write(&[byte]).await?;
                        tokio::time::sleep(pause).await;
                    }
                }
            }
        }
        drop(unanswered);
        Ok(())
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let written = self.stream.write(rest).await?;
            self.shared.bytes_written.fetch_add(written as u64, Ordering::SeqCst);
            rest = rest.get(written..).unwrap_or_default();
        }
        Ok(())
    }

    /// Reads until the client closes the connection.
    async fn drain(&mut self) -> io::Result<()> {
        while self.stream.read_buf(&mut self.unread).await? > 0 {
            self.unread.clear();
        }
        Ok(())
    }
}
