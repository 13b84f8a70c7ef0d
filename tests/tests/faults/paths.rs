//! What a caller puts into the path and the query is what the server decodes, or it is refused.

use apiscribe_runtime::Policy;
use apiscribe_runtime::testing::ManualClock;
use conformance::server::{Reaction, Received, Server};
use datasource_apis::roma;
use datasource_apis::roma::link::ListRules;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::callers::{
    Caller, INSTANCE, PROJECT, RUNTIME, Setup, callers_with, list, reqwest, ureq,
};

/// Values that mean something in an address.
const ODD: [&str; 22] = [
    "",
    ".",
    "..",
    "...",
    "/",
    "//",
    "a/b",
    "../x",
    "%2e",
    "%2E%2e",
    "%2f",
    "%",
    "%%41",
    "?",
    "a?b=c",
    "#",
    "\0",
    "a\r\nb: c",
    " ",
    "+",
    "\u{1f980}\u{200d}\u{fe0f}",
    "\u{feff}é",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(&ODD[..]).prop_map(str::to_owned),
        "[./%2eE?#&=+;:@\\\\ \u{0}\u{1f}\u{7f}a]{0,12}",
        any::<String>(),
        "\\PC{0,40}",
    ]
}

/// Whether no address can hold it as a segment: it would be another address.
fn is_dotted(segment: &str) -> bool {
    matches!(segment, "" | "." | "..")
}

fn server() -> Server {
    Server::always(Reaction::json(200, "{}"))
}

fn check(cases: u32, strategy: impl Strategy<Value = (String, String)>, test: impl Fn(&str, &str)) {
    // What was found is a case for `ODD`, not for a file.
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&strategy, |(first, second)| {
            test(&first, &second);
            Ok(())
        })
        .unwrap();
}

/// The segments and the value of `name`, as the last request had them.
fn last(server: &Server) -> (Vec<Option<String>>, Option<String>) {
    let request: Received = server.requests().pop().unwrap();
    assert!(request.target.is_ascii() && !request.target.contains('#'), "{}", request.target);
    (request.segments(), request.query_value("name"))
}

fn segments(project: &str, instance: &str) -> Vec<Option<String>> {
    let all = ["v2", project, "link", "instances", instance, "rules"];
    all.map(|segment| Some(segment.to_owned())).to_vec()
}

fn assert_arrives(caller: &Caller, server: &Server, instance: &str, name: &str, most: usize) {
    let before = server.count();
    let result = caller.list(&ListRules::new(instance).name(name));
    let long = instance.chars().count() > most || name.chars().count() > most.max(64);
    if is_dotted(instance) || long {
        let error = result.expect_err("it is refused");
        assert!(error.is_invalid(), "{error}");
        assert_eq!((server.count(), error.attempts()), (before, 0));
        return;
    }
    result.unwrap_or_else(|error| panic!("{}, {instance:?}, {name:?}: {error}", caller.kind()));
    let (path, query) = last(server);
    assert_eq!(path, segments(PROJECT, instance), "{}", caller.kind());
    assert_eq!(query.as_deref(), Some(name), "{}", caller.kind());
}

#[test]
fn odd_values_arrive_or_are_refused() {
    let server = server();
    for caller in callers_with(&server.endpoint(), &Setup::default()) {
        for odd in ODD {
            assert_arrives(&caller, &server, odd, odd, 36);
        }
    }
}

#[test]
fn any_value_arrives_or_is_refused() {
    let server = server();
    for caller in callers_with(&server.endpoint(), &Setup::default()) {
        check(150, (value(), value()), |instance, name| {
            assert_arrives(&caller, &server, instance, name, 36);
        });
    }
}

/// What would be another address is refused under every policy; lengths are not judged then.
#[test]
fn no_policy_lets_a_value_change_the_address() {
    let server = server();
    let setup = Setup { policy: Policy::Off, ..Setup::default() };
    for caller in callers_with(&server.endpoint(), &setup) {
        for odd in ODD {
            assert_arrives(&caller, &server, odd, odd, usize::MAX);
        }
        let long = "\u{1f980}/".repeat(500);
        assert_arrives(&caller, &server, &long, &long, usize::MAX);
        check(50, (value(), value()), |instance, name| {
            assert_arrives(&caller, &server, instance, name, usize::MAX);
        });
    }
}

/// What the client holds for the path and what is added to the query go the same way.
#[test]
fn what_a_client_holds_arrives_too() {
    macro_rules! built {
        ($builder:expr, $project:expr, $extra:expr, $server:expr) => {
            $builder
                .endpoint(format!("{}/base%20path/", $server.endpoint()))
                .project_id($project)
                .token("t")
                .query("extra", $extra)
                .policy(Policy::Off)
                .clock(ManualClock::new())
                .build()
        };
    }
    let server = server();
    let (reqwest, ureq) = (reqwest(), ureq());
    let arrives = |project: &str, extra: &str| {
        let before = server.count();
        let builder = roma::Client::builder().transport(reqwest.clone());
        let asynchronous = built!(builder, project, extra, server)
            .map(|client| RUNTIME.block_on(client.list_rules(&list())).unwrap());
        let builder = roma::blocking::Client::builder().transport(ureq.clone());
        let blocking = built!(builder, project, extra, server)
            .map(|client| client.list_rules(&list()).unwrap());
        if is_dotted(project) {
            assert!(asynchronous.unwrap_err().is_invalid() && blocking.unwrap_err().is_invalid());
            assert_eq!(server.count(), before);
            return;
        }
        asynchronous.unwrap();
        blocking.unwrap();
        let requests = server.requests();
        for request in &requests[before..] {
            let mut expected = segments(project, INSTANCE);
            expected.insert(0, Some("base path".to_owned()));
            assert_eq!(request.segments(), expected);
            assert_eq!(request.query_value("extra").as_deref(), Some(extra));
        }
        assert_eq!(requests.len(), before + 2);
    };
    for odd in ODD {
        arrives(odd, odd);
    }
    check(50, (value(), value()), arrives);
}
