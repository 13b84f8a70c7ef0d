//! Answers that are odd and good, or bad in a way of their own.

use apiscribe_runtime::{Error, ErrorKind};
use conformance::server::{Reaction, Server};
use datasource_apis::dli::DatasourceConnection;
use datasource_apis::roma::link::LinkFailure;
use datasource_apis::sdp::Outcome;

use crate::callers::{callers, list};

const PAGE: &str = r#"{"total":1,"size":1,"items":[{"rule_id":7,"name":"rule"}]}"#;

fn raw(text: &str) -> Reaction {
    Reaction::new().write(text)
}

fn kind_and_status(error: &Error) -> (ErrorKind, u16) {
    (error.kind(), error.status().unwrap().as_u16())
}

#[test]
fn odd_answers_are_read() {
    let length = PAGE.len();
    let odd = [
        ("a byte order mark", Reaction::json(200, &format!("\u{feff}{PAGE}"))),
        ("blanks around", Reaction::json(200, &format!("\r\n\t {PAGE} \r\n"))),
        ("no media type", Reaction::answer(200, &[], PAGE)),
        ("another media type", Reaction::answer(200, &[("content-type", "text/plain")], PAGE)),
        (
            "another charset",
            Reaction::answer(200, &[("content-type", "application/json; charset=latin-1")], PAGE),
        ),
        ("the encoding identity", Reaction::answer(200, &[("content-encoding", "identity")], PAGE)),
        ("100", raw("HTTP/1.1 100 Continue\r\n\r\n").write(good())),
        ("103", raw("HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n").write(good())),
        (
            "many of them",
            Reaction::new()
                .repeat("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n", 9)
                .write(good()),
        ),
        (
            "102 and 100",
            raw("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n").write(good()),
        ),
        ("no reason", raw(&format!("HTTP/1.1 200\r\ncontent-length: {length}\r\n\r\n{PAGE}"))),
        ("line feeds alone", raw(&format!("HTTP/1.1 200 OK\ncontent-length: {length}\n\n{PAGE}"))),
        ("an old version", raw(&format!("HTTP/1.0 200 OK\r\n\r\n{PAGE}")).close()),
        ("no length", raw(&format!("HTTP/1.1 200 OK\r\n\r\n{PAGE}")).close()),
        (
            "one length twice",
            raw(&format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\ncontent-length: {length}\r\n\r\n{PAGE}"
            )),
        ),
        ("small pieces", Reaction::new().trickle(good(), std::time::Duration::from_micros(10))),
    ];
    for (name, reaction) in odd {
        let server = Server::always(reaction);
        for caller in callers(&server.endpoint()) {
            for _ in 0..2 {
                let page = caller
                    .list(&list())
                    .unwrap_or_else(|error| panic!("{name}, {}: {error:?}", caller.kind()));
                assert_eq!(page.items.as_ref().unwrap()[0].name.as_deref(), Some("rule"), "{name}");
                assert_eq!(page.status().as_u16(), 200, "{name}");
            }
        }
    }
}

fn good() -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{PAGE}", PAGE.len())
}

#[test]
fn what_nobody_knows_may_be_nested_as_deep_as_it_likes() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let server = Server::always(Reaction::json(200, &format!("{{\"total\":1,\"deep\":{deep}}}")));
    for caller in callers(&server.endpoint()) {
        let page = caller.list(&list()).unwrap();
        assert_eq!((page.total, page.deviations().len()), (Some(1), 1), "{}", page.deviations());
    }
}

#[test]
fn chunks_of_any_size_are_read() {
    for size in [1, 2, 7, 1000] {
        let mut reaction = Reaction::head(200, &[("transfer-encoding", "chunked")]);
        for chunk in PAGE.as_bytes().chunks(size) {
            reaction = reaction
                .write(format!("{:X};name=value\r\n", chunk.len()))
                .write(chunk)
                .write("\r\n");
        }
        let server = Server::always(reaction.write("0\r\nx-trailer: a\r\n\r\n"));
        for caller in callers(&server.endpoint()) {
            for _ in 0..2 {
                assert_eq!(
                    caller.list(&list()).unwrap().total,
                    Some(1),
                    "{size} {}",
                    caller.kind()
                );
            }
        }
    }
}

#[test]
fn what_comes_after_an_answer_is_no_part_of_it() {
    let surplus = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"total\":66}";
    // One answer for each: hyper may take what comes too early for the answer to a request of the same moment.
    for caller in 0..2 {
        let server = Server::always(raw(&good()).write(surplus).close());
        let callers = callers(&server.endpoint());
        assert_eq!(callers[caller].list(&list()).unwrap().total, Some(1));
    }
}

/// The end of the connection is the end of such a body; whether it was a good end, ureq can't tell.
#[test]
fn an_answer_without_a_length_that_breaks_off_is_no_answer() {
    let server = Server::always(raw("HTTP/1.1 200 OK\r\n\r\n{\"total\":1,").reset());
    for caller in callers(&server.endpoint()) {
        let error = caller.list(&list()).unwrap_err();
        assert_eq!(kind_and_status(&error), (ErrorKind::Unexpected, 200), "{error}");
        assert_eq!(error.bytes().unwrap(), b"{\"total\":1,".as_slice());
        assert_eq!(error.is_retryable(), caller.kind() == "async", "{error}");
    }
}

#[test]
fn headers_that_come_twice_are_kept() {
    let twice =
        [("x-request-id", "first"), ("x-twice", "a"), ("x-twice", "b"), ("x-request-id", "second")];
    let server = Server::always(Reaction::answer(200, &twice, PAGE));
    for caller in callers(&server.endpoint()) {
        let page = caller.list(&list()).unwrap();
        assert_eq!(page.headers().get_all("x-twice").iter().count(), 2);
        assert_eq!(page.request_id(), Some("first"));
    }
}

