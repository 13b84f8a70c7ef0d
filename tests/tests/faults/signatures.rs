//! Signatures, judged as a service judges them: from what was received.

use std::fmt::Write as _;
use std::time::Duration;

use apiscribe_runtime::testing::ManualClock;
use apiscribe_runtime::{AccessKey, Policy, Retry};
use conformance::server::{Reaction, Received, Server};
use datasource_apis::roma::link::ListRules;
use datasource_apis::{dli, roma};
use hmac::{Hmac, KeyInit as _, Mac as _};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sha2::{Digest as _, Sha256};

use crate::callers::{PROJECT, RUNTIME, connection, reqwest, ureq};

const ID: &str = "AKEXAMPLE";
const KEY: &str = "a secret+key/of=odd characters é";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// Encodes all but what is never reserved; a slash too, unless it separates segments.
fn encoded(text: &str, slashes: bool) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if plain || (byte == b'/' && !slashes) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").unwrap();
        }
    }
    encoded
}

/// What is signed of a request, as the service's documentation has it.
fn canonical(request: &Received, signed: &[&str]) -> String {
    let segments: Vec<_> =
        request.segments().into_iter().map(|segment| encoded(&segment.unwrap(), false)).collect();
    let path = format!("/{}", segments.join("/"));
    let mut query: Vec<_> =
        request.query().into_iter().map(|(name, value)| (name.unwrap(), value.unwrap())).collect();
    query.sort();
    let query: Vec<_> = query
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name, true), encoded(value, true)))
        .collect();
    let headers: Vec<_> = signed
        .iter()
        .map(|name| {
            format!(
                "{name}:{}
",
                request.header(name).unwrap().trim()
            )
        })
        .collect();
    let path = if path.ends_with('/') { path } else { path + "/" };
    let body = hex(&Sha256::digest(&request.body));
    format!(
        "{}\n{path}\n{}\n{}\n{}\n{body}",
        request.method,
        query.join("&"),
        headers.concat(),
        signed.join(";")
    )
}

/// Whether the signature of a request is the one that the key makes.
fn is_genuine(request: &Received, key: &str) -> bool {
    let authorization = request.header("authorization").unwrap();
    let rest = authorization.strip_prefix("SDK-HMAC-SHA256 ").unwrap();
    let parts: Vec<_> = rest.split(", ").map(|part| part.split_once('=').unwrap()).collect();
    let [("Access", id), ("SignedHeaders", signed), ("Signature", signature)] = parts[..] else {
        panic!("{authorization}")
    };
    assert_eq!(id, ID);
    let signed: Vec<_> = signed.split(';').collect();
    for name in ["host", "x-sdk-date"] {
        assert!(signed.contains(&name), "{authorization}");
    }
    let date = request.header("x-sdk-date").unwrap();
    let canonical = hex(&Sha256::digest(canonical(request, &signed)));
    let mut hmac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    hmac.update(format!("SDK-HMAC-SHA256\n{date}\n{canonical}").as_bytes());
    hex(&hmac.finalize().into_bytes()) == signature
}

/// A builder with a key, and nothing that the documented rules refuse.
macro_rules! signing {
    ($builder:expr, $server:expr) => {
        $builder
            .endpoint($server.endpoint())
            .project_id(PROJECT)
            .access_key(AccessKey::new(ID, KEY).security_token("a token"))
            .query("b c", "d+e")
            .query("A", "")
            .query("b c", "A")
            .policy(Policy::Off)
            .retry(Retry::standard().initial_backoff(Duration::from_secs(90)))
            .clock(ManualClock::new())
    };
}

fn assert_genuine(request: &Received) {
    assert!(is_genuine(request, KEY), "{}", request.head());
    assert!(!is_genuine(request, "another key"));
    assert!(request.header("x-auth-token").is_none());
    assert_eq!(request.header("x-project-id"), Some(PROJECT));
    assert_eq!(request.header("x-security-token"), Some("a token"));
}

#[test]
fn signatures_agree_whatever_the_path_and_the_query() {
    let server = Server::always(Reaction::json(200, "{}"));
    let roma = signing!(roma::Client::builder(), server).transport(reqwest()).build().unwrap();
    let blocking =
        signing!(roma::blocking::Client::builder(), server).transport(ureq()).build().unwrap();
    let values = || prop_oneof!["[./%2eE?#&=+;:@\\\\ ~*!'()$,a\u{0}é]{0,12}", any::<String>(),];
    let config = Config { cases: 100, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&(values(), values()), |(instance, name)| {
            let request = ListRules::new(format!("i{instance}")).name(name);
            RUNTIME.block_on(roma.list_rules(&request)).unwrap();
            blocking.list_rules(&request).unwrap();
            let requests = server.requests();
            let [.., first, second] = requests.as_slice() else { panic!("two were sent") };
            assert_genuine(first);
            assert_genuine(second);
            Ok(())
        })
        .unwrap();
}

#[test]
fn bodies_are_signed() {
    let server = Server::always(Reaction::json(201, "{}"));
    let request = connection().url("host:2181,é\n\u{1f980}");
    let client = signing!(dli::Client::builder(), server).transport(reqwest()).build().unwrap();
    RUNTIME.block_on(client.create_datasource_connection(&request)).unwrap();
    let client =
        signing!(dli::blocking::Client::builder(), server).transport(ureq()).build().unwrap();
    client.create_datasource_connection(&request).unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_genuine(&request);
        let authorization = request.header("authorization").unwrap();
        assert!(authorization.contains("SignedHeaders=content-type;host;"), "{authorization}");
        let alterations: [fn(&mut Received); 5] = [
            |request| request.body.push(b' '),
            |request| request.target.push('a'),
            |request| request.target = request.target.replace("d%2Be", "d%20e"),
            |request| request.method = "PUT".to_owned(),
            |request| {
                request.headers.iter_mut().for_each(|(_, value)| {
                    *value = value.replace("application/json", "text/plain");
                });
            },
        ];
        for alter in alterations {
            let mut altered = request.clone();
            alter(&mut altered);
            assert!(!is_genuine(&altered, KEY), "{}", altered.head());
        }
    }
}

#[test]
fn each_attempt_has_a_signature_of_its_own() {
    let reactions =
        [Reaction::json(503, "{}"), Reaction::json(503, "{}"), Reaction::json(200, "{}")];
    let request = ListRules::new("a/b").name("c d");
    let first = Server::in_turn(reactions.clone());
    let client = signing!(roma::Client::builder(), first).transport(reqwest()).build().unwrap();
    RUNTIME.block_on(client.list_rules(&request)).unwrap();
    let second = Server::in_turn(reactions);
    let client =
        signing!(roma::blocking::Client::builder(), second).transport(ureq()).build().unwrap();
    client.list_rules(&request).unwrap();
    for server in [first, second] {
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        requests.iter().for_each(assert_genuine);
        let dates: Vec<_> = requests.iter().map(|request| request.header("x-sdk-date")).collect();
        assert!(dates.is_sorted(), "{dates:?}");
    }
}
