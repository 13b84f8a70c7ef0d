//! Whether what prose says is a fact of the row: by the type of the row, and by the sentence that says it.
//!
//! Labels are taken as they stand. Prose speaks of other things as well: of one edition, of a case, of a neighbour.
//! A fact that is missed costs a look at the page; one that is made up refuses good requests.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::description::Line;
use super::labels::{self, Measure, Stated};
use super::numbers::regex;
use crate::facts::{Certainty, Found, Row, Sentence};

/// What the values of a row are, as far as its type tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    Text,
    Number { whole: bool },
    Boolean,
    List,
    Object,
    Unknown,
}

/// What the values of a row are.
pub(super) fn values(row: &Row) -> Values {
    let Some(found) = &row.type_name else { return Values::Unknown };
    let lower = found.value.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match () {
        () if has(&["array", "list", "[]", "set<", "数组", "列表", "集合"])
            || lower.starts_with('[') =>
        {
            Values::List
        }
        () if has(&["object", "map", "dict", "struct", "json", "对象", "字典", "结构"]) => {
            Values::Object
        }
        () if has(&["bool", "布尔"]) => Values::Boolean,
        () if has(&["string", "str", "char", "text", "uuid", "字符", "文本"]) => Values::Text,
        () if has(&["float", "double", "number", "decimal", "浮点", "双精度", "数字", "数值"]) => {
            Values::Number { whole: false }
        }
        () if has(&["int", "long", "short", "byte", "整"]) => Values::Number { whole: true },
        () => Values::Unknown,
    }
}

/// Whether a fact of a line can be one of the row.
pub(super) fn admits(row: &Row, stated: &Stated, sentence: &str) -> bool {
    if stated.certainty == Certainty::Stated {
        return true;
    }
    let values = values(row);
    if stated.key == "default" {
        return is_default(values, &stated.value) && !depends(sentence, true);
    }
    let fits = match values {
        Values::Text => stated.measure == Measure::Characters,
        Values::Number { .. } => stated.measure == Measure::Value,
        Values::List => stated.measure == Measure::Things,
        Values::Unknown => matches!(stated.measure, Measure::Characters | Measure::Value),
        Values::Boolean | Values::Object => false,
    };
    fits && !depends(sentence, false) && !is_of_one_kind(sentence)
}

/// The value of a fact, with its unit where a text has one: the default of a text is `4 GB`, not `4`.
pub(super) fn whole(row: &Row, stated: &Stated, line: &str) -> String {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^ ?(?:[kmgt]i?b?|bytes?|ms|s|seconds?|min|minutes?|hours?|days?|cus?|cores?)\b")
    });
    let Stated { key, value, at, .. } = stated;
    let unit = || {
        let said = line.get(*at..)?;
        let after = said.get(said.find(value.as_str())? + value.len()..)?;
        UNIT.find(after).map(|unit| unit.as_str())
    };
    let is_text = *key == "default" && values(row) == Values::Text && value.parse::<f64>().is_ok();
    match is_text.then(unit).flatten() {
        Some(unit) => format!("{value}{unit}"),
        None => value.clone(),
    }
}

fn is_default(values: Values, value: &str) -> bool {
    let is_formula = value.contains(['(', '*', '=']) || value.contains("](");
    let is_words = value.split_whitespace().any(|word| matches!(word, "a" | "an" | "the"))
        || value.chars().all(|c| c.is_ascii_lowercase() || c == ' ') && value.contains(' ');
    match values {
        Values::Number { whole } => {
            let first = value.split_whitespace().next().unwrap_or_default();
            if whole { first.parse::<i128>().is_ok() } else { first.parse::<f64>().is_ok() }
        }
        Values::Boolean => matches!(value.to_lowercase().as_str(), "true" | "false" | "0" | "1"),
        Values::List | Values::Object => false,
        Values::Text | Values::Unknown => !is_formula && !is_words,
    }
}

