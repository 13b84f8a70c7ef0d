//! Rules between rows: what a schema says of them, and what is told beside it.

use serde_json::{Value, json};

use super::relation::{Table, in_one_object, wire};
use super::{Schema, put, schema};
use crate::model::{Check, Literal, Location, Row, Rule};

/// Adds the rules whose rows stand in the object of this schema; to that of a whole request, those that relate others.
pub(super) fn bind(rules: &[Rule], table: Table<'_>, schema: &mut Schema) {
    let here = |rule: &&Rule| {
        let mut rows = rows(&rule.check).into_iter().filter_map(|row| table.rows.get(row));
        table.located != in_one_object(&mut rows)
    };
    let relations =
        rules.iter().filter(here).filter_map(|rule| table.relation(&rule.check)).map(Value::Object);
    // Other demands on the fields may stand there.
    let mut all = match schema.shift_remove("allOf") {
        Some(Value::Array(all)) => all,
        _ => Vec::new(),
    };
    all.extend(relations);
    put(schema, "allOf", all);
}

/// Where a schema holds to rules.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::emit) enum Bound {
    /// Nowhere: it is that of an answer.
    Nowhere,
    /// In one object.
    InObject,
    /// In a whole request.
    InRequest,
}

/// Every rule in the words of the spec. `in-schema` is whether a schema of the document says it, too.
pub(in crate::emit) fn tell(rules: &[Rule], table: &[Row], bound: Bound) -> Vec<Value> {
    rules
        .iter()
        .map(|rule| {
            let Rule { id, check, about } = rule;
            let mut told = schema([("id", json!(id))]);
            demand(check, table, &mut told);
            put(&mut told, "about", about.as_deref());
            told.insert("in-schema".to_owned(), is_bound(check, table, bound).into());
            told.into()
        })
        .collect()
}

fn is_bound(check: &Check, table: &[Row], bound: Bound) -> bool {
    let can_be_said = !matches!(check, Check::LessOrEqual(..) | Check::LessThan(..));
    can_be_said
        && match bound {
            Bound::Nowhere => false,
            Bound::InObject => {
                in_one_object(rows(check).into_iter().filter_map(|row| table.get(row)))
            }
            Bound::InRequest => true,
        }
}

/// What a rule demands, by its key in the spec.
fn demand(check: &Check, table: &[Row], told: &mut Schema) {
    let name = |row: &usize| table.get(*row).map(label).unwrap_or_default();
    let (kind, members) = match check {
        Check::AtLeastOneOf(members) => ("at_least_one_of", members),
        Check::ExactlyOneOf(members) => ("exactly_one_of", members),
        Check::AtMostOneOf(members) => ("at_most_one_of", members),
        Check::AllOrNone(members) => ("all_or_none", members),
        Check::LessOrEqual(first, second) => {
            return put(told, "less_or_equal", json!([name(first), name(second)]));
        }
        Check::LessThan(first, second) => {
            return put(told, "less_than", json!([name(first), name(second)]));
        }
        Check::When { conditions, require, forbid, within } => {
            let values = |literals: &[Literal]| literals.iter().map(wire).collect::<Vec<_>>();
            let when: Schema =
                conditions.iter().map(|(row, literal)| (name(row), wire(literal))).collect();
            let within: Schema =
                within.iter().map(|(row, literals)| (name(row), values(literals).into())).collect();
            put(told, "when", when);
            put(told, "require", require.iter().map(name).collect::<Vec<_>>());
            put(told, "forbid", forbid.iter().map(name).collect::<Vec<_>>());
            return put(told, "in", within);
        }
    };
    let members: Vec<Value> = members
        .iter()
        .map(|member| match member.as_slice() {
            [row] => name(row).into(),
            rows => rows.iter().map(name).collect::<Vec<_>>().into(),
        })
        .collect();
    put(told, kind, members);
}

/// `query.limit`, or the name alone of a field.
fn label(row: &Row) -> String {
    match row.location {
        Location::Field => row.name.clone(),
        location => format!("{}.{}", location.as_str(), row.name),
    }
}

/// The rows that a rule relates.
fn rows(check: &Check) -> Vec<usize> {
    match check {
        Check::AtLeastOneOf(members)
        | Check::ExactlyOneOf(members)
        | Check::AtMostOneOf(members)
        | Check::AllOrNone(members) => members.concat(),
        Check::LessOrEqual(first, second) | Check::LessThan(first, second) => vec![*first, *second],
        Check::When { conditions, require, forbid, within } => {
            let conditions = conditions.iter().map(|(row, _)| *row);
            let within = within.iter().map(|(row, _)| *row);
            conditions.chain(require.iter().chain(forbid).copied()).chain(within).collect()
        }
    }
}
