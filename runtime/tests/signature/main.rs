//! Requests signed by an access key.

#![cfg(feature = "signature")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod headers;
mod properties;
mod refusals;
#[path = "../sample/mod.rs"]
mod sample;
mod vectors;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::{AccessKey, Authentication, http};

/// 2026-05-02 21:04:05 UTC.
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_777_755_845)
}

fn get(uri: &str) -> http::Request<Bytes> {
    http::Request::get(uri).body(Bytes::new()).unwrap()
}

/// What a key adds to a request at that time.
fn signed(key: &AccessKey, mut request: http::Request<Bytes>) -> http::Request<Bytes> {
    key.authenticate(&mut request, now()).unwrap();
    request
}

fn authorization(request: &http::Request<Bytes>) -> &str {
    let mut values = request.headers().get_all("authorization").iter();
    let value = values.next().expect("it is signed");
    assert!(values.next().is_none(), "it is signed twice");
    value.to_str().unwrap()
}

fn signature(request: &http::Request<Bytes>) -> &str {
    authorization(request).rsplit_once("Signature=").unwrap().1
}
