//! What sentences say about how rows relate to each other.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::numbers::regex;
use crate::facts::{Certainty, Facts, Found, Relation, Sentence};

/// Reads the relations between the rows of each table, from their descriptions.
pub(super) fn relate(facts: &mut Facts) {
    for table in &mut facts.tables {
        let names: Vec<String> = table.rows.iter().map(|row| row.name.clone()).collect();
        for row in &mut table.rows {
            let own = row.name.clone();
            for sentence in &mut row.sentences {
                let Some(relation) = relation(sentence, &own, &names) else { continue };
                sentence.gave.push("relation");
                row.relations.push(Found {
                    value: relation,
                    line: sentence.line,
                    certainty: Certainty::Prose,
                });
            }
        }
    }
}

/// The relation that a sentence in the description of a row states.
fn relation(sentence: &Sentence, own: &str, names: &[String]) -> Option<Relation> {
    let mentioned = mentioned(&sentence.text, names);
    let others: Vec<String> = mentioned.iter().filter(|name| *name != own).cloned().collect();
    let text = sentence.text.as_str();
    if !others.is_empty()
        && let Some(found) = conditional(text, own, &others)
    {
        return Some(found);
    }
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
            r"(?i)\b(?:must be (?:set|used|specified) (?:together|at the same time)|used together with)|必须同时|同时(?:存在|设置|指定)|成对",
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
fn conditional(text: &str, own: &str, others: &[String]) -> Option<Relation> {
    static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"(?i)(?:if|when|where|当|如果|仅当)\s*["“*`]*([A-Za-z0-9_.\-]+)["”*`]*\s*(?:is set to|is|=|为|取值为|设置为|的值为)\s*["“*`]*([A-Za-z0-9_.\-]+)"#,
        )
    });
    let captures = CONDITION.captures(text)?;
    let (row, value) = (captures.get(1)?.as_str(), captures.get(2)?.as_str().trim_end_matches('.'));
    let row = others.iter().find(|name| *name == row)?;
    let is_word = matches!(
        value,
        "set" | "specified" | "not" | "left" | "empty" | "true," | "configured" | "used"
    );
    if is_word {
        return None;
    }
    static REQUIRED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)this (?:parameter|field) is (?:mandatory|required)|(?:is|are) mandatory|must be (?:set|specified|configured)|必选|必填|必须",
        )
    });
    static ONLY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)valid only (?:when|if)|only valid (?:when|if)|takes effect only|only (?:available|takes effect|displayed|used) (?:when|if)|此参数才?有效|参数有效|才有效|才生效|时有效",
        )
    });
    let about_this = text.to_lowercase().contains("this parameter")
        || text.contains(own)
        || !text.contains(" must ");
    if ONLY.is_match(text) {
        Some(Relation::OnlyWhen { row: row.clone(), value: value.to_owned() })
    } else if REQUIRED.is_match(text) && about_this {
        Some(Relation::RequiredWhen { row: row.clone(), value: value.to_owned() })
    } else {
        None
    }
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

    fn read(text: &str, own: &str) -> Option<Relation> {
        let names: Vec<String> =
            ["template_id", "product_id", "run_mode", "job_type"].map(str::to_owned).into();
        let sentence = Sentence { text: text.to_owned(), constrains: true, ..Sentence::default() };
        relation(&sentence, own, &names)
    }

    fn singles(names: &[&str]) -> Vec<Vec<String>> {
        names.iter().map(|name| vec![(*name).to_owned()]).collect()
    }

    #[test]
    fn sentences_that_tie_rows() {
        let pair = ["template_id", "product_id"];
        let when = |row: &str, value: &str| (row.to_owned(), value.to_owned());
        let (row, value) = when("run_mode", "fast");
        for (text, own, expected) in [
            (
                "Either template_id or product_id must be set.",
                "product_id",
                Some(Relation::AtLeastOneOf(singles(&pair))),
            ),
            (
                "template_id and product_id are mutually exclusive.",
                "product_id",
                Some(Relation::ExactlyOneOf(singles(&pair))),
            ),
            (
                "This parameter is mandatory when run_mode is set to fast.",
                "job_type",
                Some(Relation::RequiredWhen { row: row.clone(), value: value.clone() }),
            ),
            (
                "This parameter is valid only when run_mode is set to fast.",
                "job_type",
                Some(Relation::OnlyWhen { row, value }),
            ),
            (
                "template_id不能同时为空",
                "product_id",
                Some(Relation::AtLeastOneOf(singles(&["product_id", "template_id"]))),
            ),
            (
                "It must not exceed the quota of run_mode.",
                "job_type",
                Some(Relation::Unclear(vec!["job_type".into(), "run_mode".into()])),
            ),
            ("At most 64 characters.", "job_type", None),
        ] {
            assert_eq!(read(text, own), expected, "{text}");
        }
    }
}
