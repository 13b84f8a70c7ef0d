//! The tables of a page as tables of the model, so that examples are judged as those of a spec are.

use apiscribe_codegen::judge::{Judge, Problem};
use apiscribe_codegen::model::{
    Bound, Enumeration, EnumerationValues, Format, Group, Home, IntegerValue, Kind, Location,
    Object, ObjectRef, Row as ModelRow, Service, TextValue,
};
use apiscribe_codegen::names::Ident;
use serde_json::Value;

use crate::edition::{Edition, Fact, Row, Table};
use crate::facts::Certainty;
use crate::type_name::Type;

/// The tables of an edition, ready to judge examples.
pub(super) struct Court {
    service: Service,
}

impl Court {
    pub(super) fn new(page: &Edition) -> Self {
        let shared = page.tables.iter().enumerate().map(|(index, table)| object(index, table));
        let name = Ident::placeholder();
        let root = Group {
            module: None,
            feature: String::new(),
            title: String::new(),
            about: String::new(),
            shared: shared.collect(),
            operations: Vec::new(),
            errata: Vec::new(),
        };
        let service = Service {
            module: name,
            title: String::new(),
            about: String::new(),
            page: None,
            authentication: None,
            held: Vec::new(),
            root,
            groups: Vec::new(),
            source: String::new(),
        };
        Self { service }
    }

    /// Everything about a value that breaks the table with this index.
    pub(super) fn judge(&self, value: &Value, table: usize) -> Vec<Problem> {
        let judge = Judge::new(&self.service, &self.service.root);
        match value {
            // A body that is a list shows several of the table.
            Value::Array(items) => {
                let mut problems = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    let found = judge.object(item, &reference(table)).into_iter();
                    problems.extend(found.map(|problem| Problem {
                        pointer: format!("/{index}{}", problem.pointer),
                        ..problem
                    }));
                }
                problems
            }
            value => judge.object(value, &reference(table)),
        }
    }
}

fn reference(table: usize) -> ObjectRef {
    ObjectRef {
        name: table.to_string(),
        type_name: Ident::placeholder(),
        home: Home::ServiceShared,
    }
}

fn object(index: usize, table: &Table) -> Object {
    Object {
        name: index.to_string(),
        id: table.place.at(),
        type_name: Ident::placeholder(),
        about: None,
        page: None,
        rows: table.rows.iter().map(row).collect(),
        rules: Vec::new(),
        in_requests: table.in_requests,
        errata: Vec::new(),
    }
}

fn row(row: &Row) -> ModelRow {
    let text = |fact| row.facts.get(&fact).map(|stated| stated.text.as_str());
    let kind = text(Fact::Type).map_or(Kind::Json, |kind| kind_of(row, &Type::read(kind)));
    let is_double = matches!(kind, Kind::Double);
    // What a sentence says may have a condition.
    let labelled = |fact| row.facts.get(&fact).filter(|one| one.certainty == Certainty::Stated);
    let bound = |fact| labelled(fact).and_then(|one| bound(&one.text, is_double));
    let mut made = ModelRow::blank(&row.name, Ident::placeholder(), Location::Field);
    made.required = text(Fact::Required).is_some();
    made.nullable = text(Fact::Nullable).is_some();
    // What cannot be judged by bounds has none: their meaning is that of the type.
    if !matches!(kind, Kind::Json | Kind::Boolean | Kind::Object { .. } | Kind::DateTime) {
        (made.min, made.max) = (bound(Fact::Min), bound(Fact::Max));
    }
    made.format = match text(Fact::Format) {
        Some("date-time") => Some(Format::DateTime),
        Some("uuid") => Some(Format::Uuid),
        Some("uri") => Some(Format::Uri),
        _ => None,
    };
    made.kind = kind;
    made
}

fn bound(text: &str, is_double: bool) -> Option<Bound> {
    match text.parse::<i64>() {
        Ok(integer) if !is_double => Some(Bound::Integer(integer)),
        _ => text.parse::<f64>().ok().map(Bound::Double),
    }
}

fn kind_of(row: &Row, kind: &Type) -> Kind {
    match kind {
        Type::List(item) => Kind::List(Box::new(inner(row, item.as_deref()))),
        Type::Map(value) => Kind::Map(Box::new(inner(row, value.as_deref()))),
        Type::Object | Type::Named(_) => match row.object {
            Some(table) => Kind::Object { object: reference(table), boxed: false },
            None => Kind::Json,
        },
        plain => valued(row, plain),
    }
}

fn inner(row: &Row, kind: Option<&Type>) -> Kind {
    match (kind, row.object) {
        (None, Some(table)) => Kind::Object { object: reference(table), boxed: false },
        (None, None) => Kind::Json,
        (Some(kind), _) => kind_of(row, kind),
    }
}

/// A plain type, or the enumeration of its values.
fn valued(row: &Row, kind: &Type) -> Kind {
    let values: Vec<&str> = row
        .facts
        .get(&Fact::Values)
        .map_or_else(Vec::new, |values| values.text.split('|').collect());
    let enumeration = |values| {
        Kind::Enumeration(Enumeration {
            type_name: Ident::placeholder(),
            ignore_case: row.facts.contains_key(&Fact::Case),
            values,
        })
    };
    let variant = Ident::placeholder;
    match kind {
        Type::Text if !values.is_empty() => {
            let texts = values.iter().map(|value| TextValue {
                wire: (*value).to_owned(),
                variant: variant(),
                meaning: String::new(),
            });
            enumeration(EnumerationValues::Text(texts.collect()))
        }
        Type::Integer | Type::Long if !values.is_empty() => {
            let integers: Option<Vec<IntegerValue>> = values
                .iter()
                .map(|value| {
                    let wire = value.parse().ok()?;
                    Some(IntegerValue { wire, variant: variant(), meaning: String::new() })
                })
                .collect();
            integers
                .map_or(Kind::Integer, |integers| enumeration(EnumerationValues::Integer(integers)))
        }
        Type::Integer | Type::Long => Kind::Integer,
        Type::Number | Type::Double => Kind::Double,
        Type::Boolean => Kind::Boolean,
        Type::DateTime => Kind::DateTime,
        Type::Text | Type::Object | Type::List(_) | Type::Map(_) | Type::Named(_) => Kind::Text,
    }
}
