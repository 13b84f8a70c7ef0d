//! Relations between rows as rules; what is not clear is left to a person.

use apiscribe_codegen::scalar;

use crate::facts::{Found, Relation};

use super::sheet::{Row, Rule};
use super::undecided::{Kind, Quote, Todo};

/// The rules of the rows of one table, or of the four tables of a request.
pub(super) fn rules(rows: &[&Row<'_>]) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for row in rows {
        for relation in row.source.iter().flat_map(|source| &source.relations) {
            let rule = rule(row, relation, rows);
            let known = |other: &Rule| {
                if rule.lines.is_empty() {
                    // One sentence may stand in the description of each row that it relates.
                    let words = |rule: &Rule| {
                        rule.todo.as_ref().and_then(|todo| Some(todo.quote.as_ref()?.text.clone()))
                    };
                    words(&rule).is_some_and(|text| !text.is_empty() && words(other) == Some(text))
                } else {
                    other.lines == rule.lines
                }
            };
            if !rules.iter().any(known) {
                rules.push(rule);
            }
        }
    }
    rules
}

fn rule(row: &Row<'_>, relation: &Found<Relation>, rows: &[&Row<'_>]) -> Rule {
    let exists = |name: &String| rows.iter().any(|row| row.name == *name && !row.left_out);
    let members = |groups: &[Vec<String>]| {
        (groups.len() > 1 && groups.iter().flatten().all(exists)).then(|| listed(groups))
    };
    let lines = match &relation.value {
        Relation::AtLeastOneOf(groups) => {
            members(groups).map(|list| format!("at_least_one_of: {list}"))
        }
        Relation::ExactlyOneOf(groups) => {
            members(groups).map(|list| format!("exactly_one_of: {list}"))
        }
        Relation::AtMostOneOf(groups) => {
            members(groups).map(|list| format!("at_most_one_of: {list}"))
        }
        Relation::AllOrNone(groups) => members(groups).map(|list| format!("all_or_none: {list}")),
        Relation::RequiredWhen { row: other, value } if exists(other) && *other != row.name => {
            let (other, name) = (scalar::flow(other), scalar::flow(&row.name));
            let value = scalar::flow(value);
            Some(format!("when: {{ {other}: {value} }}\nrequire: [{name}]"))
        }
        Relation::RequiredWhen { .. } | Relation::OnlyWhen { .. } | Relation::Unclear(_) => None,
    };
    match lines {
        Some(text) => Rule { lines: text.lines().map(str::to_owned).collect(), todo: None },
        None => Rule { lines: Vec::new(), todo: Some(unclear(row, relation)) },
    }
}

fn listed(groups: &[Vec<String>]) -> String {
    let member = |group: &Vec<String>| {
        let names: Vec<String> = group.iter().map(|name| scalar::flow(name)).collect();
        match names.as_slice() {
            [one] => one.clone(),
            _ => format!("[{}]", names.join(", ")),
        }
    };
    format!("[{}]", groups.iter().map(member).collect::<Vec<_>>().join(", "))
}

fn unclear(row: &Row<'_>, relation: &Found<Relation>) -> Todo {
    let text = match &relation.value {
        Relation::OnlyWhen { row: other, value } => {
            format!(
                "`{}` counts only where `{other}` is `{value}`: is it forbidden elsewhere?",
                row.name
            )
        }
        _ => format!("how does `{}` relate to other rows?", row.name),
    };
    let sentences = row.source.map(|source| source.sentences.as_slice()).unwrap_or_default();
    let sentence = sentences
        .iter()
        .find(|sentence| sentence.line == relation.line && sentence.gave.contains(&"relation"));
    let sentence =
        sentence.or_else(|| sentences.iter().find(|sentence| sentence.gave.contains(&"relation")));
    let quote = sentence.map_or_else(
        || super::row::here(relation.line),
        |sentence| Quote { line: sentence.line, text: sentence.text.clone() },
    );
    Todo::new(Kind::Relation, text).quote(Some(quote))
}
