//! Documents of JSON Schema: one model with all that it refers to, or all models of a service.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::reach::Component;
use super::{Dialect, Reading, Schema, Writer, component_name, components, put, schema};
use crate::model::{Group, Operation, Service};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A model that has a schema: a request, a body or an object.
pub(in crate::emit) struct Model<'m> {
    /// Its name: `link.Rule`.
    pub(in crate::emit) name: String,
    source: Source<'m>,
}

enum Source<'m> {
    Request(&'m Group, &'m Operation),
    Component(Component<'m>),
}

/// The models of a service: requests first.
pub(in crate::emit) fn models(service: &Service) -> Vec<Model<'_>> {
    let requests = service.all_groups().flat_map(|group| {
        group.operations.iter().map(move |operation| Model {
            name: component_name(group, &operation.type_name, Reading::Answer),
            source: Source::Request(group, operation),
        })
    });
    let components = components(service, Reading::Documented).into_iter().map(|component| Model {
        name: component.name.clone(),
        source: Source::Component(component),
    });
    requests.chain(components).collect()
}

impl Model<'_> {
    fn schema(&self, service: &Service) -> Schema {
        let dialect = Dialect::JsonSchema;
        match &self.source {
            Source::Request(group, operation) => {
                Writer { service, group, dialect, reading: Reading::Request }.request(operation)
            }
            Source::Component(component) => component.schema(service, dialect),
        }
    }
}

/// The document of one model; `None` where the service has none of this name.
pub(in crate::emit) fn one(service: &Service, name: &str) -> Option<Value> {
    let all: BTreeMap<String, Schema> =
        models(service).iter().map(|model| (model.name.clone(), model.schema(service))).collect();
    all.get(name)?;
    let mut used = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(next) = open.pop() {
        if let Some(schema) = all.get(&next).filter(|_| used.insert(next.clone())) {
            for value in schema.values() {
                references(value, &mut open);
            }
        }
    }
    let definitions: Schema = all
        .into_iter()
        .filter(|(name, _)| used.contains(name))
        .map(|(name, schema)| (name, schema.into()))
        .collect();
    let mut document = schema([("$schema", json!(DIALECT))]);
    put(&mut document, "$ref", format!("#/$defs/{name}"));
    put(&mut document, "$defs", definitions);
    Some(document.into())
}

/// The document of all models of a service.
pub(in crate::emit) fn all(service: &Service) -> Value {
    let definitions: Schema = models(service)
        .into_iter()
        .map(|model| (model.name.clone(), model.schema(service).into()))
        .collect();
    let mut document = schema([("$schema", json!(DIALECT)), ("title", json!(service.title))]);
    put(&mut document, "$defs", definitions);
    document.into()
}

/// The names that a schema refers to.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let reference = fields.get("$ref").and_then(Value::as_str);
            found.extend(
                reference.and_then(|to| to.strip_prefix("#/$defs/")).map(ToOwned::to_owned),
            );
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}