#[test]
fn large_headers_are_read_within_reason() {
    let long = "a".repeat(8 << 10);
    let many: Vec<_> = (0..50).map(|number| format!("x-header-{number}")).collect();
    let mut headers: Vec<_> = many.iter().map(|name| (name.as_str(), "value")).collect();
    headers.push(("x-long", &long));
    let server = Server::always(Reaction::answer(200, &headers, PAGE));
    for caller in callers(&server.endpoint()) {
        let page = caller.list(&list()).unwrap();
        assert_eq!(page.headers()["x-long"].len(), 8 << 10, "{}", caller.kind());
        assert_eq!(page.headers()["x-header-49"], "value");
    }
}

#[test]
fn credentials_do_not_follow_a_redirect() {
    let elsewhere = Server::always(Reaction::json(200, PAGE));
    for status in [301, 302, 303, 307, 308] {
        for scheme in ["http:", ""] {
            let location =
                format!("{scheme}{}/v2/rules", elsewhere.endpoint().trim_start_matches("http:"));
            let server = Server::always(Reaction::answer(status, &[("location", &location)], ""));
            for caller in callers(&server.endpoint()) {
                for error in [
                    caller.list(&list()).unwrap_err(),
                    caller.add_account().unwrap_err(),
                    caller.connect().unwrap_err(),
                ] {
                    assert_eq!(kind_and_status(&error), (ErrorKind::Unexpected, status));
                    assert!(error.to_string().contains("set the endpoint"), "{error}");
                    assert_eq!(error.headers().unwrap()["location"], location);
                }
            }
            assert_eq!(server.count(), 6);
        }
    }
    assert_eq!((elsewhere.count(), elsewhere.connections()), (0, 0));
}

#[test]
fn a_documented_failure_is_typed() {
    let body = r#"{"error_code":"SCB.00000000","error_msg":"Not\nFound","request_id":"624c8be1"}"#;
    for status in [400, 404, 500] {
        let server = Server::always(Reaction::json(status, body));
        for caller in callers(&server.endpoint()) {
            let error = caller.list(&list()).unwrap_err();
            assert_eq!(kind_and_status(&error), (ErrorKind::Api, status));
            assert_eq!(
                (error.code(), error.request_id()),
                (Some("SCB.00000000"), Some("624c8be1"))
            );
            assert_eq!(
                error.body::<LinkFailure>().unwrap().error_msg.as_deref(),
                Some("Not\nFound")
            );
            assert_eq!(error.bytes().unwrap(), body.as_bytes());
            assert_eq!(error.to_string().lines().count(), 1);
        }
    }
}

#[test]
fn a_failure_with_a_success_status_is_a_failure() {
    let exists = r#"{"status":"fail","code":1201,"message":"exists"}"#;
    let server = Server::always(Reaction::json(200, exists));
    for caller in callers(&server.endpoint()) {
        for error in [caller.add_account().unwrap_err(), caller.add_datasource().unwrap_err()] {
            assert_eq!(kind_and_status(&error), (ErrorKind::Api, 200));
            assert_eq!((error.code(), error.message()), (Some("1201"), Some("exists")));
            assert_eq!(error.body::<Outcome>().unwrap().code, Some(1201));
            assert!(!error.is_retryable(), "{error}");
        }
    }
    let refused = r#"{"is_success":false,"message":"no such subnet"}"#;
    let server = Server::always(Reaction::json(201, refused));
    for caller in callers(&server.endpoint()) {
        let error = caller.connect().unwrap_err();
        assert_eq!(kind_and_status(&error), (ErrorKind::Api, 201));
        assert_eq!((error.code(), error.message()), (None, Some("no such subnet")));
        assert_eq!(error.body::<DatasourceConnection>().unwrap().is_success, Some(false));
    }
}

#[test]
fn an_envelope_that_does_not_say_is_not_documented() {
    for body in [r#"{"message":"fine"}"#, r#"{"code":null,"message":"fine"}"#] {
        let server = Server::always(Reaction::json(200, body));
        for caller in callers(&server.endpoint()) {
            let error = caller.add_account().unwrap_err();
            assert_eq!(kind_and_status(&error), (ErrorKind::Unexpected, 200));
            assert!(error.to_string().contains("lacks `code`"), "{error}");
        }
    }
    // The other envelope means success by silence.
    let server = Server::always(Reaction::json(201, r#"{"connection_id":"c"}"#));
    for caller in callers(&server.endpoint()) {
        assert_eq!(caller.connect().unwrap().connection_id.as_deref(), Some("c"));
    }
}

#[test]
fn a_success_in_an_error_status_is_no_success() {
    let envelope =
        r#"{"status":"success","code":1001,"message":"done","is_success":true,"total":1}"#;
    for status in [400, 500] {
        let server = Server::always(Reaction::json(status, envelope));
        for caller in callers(&server.endpoint()) {
            // A page documents these statuses, or does not.
            let error = caller.add_account().unwrap_err();
            assert_eq!(kind_and_status(&error), (ErrorKind::Unexpected, status));
            let error = caller.connect().unwrap_err();
            assert_eq!((kind_and_status(&error), error.code()), ((ErrorKind::Api, status), None));
            let error = caller.list(&list()).unwrap_err();
            assert_eq!(
                (kind_and_status(&error), error.message()),
                ((ErrorKind::Api, status), None)
            );
        }
    }
}
