//! What is judged: every operation of the emitted package and of the golden one, which has more kinds of facts, with
//! the exported schemas of its request and of its answers.

use std::path::Path;

use apiscribe_codegen::export;
use apiscribe_codegen::model::{Group, Home, ObjectRef, Sdk};
use apiscribe_runtime::Operation;
use apiscribe_runtime::operation::Response;
use apiscribe_runtime::table::Table;
use conformance::spec::{self, Documented};
use jsonschema::Validator;

/// A request and the schema of it.
pub(crate) struct Sent {
    pub(crate) operation: &'static Operation,
    pub(crate) schema: Validator,
    /// How many rows there are in it.
    pub(crate) weight: usize,
}

/// An answer and the schema of it.
pub(crate) struct Received {
    pub(crate) operation: &'static Operation,
    pub(crate) response: &'static Response,
    pub(crate) schema: Validator,
    /// How many rows there are in it.
    pub(crate) weight: usize,
}

/// Both packages.
pub(crate) fn all() -> (Vec<Sent>, Vec<Received>) {
    let golden = spec::sdk_in(&spec::root().join(Path::new("codegen/tests/golden/spec")));
    let mut judged = (Vec::new(), Vec::new());
    add(&spec::sdk(), datasource_apis::operations(), &mut judged);
    add(&golden, golden_apis::operations(), &mut judged);
    judged
}

fn add(
    sdk: &Sdk,
    operations: &[&'static Operation],
    (sent, received): &mut (Vec<Sent>, Vec<Received>),
) {
    for documented in spec::operations(sdk) {
        let operation = *operations
            .iter()
            .find(|one| {
                one.name == documented.operation.name
                    && one.service == documented.service.module.as_str()
            })
            .unwrap();
        let type_name = documented.operation.type_name.as_str();
        let schema = validator(&documented, &name(documented.group, type_name));
        let weight = 1 + rows(operation.request, 0) + operation.held.len();
        sent.push(Sent { operation, schema, weight });
        for (response, known) in operation.responses.iter().zip(&documented.operation.responses) {
            assert_eq!(response.status, known.status);
            let schema = validator(&documented, &object_name(&documented, &known.object));
            // Answers of one table are one.
            if received.iter().all(|one| one.response.table.id != response.table.id) {
                let weight = 1 + rows(response.table, 0);
                received.push(Received { operation, response, schema, weight });
            }
        }
    }
}

/// Rows of a table and of those below it.
fn rows(table: &Table, depth: usize) -> usize {
    let below = table.rows.iter().filter_map(|row| conformance::values::inner(&row.kind));
    let below: usize = below.filter(|_| depth < 3).map(|table| rows(table, depth + 1)).sum();
    table.rows.len() + below
}

fn object_name(documented: &Documented<'_>, object: &ObjectRef) -> String {
    let group = match object.home {
        Home::ServiceShared => &documented.service.root,
        Home::GroupShared | Home::Operation(_) => documented.group,
    };
    name(group, object.type_name.as_str())
}

fn name(group: &Group, type_name: &str) -> String {
    match &group.module {
        Some(module) => format!("{module}.{type_name}"),
        None => type_name.to_owned(),
    }
}

fn validator(documented: &Documented<'_>, model: &str) -> Validator {
    let schema = export::json_schema(documented.service, model)
        .unwrap_or_else(|| panic!("{model} has no schema"));
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}
