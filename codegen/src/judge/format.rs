//! What texts stand for: dates, UUIDs, URIs, character sets, patterns.

/// The first character of `text` that a charset such as `letters digits _ -` does not allow.
pub(super) fn outside_charset(charset: &str, text: &str) -> Option<char> {
    text.chars().find(|&character| {
        !charset.split_whitespace().any(|allowed| match allowed {
            "letters" => character.is_ascii_alphabetic(),
            "digits" => character.is_ascii_digit(),
            single => single.chars().eq(std::iter::once(character)),
        })
    })
}

/// Whether the whole of `text` matches; a pattern that does not compile, which is reported elsewhere, matches all.
pub(super) fn matches_pattern(pattern: &str, text: &str) -> bool {
    regex_lite::Regex::new(&format!("\\A(?:{pattern})\\z"))
        .map_or(true, |pattern| pattern.is_match(text))
}

/// Whether `text` is a UUID with hyphens.
pub(crate) fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether `text` is an absolute URI by RFC 3986: a scheme, and after it characters that a URI may have.
pub(crate) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let mut letters = scheme.bytes();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && rest.matches('#').count() <= 1
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte))
        && rest
            .split('%')
            .skip(1)
            .all(|escape| escape.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}

/// Whether `text` is a date and time by RFC 3339: `2020-09-19T07:10:12Z`.
pub(crate) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else { return false };
    is_date(date) && is_time(time).is_some()
}

/// Whether `date` is a day of the calendar: `2020-09-19`.
pub(crate) fn is_date(date: &str) -> bool {
    let mut parts = date.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `07:10:12.5+08:00`.
fn is_time(time: &str) -> Option<()> {
    let zone = time.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = time.split_at_checked(zone)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let (hour_minute, second) = clock.rsplit_once(':')?;
    let second = digits(second, 2)?;
    let utc = (minutes(hour_minute)? + 24 * 60).checked_sub_signed(offset(zone)?)?;
    // A leap second is the last one of a day in UTC.
    let is_second = second < 60 || second == 60 && utc % (24 * 60) == 24 * 60 - 1;
    (is_fraction && is_second).then_some(())
}

/// Minutes ahead of UTC.
fn offset(zone: &str) -> Option<i32> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let ahead = i32::try_from(minutes(zone.strip_prefix(['+', '-'])?)?).ok()?;
    Some(if zone.starts_with('-') { -ahead } else { ahead })
}

/// Minutes of `08:30`.
fn minutes(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A number of exactly `length` ASCII digits.
fn digits(text: &str, length: usize) -> Option<u32> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_judged_by_the_calendar() {
        for good in [
            "2020-09-19T07:10:12Z",
            "2020-02-29t23:59:60z",
            "2020-09-19T07:10:12.123456+08:00",
            "2017-01-01T07:59:60+08:00",
            "2016-12-31T22:59:60-01:00",
            "2000-02-29T00:00:00-00:30",
        ] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "",
            "2020-09-19",
            "2020-09-19 07:10:12Z",
            "2020-09-19T07:10:12",
            "2021-02-29T07:10:12Z",
            "1900-02-29T07:10:12Z",
            "2020-13-01T07:10:12Z",
            "2020-04-31T07:10:12Z",
            "2020-09-00T07:10:12Z",
            "2020-09-19T24:10:12Z",
            "2020-09-19T07:60:12Z",
            "2020-09-19T07:10:61Z",
            "2020-09-19T07:10:60Z",
            "2020-09-19T07:10:12+24:00",
            "2020-09-19T07:10:12+08:00:00",
            "2020-09-19T07:10:12.Z",
            "2020-09-19T07:10:12+0800",
            "2020-9-19T07:10:12Z",
            "+020-09-19T07:10:12Z",
            "2020-09-19T07:10:12Zx",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn uuids_have_hyphens_in_place() {
        assert!(is_uuid("a1503e51-46f7-4d23-8617-7cb2d28dde98"));
        assert!(!is_uuid("a1503e5146f74d2386177cb2d28dde98"));
        assert!(!is_uuid("a1503e51-46f7-4d23-8617-7cb2d28dde9"));
        assert!(!is_uuid("g1503e51-46f7-4d23-8617-7cb2d28dde98"));
    }

    #[test]
    fn uris_are_absolute() {
        assert!(is_uri("jdbc:mysql://10.10.10.156:3306/apic?a=b"));
        assert!(is_uri("https://example.com"));
        assert!(!is_uri("example.com/a"));
        assert!(!is_uri("https:"));
        assert!(!is_uri("a:%2"));
        assert!(!is_uri("a:é"));
        assert!(!is_uri("https://a b"));
        assert!(!is_uri("1a:b"));
    }

    #[test]
    fn charsets_list_classes_and_characters() {
        assert_eq!(outside_charset("letters digits _ -", "aZ0_-"), None);
        assert_eq!(outside_charset("letters digits _ -", "a b"), Some(' '));
        assert_eq!(outside_charset("letters", "é"), Some('é'));
        assert_eq!(outside_charset("digits .", "1.0"), None);
    }

    #[test]
    fn patterns_match_the_whole_text() {
        assert!(matches_pattern("a|ab", "ab"));
        assert!(!matches_pattern("a|b", "ab"));
        assert!(!matches_pattern("a", "a\n"));
    }
}
