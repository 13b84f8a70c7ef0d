//! Examples in documentation: how a request is made and sent.

use super::calling::Calling;
use super::features;
use super::programs::variable;
use super::scope::{Scope, crate_name, public_module};
use crate::model::{
    Bound, Check, EnumerationValues, Example, Format, Group, Kind, Operation, Row, Sdk, Service,
};

/// Characters of a documented text from which an example replaces it by a short one.
const LONG_TEXT: usize = 48;

/// The example of an operation.
pub(super) fn operation(scope: Scope<'_>, operation: &Operation) -> Vec<String> {
    let Scope { sdk, service, group, file: _ } = scope;
    let module = &service.module;
    let mut lines = vec![
        import(sdk, service, group, operation),
        String::new(),
        format!(
            "# async fn example(client: {module}::Client) -> Result<(), {}::Error> {{",
            crate_name(sdk)
        ),
    ];
    lines.extend(request(scope.public_module().as_str(), operation));
    lines.extend(call(operation, Calling::Async));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    lines
}

/// The example of a client, with the operation that shows it best.
pub(super) fn client(sdk: &Sdk, service: &Service, calling: Calling) -> Vec<String> {
    let Some((group, operation)) = showpiece(service) else {
        return Vec::new();
    };
    // The import stands inside the function, which is gone where its feature is off.
    let function = match calling {
        Calling::Async => "async fn",
        Calling::Blocking => "fn",
    };
    let mut lines = vec![
        format!("# #[cfg(feature = \"{}\")]", group.feature),
        format!("# {function} example() -> Result<(), Box<dyn std::error::Error>> {{"),
        import(sdk, service, group, operation),
        String::new(),
    ];
    lines.extend(body(service, group, operation, calling));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    lines
}

/// A whole program.
pub(super) fn program(sdk: &Sdk) -> Vec<String> {
    let Some(service) = showcase(sdk) else {
        return Vec::new();
    };
    let Some((group, operation)) = showpiece(service) else {
        return Vec::new();
    };
    let mut lines = vec![
        import(sdk, service, group, operation),
        String::new(),
        "#[tokio::main]".to_owned(),
        "async fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
    ];
    lines.extend(
        body(service, group, operation, Calling::Async)
            .into_iter()
            .map(|line| if line.is_empty() { line } else { format!("    {line}") }),
    );
    lines.extend(["    Ok(())".to_owned(), "}".to_owned()]);
    lines
}

/// The service that shows the package best: one with a list, or else the first.
pub(super) fn showcase(sdk: &Sdk) -> Option<&Service> {
    let has_list = |service: &&Service| {
        let mut operations = service.all_groups().flat_map(|group| &group.operations);
        operations.any(|operation| operation.pagination.is_some())
    };
    features::services(sdk).find(has_list).or_else(|| features::services(sdk).next())
}

/// The operation that shows a client best: a list, or else one that reads, or else the first.
pub(super) fn showpiece(service: &Service) -> Option<(&Group, &Operation)> {
    let operations = || {
        service
            .all_groups()
            .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)))
    };
    let lists = operations().filter(|(_, operation)| operation.pagination.is_some());
    // A short name leaves room for what is to be shown.
    lists
        .min_by_key(|(_, operation)| operation.method_name.as_str().len())
        .or_else(|| operations().find(|(_, operation)| operation.method == "GET"))
        .or_else(|| operations().next())
}

pub(super) fn import(sdk: &Sdk, service: &Service, group: &Group, operation: &Operation) -> String {
    let (name, module, request) = (crate_name(sdk), &service.module, &operation.type_name);
    match &group.module {
        Some(group) => format!("use {name}::{module}::{{self, {group}::{request}}};"),
        None => format!("use {name}::{module}::{{self, {request}}};"),
    }
}

/// Client, request, call.
fn body(service: &Service, group: &Group, operation: &Operation, calling: Calling) -> Vec<String> {
    let Service { module, authentication, held, .. } = service;
    let mut lines = vec![
        format!("let client = {module}::{}Client::builder()", calling.module()),
        format!("    .endpoint(\"https://{module}.example.com\")"),
    ];
    for parameter in held {
        lines.push(format!("    .{}({:?})", parameter.setter, parameter.name));
    }
    if let Some(authentication) = authentication {
        let variable = variable(&authentication.header);
        lines.push(format!("    .{}(std::env::var(\"{variable}\")?)", authentication.setter));
    }
    lines.extend(["    .build()?;".to_owned(), String::new()]);
    lines.extend(request(&public_module(service, group), operation));
    lines.extend(call(operation, calling));
    lines
}

/// Sends the request and prints the answer; of a list, all items.
fn call(operation: &Operation, calling: Calling) -> Vec<String> {
    let Operation { method_name, pagination, .. } = operation;
    let wait = calling.wait();
    let items = method_name.followed_by("items");
    match (pagination, calling) {
        (None, _) => vec![
            format!("let answer = client.{method_name}(&request){wait}?;"),
            "println!(\"{:?}\", *answer);".to_owned(),
        ],
        (Some(_), Calling::Async) => vec![
            format!("let mut items = client.{items}(&request);"),
            "while let Some(item) = items.next().await {".to_owned(),
            "    println!(\"{:?}\", item?);".to_owned(),
            "}".to_owned(),
        ],
        (Some(_), Calling::Blocking) => vec![
            format!("for item in client.{items}(&request) {{"),
            "    println!(\"{:?}\", item?);".to_owned(),
            "}".to_owned(),
        ],
    }
}

