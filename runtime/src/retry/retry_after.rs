//! When a service asks to come back: the header `Retry-After`.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

/// How long the service asks to wait, from now on.
///
/// The header is a number of seconds or a date; a date in the past is no wait. Of several headers the first that is either
/// counts. A number too large to hold is the longest duration.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    headers.get_all(RETRY_AFTER).iter().find_map(|value| read(value.to_str().ok()?, now))
}

fn read(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim_matches([' ', '\t']);
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::retry_after;
    use http::header::RETRY_AFTER;
    use http::{HeaderMap, HeaderValue};
    use proptest::prelude::*;
    use std::time::{Duration, SystemTime};

    /// Sun, 06 Nov 1994 08:49:37 GMT.
    const THEN: u64 = 784_111_777;

    fn asked(values: &[&[u8]]) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(RETRY_AFTER, HeaderValue::from_bytes(value).unwrap());
        }
        retry_after(&headers, SystemTime::UNIX_EPOCH + Duration::from_secs(THEN))
    }

    fn seconds(value: &str) -> Option<u64> {
        asked(&[value.as_bytes()]).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_are_digits_between_spaces() {
        for (value, expected) in [("0", 0), ("120", 120), (" \t 7\t ", 7), ("007", 7)] {
            assert_eq!(seconds(value), Some(expected), "{value:?}");
        }
        assert_eq!(asked(&[b"18446744073709551615"]), Some(Duration::from_secs(u64::MAX)));
        assert_eq!(asked(&[b"18446744073709551616"]), Some(Duration::MAX));
        assert_eq!(asked(&[b"99999999999999999999"]), Some(Duration::MAX));
        assert_eq!(asked(&["9".repeat(8000).as_bytes()]), Some(Duration::MAX));
    }

    #[test]
    fn dates_are_read_in_all_three_formats() {
        for (value, expected) in [
            ("Sun, 06 Nov 1994 08:49:39 GMT", 2),
            ("Sunday, 06-Nov-94 08:51:37 GMT", 120),
            (" Sun Nov  6 09:49:37 1994 ", 3600),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
            ("Sun, 06 Nov 1994 08:49:36 GMT", 0),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799 - THEN),
        ] {
            assert_eq!(seconds(value), Some(expected), "{value:?}");
        }
    }

    #[test]
    fn a_date_is_compared_with_the_time_of_day_to_the_fraction() {
        let headers = HeaderMap::from_iter([(
            RETRY_AFTER,
            HeaderValue::from_static("Sun, 06 Nov 1994 08:49:38 GMT"),
        )]);
        let now = SystemTime::UNIX_EPOCH + Duration::from_millis(THEN * 1000 + 250);
        assert_eq!(retry_after(&headers, now), Some(Duration::from_millis(750)));
    }

    #[test]
    fn nonsense_is_nothing() {
        for value in [
            "",
            " ",
            "-1",
            "+1",
            "1.5",
            "1e3",
            "0x10",
            "1 2",
            "120, 60",
            "120s",
            "soon",
            "NaN",
            "٣",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1969 08:49:37 GMT",
            "Tue, 31 Feb 1995 08:49:37 GMT",
            "1994-11-06T08:49:37Z",
        ] {
            assert_eq!(seconds(value), None, "{value:?}");
        }
        assert_eq!(asked(&[]), None);
        assert_eq!(asked(&[b"\xff"]), None);
    }

    #[test]
    fn of_several_headers_the_first_that_is_valid_counts() {
        assert_eq!(asked(&[b"soon", b"\xff", b"3", b"1"]), Some(Duration::from_secs(3)));
        assert_eq!(asked(&[b"-1", b"Sun, 06 Nov 1994 08:49:38 GMT"]), Some(Duration::from_secs(1)));
        assert_eq!(asked(&[b"-1", b"later"]), None);
    }

    proptest! {
        #[test]
        fn no_header_panics(
            values in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..4),
            offset in any::<u32>(),
        ) {
            let mut headers = HeaderMap::new();
            for value in values {
                if let Ok(value) = HeaderValue::from_bytes(&value) {
                    headers.append(RETRY_AFTER, value);
                }
            }
            retry_after(&headers, SystemTime::UNIX_EPOCH + Duration::from_secs(offset.into()));
        }

        #[test]
        fn nothing_like_a_date_panics(
            text in prop_oneof![
                "[ A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT",
                "(Sun|Wednes|Tues)day, [0-9]{2}-(Jan|Feb|Dec)-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT",
                "(Sun|Mon) (Jan|Feb|Dec) [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}",
                "[0-9]{0,40}",
                "[ -~]{20,32}",
            ],
        ) {
            seconds(&text);
        }

        #[test]
        fn any_number_of_seconds_survives(number in any::<u64>()) {
            prop_assert_eq!(seconds(&number.to_string()), Some(number));
        }
    }
}
