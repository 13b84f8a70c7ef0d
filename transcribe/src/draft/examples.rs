//! Examples: which answer each of them shows.

use serde_json::Value;

use crate::facts::{self, Facts, Form, Side};

use super::row;
use super::sheet::{Body, Example, Response, Table};
use super::undecided::{Kind, Todo};

/// The examples of an operation; `object` finds the object of an answer by its name.
pub(super) fn draft<'t, 'f: 't>(
    facts: &Facts,
    operation: usize,
    responses: &[Response],
    object: impl Fn(&str) -> Option<&'t Table<'f>>,
) -> Vec<Example> {
    let own = facts.examples.iter().filter(|example| example.operation == operation);
    own.filter_map(|source| one(source, responses, &object)).collect()
}

fn one<'t, 'f: 't>(
    source: &facts::Example,
    responses: &[Response],
    object: &impl Fn(&str) -> Option<&'t Table<'f>>,
) -> Option<Example> {
    let json = match source.form {
        Form::Json | Form::Broken => {
            Some(source.json.as_ref().unwrap_or(&source.text).trim().to_owned())
        }
        Form::Line => None,
        Form::Text => return None,
    };
    let request = source.side == Side::Request;
    let json = json.filter(|json| !json.is_empty());
    let request_line = source.request_line.as_deref().filter(|_| request).map(request_line);
    if json.is_none() && request_line.is_none() {
        return None;
    }
    let mut example = Example {
        request,
        status: None,
        request_line,
        json,
        line: source.line,
        todos: Vec::new(),
        left_out: false,
    };
    if !request {
        let stated = source.status.as_deref().map(str::trim);
        let known = responses.iter().find(|response| {
            Some(response.status.as_str()) == stated && response.body != Body::LeftOut
        });
        let status = known.or_else(|| likeliest(&example, responses, object));
        example.status = status.map(|response| response.status.clone());
        if let (Some(stated), None) = (stated, known) {
            let text = format!("the page has this example under {stated}");
            example.todos.push(Todo::new(Kind::Example, text).quote(Some(row::here(source.line))));
        }
    }
    Some(example)
}

/// A request line without a host that is written in words, which no address can hold: `https://{Cake endpoint}/v1`.
fn request_line(line: &str) -> String {
    let line = line.trim();
    let Some((method, rest)) = line.split_once("https://").or_else(|| line.split_once("http://"))
    else {
        return line.to_owned();
    };
    match rest.split_once('}') {
        Some((host, path))
            if host.starts_with('{') && host.contains(' ') && path.starts_with('/') =>
        {
            format!("{method}{path}")
        }
        _ => line.to_owned(),
    }
}

/// The answer whose fields an example shows: the success, unless a failure has more of them.
fn likeliest<'r, 't, 'f: 't>(
    example: &Example,
    responses: &'r [Response],
    object: &impl Fn(&str) -> Option<&'t Table<'f>>,
) -> Option<&'r Response> {
    let value: Option<Value> =
        example.json.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let shown = |response: &Response| {
        let (Body::Object(name) | Body::Undecided(name)) = &response.body else { return None };
        let table = object(name)?;
        let fields = value.as_ref().and_then(Value::as_object)?;
        Some(fields.keys().filter(|field| table.row(field).is_some()).count())
    };
    let mut best: Option<(usize, &Response)> = None;
    for response in responses.iter().filter(|response| response.body != Body::LeftOut) {
        let count = shown(response).unwrap_or(0);
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, response));
        }
    }
    best.map(|(_, response)| response)
}

#[cfg(test)]
mod tests {
    use super::request_line;

    #[test]
    fn hosts_in_words_are_left_out() {
        for (line, expected) in [
            ("POST https://{Cake endpoint}/v1/cakes ", "POST /v1/cakes"),
            ("GET https://{endpoint}/v1/cakes", "GET https://{endpoint}/v1/cakes"),
            ("GET /v1/{my id}/cakes", "GET /v1/{my id}/cakes"),
        ] {
            assert_eq!(request_line(line), expected);
        }
    }
}
