//! Facts that a description states under a label, `Minimum: 0`, or in a phrase that says the same.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::numbers::{self, NUMBER, regex};
use crate::facts::Certainty;

/// A fact in a line: its key, its value and how it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) key: &'static str,
    pub(super) value: String,
    pub(super) certainty: Certainty,
    /// What a bound counts.
    pub(super) measure: Measure,
    /// Where in the line it stands.
    pub(super) at: usize,
}

/// What a bound counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// The value itself.
    Value,
    /// Its characters.
    Characters,
    /// Elements, records and other things.
    Things,
}

/// What the number or range that ends here counts, by the words around it.
fn measure(line: &str, from: usize, end: usize) -> Measure {
    static CHARACTERS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\s*(?:unicode |utf-8 |ascii |english )?(?:characters?|chars?|bytes|letters|digits\b|个?(?:英文|unicode)?字符|位|个?字节|个汉字)",
        )
    });
    static THINGS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\s*(?:[a-z]+ ){0,2}(?:items?|records?|rows?|elements?|entries|tags?|objects?|ids?|values|instances?|rules?|names|cakes)\b|^\s*[个条项组对]",
        )
    });
    static LENGTH: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)length|长度"));
    let after = line.get(end..).unwrap_or_default();
    let before =
        line.get(from.saturating_sub(24)..from).or_else(|| line.get(..from)).unwrap_or_default();
    match () {
        () if CHARACTERS.is_match(after) => Measure::Characters,
        () if THINGS.is_match(after) => Measure::Things,
        () if LENGTH.is_match(before) => Measure::Characters,
        () => Measure::Value,
    }
}

/// What a line that stands alone announces for the lines below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Range,
    Values,
    Default,
    Min,
    Max,
    /// What the row means, how it is limited: prose.
    Prose,
}

/// The label that a line is, if it is nothing else.
pub(super) fn head(line: &str) -> Option<Head> {
    let key = crate::words::key(line);
    Some(match key.as_str() {
        "range" | "valuerange" | "valuerange(s)" | "lengthrange" | "取值范围" | "值范围"
        | "长度范围" => Head::Range,
        "enumerationvalues" | "enumerationvalue" | "enumeratedvalues" | "enumeratedvalue"
        | "enumvalues" | "enum" | "values" | "validvalues" | "possiblevalues" | "allowedvalues"
        | "options" | "枚举值" | "可选值" | "取值" => Head::Values,
        "default" | "defaultvalue" | "默认取值" | "默认值" | "缺省值" => Head::Default,
        "minimum" | "minimumvalue" | "minimumlength" | "最小值" | "最小长度" => Head::Min,
        "maximum" | "maximumvalue" | "maximumlength" | "最大值" | "最大长度" => Head::Max,
        "definition" | "constraints" | "constraint" | "restrictions" | "description"
        | "参数解释" | "约束限制" | "约束" | "定义" => Head::Prose,
        _ => return None,
    })
}

/// Patterns with one number in them.
struct OneNumber {
    key: &'static str,
    certainty: Certainty,
    pattern: Regex,
}

static ONE_NUMBER: LazyLock<Vec<OneNumber>> = LazyLock::new(|| {
    let pattern = |key, certainty, before: &str, after: &str| OneNumber {
        key,
        certainty,
        pattern: regex(&format!(r#"(?i){before}\s*["“]?({NUMBER}){after}"#)),
    };
    // A number that a longer one or a unit of something else goes on with is another number.
    let end = r"(?:$|[^\d.,]|[.,](?:\s|$))";
    let characters = r"\s*(?:characters?|chars|bytes|letters|digits|个?字符|位|个汉字)";
    vec![
        pattern(
            "min",
            Certainty::Stated,
            r"\b(?:minimum|min)\.?(?:\s+(?:value|length|number|size))?\s*[:：]",
            end,
        ),
        pattern(
            "max",
            Certainty::Stated,
            r"\b(?:maximum|max)\.?(?:\s+(?:value|length|number|size))?\s*[:：]",
            end,
        ),
        pattern("min", Certainty::Stated, r"(?:最小值|最小长度|最小取值|最短长度)\s*[:：]", end),
        pattern("max", Certainty::Stated, r"(?:最大值|最大长度|最大取值|最长长度)\s*[:：]", end),
        pattern("min", Certainty::Prose, r"\bminimum (?:value |length |number )?(?:is|of)", end),
        pattern("max", Certainty::Prose, r"\bmaximum (?:value |length |number )?(?:is|of)", end),
        pattern(
            "min",
            Certainty::Prose,
            r"\b(?:greater than or equal to|not? (?:be )?(?:less|smaller) than|at least)",
            end,
        ),
        pattern(
            "max",
            Certainty::Prose,
            r"\b(?:less than or equal to|not? (?:be )?(?:more|greater|larger) than|at most|not exceed|cannot exceed)",
            end,
        ),
        pattern(
            "max",
            Certainty::Prose,
            r"\b(?:up to|consists? of|maximum(?: of)?|a max\.? of|no longer than|not exceeding)",
            characters,
        ),
        pattern(
            "min",
            Certainty::Prose,
            r"(?:最小值为|最小为|大于等于|不小于|不能小于|不少于|至少为?)",
            end,
        ),
        pattern(
            "max",
            Certainty::Prose,
            r"(?:最大值为|最大为|小于等于|不大于|不能大于|不能超过|不得超过|不超过|最大长度为?|最长为?|最多为?|长度限制为?)",
            end,
        ),
    ]
});

static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:\b(?:value\s+range|length\s+range|range|length)|取值范围|长度范围|值范围|范围|长度)(?:\s*[:：]|为|是|\s+is|\s+from)\s*",
    )
});

