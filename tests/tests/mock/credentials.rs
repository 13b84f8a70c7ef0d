//! Tokens, keys and signatures, right and wrong.

use apiscribe_mock::Mock;
use apiscribe_runtime::transport::ureq::UreqTransport;
use apiscribe_runtime::{AccessKey, Error, ErrorKind, Policy};
use conformance::values::set_all;
use datasource_apis::dli::{self, CreateDatasourceConnection};
use datasource_apis::roma::apic::ListLiveDataDataSourcesV2;
use datasource_apis::roma::{self, link::ListRules};
use datasource_apis::sdp;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::callers::{Callers, PROJECT, cases, mock};

const ID: &str = "AKEXAMPLE";
const SECRET: &str = "a secret+key/of=odd characters é";

/// What the mock says of the last request.
fn told(mock: &Mock) -> Vec<String> {
    let requests = mock.requests();
    requests.last().unwrap().violations.iter().map(ToString::to_string).collect()
}

fn transport() -> UreqTransport {
    UreqTransport::builder().environment_proxy(false).build()
}

/// A client that signs.
fn signing(mock: &Mock, key: AccessKey) -> roma::blocking::Client {
    let builder = roma::blocking::Client::builder().endpoint(mock.url()).project_id(PROJECT);
    builder.access_key(key).policy(Policy::Off).transport(transport()).build().unwrap()
}

#[test]
fn tokens_and_keys_are_right_or_wrong() {
    let right = mock().stateless().token("token").token("key").start().unwrap();
    let wrong = mock().stateless().token("another").start().unwrap();
    for case in cases() {
        (case.call)(&Callers::new(&right.url(), PROJECT), &set_all).unwrap();
        let error = (case.call)(&Callers::new(&wrong.url(), PROJECT), &set_all).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api, "{}: {error}", case.operation.name);
        let told = told(&wrong);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].ends_with("is none that this mock was started with"), "{told:?}");
        let documented = case.operation.responses.iter().any(|one| one.status == 401);
        assert_eq!(error.is_denied(), documented, "{}: {error}", case.operation.name);
    }
}

#[test]
fn signatures_are_right_or_wrong() {
    let mock = mock().access_key(ID, SECRET).start().unwrap();
    let list = |key: AccessKey| -> Result<(), Error> {
        signing(&mock, key).list_rules(&ListRules::new("i").name("a b+c/é")).map(|_| ())
    };
    list(AccessKey::new(ID, SECRET)).unwrap();
    list(AccessKey::new(ID, SECRET).security_token("a token")).unwrap();
    for (key, expected) in [
        (AccessKey::new(ID, "another"), "has a signature that is not the one of this request"),
        (
            AccessKey::new("AKOTHER", SECRET),
            "has an access key that this mock was not started with",
        ),
    ] {
        assert_eq!(list(key).unwrap_err().kind(), ErrorKind::Api);
        assert!(told(&mock)[0].contains(expected), "{:?}", told(&mock));
    }
    let sources = ListLiveDataDataSourcesV2::new("i").app_id("a");
    let key = AccessKey::new(ID, "another");
    let error = signing(&mock, key).list_live_data_data_sources_v2(&sources).unwrap_err();
    assert!(error.is_denied() && error.status().unwrap() == 401, "{error}");
}

#[test]
fn any_signature_will_do_where_no_key_is_known() {
    let mock = mock().start().unwrap();
    let client = signing(&mock, AccessKey::new("any", "any"));
    client.list_rules(&ListRules::new("i")).unwrap();
}

#[test]
fn a_service_that_takes_no_signature_is_not_content_with_one() {
    let mock = mock().start().unwrap();
    let client = sdp::blocking::Client::builder()
        .endpoint(mock.url())
        .authentication(AccessKey::new("any", "any"))
        .policy(Policy::Off)
        .transport(transport())
        .build()
        .unwrap();
    let account = sdp::AddAccount::new().account_provider(1).account_id("a").region("r");
    client.add_account(&account).unwrap_err();
    assert_eq!(told(&mock).len(), 1, "{:?}", told(&mock));
    assert!(
        told(&mock)[0].ends_with("[AddAccount.header.x-api-key.required]"),
        "{:?}",
        told(&mock)
    );
}

#[test]
fn signatures_agree_whatever_is_signed() {
    let mock = mock().stateless().access_key(ID, SECRET).start().unwrap();
    let roma = signing(&mock, AccessKey::new(ID, SECRET));
    let dli = dli::blocking::Client::builder()
        .endpoint(mock.url())
        .project_id(PROJECT)
        .access_key(AccessKey::new(ID, SECRET))
        .policy(Policy::Off)
        .transport(transport())
        .build()
        .unwrap();
    let values = || prop_oneof!["[./%2eE?#&=+;:@\\\\ ~*!'()$,aé]{1,12}", any::<String>()];
    let config = Config { cases: 200, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&(values(), values()), |(instance, text)| {
            let request = ListRules::new(format!("i{instance}")).name(text.clone());
            // Too long a value is refused, and for nothing else.
            let _ = roma.list_rules(&request);
            let signed: Vec<_> =
                told(&mock).into_iter().filter(|one| one.contains("Authorization")).collect();
            prop_assert!(signed.is_empty(), "{signed:?}");
            let connection = CreateDatasourceConnection::new().name(text);
            dli.create_datasource_connection(&connection).unwrap_err();
            let told = told(&mock);
            prop_assert!(!told.is_empty() && !told.iter().any(|one| one.contains("Authorization")));
            Ok(())
        })
        .unwrap();
}
