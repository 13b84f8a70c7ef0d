//! Answers, and the documented examples of answers and bodies.

use serde_json::{Value, json};

use crate::emit::json_schema::{Schema, Writer, put, schema, wire};
use crate::model::{Example, Failure, Operation, Response, Success};

/// The response object of a status.
pub(super) fn object(writer: Writer<'_>, operation: &Operation, response: &Response) -> Schema {
    let Response { status, object, failure } = response;
    let mut told = Schema::new();
    let about = writer
        .service
        .object(writer.group, object)
        .and_then(|object| object.about.clone())
        .unwrap_or_else(|| format!("The answer with status {status}."));
    let success = operation.success.as_ref().filter(|_| (200..300).contains(status));
    let condition = success.map(|success| format!(" {}", envelope(success))).unwrap_or_default();
    put(&mut told, "description", format!("{about}{condition}"));
    let examples = operation
        .examples
        .iter()
        .filter(|example| !example.request && example.status == Some(*status));
    put(&mut told, "content", content(writer.reference(object), examples));
    put(&mut told, "x-failure", failure.as_ref().map(failure_fields));
    told
}

/// Status codes alone don't tell: what does.
fn envelope(success: &Success) -> String {
    let Success { field, equals, .. } = success;
    format!("A success where `{field}` is `{}`; the status is the same otherwise.", wire(equals))
}

/// The content of a body or answer, with its documented examples.
pub(super) fn content<'a>(body: Schema, examples: impl Iterator<Item = &'a Example>) -> Schema {
    let mut json = schema([("schema", body.into())]);
    let examples: Schema = examples
        .filter_map(|example| example.json.as_deref())
        .enumerate()
        .map(|(index, text)| {
            // An example that can't be read is no part of a checked spec.
            let value = serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
            (format!("documented-{}", index + 1), json!({ "value": value }))
        })
        .collect();
    put(&mut json, "examples", examples);
    schema([("application/json", json.into())])
}

fn failure_fields(failure: &Failure) -> Value {
    let Failure { code, message, request_id } = failure;
    let mut fields = Schema::new();
    put(&mut fields, "code", code.as_deref());
    put(&mut fields, "message", message.as_deref());
    put(&mut fields, "request-id", request_id.as_deref());
    fields.into()
}
