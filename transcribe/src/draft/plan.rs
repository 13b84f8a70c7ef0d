//! Which operations are drafted, and what each of them is called.

use apiscribe_codegen::names::Ident;
use apiscribe_codegen::source::Source;
use serde_json::Value;

use crate::facts::{self, Role};

use super::operation::Planned;
use super::{Page, words};

/// The operations of all pages, each with a name of its own; what nothing can be drafted of goes into `refused`.
pub(super) fn operations<'f>(
    pages: &'f [Page<'f>],
    stub: bool,
    refused: &mut Vec<(usize, String)>,
) -> Vec<Planned<'f>> {
    let mut planned: Vec<Planned<'f>> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        match of_page(index, page, stub) {
            Ok(operations) => planned.extend(operations),
            Err(reason) => refused.push((index, reason)),
        }
    }
    let mut taken: Vec<String> = Vec::new();
    for operation in &mut planned {
        let good = operation.name.starts_with(|c: char| c.is_ascii_alphabetic())
            && operation.name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !good {
            "Undecided".clone_into(&mut operation.name);
        }
        let version = operation.stated.and_then(|stated| words::version(&stated.uri));
        let by_request =
            operation.stated.map(|stated| words::by_request(&stated.method, &stated.uri));
        operation.name = free(&operation.name, by_request.as_deref(), version.as_deref(), &taken);
        taken.extend(method(&operation.name));
    }
    planned
}

/// Whether a file, and a directory, can have this name: `service.yaml` describes the service, and Windows has devices of
/// the other names.
#[must_use]
pub fn is_file_name(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|device| {
        stem.strip_prefix(device)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    });
    !numbered && !["service", "con", "prn", "aux", "nul"].contains(&stem.as_str())
}

fn method(name: &str) -> Option<String> {
    Ident::method(name).map(|name| name.as_str().trim_end_matches('_').to_owned())
}

/// The first of the possible names that no operation has.
fn free(name: &str, by_request: Option<&str>, version: Option<&str>, taken: &[String]) -> String {
    let is_free = |name: &String| {
        method(name).is_some_and(|method| !taken.contains(&method) && is_file_name(&method))
    };
    let name = words::shortened(name);
    let version = version.unwrap_or_default();
    let request = by_request.map_or(name, words::shortened);
    let candidates = [
        name.to_owned(),
        format!("{name}{version}"),
        request.to_owned(),
        format!("{request}{version}"),
    ];
    let numbered = || (2..).map(|number: usize| format!("{name}{number}"));
    let candidates = candidates.into_iter().chain(numbered());
    candidates.into_iter().find(is_free).unwrap_or_else(|| name.to_owned())
}

fn of_page<'f>(index: usize, page: &'f Page<'f>, stub: bool) -> Result<Vec<Planned<'f>>, String> {
    let facts = page.facts;
    let stated: Vec<(usize, &facts::Operation)> = facts
        .operations
        .iter()
        .enumerate()
        .filter(|(_, stated)| stated.other_path_of.is_none())
        .collect();
    let title = facts.title.as_ref().map(|found| found.value.clone());
    if stated.is_empty() {
        let parameters =
            [Role::Path, Role::Query, Role::Header, Role::RequestBody, Role::ResponseBody];
        return if !facts.tables.iter().any(|table| parameters.contains(&table.role)) {
            Err("no method with a path, and no table of parameters: is it the page of an operation?".to_owned())
        } else if stub {
            Err("no method with a path: nothing stands in for those; import it without --stub, and find them".to_owned())
        } else {
            let stem = page.name.rsplit(['/', '\\']).next().unwrap_or_default();
            let stem = stem.split('.').next().unwrap_or_default();
            let by_file = Ident::camel(stem).map(|name| name.as_str().to_owned());
            let name = title.as_deref().and_then(words::by_title).or(by_file);
            let name = name.unwrap_or_else(|| "Undecided".to_owned());
            Ok(vec![Planned { page: index, operation: 0, stated: None, title, name }])
        };
    }
    let alone = stated.len() == 1;
    let operations = stated.iter().map(|(operation, one)| {
        let own = one.title.clone();
        let same = |other: &&(usize, &facts::Operation)| other.1.title == own;
        let is_unique = alone || stated.iter().filter(same).count() == 1;
        let title = if alone { title.clone().or(own.clone()) } else { own.clone() };
        let name = title.as_deref().filter(|_| is_unique).and_then(words::by_title);
        let name = name.unwrap_or_else(|| words::by_request(&one.method, &one.uri));
        Planned { page: index, operation: *operation, stated: Some(*one), title, name }
    });
    Ok(operations.collect())
}

