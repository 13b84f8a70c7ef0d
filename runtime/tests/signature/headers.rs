//! What signing adds to a request, and what it leaves alone.

use std::time::Duration;

use super::{authorization, get, now, signature, signed};
use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::{AccessKey, Authentication, http};

const ID: &str = "AKEXAMPLE";
const SECRET: &str = "marker-of-the-secret";
const TOKEN: &str = "marker-of-the-security-token";

fn key() -> AccessKey {
    AccessKey::new(ID, SECRET)
}

#[test]
fn all_but_headers_stays_as_it_is() {
    let uri = "https://roma.example.com:443/a%2fb//?z&a=%7e&a=1";
    let request = || {
        http::Request::delete(uri)
            .header("accept", "application/json")
            .header("content-type", " application/json;  x=y ")
            .header("x-trace", "t 1")
            .header("x-trace", "t 2")
            .extension(7_u8)
            .body(Bytes::from_static(b"{\"a\": 1}\n"))
            .unwrap()
    };
    let mut sent = signed(&key().security_token(TOKEN).project("p1"), request());
    assert_eq!(sent.uri().to_string(), uri);
    assert_eq!(sent.method(), "DELETE");
    assert_eq!(sent.version(), request().version());
    assert_eq!(sent.body(), request().body());
    assert_eq!(sent.extensions().get(), Some(&7_u8));
    for added in ["host", "x-sdk-date", "x-project-id", "x-security-token", "authorization"] {
        assert!(sent.headers_mut().remove(added).is_some(), "{added}");
    }
    assert_eq!(sent.headers(), request().headers());
}

#[test]
fn a_retry_replaces_the_signature_of_the_attempt_before() {
    let mut request = signed(&key().security_token("old").project("p0"), get("https://a.example/"));
    let before = signature(&request).to_owned();
    let renewed = key().security_token(TOKEN).project("p1");
    let later = now() + Duration::from_mins(1);
    renewed.authenticate(&mut request, later).unwrap();
    assert_ne!(signature(&request), before);
    assert_eq!(request.headers().len(), 5);
    assert_eq!(request.headers()["x-sdk-date"], "20260502T210505Z");
    assert_eq!(request.headers()["x-security-token"], TOKEN);
    assert_eq!(request.headers()["x-project-id"], "p1");

    let mut at_once = get("https://a.example/");
    renewed.authenticate(&mut at_once, later).unwrap();
    assert_eq!(authorization(&at_once), authorization(&request));
}

#[test]
fn the_host_is_written_as_http_clients_write_it() {
    for (uri, host) in [
        ("https://roma.example.com/", "roma.example.com"),
        ("https://roma.example.com", "roma.example.com"),
        ("https://roma.example.com:443/", "roma.example.com"),
        ("https://roma.example.com:80/", "roma.example.com:80"),
        ("http://localhost:80/", "localhost"),
        ("http://localhost:443/", "localhost:443"),
        ("HTTPS://Roma.Example.com:8443/", "Roma.Example.com:8443"),
        ("https://[::1]:443/", "[::1]"),
        ("https://[::1]:8443/", "[::1]:8443"),
        ("https://user:pass@roma.example.com:8443/", "roma.example.com:8443"),
    ] {
        assert_eq!(signed(&key(), get(uri)).headers()["host"], host, "{uri}");
    }
}

#[test]
fn a_host_that_is_set_is_kept_and_signed() {
    let with_host = |host: &str| {
        let mut request = get("https://10.0.0.1/");
        request.headers_mut().insert("host", host.parse().unwrap());
        signed(&key(), request)
    };
    let behind_proxy = with_host("roma.example.com");
    assert_eq!(behind_proxy.headers()["host"], "roma.example.com");
    let direct = signed(&key(), get("https://roma.example.com/"));
    assert_eq!(authorization(&behind_proxy), authorization(&direct));
    assert_ne!(signature(&with_host("other.example.com")), signature(&direct));
}

#[test]
fn a_project_of_the_request_stays_unless_the_key_has_one() {
    let mut request = get("https://a.example/");
    request.headers_mut().insert("x-project-id", "p0".parse().unwrap());
    assert_eq!(signed(&key(), request.clone()).headers()["x-project-id"], "p0");
    assert_eq!(signed(&key().project("p1"), request).headers()["x-project-id"], "p1");
}

#[test]
fn addresses_that_say_the_same_are_signed_alike() {
    let of = |uri| authorization(&signed(&key(), get(uri))).to_owned();
    let plain = of("https://a.example/x/y?a=1&b=~");
    for same in [
        "https://a.example:443/x/y?a=1&b=~",
        "https://a.example/x/y/?a=1&b=~",
        "https://a.example/%78/y?b=%7e&a=1",
    ] {
        assert_eq!(of(same), plain, "{same}");
    }
}

#[test]
fn headers_that_change_on_the_way_are_not_signed() {
    let plain = signed(&key(), get("https://a.example/"));
    for name in ["accept", "user-agent", "via", "x-forwarded-for", "x-auth-token", "connection"] {
        let mut request = get("https://a.example/");
        request.headers_mut().insert(name, "anything".parse().unwrap());
        assert_eq!(authorization(&signed(&key(), request)), authorization(&plain), "{name}");
    }
}

#[test]
fn nothing_that_is_printed_holds_a_secret() {
    let key = key().security_token(TOKEN).project("p1");
    let request = signed(&key, get("https://a.example/"));
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(request.headers()["x-security-token"].is_sensitive());
    let mut refused = get("/");
    let error = key.authenticate(&mut refused, now()).unwrap_err();
    let unfit = AccessKey::new(ID, format!("{SECRET}\n")).security_token(format!("{TOKEN} "));
    let unfit_error = unfit.authenticate(&mut get("https://a.example/"), now()).unwrap_err();
    for printed in [
        format!("{key:?} {key:#?} {unfit:?}"),
        format!("{request:?} {:?}", request.headers()),
        format!("{error} {error:?} {unfit_error} {unfit_error:?}"),
    ] {
        assert!(!printed.contains("marker"), "{printed}");
        assert!(!printed.contains(signature(&request)), "{printed}");
    }
    let printed = format!("{key:?}");
    assert!(printed.contains(ID) && printed.contains("p1"), "{printed}");
}
