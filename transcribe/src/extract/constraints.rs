//! The constraints that a description states, into its row.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::choices;
use super::description::Line;
use super::labels::{self, Head};
use super::numbers;
use super::plausible;
use super::remarks;
use super::sentences;
use crate::facts::{Certainty, Choice, Found, Row, Sentence};

/// Reads the lines of a description into the row.
pub(super) fn read(row: &mut Row, lines: &[Line]) {
    let mut under = None;
    for line in lines {
        if let Some(head) = labels::head(&line.text) {
            under = Some(head);
            continue;
        }
        let mut sentences = sentences::split(&line.text, line.at);
        for stated in labels::stated(&line.text) {
            let below_label = under == Some(Head::Default);
            let certainty = if below_label { Certainty::Stated } else { stated.certainty };
            let Some(sentence) = sentence_at(&mut sentences, &line.text, stated.at) else {
                continue;
            };
            if below_label || plausible::admits(row, &stated, &sentence.text) {
                sentence.gave.push(stated.key);
                let value = plausible::whole(row, &stated, &line.text);
                take(row, stated.key, Found { value, line: line.at, certainty });
            }
        }
        if let Some(head) = under {
            below_head(row, head, line, &mut sentences);
        }
        for sentence in &mut sentences {
            sentence.gave.extend(remarks::read(row, &sentence.text, sentence.line));
        }
        row.sentences.append(&mut sentences);
    }
    enumeration(row, lines);
    plausible::settle(row, lines);
}

/// A line that stands under a label: `Range`, then `1-100`.
fn below_head(row: &mut Row, head: Head, line: &Line, sentences: &mut [Sentence]) {
    let found = |value: String| Found { value, line: line.at, certainty: Certainty::Stated };
    let mut keys = Vec::new();
    match head {
        Head::Range => {
            if let Some(range) = numbers::range(&line.text) {
                for (key, value) in [("min", range.min), ("max", range.max)] {
                    if let Some(value) = value {
                        take(row, key, found(value));
                        keys.push(key);
                    }
                }
            }
        }
        Head::Default => {
            if row.default.as_ref().is_none_or(|default| default.certainty < Certainty::Stated)
                && let Some(value) = labels::first_value(&line.text)
            {
                take(row, "default", found(value));
                keys.push("default");
            }
        }
        Head::Min | Head::Max => {
            if let Some(value) = numbers::number(&line.text) {
                let key = if head == Head::Min { "min" } else { "max" };
                take(row, key, found(value));
                keys.push(key);
            }
        }
        Head::Values | Head::Prose => {}
    }
    if let Some(first) = sentences.first_mut() {
        first.gave.extend(keys);
    }
}

/// Takes a fact; of two, the surer one is the row's, and the other is kept beside it.
fn take(row: &mut Row, key: &'static str, found: Found<String>) {
    let place = match key {
        "min" => &mut row.min,
        "max" => &mut row.max,
        _ => &mut row.default,
    };
    match place {
        None => *place = Some(found),
        Some(known) if known.value == found.value => {
            known.certainty = known.certainty.max(found.certainty);
        }
        Some(known) => {
            let other = if found.certainty > known.certainty {
                std::mem::replace(known, found)
            } else {
                found
            };
            row.also.push((key, other));
        }
    }
}

/// The sentence that stands at a place of its line.
fn sentence_at<'s>(
    sentences: &'s mut [Sentence],
    line: &str,
    at: usize,
) -> Option<&'s mut Sentence> {
    let before = line.get(..at).map_or(0, |before| sentences::split(before, 0).len());
    let ended =
        line.get(..at).is_some_and(|before| before.trim_end().ends_with(['.', '。', ';', '；']));
    let index = if ended { before } else { before.saturating_sub(1) };
    let last = sentences.len().saturating_sub(1);
    sentences.get_mut(index.min(last))
}

/// The values of the row: from items, from lines under a label, from prose.
fn enumeration(row: &mut Row, lines: &[Line]) {
    let holds_fields = row.type_name.as_ref().is_some_and(|found| {
        let name = found.value.to_lowercase();
        ["object", "struct", "json", "map", "body", "对象"].iter().any(|word| name.contains(word))
    });
    if holds_fields {
        return;
    }
    let found = choices::from_items(lines)
        .or_else(|| below_label(lines))
        .or_else(|| below_range(lines))
        .or_else(|| lines.iter().filter(|line| line.item.is_none()).find_map(choices::from_prose));
    let Some(found) = found else { return };
    for sentence in &mut row.sentences {
        let names = |choice: &Choice| {
            sentence.text.trim_start_matches(['*', '"', '“']).starts_with(&choice.value)
        };
        if sentence.text.ends_with([':', '：'])
            || found.value.iter().any(names)
            || lists(&sentence.text, &found.value)
        {
            sentence.gave.push("values");
        }
    }
    row.values = Some(found);
}

/// Whether a sentence has more than one of the values, or one behind a label.
fn lists(text: &str, choices: &[Choice]) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        numbers::regex(r"(?i)\b(?:options|values)\b[^:：]*[:：]|(?:取值|可选值|枚举值)")
    });
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let words: Vec<&str> =
        text.split(|c| !is_part(c)).map(|word| word.trim_end_matches('.')).collect();
    let has = |choice: &&Choice| words.contains(&choice.value.as_str());
    match choices.iter().filter(has).count() {
        0 => false,
        1 => LABEL.is_match(text),
        _ => true,
    }
}

/// Lines under `Range` of which each is a value and its meaning: `0: shared`.
fn below_range(lines: &[Line]) -> Option<Found<Vec<Choice>>> {
    let (line, below) = below(lines, Head::Range)?;
    let choices: Option<Vec<Choice>> = below.map(|line| choices::choice(&line.text)).collect();
    let value =
        choices.filter(|found| found.len() > 1 && found.iter().all(|one| one.meaning.is_some()))?;
    Some(Found { value, line, certainty: Certainty::Stated })
}

/// Bare lines under `Enumeration values:`, each a value.
fn below_label(lines: &[Line]) -> Option<Found<Vec<Choice>>> {
    let (line, below) = below(lines, Head::Values)?;
    let value: Vec<Choice> = below.map_while(|line| choices::choice(&line.text)).collect();
    (!value.is_empty()).then_some(Found { value, line, certainty: Certainty::Stated })
}

/// The place of the first label of a kind, and the lines between it and the next label.
fn below(lines: &[Line], head: Head) -> Option<(usize, impl Iterator<Item = &Line>)> {
    let at = lines.iter().position(|line| labels::head(&line.text) == Some(head))?;
    let below = lines.iter().skip(at + 1).take_while(|line| labels::head(&line.text).is_none());
    Some((lines.get(at)?.at, below))
}
