//! The constraints that a description states, into its row.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::choices;
use super::description::Line;
use super::labels::{self, Head};
use super::numbers::{self, regex};
use super::remarks;
use super::sentences;
use crate::facts::{Certainty, Choice, Found, Row, Sentence};

/// Reads the lines of a description into the row.
pub(super) fn read(row: &mut Row, lines: &[Line]) {
    let measure = Measure::of(row);
    let mut under = None;
    for line in lines {
        if let Some(head) = labels::head(&line.text) {
            under = Some(head);
            continue;
        }
        let mut sentences = sentences::split(&line.text, line.line);
        for stated in labels::stated(&line.text) {
            let index = sentence_at(&sentences, &line.text, stated.at);
            let Some(sentence) = sentences.get_mut(index) else { continue };
            let certainty =
                if under == Some(Head::Default) { Certainty::Stated } else { stated.certainty };
            if certainty < Certainty::Stated && !measure.counts(stated.key, &sentence.text) {
                continue;
            }
            let found = Found { value: stated.value, line: line.line, certainty };
            if take(row, stated.key, found) {
                sentence.gave.push(stated.key);
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
    doubt_contradictions(row);
    enumeration(row, lines);
}

/// What bounds in the words of a sentence can mean for a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// Characters of a text.
    Characters,
    /// The number itself, or how many there are.
    Number,
    /// Nothing.
    Nothing,
}

impl Measure {
    fn of(row: &Row) -> Self {
        let Some(found) = &row.type_name else { return Self::Characters };
        let name = found.value.to_lowercase();
        let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if is(&[
            "array", "list", "[", "数组", "列表", "int", "long", "double", "float", "number",
            "decimal", "整", "浮点", "数",
        ]) {
            Self::Number
        } else if is(&["bool", "object", "struct", "json", "map", "布尔", "对象"]) {
            Self::Nothing
        } else {
            Self::Characters
        }
    }

    /// Whether what a sentence says is a fact of the row: a limit of its own kind, and no advice.
    fn counts(self, key: &str, sentence: &str) -> bool {
        static CHARACTERS: LazyLock<Regex> = LazyLock::new(|| {
            regex(r"(?i)\b(?:characters?|chars|length|letters|bytes)\b|字符|长度|个汉字|位")
        });
        static ADVICE: LazyLock<Regex> = LazyLock::new(|| {
            regex(r"(?i)\b(?:recommended|advised|suggested|for example|e\.g\.)|建议|推荐|例如")
        });
        if key == "default" {
            return true;
        }
        let about_characters = CHARACTERS.is_match(sentence);
        let fits = match self {
            Self::Characters => about_characters,
            Self::Number => !about_characters,
            Self::Nothing => false,
        };
        fits && !ADVICE.is_match(sentence)
    }
}

/// Of two sentences that say different things, neither is a fact.
fn doubt_contradictions(row: &mut Row) {
    for key in ["min", "max", "default"] {
        let place = match key {
            "min" => &mut row.min,
            "max" => &mut row.max,
            _ => &mut row.default,
        };
        let is_prose = place.as_ref().is_some_and(|found| found.certainty == Certainty::Prose);
        if !is_prose || row.also.iter().all(|(other, _)| *other != key) {
            continue;
        }
        if let Some(found) = place.take() {
            for sentence in row.sentences.iter_mut().filter(|sentence| sentence.line == found.line)
            {
                sentence.gave.retain(|gave| *gave != key);
            }
            row.also.insert(0, (key, found));
        }
    }
}

/// A line that stands under a label: `Range`, then `1-100`.
fn below_head(row: &mut Row, head: Head, line: &Line, sentences: &mut [Sentence]) {
    let found = |value: String| Found { value, line: line.line, certainty: Certainty::Stated };
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

/// Takes a fact; of two, the surer one is the row's, and the other is kept beside it. Whether it is the row's now.
fn take(row: &mut Row, key: &'static str, found: Found<String>) -> bool {
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
        Some(known) if found.certainty > known.certainty => {
            let other = std::mem::replace(known, found);
            row.also.push((key, other));
        }
        Some(_) => {
            row.also.push((key, found));
            return false;
        }
    }
    true
}

/// The index of the sentence that stands at a place of its line.
fn sentence_at(sentences: &[Sentence], line: &str, at: usize) -> usize {
    let before = line.get(..at).map_or(0, |before| sentences::split(before, 0).len());
    let ended =
        line.get(..at).is_some_and(|before| before.trim_end().ends_with(['.', '。', ';', '；']));
    let index = if ended { before } else { before.saturating_sub(1) };
    index.min(sentences.len().saturating_sub(1))
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
        .or_else(|| lines.iter().filter(|line| line.item.is_none()).find_map(choices::from_prose));
    let Some(found) = found else { return };
    for sentence in &mut row.sentences {
        let names = |choice: &Choice| {
            sentence.text.trim_start_matches(['*', '"', '“']).starts_with(&choice.value)
        };
        if sentence.line == found.line || found.value.iter().any(names) {
            sentence.gave.push("values");
        }
    }
    row.values = Some(found);
}

/// Bare lines under `Enumeration values:`, each a value.
fn below_label(lines: &[Line]) -> Option<Found<Vec<Choice>>> {
    let label = lines.iter().position(|line| labels::head(&line.text) == Some(Head::Values))?;
    let below = lines.iter().skip(label + 1).take_while(|line| labels::head(&line.text).is_none());
    let choices: Vec<Choice> = below.map_while(|line| choices::choice(&line.text)).collect();
    let line = lines.get(label)?.line;
    (!choices.is_empty()).then_some(Found { value: choices, line, certainty: Certainty::Stated })
}
