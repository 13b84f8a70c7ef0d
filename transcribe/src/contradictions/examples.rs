//! Examples against the tables of their own page.

use serde_json::Value;

use super::judged::Court;
use super::{Contradiction, Subject};
use crate::edition::{Cite, Edition, Example, Place};
use crate::facts::{Facts, Form};

/// Most problems of one example that are reported.
const MOST: usize = 20;

pub(super) fn find(
    facts: &Facts,
    operation: usize,
    page: &Edition,
    found: &mut Vec<Contradiction>,
) {
    for example in facts.examples.iter().filter(|example| example.operation == operation) {
        if example.form == Form::Broken {
            found.push(Contradiction {
                kind: "example-no-json",
                at: "examples".to_owned(),
                message: "an example that is meant as JSON does not parse".to_owned(),
                place: (Cite::Line(example.line), "this is no JSON".to_owned()),
                other: None,
                subject: index_of(page, example.line)
                    .map_or(Subject::Other, |index| Subject::Example(index, String::new())),
            });
        }
    }
    let court = Court::new(page);
    for (index, example) in page.examples.iter().enumerate() {
        let value = example.body.as_deref().and_then(|body| serde_json::from_str(body).ok());
        let (Some(value), Some(table)) = (value, table_of(page, example)) else { continue };
        if !concerns(page, example, &value, table) {
            continue;
        }
        for problem in court.judge(&value, table).into_iter().take(MOST) {
            let line = line_in(example, &problem.pointer);
            let other = page
                .tables
                .get(table)
                .map(|table| (table.cite.clone(), format!("the table: {}", table.label)));
            let place = problem.pointer.trim_start_matches('/').replace('/', ".");
            found.push(Contradiction {
                kind: "example-breaks-table",
                at: format!("examples.{index}{}", problem.pointer),
                message: format!("an example breaks its table: `{place}` {}", problem.message),
                place: (line, format!("{} here", problem.found)),
                other,
                subject: Subject::Example(index, problem.pointer),
            });
        }
    }
}

fn index_of(page: &Edition, line: usize) -> Option<usize> {
    page.examples.iter().position(|example| example.cite == Cite::Line(line))
}

/// The table of the body that an example shows.
fn table_of(page: &Edition, example: &Example) -> Option<usize> {
    if example.request {
        return page.table(&Place::Body);
    }
    let unnamed = || page.table(&Place::Response(String::new()));
    if let Some(status) = &example.status {
        let named = page.table(&Place::Response(status.clone()));
        return named.or_else(|| if status.starts_with('2') { unnamed() } else { None });
    }
    let success = page.statuses.iter().find(|status| status.success);
    let only = if page.statuses.len() == 1 { page.statuses.first() } else { None };
    unnamed().or_else(|| success.or(only).and_then(|status| status.table))
}

/// Whether an example is one of its table: without a status it may as well show a failure.
fn concerns(page: &Edition, example: &Example, value: &Value, table: usize) -> bool {
    if example.request || example.status.is_some() {
        return true;
    }
    let (Value::Object(fields), Some(table)) = (value, page.tables.get(table)) else {
        return false;
    };
    fields.keys().any(|name| table.rows.iter().any(|row| row.name == *name))
}

/// The line of a value in an example: that of the last name of its pointer, found in the order of the steps.
fn line_in(example: &Example, pointer: &str) -> Cite {
    let Cite::Line(first) = &example.cite else { return example.cite.clone() };
    let text = example.body.as_deref().unwrap_or_default();
    let mut at = 0;
    for step in pointer.split('/').skip(1) {
        let name = format!("\"{}\"", step.replace("~1", "/").replace("~0", "~"));
        let found = text.get(at..).and_then(|rest| rest.find(&name));
        at = found.map_or(at, |found| at + found);
    }
    let lines = text.get(..at).map_or(0, |before| before.matches('\n').count());
    Cite::Line(first + lines)
}
