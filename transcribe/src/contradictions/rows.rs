//! What rows say twice, and not alike.

use std::collections::BTreeMap;

use super::{Contradiction, Subject};
use crate::edition::{Cite, Edition, Fact, Row, Stated, Table};
use crate::facts::{Certainty, Facts, Mandatory, Relation, Side};
use crate::type_name::Type;

pub(super) fn find(table: &Table, found: &mut Vec<Contradiction>) {
    let mut first: BTreeMap<&str, &Row> = BTreeMap::new();
    for row in &table.rows {
        let at = format!("{}.{}", table.place.at(), row.name);
        if let Some(other) = first.insert(&row.name, row) {
            found.push(Contradiction {
                kind: "row-twice",
                message: format!("{at} has two rows"),
                place: (row.cite.clone(), "the second".to_owned()),
                other: Some((other.cite.clone(), "the first".to_owned())),
                subject: Subject::Row(at.clone(), ""),
                at: at.clone(),
            });
        }
        prose(&at, row, found);
        bounds(&at, row, found);
        default(&at, row, found);
    }
}

/// What the description says in other words than a label does.
fn prose(at: &str, row: &Row, found: &mut Vec<Contradiction>) {
    for (fact, other) in &row.besides {
        // Two sentences that disagree may each have a condition.
        let labelled = |stated: &&Stated| stated.certainty == Certainty::Stated;
        let Some(stated) = row.facts.get(fact).filter(labelled) else { continue };
        if fact.same(&stated.text, &other.text) {
            continue;
        }
        found.push(Contradiction {
            kind: "prose-against-label",
            at: format!("{at}.{}", fact.key()),
            message: format!(
                "{at}: {} is {} here and {} there",
                fact.words(),
                other.text,
                stated.text
            ),
            place: (other.cite.clone(), format!("says {}", other.text)),
            other: Some((stated.cite.clone(), format!("says {}", stated.text))),
            subject: Subject::Row(at.to_owned(), fact.key()),
        });
    }
}

fn bounds(at: &str, row: &Row, found: &mut Vec<Contradiction>) {
    let (Some(min), Some(max)) = (row.facts.get(&Fact::Min), row.facts.get(&Fact::Max)) else {
        return;
    };
    if number(&min.text).zip(number(&max.text)).is_some_and(|(min, max)| min > max) {
        found.push(Contradiction {
            kind: "bounds-crossed",
            at: at.to_owned(),
            message: format!("{at}: the minimum {} is above the maximum {}", min.text, max.text),
            place: (min.cite.clone(), "the minimum".to_owned()),
            other: Some((max.cite.clone(), "the maximum".to_owned())),
            subject: Subject::Row(at.to_owned(), "min"),
        });
    }
}

/// A default that the row itself forbids.
fn default(at: &str, row: &Row, found: &mut Vec<Contradiction>) {
    let Some(default) = row.facts.get(&Fact::Default) else { return };
    let kind = row.facts.get(&Fact::Type).map(|kind| Type::read(&kind.text));
    let is_number = matches!(kind, Some(Type::Integer | Type::Long | Type::Number | Type::Double));
    let mut against = |what: String, other: &Stated| {
        found.push(Contradiction {
            kind: "default-forbidden",
            at: format!("{at}.default"),
            message: format!("{at}: the default {} {what}", default.text),
            place: (default.cite.clone(), "the default".to_owned()),
            other: Some((other.cite.clone(), "what it contradicts".to_owned())),
            subject: Subject::Row(at.to_owned(), "default"),
        });
    };
    if let Some(values) = row.facts.get(&Fact::Values) {
        let ignore_case = row.facts.contains_key(&Fact::Case);
        let known = |value: &str| {
            value == default.text || ignore_case && value.eq_ignore_ascii_case(&default.text)
        };
        if !values.text.split('|').any(known) {
            against(format!("is none of {}", values.text.replace('|', ", ")), values);
        }
    }
    if is_number && let Some(value) = number(&default.text) {
        for (fact, breaks) in
            [(Fact::Min, std::cmp::Ordering::Less), (Fact::Max, std::cmp::Ordering::Greater)]
        {
            let Some(bound) = row.facts.get(&fact) else { continue };
            if number(&bound.text).is_some_and(|bound| value.total_cmp(&bound) == breaks) {
                against(format!("breaks {} {}", fact.words(), bound.text), bound);
            }
        }
    }
}

/// Rows that are each mandatory, and of which a sentence asks for one.
pub(super) fn choices(
    facts: &Facts,
    operation: usize,
    page: &Edition,
    found: &mut Vec<Contradiction>,
) {
    let tables = facts
        .tables
        .iter()
        .filter(|table| table.operation == operation && table.side == Some(Side::Request));
    for row in tables.flat_map(|table| &table.rows) {
        for relation in &row.relations {
            let (Relation::AtLeastOneOf(members) | Relation::ExactlyOneOf(members)) =
                &relation.value
            else {
                continue;
            };
            let is_member = members.iter().flatten().any(|name| *name == row.name);
            let is_mandatory =
                row.mandatory.as_ref().is_some_and(|found| found.value == Mandatory::Yes);
            if members.len() < 2 || !is_member || !is_mandatory {
                continue;
            }
            let at = place_of(page, row.line, &row.name);
            found.push(Contradiction {
                kind: "mandatory-choice",
                at: format!("{at}.required"),
                message: format!("{at} is mandatory, and a sentence asks for one of several rows"),
                place: (Cite::Line(row.line), "mandatory".to_owned()),
                other: Some((Cite::Line(relation.line), "the sentence".to_owned())),
                subject: Subject::Row(at, "required"),
            });
        }
    }
}

/// The place of the row that stands at a line.
fn place_of(page: &Edition, line: usize, name: &str) -> String {
    let is_it = |row: &Row| row.cite == Cite::Line(line) && row.name == name;
    let table = page.tables.iter().find(|table| table.rows.iter().any(is_it));
    table.map_or_else(|| name.to_owned(), |table| format!("{}.{name}", table.place.at()))
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}