/// The failures that a `service.yaml` declares, each with the fields of its object; none where it can't be read.
pub(super) fn known_failures(source: &Source) -> Vec<(String, Vec<String>)> {
    let text = std::str::from_utf8(&source.bytes).unwrap_or_default();
    let read: Value = serde_yaml::from_str(text).unwrap_or_default();
    let names = read.get("failures").and_then(Value::as_object);
    let fields = |name: &String| {
        let object = read.get("objects")?.get(name)?.as_object()?;
        let rows = object.iter().filter(|(_, row)| row.is_object());
        Some((name.clone(), rows.map(|(name, _)| name.clone()).collect()))
    };
    names.into_iter().flat_map(serde_json::Map::keys).filter_map(fields).collect()
}

/// The field by which a `service.yaml` tells a success, and its type.
pub(super) fn known_success(source: &Source) -> Option<(String, &'static str)> {
    let text = std::str::from_utf8(&source.bytes).unwrap_or_default();
    let read: Value = serde_yaml::from_str(text).ok()?;
    let success = read.get("success")?;
    let type_name = match success.get("equals")? {
        Value::Bool(_) => "Boolean",
        Value::Number(_) => "Integer",
        _ => "String",
    };
    Some((success.get("field")?.as_str()?.to_owned(), type_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_taken_get_a_version_then_the_request_then_a_number() {
        let taken =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let free = |names: &[&str]| free("ListRules", Some("GetRules"), Some("V2"), &taken(names));
        assert_eq!(free(&[]), "ListRules");
        assert_eq!(free(&["list_rules"]), "ListRulesV2");
        assert_eq!(free(&["list_rules", "list_rules_v2"]), "GetRules");
        assert_eq!(
            free(&["list_rules", "list_rules_v2", "get_rules", "get_rules_v2"]),
            "ListRules2"
        );
    }

    #[test]
    fn names_are_those_that_a_file_can_have() {
        for (name, request, expected) in [
            ("Service", Some("GetThings"), "GetThings"),
            ("Con", None, "Con2"),
            ("Com1", Some("Lpt9"), "Com12"),
            ("Commit", None, "Commit"),
        ] {
            assert_eq!(free(name, request, None, &[]), expected);
        }
        let long = "VeryLong".repeat(40);
        assert_eq!(free(&long, None, None, &[]), "VeryLong".repeat(8));
        assert_eq!(free(&"a".repeat(300), None, None, &[]).len(), 64);
    }

    #[test]
    fn failures_of_a_file_that_is_there_are_known() {
        let text = "service: s\nfailures:\n  F: { code: c }\nobjects:\n  F:\n    about: Text.\n    c: { type: String }\n";
        let of = |text: &str| known_failures(&Source { path: String::new(), bytes: text.into() });
        assert_eq!(of(text), [("F".to_owned(), vec!["c".to_owned()])]);
        assert_eq!(of("a: [\n"), []);
        let text = "success: { field: code, equals: 1001, absent: failure }\n";
        let source = Source { path: String::new(), bytes: text.into() };
        assert_eq!(known_success(&source), Some(("code".to_owned(), "Integer")));
    }
}
