//! Enumerations: items that are values or begin with one, and sentences that list them.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::description::Line;
use super::labels;
use super::numbers::regex;
use crate::facts::{Certainty, Choice, Found};

/// The values of the first list of items that is an enumeration.
pub(super) fn from_items(lines: &[Line]) -> Option<Found<Vec<Choice>>> {
    let mut found: Option<Found<Vec<Choice>>> = None;
    let mut start = 0;
    let mut between: Vec<&Line> = Vec::new();
    while start < lines.len() {
        let run: Vec<&Line> = lines.iter().skip(start).take_while(|line| line.in_list).collect();
        if run.is_empty() {
            between.extend(lines.get(start));
            start += 1;
            continue;
        }
        start += run.len();
        let names_keys = between.last().is_some_and(|line| announces_keys(line));
        let is_label = |line: &&Line| labels::head(&line.text) == Some(labels::Head::Values);
        let labelled = between.last().is_some_and(is_label);
        let listed = enumeration(&run, labelled).or_else(|| nested(&run));
        match (&mut found, listed.filter(|_| !names_keys)) {
            (None, next) => found = next,
            // Plain text does not tell a remark on an item from the end of its list.
            (Some(list), Some(next))
                if between.len() <= 2 && !between.iter().any(|line| introduces(line)) =>
            {
                list.value.extend(next.value);
            }
            (Some(_), _) => break,
        }
        between.clear();
    }
    found
}

/// Whether the items below a line are keys of values, or ranges of several kinds: `The supported configuration items:`.
fn announces_keys(line: &Line) -> bool {
    static KEYS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:configuration items?|(?:configuration )?parameters|properties|fields|keys|ranges)\b[^.。]*[:：]$|(?:配置项|参数|属性|字段|键|.{2}范围)[^。]{0,8}[:：]$",
        )
    });
    KEYS.is_match(line.text.trim()) && labels::head(&line.text).is_none()
}

/// Whether a line says that a list of its own follows.
fn introduces(line: &Line) -> bool {
    line.text.ends_with([':', '：']) || labels::head(&line.text).is_some()
}

/// The values of the list inside an item: `The state can be:`.
fn nested(run: &[&Line]) -> Option<Found<Vec<Choice>>> {
    let at = run.iter().position(|line| line.item.is_some() && introduces(line))?;
    let depth = run.get(at)?.item;
    let inner: Vec<&Line> =
        run.iter().skip(at + 1).take_while(|line| line.item != depth).copied().collect();
    enumeration(&inner, false)
}

/// The values of a run of items; below a label each is one as it stands.
fn enumeration(run: &[&Line], labelled: bool) -> Option<Found<Vec<Choice>>> {
    let first = run.iter().find(|line| line.item.is_some())?;
    let depth = run.iter().filter_map(|line| line.item).min()?;
    let items: Vec<&&Line> = run
        .iter()
        .filter(|line| {
            line.item == Some(depth)
                && labels::head(&line.text).is_none()
                && !is_labelled(&line.text)
        })
        .collect();
    let whole = |text: &str| {
        let is_value = labelled && text.chars().count() <= 60 && !text.ends_with(['.', '。', ';']);
        is_value.then(|| vec![plain(text.trim().trim_matches(is_quote))])
    };
    let values = |line: &&&Line| choices(&line.text).or_else(|| whole(&line.text));
    let found: Vec<Vec<Choice>> = items.iter().filter_map(values).collect();
    // A sentence among values is a remark; values among sentences are examples.
    let enough = found.len() >= 2 && found.len() * 3 >= items.len() * 2
        || found.len() == 1 && items.len() == 1;
    let choices = found.into_iter().flatten().collect();
    enough.then_some(Found { value: choices, line: first.at, certainty: Certainty::Stated })
}

fn is_labelled(text: &str) -> bool {
    labels::stated(text).iter().any(|fact| fact.at < 4)
}

