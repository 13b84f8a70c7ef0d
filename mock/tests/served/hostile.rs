//! Bytes that nobody chose.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::Duration;

use crate::client::{exchange, send, spec};
use apiscribe_mock::Mock;
use apiscribe_mock::spec::load;
use proptest::prelude::*;

static MOCK: LazyLock<Mock> = LazyLock::new(|| Mock::start(spec()).unwrap());

const GOOD: &str = "GET /v2/p/link/instances/i/rules";

fn assert_alive() {
    let answer = send(MOCK.address(), GOOD, &[("X-Auth-Token", "t")], b"");
    assert_eq!(answer.status, 200);
}

/// Addresses that are nearly documented.
fn addresses() -> impl Strategy<Value = String> {
    let paths = prop_oneof![
        Just("/data-source/add_account".to_owned()),
        Just("/data-source/delete-jdbc".to_owned()),
        "/v2/[!-~]{0,9}/link/instances/[!-~]{0,9}/(rules|services)",
        "/v2/p/apic/instances/i/data-sources",
        "/v2.0/[%a-f0-9]{1,6}/datasource-connection",
        "/[!-~]{0,30}",
        "/_mock/(operations|requests|reset)",
    ];
    let queries = prop_oneof![
        Just(String::new()),
        "\\?((limit|offset|name|app_id|[!-~]{1,4})=[!-~]{0,9}&?){0,4}"
    ];
    (paths, queries).prop_map(|(path, query)| path + &query)
}

/// Bodies that are nearly documented.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "(\\{|\\[|\"(instances|account_id|region|tags|name)\":|\"x\"|1|null|,|\\]|\\}| ){0,30}"
            .prop_map(String::into_bytes),
    ]
}

#[test]
fn a_head_that_never_ends_is_not_waited_for() {
    let mock = Mock::builder(load(spec()).unwrap()).head_timeout(Duration::from_millis(20));
    let mock = mock.start().unwrap();
    for part in ["", "GET /v2", "GET / HTTP/1.1\r\nhost: mock\r\nx-auth-"] {
        let mut stream = TcpStream::connect(mock.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(part.as_bytes()).unwrap();
        // The end comes from the mock: this side goes on listening, and would fail where none comes.
        stream.read_to_end(&mut Vec::new()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn random_bytes_never_stop_it(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        exchange(MOCK.address(), &bytes);
        assert_alive();
    }

    #[test]
    fn random_requests_are_answered(
        method in "GET|POST|PUT|DELETE|[A-Z]{1,9}",
        address in addresses(),
        headers in proptest::collection::vec(("(x-auth-token|x-api-key|authorization|x-mock-latency|x-[a-z]{1,8})", "[ -~]{0,40}"), 0..4),
        body in bodies(),
    ) {
        // A CONNECT opens a tunnel, and no answer has a body.
        prop_assume!(method != "CONNECT" && method != "HEAD" && !address.contains('#'));
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = send(MOCK.address(), &format!("{method} {address}"), &headers, &body);
        prop_assert!((200..500).contains(&answer.status), "{method} {address}: {answer:?}");
        assert_alive();
    }

    #[test]
    fn random_signatures_are_judged(claim in "(Access=|SignedHeaders=|Signature=|host|x-sdk-date|;|, |=|[ -~]){0,12}") {
        let authorization = format!("SDK-HMAC-SHA256 {claim}");
        let answer = send(MOCK.address(), GOOD, &[("Authorization", &authorization)], b"");
        prop_assert_eq!(answer.status, 400, "{}", authorization);
    }
}
