//! SDK-HMAC-SHA256, as a service judges it: from what was received.
//!
//! What is signed has a line for each of: method, path, query, the signed headers (and an empty one behind them), their
//! names, the hash of the body. Path and query are decoded and encoded again in one way; the pairs of the query are sorted.

use std::borrow::Cow;
use std::fmt::Write as _;

use apiscribe_codegen::judge::address::query_values;
use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderMap;
use http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

use crate::options::Options;
use crate::violation::Violation;

const ALGORITHM: &str = "SDK-HMAC-SHA256";
const DATE: &str = "x-sdk-date";
const PROJECT: &str = "x-project-id";
/// Without these, whoever overhears a signature could send it elsewhere, or again.
const NEEDED: [&str; 2] = ["host", DATE];
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The header `Authorization` of a request that claims to be signed.
#[derive(Debug, Default)]
pub(super) struct Claim<'h> {
    access: Option<&'h str>,
    headers: Option<&'h str>,
    signature: Option<&'h str>,
}

/// What a header `Authorization` claims; `None` where it is of another scheme.
pub(super) fn claimed(authorization: &[u8]) -> Option<Claim<'_>> {
    let text = std::str::from_utf8(authorization).ok()?;
    let rest = text.strip_prefix(ALGORITHM)?.strip_prefix(' ')?;
    let mut claim = Claim::default();
    for (name, value) in rest.split(',').filter_map(|part| part.trim().split_once('=')) {
        match name {
            "Access" => claim.access = Some(value),
            "SignedHeaders" => claim.headers = Some(value),
            "Signature" => claim.signature = Some(value),
            _ => {}
        }
    }
    Some(claim)
}

/// What is wrong with a signature: its form, and its value where the key is known.
pub(super) fn check(
    claim: &Claim<'_>,
    project: Option<&str>,
    parts: &Parts,
    body: &Bytes,
    options: &Options,
) -> Vec<Violation> {
    let mut wrong = Vec::new();
    let mut report = |message: String| {
        wrong.push(Violation::new(format!("`header.Authorization` {message}")));
    };
    let signed: Vec<&str> = claim.headers.unwrap_or_default().split(';').collect();
    for (name, value) in
        [("Access", claim.access), ("SignedHeaders", claim.headers), ("Signature", claim.signature)]
    {
        if value.is_none_or(str::is_empty) {
            report(format!("has no `{name}=`"));
        }
    }
    for name in NEEDED.iter().filter(|name| !signed.contains(name)) {
        report(format!("does not sign the header `{name}`"));
    }
    let date = single(&parts.headers, DATE);
    if !date.is_some_and(is_date) {
        report(format!("needs the header `{DATE}`, such as 20260502T210405Z"));
    }
    if let Some(expected) = project {
        let given = single(&parts.headers, PROJECT);
        if given != Some(&*percent_decode_str(expected).decode_utf8_lossy()) {
            report(format!("needs the header `{PROJECT}`, with the project of the path"));
        }
    }
    if wrong.is_empty()
        && options.knows_credentials()
        && let Some(message) =
            unproven(claim, &signed, date.unwrap_or_default(), parts, body, options)
    {
        wrong.push(Violation::new(format!("`header.Authorization` {message}")));
    }
    wrong
}

/// Why a well-formed signature proves nothing, if it does not.
fn unproven(
    claim: &Claim<'_>,
    signed: &[&str],
    date: &str,
    parts: &Parts,
    body: &Bytes,
    options: &Options,
) -> Option<String> {
    let known = options.access_keys.iter().find(|(id, _)| Some(id.as_str()) == claim.access);
    let Some((_, secret)) = known else {
        return Some("has an access key that this mock was not started with".to_owned());
    };
    for name in signed {
        if single(&parts.headers, name).is_none() {
            return Some(format!("signs the header `{name}`, which is not there once"));
        }
    }
    let hash = hex(&Sha256::digest(canonical(parts, signed, body)));
    let text = format!("{ALGORITHM}\n{date}\n{hash}");
    // A key of any length will do, so this is always there.
    let mut code = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    code.update(text.as_bytes());
    let genuine = hex(&code.finalize().into_bytes());
    (claim.signature != Some(genuine.as_str())).then(|| {
        "has a signature that is not the one of this request: the secret key is another one, or method, path, query, \
         a signed header or the body changed on the way"
            .to_owned()
    })
}

fn canonical(parts: &Parts, signed: &[&str], body: &Bytes) -> String {
    let mut lines = vec![parts.method.as_str().to_owned()];
    let path = decoded(parts.uri.path());
    let segments: Vec<String> = path.split('/').map(encoded).collect();
    let path = segments.join("/");
    lines.push(if path.ends_with('/') { path } else { path + "/" });
    let mut pairs: Vec<_> = query_values(parts.uri.query().unwrap_or_default())
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    pairs.sort();
    let pairs: Vec<_> =
        pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    lines.push(pairs.join("&"));
    for name in signed {
        let value = single(&parts.headers, name).unwrap_or_default();
        lines.push(format!("{name}:{value}"));
    }
    lines.push(String::new());
    lines.push(signed.join(";"));
    lines.push(hex(&Sha256::digest(body)));
    lines.join("\n")
}

/// The value of a header that is there once.
fn single<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    std::str::from_utf8(value.as_bytes()).ok().map(str::trim)
}

/// Whether a text has the form of `20260502T210405Z`.
fn is_date(text: &str) -> bool {
    text.len() == 16
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        })
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a String can't fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
