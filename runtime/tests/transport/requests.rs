//! What arrives is what was given: a signature must hold.

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::http::{HeaderValue, Method, Request};
use apiscribe_runtime::transport::TransportErrorKind;

use crate::server::{Server, text};
use crate::subject::{CALM, Subject, all};

const DONE: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// What the server was sent for this.
fn sent(subject: &Subject, request: impl FnOnce(&Server) -> Request<Bytes>) -> String {
    let server = Server::start(vec![text(DONE)]);
    let request = request(&server);
    assert_eq!(subject.send(request).unwrap().status(), 204);
    server.seen().request
}

fn lines<'a>(sent: &'a str, name: &str) -> Vec<&'a str> {
    let head = sent.split_once("\r\n\r\n").unwrap().0;
    let is_of = |line: &&str| line.to_ascii_lowercase().starts_with(&format!("{name}:"));
    head.lines().skip(1).filter(is_of).map(|line| line.split_once(": ").unwrap().1).collect()
}

#[test]
fn paths_and_queries_arrive_byte_for_byte() {
    let targets = [
        "/",
        "/?",
        "/a//b/",
        "/v2/a%2Fb%3Fc%23%252e%20%C3%A9%5C%7B%7D/rules?name=a%20b%27%22%3C%3E%5E%60%7C",
        "/%2f%2F%e9%zz%",
        "/a!$&'()*+,;=:@-._~[]|^",
        "/a?x=!$&()*+,;=:@-._~/?[]|^`{}%zz&&=&x",
        "/...;/.a/a./..b",
    ];
    for subject in all(CALM) {
        for target in targets {
            let sent = sent(&subject, |server| {
                Request::get(server.url(target)).body(Bytes::new()).unwrap()
            });
            let line = format!("GET {target} HTTP/1.1\r\n");
            assert!(sent.starts_with(&line), "{} {target}: {sent}", subject.name);
        }
    }
}

/// reqwest goes through a parser that encodes some of what `http::Uri` takes.
#[test]
fn an_address_that_would_change_is_refused_or_arrives() {
    let targets = ["/a\"b", "/{id}", "/a\\b", "/é", "/?x='", "/?é", "/a/../b", "/a/%2e%2E/b", "/."];
    for subject in all(CALM) {
        for target in targets {
            let server = Server::start(vec![text(DONE)]);
            let request = Request::get(server.url(target)).body(Bytes::new()).unwrap();
            match subject.send(request) {
                Err(error) if subject.name == "reqwest" => {
                    assert_eq!(error.kind(), TransportErrorKind::Other);
                    let text = format!("{error} {error:?}");
                    assert!(text.contains("percent-encode"), "{text}");
                    assert!(!text.contains("127.0.0.1"), "{text}");
                }
                outcome => {
                    assert_eq!(outcome.unwrap().status(), 204, "{} {target}", subject.name);
                    let line = format!("GET {target} HTTP/1.1\r\n");
                    assert!(server.seen().request.starts_with(&line), "{} {target}", subject.name);
                }
            }
        }
    }
}

#[test]
fn headers_arrive_as_given_and_few_are_added() {
    for subject in all(CALM) {
        let sent = sent(&subject, |server| {
            Request::post(server.url("/"))
                .header("X-Sdk-Date", "20260102T030405Z")
                .header("Authorization", "SDK-HMAC-SHA256 Access=a, Signature=b")
                .header("host", "Signed.example.com:443")
                .header("x-twice", "1")
                .header("x-twice", "2 ,  3")
                .header("x-empty", "")
                .header("x-latin", HeaderValue::from_bytes("é".as_bytes()).unwrap())
                .header("user-agent", "own/1")
                .header("accept", "application/json")
                .header("content-type", "application/json;charset=utf8")
                .body(Bytes::from_static(b"{\"a\": 1}"))
                .unwrap()
        });
        for (name, values) in [
            ("x-sdk-date", &["20260102T030405Z"][..]),
            ("authorization", &["SDK-HMAC-SHA256 Access=a, Signature=b"]),
            ("host", &["Signed.example.com:443"]),
            ("x-twice", &["1", "2 ,  3"]),
            ("x-empty", &[""]),
            ("x-latin", &["é"]),
            ("user-agent", &["own/1"]),
            ("accept", &["application/json"]),
            ("content-type", &["application/json;charset=utf8"]),
            ("content-length", &["8"]),
        ] {
            assert_eq!(lines(&sent, name), values, "{}: {sent}", subject.name);
        }
        let (head, body) = sent.split_once("\r\n\r\n").unwrap();
        assert_eq!((head.lines().count(), body), (12, "{\"a\": 1}"), "{}: {sent}", subject.name);
    }
}

#[test]
fn what_is_not_given_is_the_same_for_all() {
    for subject in all(CALM) {
        let mut address = None;
        let sent = sent(&subject, |server| {
            address = Some(server.address);
            Request::get(server.url("")).body(Bytes::new()).unwrap()
        });
        assert_eq!(lines(&sent, "host"), [address.unwrap().to_string()], "{sent}");
        let agent = concat!("apiscribe-runtime/", env!("CARGO_PKG_VERSION"));
        assert_eq!(lines(&sent, "user-agent"), [agent], "{sent}");
        assert_eq!(lines(&sent, "accept"), ["*/*"], "{sent}");
        assert_eq!(sent.lines().count(), 5, "{}: {sent}", subject.name);
    }
}

#[test]
fn any_method_may_have_a_body() {
    let methods = ["GET", "HEAD", "DELETE", "OPTIONS", "POST", "PUT", "PATCH", "PURGE"];
    for subject in all(CALM) {
        for (method, body) in methods.iter().flat_map(|method| [(*method, ""), (method, "{}")]) {
            let sent = sent(&subject, |server| {
                let method = Method::from_bytes(method.as_bytes()).unwrap();
                let request = Request::builder().method(method).uri(server.url("/x"));
                request.body(Bytes::from_static(body.as_bytes())).unwrap()
            });
            let context = format!("{}: {sent}", subject.name);
            assert!(sent.starts_with(&format!("{method} /x HTTP/1.1\r\n")), "{context}");
            assert!(sent.ends_with(&format!("\r\n\r\n{body}")), "{context}");
            assert!(lines(&sent, "transfer-encoding").is_empty(), "{context}");
            let length = match (method, body) {
                ("POST" | "PUT" | "PATCH", "") => &["0"][..],
                (_, "") => &[],
                _ => &["2"],
            };
            assert_eq!(lines(&sent, "content-length"), length, "{context}");
        }
    }
}

#[test]
fn a_large_body_arrives_whole() {
    let body = "x".repeat(40_000);
    for subject in all(CALM) {
        let sent = sent(&subject, |server| {
            Request::put(server.url("/")).body(Bytes::from(body.clone())).unwrap()
        });
        assert!(sent.ends_with(&format!("\r\n\r\n{body}")), "{}", subject.name);
    }
}

#[test]
fn a_length_that_is_given_must_be_right() {
    for subject in all(CALM) {
        let sent = sent(&subject, |server| {
            let request = Request::post(server.url("/")).header("content-length", "2");
            request.body(Bytes::from_static(b"{}")).unwrap()
        });
        assert_eq!(lines(&sent, "content-length"), ["2"], "{}", subject.name);
        let server = Server::start(vec![text(DONE)]);
        let request = Request::post(server.url("/")).header("content-length", "3");
        let error = subject.send(request.body(Bytes::from_static(b"{}")).unwrap()).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Other, "{}", subject.name);
    }
}
