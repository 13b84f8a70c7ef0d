//! The peers of the emitted crate: the same models as plain structs with serde derives, alone and with client stubs.

use std::fmt::Write as _;

use apiscribe_codegen::model::{
    Enumeration, EnumerationValues, Group, Kind, Location, Operation, Row, Sdk,
};

/// How much of an SDK a peer holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Declarations with their derives. Derives are generic or inline: nothing of them is compiled until it is used.
    Structs,
    /// Besides, for each operation a function that encodes the query and body of the request, and one that decodes
    /// each documented answer, as client stubs do.
    Stubs,
}

/// One crate: a module for each service and group, a struct for each request and object.
pub(crate) fn crate_text(sdk: &Sdk, extent: Extent) -> String {
    let mut text = "#![allow(missing_docs)]\n".to_owned();
    for service in &sdk.services {
        let _ = writeln!(text, "pub mod {} {{", service.module);
        for group in service.all_groups() {
            group_text(&mut text, group, extent);
        }
        text.push_str("}\n");
    }
    text
}

/// A crate that uses the whole of the emitted one: it prepares a request of every operation and reads its answers.
pub(crate) fn calls_text(sdk: &Sdk) -> String {
    let package = sdk.package.name.replace('-', "_");
    let mut text = format!(
        "use {package}::runtime::{{Operation, Request}};\n\
         /// Compiles the decoding, encoding and validation of the models of an operation.\n\
         fn used<R: Request + Default>() -> (&'static Operation, Box<dyn {package}::runtime::Model>) {{\n\
         (R::OPERATION, {package}::runtime::blank::<R::Answer>())\n}}\n\
         pub fn every() -> Vec<(&'static Operation, Box<dyn {package}::runtime::Model>)> {{\nvec![\n"
    );
    for service in &sdk.services {
        for group in service.all_groups() {
            let module = group.module.as_ref().map(|name| format!("::{name}")).unwrap_or_default();
            for operation in &group.operations {
                let _ = writeln!(
                    text,
                    "used::<{package}::{}{module}::{}>(),",
                    service.module, operation.type_name
                );
            }
        }
    }
    text.push_str("]\n}\n");
    text
}

fn group_text(text: &mut String, group: &Group, extent: Extent) {
    // The root is a module too, so that every group can name its objects the same way.
    let (name, import) = match &group.module {
        Some(module) => (module.as_str(), "#[allow(unused_imports)]\nuse super::root::*;"),
        None => ("root", ""),
    };
    let _ = writeln!(text, "pub mod {name} {{\n{import}");
    for object in &group.shared {
        struct_text(text, object.type_name.as_str(), &object.rows);
    }
    for operation in &group.operations {
        let own: Vec<Row> = operation.rows.iter().filter(|row| !row.held).cloned().collect();
        struct_text(text, operation.type_name.as_str(), &own);
        for object in &operation.objects {
            struct_text(text, object.type_name.as_str(), &object.rows);
        }
        if extent == Extent::Stubs {
            stub_text(text, operation);
        }
    }
    text.push_str("}\n");
}

/// The `serde_json` calls of the stub of an operation. Queries are encoded by `serde_json` too: what counts is that the
/// request's own `Serialize` is compiled once.
fn stub_text(text: &mut String, operation: &Operation) {
    let (name, request) = (&operation.method_name, &operation.type_name);
    let sends = operation
        .rows
        .iter()
        .any(|row| !row.held && matches!(row.location, Location::Query | Location::Body));
    if sends {
        let _ = writeln!(
            text,
            "pub fn {name}_request(request: &{request}) -> serde_json::Result<Vec<u8>> {{ \
             serde_json::to_vec(request) }}"
        );
    }
    let mut answers: Vec<&str> =
        operation.responses.iter().map(|response| response.object.type_name.as_str()).collect();
    answers.sort_unstable();
    answers.dedup();
    let _ = writeln!(text, "pub enum {request}Answer {{");
    for answer in &answers {
        let _ = writeln!(text, "{answer}({answer}),");
    }
    let _ = writeln!(
        text,
        "}}\npub fn {name}_answer(status: u16, body: &[u8]) -> Option<serde_json::Result<{request}Answer>> {{ \
         Some(match status {{"
    );
    for response in &operation.responses {
        let (status, answer) = (response.status, &response.object.type_name);
        let _ = writeln!(
            text,
            "{status} => serde_json::from_slice(body).map({request}Answer::{answer}),"
        );
    }
    text.push_str("_ => return None })\n}\n");
}

fn struct_text(text: &mut String, name: &str, rows: &[Row]) {
    text.push_str(
        "#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]\n",
    );
    let _ = writeln!(text, "pub struct {name} {{");
    for row in rows {
        let _ = writeln!(
            text,
            "#[serde(rename = {:?}, skip_serializing_if = \"Option::is_none\")] pub {}: Option<{}>,",
            row.name,
            row.field,
            type_text(&row.kind)
        );
    }
    text.push_str("}\n");
}

fn type_text(kind: &Kind) -> String {
    match kind {
        Kind::Text
        | Kind::DateTime
        | Kind::Enumeration(Enumeration { values: EnumerationValues::Text(_), .. }) => {
            "String".to_owned()
        }
        Kind::Integer | Kind::EpochMillis | Kind::Enumeration(_) => "i64".to_owned(),
        Kind::Double => "f64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Json => "serde_json::Value".to_owned(),
        Kind::List(item) => format!("Vec<{}>", type_text(item)),
        Kind::Map(item) => format!("std::collections::BTreeMap<String, {}>", type_text(item)),
        Kind::Object { object, boxed: false } => object.type_name.to_string(),
        Kind::Object { object, boxed: true } => format!("Box<{}>", object.type_name),
    }
}
