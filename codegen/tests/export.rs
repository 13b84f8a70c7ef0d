//! What other programs are given: OpenAPI 3.0 beside 3.1, JSON Schema, and YAML that says what the document says.
//!
//! `golden/openapi` has the 3.1 document of each golden service, `export` what is not emitted with the package.
//! `UPDATE_GOLDEN=1 cargo test -p apiscribe-codegen --test export` rewrites the latter.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and clippy looks for `#[test]` functions only"
)]

use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::export::{
    self, Answers, Version, json_schema, json_schemas, models, openapi,
};
use apiscribe_codegen::model::{Sdk, Service};
use apiscribe_codegen::source::Source;
use serde_json::Value;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The golden spec.
fn sdk() -> Sdk {
    let root = tests().join("golden/spec");
    let mut sources = Vec::new();
    let mut directories = vec![root.clone()];
    while let Some(next) = directories.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push(Source { path: name, bytes: fs::read(&path).unwrap() });
            }
        }
    }
    apiscribe_codegen::check(&sources).unwrap()
}

fn service<'s>(sdk: &'s Sdk, name: &str) -> &'s Service {
    sdk.services.iter().find(|service| service.module.as_str() == name).unwrap()
}

/// Every document of every service.
fn documents(sdk: &Sdk) -> Vec<(&Service, Version, Value)> {
    let mut documents = Vec::new();
    for service in &sdk.services {
        for version in [Version::V31, Version::V30] {
            for answers in [Answers::Lenient, Answers::Documented] {
                documents.push((service, version, openapi(sdk, service, version, answers)));
            }
        }
    }
    documents
}

/// Calls `visit` with every object of a document and the key that leads to it.
fn walk<'v>(value: &'v Value, key: &'v str, visit: &mut dyn FnMut(&str, &'v Value)) {
    match value {
        Value::Object(fields) => {
            visit(key, value);
            fields.iter().for_each(|(key, value)| walk(value, key, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, key, visit)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_to_a_schema() {
    let sdk = sdk();
    let mut references = 0;
    let mut follow = |document: &Value| {
        walk(document, "", &mut |_, object| {
            if let Some(reference) = object.get("$ref") {
                let pointer = reference.as_str().unwrap().strip_prefix('#').unwrap();
                assert!(document.pointer(pointer).is_some(), "{reference}");
                references += 1;
            }
        });
    };
    for (_, _, document) in documents(&sdk) {
        follow(&document);
    }
    for service in &sdk.services {
        follow(&json_schemas(service));
        for model in models(service) {
            follow(&json_schema(service, &model).unwrap());
        }
    }
    assert!(references > 200, "{references}");
}

#[test]
fn yaml_says_what_the_document_says() {
    let sdk = sdk();
    for (service, _, document) in documents(&sdk) {
        let text = export::yaml(&document, service);
        assert!(text.starts_with("# @generated "), "{text}");
        let read: Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(read, document, "{}", service.module);
    }
}

#[test]
fn openapi_3_0_has_words_of_its_own_only() {
    let sdk = sdk();
    for (service, version, document) in documents(&sdk) {
        walk(&document, "", &mut |key, object| {
            // Their fields are names of the documentation.
            if version == Version::V31 || matches!(key, "properties" | "x-documented") {
                return;
            }
            for foreign in ["const", "if", "then", "dependentRequired"] {
                assert!(object.get(foreign).is_none(), "{}: {object}", service.module);
            }
            let kind = object.get("type");
            let plain = kind.is_none_or(|kind| kind.is_string() && kind != "null");
            assert!(plain || key == "value", "{}: {object}", service.module);
            let alone = object.get("$ref").is_none() || object.as_object().unwrap().len() == 1;
            assert!(alone, "{}: {object}", service.module);
        });
    }
}

#[test]
fn what_is_not_emitted_is_as_it_was() {
    let sdk = sdk();
    let document = |name: &str, version, answers| {
        let service = service(&sdk, name);
        export::yaml(&openapi(&sdk, service, version, answers), service)
    };
    let schema =
        |name: &str, model: &str| export::json(&json_schema(service(&sdk, name), model).unwrap());
    let old = |name: &str| document(name, Version::V30, Answers::Documented);
    let mut differences = String::new();
    for (file, text) in [
        ("rules-3.0-documented.yaml", old("rules")),
        ("nullable-3.0-documented.yaml", old("nullable")),
        ("enumerations-3.0-documented.yaml", old("enumerations")),
        ("formats-3.1-documented.yaml", document("formats", Version::V31, Answers::Documented)),
        ("find-things.json", schema("rules", "FindThings")),
        ("thing.json", schema("rules", "Thing")),
        ("tree.json", schema("recursion", "Tree")),
        ("add-account.json", schema("secrets", "AddAccount")),
    ] {
        let path = tests().join("export").join(file);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        let difference = similar::TextDiff::from_lines(&found, &text);
        differences += &difference.unified_diff().header(file, "exported").to_string();
    }
    assert!(differences.is_empty(), "UPDATE_GOLDEN=1 rewrites the files\n{differences}");
}

#[test]
fn a_name_that_no_model_has_is_none() {
    let sdk = sdk();
    assert_eq!(json_schema(service(&sdk, "rules"), "Thin"), None);
}
