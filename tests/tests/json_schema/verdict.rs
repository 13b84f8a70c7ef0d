//! What the two judges say.

use std::collections::BTreeSet;

use apiscribe_runtime::Json;
use apiscribe_runtime::table::Location;
use conformance::tables::{location, settings};
use conformance::values::set;
use jsonschema::Validator;

use crate::sdks::{Received, Sent};

/// The ids of the rules that the generated crate finds broken.
pub(crate) type Ids = BTreeSet<String>;

/// What stands for an answer that does not decode.
pub(crate) const UNDECODABLE: &str = "undecodable";

/// Judges a request by the generated crate.
pub(crate) fn of_request(sent: &Sent, request: &Json) -> Ids {
    let operation = sent.operation;
    let mut model = (operation.blank)();
    for (index, row) in operation.request.rows.iter().enumerate() {
        if let Some(value) = part(request, row.location).and_then(|part| part.get(row.name)) {
            set(&mut *model, index, value);
        }
    }
    let mut settings = settings(operation);
    for row in operation.held {
        let value = part(request, row.location).and_then(|part| part.get(row.name));
        settings = settings.hold(row.location, row.name, value.and_then(Json::as_str).unwrap());
    }
    match operation.prepare(&*model, &settings) {
        Ok(_) => Ids::new(),
        Err(error) => {
            let violations = error.violations().unwrap_or_else(|| panic!("{error}"));
            violations.iter().map(|violation| violation.id().to_owned()).collect()
        }
    }
}

fn part(request: &Json, of: Location) -> Option<&Json> {
    request.get(location(of))
}

/// Judges an answer by the generated crate.
pub(crate) fn of_answer(received: &Received, answer: &Json) -> Ids {
    let bytes = answer.to_string().into_bytes();
    let mut model = (received.response.blank)();
    if apiscribe_runtime::json::decode(&bytes, &mut *model).is_err() {
        return Ids::from([UNDECODABLE.to_owned()]);
    }
    let deviations = received.operation.deviations(received.response.status, &bytes);
    deviations.iter().map(|violation| violation.id().to_owned()).collect()
}

/// What a schema finds wrong: pointer and keyword.
pub(crate) fn of_schema(schema: &Validator, value: &Json) -> Vec<(String, String)> {
    schema
        .iter_errors(value)
        .map(|error| {
            let path = error.schema_path().to_string();
            let keyword = path.rsplit('/').next().unwrap_or_default().to_owned();
            (error.instance_path().to_string(), keyword)
        })
        .collect()
}