/// Whether a sentence speaks of a case, of advice or of an example. That a value is absent is no case of a default.
fn depends(sentence: &str, of_default: bool) -> bool {
    static CASE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:if|when|unless|otherwise|recommended?|advised?|suggested?|for example|e\.g\.|such as)\b|如果|假如|若|当.{1,20}时|建议|推荐|例如|比如|否则",
        )
    });
    static ABSENT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:if|when) (?:it|this parameter|this field|the (?:parameter|field|value))? ?(?:is )?(?:not (?:specified|set|given|provided|passed|configured)|left (?:blank|empty|unspecified)|omitted|empty|absent)|(?:如果|若|当)?(?:该参数|此参数|参数)?(?:未|不)(?:指定|填|传|设置|配置|携带|输入)|(?:如果|若)(?:该参数)?为空",
        )
    });
    CASE.is_match(sentence) && !(of_default && ABSENT.is_match(sentence))
}

/// Whether a sentence begins with what it is about: `Basic edition: the maximum value is 64`.
fn is_of_one_kind(sentence: &str) -> bool {
    static MEASURE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)range|length|value|limit|maximum|minimum|max|min|constraint|note|size|范围|长度|取值|限制|约束|说明|值|注意",
        )
    });
    let Some((label, _)) = sentence.split_once([':', '：']) else { return false };
    label.chars().count() <= 40 && !MEASURE.is_match(label)
}

/// Drops what became doubtful once the whole description was read.
pub(super) fn settle(row: &mut Row, lines: &[Line]) {
    static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)separate (?:multiple|them)|separated (?:by|with|using)|(?:逗号|分号|空格).{0,8}(?:分隔|隔开|分割)",
        )
    });
    let of_parts =
        values(row) == Values::Text && lines.iter().any(|line| SEVERAL.is_match(&line.text));
    for key in ["min", "max", "default"] {
        let contested = row.also.iter().any(|(other, found)| *other == key && is_prose(found))
            || row.sentences.iter().any(|sentence| is_other_kind(sentence, key));
        let place = match key {
            "min" => &mut row.min,
            "max" => &mut row.max,
            _ => &mut row.default,
        };
        // Of two values that prose gives, either may be of another case.
        if place.as_ref().is_some_and(is_prose) && (contested || of_parts && key != "default") {
            *place = None;
            row.also.retain(|(other, found)| *other != key || !is_prose(found));
            reopen(&mut row.sentences, key);
        }
    }
    // `It can contain the dollar sign`, beside a sentence that allows letters only.
    if row.charset.is_some() && row.sentences.iter().any(allows_more) {
        row.charset = None;
        reopen(&mut row.sentences, "charset");
    }
    let values = values(row);
    let unfit = row.values.take_if(|found| {
        let fits = |value: &str| match values {
            Values::Number { .. } => value.parse::<f64>().is_ok(),
            Values::Boolean => {
                matches!(value.to_lowercase().as_str(), "true" | "false" | "0" | "1")
            }
            Values::Text | Values::List | Values::Object | Values::Unknown => true,
        };
        found.certainty < Certainty::Stated && !found.value.iter().all(|choice| fits(&choice.value))
    });
    if unfit.is_some() {
        reopen(&mut row.sentences, "values");
    }
    // Whether case counts is a fact of values; what else its sentence says is none of it.
    if row.values.is_none() {
        reopen(&mut row.sentences, "case");
    }
}

/// Whether a sentence has a bound of one kind, beside the bound of all: `Basic edition: the minimum value is 16`.
fn is_other_kind(sentence: &Sentence, key: &str) -> bool {
    let has = || labels::stated(&sentence.text).iter().any(|stated| stated.key == key);
    key != "default" && is_of_one_kind(&sentence.text) && has()
}

/// Whether a sentence allows characters that no word of the spec is for.
fn allows_more(sentence: &Sentence) -> bool {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:can|may) (?:also )?(?:contain|include) (?:the |an? )?(?:\w+ )?(?:signs?|symbols?|spaces?)\b|(?:可以?|支持)包含",
        )
    });
    !sentence.gave.contains(&"charset") && MORE.is_match(&sentence.text)
}

/// Sentences of which nothing is kept are for a person to read.
fn reopen(sentences: &mut [Sentence], key: &str) {
    for sentence in sentences {
        sentence.gave.retain(|gave| *gave != key);
    }
}

fn is_prose(found: &Found<String>) -> bool {
    found.certainty < Certainty::Stated
}

#[cfg(test)]
mod tests;
