//! The peer of the emitted crate: the same models as plain structs with serde derives.

use std::fmt::Write as _;

use apiscribe_codegen::model::{Enumeration, EnumerationValues, Group, Kind, Row, Sdk};

/// One crate: a module for each service and group, a struct for each request and object.
pub(crate) fn crate_text(sdk: &Sdk) -> String {
    let mut text = "#![allow(missing_docs)]\n".to_owned();
    for service in &sdk.services {
        let _ = writeln!(text, "pub mod {} {{", service.module);
        for group in service.all_groups() {
            group_text(&mut text, group);
        }
        text.push_str("}\n");
    }
    text
}

fn group_text(text: &mut String, group: &Group) {
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
    }
    text.push_str("}\n");
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