/// The values that an item is or begins with: `pdf: …`, or two that share a meaning, `http and https: …`.
fn choices(text: &str) -> Option<Vec<Choice>> {
    static PAIR: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^([A-Za-z0-9_.\-]{1,40})(?:\s+(?:and|or)\s+|\s*[、/和或]\s*)([A-Za-z0-9_.\-]{1,40})\s*[:：]\s*(.*)$",
        )
    });
    let Some(pair) = PAIR.captures(text.trim()) else { return choice(text).map(|one| vec![one]) };
    let meaning = pair.get(3).map(|rest| rest.as_str().trim().to_owned());
    let meaning = meaning.filter(|meaning| !meaning.is_empty());
    let of = |group: usize| {
        let value = pair.get(group).map(|value| value.as_str().to_owned()).unwrap_or_default();
        Choice { value, meaning: meaning.clone() }
    };
    Some(vec![of(1), of(2)])
}

/// The value that an item is or begins with.
pub(super) fn choice(text: &str) -> Option<Choice> {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"^["“'‘`*]+([^"”'’`*\s]{1,60})["”'’`*]+\s*(?:[:：,，(（=]|[-–—]\s|表示|指|代表|$)\s*(.*)$"#,
        )
    });
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^([A-Za-z0-9_.+/%$@*\-]{1,60}(?::[A-Za-z0-9_]+|(?:;[A-Za-z]+=[A-Za-z0-9_.\-]+)+)?)\s*(?:[:：，(（=]|[-–—]\s|表示|指|代表|,\s|;|；|。|\.$|$)\s*(.*)$",
        )
    });
    let text = text.trim();
    let captures = QUOTED.captures(text).or_else(|| BARE.captures(text))?;
    let value = captures.get(1)?.as_str().trim_end_matches(['.', ':']);
    let meaning = captures.get(2).map(|rest| rest.as_str().trim()).unwrap_or_default();
    // `For example, …` begins with no value.
    let is_word_of_a_sentence = matches!(
        value.to_lowercase().as_str(),
        "note"
            | "currently"
            | "however"
            | "otherwise"
            | "default"
            | "example"
            | "if"
            | "when"
            | "the"
            | "this"
            | "only"
            | "for"
    );
    if value.is_empty() || is_word_of_a_sentence {
        return None;
    }
    let meaning = meaning.trim_end_matches([')', '）']);
    Some(Choice {
        value: value.to_owned(),
        meaning: (!meaning.is_empty()).then(|| meaning.to_owned()),
    })
}

/// The values that a line lists in words.
pub(super) fn from_prose(line: &Line) -> Option<Found<Vec<Choice>>> {
    static CASE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:if|when|unless)\b|如果|若|当"));
    static LISTED: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)(?:\b(?:the )?(?:options|values|enumeration values)(?: are| include)?(?: as follows)?\s*[:：]|",
            r"\bthe (?:options|values|valid values|possible values)(?: are| include)\s|",
            r"\bvalues? (?:can be|can only be|may be|must be|are|is one of|include)(?: one of)?(?: either)?\s|",
            r"\bcan be(?: set to)?(?: either)?\s|\bset to\s|",
            r"(?:可选值|取值范围|取值|枚举值|包括|支持)(?:为|有|包括|如下|是)?\s*[:：为]\s*)"
        ))
    });
    let text = line.text.as_str();
    // What stands after `when` are values of another row.
    let is_free =
        |at: usize| !text.get(..at).is_some_and(|before| CASE.is_match(last_sentence(before)));
    let mut labels = LISTED.find_iter(text).filter(|label| is_free(label.start()));
    let whole = slashed(text).or_else(|| numbered(text));
    let found = whole.or_else(|| labels.find_map(|label| listed(text.get(label.end()..)?)))?;
    Some(Found { value: found, line: line.at, certainty: Certainty::Prose })
}

