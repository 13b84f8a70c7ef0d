//! The request line of an example against the operation's URI.

use super::Finding;
use crate::judge::address::{path_values, query_values};
use crate::judge::{Parameter, Request};
use crate::model::{Location, Operation};
use crate::raw::At;

/// What a request line shows; `None` where it was reported as unusable.
pub(super) fn request<'v>(
    operation: &Operation,
    line: &At<String>,
    findings: &mut Vec<Finding>,
) -> Option<Request<'v>> {
    if line.is_absent() {
        return Some(Request::default());
    }
    let (line, span) = line.given()?;
    let documented = format!("{} {}", operation.method, operation.path);
    let mut differs = |message: String| {
        let found = line.trim().to_owned();
        findings.push(Finding::whole("E0604", message, found, span.clone()));
    };
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        differs(format!("has no request line such as `{documented}`"));
        return Some(Request::default());
    };
    if method != operation.method || words.next().is_some_and(|word| !word.starts_with("HTTP/")) {
        differs(format!("has the request line `{}`, documented is `{documented}`", line.trim()));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut parameters = query_parameters(query);
    let mut shown = vec![Location::Query];
    if let Some(values) = path_parameters(without_host(path), &operation.path) {
        parameters.extend(values);
        shown.push(Location::Path);
    } else {
        differs(format!("has the path `{path}`, documented is `{}`", operation.path));
    }
    Some(Request { shown, parameters, body: None })
}

/// The path of `https://host/path`, or the path alone.
fn without_host(target: &str) -> &str {
    match target.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/"),
        None => target,
    }
}

/// The values of the placeholders; `None` where the path is not one of the template.
fn path_parameters(path: &str, template: &str) -> Option<Vec<Parameter>> {
    let values = path_values(path, template)?;
    Some(values.into_iter().map(|(name, value)| parameter(Location::Path, name, value)).collect())
}

fn query_parameters(query: &str) -> Vec<Parameter> {
    query_values(query)
        .map(|(name, value)| parameter(Location::Query, &decode(name), &value.replace('+', " ")))
        .collect()
}

fn parameter(location: Location, name: &str, value: &str) -> Parameter {
    let is_placeholder = value.starts_with(['{', '<', '$']);
    let value = (!is_placeholder).then(|| decode(value));
    Parameter { location, name: name.to_owned(), value }
}

/// Undoes percent-encoding; what is no encoding stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex =
            |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        if let (b'%', [high, low, behind @ ..]) = (first, behind)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high * 16 + low);
            rest = behind;
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str, template: &str) -> Option<Vec<(String, Option<String>)>> {
        let values = path_parameters(path, template)?;
        Some(values.into_iter().map(|parameter| (parameter.name, parameter.value)).collect())
    }

    #[test]
    fn paths_are_matched_by_segment() {
        let value = |name: &str, value: &str| (name.to_owned(), Some(value.to_owned()));
        let template = "/v2/{project_id}/rules/{id}.json";
        assert_eq!(
            path("/v2/a%2Fb/rules/7.json", template),
            Some(vec![value("project_id", "a/b"), value("id", "7")])
        );
        assert_eq!(
            path("/v2/{project_id}/rules/7.json", template),
            Some(vec![("project_id".to_owned(), None), value("id", "7")])
        );
        assert_eq!(path("/v2/a/rules/7.json/", template), None);
        assert_eq!(path("/a/rules/7.json", template), None);
        assert_eq!(path("/v2//rules/7.json", template), None);
        assert_eq!(path("/v2/a/rules/7", template), None);
        assert_eq!(without_host("https://host/v2/a"), "/v2/a");
        assert_eq!(without_host("/v2/a"), "/v2/a");
    }

    #[test]
    fn queries_are_decoded() {
        let values: Vec<_> = query_parameters("a=1&b=x+y%21&c&d={d}&&%61=%zz")
            .into_iter()
            .map(|parameter| (parameter.name, parameter.value))
            .collect();
        let expected = [
            ("a", Some("1")),
            ("b", Some("x y!")),
            ("c", Some("")),
            ("d", None),
            ("a", Some("%zz")),
        ];
        let expected: Vec<_> =
            expected.map(|(name, value)| (name.to_owned(), value.map(str::to_owned))).into();
        assert_eq!(values, expected);
    }
}
