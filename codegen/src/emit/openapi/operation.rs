//! Operations.

use serde_json::{Value, json};

use super::paths::Names;
use super::{parameter, response, security, tag_name};
use crate::emit::json_schema::{
    Bound, Reading, Schema, Writer, body_name, put, schema, tell, wire,
};
use crate::emit::provenance;
use crate::model::{AbsentMeans, Example, Location, Operation, Pagination, Success};

/// The operation object.
pub(super) fn object(writer: Writer<'_>, operation: &Operation, names: &Names<'_>) -> Schema {
    let Operation {
        name,
        type_name: _,
        method_name: _,
        title,
        about,
        page,
        method: _,
        path: _,
        idempotent,
        requests_per_second,
        rows,
        new_parameters: _,
        rules,
        has_body: _,
        pagination,
        answer: _,
        responses,
        success,
        objects: _,
        errata,
        examples,
        source,
    } = operation;
    let mut object = schema([
        ("operationId", json!(name)),
        ("summary", json!(title)),
        ("description", json!(about)),
        ("tags", json!([tag_name(writer.service, writer.group)])),
        ("externalDocs", provenance::docs(page, Some(title))),
    ]);
    let strict = writer.reading(Reading::Request);
    let parameters: Vec<Value> = rows
        .iter()
        .filter(|row| row.location != Location::Body && !row.credential)
        .map(|row| parameter::object(strict, row, names).into())
        .collect();
    put(&mut object, "parameters", parameters);
    put(&mut object, "requestBody", body(strict, operation));
    let responses: Schema = responses
        .iter()
        .map(|one| (one.status.to_string(), response::object(writer, operation, one).into()))
        .collect();
    put(&mut object, "responses", responses);
    object.insert("security".to_owned(), security::requirements(writer.service, operation));
    put(&mut object, "x-rules", tell(rules, rows, Bound::InObject));
    put(&mut object, "x-success", success.as_ref().map(success_condition));
    put(&mut object, "x-pagination", pagination.as_ref().map(pages));
    object.insert("x-idempotent".to_owned(), json!(idempotent));
    put(&mut object, "x-requests-per-second", *requests_per_second);
    put(&mut object, "x-request-lines", examples.iter().filter_map(line).collect::<Vec<_>>());
    // Errata of objects stand at their schemas.
    put(&mut object, "x-errata", provenance::errata(errata, |at| !at.starts_with("objects.")));
    put(&mut object, "x-source", source.as_str());
    object
}

fn line(example: &Example) -> Option<&str> {
    example.line.as_deref()
}

fn body(writer: Writer<'_>, operation: &Operation) -> Option<Value> {
    if !operation.has_body {
        return None;
    }
    let reference = writer.named(&body_name(writer.group, operation));
    let examples = operation.examples.iter().filter(|example| example.request);
    let content = response::content(reference, examples);
    Some(json!({ "required": true, "content": content }))
}

/// Whether an answer with a success status is one.
fn success_condition(success: &Success) -> Value {
    let Success { field, equals, absent } = success;
    let absent = match absent {
        AbsentMeans::Success => "success",
        AbsentMeans::Failure => "failure",
        AbsentMeans::Unexpected => "unexpected",
    };
    json!({ "field": field, "equals": wire(equals), "absent": absent })
}

fn pages(pagination: &Pagination) -> Value {
    let Pagination { offset, limit, page_max, items, total } = pagination;
    let mut pages =
        schema([("offset", json!(offset)), ("limit", json!(limit)), ("items", json!(items))]);
    put(&mut pages, "total", total.as_deref());
    put(&mut pages, "page-max", *page_max);
    pages.into()
}
