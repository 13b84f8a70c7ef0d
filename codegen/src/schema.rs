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
    ("Authentication", &["kind", "header"]),
    ("Erratum", &["at", "page", "why"]),
    ("Example", &["side"]),
    ("Failure", &["message"]),
    ("Group", &["title", "about"]),
    ("Held", &["in", "about"]),
    ("Operation", &["operation", "title", "about", "page", "request", "responses"]),
    ("Page", &["url"]),
    ("Paginate", &["offset", "limit", "items"]),
    ("Response", &["body"]),
    ("Row", &["type", "about"]),
    ("Sdk", &["format", "package", "version", "about", "license", "runtime"]),
    ("Service", &["service", "title", "about"]),
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
        assert_eq!(row["required"], json!(["type", "about"]));
        assert_eq!(row["properties"]["min"]["$ref"], "#/$defs/Scalar");
        assert_eq!(row["properties"]["each"]["$ref"], "#/$defs/Row");
        assert_eq!(schema["$defs"]["Format"]["oneOf"][0]["const"], "date-time");
    }
}
