//! What a server can do wrong, and what each transport makes of it.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use apiscribe_runtime::transport::TransportErrorKind::{self, Interrupted, Other, Timeout};

use crate::server::{Server, Step, text};
use crate::subject::{CALM, Outcome, Subject, get_within};

/// What comes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
enum End {
    Answer(u16, &'static str),
    Fails(TransportErrorKind),
    /// Fails after the head of the answer; the body up to there is kept.
    Breaks(TransportErrorKind, u16, &'static str),
}

use End::{Answer, Breaks, Fails};

struct Fault {
    name: &'static str,
    script: Vec<Step>,
    end: End,
    /// Where ureq makes something else of it, what and why.
    ureq: Option<(End, &'static str)>,
}

impl Fault {
    fn but_ureq(mut self, end: End, why: &'static str) -> Self {
        self.ureq = Some((end, why));
        self
    }
}

fn fault(name: &'static str, script: Vec<Step>, end: End) -> Fault {
    Fault { name, script, end, ureq: None }
}

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

/// A head, and a part of what belongs to it.
fn cut(head: &str, body: &str) -> Step {
    text(&format!("{head}{body}"))
}

fn broken_connections() -> Vec<Fault> {
    use Step::Reset;
    vec![
        fault("closed before the head", vec![], Fails(Interrupted)),
        fault("reset before the head", vec![Reset], Fails(Interrupted)),
        fault("closed in the status line", vec![text("HTTP/1.1 2")], Fails(Interrupted)),
        fault("closed in the head", vec![text("HTTP/1.1 200 OK\r\nx: ")], Fails(Interrupted)),
        fault("reset in the head", vec![text("HTTP/1.1 200 OK\r\nx: "), Reset], Fails(Interrupted)),
        fault("closed after the head", vec![text(HEAD)], Breaks(Interrupted, 200, "")),
        fault("closed in the body", vec![cut(HEAD, "{\"tot")], Breaks(Interrupted, 200, "{\"tot")),
        fault(
            "reset in the body of an error",
            vec![text("HTTP/1.1 404 Not Found\r\ncontent-length: 11\r\n\r\n{\"tot"), Reset],
            Breaks(Interrupted, 404, "{\"tot"),
        ),
        fault(
            "closed in a chunk",
            vec![cut(CHUNKED, "8\r\n{\"tot")],
            Breaks(Interrupted, 200, "{\"tot"),
        ),
        fault(
            "closed between chunks",
            vec![cut(CHUNKED, "5\r\n{\"tot\r\n")],
            Breaks(Interrupted, 200, "{\"tot"),
        ),
        fault(
            "reset between chunks",
            vec![cut(CHUNKED, "5\r\n{\"tot\r\n"), Reset],
            Breaks(Interrupted, 200, "{\"tot"),
        ),
        fault(
            "reset where no length is declared",
            vec![text("HTTP/1.1 200 OK\r\n\r\n{\"tot"), Reset],
            Breaks(Interrupted, 200, "{\"tot"),
        )
        .but_ureq(Answer(200, "{\"tot"), "takes any end of the connection for the end of the body"),
    ]
}

fn not_http() -> Vec<Fault> {
    let header = "x: y\r\n";
    let drops = "drops the good chunks that came together with the bad one";
    vec![
        fault("a banner", vec![text("SSH-2.0-OpenSSH_9.9\r\n"), Step::Stall], Fails(Other)),
        fault("a page without a head", vec![text("<html></html>\r\n\r\n")], Fails(Other)),
        fault("a later version", vec![text("HTTP/2.0 200 OK\r\n\r\n")], Fails(Other)),
        fault("no status", vec![text("HTTP/1.1 OK\r\n\r\n")], Fails(Other)),
        fault("a status beyond the range", vec![text("HTTP/1.1 099 OK\r\n\r\n")], Fails(Other)),
        fault("a broken header", vec![text("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")], Fails(Other)),
        fault(
            "lengths that differ",
            vec![text("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab")],
            Fails(Other),
        ),
        fault(
            "a length that is no number",
            vec![text("HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\nab")],
            Fails(Other),
        ),
        fault(
            "10,000 headers",
            vec![text(&format!("HTTP/1.1 200 OK\r\n{}\r\n", header.repeat(10_000)))],
            Fails(Other),
        ),
        fault(
            "a header of a megabyte",
            vec![text(&format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(1 << 20)))],
            Fails(Other),
        ),
        fault(
            "a chunk without a size",
            vec![cut(CHUNKED, "5\r\n{\"tot\r\nno size\r\n")],
            Breaks(Other, 200, "{\"tot"),
        )
        .but_ureq(Breaks(Other, 200, ""), drops),
        fault(
            "a chunk size without an end",
            vec![cut(CHUNKED, "5;"), Step::Flood(1 << 20)],
            Breaks(Other, 200, ""),
        ),
        fault(
            "a chunk too large for any machine",
            vec![cut(CHUNKED, "fffffffffffffffff\r\n")],
            Breaks(Other, 200, ""),
        ),
        fault(
            "a chunk longer than its size",
            vec![cut(CHUNKED, "5\r\n{\"total\":7}\r\n0\r\n\r\n")],
            Breaks(Other, 200, "{\"tot"),
        )
        .but_ureq(Breaks(Other, 200, ""), drops),
    ]
}

fn odd_answers() -> Vec<Fault> {
    let whole = || Answer(200, "{\"total\":7}");
    vec![
        fault("more than was declared", vec![cut(HEAD, "{\"total\":7}, and so on")], whole()),
        fault("HTTP/1.0", vec![text("HTTP/1.0 200 OK\r\n\r\n{\"total\":7}")], whole()),
        fault("no declared length", vec![text("HTTP/1.1 200 OK\r\n\r\n{\"total\":7}")], whole()),
        fault(
            "chunks with extensions and trailers",
            vec![cut(CHUNKED, "5;a=b\r\n{\"tot\r\n6\r\nal\":7}\r\n0\r\nx: y\r\n\r\n")],
            whole(),
        ),
        fault(
            "news before the answer",
            vec![
                text("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"),
                text("HTTP/1.1 102 Processing\r\n\r\n"),
                cut(HEAD, "{\"total\":7}"),
            ],
            whole(),
        ),
        fault(
            "a 100 with headers",
            vec![text("HTTP/1.1 100 Continue\r\nx: y\r\n\r\n"), cut(HEAD, "{\"total\":7}")],
            whole(),
        )
        .but_ureq(Fails(Other), "allows no headers there"),
        fault("204", vec![text("HTTP/1.1 204 No Content\r\n\r\n")], Answer(204, "")),
        fault(
            "304 with the length of what is not sent",
            vec![text("HTTP/1.1 304 Not Modified\r\ncontent-length: 11\r\n\r\n"), Step::Stall],
            Answer(304, ""),
        ),
        fault(
            "an error",
            vec![text("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 2\r\n\r\n{}")],
            Answer(503, "{}"),
        ),
    ]
}

fn delays() -> Vec<Fault> {
    use Step::{Stall, Trickle};
    vec![
        fault("silence", vec![Stall], Fails(Timeout)),
        fault("silence in the head", vec![text("HTTP/1.1 200 OK\r\n"), Stall], Fails(Timeout)),
        fault(
            "silence in the body",
            vec![cut(HEAD, "{\"tot"), Stall],
            Breaks(Timeout, 200, "{\"tot"),
        ),
        fault(
            "a head that goes on and on",
            vec![text("HTTP/1.1 200 OK\r\nx: "), Trickle("y")],
            Fails(Timeout),
        ),
        fault(
            "news that go on and on",
            vec![Trickle("HTTP/1.1 103 Early Hints\r\n\r\n")],
            Fails(Timeout),
        ),
        fault(
            "a body that goes on and on",
            vec![cut(CHUNKED, "5\r\n{\"tot\r\n"), Trickle("1\r\n \r\n")],
            Breaks(Timeout, 200, "{\"tot"),
        ),
    ]
}

fn end(outcome: &Outcome) -> End {
    // What trickles in after the known part is as long as the time-out allows.
    let text = |body: &[u8]| match std::str::from_utf8(body).unwrap().trim_end() {
        "" => "",
        "{\"tot" => "{\"tot",
        "{\"total\":7}" => "{\"total\":7}",
        "{}" => "{}",
        other => panic!("{other:?}"),
    };
    match outcome {
        Ok(answer) => Answer(answer.status().as_u16(), text(answer.body())),
        Err(error) => match error.partial() {
            Some(partial) => Breaks(error.kind(), partial.status().as_u16(), text(partial.body())),
            None => Fails(error.kind()),
        },
    }
}

/// Tries each fault on this transport. A machine that is too busy to see the part before a delay gets more time.
fn meet(subject: &Subject, faults: fn() -> Vec<Fault>, limits: &[Duration]) {
    for index in 0..faults().len() {
        for limit in limits {
            let Fault { name, script, end: wanted, ureq } = faults().swap_remove(index);
            let wanted = match ureq {
                Some((end, _)) if subject.name == "ureq" => end,
                _ => wanted,
            };
            let server = Server::start(script);
            let started = Instant::now();
            let outcome = subject.send(get_within(&server.url("/secret-path"), *limit));
            let found = end(&outcome);
            if found == wanted && started.elapsed() < *limit + Duration::from_secs(1) {
                if let Err(error) = outcome {
                    let text = format!("{error} {error:?}");
                    assert!(!text.contains("secret-path"), "{name}: {text}");
                }
                break;
            }
            let last = Some(limit) == limits.last();
            assert!(!last, "{} after {name}: {found:?}, not {wanted:?}: {outcome:?}", subject.name);
        }
    }
}

fn meet_all(subject: &Subject) {
    let long = &[Duration::from_secs(5)];
    meet(subject, broken_connections, long);
    meet(subject, not_http, long);
    meet(subject, odd_answers, long);
    meet(subject, delays, &[Duration::from_millis(60), Duration::from_millis(600)]);
}

#[cfg(feature = "reqwest")]
#[test]
fn reqwest_meets_every_fault() {
    meet_all(&crate::subject::reqwest(CALM));
}

#[cfg(feature = "ureq")]
#[test]
fn ureq_meets_every_fault() {
    meet_all(&crate::subject::ureq(CALM));
}

#[test]
fn a_refused_connection_is_one_that_was_never_made() {
    let unused = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    // No name server has to be asked about a name with such a part.
    let unknown = format!("{}.invalid", "n".repeat(64));
    for subject in crate::subject::all(CALM) {
        for host in [unused.to_string(), unknown.clone()] {
            let error = subject.get(&format!("http://{host}/secret-path")).unwrap_err();
            assert!(error.is_connect() && error.partial().is_none(), "{}: {error}", subject.name);
            let text = format!("{error} {error:?}");
            assert!(text.contains("no connection could be made"), "{text}");
            assert!(!text.contains("secret-path"), "{text}");
        }
    }
}
