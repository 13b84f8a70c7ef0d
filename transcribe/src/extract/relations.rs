//! What sentences say about how rows relate to each other.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::choices;
use super::numbers::regex;
use crate::facts::{Certainty, Facts, Found, Relation, Row, Sentence};

/// Reads the relations between the rows of each table, from their descriptions.
pub(super) fn relate(facts: &mut Facts) {
    for table in &mut facts.tables {
        // A table as long as this lists things, not parameters.
        if table.rows.len() > 500 {
            continue;
        }
        let others: Vec<Other> = table.rows.iter().map(Other::of).collect();
        for row in &mut table.rows {
            let own = row.name.clone();
            for sentence in &mut row.sentences {
                let found = relations(sentence, &own, &others);
                if !found.is_empty() {
                    sentence.gave.push("relation");
                }
                let line = sentence.line;
                let found = found.into_iter();
                row.relations.extend(found.map(|value| Found {
                    value,
                    line,
                    certainty: Certainty::Prose,
                }));
            }
        }
    }
}

/// A row of the same table.
struct Other {
    name: String,
    /// The values that it is documented to have.
    values: Vec<String>,
}

impl Other {
    fn of(row: &Row) -> Self {
        let choices = row.values.as_ref().map(|found| found.value.as_slice()).unwrap_or_default();
        let values = choices.iter().map(|choice| choice.value.clone()).collect();
        Self { name: row.name.clone(), values }
    }
}

/// The relations that a sentence in the description of a row states.
fn relations(sentence: &Sentence, own: &str, rows: &[Other]) -> Vec<Relation> {
    let found = conditional(&sentence.text, own, rows);
    if found.is_empty() { relation(sentence, own, rows).into_iter().collect() } else { found }
}

/// The relation that a sentence states of every case, or that only a person can put into a rule.
fn relation(sentence: &Sentence, own: &str, rows: &[Other]) -> Option<Relation> {
    let text = sentence.text.as_str();
    let mentioned = mentioned(text, rows);
    let others = mentioned.iter().filter(|name| *name != own).count();
    if others == 0 || !sentence.constrains && !ties(text) {
        return None;
    }
    let mut members = mentioned;
    // A sentence that names one other row speaks of it and of the one that it describes.
    if members.len() == 1 {
        members.insert(0, own.to_owned());
    }
    Some(group(text, &members).unwrap_or(Relation::Unclear(members)))
}

/// How the members of a group depend on each other, where the sentence says it of all of them and of every case.
fn group(text: &str, members: &[String]) -> Option<Relation> {
    if is_of_a_case(text) {
        return None;
    }
    let singles = || members.iter().map(|name| vec![name.clone()]).collect();
    if LEAST.is_match(text) {
        Some(Relation::AtLeastOneOf(singles()))
    } else if EXACTLY.is_match(text) {
        Some(Relation::ExactlyOneOf(singles()))
    } else if MOST.is_match(text) {
        Some(Relation::AtMostOneOf(singles()))
    } else if let Some(found) = TOGETHER.find(text)
        && text
            .get(..found.start())
            .is_some_and(|before| members.iter().all(|name| before.contains(name.as_str())))
    {
        Some(Relation::AllOrNone(singles()))
    } else {
        None
    }
}

static LEAST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\beither .* or .* (?:must|should|is required|has to|needs? to)|\bat least one of .* (?:must|should|is required|has to|needs? to)|cannot (?:both )?be (?:empty|left blank|null)(?: at the same time)?|至少(?:选择|设置|填写|传|指定)?一个|不能同时为空|不能都为空",
    )
});

static EXACTLY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bexactly one of .* (?:must|should|is required|has to)|必须.{0,4}二选一|二选一.{0,4}必[填选传]",
    )
});

static MOST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bmutually exclusive\b|cannot (?:both )?be (?:set|specified|used|configured) (?:at the same time|together|simultaneously)|cannot both be (?:set|specified|used|configured)|二选一|互斥|不能同时(?:存在|设置|使用|指定|配置|填写)",
    )
});

static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bmust (?:both )?be (?:set|used|specified|configured) (?:together|at the same time|simultaneously)|(?:必须|需要?)(?:同时|成对)(?:存在|设置|指定|出现|使用|配置)",
    )
});

/// Whether a sentence speaks of a case only.
fn is_of_a_case(text: &str) -> bool {
    static CASE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:if|when|unless|otherwise)\b|如果|若|当.{1,20}时"));
    CASE.is_match(text)
}

/// `If status is set to 0, this parameter is mandatory`, `valid only when a is set to true`.
fn conditional(text: &str, own: &str, rows: &[Other]) -> Vec<Relation> {
    let Some((row, value, rest)) = condition(text, own, rows) else { return Vec::new() };
    if ONLY.is_match(text) {
        return vec![Relation::OnlyWhen { row, value }];
    }
    let mut found = Vec::new();
    if is_required(text, own) {
        found.push(Relation::RequiredWhen { row: row.clone(), value: value.clone() });
    }
    if let Some(values) = values_then(&rest, own) {
        found.push(Relation::ValuesWhen { row, value, values });
    }
    found
}

