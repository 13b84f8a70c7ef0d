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
            r"(?i)timestamp\s*[,(]?\s*(?:in )?\(?(?:ms|milliseconds?)|timestamp\(ms\)|unix timestamp.*milliseconds?|timestamp (?:is )?(?:expressed )?in milliseconds?|milliseconds since|毫秒.{0,3}时间戳|时间戳.{0,6}毫秒",
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

/// The allowed characters, in the words of the spec, if each of them has one.
fn charset(sentence: &str) -> Option<String> {
    static LISTED: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)(?:(?P<not>cannot |can't |不能)?(?:contain(?:s|ing)? only|only contains?|consists? (?:only )?of(?: only)?|including only|",
            r"only includ(?:e|es|ing)|containing|只能包含|只能由|仅包含|仅支持|由)\s*(?P<after>.+)$)|",
            r"(?:^|[,;]\s*)only (?P<before>.+?) (?:are|is) (?:allowed|supported)"
        ))
    });
    static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\s*(?:,\s*and\s|,\s*or\s|[,，、]|\sand\s|\sor\s|和|或|以及|及|且)\s*")
    });
    let captures = LISTED.captures(sentence)?;
    if captures.name("not").is_some() {
        return None;
    }
    let list = captures.name("after").or(captures.name("before"))?.as_str();
    let mut words: Vec<String> = Vec::new();
    for part in SEPARATOR.split(list.trim_end_matches(['.', '。', ';', '；'])) {
        // What is not allowed, or how long it may be, ends the list.
        let lower = part.trim().to_lowercase();
        if [
            "but",
            "cannot",
            "and cannot",
            "must",
            "it ",
            "the ",
            "且",
            "但",
            "不",
            "长度",
            "组成",
            "必须",
        ]
        .iter()
        .any(|end| lower.starts_with(end))
        {
            break;
        }
        if lower.is_empty() {
            continue;
        }
        for word in character_class(&lower)? {
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    // Letters and digits first, as the spec has them.
    words.sort_by_key(|word| match word.as_str() {
        "letters" => 0,
        "digits" => 1,
        _ => 2,
    });
    let telling =
        words.len() >= 2 && words.iter().any(|word| word == "letters" || word == "digits");
    telling.then(|| words.join(" "))
}

/// The words of the spec for one member of a list of characters; `None` where it has none.
fn character_class(part: &str) -> Option<Vec<String>> {
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| regex(r"[(（]\s*(\S)\s*[)）]"));
    if let Some(mark) = BRACKETS.captures(part).and_then(|captures| captures.get(1)) {
        return Some(vec![mark.as_str().to_owned()]);
    }
    let part = part.trim_end_matches("组成").trim_end_matches("等").trim_end_matches("字符").trim();
    let bare = part
        .trim_start_matches("only ")
        .trim_start_matches("case-sensitive ")
        .trim_start_matches("english ");
    let words: &[&str] = match bare {
        "letters" | "letter" | "uppercase letters" | "lowercase letters" | "字母" | "英文字母"
        | "大小写字母" | "英文" | "大写字母" | "小写字母" => &["letters"],
        "digits" | "numbers" | "digit" | "number" | "数字" => &["digits"],
        "数字字母" | "字母数字" | "letters digits" => &["letters", "digits"],
        "underscores" | "underscore" | "下划线" => &["_"],
        "hyphens" | "hyphen" | "中划线" | "连字符" | "短横线" => &["-"],
        "periods" | "period" | "dots" | "点" | "点号" | "英文句号" => &["."],
        "colons" | "colon" | "冒号" => &[":"],
        "exclamation marks" | "感叹号" => &["!"],
        "slashes" | "slash" | "斜杠" => &["/"],
        _ => return None,
    };
    // One case alone is not what the word `letters` says.
    let one_case =
        matches!(bare, "uppercase letters" | "lowercase letters" | "大写字母" | "小写字母");
    (!one_case).then(|| words.iter().map(|word| (*word).to_owned()).collect())
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
    }

    #[test]
    fn characters_are_read_where_each_has_a_word() {
        for (sentence, expected) in [
            (
                "It contains only letters, digits, underscores (_), and hyphens (-).",
                Some("letters digits _ -"),
            ),
            (
                "a string of 2 to 64 characters containing case-sensitive letters, digits, and periods (.)",
                Some("letters digits ."),
            ),
            ("Only letters and digits are allowed.", Some("letters digits")),
            (
                "名称只能包含数字、英文字母、点、下划线和中划线，长度不能超过64字符。",
                Some("letters digits . _ -"),
            ),
            (
                "名称只能包含数字字母，下划线，感叹号，但是不能以点开头。",
                Some("letters digits _ !"),
            ),
            (
                "Only letters, digits, spaces, and the following special characters are allowed: _.:",
                None,
            ),
            ("It can contain only lowercase letters and digits.", None),
            ("The name cannot contain only digits or start with an underscore (_).", None),
            ("只能包含中文、字母和数字", None),
        ] {
            assert_eq!(charset(sentence).as_deref(), expected, "{sentence}");
        }
    }

    #[test]
    fn a_time_stamp_has_a_format_and_no_unit() {
        for sentence in [
            "The timestamp is in milliseconds.",
            "是单位为“毫秒”的时间戳。",
            "The value is a UNIX timestamp, in milliseconds.",
        ] {
            let mut row = Row::default();
            assert_eq!(read(&mut row, sentence, 1), ["format"], "{sentence}");
        }
    }
}
