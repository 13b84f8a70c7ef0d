//! Facts in few words.

use crate::facts::*;

pub(super) fn found<T>(value: T) -> Found<T> {
    Found { value, line: 7, certainty: Certainty::Stated }
}

pub(super) fn row(name: &str, type_name: &str) -> Row {
    Row {
        name: name.to_owned(),
        line: 7,
        type_name: Some(found(type_name.to_owned())),
        ..Row::default()
    }
}

pub(super) fn required(name: &str, type_name: &str) -> Row {
    Row { mandatory: Some(found(Mandatory::Yes)), ..row(name, type_name) }
}

pub(super) fn choices(values: &[(&str, Option<&str>)]) -> Found<Vec<Choice>> {
    let choice = |(value, meaning): &(&str, Option<&str>)| Choice {
        value: (*value).to_owned(),
        meaning: meaning.map(str::to_owned),
    };
    found(values.iter().map(choice).collect())
}

pub(super) fn sentence(text: &str, gave: &[&'static str]) -> Sentence {
    Sentence { text: text.to_owned(), line: 8, constrains: true, gave: gave.to_vec() }
}

pub(super) fn table(role: Role, rows: Vec<Row>) -> Table {
    let side = match role {
        Role::Path | Role::Query | Role::Header | Role::RequestBody => Some(Side::Request),
        Role::ResponseHeader | Role::ResponseBody => Some(Side::Response),
        _ => None,
    };
    Table {
        caption: None,
        line: 5,
        role,
        certainty: Certainty::Stated,
        side,
        status: None,
        object: None,
        operation: 0,
        parents: Vec::new(),
        rows,
    }
}

pub(super) fn answered(status: &str, rows: Vec<Row>) -> Table {
    Table { status: Some(status.to_owned()), ..table(Role::ResponseBody, rows) }
}

pub(super) fn statuses(codes: &[&str]) -> Table {
    table(
        Role::Status,
        codes
            .iter()
            .map(|code| Row { name: (*code).to_owned(), line: 9, ..Row::default() })
            .collect(),
    )
}

pub(super) fn operation(method: &str, uri: &str) -> Operation {
    Operation {
        method: method.to_owned(),
        uri: uri.to_owned(),
        title: None,
        purpose: None,
        line: 3,
        other_path_of: None,
    }
}

pub(super) fn page(title: &str, method: &str, uri: &str, tables: Vec<Table>) -> Facts {
    Facts {
        title: Some(found(title.to_owned())),
        operations: vec![operation(method, uri)],
        tables,
        ..Facts::default()
    }
}

pub(super) fn example(side: Side, status: Option<&str>, json: &str) -> Example {
    let valid = serde_json::from_str::<serde_json::Value>(json).is_ok();
    Example {
        side,
        status: status.map(str::to_owned),
        operation: 0,
        line: 40,
        form: if valid { Form::Json } else { Form::Broken },
        text: json.to_owned(),
        json: Some(json.to_owned()),
        request_line: None,
    }
}
