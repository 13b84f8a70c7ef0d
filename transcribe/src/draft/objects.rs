//! Objects: tables that describe fields, rows below other rows, and the names of both.

use std::collections::BTreeMap;

use apiscribe_codegen::names::Ident;

use crate::facts::{self, Facts, Role};

use super::row;
use super::sheet::{Part, Row, State, Table};
use super::types::{Item, Spelling};
use super::undecided::{Kind, Todo};
use super::words;

/// Objects of one operation while they are gathered.
pub(super) struct Objects<'f> {
    facts: &'f Facts,
    /// The name of the object that each table of objects describes.
    names: BTreeMap<usize, String>,
    taken: Vec<String>,
    pub(super) tables: Vec<Table<'f>>,
}

/// Words of the type grammar.
const BUILT_IN: &[&str] = &[
    "String", "Integer", "Long", "Double", "Boolean", "DateTime", "Object", "Array", "Map", "Empty",
];

/// Objects in objects by marks of depth.
const DEEPEST: usize = 12;

impl<'f> Objects<'f> {
    /// Names the objects of the tables of an operation.
    pub(super) fn new(facts: &'f Facts, operation: usize, fallback: &str) -> Self {
        let mut objects =
            Self { facts, names: BTreeMap::new(), taken: Vec::new(), tables: Vec::new() };
        for (index, table) in facts.tables.iter().enumerate() {
            if table.role == Role::Object && table.operation == operation {
                let name = objects.free(&proposed(facts, index, table, fallback));
                objects.names.insert(index, name);
            }
        }
        objects
    }

    /// A name that no object of the operation has.
    pub(super) fn free(&mut self, wanted: &str) -> String {
        let wanted = Ident::camel(wanted).map_or_else(
            || "Part".to_owned(),
            |name| name.as_str().trim_end_matches('_').to_owned(),
        );
        let wanted =
            if BUILT_IN.contains(&wanted.as_str()) { format!("{wanted}Part") } else { wanted };
        let wanted = words::shortened(&wanted).to_owned();
        let mut name = wanted.clone();
        let mut number = 2;
        while self.taken.contains(&name) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        self.taken.push(name.clone());
        name
    }

    /// The tables of objects, each as an object.
    pub(super) fn described(&mut self) {
        let names: Vec<(usize, String)> =
            self.names.iter().map(|(index, name)| (*index, name.clone())).collect();
        for (index, name) in names {
            let Some(source) = self.facts.tables.get(index) else { continue };
            let table = self.object(name, source);
            self.tables.push(table);
        }
    }

    /// An object of a table of fields.
    pub(super) fn object(&mut self, name: String, source: &'f facts::Table) -> Table<'f> {
        let mut table = Table::new(Part::Object, name);
        table.about = words::about_object(&table.name);
        table.caption.clone_from(&source.caption);
        table.line = source.line;
        let name = table.name.clone();
        self.rows(&source.rows, &name, &mut table);
        table
    }

    /// Adds rows to a table; rows below others become objects of their own.
    pub(super) fn rows(&mut self, rows: &'f [facts::Row], owner: &str, table: &mut Table<'f>) {
        let mut rest = rows;
        while let [first, behind @ ..] = rest {
            let children = behind.iter().take_while(|row| depth(row) > depth(first)).count();
            let (below, after) = behind.split_at_checked(children).unwrap_or((behind, &[]));
            rest = after;
            let object = if below.is_empty() {
                first.object.and_then(|index| self.names.get(&index).cloned())
            } else {
                Some(self.below(first, below, owner))
            };
            add(table, row::draft(first, object.as_deref()));
        }
    }

    /// The object of the rows below a row.
    fn below(&mut self, parent: &facts::Row, rows: &'f [facts::Row], owner: &str) -> String {
        let written = parent.type_name.as_ref().map(|found| Spelling::read(&found.value));
        let wanted = match written.as_ref().map(|written| &written.item) {
            Some(Item::Named(name)) => name.clone(),
            _ => field_object(&parent.name, written.as_ref()),
        };
        let wanted = if Ident::camel(&wanted).is_some() { wanted } else { format!("{owner}Part") };
        let name = self.free(&wanted);
        let mut table = Table::new(Part::Object, name.clone());
        table.about = words::about_object(&name);
        table.line = parent.line;
        self.rows(rows, &name, &mut table);
        self.tables.push(table);
        name
    }
}

/// Marks of depth before a row: more than any table has are a slip of the reader.
fn depth(row: &facts::Row) -> usize {
    row.depth.min(DEEPEST)
}

/// Bytes of the name of a row at most.
const LONGEST: usize = 256;

/// Adds a row; one whose name the table has already is left out.
pub(super) fn add<'f>(table: &mut Table<'f>, mut row: Row<'f>) {
    let same = |other: &Row<'_>| {
        other.name == row.name
            || table.part == Part::Header && other.name.eq_ignore_ascii_case(&row.name)
    };
    let wrong = if row.name.trim().is_empty() {
        Some("this row has no name: what is it called?".to_owned())
    } else if row.name.len() > LONGEST {
        // A key of YAML that is longer than a thousand characters is none.
        let start: String = row.name.chars().take(40).collect();
        Some(format!(
            "`{start}…` has {} characters: what is the row called?",
            row.name.chars().count()
        ))
    } else if table.rows.iter().any(same) {
        Some(format!("`{}` is in the table twice: do both rows say the same?", row.name))
    } else {
        None
    };
    if let Some(text) = wrong {
        let quote = row.source.map(|source| row::here(source.line));
        row.todos = vec![Todo::new(Kind::Row, text).quote(quote)];
        row.left_out = true;
    }
    table.rows.push(row);
}

