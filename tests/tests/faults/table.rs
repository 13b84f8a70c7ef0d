//! Everything that can be wrong with an answer, and what is to be made of it.

use std::time::Duration;

use conformance::server::Reaction;

/// A way to misbehave.
pub struct Fault {
    pub name: &'static str,
    pub reaction: Reaction,
    pub outcome: Outcome,
}

/// What a call ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No complete answer: the kind `Transport`. The text has this.
    Lost(&'static str),
    /// Not in time. The status, where the head had come.
    Late(Option<u16>),
    /// No answer that can be read, though its head could be: the kind `Transport` with this status.
    Garbled(u16),
    /// The answer broke off in its body: what came is kept.
    Cut(u16, &'static [u8]),
    /// An answer that no page documents: its status, a part of the text, and whether another attempt is worth it.
    Unexpected(u16, &'static str, bool),
}

use Outcome::{Cut, Garbled, Late, Lost, Unexpected};

const INTERRUPTED: &str = "the connection ended before the answer came";
const OTHER: &str = "the request could not be completed";
const PAUSE: Duration = Duration::from_millis(20);

impl Outcome {
    /// Whether an idempotent call is sent again.
    pub fn is_retried(self) -> bool {
        match self {
            Lost(text) => text != OTHER,
            Late(_) | Cut(..) => true,
            Garbled(_) => false,
            Unexpected(_, _, retried) => retried,
        }
    }
}

fn fault(name: &'static str, reaction: Reaction, outcome: Outcome) -> Fault {
    Fault { name, reaction, outcome }
}

fn head(status: u16, header: &str, value: &str) -> Reaction {
    Reaction::head(status, &[(header, value)])
}

fn html(status: u16) -> Reaction {
    Reaction::answer(status, &[("content-type", "text/html")], "<html>a proxy</html>")
}

/// All of them.
pub fn faults() -> Vec<Fault> {
    [connections(), heads(), lengths(), bodies(), statuses()].into_iter().flatten().collect()
}

fn connections() -> Vec<Fault> {
    let in_head = || Reaction::new().write("HTTP/1.1 200 O");
    let in_body = || head(200, "content-length", "100").write("{\"tot");
    vec![
        fault("closed before the head", Reaction::new().close(), Lost(INTERRUPTED)),
        fault("reset before the head", Reaction::new().reset(), Lost(INTERRUPTED)),
        fault("stalled before the head", Reaction::new().stall(), Late(None)),
        fault("closed in the head", in_head().close(), Lost(INTERRUPTED)),
        fault("reset in the head", in_head().reset(), Lost(INTERRUPTED)),
        fault("stalled in the head", in_head().stall(), Late(None)),
        fault("closed in the body", in_body().close(), Cut(200, b"{\"tot")),
        fault("reset in the body", in_body().reset(), Cut(200, b"{\"tot")),
        fault("stalled in the body", in_body().stall(), Late(Some(200))),
        fault("a trickling head", Reaction::new().trickle("HTTP/1.1 200 OK", PAUSE), Late(None)),
        fault(
            "a trickling body",
            head(200, "content-length", "100").trickle([b' '; 100], PAUSE),
            Late(Some(200)),
        ),
        fault(
            "informational answers and nothing else",
            Reaction::new().repeat("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n", 3).stall(),
            Late(None),
        ),
    ]
}

fn heads() -> Vec<Fault> {
    let line = format!("x-long: {}\r\n", "a".repeat(1 << 20));
    vec![
        fault(
            "another protocol",
            Reaction::new().write("SSH-2.0-OpenSSH_9.9\r\n").close(),
            Lost(OTHER),
        ),
        fault("no status", Reaction::new().write("HTTP/1.1 OK\r\n\r\n").close(), Lost(OTHER)),
        fault(
            "a header without a colon",
            Reaction::new().write("HTTP/1.1 200 OK\r\nnothing\r\n\r\n").close(),
            Lost(OTHER),
        ),
        fault(
            "an oversized header",
            Reaction::new().write(format!("HTTP/1.1 200 OK\r\n{line}\r\n")).close(),
            Lost(OTHER),
        ),
        fault(
            "headers without an end",
            Reaction::new().write("HTTP/1.1 200 OK\r\n").repeat("x-again: a\r\n", 1 << 20).close(),
            Lost(OTHER),
        ),
    ]
}

fn lengths() -> Vec<Fault> {
    let chunked = || head(200, "transfer-encoding", "chunked");
    vec![
        fault("a length that is none", head(200, "content-length", "many").close(), Lost(OTHER)),
        fault("a negative length", head(200, "content-length", "-1").close(), Lost(OTHER)),
        fault(
            "two lengths",
            Reaction::head(200, &[("content-length", "2"), ("content-length", "3")])
                .write("{} ")
                .close(),
            Lost(OTHER),
        ),
        fault(
            "a length beyond all measure",
            head(200, "content-length", "99999999999999999999999").close(),
            Lost(OTHER),
        ),
        fault(
            "a body shorter than declared",
            head(200, "content-length", "12").write("{\"total\":7}").close(),
            Cut(200, b"{\"total\":7}"),
        ),
        fault("a chunk of no size", chunked().write("many\r\n").close(), Garbled(200)),
        fault(
            "a chunk of a negative size",
            chunked().write("5\r\n{\"tot\r\n-1\r\n").close(),
            Garbled(200),
        ),
        fault(
            "a chunk beyond all measure",
            chunked().write("fffffffffffffffffffff\r\n").close(),
            Garbled(200),
        ),
        fault(
            "a chunk longer than its size",
            chunked().write("2\r\n{\"total\":7}\r\n0\r\n\r\n").close(),
            Garbled(200),
        ),
        fault(
            "chunks without their end",
            chunked().write("5\r\n{\"tot\r\n").close(),
            Cut(200, b"{\"tot"),
        ),
        fault(
            "a chunk that is cut short",
            chunked().write("50\r\n{\"tot").close(),
            Cut(200, b"{\"tot"),
        ),
        fault(
            "a reset between chunks",
            chunked().write("5\r\n{\"tot\r\n").reset(),
            Cut(200, b"{\"tot"),
        ),
        fault(
            "a stall between chunks",
            chunked().write("5\r\n{\"tot\r\n").stall(),
            Late(Some(200)),
        ),
    ]
}

fn bodies() -> Vec<Fault> {
    let json = |body: &str| Reaction::json(200, body);
    let undecodable = |text| Unexpected(200, text, false);
    vec![
        fault("HTML with status 200", html(200), undecodable("the answer is HTML")),
        fault("nothing with status 200", json(""), undecodable("no body")),
        fault("blanks with status 200", json(" \r\n"), undecodable("no body")),
        fault("broken JSON", json("{\"total\":"), undecodable("does not decode")),
        fault("another JSON", json("[]"), undecodable("does not decode")),
        fault("null", json("null"), undecodable("does not decode")),
        fault("JSON and more", json("{}{}"), undecodable("does not decode")),
        fault(
            "text that is not UTF-8",
            Reaction::answer(200, &[], b"{\"items\":[{\"name\":\"\xff\"}],\"message\":\"\xff\"}"),
            undecodable("does not decode"),
        ),
        fault(
            "an encoding that nobody asked for",
            Reaction::answer(200, &[("content-encoding", "br")], b"\x0b\x02\x80{}\x03"),
            undecodable("compressed (br)"),
        ),
    ]
}

fn statuses() -> Vec<Fault> {
    let mut faults = vec![
        fault("HTML with status 502", html(502), Unexpected(502, "the answer is HTML", true)),
        fault(
            "success without content",
            Reaction::answer(204, &[], ""),
            Unexpected(204, "204", false),
        ),
        fault("not modified", Reaction::answer(304, &[], ""), Unexpected(304, "304", false)),
        fault(
            "switching protocols",
            Reaction::answer(101, &[("upgrade", "websocket"), ("connection", "upgrade")], "")
                .close(),
            Unexpected(101, "101", false),
        ),
        fault("an unknown status", Reaction::json(799, "{}"), Unexpected(799, "799", false)),
    ];
    faults.extend([301, 302, 303, 307, 308].map(|status| {
        let elsewhere = Reaction::answer(status, &[("location", "http://127.0.0.1:9/")], "");
        fault("a redirect", elsewhere, Unexpected(status, "redirects are not followed", false))
    }));
    faults.extend([401, 403, 405, 501].map(|status| {
        fault("a lasting refusal", Reaction::json(status, "{}"), Unexpected(status, "", false))
    }));
    faults.extend([408, 429, 502, 503, 504].map(|status| {
        let passing = Reaction::json(status, r#"{"code":1001,"is_success":true}"#);
        fault("a passing refusal", passing, Unexpected(status, "try again later", true))
    }));
    faults
}
