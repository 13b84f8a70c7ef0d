//! Requests that break one documented rule, made from the tables of the generated crate.

use apiscribe_runtime::table::{Check, Format, Kind, Location, Row};
use apiscribe_runtime::{Json, Model, Operation};
use conformance::tables::rule_id;
use conformance::values::{inner, integer, sample, set, set_all, text};

/// A change to a request that is good otherwise.
#[derive(Debug, Clone)]
pub struct Probe {
    /// Rows and their values; null takes the row away.
    pub changes: Vec<(usize, Json)>,
    /// The rule that is broken; `None` where none is.
    pub breaks: Option<String>,
}

impl Probe {
    /// Fills a blank request.
    pub fn fill(&self, model: &mut dyn Model) {
        set_all(model);
        for (row, value) in &self.changes {
            set(model, *row, value);
        }
    }
}

/// Every fact of the request's table broken once, and met at its edge.
pub fn probes(operation: &Operation) -> Vec<Probe> {
    let table = operation.request;
    let mut probes = vec![Probe { changes: Vec::new(), breaks: None }];
    for (index, row) in table.rows.iter().enumerate() {
        let id = |fact: &str| Some(rule_id(table, row, fact));
        let mut add = |value: Json, breaks| {
            probes.push(Probe { changes: vec![(index, value)], breaks });
        };
        // A path without its value is another path.
        if row.required && row.location != Location::Path {
            add(Json::Null, id("required"));
        }
        for (value, fact) in edges(row) {
            // The same.
            if row.location != Location::Path || value.as_str() != Some("") {
                add(value, fact.and_then(id));
            }
        }
        if row.closed {
            add(unknown(row), id("values"));
        } else if !row.values.is_empty() {
            add(unknown(row), None);
        }
        if row.charset.is_some() {
            add("é".into(), id("charset"));
        }
        if matches!(row.format, Some(Format::Uuid | Format::Uri | Format::DateTime)) {
            add("neither".into(), id("format"));
        }
    }
    for rule in table.rules {
        probes.extend(relations(rule.id, &rule.check));
    }
    probes.extend(table.rows.iter().enumerate().flat_map(|(index, row)| below(index, row)));
    probes
}

/// The same for the objects in a row, one or many.
fn below(index: usize, row: &Row) -> Vec<Probe> {
    let Some(table) = inner(&row.kind) else { return Vec::new() };
    let mut probes = Vec::new();
    for field in table.rows {
        let mut add = |value: Json, breaks: Option<&str>| {
            let mut whole = sample(row);
            let object = match &mut whole {
                Json::Array(items) => &mut items[0],
                object => object,
            };
            object[field.name] = value;
            if object[field.name].is_null() {
                object.as_object_mut().unwrap().remove(field.name);
            }
            let breaks = breaks.map(|fact| rule_id(table, field, fact));
            probes.push(Probe { changes: vec![(index, whole)], breaks });
        };
        add(Json::Null, field.required.then_some("required"));
        for (value, fact) in edges(field) {
            add(value, fact);
        }
    }
    probes
}

/// Values at the bounds and beyond, with the fact that they break.
fn edges(row: &Row) -> Vec<(Json, Option<&'static str>)> {
    let (min, max) = (integer(row.min), integer(row.max));
    let at: fn(&Row, i64) -> Json = match row.kind {
        Kind::Integer | Kind::EpochMillis => |_, number| number.into(),
        Kind::Text | Kind::DateTime => |row, length| text(row, length).into(),
        Kind::List(item) if matches!(item.kind, Kind::Text) => {
            |_, count| vec!["x"; usize::try_from(count).unwrap()].into()
        }
        _ => return Vec::new(),
    };
    let is_length = !matches!(row.kind, Kind::Integer | Kind::EpochMillis);
    let mut edges = Vec::new();
    if let Some(min) = min {
        edges.push((at(row, min), None));
        if !is_length || min > 0 {
            edges.push((at(row, min - 1), Some("min")));
        }
    }
    if let Some(max) = max {
        edges.push((at(row, max), None));
        edges.push((at(row, max + 1), Some("max")));
    }
    edges
}

fn unknown(row: &Row) -> Json {
    match row.kind {
        Kind::Integer => 7_777.into(),
        _ => "un\u{e9}known \"value\"".into(),
    }
}

fn relations(id: &str, check: &Check) -> Vec<Probe> {
    let without = |rows: Vec<usize>, breaks: Option<&str>| Probe {
        changes: rows.into_iter().map(|row| (row, Json::Null)).collect(),
        breaks: breaks.map(str::to_owned),
    };
    let Check::AtLeastOneOf(members) = check else {
        panic!("{id}: this kind of rule needs its case here")
    };
    let all = || members.iter().copied().flatten().copied();
    let mut probes = vec![without(all().collect(), Some(id))];
    for kept in *members {
        // One whole member is enough, and a part of one is not.
        probes.push(without(all().filter(|row| !kept.contains(row)).collect(), None));
        if let Some((first, [_, ..])) = kept.split_first() {
            let others = all().filter(|row| row == first || !kept.contains(row));
            probes.push(without(others.collect(), Some(id)));
        }
    }
    probes
}
