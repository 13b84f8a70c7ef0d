//! The JSON Schema of the format, from the types that read it.

use std::borrow::Cow;

use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Map, Value, json};

use crate::raw::{
    At, Entries, RawObject, RawOperation, RawRow, RawRule, RawSdk, RawService, Scalar,
};

/// Keys that a file can't do without. The reader takes every key as optional, so that a file that lacks one is read
/// to its end all the same.
const REQUIRED: [(&str, &[&str]); 14] = [
    ("Authentication", &["kind", "header", "about"]),
    ("Erratum", &["at", "page", "why"]),
    ("Example", &["side"]),
    ("Group", &["title", "about"]),
    ("Held", &["in", "about"]),
    ("Operation", &["operation", "title", "about", "page", "request", "responses"]),
    ("Page", &["url"]),
    ("Paginate", &["offset", "limit", "items"]),
    ("Response", &["body"]),
    ("Row", &["type"]),
    ("Sdk", &["format", "package", "version", "about", "license", "runtime"]),
    ("Service", &["service", "title", "about"]),
    ("Signature", &["algorithm"]),
    ("Success", &["field", "equals", "absent"]),
];

/// The JSON Schema of the spec format: draft 2020-12, as the text of `spec/schema.json`.
#[must_use]
pub fn schema() -> String {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let kinds = [
        generator.subschema_for::<RawOperation>(),
        generator.subschema_for::<RawService>(),
        generator.subschema_for::<RawSdk>(),
    ];
    let mut definitions = Map::new();
    for (name, definition) in generator.take_definitions(true) {
        let name = plain(&name).to_owned();
        let Ok(mut definition) = Schema::try_from(definition) else { continue };
        Polish.transform(&mut definition);
        if let Some((_, required)) = REQUIRED.iter().find(|(owner, _)| *owner == name) {
            definition.insert("required".to_owned(), json!(required));
        }
        definitions.insert(name, definition.to_value());
    }
    split_each(&mut definitions);
    definitions.sort_keys();
    let kinds = kinds.map(|mut kind| {
        Polish.transform(&mut kind);
        kind.to_value()
    });
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Apiscribe spec",
        "description": "A file of a spec: an operation, service.yaml or sdk.yaml.",
        "anyOf": kinds,
        "$defs": definitions,
    });
    format!("{root:#}\n")
}

/// `each` is read as a row and holds its constraints only: the schema says so with a definition of its own.
fn split_each(definitions: &mut Map<String, Value>) {
    const CONSTRAINTS: [&str; 11] = [
        "min",
        "max",
        "each",
        "values",
        "closed",
        "case",
        "format",
        "charset",
        "pattern",
        "multiple_of",
        "unit",
    ];
    let Some(row) = definitions.get_mut("Row") else { return };
    if let Some(each) = row.pointer_mut("/properties/each/$ref") {
        *each = json!("#/$defs/Each");
    }
    let mut each = row.clone();
    if let Some(each) = each.as_object_mut() {
        each.remove("required");
        each.insert(
            "description".to_owned(),
            json!("What constrains the items of an array or map."),
        );
    }
    if let Some(properties) = each.pointer_mut("/properties").and_then(Value::as_object_mut) {
        properties.retain(|key, _| CONSTRAINTS.contains(&key.as_str()));
    }
    definitions.insert("Each".to_owned(), each);
}

/// Names without the prefix of the Rust types; no key beyond the known ones.
struct Polish;

impl Transform for Polish {
    fn transform(&mut self, schema: &mut Schema) {
        schema.remove("required");
        if let Some(Value::String(reference)) = schema.get_mut("$ref")
            && let Some(name) = reference.strip_prefix("#/$defs/")
        {
            *reference = format!("#/$defs/{}", plain(name));
        }
        if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
            schema.insert("additionalProperties".to_owned(), Value::Bool(false));
        }
        transform_subschemas(self, schema);
    }
}

