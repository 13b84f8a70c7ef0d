//! Whatever an operation can write can be signed, and nothing that was signed can be changed.

use std::time::Duration;

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::table::Location;
use apiscribe_runtime::{AccessKey, Authentication, Operation, Settings, http};
use proptest::prelude::*;

use super::sample::{ADD_DATASOURCE, AddDatasource, LIST_RULES, ListRules};
use super::{authorization, now, signature, signed};

/// Any text of at most so many characters, with a taste for those that mean something in an address.
fn text(longest: usize) -> impl Strategy<Value = String> {
    let any = proptest::collection::vec(any::<char>(), 1..=longest);
    prop_oneof![
        any.prop_map(String::from_iter),
        proptest::string::string_regex(&format!("[ -~éü名\u{10ffff}]{{1,{longest}}}")).unwrap(),
    ]
}

/// An endpoint, with a base path perhaps.
fn base() -> impl Strategy<Value = String> {
    "https://[a-z]{1,8}\\.example(:[1-9][0-9]{0,3})?(/([a-z@:!~+]|%[2-7][0-9a-f]){1,8}){0,3}/?"
}

fn list_rules() -> impl Strategy<Value = ListRules> {
    (
        text(36),
        proptest::option::of(0..1_000_000_i64),
        proptest::option::of(text(64)),
        proptest::option::of(proptest::collection::vec(text(9), 0..4)),
    )
        .prop_map(|(instance_id, limit, name, tags)| ListRules {
            limit,
            name,
            tags,
            ..ListRules::of(&instance_id)
        })
}

fn add_datasource() -> impl Strategy<Value = AddDatasource> {
    (text(100), any::<bool>()).prop_map(|(connection, dry_run)| AddDatasource {
        connection: Some(connection),
        dry_run: Some(dry_run),
        ..AddDatasource::default()
    })
}

fn settings(base: &str, project: &str) -> Settings {
    Settings::new().endpoint(base).hold(Location::Path, "project_id", project).hold(
        Location::Header,
        "X-Auth-Token",
        "unused",
    )
}

/// What an operation writes; `None` where it refuses to.
fn prepared(
    operation: &Operation,
    request: &dyn apiscribe_runtime::Model,
    base: &str,
    project: &str,
) -> Option<http::Request<Bytes>> {
    operation.prepare(request, &settings(base, project)).ok()
}

/// A request of either operation, as it would be sent.
fn any_request() -> impl Strategy<Value = http::Request<Bytes>> {
    let list = (base(), text(32), list_rules())
        .prop_filter_map("refused", |(base, project, request)| {
            prepared(&LIST_RULES, &request, &base, &project)
        });
    let add = (base(), add_datasource()).prop_filter_map("refused", |(base, request)| {
        prepared(&ADD_DATASOURCE, &request, &base, "p1")
    });
    prop_oneof![list, add]
}

fn key() -> AccessKey {
    AccessKey::new("AKEXAMPLE", "secret").security_token("token").project("p1")
}

/// Changes what an address says at one byte, if that byte may be another.
fn changed(address: &str, index: usize) -> Option<String> {
    let mut bytes = address.as_bytes().to_vec();
    let encoded = bytes[..index].iter().rev().take(2).any(|byte| *byte == b'%');
    let old = char::from(bytes[index]);
    let new = if encoded {
        char::from_digit((old.to_digit(16)? + 1) % 16, 16)?
    } else if old.is_ascii_alphanumeric() {
        if old == 'x' { 'y' } else { 'x' }
    } else {
        return None;
    };
    bytes[index] = u8::try_from(new).ok()?;
    String::from_utf8(bytes).ok()
}

