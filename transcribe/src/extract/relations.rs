//! What sentences say about how rows relate to each other.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::choices;
use super::numbers::regex;
use crate::facts::{Certainty, Facts, Found, Relation, Sentence};

/// Reads the relations between the rows of each table, from their descriptions.
pub(super) fn relate(facts: &mut Facts) {
    for table in &mut facts.tables {
        let names: Vec<String> = table.rows.iter().map(|row| row.name.clone()).collect();
        for row in &mut table.rows {
            let own = row.name.clone();
            for sentence in &mut row.sentences {
                for value in relations(sentence, &own, &names) {
                    sentence.gave.push("relation");
                    let found = Found { value, line: sentence.line, certainty: Certainty::Prose };
                    row.relations.push(found);
                }
            }
        }
    }
}

/// The relations that a sentence in the description of a row states.
fn relations(sentence: &Sentence, own: &str, names: &[String]) -> Vec<Relation> {
    let conditional = conditional(&sentence.text, own, names);
    if conditional.is_empty() {
        plain(sentence, own, names).into_iter().collect()
    } else {
        conditional
    }
}

/// The relation that a sentence without a condition states.
fn plain(sentence: &Sentence, own: &str, names: &[String]) -> Option<Relation> {
    let mentioned = mentioned(&sentence.text, names);
    let others: Vec<String> = mentioned.iter().filter(|name| *name != own).cloned().collect();
    let text = sentence.text.as_str();
    if mentioned.len() < 2 && others.is_empty() || !sentence.constrains && !ties(text) {
        return None;
    }
    let mut members = mentioned;
    if !members.iter().any(|name| name == own) {
        members.insert(0, own.to_owned());
    }
    let singles = || members.iter().map(|name| vec![name.clone()]).collect();
    static EXACTLY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:mutually exclusive|only one of|cannot (?:both )?be (?:set|specified|used) (?:at the same time|together)|alternative)|二选一|互斥|不能同时(?:存在|设置|使用|指定)",
        )
    });
    static LEAST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:either .* or .*|at least one of .*|one of .*) (?:must|should|is required|need)|cannot (?:both )?be (?:empty|left blank) at the same time|至少(?:选择|设置|填写)?一个|不能同时为空",
        )
    });
    static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:must be (?:set|used|specified|configured) (?:together|at the same time)|must be used together with)|必须同时|须同时|成对",
        )
    });
    if LEAST.is_match(text) {
        Some(Relation::AtLeastOneOf(singles()))
    } else if EXACTLY.is_match(text)
        && !text.contains("at the same time")
        && !text.contains("不能同时")
    {
        Some(Relation::ExactlyOneOf(singles()))
    } else if TOGETHER.is_match(text)
        && !text.contains("不能同时")
        && !text.to_lowercase().contains("cannot")
    {
        Some(Relation::AllOrNone(singles()))
    } else {
        Some(Relation::Unclear(members))
    }
}

