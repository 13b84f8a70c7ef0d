//! The operations as the page for people shows them.

use apiscribe_codegen::judge::{Parameter, Request};
use apiscribe_codegen::model::{Check, EnumerationValues, Kind, Location, Operation, Row};
use apiscribe_codegen::names::Ident;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::catalogue::Documented;
use crate::failure::fields;
use crate::generate::Generator;
use crate::resource::{Act, Resource, stem};

/// All operations, in the order of their services and groups.
pub(crate) fn operations(app: &App) -> Value {
    let catalogue = app.catalogue();
    let mut numbers: Vec<usize> = (0..catalogue.all().len()).collect();
    numbers.sort_by_key(|number| {
        catalogue.get(*number).map(|documented| {
            let group = documented.group.module.as_ref().map(|module| module.as_str().to_owned());
            let service = documented.service.module.as_str().to_owned();
            (service, group, documented.operation.name.clone())
        })
    });
    let described = numbers
        .into_iter()
        .filter_map(|number| Some(operation(catalogue.get(number)?, app.answers.effect(number))));
    described.collect()
}

fn operation(documented: &Documented, effect: Option<(Act, &Resource)>) -> Value {
    let operation = &documented.operation;
    let rules: Vec<Value> =
        operation.rules.iter().map(|rule| json!({ "id": rule.id, "about": rule.about })).collect();
    let responses: Vec<Value> = operation
        .responses
        .iter()
        .map(|response| json!({ "status": response.status, "object": response.object.name }))
        .collect();
    let modules = [Some(&documented.service.module), documented.group.module.as_ref()];
    let modules: Vec<&str> = modules.into_iter().flatten().map(Ident::as_str).collect();
    json!({
        "key": format!("{}.{}", modules.join("."), operation.name),
        "service": documented.service.title,
        "group": documented.group.module.as_ref().map(|_| &documented.group.title),
        "name": operation.name,
        "title": operation.title,
        "about": operation.about,
        "page": operation.page.url,
        "method": operation.method,
        "path": operation.path,
        "has_body": operation.has_body,
        "rows": operation.rows.iter().map(row).collect::<Vec<_>>(),
        "rules": rules,
        "responses": responses,
        "sample": sample(documented),
        "state": effect.map(|(act, resource)| state(act, resource)),
    })
}

fn state(act: Act, resource: &Resource) -> String {
    let verb = match act {
        Act::Create => "creates",
        Act::Delete => "deletes",
        Act::Change => "changes",
        Act::Show => "shows",
        Act::List => "lists",
    };
    format!("{verb} a {} of this session", resource.name.replace('_', " "))
}

fn row(row: &Row) -> Value {
    let values: Vec<Value> = match &row.kind {
        Kind::Enumeration(known) => match &known.values {
            EnumerationValues::Text(values) => values
                .iter()
                .map(|value| json!({ "wire": value.wire, "meaning": value.meaning }))
                .collect(),
            EnumerationValues::Integer(values) => values
                .iter()
                .map(|value| json!({ "wire": value.wire, "meaning": value.meaning }))
                .collect(),
        },
        _ => Vec::new(),
    };
    json!({
        "name": row.name,
        "in": row.location.as_str(),
        "type": row.documented_type,
        "required": row.required,
        "secret": row.secret,
        "credential": row.credential,
        "min": row.min.map(|bound| bound.to_string()),
        "max": row.max.map(|bound| bound.to_string()),
        "default": row.default,
        "values": values,
        "about": row.about,
    })
}

/// A good request, to begin with: the documented example of a body, or a value for each row that must be there.
fn sample(documented: &Documented) -> Value {
    let operation = &documented.operation;
    let mut generator = Generator::new(documented, 0);
    let (mut parameters, mut body) = (Map::new(), Map::new());
    for (index, row) in operation.rows.iter().enumerate() {
        if !row.credential && (row.required || is_chosen(operation, index)) {
            let plain = plain(row, &row.kind).filter(|value| is_allowed(documented, row, value));
            let value = plain.unwrap_or_else(|| generator.item(Some(row), &row.kind));
            let place = if row.location == Location::Body { &mut body } else { &mut parameters };
            place.insert(row.name.clone(), value);
        }
    }
    let mut examples = operation.examples.iter().filter(|example| example.request);
    let example = examples.find_map(|example| fields(example.json.as_deref()?));
    json!({ "parameters": parameters, "body": example.unwrap_or(body) })
}

/// A value that is the same for what has the same name elsewhere: what was added can then be deleted.
fn plain(row: &Row, kind: &Kind) -> Option<Value> {
    match kind {
        Kind::Text => Some(format!("{}-1", stem(&row.name)).into()),
        Kind::Integer => Some(1.into()),
        Kind::List(item) => Some(Value::Array(vec![plain(row, item)?])),
        _ => None,
    }
}

fn is_allowed(documented: &Documented, row: &Row, value: &Value) -> bool {
    let rule = format!("{}.{}.{}.", documented.operation.name, row.location.as_str(), row.name);
    let parameter = |value: &str| Parameter {
        location: row.location,
        name: row.name.clone(),
        value: Some(value.to_owned()),
    };
    let body = json!({ row.name.as_str(): value });
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let request = if row.location == Location::Body {
        Request { body: Some(&body), ..Request::default() }
    } else {
        Request { shown: vec![row.location], parameters: vec![parameter(&text)], body: None }
    };
    let problems = documented.judge().request(&documented.operation, &request);
    !problems.iter().any(|problem| problem.rule.as_ref().is_some_and(|id| id.starts_with(&rule)))
}

/// Whether a row belongs to the smallest member of a rule that asks for one.
fn is_chosen(operation: &Operation, index: usize) -> bool {
    operation.rules.iter().any(|rule| match &rule.check {
        Check::AtLeastOneOf(members) | Check::ExactlyOneOf(members) => {
            members.iter().min_by_key(|member| member.len()).is_some_and(|one| one.contains(&index))
        }
        _ => false,
    })
}
