//! A client that writes what it is told, right or wrong.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

/// The workspace's own spec.
pub fn spec() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The rules that the answer says are broken; for what is no rule, the message.
    pub fn broken(&self) -> Vec<String> {
        let violations = self.headers.iter().filter(|(name, _)| name == "x-mock-violation");
        violations
            .map(|(_, text)| match text.strip_suffix(']').and_then(|text| text.rsplit_once(" [")) {
                Some((_, rule)) => rule.to_owned(),
                None => text.clone(),
            })
            .collect()
    }
}

/// Sends bytes as they are and nothing more, and reads until the other side closes; `None` where no answer came.
pub fn exchange(address: SocketAddr, bytes: &[u8]) -> Option<Answer> {
    talk(address, bytes, true)
}

/// An end of what is sent tells a server that waits for more; one that has it all takes it for a farewell.
pub fn talk(address: SocketAddr, bytes: &[u8], ends: bool) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // Who was refused may hear of it before everything is sent.
    let _ = stream.write_all(bytes);
    if ends {
        let _ = stream.shutdown(Shutdown::Write);
    }
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    read(&received)
}

fn read(received: &[u8]) -> Option<Answer> {
    let end = received.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&received[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    Some(Answer { status, headers, body: received[end + 4..].to_vec() })
}

/// Sends a request with these headers and this body.
pub fn send(address: SocketAddr, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request = format!("{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        request.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    let bytes = [request.as_bytes(), b"\r\n", body].concat();
    talk(address, &bytes, false).unwrap_or_else(|| panic!("{line} got no answer"))
}
