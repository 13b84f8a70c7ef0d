//! Remarks in descriptions: deprecated, reserved, case, null, units, formats, characters.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::numbers::regex;
use crate::facts::{Certainty, Found, Row};

/// Reads the remarks of one sentence into the row; gives the keys of what was found.
pub(super) fn read(row: &mut Row, sentence: &str, line: usize) -> Vec<&'static str> {
    let mut gave = Vec::new();
    for (key, pattern) in FLAGS.iter() {
        if pattern.is_match(sentence) {
            let place = match *key {
                "deprecated" => &mut row.deprecated,
                "reserved" => &mut row.reserved,
                "case" => &mut row.ignore_case,
                _ => &mut row.nullable,
            };
            place.get_or_insert(Found { value: true, line, certainty: Certainty::Prose });
            gave.push(*key);
        }
    }
    let format = format(sentence);
    let unit = if format.is_none() { unit(sentence) } else { None };
    for (key, found) in [("unit", unit), ("format", format), ("charset", charset(sentence))] {
        let Some(value) = found else { continue };
        let place = match key {
            "unit" => &mut row.unit,
            "format" => &mut row.format,
            _ => &mut row.charset,
        };
        place.get_or_insert(Found { value, line, certainty: Certainty::Prose });
        gave.push(key);
    }
    gave
}

static FLAGS: LazyLock<[(&'static str, Regex); 4]> = LazyLock::new(|| {
    [
        (
            "deprecated",
            regex(
                r"(?i)\b(?:is|has been|are) (?:deprecated|discarded|no longer used)|^\(?deprecated\b|已废弃|废弃字段|已弃用",
            ),
        ),
        (
            "reserved",
            regex(
                r"(?i)\breserved (?:parameter|field)|\b(?:parameter|field) is reserved|\(reserved\)|预留(?:参数|字段)|保留(?:参数|字段)|（预留）",
            ),
        ),
        ("case", regex(r"(?i)case[- ]insensitive|not case[- ]sensitive|不区分大小写|大小写不敏感")),
        ("nullable", regex(r"(?i)\b(?:can|may) be null\b|可以?为null")),
    ]
});

/// The unit of a number.
fn unit(sentence: &str) -> Option<String> {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:\bunit\s*[:：]\s*|\bthe unit is\s+|\bin (?:the unit of )?|单位\s*(?:为|是)?\s*[:：]?\s*)[“\x22]?(milliseconds?|ms|microseconds?|seconds?|minutes?|hours?|days?|bytes?|kb|mb|gb|tb|毫秒|秒|分钟|小时|天|字节)\b?",
        )
    });
    let found = UNIT.captures(sentence)?.get(1)?;
    // `in MB or GB`: it stands in the value.
    let after = sentence.get(found.end()..).unwrap_or_default().trim_start();
    if after.starts_with("or ") || after.starts_with(['或', '/']) {
        return None;
    }
    let word = found.as_str().to_lowercase();
    let unit = match word.trim_end_matches('s') {
        "millisecond" | "m" | "毫秒" => "ms",
        "second" | "秒" => "s",
        "minute" | "分钟" => "min",
        "hour" | "小时" => "h",
        "day" | "天" => "d",
        "byte" | "字节" => "bytes",
        "microsecond" => "us",
        "kb" => "KB",
        "mb" => "MB",
        "gb" => "GB",
        "tb" => "TB",
        _ => return None,
    };
    Some(unit.to_owned())
}

/// What a value stands for.
fn format(sentence: &str) -> Option<String> {
    static EPOCH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)timestamp\s*[,(]?\s*(?:in )?\(?(?:ms|milliseconds?)|timestamp\(ms\)|unix timestamp.*milliseconds?|timestamp (?:is )?(?:expressed )?in milliseconds?|milliseconds since|毫秒.{0,3}时间戳|时间戳.{0,6}毫秒",
        )
    });
    static DATE_TIME: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\brfc ?3339|\biso ?8601|yyyy-mm-ddthh:mm:ss"));
    static UUID: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\buuid\)? format\b|\bin the uuid format|UUID(?:（[^（）]*）)?格式|为UUID字符串")
    });
    if EPOCH.is_match(sentence) {
        Some("epoch-ms".to_owned())
    } else if DATE_TIME.is_match(sentence) {
        Some("date-time".to_owned())
    } else if UUID.is_match(sentence) {
        Some("uuid".to_owned())
    } else {
        None
    }
}