/// A range that its own words tell: `2 to 64 characters`, `1-64个字符`.
static LENGTHS: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)({NUMBER})\s*(?:to|-|–|~|～|至|到)\s*({NUMBER})\s*(?:characters?|chars|bytes|letters|个?字符|位|个汉字)"
    ))
});

static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\b(?:ranges? from|ranging from|between|value (?:is|can be|must be) from)\s+")
});

static DEFAULT: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)(?:\bdefault(?:\s+value)?\s*[:：]|(?:默认值|默认取值|缺省值|默认)\s*[:：])\s*")
});

static DEFAULT_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:\bdefault(?:\s+value)?\s+is\s+(?:set to\s+)?|\bdefaults\s+to\s+|\bby default, (?:the value|this parameter|it) is (?:set to )?|(?:默认值?|缺省值?)(?:为|是|设置为)\s*[:：]?\s*)",
    )
});

/// `the default value sql is used`.
static DEFAULT_USED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r#"(?i)\bthe default value\s+["“*`]?([A-Za-z0-9_\-]+)["”*`]?\s+is used\b"#)
});

/// Every fact that a line states.
pub(super) fn stated(line: &str) -> Vec<Stated> {
    let mut found = Vec::new();
    for OneNumber { key, certainty, pattern } in ONE_NUMBER.iter() {
        if let Some((value, at)) = pattern.captures(line).and_then(|captures| {
            let number = captures.get(1)?;
            let start = captures.get(0)?.start();
            let measure = measure(line, number.start(), number.end());
            Some((numbers::number(number.as_str())?, (start, measure)))
        }) {
            let (at, measure) = at;
            found.push(Stated { key, value, certainty: *certainty, measure, at });
        }
    }
    for (pattern, certainty) in [(&RANGE, Certainty::Stated), (&BETWEEN, Certainty::Prose)] {
        for start in pattern.find_iter(line) {
            let range = line.get(start.end()..).and_then(numbers::range);
            // Without a colon it is a phrase like any other.
            let labelled = start.as_str().contains([':', '：']);
            let certainty = if labelled { certainty } else { Certainty::Prose };
            // `1 to 9, or 99` is no range.
            let range = range.filter(|range| labelled || !range.goes_on);
            push_range(&mut found, line, range, certainty, start.start(), start.end());
        }
    }
    if let Some(captures) = LENGTHS.captures(line)
        && let Some(whole) = captures.get(0)
    {
        let range = numbers::range(whole.as_str());
        push_range(&mut found, line, range, Certainty::Prose, whole.start(), whole.start());
    }
    for (pattern, certainty) in [(&DEFAULT, Certainty::Stated), (&DEFAULT_PROSE, Certainty::Prose)]
    {
        if let Some(label) = pattern.find(line)
            && let Some(value) = line.get(label.end()..).and_then(first_value)
        {
            let (measure, at) = (Measure::Value, label.start());
            found.push(Stated { key: "default", value, certainty, measure, at });
        }
    }
    if let Some(captures) = DEFAULT_USED.captures(line)
        && let (Some(whole), Some(value)) = (captures.get(0), captures.get(1))
    {
        let (value, at) = (value.as_str().to_owned(), whole.start());
        let (certainty, measure) = (Certainty::Prose, Measure::Value);
        found.push(Stated { key: "default", value, certainty, measure, at });
    }
    found
}

