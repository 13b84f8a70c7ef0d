//! Facts as JSON, for programs that compare or measure them.

use serde_json::{Map, Number, Value, json};

use super::{Example, Facts, Form, Found, Mandatory, Operation, Row, Table};

/// The facts of a page: `title`, `operations`, `tables` with their rows, and `examples`.
///
/// What the page does not say is null. A number that JSON can't hold without loss is null too.
#[must_use]
pub fn facts(facts: &Facts) -> Value {
    json!({
        "title": text(facts.title.as_ref()),
        "operations": facts.operations.iter().map(operation).collect::<Vec<_>>(),
        "tables": facts.tables.iter().map(table).collect::<Vec<_>>(),
        "examples": facts.examples.iter().map(example).collect::<Vec<_>>(),
    })
}

fn operation(operation: &Operation) -> Value {
    json!({ "method": operation.method, "uri": operation.uri, "title": operation.title })
}

fn table(table: &Table) -> Value {
    json!({
        "caption": table.caption,
        "role": table.role.as_str(),
        "status": table.status,
        "object": table.object,
        "side": table.side.map(super::Side::as_str),
        "operation": table.operation,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(row: &Row) -> Value {
    let mandatory = row.mandatory.as_ref().and_then(|found| match found.value {
        Mandatory::Yes => Some(true),
        Mandatory::No => Some(false),
        Mandatory::Conditional(_) => None,
    });
    let values = row
        .values
        .as_ref()
        .map(|found| found.value.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>());
    let mut fields = Map::new();
    fields.insert("name".to_owned(), json!(row.name));
    fields.insert("mandatory".to_owned(), json!(mandatory));
    fields.insert("type".to_owned(), text(row.type_name.as_ref()));
    fields.insert("min".to_owned(), number(row.min.as_ref()));
    fields.insert("max".to_owned(), number(row.max.as_ref()));
    fields.insert("default".to_owned(), text(row.default.as_ref()));
    fields.insert("values".to_owned(), json!(values));
    Value::Object(fields)
}

fn example(example: &Example) -> Value {
    json!({
        "side": example.side.as_str(),
        "status": example.status,
        "json": example.form == Form::Json,
        "form": example.form.as_str(),
        "operation": example.operation,
    })
}

fn text(found: Option<&Found<String>>) -> Value {
    json!(found.map(|found| found.value.as_str()))
}

fn number(found: Option<&Found<String>>) -> Value {
    let text = found.map(|found| found.value.as_str()).unwrap_or_default();
    let whole = text.parse::<i64>().ok().map(Number::from);
    let whole = whole.or_else(|| text.parse::<u64>().ok().map(Number::from));
    let decimal = || text.parse().ok().and_then(Number::from_f64);
    whole.or_else(decimal).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Certainty, Choice, Role, Side};

    fn found<T>(value: T) -> Found<T> {
        Found { value, line: 1, certainty: Certainty::Stated }
    }

    #[test]
    fn a_page_has_the_documented_shape() {
        let page = Facts {
            title: Some(found("Listing lights".to_owned())),
            operations: vec![Operation {
                method: "GET".to_owned(),
                uri: "/v1/{coast}/lights".to_owned(),
                title: None,
                purpose: None,
                line: 3,
                other_path_of: None,
            }],
            tables: vec![Table {
                caption: Some("Table 1 Query parameters".to_owned()),
                line: 5,
                role: Role::Query,
                certainty: Certainty::Stated,
                side: Some(Side::Request),
                status: None,
                object: None,
                operation: 0,
                parents: Vec::new(),
                rows: vec![Row {
                    name: "limit".to_owned(),
                    mandatory: Some(found(Mandatory::No)),
                    type_name: Some(found("Integer".to_owned())),
                    max: Some(found("99999999999999999".to_owned())),
                    default: Some(found("10".to_owned())),
                    values: Some(found(vec![Choice { value: "10".to_owned(), meaning: None }])),
                    ..Row::default()
                }],
            }],
            examples: vec![Example {
                side: Side::Response,
                status: Some("200".to_owned()),
                operation: 0,
                line: 20,
                form: Form::Broken,
                text: "{".to_owned(),
                json: None,
                request_line: None,
            }],
            ..Facts::default()
        };
        let expected = json!({
            "title": "Listing lights",
            "operations": [{ "method": "GET", "uri": "/v1/{coast}/lights", "title": null }],
            "tables": [{
                "caption": "Table 1 Query parameters", "role": "query", "status": null, "object": null,
                "side": "request", "operation": 0,
                "rows": [{
                    "name": "limit", "mandatory": false, "type": "Integer", "min": null,
                    "max": 99_999_999_999_999_999_i64, "default": "10", "values": ["10"],
                }],
            }],
            "examples": [
                { "side": "response", "status": "200", "json": false, "form": "broken", "operation": 0 },
            ],
        });
        assert_eq!(facts(&page), expected);
    }

    #[test]
    fn a_condition_is_neither_yes_nor_no() {
        let condition = Mandatory::Conditional("if b is set".to_owned());
        let conditional = Row { mandatory: Some(found(condition)), ..Row::default() };
        assert_eq!(row(&conditional)["mandatory"], Value::Null);
    }

    #[test]
    fn numbers_are_numbers_without_loss() {
        let of = |text: &str| number(Some(&found(text.to_owned()))).to_string();
        for (text, expected) in [
            ("0", "0"),
            ("-7", "-7"),
            ("9223372036854775807", "9223372036854775807"),
            ("18446744073709551615", "18446744073709551615"),
            ("0.5", "0.5"),
            ("many", "null"),
            ("NaN", "null"),
        ] {
            assert_eq!(of(text), expected);
        }
        assert_eq!(number(None), Value::Null);
    }
}
