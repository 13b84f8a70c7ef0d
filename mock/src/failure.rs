//! Documented failures: which object a page has for what went wrong, and what it says.

use apiscribe_codegen::model::{Bound, EnumerationValues, Kind, Object, Operation, Response, Row};
use serde_json::{Map, Value, json};

use crate::catalogue::Documented;
use crate::envelope;
use crate::generate::Generator;

/// A failure, ready to be sent.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// The documented failure for a status that is wanted, with this text as its message; as in the example of the page
/// where there is none.
///
/// It is the failure of this status if the page has one, else the one whose status says most nearly the same, else the
/// one that comes with the status of a success. `number` goes into the id of the request.
pub(crate) fn failure(
    documented: &Documented,
    wanted: u16,
    message: Option<&str>,
    number: u64,
) -> Failure {
    match nearest(&documented.operation, wanted) {
        Some(response) => {
            let status = response.status;
            Failure { status, body: body(documented, response, status, message, number) }
        }
        None => undocumented(documented, wanted, message, number),
    }
}

/// A failure of exactly this status, which the page need not have.
pub(crate) fn undocumented(
    documented: &Documented,
    status: u16,
    message: Option<&str>,
    number: u64,
) -> Failure {
    let mut failures = failures(&documented.operation);
    let body = match failures
        .find(|response| response.status == status)
        .or_else(|| any(&documented.operation))
    {
        Some(response) => body(documented, response, status, message, number),
        None => json!({ "error": message.unwrap_or("the request failed") }),
    };
    Failure { status, body }
}

/// What a body with the status of a success says where it is a failure.
pub(crate) fn in_envelope(documented: &Documented, number: u64) -> Option<Failure> {
    let success = documented.success()?;
    documented.operation.success.as_ref()?;
    let response = Failure {
        status: success.status,
        body: body(documented, success, success.status, None, number),
    };
    Some(response)
}

fn failures(operation: &Operation) -> impl Iterator<Item = &Response> {
    operation.responses.iter().filter(|response| response.failure.is_some())
}

fn any(operation: &Operation) -> Option<&Response> {
    failures(operation).min_by_key(|response| response.status < 400)
}

fn nearest(operation: &Operation, wanted: u16) -> Option<&Response> {
    let told = failures(operation)
        .filter(|response| !is_success(response) && response.status / 100 == wanted / 100)
        .min_by_key(|response| {
            // 400 and 500 say the least, and so are never wrong.
            let is_general = response.status % 100 == 0;
            (response.status != wanted, !is_general, response.status.abs_diff(wanted))
        });
    let enveloped =
        || operation.success.as_ref().and_then(|_| failures(operation).find(|one| is_success(one)));
    told.or_else(enveloped)
}

/// What a failure says. An example of one is as the page has it, but for a message that is given.
fn body(
    documented: &Documented,
    response: &Response,
    status: u16,
    message: Option<&str>,
    number: u64,
) -> Value {
    let Some(object) = documented.object(&response.object) else { return json!({}) };
    let (mut fields, is_example) = draft(documented, response, object);
    let Some(failure) = &response.failure else { return Value::Object(fields) };
    let success = documented.operation.success.as_ref().filter(|_| is_success(response));
    let tells_success = |name: &str| success.is_some_and(|success| success.field == name);
    if let Some(name) = failure.code.as_deref().filter(|name| !is_example && !tells_success(name)) {
        set(object, &mut fields, name, &format!("MOCK.{status}"), status.into());
    }
    let message = message.or((!is_example).then_some("the request was refused"));
    if let (Some(name), Some(message)) = (&failure.message, message) {
        set(object, &mut fields, name, message, status.into());
    }
    if let (Some(name), Some(_)) = (&failure.request_id, message) {
        set(object, &mut fields, name, &format!("mock-{number:08}"), number);
    }
    Value::Object(fields)
}

/// The fields of a failure before anything is said in them, and whether they are those of a documented example of one.
fn draft(
    documented: &Documented,
    response: &Response,
    object: &Object,
) -> (Map<String, Value>, bool) {
    let operation = &documented.operation;
    let success = operation.success.as_ref().filter(|_| is_success(response));
    let examples = || {
        let examples = operation.examples.iter();
        examples
            .filter(|example| !example.request && example.status == Some(response.status))
            .filter_map(|example| fields(example.json.as_deref()?))
    };
    let refusal = |fields: &Map<String, Value>| {
        success.is_none_or(|success| envelope::is_refusal(success, fields))
    };
    if let Some(example) = examples().find(refusal) {
        return (example, true);
    }
    // Always the same seed: so is the failure.
    let made = || Generator::new(documented, 0).object(&response.object);
    let mut fields = examples().next().unwrap_or_else(made);
    if let Some(success) = success {
        envelope::refuse(success, object, &mut fields);
    }
    (fields, false)
}

fn is_success(response: &Response) -> bool {
    (200..300).contains(&response.status)
}

/// Sets a field to the text, cut to what its row allows, or to the number where it holds numbers.
fn set(object: &Object, fields: &mut Map<String, Value>, name: &str, text: &str, number: u64) {
    let Some(row) = object.rows.iter().find(|row| row.name == name) else { return };
    let key =
        row.aliases.iter().find(|alias| fields.contains_key(*alias)).unwrap_or(&row.name).clone();
    let value = if holds_numbers(row) { number.into() } else { cut(row, text).into() };
    fields.insert(key, value);
}

fn holds_numbers(row: &Row) -> bool {
    match &row.kind {
        Kind::Integer | Kind::EpochMillis | Kind::Double => true,
        Kind::Enumeration(known) => matches!(known.values, EnumerationValues::Integer(_)),
        _ => false,
    }
}

fn cut(row: &Row, text: &str) -> String {
    let most = match row.max {
        Some(Bound::Integer(max)) => usize::try_from(max).unwrap_or_default(),
        _ => return text.to_owned(),
    };
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    if most == 0 { kept } else { kept + "…" }
}

/// The fields of an example that is an object.
pub(crate) fn fields(json: &str) -> Option<Map<String, Value>> {
    match serde_json::from_str(json) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}
