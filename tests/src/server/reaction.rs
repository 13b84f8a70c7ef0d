//! What the server does with a request.

use std::fmt::Write as _;
use std::time::Duration;

/// What the server does with a request: what it writes, at which pace, and how it ends.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Reaction {
    pub(super) steps: Vec<Step>,
    pub(super) end: End,
}

/// A part of an answer.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Does nothing for so long.
    Hold(Duration),
    /// Writes this, so many times.
    Write(Vec<u8>, u64),
    /// Writes this byte by byte, with a pause after each.
    Trickle(Vec<u8>, Duration),
}

/// What becomes of the connection.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum End {
    /// It stays open for another request.
    #[default]
    KeepAlive,
    Close,
    /// A reset: what the client sent last is not acknowledged.
    Reset,
    /// Nothing more is written, until the client closes it.
    Stall,
}

impl Reaction {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A well-formed answer with a body of JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self::answer(status, &[("content-type", "application/json")], body)
    }

    /// A well-formed answer.
    pub fn answer(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        // These have no body, whatever their head says.
        let bodiless = matches!(status, 100..=199 | 204 | 304);
        let mut head = head(status, headers);
        if !bodiless {
            // Writing to a String can't fail.
            let _ = write!(head, "content-length: {}\r\n", body.len());
        }
        head.push_str("\r\n");
        Self::new().write([head.as_bytes(), body].concat())
    }

    /// An answer's head alone, with nothing that says how long its body is.
    pub fn head(status: u16, headers: &[(&str, &str)]) -> Self {
        Self::new().write(head(status, headers) + "\r\n")
    }

    /// Then writes these bytes.
    pub fn write(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.repeat(bytes, 1)
    }

    /// Then writes these bytes so many times.
    pub fn repeat(self, bytes: impl Into<Vec<u8>>, times: u64) -> Self {
        self.then(Step::Write(bytes.into(), times))
    }

    /// Then writes these bytes one by one, with a pause after each.
    pub fn trickle(self, bytes: impl Into<Vec<u8>>, pause: Duration) -> Self {
        self.then(Step::Trickle(bytes.into(), pause))
    }

    /// Then does nothing for so long.
    pub fn hold(self, pause: Duration) -> Self {
        self.then(Step::Hold(pause))
    }

    /// Then does what another reaction does, up to its end.
    pub fn and(mut self, other: Self) -> Self {
        self.steps.extend(other.steps);
        self.end = other.end;
        self
    }

    /// At the end, closes the connection.
    pub fn close(mut self) -> Self {
        self.end = End::Close;
        self
    }

    /// At the end, resets the connection.
    pub fn reset(mut self) -> Self {
        self.end = End::Reset;
        self
    }

    /// At the end, writes nothing more, until the client closes the connection.
    pub fn stall(mut self) -> Self {
        self.end = End::Stall;
        self
    }

    fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

/// The lines of a head, without the empty one.
fn head(status: u16, headers: &[(&str, &str)]) -> String {
    let mut head = format!("HTTP/1.1 {status} Because\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head
}
