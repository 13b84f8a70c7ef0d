//! Every vector of `vectors.json`, byte for byte.
//!
//! Those with a field `about` are corners, each made with the vendor's own signer, `PyPI` huaweicloudsdkcore 3.1.219. The
//! others were there before; the same signer gives the same for each of them. `query` is what the signer was given,
//! `uri` what is sent, which may spell the same query otherwise.

use std::time::SystemTime;

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::{AccessKey, Authentication, Json, http};

use super::authorization;

const VECTORS: &str = include_str!("vectors.json");

struct Vector(Json);

impl Vector {
    fn text(&self, field: &str) -> &str {
        self.0[field].as_str().expect(field)
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.0["headers"].get(name)?.as_str()
    }

    fn key(&self) -> AccessKey {
        AccessKey::new(self.text("access_key"), self.text("secret_key"))
    }

    /// The request, with these headers set before it is signed.
    fn request(&self, headers: &[&str]) -> http::Request<Bytes> {
        let authority = self.header("Host").unwrap();
        let mut request = http::Request::builder()
            .method(self.text("method"))
            .uri(format!("https://{authority}{}", self.text("uri")));
        for name in headers {
            if let Some(value) = self.header(name) {
                request = request.header(*name, value.as_bytes());
            }
        }
        request.body(Bytes::from(self.text("body").to_owned())).unwrap()
    }

    fn time(&self) -> SystemTime {
        time(self.header("X-Sdk-Date").unwrap())
    }

    fn assert_signed(&self, key: &AccessKey, mut request: http::Request<Bytes>) {
        key.authenticate(&mut request, self.time()).unwrap();
        assert_eq!(authorization(&request), self.text("authorization"), "{}", self.0);
        for (name, value) in self.0["headers"].as_object().unwrap() {
            assert_eq!(request.headers()[name], value.as_str().unwrap().as_bytes(), "{name}");
        }
    }
}

fn vectors() -> Vec<Vector> {
    let Ok(Json::Array(vectors)) = serde_json::from_str(VECTORS) else { unreachable!() };
    assert_eq!(vectors.len(), 179);
    vectors.into_iter().map(Vector).collect()
}

/// `20260502T210405Z`, read by the crate that reads dates of HTTP: they name the day of the week, which it checks.
fn time(date: &str) -> SystemTime {
    let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = date[4..6].parse::<usize>().unwrap() - 1;
    let month = &months[3 * month..3 * month + 3];
    let (year, day) = (&date[..4], &date[6..8]);
    let (hour, minute, second) = (&date[9..11], &date[11..13], &date[13..15]);
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        .iter()
        .find_map(|weekday| {
            let text = format!("{weekday}, {day} {month} {year} {hour}:{minute}:{second} GMT");
            httpdate::parse_http_date(&text).ok()
        })
        .expect("one of the days fits")
}

#[test]
fn headers_that_the_key_adds_are_signed() {
    for vector in vectors() {
        let mut key = vector.key();
        if let Some(token) = vector.header("X-Security-Token") {
            key = key.security_token(token);
        }
        if let Some(project) = vector.header("X-Project-Id") {
            key = key.project(project);
        }
        vector.assert_signed(&key, vector.request(&["Content-Type"]));
    }
}

#[test]
fn headers_that_the_request_has_are_signed() {
    let headers = ["Host", "Content-Type", "X-Project-Id", "X-Security-Token"];
    for vector in vectors() {
        vector.assert_signed(&vector.key(), vector.request(&headers));
    }
}
