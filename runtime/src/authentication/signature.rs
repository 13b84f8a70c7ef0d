//! SDK-HMAC-SHA256: how an access key signs a request.
//!
//! What is signed is the algorithm's name, the date, and the SHA-256 of the request in a canonical form. That form has
//! these parts, each ended by a line break:
//!
//! 1. the method;
//! 2. the path: decoded, encoded again in the one way that is meant here, and ended by a slash;
//! 3. the query: the same for each name and value, sorted by what they are when decoded;
//! 4. a line for each signed header, sorted by name, and then an empty line;
//! 5. the names of these headers;
//! 6. the SHA-256 of the body, without a line break.
//!
//! The service brings what it receives into the same form, so nothing of the request has to change for it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderName, Request};
use percent_encoding::percent_decode_str;
use sha2::{Digest as _, Sha256};

use super::AuthenticationError;
use crate::operation::encode;

const ALGORITHM: &str = "SDK-HMAC-SHA256";

pub(super) const DATE: HeaderName = HeaderName::from_static("x-sdk-date");
pub(super) const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
pub(super) const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");
/// What a service takes for the hash of the body, unseen.
const BODY_HASH: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// The headers that are signed where a request has them, by name. All others are open to change on the way: proxies and
/// HTTP clients add and rewrite them.
const SIGNED: [HeaderName; 5] = [CONTENT_TYPE, HOST, PROJECT_ID, DATE, SECURITY_TOKEN];

/// The last second of the year 9999.
const LAST_SECOND: u64 = 253_402_300_799;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A time as the signature states it: `20260502T210405Z`.
pub(super) fn date(now: SystemTime) -> Result<String, AuthenticationError> {
    let unfit = || AuthenticationError::new("the clock is not between 1970 and 9999: set it");
    let since_1970 = now.duration_since(UNIX_EPOCH).map_err(|_| unfit())?;
    // What is refused here would be a panic there.
    if since_1970.as_secs() > LAST_SECOND {
        return Err(unfit());
    }
    // `Sat, 02 May 2026 21:04:05 GMT`
    let text = httpdate::fmt_http_date(now);
    let words: Vec<_> = text.split(' ').collect();
    let [_, day, month, year, time, _] = words.as_slice() else { return Err(unfit()) };
    let month = MONTHS.iter().position(|name| name == month).ok_or_else(unfit)? + 1;
    Ok(format!("{year}{month:02}{day}T{}Z", time.replace(':', "")))
}

/// The value of the header `Authorization` for a request that is complete otherwise and states this date.
pub(super) fn authorization(
    request: &Request<Bytes>,
    id: &str,
    secret: &str,
    date: &str,
) -> Result<String, AuthenticationError> {
    let headers = signed_headers(request.headers())?;
    let names: Vec<_> = headers.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(";");
    // Hashed piece by piece: the form as a whole would be a copy of the security token.
    let mut canonical = Sha256::new();
    canonical.update(request.method().as_str().to_ascii_uppercase());
    canonical.update("\n");
    canonical.update(path(request.uri().path()));
    canonical.update("\n");
    canonical.update(query(request.uri().query().unwrap_or_default())?);
    canonical.update("\n");
    for (name, value) in &headers {
        canonical.update(name);
        canonical.update(":");
        canonical.update(value);
        canonical.update("\n");
    }
    canonical.update("\n");
    canonical.update(&names);
    canonical.update("\n");
    canonical.update(hex(&Sha256::digest(request.body())));
    let text = format!("{ALGORITHM}\n{date}\n{}", hex(&canonical.finalize()));
    let signature = hmac(secret, &text)?;
    Ok(format!("{ALGORITHM} Access={id}, SignedHeaders={names}, Signature={signature}"))
}

/// The signed headers that a request has, with their values as HTTP transmits them.
fn signed_headers(headers: &HeaderMap) -> Result<Vec<(HeaderName, &[u8])>, AuthenticationError> {
    if headers.contains_key(BODY_HASH) {
        let why = format!("the header {BODY_HASH} is set: remove it, the body itself is signed");
        return Err(AuthenticationError::new(why));
    }
    let mut signed = Vec::with_capacity(SIGNED.len());
    for name in SIGNED {
        let mut values = headers.get_all(&name).iter();
        let Some(value) = values.next() else { continue };
        if values.next().is_some() {
            let why = format!("the header {name} is there more than once: leave one");
            return Err(AuthenticationError::new(why));
        }
        signed.push((name, value.as_bytes().trim_ascii()));
    }
    Ok(signed)
}