/// The values that a row has where the condition holds: `job_type must be set to a or b`.
fn values_then(text: &str, own: &str) -> Option<Vec<String>> {
    static AMONG: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:must be set to|must be|can only be(?: set to)?|只能为|必须为|必须设置为)\s*(.+)$",
        )
    });
    static THIS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\b(?:this|the) (?:parameter|field|value)\b|(?:此|该|本)(?:参数|字段)")
    });
    let found = AMONG.captures(text)?;
    let before = text.get(..found.get(0)?.start())?.trim_end();
    let is_about_this = before.ends_with(own) || THIS.is_match(before);
    if is_about_this { choices::among(found.get(1)?.as_str()) } else { None }
}

/// The row and the value of a condition, and what the sentence says besides.
fn condition(text: &str, own: &str, rows: &[Other]) -> Option<(String, String, String)> {
    static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"(?i)(?:if|when|where|当|如果|仅当)\s*(?:the value of )?["“*`]*([A-Za-z0-9_.\-]+)["”*`]*\s*(is set to|is|=|==|为|取值为|设置为|的值为)\s*["“*`]*([A-Za-z0-9_.\-]+)["”*`]*"#,
        )
    });
    let captures = CONDITION.captures(text)?;
    let row = rows.iter().find(|row| {
        row.name != own && captures.get(1).is_some_and(|name| name.as_str() == row.name)
    })?;
    let value = captures.get(3)?.as_str().trim_end_matches('.');
    let bare = captures.get(2).is_some_and(|verb| verb.as_str().eq_ignore_ascii_case("is"));
    let after = text.get(captures.get(0)?.end()..).unwrap_or_default().trim_start();
    if !is_value(value, row, bare) || goes_on(after) {
        return None;
    }
    let before = text.get(..captures.get(0)?.start()).unwrap_or_default();
    Some((row.name.clone(), value.to_owned(), format!("{before} … {after}")))
}

/// Whether a word after `when a is` is a value of that row, not the beginning of a phrase.
fn is_value(value: &str, row: &Other, bare: bool) -> bool {
    let is_word = matches!(
        value,
        "set"
            | "specified"
            | "not"
            | "left"
            | "empty"
            | "configured"
            | "used"
            | "null"
            | "greater"
            | "less"
            | "more"
            | "larger"
            | "smaller"
            | "in"
            | "a"
            | "an"
            | "the"
            | "one"
            | "any"
    );
    if is_word {
        return false;
    }
    if !row.values.is_empty() {
        return row.values.iter().any(|known| known == value);
    }
    let telling = matches!(value, "true" | "false")
        || value.contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-'))
        || value.len() > 1 && value.chars().all(|c| c.is_ascii_uppercase());
    !bare || telling
}

/// Whether further values or conditions follow, so that one value is not the whole condition.
fn goes_on(after: &str) -> bool {
    static MORE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^(?:and|or|/|、|或|和|且|并|同时|，?且)"));
    MORE.is_match(after)
}

static ONLY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)valid only (?:when|if)|only valid (?:when|if)|takes effect only|only (?:available|takes effect|displayed|used) (?:when|if)|available only (?:when|if)|此参数才?有效|参数有效|才有效|才生效|时有效",
    )
});

/// Whether a sentence says that its row has to be given. That its value must be this or that is no such thing.
fn is_required(text: &str, own: &str) -> bool {
    static THIS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:this|the) (?:parameter|field) (?:is (?:mandatory|required)|must be (?:set|specified|configured|provided)\b(?: to)?)|^(?:mandatory|required) (?:when|if)\b",
        )
    });
    static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:(?:此|该|本)?(?:参数|字段|项)?(?:为?必选|为?必填|必传)|(?:此|该|本)(?:参数|字段)(?:必须(?:设置|指定|填写|传入|配置|提供)|不能为空))",
        )
    });
    let own_is =
        ["is mandatory", "is required", "must be set", "must be specified", "must be configured"]
            .iter()
            .any(|verb| text.contains(&format!("{own} {verb}")));
    let found = THIS.find(text).map(|found| found.as_str()).filter(|found| !found.ends_with(" to"));
    let says_value = text.contains("must be set to");
    found.is_some() || own_is && !says_value || CHINESE.is_match(text)
}

/// Whether a sentence ties rows to each other without any of the words of constraint.
fn ties(text: &str) -> bool {
    text.contains("depends on") || text.contains("依赖")
}

/// The names that a text mentions as whole words; short ones that are words of the language do not count.
fn mentioned(text: &str, rows: &[Other]) -> Vec<String> {
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
    let mut found: Vec<String> = Vec::new();
    let telling: Vec<&String> = rows.iter().map(|row| &row.name).filter(mentions).collect();
    for row in rows {
        // A word of the language is a name where it stands beside one: `name or template_id`.
        let beside = || {
            telling.iter().any(|other| {
                let joints = [" or ", " and ", "和", "与", "或", "、"];
                joints.iter().any(|joint| {
                    text.contains(&format!(" {}{joint}{other}", row.name))
                        || text.ends_with(&format!("{other}{joint}{}", row.name))
                        || text.contains(&format!("{other}{joint}{} ", row.name))
                })
            })
        };
        if (telling.contains(&&row.name) || beside()) && !found.contains(&row.name) {
            found.push(row.name.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests;
