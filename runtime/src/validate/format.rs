//! Formats of texts.

/// Whether the text is a UUID with hyphens, in upper or lower case.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(position, byte)| match position {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether the text is an absolute URI by RFC 3986: a scheme, and after it characters that a URI may have.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let mut scheme = scheme.bytes();
    scheme.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && scheme.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && rest.matches('#').count() <= 1
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte))
        && has_whole_escapes(rest)
}

/// Whether two hexadecimal digits follow each percent sign.
fn has_whole_escapes(text: &str) -> bool {
    text.split('%')
        .skip(1)
        .all(|after| after.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}

/// Whether the text is a date and time by RFC 3339, section 5.6: `2023-06-29T08:00:00.5+08:00`.
pub(super) fn is_date_time(text: &str) -> bool {
    date_time(text).is_some()
}

fn date_time(text: &str) -> Option<()> {
    let (date, time) = text.split_at_checked(10)?;
    is_date(date).then_some(())?;
    let time = time.strip_prefix(['T', 't'])?;
    let (clock, rest) = time.split_at_checked(8)?;
    let (minutes, seconds) = (hours_and_minutes(clock.get(..5)?)?, clock.get(5..)?);
    let seconds = digits(seconds.strip_prefix(':')?, 2)?;
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            (offset.len() < fraction.len()).then_some(offset)?
        }
        None => rest,
    };
    let utc = minutes - offset_minutes(offset)?;
    // A leap second is the last one of a day in UTC.
    (seconds < 60 || seconds == 60 && utc.rem_euclid(24 * 60) == 24 * 60 - 1).then_some(())
}

fn is_date(date: &str) -> bool {
    let mut parts = date.splitn(3, '-');
    let mut part = |length| digits(parts.next()?, length);
    let (Some(year), Some(month), Some(day)) = (part(4), part(2), part(2)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// Minutes of `08:30`, or of an offset.
fn hours_and_minutes(clock: &str) -> Option<i32> {
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn offset_minutes(offset: &str) -> Option<i32> {
    match offset.as_bytes().first()? {
        b'Z' | b'z' if offset.len() == 1 => Some(0),
        b'+' => hours_and_minutes(offset.get(1..)?),
        b'-' => Some(-hours_and_minutes(offset.get(1..)?)?),
        _ => None,
    }
}

/// The number that these so many digits are.
fn digits(text: &str, count: usize) -> Option<i32> {
    let right = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{is_date_time, is_uri, is_uuid};

    #[test]
    fn knows_dates_and_times() {
        for good in [
            "2023-06-29T08:00:00Z",
            "2023-06-29t08:00:00.123456z",
            "2024-02-29T23:59:59+08:00",
            "2016-12-31T23:59:60Z",
            "2017-01-01T07:59:60+08:00",
            "0000-01-01T00:00:00-23:59",
        ] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "",
            "2023-06-29",
            "2023-06-29 08:00:00Z",
            "2023-06-29T08:00:00",
            "2023-06-29T08:00Z",
            "2023-02-29T08:00:00Z",
            "2023-13-01T08:00:00Z",
            "2023-00-01T08:00:00Z",
            "2023-04-31T08:00:00Z",
            "2023-06-29T24:00:00Z",
            "2023-06-29T08:60:00Z",
            "2023-06-29T08:00:60Z",
            "2023-06-29T08:00:00.Z",
            "2023-06-29T08:00:00+0800",
            "2023-06-29T08:00:00+24:00",
            "2023-06-29T08:00:00Zz",
            "+023-06-29T08:00:00Z",
            "٢٠٢٣-06-29T08:00:00Z",
            "2023-06-29T08:00:0é",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn knows_uuids() {
        assert!(is_uuid("f3bb386a-23ec-47aa-9943-4C60AC658611"));
        assert!(!is_uuid("f3bb386a23ec47aa99434c60ac658611"));
        assert!(!is_uuid("f3bb386a-23ec-47aa-9943-4c60ac65861g"));
        assert!(!is_uuid(""));
    }

    #[test]
    fn knows_absolute_uris() {
        for good in ["https://example.com/a?b=c#d", "mailto:a@b", "jdbc:mysql://h:1/x", "a:%20"] {
            assert!(is_uri(good), "{good}");
        }
        for bad in
            ["", "example.com", "/a", ":a", "1a:b", "a:", "a: b", "a:%2", "a:%zz", "a:é", "a:#b#"]
        {
            assert!(!is_uri(bad), "{bad}");
        }
    }
}