fn path(path: &str) -> String {
    let mut canonical = String::with_capacity(path.len().saturating_add(1));
    // An encoded slash separates segments like any other.
    for (index, segment) in decode(path).split('/').enumerate() {
        if index > 0 {
            canonical.push('/');
        }
        canonical.extend(encode(segment));
    }
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

fn query(query: &str) -> Result<String, AuthenticationError> {
    if query.contains('+') {
        let why = "the query holds a `+`, which is a plus to some and a space to others: write %2B or %20";
        return Err(AuthenticationError::new(why));
    }
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    pairs.sort();
    let mut canonical = String::with_capacity(query.len());
    for (name, value) in pairs {
        if !canonical.is_empty() {
            canonical.push('&');
        }
        canonical.extend(encode(&name));
        canonical.push('=');
        canonical.extend(encode(&value));
    }
    Ok(canonical)
}

fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

fn hmac(secret: &str, text: &str) -> Result<String, AuthenticationError> {
    let mut hmac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(AuthenticationError::new)?;
    hmac.update(text.as_bytes());
    Ok(hex(&hmac.finalize().into_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{LAST_SECOND, date, hmac, path, query};
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    #[test]
    fn dates_are_written_from_1970_to_9999_and_refused_elsewhere() {
        let at = |seconds| date(UNIX_EPOCH + Duration::from_secs(seconds));
        for (seconds, written) in [
            (0, "19700101T000000Z"),
            (951_782_399, "20000228T235959Z"),
            (951_782_400, "20000229T000000Z"),
            (1_777_755_845, "20260502T210405Z"),
            (LAST_SECOND, "99991231T235959Z"),
        ] {
            assert_eq!(at(seconds).unwrap(), written);
        }
        let fraction = Duration::from_nanos(1);
        assert_eq!(
            date(UNIX_EPOCH + Duration::new(LAST_SECOND, 999_999_999)).unwrap(),
            "99991231T235959Z"
        );
        let unfit: [SystemTime; 2] =
            [UNIX_EPOCH - fraction, UNIX_EPOCH + Duration::from_secs(LAST_SECOND + 1)];
        for time in unfit {
            let message = date(time).unwrap_err().to_string();
            assert!(message.contains("1970"), "{message}");
        }
    }

    #[test]
    fn every_month_has_its_number() {
        for month in 1..=12 {
            // The middle of each month of 1970.
            let middle = Duration::from_secs(86_400 * (365 * (2 * month - 1) / 24));
            let written = date(UNIX_EPOCH + middle).unwrap();
            assert_eq!(written[..6], format!("1970{month:02}"));
        }
    }

    #[test]
    fn a_path_is_encoded_in_one_way_and_ends_with_a_slash() {
        for (given, canonical) in [
            ("/", "/"),
            ("/v2/rules", "/v2/rules/"),
            ("/v2/rules/", "/v2/rules/"),
            ("/a%2fb/%7e/x:y@z", "/a/b/~/x%3Ay%40z/"),
            ("/%2541/%E5%90%8d", "/%2541/%E5%90%8D/"),
            ("/a+b", "/a%2Bb/"),
        ] {
            assert_eq!(path(given), canonical);
        }
    }

    #[test]
    fn a_query_is_sorted_by_what_it_says() {
        for (given, canonical) in [
            ("", ""),
            ("&&", ""),
            ("flag", "flag="),
            ("b=2&a=1", "a=1&b=2"),
            ("a=b=c", "a=b%3Dc"),
            ("a=2&a=10&a", "a=&a=10&a=2"),
            // A colon comes after digits, though its encoded form would come before.
            ("%3a=1&0=2", "0=2&%3A=1"),
            // `a` before `a b`, though `=` comes after `%`.
            ("a%20b=1&a=2", "a=2&a%20b=1"),
        ] {
            assert_eq!(query(given).unwrap(), canonical);
        }
        assert!(query("a=b+c").unwrap_err().to_string().contains("%2B"));
    }

    #[test]
    fn the_code_is_that_of_rfc_4231() {
        let code = hmac("Jefe", "what do ya want for nothing?").unwrap();
        assert_eq!(code, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
