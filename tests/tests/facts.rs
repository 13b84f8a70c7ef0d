//! The compiled tables against the second transcription, row by row, errata applied.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use std::collections::BTreeMap;

use apiscribe_runtime::Operation;
use apiscribe_runtime::table::{Bound, Literal, Location, Row, Table};
use conformance::facts::{Fact, normal_type, read};
use conformance::spec::{Documented, operations, sdk};
use conformance::tables::{self, reachable};

/// Rows of each documented table: operation, table, number of rows. Counted on the pages.
const ROWS: &[(&str, &[(&str, usize)])] = &[
    (
        "list_live_data_data_sources_v2",
        &[
            ("path", 2),
            ("query", 4),
            ("header", 1),
            ("responses.200", 3),
            ("objects.LdDatasourceInfo", 11),
            ("responses.400", 2),
            ("responses.401", 2),
            ("responses.403", 2),
            ("responses.404", 2),
            ("responses.500", 2),
        ],
    ),
    ("add_account", &[("body", 3), ("responses.200", 2)]),
    ("delete_account", &[("body", 3), ("responses.200", 2)]),
    ("add_datasource", &[("body", 24), ("responses.200", 2)]),
    ("edit_datasource", &[("body", 24), ("responses.200", 2)]),
    ("delete_datasource", &[("body", 4), ("responses.200", 2)]),
    (
        "list_services",
        &[
            ("path", 2),
            ("query", 9),
            ("responses.200", 3),
            ("objects.Service", 10),
            ("objects.CreatedUser", 2),
            ("objects.LastUpdatedUser", 2),
            ("responses.400", 3),
            ("responses.404", 3),
            ("responses.500", 3),
        ],
    ),
    (
        "list_rules",
        &[
            ("path", 2),
            ("query", 4),
            ("header", 1),
            ("responses.200", 3),
            ("objects.Rule", 15),
            ("objects.CreatedUser", 2),
            ("objects.LastUpdatedUser", 2),
            ("responses.400", 3),
            ("responses.404", 3),
            ("responses.500", 3),
        ],
    ),
    ("create_datasource_connection", &[("path", 1), ("body", 6), ("responses.201", 3)]),
];

#[test]
fn every_documented_table_has_its_rows() {
    let mut total = 0;
    for (operation, tables) in ROWS {
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for fact in read(operation) {
            *counted.entry(fact.table).or_default() += 1;
        }
        let expected: BTreeMap<String, usize> =
            tables.iter().map(|(table, rows)| ((*table).to_owned(), *rows)).collect();
        assert_eq!(counted, expected, "{operation}");
        total += counted.values().sum::<usize>();
    }
    assert_eq!(total, 184);
}

#[test]
fn every_operation_has_facts() {
    let sdk = sdk();
    let documented = operations(&sdk);
    let names: Vec<&str> =
        documented.iter().map(|one| one.operation.method_name.as_str()).collect();
    let mut expected: Vec<&str> = ROWS.iter().map(|(operation, _)| *operation).collect();
    expected.sort_unstable();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
}