fn push_range(
    found: &mut Vec<Stated>,
    line: &str,
    range: Option<numbers::Range>,
    certainty: Certainty,
    at: usize,
    start: usize,
) {
    let Some(range) = range else { return };
    let rest = line.get(start..).unwrap_or_default();
    let measure = measure(line, start, start + rest.len() - rest.trim_start().len() + range.length);
    for (key, value) in [("min", range.min), ("max", range.max)] {
        found.extend(value.map(|value| Stated { key, value, certainty, measure, at }));
    }
}

/// The value at the beginning of a text: up to the end of its clause, without quotes.
pub(super) fn first_value(text: &str) -> Option<String> {
    static NUMBER_FIRST: LazyLock<Regex> = LazyLock::new(|| regex(&format!("^(?:{NUMBER})")));
    let text = text.trim().trim_start_matches(['*', '`']);
    let quoted = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('「', '」')]
        .into_iter()
        .find_map(|(open, close)| {
            let rest = text.strip_prefix(open)?;
            rest.split_once(close).map(|(value, _)| value.trim().to_owned())
        });
    if let Some(value) = quoted {
        return (!value.is_empty()).then_some(value);
    }
    let clause = if let Some(number) = NUMBER_FIRST.find(text) {
        let rest = text.get(number.end()..).unwrap_or_default();
        let more =
            rest.find([' ', ',', '，', '。', ';', '；', '(', '（', '、']).unwrap_or(rest.len());
        text.get(..number.end() + more)?
    } else {
        let end =
            text.find([',', '，', '。', ';', '；', '(', '（', '、', '\n']).unwrap_or(text.len());
        let clause = text.get(..end)?;
        clause.split_once(". ").map_or(clause, |(first, _)| first)
    };
    let value = clause.trim().trim_end_matches(['.', '*', '`', ':', '：']).trim();
    let nothing =
        ["none", "n/a", "na", "-", "--", "no default value", "无", "不涉及", "empty", "null", "空"];
    let words = value.split_whitespace().count();
    let is_value = !value.is_empty()
        && value.chars().count() <= 60
        && words <= 2
        && !nothing.contains(&value.to_lowercase().as_str());
    is_value.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(line: &str) -> Vec<(&'static str, String, bool)> {
        let stated = stated(line).into_iter();
        stated.map(|one| (one.key, one.value, one.certainty == Certainty::Stated)).collect()
    }

    #[test]
    fn labels_state_facts() {
        for (line, expected) in [
            ("Minimum: 0", vec![("min", "0", true)]),
            ("Maximum: 99999999999999999", vec![("max", "99999999999999999", true)]),
            ("Maximum value: 2,000", vec![("max", "2000", true)]),
            (
                "Length range: 0 to 40 characters.",
                vec![
                    ("min", "0", true),
                    ("max", "40", true),
                    ("min", "0", false),
                    ("max", "40", false),
                ],
            ),
            ("取值范围：1~100", vec![("min", "1", true), ("max", "100", true)]),
            ("Default:0.2", vec![("default", "0.2", true)]),
            ("默认值：spark。", vec![("default", "spark", true)]),
            ("Default value: None", vec![]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(k, v, s)| (k, v.to_owned(), s)).collect();
            assert_eq!(facts(line), expected, "{line}");
        }
    }

    #[test]
    fn prose_states_them_less_surely() {
        for (line, expected) in [
            ("It can contain up to 64 characters.", vec![("max", "64")]),
            ("The default value is desc.", vec![("default", "desc")]),
            ("默认为10，最大值为100", vec![("max", "100"), ("default", "10")]),
            ("默认值为：“a”。", vec![("default", "a")]),
            ("最大值为“100”，默认值为“20”。", vec![("max", "100"), ("default", "20")]),
            ("a string of 2 to 64 characters", vec![("min", "2"), ("max", "64")]),
            ("It must be greater than or equal to 0.", vec![("min", "0")]),
            ("If it is left blank, the default value iced is used.", vec![("default", "iced")]),
            ("Name, maximum 64 characters.", vec![("max", "64")]),
            ("up to 5 tags", vec![]),
            ("The default value is the name of the cake that was baked last.", vec![]),
        ] {
            let found: Vec<_> = stated(line).into_iter().map(|one| (one.key, one.value)).collect();
            let expected: Vec<_> = expected.into_iter().map(|(k, v)| (k, v.to_owned())).collect();
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn values_end_with_their_clause() {
        for (text, expected) in [
            ("10", Some("10")),
            ("1.0 CPU core", Some("1.0")),
            ("“true”，表示", Some("true")),
            ("spark.", Some("spark")),
            ("v1. Compared with", Some("v1")),
            ("N/A", None),
            ("", None),
        ] {
            assert_eq!(first_value(text).as_deref(), expected, "{text}");
        }
    }
}
