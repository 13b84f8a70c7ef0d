//! Relations between rows as rules; what is not clear is left to a person.

use apiscribe_codegen::scalar;

use crate::facts::{Found, Relation};

use super::sheet::{Row, Rule};
use super::undecided::{Kind, Quote, Todo};

/// The rules of the rows of one table, or of the four tables of a request.
pub(super) fn rules(rows: &[&Row<'_>]) -> Vec<Rule> {
    let mut found: Vec<Clear> = Vec::new();
    let mut undecided: Vec<(usize, Todo)> = Vec::new();
    for row in rows {
        for relation in row.source.iter().flat_map(|source| &source.relations) {
            match clear(row, relation, rows) {
                Some(rule) => add(&mut found, rule),
                None => add_unclear(&mut undecided, found.len(), unclear(row, relation)),
            }
        }
    }
    let mut rules: Vec<Rule> =
        found.into_iter().map(|rule| Rule { lines: rule.lines(), todo: None }).collect();
    // Each question stays among the rules where its sentence stands among the others.
    for (position, todo) in undecided.into_iter().rev() {
        rules.insert(position, Rule { lines: Vec::new(), todo: Some(todo) });
    }
    rules
}

/// A relation that is a rule.
#[derive(Debug, PartialEq, Eq)]
enum Clear {
    /// `at_least_one_of: [a, b]`
    Members(String),
    /// `when: { a: b }` and what holds then: the compiler takes one rule for one condition.
    When { condition: String, require: Vec<String>, within: Vec<String> },
}

impl Clear {
    fn lines(self) -> Vec<String> {
        match self {
            Self::Members(line) => vec![line],
            Self::When { condition, require, within } => {
                let mut lines = vec![format!("when: {{ {condition} }}")];
                if !require.is_empty() {
                    lines.push(format!("require: [{}]", require.join(", ")));
                }
                if !within.is_empty() {
                    lines.push(format!("in: {{ {} }}", within.join(", ")));
                }
                lines
            }
        }
    }
}

/// Adds a rule, or what it demands to the one with its condition.
fn add(rules: &mut Vec<Clear>, rule: Clear) {
    if let Clear::When { condition, require, within } = &rule {
        let same = rules.iter_mut().find_map(|known| match known {
            Clear::When { condition: other, require, within } if other == condition => {
                Some((require, within))
            }
            _ => None,
        });
        if let Some((known_require, known_within)) = same {
            for (known, more) in [(known_require, require), (known_within, within)] {
                let new = more.iter().filter(|more| !known.contains(more)).cloned();
                let new: Vec<String> = new.collect();
                known.extend(new);
            }
            return;
        }
    }
    if !rules.contains(&rule) {
        rules.push(rule);
    }
}

/// Adds a question; one sentence may stand in the description of each row that it relates.
fn add_unclear(undecided: &mut Vec<(usize, Todo)>, position: usize, todo: Todo) {
    let words = |todo: &Todo| todo.quote.as_ref().map(|quote| quote.text.clone());
    let text = words(&todo).filter(|text| !text.is_empty());
    if text.is_none() || undecided.iter().all(|(_, known)| words(known) != text) {
        undecided.push((position, todo));
    }
}

fn clear(row: &Row<'_>, relation: &Found<Relation>, rows: &[&Row<'_>]) -> Option<Clear> {
    // Rules of an object and a row of this name are one key.
    if rows.iter().any(|row| row.name == "rules") {
        return None;
    }
    let exists = |name: &String| rows.iter().any(|row| row.name == *name && !row.left_out);
    let members = |word: &str, groups: &[Vec<String>]| {
        let known = |group: &Vec<String>| !group.is_empty() && group.iter().all(exists);
        let all = groups.len() > 1 && groups.iter().all(known);
        all.then(|| Clear::Members(format!("{word}: {}", listed(groups))))
    };
    let condition = |other: &String, value: &String| {
        let known = exists(other) && *other != row.name;
        known.then(|| format!("{}: {}", scalar::flow(other), scalar::flow(value)))
    };
    let name = scalar::flow(&row.name);
    match &relation.value {
        Relation::AtLeastOneOf(groups) => members("at_least_one_of", groups),
        Relation::ExactlyOneOf(groups) => members("exactly_one_of", groups),
        Relation::AtMostOneOf(groups) => members("at_most_one_of", groups),
        Relation::AllOrNone(groups) => members("all_or_none", groups),
        Relation::RequiredWhen { row: other, value } => Some(Clear::When {
            condition: condition(other, value)?,
            require: vec![name.clone()],
            within: Vec::new(),
        }),
        Relation::ValuesWhen { row: other, value, values } => {
            let values: Vec<String> = values.iter().map(|value| scalar::flow(value)).collect();
            Some(Clear::When {
                condition: condition(other, value)?,
                require: Vec::new(),
                within: vec![format!("{name}: [{}]", values.join(", "))],
            })
        }
        Relation::OnlyWhen { .. } | Relation::Unclear(_) => None,
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
