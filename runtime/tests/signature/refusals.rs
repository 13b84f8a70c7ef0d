//! What can't be signed is an error that says what to do, never a panic.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{get, now};
use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::{AccessKey, Authentication, http};

fn refused(key: &AccessKey, mut request: http::Request<Bytes>, now: SystemTime) -> String {
    let error = key.authenticate(&mut request, now).expect_err("it can't be signed");
    assert!(!request.headers().contains_key("authorization"), "{error}");
    error.to_string()
}

#[test]
fn an_unfit_key_is_refused_with_all_that_is_wrong() {
    let key = AccessKey::new("", "secret\n").security_token("a\0b").project(" p1");
    assert_eq!(
        refused(&key, get("https://a.example/"), now()),
        "the access key can't sign: the id is empty; \
         the secret contains a control character (a line break at its end, perhaps); \
         the security token contains a control character (a line break at its end, perhaps); \
         the project starts or ends with a space (copied along with it, perhaps)"
    );
    let comma = AccessKey::new("AK, SignedHeaders=host", "secret");
    assert!(refused(&comma, get("https://a.example/"), now()).contains("comma"));
}

#[test]
fn a_request_that_could_be_read_in_two_ways_is_refused() {
    let with = |headers: &[(&'static str, &'static str)]| {
        let mut request = get("https://a.example/");
        for (name, value) in headers {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        request
    };
    for (request, why) in [
        (get("/v2/rules"), "no host"),
        (get("https://a.example/?q=a+b"), "%2B or %20"),
        (with(&[("content-type", "a/b"), ("content-type", "c/d")]), "content-type is there more"),
        (with(&[("host", "a.example"), ("host", "b.example")]), "host is there more"),
        (with(&[("x-project-id", "p1"), ("x-project-id", "p1")]), "x-project-id is there more"),
        (with(&[("x-sdk-content-sha256", "UNSIGNED-PAYLOAD")]), "x-sdk-content-sha256 is set"),
    ] {
        let message = refused(&AccessKey::new("AK", "secret"), request, now());
        assert!(message.contains(why), "{message}");
    }
}

#[test]
fn a_clock_that_is_far_off_is_an_error() {
    let last_second = UNIX_EPOCH + Duration::from_secs(253_402_300_799);
    let after_9999 = last_second + Duration::from_secs(1);
    for unfit in [
        UNIX_EPOCH - Duration::from_nanos(1),
        UNIX_EPOCH - Duration::from_secs(1 << 40),
        after_9999,
    ] {
        let message = refused(&AccessKey::new("AK", "secret"), get("https://a.example/"), unfit);
        assert!(message.contains("clock"), "{message}");
    }
}
