//! The compiled tables of the generated crate.

use apiscribe_runtime::table::{Kind, Location, Row, Table};
use apiscribe_runtime::{Json, Operation, operation::Response, settings::Settings};

use crate::values::inner;

/// Every generated operation.
#[must_use]
pub fn operations() -> &'static [&'static Operation] {
    datasource_apis::operations()
}

/// The generated operation of this name.
///
/// # Panics
///
/// When there is none.
#[must_use]
#[expect(clippy::panic, reason = "a test without its input must stop")]
pub fn operation(name: &str) -> &'static Operation {
    operations()
        .iter()
        .find(|operation| operation.name == name)
        .unwrap_or_else(|| panic!("{name} is not generated"))
}

/// Tables of all objects that an operation sends or receives, the request's own first.
#[must_use]
pub fn reachable(operation: &Operation) -> Vec<&'static Table> {
    let mut found: Vec<&'static Table> = Vec::new();
    let mut open: Vec<&'static Table> =
        operation.responses.iter().rev().map(|response| response.table).collect();
    open.push(operation.request);
    while let Some(table) = open.pop() {
        if !found.iter().any(|known| known.id == table.id) {
            found.push(table);
            open.extend(table.rows.iter().filter_map(|row| inner(&row.kind)));
        }
    }
    found
}

/// Where an object is in the body of a response: the names that lead to it.
#[derive(Debug, Clone)]
pub struct Nested {
    /// The response.
    pub response: &'static Response,
    /// Rows from the body down to the object.
    pub rows: Vec<&'static Row>,
    /// The object's table.
    pub table: &'static Table,
}

impl Nested {
    /// A body in which this object stands at its place, and nothing else is set.
    #[must_use]
    pub fn embed(&self, fields: Json) -> Json {
        self.rows.iter().rev().fold(fields, |inside, row| {
            let value = wrap(&row.kind, inside);
            serde_json::json!({ row.name: value })
        })
    }
}

fn wrap(kind: &Kind, inside: Json) -> Json {
    match kind {
        Kind::List(item) => vec![wrap(&item.kind, inside)].into(),
        Kind::Map(item) => serde_json::json!({ "key": wrap(&item.kind, inside) }),
        _ => inside,
    }
}

/// Every object of every response, once for each table.
#[must_use]
pub fn nested(operation: &'static Operation) -> Vec<Nested> {
    let mut found: Vec<Nested> = Vec::new();
    let mut open: Vec<Nested> = operation
        .responses
        .iter()
        .map(|response| Nested { response, rows: Vec::new(), table: response.table })
        .collect();
    while let Some(next) = open.pop() {
        if found.iter().any(|known| known.table.id == next.table.id) {
            continue;
        }
        for row in next.table.rows {
            if let Some(table) = inner(&row.kind) {
                let mut rows = next.rows.clone();
                rows.push(row);
                open.push(Nested { response: next.response, rows, table });
            }
        }
        found.push(next);
    }
    found
}

/// Settings that hold a good value for every parameter that the client supplies.
#[must_use]
pub fn settings(operation: &Operation) -> Settings {
    let mut settings = Settings::new().endpoint("https://service.example.org");
    for row in operation.held {
        settings = settings.hold(row.location, row.name, "held-value");
    }
    settings
}

/// The word of a location in paths and rule ids.
#[must_use]
pub fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Body => "body",
        Location::Field => "",
    }
}

/// The id of a rule about a row.
#[must_use]
pub fn rule_id(table: &Table, row: &Row, fact: &str) -> String {
    match location(row.location) {
        "" => format!("{}.{}.{fact}", table.id, row.name),
        place => format!("{}.{place}.{}.{fact}", table.id, row.name),
    }
}
