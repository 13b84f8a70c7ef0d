//! Small models for tests of whatever is judged.

use crate::model::{
    Bound, Enumeration, EnumerationValues, Group, Home, IntegerValue, Kind, Location, Object,
    ObjectRef, Operation, Page, Response, Row, Rule, Service, TextValue,
};
use crate::names::Ident;

pub(crate) fn row(name: &str, kind: Kind) -> Row {
    let field = Ident::snake(if name.is_empty() { "item" } else { name }).unwrap();
    let documented_type = format!("{kind:?}").split(['(', ' ']).next().unwrap().to_owned();
    Row { documented_type, kind, ..Row::blank(name, field, Location::Field) }
}

impl Row {
    pub(crate) fn at(mut self, location: Location) -> Self {
        self.location = location;
        self
    }

    pub(crate) fn mandatory(mut self) -> Self {
        self.required = true;
        self
    }

    pub(crate) fn bounds(mut self, min: i64, max: i64) -> Self {
        (self.min, self.max) = (Some(Bound::Integer(min)), Some(Bound::Integer(max)));
        self
    }
}

pub(crate) fn texts(wires: &[&str], ignore_case: bool) -> Kind {
    let value = |wire: &&str| TextValue {
        wire: (*wire).to_owned(),
        variant: Ident::camel(wire).unwrap(),
        meaning: String::new(),
    };
    let values = EnumerationValues::Text(wires.iter().map(value).collect());
    Kind::Enumeration(Enumeration {
        type_name: Ident::camel("Words").unwrap(),
        ignore_case,
        values,
    })
}

pub(crate) fn integers(wires: &[i64]) -> Kind {
    let value = |wire: &i64| IntegerValue {
        wire: *wire,
        variant: Ident::camel(&wire.to_string()).unwrap(),
        meaning: String::new(),
    };
    let values = EnumerationValues::Integer(wires.iter().map(value).collect());
    let type_name = Ident::camel("Numbers").unwrap();
    Kind::Enumeration(Enumeration { type_name, ignore_case: false, values })
}

pub(crate) fn object(name: &str, rows: Vec<Row>, rules: Vec<Rule>) -> Object {
    Object {
        name: name.to_owned(),
        id: format!("svc.{name}"),
        type_name: Ident::camel(name).unwrap(),
        about: None,
        page: None,
        rows,
        rules,
        in_requests: false,
        errata: Vec::new(),
    }
}

/// A reference to a shared object of the service.
pub(crate) fn reference(name: &str) -> ObjectRef {
    ObjectRef {
        name: name.to_owned(),
        type_name: Ident::camel(name).unwrap(),
        home: Home::ServiceShared,
    }
}

/// `POST /v1/{id}/things`, which answers 200 with the shared object `Answer`.
pub(crate) fn operation(rows: Vec<Row>, rules: Vec<Rule>) -> Operation {
    Operation {
        name: "AddThing".to_owned(),
        type_name: Ident::camel("AddThing").unwrap(),
        method_name: Ident::snake("AddThing").unwrap(),
        title: String::new(),
        about: String::new(),
        page: Page { url: String::new(), updated: None },
        method: "POST".to_owned(),
        path: "/v1/{id}/things".to_owned(),
        idempotent: false,
        requests_per_second: None,
        has_body: rows.iter().any(|row| row.location == Location::Body),
        rows,
        new_parameters: Vec::new(),
        rules,
        pagination: None,
        answer: reference("Answer"),
        responses: vec![Response { status: 200, object: reference("Answer"), failure: None }],
        success: None,
        objects: Vec::new(),
        errata: Vec::new(),
        examples: Vec::new(),
        source: String::new(),
    }
}

/// A service without groups.
pub(crate) fn service(shared: Vec<Object>, operations: Vec<Operation>) -> Service {
    Service {
        module: Ident::snake("svc").unwrap(),
        title: String::new(),
        about: String::new(),
        page: None,
        authentication: None,
        held: Vec::new(),
        root: Group {
            module: None,
            feature: "svc".to_owned(),
            title: String::new(),
            about: String::new(),
            shared,
            operations,
            errata: Vec::new(),
        },
        groups: Vec::new(),
        source: String::new(),
    }
}