/// `let request = …;` with all that is required.
pub(super) fn request(module: &str, operation: &Operation) -> Vec<String> {
    let limit = operation.pagination.as_ref().map(|pagination| pagination.limit.as_str());
    let value = |row: &Row| {
        // A page of one item would show little.
        let wanted = if limit == Some(row.name.as_str()) { 50 } else { 1 };
        value(module, row, &operation.examples, wanted)
    };
    let rows = &operation.rows;
    let given: Vec<&Row> =
        operation.new_parameters.iter().filter_map(|index| rows.get(*index)).collect();
    let arguments: Vec<String> = given.iter().map(|row| value(row)).collect();
    let mut calls = vec![format!("{}::new({})", operation.type_name, arguments.join(", "))];
    for index in shown(operation) {
        calls.extend(rows.get(index).map(|row| format!(".{}({})", row.setter, value(row))));
    }
    let line = format!("let request = {};", calls.concat());
    if line.len() <= 88 {
        return vec![line];
    }
    let last = calls.len() - 1;
    let lines = calls.iter().enumerate().map(|(index, call)| {
        let (start, end) = (
            if index == 0 { "let request = " } else { "    " },
            if index == last { ";" } else { "" },
        );
        format!("{start}{call}{end}")
    });
    lines.collect()
}

/// The rows that an example sets: required ones, one member of each choice, the size of a page.
fn shown(operation: &Operation) -> Vec<usize> {
    let Operation { rows, new_parameters, rules, pagination, .. } = operation;
    let mut shown: Vec<usize> =
        (0..rows.len()).filter(|index| rows.get(*index).is_some_and(|row| row.required)).collect();
    for rule in rules {
        if let Check::AtLeastOneOf(members) | Check::ExactlyOneOf(members) = &rule.check {
            let met = members.iter().any(|member| member.iter().all(|row| shown.contains(row)));
            shown.extend(members.first().filter(|_| !met).into_iter().flatten());
        }
    }
    if let Some(pagination) = pagination {
        shown.extend(rows.iter().position(|row| row.name == pagination.limit));
    }
    shown.sort_unstable();
    shown.dedup();
    shown.retain(|index| {
        !new_parameters.contains(index) && rows.get(*index).is_some_and(|row| !row.held)
    });
    shown
}

/// An argument for a row: the documented one, or else one that the row allows.
fn value(module: &str, row: &Row, examples: &[Example], wanted: i64) -> String {
    if let Some(documented) = documented(row, examples) {
        return documented;
    }
    match &row.kind {
        Kind::Text => format!("{:?}", text(row)),
        Kind::Integer => integer(row, wanted).to_string(),
        Kind::Double => format!("{:?}", double(row)),
        Kind::Boolean => "true".to_owned(),
        Kind::DateTime => "\"2026-01-01T00:00:00Z\"".to_owned(),
        Kind::EpochMillis => "1_700_000_000_000".to_owned(),
        Kind::Json => "\"text\"".to_owned(),
        Kind::Enumeration(enumeration) => match &enumeration.values {
            EnumerationValues::Text(values) => {
                format!("{:?}", values.first().map(|value| value.wire.as_str()).unwrap_or_default())
            }
            EnumerationValues::Integer(values) => {
                values.first().map(|value| value.wire).unwrap_or_default().to_string()
            }
        },
        Kind::List(item) => match &**item {
            Kind::Object { object, boxed: _ } => {
                format!("vec![{module}::{}::new()]", object.type_name)
            }
            _ => "Vec::new()".to_owned(),
        },
        Kind::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
        Kind::Object { object, boxed: _ } => format!("{module}::{}::new()", object.type_name),
    }
}

/// The value of a documented request, where it is short and no secret.
fn documented(row: &Row, examples: &[Example]) -> Option<String> {
    if row.secret || row.format == Some(Format::EpochMillis) {
        return None;
    }
    examples.iter().filter(|example| example.request).find_map(|example| {
        let json: serde_json::Value = serde_json::from_str(example.json.as_deref()?).ok()?;
        match (json.get(&row.name)?, &row.kind) {
            (serde_json::Value::String(text), Kind::Text) if text.len() <= LONG_TEXT => {
                Some(format!("{text:?}"))
            }
            (serde_json::Value::Number(number), Kind::Integer) => {
                number.as_i64().map(|number| number.to_string())
            }
            (serde_json::Value::Bool(value), Kind::Boolean) => Some(value.to_string()),
            _ => None,
        }
    })
}

fn text(row: &Row) -> String {
    match row.format {
        Some(Format::Uuid) => return "00000000-0000-0000-0000-000000000000".to_owned(),
        Some(Format::Uri) => return "https://example.com".to_owned(),
        Some(Format::DateTime) => return "2026-01-01T00:00:00Z".to_owned(),
        Some(Format::EpochMillis) | None => {}
    }
    let (min, max) = (row.min.map(whole), row.max.map(whole));
    let name: String =
        row.name.chars().take(max.unwrap_or(i64::MAX).try_into().unwrap_or(0)).collect();
    let missing = min.unwrap_or(0).saturating_sub(i64::try_from(name.len()).unwrap_or(i64::MAX));
    // A long minimum would fill the page.
    format!("{name}{}", "x".repeat(usize::try_from(missing.clamp(0, 64)).unwrap_or(0)))
}

/// The integer that is allowed and nearest to the one that is wanted.
fn integer(row: &Row, wanted: i64) -> i64 {
    let min = row.min.map_or(i64::MIN, whole);
    wanted.clamp(min, row.max.map_or(i64::MAX, whole).max(min))
}

fn double(row: &Row) -> f64 {
    match (row.min, row.max) {
        (Some(Bound::Double(bound)), _) | (None, Some(Bound::Double(bound))) => bound,
        _ => 1.0,
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the bound of an example")]
fn whole(bound: Bound) -> i64 {
    match bound {
        Bound::Integer(value) => value,
        Bound::Double(value) => value as i64,
    }
}
