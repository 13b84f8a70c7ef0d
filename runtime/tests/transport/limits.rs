//! How much is read, for how long, and what is left as it came.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::time::Duration;

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::http::{Request, header};
use apiscribe_runtime::transport::{Limits, TransportErrorKind};

use crate::server::{Server, Step, text};
use crate::subject::{CALM, Settings, all, get, get_within};

fn answer(body: &str) -> Step {
    text(&format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

#[test]
fn a_body_beyond_the_cap_is_read_no_further() {
    const BODY: u64 = 100 << 20;
    for head in [
        format!("HTTP/1.1 200 OK\r\ncontent-length: {BODY}\r\n\r\n"),
        "HTTP/1.1 502 Bad Gateway\r\n\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{BODY:x}\r\n"),
    ] {
        for subject in all(CALM) {
            let server = Server::start(vec![text(&head), Step::Flood(BODY)]);
            let mut request = get(&server.url("/"));
            request.extensions_mut().insert(Limits::new(CALM.timeout, 1000));
            let answer = subject.send(request).unwrap();
            assert_eq!(answer.body().len(), 1001, "{}", subject.name);
            // With its runtime, the connection goes.
            drop(subject);
            assert!(server.seen().pushed < BODY / 2, "{head}");
        }
    }
}

#[test]
fn a_body_as_large_as_the_cap_is_whole() {
    for subject in all(CALM) {
        for (cap, body) in [(7, "1234567"), (0, ""), (usize::MAX, "1234567")] {
            let server = Server::start(vec![answer(body)]);
            let mut request = get(&server.url("/"));
            request.extensions_mut().insert(Limits::new(CALM.timeout, cap));
            assert_eq!(subject.send(request).unwrap().body(), body, "{}", subject.name);
        }
    }
}

#[test]
fn absurd_time_outs_are_taken_as_they_are() {
    for subject in all(Settings { timeout: Duration::MAX, ..CALM }) {
        for limit in [Duration::MAX, Duration::from_secs(u64::MAX), Duration::from_secs(3)] {
            let server = Server::start(vec![answer("{}")]);
            assert_eq!(subject.send(get_within(&server.url("/"), limit)).unwrap().body(), "{}");
            let server = Server::start(vec![answer("{}")]);
            assert_eq!(subject.get(&server.url("/")).unwrap().body(), "{}");
        }
    }
    for subject in all(CALM) {
        let server = Server::start(vec![Step::Stall]);
        let error = subject.send(get_within(&server.url("/"), Duration::ZERO)).unwrap_err();
        assert!(error.is_timeout(), "{}: {error}", subject.name);
    }
}

#[test]
fn the_time_out_of_a_request_takes_the_place_of_the_transports() {
    let limit = Duration::from_millis(10);
    for subject in all(Settings { timeout: limit, ..CALM }) {
        let server = Server::start(vec![Step::Pause(4 * limit), answer("{}")]);
        let patient = get_within(&server.url("/"), Duration::from_secs(5));
        assert_eq!(subject.send(patient).unwrap().body(), "{}", "{}", subject.name);
        let server = Server::start(vec![Step::Stall]);
        let error = subject.get(&server.url("/")).unwrap_err();
        assert!(error.is_timeout(), "{}: {error}", subject.name);
    }
}

#[test]
fn what_came_is_left_as_it_is() {
    let head = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n\
                content-type: text/plain; charset=iso-8859-1\r\nx-latin: \u{e9}\r\nconnection: close\r\n\r\n";
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xe9";
    for subject in all(CALM) {
        let script = || vec![text(head), Step::Send(gzip.to_vec())];
        let server = Server::serve(vec![script(), vec![answer("{}")]]);
        let kept = subject.get(&server.url("/")).unwrap();
        assert_eq!(kept.body(), &gzip[..], "{}", subject.name);
        assert_eq!(kept.headers()[header::CONTENT_ENCODING], "gzip");
        assert_eq!(kept.headers()["x-latin"].as_bytes(), "\u{e9}".as_bytes());
        let cookies: Vec<_> = kept.headers().get_all(header::SET_COOKIE).iter().collect();
        assert_eq!(cookies, ["a=1", "b=2"]);
        assert!(kept.extensions().is_empty());
        // No cookie goes back.
        let address = server.url("/");
        assert_eq!(subject.get(&address).unwrap().body(), "{}");
        assert!(!server.seen().request.contains("cookie"));
    }
}

#[test]
fn an_answer_to_head_has_no_body() {
    for subject in all(CALM) {
        let server = Server::start(vec![text("HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n")]);
        let request = Request::head(server.url("/")).body(Bytes::new()).unwrap();
        let answer = subject.send(request).unwrap();
        assert_eq!(answer.headers()[header::CONTENT_LENGTH], "7");
        assert!(answer.body().is_empty());
    }
}

#[test]
fn a_redirect_is_handed_over() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    other.set_nonblocking(true).unwrap();
    let location = format!("http://{}/", other.local_addr().unwrap());
    for subject in all(CALM) {
        for status in [301, 302, 303, 307, 308] {
            for end in ["content-length: 0\r\n\r\n", "content-length: 2\r\n\r\n{}"] {
                let head = format!("HTTP/1.1 {status} Elsewhere\r\nlocation: {location}\r\n{end}");
                let server = Server::start(vec![text(&head)]);
                let answer = subject.get(&server.url("/")).unwrap();
                assert_eq!(answer.status(), status, "{}", subject.name);
                assert_eq!(answer.headers()[header::LOCATION], location);
            }
        }
    }
    assert_eq!(other.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}

#[test]
fn what_follows_an_answer_is_not_the_next_one() {
    let answers = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfirst\
                   HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nforged";
    for subject in all(CALM) {
        let server = Server::serve(vec![vec![text(answers), Step::Stall], vec![answer("second")]]);
        assert_eq!(subject.get(&server.url("/")).unwrap().body(), "first");
        let second = subject.get(&server.url("/"));
        assert_eq!(second.unwrap().body(), "second", "{}", subject.name);
    }
}

#[test]
fn a_connection_closed_while_idle_is_not_used_again() {
    for subject in all(CALM) {
        let server = Server::serve(vec![vec![answer("first")], vec![answer("second")]]);
        assert_eq!(subject.get(&server.url("/")).unwrap().body(), "first");
        server.wait_for_close();
        match subject.get(&server.url("/")) {
            Ok(second) => assert_eq!(second.body(), "second", "{}", subject.name),
            // It may not have been told yet.
            Err(error) => {
                assert_eq!(error.kind(), TransportErrorKind::Interrupted);
                assert_eq!(subject.name, "reqwest", "{error:?}");
            }
        }
    }
}

/// Each of its requests has settings of its own, which must not keep it from the pool.
#[cfg(feature = "ureq")]
#[test]
fn ureq_keeps_connections_whatever_the_time_outs() {
    let subject = crate::subject::ureq(CALM);
    let server = Server::start(vec![answer("1"), Step::Next, answer("2"), Step::Next, answer("3")]);
    for (body, seconds) in [("1", 5), ("2", 6), ("3", 7)] {
        let limit = Duration::from_secs(seconds);
        assert_eq!(subject.send(get_within(&server.url("/"), limit)).unwrap().body(), body);
    }
}

#[test]
fn an_address_of_no_known_scheme_is_refused_without_being_shown() {
    for subject in all(CALM) {
        for address in ["ftp://127.0.0.1/secret-path", "/secret-path"] {
            let error = subject.get(address).unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Other, "{}: {error}", subject.name);
            let text = format!("{error} {error:?} {}", subject.debug);
            assert!(!text.contains("secret-path"), "{text}");
        }
    }
}