/// What follows the last full stop.
fn last_sentence(text: &str) -> &str {
    text.rsplit(['。', '；']).next().and_then(|rest| rest.rsplit(". ").next()).unwrap_or(text)
}

/// `true/false`, alone in its line; a type of media is none.
fn slashed(text: &str) -> Option<Vec<Choice>> {
    let text = text.trim().trim_end_matches('.');
    let parts: Vec<&str> = text.split(['/', '|']).map(str::trim).collect();
    let media = ["application", "text", "image", "audio", "video", "multipart"];
    let all = parts.len() >= 2
        && !parts.first().is_some_and(|first| media.contains(first))
        && parts.iter().all(|part| {
            !part.is_empty() && part.len() <= 30 && part.chars().all(is_value_character)
        });
    all.then(|| parts.iter().map(|part| plain(part)).collect())
}

/// `0: enabled; 1: disabled`, after a colon or at the beginning.
fn numbered(text: &str) -> Option<Vec<Choice>> {
    static PAIR: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"(?:^|[:：;；,，。.]\s*)["“]?([A-Za-z_]+|-?\d+)["”]?\s*[:：]\s*([^;；,，。:：]+?)\s*(?:[;；,，。]|\.(?:\s|$)|$)"#,
        )
    });
    let mut choices = Vec::new();
    let mut at = 0;
    while let Some(captures) = text.get(at..).and_then(|rest| PAIR.captures(rest)) {
        let (value, meaning) = (captures.get(1)?, captures.get(2)?);
        choices.push(Choice {
            value: value.as_str().to_owned(),
            meaning: Some(meaning.as_str().trim().to_owned()),
        });
        // The separator that ended this pair begins the next one.
        at += meaning.end();
    }
    let numbers = choices.iter().all(|choice| choice.value.parse::<i64>().is_ok());
    (choices.len() >= 2 && numbers).then_some(choices)
}

/// `A, B, or C` at the beginning of a text.
fn listed(text: &str) -> Option<Vec<Choice>> {
    static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"\s*(?:,\s*(?:and|or)\s+|[,，、]\s*|\s(?:and|or)\s|\s*(?:和|或者?|以及)\s*)")
    });
    let end = text.find(['。', ';', '；', '(', '（', '\n']).unwrap_or(text.len());
    let clause = text.get(..end)?;
    let clause = clause.split_once(". ").map_or(clause, |(first, _)| first);
    let clause = clause.trim().trim_end_matches('.');
    let parts: Vec<&str> =
        SEPARATOR.split(clause).map(|part| part.trim().trim_matches(is_quote)).collect();
    let all = parts.len() >= 2
        && parts.iter().all(|part| {
            !part.is_empty() && part.len() <= 60 && part.chars().all(is_value_character)
        });
    all.then(|| parts.iter().map(|part| plain(part)).collect())
}

/// The values in `a or b`, `0 (meaning on) or 1 (meaning off)`, or one alone; what else stands there makes it unclear.
pub(super) fn among(text: &str) -> Option<Vec<String>> {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| regex(r"\s*[(（][^()（）]*[)）]"));
    let text = ASIDE.replace_all(text, "");
    let one = text.trim().trim_end_matches(['.', '。', ';', '；']).trim_matches(is_quote);
    if !one.is_empty() && one.chars().all(is_value_character) {
        return Some(vec![one.to_owned()]);
    }
    Some(listed(&text)?.into_iter().map(|choice| choice.value).collect())
}

fn plain(value: &str) -> Choice {
    Choice { value: value.to_owned(), meaning: None }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '\'' | '‘' | '’' | '`' | '*' | '「' | '」')
}

