//! Everything that a builder lacks is told at once.

use std::sync::Arc;
use std::time::Duration;

use apiscribe_runtime::authentication::HeaderCredential;
use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::{ClientBuilder, Error, Retry, Service, Violation, blocking};

use crate::sample::{SERVICE, TOKEN};

fn ids(error: &Error) -> Vec<&str> {
    error.violations().unwrap().iter().map(Violation::id).collect()
}

#[test]
fn all_mistakes_are_listed_by_both_kinds() {
    let asynchronous = ClientBuilder::new(&SERVICE)
        .endpoint("http://roma.example.com")
        .credential(format!("{TOKEN}\n"))
        .header("content-length", "4")
        .header("X-Fine", "a\nb")
        .query("", "x")
        .deadline(Duration::ZERO)
        .waive("ListRules.query.limit.maximum")
        .max_in_flight(0)
        .transport(Answers::new())
        .clock(ManualClock::new())
        .build()
        .expect_err("nine mistakes");
    let blocking = blocking::ClientBuilder::new(&SERVICE)
        .endpoint("http://roma.example.com")
        .credential(format!("{TOKEN}\n"))
        .header("content-length", "4")
        .header("X-Fine", "a\nb")
        .query("", "x")
        .deadline(Duration::ZERO)
        .waive("ListRules.query.limit.maximum")
        .transport(Answers::new())
        .build()
        .expect_err("eight mistakes");
    let common = [
        "roma.client.endpoint",
        "roma.client.project_id",
        "roma.client.token",
        "roma.client.header",
        "roma.client.header",
        "roma.client.query",
        "roma.client.deadline",
    ];
    assert_eq!(
        ids(&asynchronous),
        [&common[..], &["roma.client.max_in_flight", "roma.client.waive"]].concat()
    );
    assert_eq!(ids(&blocking), [&common[..], &["roma.client.waive"]].concat());
    let text = asynchronous.to_string();
    for part in [
        "client of roma",
        "allow_http(true)",
        "call `.project_id(…)`",
        "control character",
        "written by the transport",
        "did you mean `ListRules.query.limit.max`",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!format!("{text} {asynchronous:?}").contains(TOKEN));
}

#[test]
fn a_credential_is_asked_for_and_given_once() {
    let builder = || crate::both::blocking().transport(Answers::new());
    let none = builder().build().expect_err("no credential").to_string();
    assert!(none.contains("not set: call `.token(…)`, `.token_provider(…)`"), "{none}");
    let two = builder()
        .credential(TOKEN)
        .token_provider(|| Ok::<_, std::env::VarError>("t"))
        .build()
        .expect_err("two credentials")
        .to_string();
    assert!(two.contains("given in several ways"), "{two}");
    let empty = builder().credential("").build().expect_err("an empty token").to_string();
    assert!(empty.contains("token: is empty"), "{empty}");
    for value in ["", ".."] {
        let error = builder().credential(TOKEN).hold("project_id", value).build();
        let error = error.expect_err("not a segment").to_string();
        assert!(error.contains("project_id: is"), "{error}");
    }
    // The last of two tokens counts, and is one credential.
    assert!(builder().credential("").credential(TOKEN).build().is_ok());
}

#[test]
fn a_service_without_a_credential_asks_for_none() {
    static OPEN: Service = Service::new("open", "Open");
    let client = blocking::ClientBuilder::new(&OPEN)
        .endpoint("https://open.example.com")
        .transport(Answers::new());
    assert!(client.build().is_ok());
    let signed = || {
        let name = apiscribe_runtime::http::HeaderName::from_static("x-other");
        let credential = HeaderCredential::new(name, TOKEN).unwrap();
        blocking::ClientBuilder::new(&OPEN)
            .endpoint("https://open.example.com")
            .authentication(Arc::new(credential))
            .transport(Answers::new())
    };
    assert!(signed().build().is_ok());
    let error = signed().credential(TOKEN).hold("nothing", "x").body_cap(0).build();
    let error = error.expect_err("three mistakes").to_string();
    for part in ["documents no credential", "no parameter `nothing`", "no answer could be read"] {
        assert!(error.contains(part), "{part}: {error}");
    }
}

#[test]
fn http_elsewhere_must_be_asked_for() {
    let builder = || {
        let builder = crate::both::blocking().credential(TOKEN).transport(Answers::new());
        builder.endpoint("http://roma.example.com").retry(Retry::off())
    };
    assert!(builder().build().is_err());
    assert!(builder().allow_http(true).build().is_ok());
    assert!(builder().endpoint("http://127.0.0.1:8080").build().is_ok());
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn without_the_defaults_transport_and_clock_must_be_given() {
    let error = crate::both::asynchronous().credential(TOKEN).build().expect_err("no transport");
    let text = error.to_string();
    assert!(text.contains("transport: not set: call `.transport(…)`, or turn on"), "{text}");
    assert!(text.contains("clock: not set: call `.clock(…)`, or turn on"), "{text}");
}

#[cfg(not(feature = "ureq"))]
#[test]
fn without_the_default_a_blocking_transport_must_be_given() {
    let error = crate::both::blocking().credential(TOKEN).build().expect_err("no transport");
    assert!(error.to_string().contains("turn on the feature `ureq`"), "{error}");
}
