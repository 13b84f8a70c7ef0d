//! Headers and query parameters that no page documents, and options of single calls.

use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::{CallOptions, Policy, Retry};

use crate::sample::{ListRules, TOKEN};

const PAGE: &str = r#"{"total":1}"#;

fn answers() -> Answers {
    Answers::new().json(200, PAGE)
}

#[test]
fn extras_are_sent_beside_what_is_documented() {
    let request = ListRules { name: Some("n".to_owned()), ..ListRules::of("i") };
    for run in both!(answers, request.clone(), |builder| {
        builder
            .credential(TOKEN)
            .header("X-Extra", "é")
            .header("accept", "*/*")
            .query("a b", "c&d=é")
    }) {
        let uri = run.sent[0].uri().to_string();
        assert!(uri.ends_with("/rules?name=n&a%20b=c%26d%3D%C3%A9"), "{uri}");
        let headers = run.sent[0].headers();
        assert_eq!(headers["x-extra"].as_bytes(), "é".as_bytes());
        assert!(headers["x-extra"].is_sensitive());
        assert_eq!(headers.get_all("accept").iter().collect::<Vec<_>>(), ["*/*"]);
    }
    for run in both!(answers, ListRules::of("i"), |b| b.credential(TOKEN).query("q", "")) {
        assert_eq!(run.sent[0].uri().query(), Some("q="));
    }
}

#[test]
fn options_of_a_call_come_over_those_of_the_client() {
    let (answers, clock) = (Answers::new().json(503, "").repeat(), ManualClock::new());
    let client = crate::both::blocking()
        .credential(TOKEN)
        .header("x-a", "client")
        .header("x-b", "client")
        .query("q", "client")
        .query("r", "client")
        .transport(answers.clone())
        .clock(clock)
        .build()
        .unwrap();
    let options = CallOptions::new()
        .header("x-a", "call")
        .query("q", "call")
        .query("q", "again")
        .retry(Retry::off());
    let other = client.with_options(options);
    assert!(other.send(&ListRules::of("i")).is_err());
    assert_eq!(answers.sent().len(), 1);
    let sent = &answers.sent()[0];
    assert_eq!(sent.headers()["x-a"], "call");
    assert_eq!(sent.headers()["x-b"], "client");
    assert_eq!(sent.uri().query(), Some("r=client&q=call&q=again"));
    // The client itself is as before.
    assert!(client.send(&ListRules::of("i")).is_err());
    assert_eq!(answers.sent().len(), 4);
    assert_eq!(answers.sent()[3].headers()["x-a"], "client");
}

#[test]
fn unfit_options_of_a_call_are_refused_before_anything_is_sent() {
    let client = crate::both::blocking()
        .credential(TOKEN)
        .transport(answers())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    let options = CallOptions::new()
        .header("host", "elsewhere.example.com")
        .header("no spaces", "x")
        .attempt_timeout(std::time::Duration::ZERO);
    let error = client.with_options(options).send(&ListRules::of("i")).expect_err("three mistakes");
    assert!(error.is_invalid());
    assert_eq!(error.violations().unwrap().len(), 3);
    assert!(error.to_string().contains("written by the transport"), "{error}");
}

#[test]
fn a_policy_can_be_that_of_a_call() {
    let client = crate::both::blocking()
        .credential(TOKEN)
        .transport(answers())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    let request = ListRules { limit: Some(1_000_000), ..ListRules::of("i") };
    assert!(client.send(&request).is_err());
    let lenient = client.with_options(CallOptions::new().policy(Policy::Warn));
    assert!(lenient.send(&request).is_ok());
}

#[test]
fn an_address_that_becomes_too_long_is_an_error() {
    let long = "x".repeat(70_000);
    for run in both!(answers, ListRules::of("i"), |b| b.credential(TOKEN).query("q", long.clone()))
    {
        assert!(run.error().is_invalid() && run.sent.is_empty());
        assert!(run.error().to_string().len() < 1000, "{}", run.error());
    }
}

#[test]
fn what_is_documented_is_not_set_behind_its_back() {
    for run in both!(answers, ListRules::of("i"), |b| b.credential(TOKEN).query("limit", "5")) {
        assert!(run.error().is_invalid() && run.sent.is_empty());
        assert!(run.error().to_string().contains("`limit` is documented"), "{}", run.error());
    }
    let error = crate::both::blocking()
        .credential(TOKEN)
        .header("x-auth-token", "mine")
        .transport(answers())
        .build()
        .expect_err("two tokens");
    assert!(error.to_string().contains("is the header of the credential"), "{error}");
}
