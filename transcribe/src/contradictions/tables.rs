//! Status codes against each other, and tables that are pointed to and are not there.

use std::collections::BTreeSet;

use super::{Contradiction, Subject};
use crate::edition::{Cite, Edition, Fact, Row};
use crate::facts::{Facts, Role};
use crate::type_name::Type;

pub(super) fn find(
    facts: &Facts,
    operation: usize,
    page: &Edition,
    found: &mut Vec<Contradiction>,
) {
    codes(facts, operation, page, found);
    orphans(page, found);
    let numbers: BTreeSet<usize> = facts
        .tables
        .iter()
        .filter_map(|table| number_of_table(table.caption.as_deref()?))
        .map(|(number, _)| number)
        .collect();
    for table in &page.tables {
        for row in &table.rows {
            let at = format!("{}.{}", table.place.at(), row.name);
            lost_object(&at, row, found);
            lost_table(&at, row, &numbers, found);
        }
    }
}

/// Tables of objects to which no row leads.
fn orphans(page: &Edition, found: &mut Vec<Contradiction>) {
    for table in page.orphans().into_iter().filter_map(|index| page.tables.get(index)) {
        found.push(Contradiction {
            kind: "table-without-row",
            at: table.place.at(),
            message: format!("no row leads to {}", table.label),
            place: (table.cite.clone(), "the table".to_owned()),
            other: None,
            subject: Subject::Other,
        });
    }
}

/// Codes that are no HTTP status, and codes that the list of codes lacks.
fn codes(facts: &Facts, operation: usize, page: &Edition, found: &mut Vec<Contradiction>) {
    for status in &page.statuses {
        let number: Option<u16> = status.code.parse().ok();
        if number.is_none_or(|number| !(100..600).contains(&number)) {
            found.push(Contradiction {
                kind: "no-http-status",
                at: format!("responses.{}", status.code),
                message: format!("{} is called a status code, and is none of HTTP", status.code),
                place: (status.cite.clone(), "the code".to_owned()),
                other: None,
                subject: Subject::Status(status.code.clone()),
            });
        }
    }
    let of_operation = |table: &&crate::facts::Table| table.operation == operation;
    let Some(list) =
        facts.tables.iter().filter(of_operation).find(|table| table.role == Role::Status)
    else {
        return;
    };
    let listed = |code: &str| list.rows.iter().any(|row| row.name.trim().starts_with(code));
    for status in page.statuses.iter().filter(|status| !listed(&status.code)) {
        found.push(Contradiction {
            kind: "status-not-listed",
            at: format!("responses.{}", status.code),
            message: format!("the list of status codes lacks {}", status.code),
            place: (status.cite.clone(), "the code".to_owned()),
            other: Some((Cite::Line(list.line), "the list of status codes".to_owned())),
            subject: Subject::Status(status.code.clone()),
        });
    }
}

/// A type that names an object for which the page has no table.
fn lost_object(at: &str, row: &Row, found: &mut Vec<Contradiction>) {
    let Some(kind) = row.facts.get(&Fact::Type).filter(|_| row.object.is_none()) else { return };
    let read = Type::read(&kind.text);
    let Some(name) = read.object().filter(|_| kind.text.to_lowercase().contains("object")) else {
        return;
    };
    found.push(Contradiction {
        kind: "object-without-table",
        at: at.to_owned(),
        message: format!(
            "{at} has the type `{}`, and the page has no table of `{name}`",
            kind.text
        ),
        place: (kind.cite.clone(), "the type".to_owned()),
        other: None,
        subject: Subject::Row(at.to_owned(), "type"),
    });
}

/// "See Table 4" on a page whose captions have numbers, and not that one.
fn lost_table(at: &str, row: &Row, numbers: &BTreeSet<usize>, found: &mut Vec<Contradiction>) {
    if numbers.is_empty() {
        return;
    }
    for sentence in &row.sentences {
        let Some((number, behind)) = ["see ", "See "]
            .iter()
            .find_map(|see| number_of_table(sentence.text.split_once(see)?.1))
        else {
            continue;
        };
        // The table of another document.
        if numbers.contains(&number) || behind.trim_start().starts_with("in ") {
            continue;
        }
        found.push(Contradiction {
            kind: "table-lost",
            at: at.to_owned(),
            message: format!("{at} refers to Table {number}, which the page does not have"),
            place: (Cite::Line(sentence.line), "refers to it".to_owned()),
            other: None,
            subject: Subject::Row(at.to_owned(), "type"),
        });
    }
}

/// The number of the table that a text begins with, and what follows it.
fn number_of_table(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_prefix("Table ").or_else(|| text.strip_prefix('表'))?.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(end)?;
    Some((number.parse().ok()?, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_named_by_their_numbers() {
        assert_eq!(number_of_table("Table 12 Rule"), Some((12, " Rule")));
        assert_eq!(number_of_table("表3 规则"), Some((3, " 规则")));
        assert_eq!(number_of_table("Table of contents"), None);
        assert_eq!(number_of_table("the Table 3"), None);
    }
}