#[test]
fn compiled_tables_say_what_the_pages_say() {
    let sdk = sdk();
    let mut problems = Vec::new();
    for documented in operations(&sdk) {
        let facts = read(documented.operation.method_name.as_str());
        let compiled = tables::operation(&documented.operation.name);
        for fact in &facts {
            compare(&documented, compiled, fact, &mut problems);
        }
        undocumented(&documented, compiled, &facts, &mut problems);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_difference_would_be_found() {
    let sdk = sdk();
    let rules = operations(&sdk).into_iter().find(|one| one.operation.name == "ListRules").unwrap();
    let compiled = tables::operation("ListRules");
    let facts = read("list_rules");
    let limit = facts.iter().find(|fact| fact.name == "limit").unwrap();
    let mutations: [fn(&mut Fact); 7] = [
        |fact| fact.mandatory = "yes".to_owned(),
        |fact| fact.kind = "String".to_owned(),
        |fact| fact.min = "1".to_owned(),
        |fact| fact.max = String::new(),
        |fact| fact.default = "11".to_owned(),
        |fact| fact.values = "1|2".to_owned(),
        |fact| fact.name = "Limit".to_owned(),
    ];
    for mutate in mutations {
        let mut fact = limit.clone();
        mutate(&mut fact);
        let mut problems = Vec::new();
        compare(&rules, compiled, &fact, &mut problems);
        assert_eq!(problems.len(), 1, "{fact:?}: {problems:?}");
    }
}

/// The rows of a documented table with the place that errata use for it.
fn table(operation: &'static Operation, name: &str) -> (String, Vec<&'static Row>) {
    if let Some(status) = name.strip_prefix("responses.") {
        let response = operation
            .responses
            .iter()
            .find(|response| response.status.to_string() == status)
            .unwrap_or_else(|| panic!("{} documents no {status}", operation.name));
        return (object_place(response.table), response.table.rows.iter().collect());
    }
    if let Some(object) = name.strip_prefix("objects.") {
        let table = reachable(operation)
            .into_iter()
            .find(|table| table.id.ends_with(&format!(".{object}")))
            .unwrap_or_else(|| panic!("{} reaches no object {object}", operation.name));
        return (object_place(table), table.rows.iter().collect());
    }
    let location = match name {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" => Location::Header,
        _ => Location::Body,
    };
    let rows = operation.held.iter().chain(operation.request.rows);
    (name.to_owned(), rows.filter(|row| row.location == location).collect())
}

fn object_place(table: &Table) -> String {
    format!("objects.{}", table.id.rsplit('.').next().unwrap_or_default())
}

fn compare(
    documented: &Documented<'_>,
    operation: &'static Operation,
    fact: &Fact,
    problems: &mut Vec<String>,
) {
    let (place, rows) = table(operation, &fact.table);
    let Some(row) = rows.into_iter().find(|row| row.name == fact.name) else {
        problems.push(format!("{}: no row {}.{}", operation.name, fact.table, fact.name));
        return;
    };
    let required = if row.required { "yes" } else { "no" };
    let mut expected = vec![
        ("min", bound(row.min), fact.min.clone()),
        ("max", bound(row.max), fact.max.clone()),
        ("default", row.default.unwrap_or_default().to_owned(), fact.default.clone()),
        ("values", values(row), fact.values.clone()),
    ];
    // A page whose tables have no such column says nothing about it.
    let mandatory = if fact.mandatory.is_empty() { "no" } else { &fact.mandatory };
    expected.push(("required", required.to_owned(), mandatory.to_owned()));
    expected.push(("type", row.documented_type.to_owned(), normal_type(&fact.kind)));
    for (name, compiled, page) in expected {
        let at = format!("{place}.{}.{name}", row.name);
        let said = match documented.erratum(&at) {
            Some(erratum) if erratum.page == "absent" => String::new(),
            Some(erratum) if name == "type" => normal_type(&erratum.page),
            Some(erratum) => erratum.page.clone(),
            None => compiled,
        };
        if said != page {
            problems.push(format!(
                "{}: {at}: the spec says the page has {said:?}, the facts have {page:?}",
                operation.name
            ));
        }
    }
}

/// Rows that the facts do not have need an erratum that says so.
fn undocumented(
    documented: &Documented<'_>,
    operation: &'static Operation,
    facts: &[Fact],
    problems: &mut Vec<String>,
) {
    let mut tables: Vec<(String, Vec<String>)> = ["path", "query", "header", "body"]
        .map(|name| (name.to_owned(), vec![name.to_owned()]))
        .into();
    for object in reachable(operation) {
        if object.id != operation.request.id {
            let place = object_place(object);
            let statuses = operation.responses.iter().filter(|one| one.table.id == object.id);
            let mut names: Vec<String> =
                statuses.map(|one| format!("responses.{}", one.status)).collect();
            names.push(place.clone());
            tables.push((place, names));
        }
    }
    for (place, names) in tables {
        let Some((_, rows)) = names.last().map(|name| table(operation, name)) else { continue };
        for row in rows {
            let at = format!("{place}.{}", row.name);
            let known =
                facts.iter().any(|fact| names.contains(&fact.table) && fact.name == row.name);
            let excused = documented.erratum(&at).is_some_and(|erratum| erratum.page == "absent");
            if known == excused {
                let said = if known {
                    "is on the page, yet an erratum says"
                } else {
                    "is not on the page, and no erratum says"
                };
                problems.push(format!("{}: {at} {said} that it is absent", operation.name));
            }
        }
    }
}

fn bound(bound: Option<Bound>) -> String {
    match bound {
        None => String::new(),
        Some(Bound::Integer(number)) => number.to_string(),
        Some(Bound::Double(number)) => number.to_string(),
    }
}

fn values(row: &Row) -> String {
    let wires: Vec<String> = row
        .values
        .iter()
        .map(|known| match known.wire {
            Literal::Text(text) => text.to_owned(),
            Literal::Integer(number) => number.to_string(),
            Literal::Boolean(truth) => truth.to_string(),
        })
        .collect();
    wires.join("|")
}