fn plain(name: &str) -> &str {
    name.strip_prefix("Raw").unwrap_or(name)
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("EntriesOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}

impl JsonSchema for Scalar {
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Text, a number, `true` or `false`: what it means depends on the type of its row.",
            "type": ["string", "number", "boolean"],
        })
    }
}

impl JsonSchema for RawObject {
    fn schema_name() -> Cow<'static, str> {
        "Object".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let row = generator.subschema_for::<RawRow>();
        let rules = generator.subschema_for::<Vec<At<RawRule>>>();
        let text = |description: &str| json!({ "description": description, "type": "string" });
        let about = text("One short sentence of the maintainer's own.");
        let rust = text("Name of the emitted type, where the documented one collides.");
        json_schema!({
            "description": "An object: its rows by name; beside them `about`, `rust` and `rules`.",
            "type": "object",
            "properties": {
                "about": { "anyOf": [about, row] },
                "rust": { "anyOf": [rust, row] },
                "rules": { "anyOf": [rules, row] },
            },
            "additionalProperties": row,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// Every reference of a value.
    fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    match value {
                        Value::String(text) if key == "$ref" => found.push(text),
                        _ => references(value, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_has_its_definition_and_every_required_key_its_property() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let mut found = Vec::new();
        references(&schema, &mut found);
        assert!(found.len() > 20, "{found:?}");
        for reference in found {
            assert!(schema.pointer(&reference[1..]).is_some(), "{reference}");
        }
        for (owner, required) in REQUIRED {
            for key in required {
                let pointer = format!("/$defs/{owner}/properties/{key}");
                assert!(schema.pointer(&pointer).is_some(), "{pointer}");
            }
        }
    }

    #[test]
    fn a_row_knows_its_keys_and_no_others() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let row = &schema["$defs"]["Row"];
        assert_eq!(row["additionalProperties"], Value::Bool(false));
        assert_eq!(row["required"], json!(["type"]));
        assert_eq!(row["properties"]["min"]["$ref"], "#/$defs/Scalar");
        assert_eq!(row["properties"]["each"]["$ref"], "#/$defs/Each");
        let each = &schema["$defs"]["Each"];
        assert_eq!(each["properties"]["each"]["$ref"], "#/$defs/Each");
        assert!(each.get("required").is_none() && each["properties"].get("type").is_none());
        assert_eq!(schema["$defs"]["Format"]["oneOf"][0]["const"], "date-time");
    }

    /// The files of a spec that has every mapping of the format.
    fn complete() -> Vec<(&'static str, Value)> {
        let text = |about: &str| json!({ "type": "String", "about": about });
        vec![
            (
                "sdk.yaml",
                json!({
                    "format": 1, "package": "a", "version": "0.1.0", "about": "A.", "license": "MIT",
                    "repository": "https://example.com", "runtime": { "path": "../r", "version": "0.1.0" },
                }),
            ),
            (
                "a/service.yaml",
                json!({
                    "service": "a", "title": "A", "about": "A.", "page": { "url": "https://example.com" },
                    "authentication": {
                        "kind": "token", "header": "X-T", "about": "T.",
                        "signature": { "algorithm": "sdk-hmac-sha256", "project": "p" },
                    },
                    "client": { "p": { "in": "path", "about": "P." } }, "requests_per_second": 1,
                    "success": { "field": "ok", "equals": true, "absent": "success" },
                    "failures": { "F": { "code": "c", "message": "m", "request_id": "r" } },
                    "objects": { "F": { "about": "F.", "c": text("C."), "m": text("M."), "r": text("R.") } },
                    "errata": [{ "at": "objects.F.c", "page": "absent", "why": "W.", "evidence": "https://example.com" }],
                    "groups": { "g": { "title": "G", "about": "G." } },
                }),
            ),
            (
                "a/g/list.yaml",
                json!({
                    "operation": "List", "rust": "ListAll", "title": "L", "about": "L.",
                    "page": { "url": "https://example.com", "updated": "2024-01-31" },
                    "request": "GET /{p}", "idempotent": true, "requests_per_second": 1,
                    "path": { "p": { "type": "String", "required": true, "about": "P." } },
                    "query": { "o": { "type": "Integer", "about": "O." }, "l": { "type": "Integer", "about": "L." } },
                    "header": { "X-T": { "type": "String", "about": "T." } },
                    "rules": [{ "all_or_none": ["o", "l"], "id": "both", "about": "B." }],
                    "paginate": { "offset": "o", "limit": "l", "page_max": 9, "items": "i", "total": "t" },
                    "responses": { "200": { "body": "P" }, "400": "F" },
                    "objects": { "P": {
                        "about": "P.", "ok": { "type": "Boolean", "about": "O." },
                        "i": { "type": "Array of I", "about": "I." }, "t": { "type": "Integer", "about": "T." },
                    }, "I": { "x": text("X.") } },
                    "examples": [{ "side": "response", "status": 200, "json": "{ \"t\": 1 }" }],
                }),
            ),
        ]
    }

    /// The messages for a spec that lacks what `file` has at `pointer`; JSON is YAML.
    fn without(file: &str, pointer: &str, key: &str) -> Vec<String> {
        let sources: Vec<Source> = complete()
            .into_iter()
            .map(|(path, mut value)| {
                if path == file {
                    let owner = value.pointer_mut(pointer).and_then(Value::as_object_mut);
                    owner.unwrap().shift_remove(key);
                }
                Source { path: path.to_owned(), bytes: value.to_string().into_bytes() }
            })
            .collect();
        let found = crate::check(&sources).err().unwrap_or_default();
        found.into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    #[test]
    fn the_schema_asks_for_what_the_checks_ask_for() {
        assert_eq!(without("sdk.yaml", "", "no such key"), Vec::<String>::new());
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let (list, service) = ("a/g/list.yaml", "a/service.yaml");
        let mut tried = Vec::new();
        for (owner, file, pointer) in [
            ("Authentication", service, "/authentication"),
            ("Erratum", service, "/errata/0"),
            ("Example", list, "/examples/0"),
            ("Failure", service, "/failures/F"),
            ("Group", service, "/groups/g"),
            ("Held", service, "/client/p"),
            ("Operation", list, ""),
            ("Page", list, "/page"),
            ("Paginate", list, "/paginate"),
            ("Response", list, "/responses/200"),
            ("Row", list, "/query/o"),
            ("Rule", list, "/rules/0"),
            ("Runtime", "sdk.yaml", "/runtime"),
            ("Sdk", "sdk.yaml", ""),
            ("Service", service, ""),
            ("Signature", service, "/authentication/signature"),
            ("Success", service, "/success"),
        ] {
            tried.push(owner);
            let required =
                REQUIRED.iter().find(|(name, _)| *name == owner).map_or(&[][..], |(_, keys)| keys);
            for key in schema["$defs"][owner]["properties"].as_object().unwrap().keys() {
                let (_, whole) = complete().into_iter().find(|(path, _)| *path == file).unwrap();
                if whole.pointer(pointer).unwrap().get(key).is_none() {
                    assert!(!required.contains(&key.as_str()), "the fixture lacks {owner}.{key}");
                    continue;
                }
                let lacks = without(file, pointer, key)
                    .iter()
                    .any(|message| message.ends_with(&format!("lacks `{key}`")));
                // An example of a response needs its status, one of a request has none.
                let conditional = (owner, key.as_str()) == ("Example", "status")
                    || (owner, key.as_str()) == ("Example", "json");
                assert_eq!(lacks, required.contains(&key.as_str()) || conditional, "{owner}.{key}");
            }
        }
        for (owner, _) in REQUIRED {
            assert!(tried.contains(&owner), "{owner}");
        }
    }
}
