//! A request as it came, and its parameters as the tables name them.

use std::time::Duration;

use apiscribe_codegen::judge::Parameter;
use apiscribe_codegen::judge::address::query_values;
use apiscribe_codegen::model::Location;
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, EXPECT};
use http_body_util::BodyExt as _;
use percent_encoding::percent_decode_str;

use crate::catalogue::Documented;
use crate::violation::Violation;

/// How long a body that is too large is read all the same: who is still sending reads no answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A body.
#[derive(Debug)]
pub(crate) enum Incoming {
    Whole(Bytes),
    /// More than the limit.
    TooLarge,
    /// The connection broke, or the body was no HTTP.
    Broken,
}

/// Reads a body up to the limit.
pub(crate) async fn read(headers: &HeaderMap, body: Body, limit: usize) -> Incoming {
    let announced =
        headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let too_large = announced.is_some_and(|length: usize| length > limit);
    // It waits for a word before it sends, and gets the answer instead.
    if too_large && headers.contains_key(EXPECT) {
        return Incoming::TooLarge;
    }
    match tokio::time::timeout(PATIENCE, gather(body, limit, too_large)).await {
        Ok(incoming) => incoming,
        Err(_) if too_large => Incoming::TooLarge,
        Err(_) => Incoming::Broken,
    }
}

async fn gather(mut body: Body, limit: usize, mut too_large: bool) -> Incoming {
    let mut bytes = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Incoming::Broken };
        let Some(data) = frame.data_ref() else { continue };
        too_large |= bytes.len().saturating_add(data.len()) > limit;
        if too_large {
            bytes.clear();
        } else {
            bytes.extend_from_slice(data);
        }
    }
    if too_large { Incoming::TooLarge } else { Incoming::Whole(bytes.freeze()) }
}

/// The parameters of a request, the credential apart, and what is wrong with how they are written.
pub(crate) fn parameters(
    documented: &Documented,
    path: &[(&str, &str)],
    query: &str,
    headers: &HeaderMap,
) -> (Vec<Parameter>, Vec<Violation>) {
    let mut reader = Reader::default();
    for (name, value) in path {
        reader.encoded(Location::Path, (*name).to_owned(), value);
    }
    for (name, value) in query_values(query) {
        // Forms write a space as a plus.
        let name = percent_decode_str(&name.replace('+', " ")).decode_utf8_lossy().into_owned();
        reader.encoded(Location::Query, name, &value.replace('+', " "));
    }
    let rows = documented.operation.rows.iter();
    for row in rows.filter(|row| row.location == Location::Header && !row.credential) {
        for value in headers.get_all(row.name.as_str()) {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            reader.parameters.push(Parameter {
                location: Location::Header,
                name: row.name.clone(),
                value: Some(value),
            });
        }
    }
    (reader.parameters, reader.violations)
}

#[derive(Default)]
struct Reader {
    parameters: Vec<Parameter>,
    violations: Vec<Violation>,
}

impl Reader {
    fn encoded(&mut self, location: Location, name: String, value: &str) {
        let decoded = percent_decode_str(value);
        if decoded.clone().decode_utf8().is_err() {
            let location = location.as_str();
            let message = format!("`{location}.{name}` is no UTF-8 when it is decoded");
            self.violations.push(Violation::new(message));
        }
        let value = Some(decoded.decode_utf8_lossy().into_owned());
        self.parameters.push(Parameter { location, name, value });
    }
}
