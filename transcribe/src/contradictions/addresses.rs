//! Method and path against the path table, the request lines of examples, and other operations of the page.

use super::{Contradiction, Subject};
use crate::edition::page::{placeholders, request_line};
use crate::edition::{Cite, Edition, Place};
use crate::facts::Facts;

pub(super) fn find(
    facts: &Facts,
    operation: usize,
    page: &Edition,
    found: &mut Vec<Contradiction>,
) {
    repeated(facts, operation, found);
    let Some(request) = page.requests.first() else { return };
    path_table(page, found);
    for (index, example) in page.examples.iter().enumerate() {
        let Some(line) = &example.line else { continue };
        if page.requests.iter().any(|request| fits(line, &request.text)) {
            continue;
        }
        found.push(Contradiction {
            kind: "example-line",
            at: format!("examples.{index}"),
            message: format!(
                "the request line `{}` of an example does not fit `{}`",
                line.split_whitespace().collect::<Vec<_>>().join(" "),
                request.text
            ),
            place: (example.cite.clone(), "the example".to_owned()),
            other: Some((request.cite.clone(), "the address".to_owned())),
            subject: Subject::Example(index, String::new()),
        });
    }
}

/// Two operations of the page with one address.
fn repeated(facts: &Facts, operation: usize, found: &mut Vec<Contradiction>) {
    let Some(own) = facts.operations.get(operation) else { return };
    let own_line = request_line(&own.method, &own.uri);
    let others = facts.operations.iter().enumerate().filter(|(index, other)| {
        *index != operation
            && other.other_path_of != Some(operation)
            && own.other_path_of != Some(*index)
            && request_line(&other.method, &other.uri) == own_line
            && other.title != own.title
    });
    for (_, other) in others {
        let title = other.title.as_deref().unwrap_or("another operation");
        found.push(Contradiction {
            kind: "address-repeated",
            at: "request".to_owned(),
            message: format!("`{own_line}` is the address of {title}, too"),
            place: (Cite::Line(own.line), "here".to_owned()),
            other: Some((Cite::Line(other.line), "and here".to_owned())),
            subject: Subject::Request,
        });
    }
}

/// Placeholders without a row, and rows without a placeholder.
fn path_table(page: &Edition, found: &mut Vec<Contradiction>) {
    let Some(request) = page.requests.first() else { return };
    let inside: Vec<&str> = placeholders(&request.text);
    let table = page.table(&Place::Path).and_then(|index| page.tables.get(index));
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    for name in &inside {
        if rows.iter().any(|row| row.name == *name) {
            continue;
        }
        found.push(Contradiction {
            kind: "placeholder-without-row",
            at: format!("path.{name}"),
            message: format!(
                "the address has `{{{name}}}`, and no table of the path has a row for it"
            ),
            place: (request.cite.clone(), "the address".to_owned()),
            other: table.map(|table| (table.cite.clone(), "the table of the path".to_owned())),
            subject: Subject::Row(format!("path.{name}"), ""),
        });
    }
    let all: Vec<&str> =
        page.requests.iter().flat_map(|request| placeholders(&request.text)).collect();
    for row in rows.iter().filter(|row| !all.contains(&row.name.as_str())) {
        found.push(Contradiction {
            kind: "row-without-placeholder",
            at: format!("path.{}", row.name),
            message: format!("`{}` is in the table of the path and not in the address", row.name),
            place: (row.cite.clone(), "the row".to_owned()),
            other: Some((request.cite.clone(), "the address".to_owned())),
            subject: Subject::Row(format!("path.{}", row.name), ""),
        });
    }
}

/// Whether a request line is one of a method and path with placeholders.
fn fits(line: &str, request: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return true };
    let Some((expected_method, template)) = request.split_once(' ') else { return true };
    let path = match target.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/"),
        // `{endpoint}/v2/…` stands for a host.
        None => target.find('/').and_then(|slash| target.get(slash..)).unwrap_or(target),
    };
    let path = path.split('?').next().unwrap_or_default().trim_end_matches('/');
    let template = template.split('?').next().unwrap_or_default().trim_end_matches('/');
    let (path, template): (Vec<&str>, Vec<&str>) =
        (path.split('/').collect(), template.split('/').collect());
    method.eq_ignore_ascii_case(expected_method)
        && path.len() == template.len()
        && path.iter().zip(&template).all(|(segment, expected)| is_like(segment, expected))
}

/// Whether a segment is one of a template, such as `{a}.json`.
fn is_like(segment: &str, template: &str) -> bool {
    let Some((before, rest)) = template.split_once('{') else { return segment == template };
    let after = rest.rsplit('}').next().unwrap_or_default();
    segment.len() > before.len() + after.len()
        && segment.starts_with(before)
        && segment.ends_with(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_lines_fit_or_do_not() {
        let request = "GET /v2/{project_id}/rules/{id}.json";
        for (line, expected) in [
            ("GET /v2/p/rules/7.json", true),
            ("GET https://{endpoint}/v2/p/rules/7.json?limit=1", true),
            ("GET {endpoint}/v2/p/rules/7.json HTTP/1.1", true),
            ("get /v2/{project_id}/rules/{id}.json", true),
            ("GET /p/rules/7.json", false),
            ("POST /v2/p/rules/7.json", false),
            ("GET /v2//rules/7.json", false),
            ("GET /v2/p/rules/7", false),
        ] {
            assert_eq!(fits(line, request), expected, "{line}");
        }
    }
}
