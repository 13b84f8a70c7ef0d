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
    for (key, found) in
        [("unit", unit(sentence)), ("format", format(sentence)), ("charset", charset(sentence))]
    {
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
    let word = UNIT.captures(sentence)?.get(1)?.as_str().to_lowercase();
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
            r"(?i)timestamp\s*[,(]?\s*(?:in )?\(?(?:ms|milliseconds?)|timestamp\(ms\)|unix timestamp.*milliseconds?|milliseconds since|毫秒级?时间戳|时间戳.{0,6}毫秒",
        )
    });
    static DATE_TIME: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\brfc ?3339|\biso ?8601|yyyy-mm-ddthh:mm:ss"));
    static UUID: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\buuid format\b|\bin the uuid format"));
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

/// The allowed characters, in the words of the spec.
fn charset(sentence: &str) -> Option<String> {
    static ONLY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)only (?:contain )?|containing |consists? of |contains? only |can contain |are allowed|只能(?:包含|由)|由|支持",
        )
    });
    let lower = sentence.to_lowercase();
    if !ONLY.is_match(&lower) || lower.contains("start with") && !lower.contains("only") {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    if lower.contains("letters") || lower.contains("字母") || lower.contains("英文") {
        words.push("letters");
    }
    if lower.contains("digits") || lower.contains("numbers") || lower.contains("数字") {
        words.push("digits");
    }
    let marks = [
        ("underscore", "_"),
        ("下划线", "_"),
        ("hyphen", "-"),
        ("中划线", "-"),
        ("连字符", "-"),
        ("period", "."),
        ("点号", "."),
    ];
    for (word, mark) in marks {
        if lower.contains(word) && !words.contains(&mark) {
            words.push(mark);
        }
    }
    (words.len() >= 2 && words.first().is_some_and(|first| first.len() > 1))
        .then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_read_from_sentences() {
        for (sentence, expected) in [
            ("NOTE: The value is case-insensitive.", vec!["case"]),
            ("User ID (reserved).", vec!["reserved"]),
            ("This parameter is reserved.", vec!["reserved"]),
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
        let mut row = Row::default();
        read(&mut row, "It can contain letters, digits, underscores (_), and hyphens (-).", 1);
        assert_eq!(row.charset.map(|found| found.value).as_deref(), Some("letters digits _ -"));
    }
}
