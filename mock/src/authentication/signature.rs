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
    let mut lines = vec![parts.method.as_str().to_ascii_uppercase()];
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

#[cfg(test)]
mod tests {
    use http::Request;
    use serde_json::Value;

    use super::*;

    /// Made with the vendor's own signer; see the tests of the runtime.
    const VECTORS: &str = include_str!("../../../runtime/tests/signature/vectors.json");

    /// A signed request, its body, its key, and its header `Authorization`.
    fn signed(vector: &Value) -> (Parts, Bytes, Options, String) {
        let text = |name: &str| vector[name].as_str().unwrap();
        let mut request = Request::builder().method(text("method")).uri(text("uri"));
        for (name, value) in vector["headers"].as_object().unwrap() {
            request = request.header(name, value.as_str().unwrap().as_bytes());
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let key = (text("access_key").to_owned(), text("secret_key").to_owned());
        let options = Options { access_keys: vec![key], ..Options::default() };
        (parts, text("body").to_owned().into(), options, text("authorization").to_owned())
    }

    fn problems(
        parts: &Parts,
        body: &Bytes,
        options: &Options,
        authorization: &str,
    ) -> Vec<String> {
        let claim = claimed(authorization.as_bytes()).unwrap();
        let found = check(&claim, None, parts, body, options);
        found.into_iter().map(|violation| violation.message).collect()
    }

    #[test]
    fn genuine_signatures_are_taken_and_altered_ones_are_not() {
        let Value::Array(vectors) = serde_json::from_str(VECTORS).unwrap() else { unreachable!() };
        assert!(vectors.len() > 100, "{}", vectors.len());
        for vector in vectors {
            let (mut parts, body, options, authorization) = signed(&vector);
            let none: Vec<String> = Vec::new();
            assert_eq!(problems(&parts, &body, &options, &authorization), none, "{vector}");
            let longer = Bytes::from([&body[..], b" "].concat());
            assert_eq!(problems(&parts, &longer, &options, &authorization).len(), 1, "{vector}");
            let mut other = options.clone();
            other.access_keys[0].1.push('x');
            assert_eq!(problems(&parts, &body, &other, &authorization).len(), 1, "{vector}");
            parts.method = http::Method::TRACE;
            assert_eq!(problems(&parts, &body, &options, &authorization).len(), 1, "{vector}");
        }
    }

    #[test]
    fn a_signature_has_its_form_even_where_no_key_is_known() {
        let request = Request::builder().uri("/").header(DATE, "20260502T210405Z");
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let options = Options::default();
        let good = "SDK-HMAC-SHA256 Access=a, SignedHeaders=host;x-sdk-date, Signature=0";
        assert!(problems(&parts, &Bytes::new(), &options, good).is_empty());
        for (bad, expected) in [
            ("SDK-HMAC-SHA256 SignedHeaders=host;x-sdk-date, Signature=0", "`Access=`"),
            ("SDK-HMAC-SHA256 Access=a, SignedHeaders=host;x-sdk-date", "`Signature=`"),
            ("SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=0", "`x-sdk-date`"),
            ("SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date, Signature=0", "`host`"),
        ] {
            let found = problems(&parts, &Bytes::new(), &options, bad);
            assert!(found.len() == 1 && found[0].contains(expected), "{bad}: {found:?}");
        }
        let (dateless, ()) = Request::builder().uri("/").body(()).unwrap().into_parts();
        let found = problems(&dateless, &Bytes::new(), &options, good);
        assert!(found[0].contains("20260502T210405Z"), "{found:?}");
        assert!(claimed(b"Basic YTpi").is_none());
        assert!(claimed(b"SDK-HMAC-SHA256").is_none());
    }

    #[test]
    fn the_project_of_the_path_is_repeated() {
        let claim =
            claimed(b"SDK-HMAC-SHA256 Access=a, SignedHeaders=host;x-sdk-date, Signature=0");
        for (given, expected) in [("a b", 0), ("a", 1)] {
            let request =
                Request::builder().header(DATE, "20260502T210405Z").header(PROJECT, given);
            let (parts, ()) = request.body(()).unwrap().into_parts();
            let claim = claim.as_ref().unwrap();
            let found = check(claim, Some("a%20b"), &parts, &Bytes::new(), &Options::default());
            assert_eq!(found.len(), expected, "{given}: {found:?}");
        }
    }
}