fn proposed(facts: &Facts, index: usize, table: &facts::Table, fallback: &str) -> String {
    let pointing = facts.tables.iter().flat_map(|table| &table.rows);
    let parents: Vec<&facts::Row> = pointing.filter(|row| row.object == Some(index)).collect();
    let mut by_field = None;
    for parent in &parents {
        let written = parent.type_name.as_ref().map(|found| Spelling::read(&found.value));
        if let Some(Item::Named(name)) = written.as_ref().map(|written| &written.item) {
            return name.clone();
        }
        by_field.get_or_insert_with(|| field_object(&parent.name, written.as_ref()));
    }
    let stated = table
        .object
        .as_deref()
        .filter(|object| !object.contains(char::is_whitespace) && Ident::camel(object).is_some());
    // A table that is named after its field holds one of what a list has many of.
    let own = stated
        .filter(|stated| parents.iter().all(|field| !field.name.eq_ignore_ascii_case(stated)));
    let names = [own.map(str::to_owned), by_field, stated.map(str::to_owned)];
    let usable = |name: &String| Ident::camel(name).is_some();
    names.into_iter().flatten().find(usable).unwrap_or_else(|| format!("{fallback}Part"))
}

/// The name of the object in a field: a list `tags` holds `Tag`s.
fn field_object(name: &str, written: Option<&Spelling>) -> String {
    let camel = Ident::camel(name).map(|name| name.as_str().trim_end_matches('_').to_owned());
    let camel = camel.unwrap_or_else(|| name.to_owned());
    if written.is_some_and(Spelling::is_list) { words::singular(&camel).to_owned() } else { camel }
}

/// Marks the objects that no row and no answer leads to.
pub(super) fn mark_unused(tables: &mut [Table<'_>], answers: &[String]) {
    let mut used: Vec<String> = answers.to_vec();
    let mut next: Vec<String> = answers.to_vec();
    let parameters = tables.iter().filter(|table| table.part != Part::Object);
    next.extend(parameters.flat_map(references));
    used.extend(next.iter().cloned());
    while let Some(name) = next.pop() {
        let object = tables.iter().find(|table| table.part == Part::Object && table.name == name);
        for name in object.into_iter().flat_map(references) {
            if !used.contains(&name) {
                used.push(name.clone());
                next.push(name);
            }
        }
    }
    for table in tables.iter_mut().filter(|table| table.part == Part::Object) {
        if !used.contains(&table.name) && table.state == State::Drafted {
            let text = format!("no row and no answer leads to `{}`: whose type is it?", table.name);
            table.todos.push(Todo::new(Kind::Table, text).quote(Some(row::here(table.line))));
            table.state = State::Unused;
        }
    }
}

fn references(table: &Table<'_>) -> Vec<String> {
    let types = table.rows.iter().filter(|row| !row.left_out);
    let types = types.filter_map(|row| row.fact(super::sheet::Key::Type));
    types.map(|spelt| spelt.rsplit(" of ").next().unwrap_or_default().to_owned()).collect()
}