/// `If status is set to 0, this parameter is mandatory`, `valid only when a is set to true`.
fn conditional(text: &str, own: &str, names: &[String]) -> Vec<Relation> {
    static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"(?i)(?:if|when|where|当|如果|仅当)\s*["“*`]*([A-Za-z0-9_.\-]+)["”*`]*\s*(?:is set to|is|=|为|取值为|设置为|的值为)\s*["“*`]*([A-Za-z0-9_.\-]+)["”*`]*"#,
        )
    });
    let Some(captures) = CONDITION.captures(text) else { return Vec::new() };
    let [whole, row, value] = [0, 1, 2].map(|index| captures.get(index));
    let (Some(whole), Some(row), Some(value)) = (whole, row, value) else { return Vec::new() };
    let value = value.as_str().trim_end_matches('.').to_owned();
    let is_word = matches!(
        value.as_str(),
        "set"
            | "specified"
            | "not"
            | "left"
            | "empty"
            | "configured"
            | "used"
            | "null"
            | "a"
            | "the"
            | "an"
    );
    let Some(row) = names.iter().find(|name| *name == row.as_str() && *name != own) else {
        return Vec::new();
    };
    let rest = [text.get(..whole.start()), text.get(whole.end()..)].map(Option::unwrap_or_default);
    // Of several values, or of two conditions, only a person can make a rule.
    let [_, after] = rest;
    let is_one = !["or ", "and ", "或", "和", "、", "/"]
        .iter()
        .any(|more| after.trim_start().starts_with(more));
    if is_word || !is_one {
        return Vec::new();
    }
    consequence(&rest.join(" … "), own, row, &value)
}

/// What holds for a row where the condition does; the text is the sentence without the condition.
fn consequence(text: &str, own: &str, row: &str, value: &str) -> Vec<Relation> {
    static REQUIRED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\s*(?:mandatory|required)\b|\b(?:is|are) (?:mandatory|required)\b|must be (?:specified|configured|provided|entered)|must be set(?:[.,]|$)|(?:为|是)?(?:必选|必填)|必须(?:设置|填写|指定|配置)",
        )
    });
    static ONLY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bvalid only|\bonly valid|\btakes effect only|\bonly (?:available|takes effect|displayed|used|supported)|\bavailable only|才?有效|才生效|时有效",
        )
    });
    static AMONG: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:must be set to|must be|can only be(?: set to)?|只能为|必须为|必须设置为)\s*(.+)$",
        )
    });
    let (row, value) = (row.to_owned(), value.to_owned());
    if ONLY.is_match(text) {
        return vec![Relation::OnlyWhen { row, value }];
    }
    let lower = text.to_lowercase();
    let is_about_this = [
        "this parameter",
        "this field",
        "it is",
        "it must",
        "the value",
        "该参数",
        "此参数",
        "本参数",
        "该字段",
    ]
    .iter()
    .any(|word| lower.contains(word))
        || mentioned(text, &[own.to_owned()]).len() == 1
        || text.trim_start().starts_with(['m', 'M', '必']);
    if !is_about_this {
        return Vec::new();
    }
    let mut found = Vec::new();
    if REQUIRED.is_match(text) {
        found.push(Relation::RequiredWhen { row: row.clone(), value: value.clone() });
    }
    let among = AMONG.captures(text).and_then(|captures| choices::among(captures.get(1)?.as_str()));
    if let Some(values) = among {
        found.push(Relation::ValuesWhen { row, value, values });
    }
    found
}

/// Whether a sentence ties rows to each other without any of the words of constraint.
fn ties(text: &str) -> bool {
    text.contains("depends on") || text.contains("依赖")
}

/// The names that a text mentions as whole words; short ones that are words of the language do not count.
fn mentioned(text: &str, names: &[String]) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let mentions = |name: &&String| {
        let telling =
            name.contains(['_', '-', '.']) || name.chars().skip(1).any(|c| c.is_ascii_uppercase());
        telling
            && text.match_indices(name.as_str()).any(|(at, found)| {
                let before = text.get(..at).and_then(|before| before.chars().next_back());
                let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
                !before.is_some_and(is_part) && !after.is_some_and(is_part)
            })
    };
    let mut found: Vec<String> = names.iter().filter(mentions).cloned().collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, own: &str) -> Vec<Relation> {
        let names =
            ["template_id", "product_id", "run_mode", "job_type", "status"].map(str::to_owned);
        let sentence = Sentence { text: text.to_owned(), constrains: true, ..Sentence::default() };
        relations(&sentence, own, &names)
    }

    fn singles(names: &[&str]) -> Vec<Vec<String>> {
        names.iter().map(|name| vec![(*name).to_owned()]).collect()
    }

    #[test]
    fn sentences_that_tie_rows() {
        let pair = ["template_id", "product_id"];
        for (text, own, expected) in [
            (
                "Either template_id or product_id must be set.",
                "product_id",
                vec![Relation::AtLeastOneOf(singles(&pair))],
            ),
            (
                "template_id and product_id are mutually exclusive.",
                "product_id",
                vec![Relation::ExactlyOneOf(singles(&pair))],
            ),
            (
                "template_id不能同时为空",
                "product_id",
                vec![Relation::AtLeastOneOf(singles(&["product_id", "template_id"]))],
            ),
            (
                "如果template_id和product_id同时存在，以template_id为准。",
                "template_id",
                vec![Relation::Unclear(vec!["template_id".into(), "product_id".into()])],
            ),
            (
                "It must not exceed the quota of run_mode.",
                "job_type",
                vec![Relation::Unclear(vec!["job_type".into(), "run_mode".into()])],
            ),
            ("At most 64 characters.", "job_type", vec![]),
        ] {
            assert_eq!(read(text, own), expected, "{text}");
        }
    }

    #[test]
    fn conditions() {
        let required = |row: &str, value: &str| Relation::RequiredWhen {
            row: row.into(),
            value: value.into(),
        };
        let among = |row: &str, value: &str, values: &[&str]| Relation::ValuesWhen {
            row: row.into(),
            value: value.into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        let only =
            |row: &str, value: &str| Relation::OnlyWhen { row: row.into(), value: value.into() };
        for (text, expected) in [
            (
                "This parameter is mandatory when run_mode is set to fast.",
                vec![required("run_mode", "fast")],
            ),
            ("Mandatory if run_mode is fast.", vec![required("run_mode", "fast")]),
            (
                "This parameter is valid only when run_mode is set to fast.",
                vec![only("run_mode", "fast")],
            ),
            ("当“run_mode”为“fast”时，该参数为必选。", vec![required("run_mode", "fast")]),
            (
                "If run_mode is set to fast, job_type must be set to a or b.",
                vec![among("run_mode", "fast", &["a", "b"])],
            ),
            (
                "If run_mode is set to fast, job_type must be a.",
                vec![among("run_mode", "fast", &["a"])],
            ),
            (
                "If status is set to 0, this parameter is mandatory and must be set to 0 (meaning on) or 1 (meaning off).",
                vec![required("status", "0"), among("status", "0", &["0", "1"])],
            ),
            ("If run_mode is set to fast, template_id must be set.", vec![]),
            ("If run_mode is set, this parameter is mandatory.", vec![]),
            ("When run_mode is set to a or b, this parameter is mandatory.", vec![]),
        ] {
            let found: Vec<_> = read(text, "job_type")
                .into_iter()
                .filter(|one| !matches!(one, Relation::Unclear(_)))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