proptest! {
    #[test]
    fn what_an_operation_writes_is_signed_and_always_alike(request in any_request()) {
        let sent = signed(&key(), request.clone());
        prop_assert_eq!(sent.uri(), request.uri());
        prop_assert_eq!(sent.method(), request.method());
        prop_assert_eq!(sent.body(), request.body());
        for (name, value) in request.headers() {
            prop_assert_eq!(&sent.headers()[name], value);
        }
        let afresh = signed(&key(), request);
        prop_assert_eq!(authorization(&afresh), authorization(&sent));
        let again = signed(&key(), sent.clone());
        prop_assert_eq!(again.headers(), sent.headers());
    }

    #[test]
    fn another_byte_in_the_address_is_another_signature(
        request in any_request(),
        index in any::<prop::sample::Index>(),
    ) {
        let address = request.uri().path_and_query().unwrap().as_str().to_owned();
        let Some(changed) = changed(&address, index.index(address.len())) else { return Ok(()) };
        let mut other = request.clone();
        let authority = request.uri().authority().unwrap();
        *other.uri_mut() = format!("https://{authority}{changed}").parse()?;
        let (request, other) = (signed(&key(), request), signed(&key(), other));
        prop_assert_ne!(signature(&request), signature(&other), "{}", changed);
    }

    #[test]
    fn another_byte_in_the_body_is_another_signature(
        body in proptest::collection::vec(any::<u8>(), 1..300),
        index in any::<prop::sample::Index>(),
        flip in 1..=u8::MAX,
    ) {
        let post = |body: Vec<u8>| {
            let request = http::Request::post("https://a.example/x").body(Bytes::from(body));
            signature(&signed(&key(), request.unwrap())).to_owned()
        };
        let mut other = body.clone();
        other[index.index(body.len())] ^= flip;
        let shorter = body[..body.len() - 1].to_vec();
        let plain = post(body);
        prop_assert_ne!(&post(other), &plain);
        prop_assert_ne!(&post(shorter), &plain);
    }

    #[test]
    fn another_byte_in_a_signed_header_is_another_signature(
        name in prop::sample::select(vec!["host", "content-type", "x-project-id", "x-security-token"]),
        value in "[!-~]([ -~]{0,30}[!-~])?",
        index in any::<prop::sample::Index>(),
    ) {
        let with = |value: &str| {
            let mut request = http::Request::new(Bytes::new());
            *request.uri_mut() = "https://a.example/x".parse().unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
            signature(&signed(&AccessKey::new("AKEXAMPLE", "secret"), request)).to_owned()
        };
        let index = index.index(value.len());
        let other = if &value[index..=index] == "x" { "y" } else { "x" };
        let other = format!("{}{other}{}", &value[..index], &value[index + 1..]);
        prop_assert_ne!(with(&other), with(&value));
    }

    #[test]
    fn another_second_or_secret_is_another_signature(
        request in any_request(),
        seconds in 0..253_402_300_799_u64,
        secret in "[ -~]{0,80}x",
    ) {
        let at = |secret: &str, seconds| {
            let mut request = request.clone();
            let time = std::time::UNIX_EPOCH + Duration::from_secs(seconds);
            AccessKey::new("AKEXAMPLE", format!("x{secret}")).authenticate(&mut request, time).unwrap();
            signature(&request).to_owned()
        };
        let plain = at(&secret, seconds);
        prop_assert_ne!(&at(&secret, seconds + 1), &plain);
        prop_assert_ne!(&at(&format!("x{secret}"), seconds), &plain);
    }

    #[test]
    fn no_request_makes_it_panic(
        uri in "https?://[a-z]{1,9}(:[0-9]{0,6})?[!-~é名]{0,40}",
        id in any::<String>(),
        secret in any::<String>(),
        content_type in proptest::collection::vec(any::<u8>(), 0..20),
        seconds in any::<u64>(),
    ) {
        let Ok(uri) = uri.parse::<http::Uri>() else { return Ok(()) };
        let mut request = http::Request::new(Bytes::new());
        *request.uri_mut() = uri;
        if let Ok(value) = http::HeaderValue::from_bytes(&content_type) {
            request.headers_mut().insert("content-type", value);
        }
        let time = std::time::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        // It is signed or it is an error.
        let _ = AccessKey::new(id, secret).authenticate(&mut request, time.unwrap_or_else(now));
        let _ = key().authenticate(&mut request, now());
    }
}