/// The allowed characters, in the words of the spec; `None` where one of them has no word there.
fn charset(sentence: &str) -> Option<String> {
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:can |may |must )?only (?:contains? |consists? of |includes? )|(?:contains? |includes? |including |allows? )only |(?:can|may) (?:contain|include|consist of)(?: only)? |containing |consists? of |characters,? including (?:only )?|只能(?:包含|由|是)|仅(?:支持|能包含|包含)|由",
        )
    });
    static BEFORE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^only (.+?) (?:are|is) (?:allowed|supported)"));
    static NOT: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:cannot|can not|must not|may not) |不能(?:只|仅)"));
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| regex(r"\s*[(（][^()（）]{0,12}[)）]"));
    let plain = BRACKETS.replace_all(sentence, "");
    if let Some(found) = BEFORE.captures(plain.trim()) {
        return classes(found.get(1)?.as_str());
    }
    AFTER.find_iter(&plain).find_map(|start| {
        let before = plain.get(..start.start())?;
        if NOT.is_match(before) {
            return None;
        }
        let list = plain.get(start.end()..)?;
        // What follows are further rules.
        let end = RULES.iter().filter_map(|end| list.find(end)).min().unwrap_or(list.len());
        classes(list.get(..end)?)
    })
}

const RULES: &[&str] = &[
    ", but",
    " but ",
    ", which",
    ". ",
    ";",
    "；",
    "。",
    "，但",
    "，且",
    "且",
    "，长度",
    "组成",
    "，必须",
];

/// The words of the spec for a list of characters; `None` where one of them has none.
fn classes(list: &str) -> Option<String> {
    static JOINT: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\s*(?:,\s*and\s+|[,，、]|\band\b|\bor\b|以及|和|及|或)\s*"));
    let list = list.trim().trim_end_matches('.').trim_start_matches("only ");
    let mut words: Vec<&str> = Vec::new();
    for part in JOINT.split(list).filter(|part| !part.is_empty()) {
        let word = class(&part.trim().to_lowercase())?;
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let order = ["letters", "digits"];
    words.sort_by_key(|word| order.iter().position(|one| one == word).unwrap_or(order.len()));
    (words.len() >= 2).then(|| words.join(" "))
}

/// The word of the spec for a class of characters.
fn class(name: &str) -> Option<&'static str> {
    Some(match name {
        "letters"
        | "english letters"
        | "case-sensitive letters"
        | "alphabetic characters"
        | "uppercase letters"
        | "lowercase letters"
        | "字母"
        | "英文字母"
        | "大写字母"
        | "小写字母"
        | "大小写字母"
        | "英文" => "letters",
        "digits" | "numbers" | "numeric characters" | "数字" | "阿拉伯数字" => "digits",
        "underscores" | "underscore" | "_" | "下划线" => "_",
        "hyphens" | "hyphen" | "dashes" | "-" | "中划线" | "连字符" | "短横线" => "-",
        "periods" | "period" | "dots" | "." | "点" | "点号" => ".",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_read_from_sentences() {
        for (sentence, expected) in [
            ("NOTE: Cakes are case-insensitive.", vec!["case"]),
            ("User ID (reserved).", vec!["reserved"]),
            ("This parameter is reserved.", vec!["reserved"]),
            ("ID in the universally unique identifier (UUID) format.", vec!["format"]),
            ("编号，采用UUID（通用唯一识别码）格式。", vec!["format"]),
            ("This parameter has been deprecated.", vec!["deprecated"]),
            ("The value can be null.", vec!["nullable"]),
            ("Timeout. Unit: ms", vec!["unit"]),
            ("单位：秒", vec!["unit"]),
            ("The format is timestamp(ms) and UTC is used.", vec!["format"]),
            (
                "a string containing letters, digits, underscores (_), and hyphens (-)",
                vec!["charset"],
            ),
            ("Name of the cake.", vec![]),
        ] {
            assert_eq!(read(&mut Row::default(), sentence, 1), expected, "{sentence}");
        }
        for (sentence, expected) in [
            (
                "It can contain letters, digits, underscores (_), and hyphens (-).",
                Some("letters digits _ -"),
            ),
            (
                "It holds no more than 64 characters, including letters, digits, and hyphens (-).",
                Some("letters digits -"),
            ),
            ("Only digits, letters, and periods (.) are allowed.", Some("letters digits .")),
            (
                "It can contain only digits and letters, but cannot start with a digit.",
                Some("letters digits"),
            ),
            ("名称只能包含数字、英文字母和下划线，但不能是纯数字。", Some("letters digits _")),
            (
                "只能包含大写字母、小写字母、数字、-和_，且必须由字母开头",
                Some("letters digits - _"),
            ),
            // Some of these have no word in a spec, and some are forbidden.
            ("Only letters, digits, and these special characters are allowed: +-@", None),
            ("It can contain letters, digits, and exclamation marks (!).", None),
            ("It cannot contain only digits or underscores (_).", None),
        ] {
            assert_eq!(charset(sentence).as_deref(), expected, "{sentence}");
        }
        assert_eq!(unit("Memory, in MB or GB."), None);
    }

    #[test]
    fn a_time_stamp_has_a_format_and_no_unit() {
        for sentence in [
            "A timestamp is in milliseconds.",
            "是单位为“毫秒”的时间戳。",
            "It is a Unix timestamp, in milliseconds.",
        ] {
            assert_eq!(read(&mut Row::default(), sentence, 1), ["format"], "{sentence}");
        }
    }
}
