//! Objects that describe failures: one for each shape, whatever page it is on.

use crate::facts;

use super::row;
use super::sheet::{Failure, Key, Part, Row, Table};
use super::undecided::{Kind, Todo};
use super::words;

/// The failures of a service.
pub(super) struct Failures<'f> {
    /// `DliFailure`.
    name: String,
    /// Failures that `service.yaml` declares already, each with its fields.
    known: Vec<(String, Vec<String>)>,
    pub(super) objects: Vec<Table<'f>>,
}

/// Names of the fields that tell what went wrong.
const FIELDS: &[(&str, &[&str])] = &[
    ("code", &["error_code", "errorCode", "err_code", "errCode", "code"]),
    (
        "message",
        &[
            "error_msg",
            "errorMsg",
            "error_message",
            "errorMessage",
            "err_msg",
            "message",
            "msg",
            "error_description",
            "description",
        ],
    ),
    ("request_id", &["request_id", "requestId"]),
];

impl<'f> Failures<'f> {
    pub(super) fn new(service: &str, known: Vec<(String, Vec<String>)>) -> Self {
        let camel = apiscribe_codegen::names::Ident::camel(service);
        let camel =
            camel.map_or_else(String::new, |name| name.as_str().trim_end_matches('_').to_owned());
        Self { name: format!("{camel}Failure"), known, objects: Vec::new() }
    }

    /// The object of a table.
    pub(super) fn described(&mut self, source: &'f facts::Table) -> String {
        let least = source.rows.iter().map(|row| row.depth).min().unwrap_or(0);
        let mut table = Table::new(Part::Object, "");
        table.line = source.line;
        for row in source.rows.iter().filter(|row| row.depth == least) {
            super::objects::add(&mut table, row::draft(row, None));
        }
        self.shared(table)
    }

    /// The object of an example.
    pub(super) fn shown(&mut self, rows: Vec<Row<'f>>, line: usize) -> String {
        let mut table = Table::new(Part::Object, "");
        table.line = line;
        table.rows = rows;
        let text = "no table describes this failure: its rows are read off an example";
        table.todos.push(Todo::new(Kind::Response, text).quote(Some(row::here(line))));
        self.shared(table)
    }

    /// The object of this shape: a known one, or a new one.
    fn shared(&mut self, mut table: Table<'f>) -> String {
        let names = |table: &Table<'_>| -> Vec<String> {
            table.rows.iter().filter(|row| !row.left_out).map(|row| row.name.clone()).collect()
        };
        let own = names(&table);
        if let Some((name, _)) = self.known.iter().find(|(_, fields)| *fields == own) {
            return name.clone();
        }
        let shape = |table: &Table<'_>| -> Vec<(String, Option<String>)> {
            let rows = table.rows.iter().filter(|row| !row.left_out);
            rows.map(|row| (row.name.clone(), row.fact(Key::Type).map(str::to_owned))).collect()
        };
        let own = shape(&table);
        if let Some(same) = self.objects.iter().find(|other| shape(other) == own) {
            return same.name.clone();
        }
        let mut name = self.name.clone();
        let mut number = 2;
        while self.objects.iter().any(|other| other.name == name)
            || self.known.iter().any(|(known, _)| *known == name)
        {
            name = format!("{}{number}", self.name);
            number += 1;
        }
        table.name.clone_from(&name);
        table.about = words::about_object(&name);
        self.objects.push(table);
        name
    }

    /// Which fields of each object tell what went wrong.
    pub(super) fn fields(&self) -> Vec<Failure> {
        let fields = |table: &Table<'f>| {
            let found = FIELDS.iter().filter_map(|(what, names)| {
                let types: &[&str] =
                    if *what == "code" { &["String", "Integer", "Long"] } else { &["String"] };
                let fits = |row: &&Row<'_>| {
                    row.fact(Key::Type).is_some_and(|spelt| types.contains(&spelt))
                };
                let field = names.iter().find_map(|name| table.row(name).filter(fits))?;
                Some((*what, field.name.clone()))
            });
            found.collect()
        };
        self.objects
            .iter()
            .map(|table| Failure { object: table.name.clone(), fields: fields(table) })
            .collect()
    }
}
