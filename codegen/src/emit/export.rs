//! The same model for other programs: OpenAPI and JSON Schema.

use serde_json::Value;

pub use super::document::json;
use super::json_schema;
pub use super::openapi::{Answers, Version, openapi};
use super::{document, rust};
use crate::model::Service;

/// A document of a service as YAML, with the line that names its source.
#[must_use]
pub fn yaml(document: &Value, service: &Service) -> String {
    document::yaml(document, rust::source(&service.source))
}

/// The names of the models of a service that have a schema of their own: requests (`link.ListRules`), bodies
/// (`AddAccount.body`), objects of answers (`link.Rule`) and of requests (`Tag.request`).
#[must_use]
pub fn models(service: &Service) -> Vec<String> {
    json_schema::models(service).into_iter().map(|model| model.name).collect()
}

/// The JSON Schema of one model, with whatever it refers to; `None` where the service has no model of this name.
#[must_use]
pub fn json_schema(service: &Service, model: &str) -> Option<Value> {
    json_schema::one(service, model)
}

/// The JSON Schema of all models of a service.
#[must_use]
pub fn json_schemas(service: &Service) -> Value {
    json_schema::all(service)
}