fn is_value_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_-.:+".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> Line {
        Line { text: text.to_owned(), at: 1, item: Some(1), in_list: true }
    }

    fn values(found: Option<Found<Vec<Choice>>>) -> Vec<String> {
        found
            .map(|found| found.value.into_iter().map(|choice| choice.value).collect())
            .unwrap_or_default()
    }

    #[test]
    fn items_are_values_or_begin_with_one() {
        for (items, expected) in [
            (vec!["true: on", "false: off", "Default value: false."], vec!["true", "false"]),
            (
                vec!["oracle", "mssql: SQL Server", "mrshive(tag:Site)"],
                vec!["oracle", "mssql", "mrshive"],
            ),
            (vec!["a/b;charset=utf-8", "a/c (if b)"], vec!["a/b;charset=utf-8", "a/c"]),
            (vec!["mail: slow", "http and https: fast"], vec!["mail", "http", "https"]),
            (vec!["0：成功", "1：失败"], vec!["0", "1"]),
            (vec!["“a”：一", "“b”表示二"], vec!["a", "b"]),
            (vec!["2:dir: keep", "1: stop", "0"], vec!["2:dir", "1", "0"]),
            (vec!["If a is set, b must be set.", "When b is set, a must not."], vec![]),
            (vec!["Minimum value: 2", "Maximum value: 400"], vec![]),
        ] {
            let lines: Vec<Line> = items.iter().map(|text| item(text)).collect();
            assert_eq!(values(from_items(&lines)), expected, "{items:?}");
        }
    }

    #[test]
    fn labels_and_inner_lists_tell_values() {
        let label = Line { text: "Options:".to_owned(), at: 1, item: None, in_list: false };
        let lines = [label, item("no cake"), item("two cakes")];
        assert_eq!(values(from_items(&lines)), ["no cake", "two cakes"]);
        assert_eq!(values(from_items(&[item("no cake"), item("two cakes")])), [""; 0]);
        let inner =
            |text: &str| Line { text: text.to_owned(), at: 1, item: Some(2), in_list: true };
        let lines = [item("Says how it is."), item("It can be:"), inner("a: one"), inner("b: two")];
        assert_eq!(values(from_items(&lines)), ["a", "b"]);
    }

    #[test]
    fn keys_of_values_are_no_values() {
        let line = |text: &str| Line { text: text.to_owned(), at: 1, item: None, in_list: false };
        for (above, expected) in [
            ("The following configuration items are supported:", 0),
            ("目前支持的配置项：", 0),
            ("不同烤箱支持的网段范围：", 0),
            ("The options are as follows:", 2),
            ("取值范围：", 2),
        ] {
            let lines = [line(above), item("oven.hot"), item("oven.cold")];
            assert_eq!(values(from_items(&lines)).len(), expected, "{above}");
        }
    }

    #[test]
    fn a_remark_on_an_item_does_not_end_its_list() {
        let plain = |text: &str| Line { text: text.to_owned(), at: 1, item: None, in_list: false };
        let lines =
            [item("a: one"), item("b: two"), plain("It is slow."), item("c: three"), item("d")];
        assert_eq!(values(from_items(&lines)), ["a", "b", "c", "d"]);
        let lines =
            [item("a: one"), item("b: two"), plain("Its parts:"), item("c: three"), item("d")];
        assert_eq!(values(from_items(&lines)), ["a", "b"]);
    }

    #[test]
    fn prose_lists_values() {
        for (text, expected) in [
            ("Options: DDL, DCL, and QUERY.", vec!["DDL", "DCL", "QUERY"]),
            ("Currently, the value can be A.B, A, or C. NOTE: x", vec!["A.B", "A", "C"]),
            ("true/false", vec!["true", "false"]),
            ("State of the oven. The options are: 0: hot; 1: cold.", vec!["0", "1"]),
            ("取值为：“a”、“b”或“c”。", vec!["a", "b", "c"]),
            ("The value can be anything that you like, or nothing.", vec![]),
            ("Name of the cake.", vec![]),
        ] {
            let line = Line { text: text.to_owned(), at: 1, item: None, in_list: false };
            assert_eq!(values(from_prose(&line)), expected, "{text}");
        }
    }
}
