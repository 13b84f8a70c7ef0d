//! Where a request or answer can be changed: every value that is there, every object and every rule.

use apiscribe_runtime::table::{Kind, Row, Rule, Table};
use apiscribe_runtime::{Json, Operation};
use conformance::tables::{location, rule_id};

/// A place in a value.
pub(crate) struct Site {
    /// JSON pointer to the value; to the object for what concerns an object as a whole.
    pub(crate) pointer: String,
    pub(crate) what: What,
}

/// What stands there.
pub(crate) enum What {
    /// A value, with what the ids of its rules begin with.
    Value {
        row: &'static Row,
        id: String,
        /// Whether it is an item of a list or map.
        is_item: bool,
        is_held: bool,
    },
    /// An object, to which a field can be added.
    Object(&'static Table),
    /// Rows that a rule relates. In a request they stand in an object for each location.
    Rule { rule: &'static Rule, rows: &'static [Row], is_located: bool },
}

/// Every site of a request.
pub(crate) fn of_request(operation: &Operation, request: &Json) -> Vec<Site> {
    let mut sites = Vec::new();
    let own = operation.request.rows.iter().map(|row| (row, false));
    for (row, is_held) in own.chain(operation.held.iter().map(|row| (row, true))) {
        let id = rule_id(operation.request, row, "");
        let pointer = format!("/{}", location(row.location));
        named(row, &id, &pointer, request, is_held, &mut sites);
    }
    rules(operation.request, "", true, &mut sites);
    sites
}

/// Every site of an answer.
pub(crate) fn of_answer(table: &'static Table, answer: &Json) -> Vec<Site> {
    let mut sites = Vec::new();
    object(table, "", answer, &mut sites);
    sites
}

fn object(table: &'static Table, pointer: &str, root: &Json, sites: &mut Vec<Site>) {
    sites.push(Site { pointer: pointer.to_owned(), what: What::Object(table) });
    for row in table.rows {
        named(row, &rule_id(table, row, ""), pointer, root, false, sites);
    }
    rules(table, pointer, false, sites);
}

fn rules(table: &'static Table, pointer: &str, is_located: bool, sites: &mut Vec<Site>) {
    sites.extend(table.rules.iter().map(|rule| Site {
        pointer: pointer.to_owned(),
        what: What::Rule { rule, rows: table.rows, is_located },
    }));
}

/// The value of a row, under whichever of its names it has.
fn named(
    row: &'static Row,
    id: &str,
    parent: &str,
    root: &Json,
    is_held: bool,
    sites: &mut Vec<Site>,
) {
    let names = std::iter::once(&row.name).chain(row.aliases);
    for name in names {
        let pointer = format!("{parent}/{}", escape(name));
        if root.pointer(&pointer).is_some() {
            value(row, id.trim_end_matches('.'), &pointer, root, (false, is_held), sites);
            return;
        }
    }
}

fn value(
    row: &'static Row,
    id: &str,
    pointer: &str,
    root: &Json,
    (is_item, is_held): (bool, bool),
    sites: &mut Vec<Site>,
) {
    let what = What::Value { row, id: id.to_owned(), is_item, is_held };
    sites.push(Site { pointer: pointer.to_owned(), what });
    match (row.kind, root.pointer(pointer)) {
        (Kind::List(item), Some(Json::Array(items))) => {
            for index in 0..items.len() {
                let pointer = format!("{pointer}/{index}");
                value(item, &format!("{id}.each"), &pointer, root, (true, false), sites);
            }
        }
        (Kind::Map(item), Some(Json::Object(fields))) => {
            for key in fields.keys() {
                let pointer = format!("{pointer}/{}", escape(key));
                value(item, &format!("{id}.each"), &pointer, root, (true, false), sites);
            }
        }
        (Kind::Model(table), Some(Json::Object(_))) => object(table, pointer, root, sites),
        _ => {}
    }
}

/// A name in a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
