//! Examples and errata as they are written in YAML, beside a small model.

use super::operation;
use crate::diagnostic::{Diagnostic, Report};
use crate::judge::fixture;
use crate::load::load;
use crate::model::{Kind, Location, Service};
use crate::source::Source;

fn model() -> Service {
    let row = fixture::row;
    let mut id = row("request_id", Kind::Text).bounds(0, 4);
    id.aliases = vec!["requestId".to_owned()];
    let thing = Kind::Object { object: fixture::reference("Thing"), boxed: false };
    let answer =
        fixture::object("Answer", vec![id, row("items", Kind::List(Box::new(thing)))], Vec::new());
    let mut size = row("size", Kind::Integer).mandatory();
    size.max = Some(crate::model::Bound::Integer(9));
    let thing = fixture::object("Thing", vec![size, row("name", Kind::Text)], Vec::new());
    let mut limit = row("limit", Kind::Integer).at(Location::Query).bounds(0, 9);
    limit.default = Some("5".to_owned());
    let rows = vec![
        row("id", Kind::Text).at(Location::Path).mandatory(),
        limit,
        row("name", Kind::Text).at(Location::Body).mandatory(),
    ];
    let operation = fixture::operation(rows, Vec::new());
    fixture::service(vec![answer, thing], vec![operation])
}

/// The problems of a file, each with its code, its marked text, and all of it.
fn judge(text: &str) -> Vec<(&'static str, String, Diagnostic)> {
    let sources = [Source { path: "svc/add_thing.yaml".to_owned(), bytes: text.into() }];
    let loading = Report::default();
    let loaded = load(&sources, &loading);
    let raw = &loaded.services[0].operations[0].raw;
    let service = model();
    let report = Report::default();
    operation(&service, &service.root, &service.root.operations[0], raw, &sources, &report);
    let problems = report.into_diagnostics().into_iter().map(|problem| {
        let marked = text[problem.span.range.clone()].to_owned();
        (problem.code, marked, problem)
    });
    problems.collect()
}

fn codes(text: &str) -> Vec<(&'static str, String)> {
    judge(text).into_iter().map(|(code, marked, _)| (code, marked)).collect()
}

fn expect(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    pairs.iter().map(|(code, marked)| (*code, (*marked).to_owned())).collect()
}

const BROKEN: &str = r#"
examples:
  - side: response
    status: 200
    json: |
      {
        "requestId" : "abcde",
        "items": [ { "size": 10 },
                   { "nam": "é", "size": null } ]
      }
  - side: request
    line: GET /things?limit=10
    json: '{ "name": 1 }'
"#;

#[test]
fn each_deviation_is_shown_at_its_place() {
    let expected = expect(&[
        ("E0603", "\"abcde\""),
        ("E0603", "10"),
        ("E0603", "\"é\""),
        ("E0603", "null"),
        ("E0603", "GET /things?limit=10"),
        ("E0604", "GET /things?limit=10"),
        ("E0604", "GET /things?limit=10"),
        ("E0603", "1"),
    ]);
    assert_eq!(codes(BROKEN), expected);
}

#[test]
fn a_deviation_names_the_erratum_that_covers_it() {
    let problems = judge(BROKEN);
    let (_, _, first) = &problems[0];
    assert_eq!(first.message, "example 0: `/requestId` has 5 characters, at most 4 documented");
    assert_eq!(first.label, "breaks svc.Answer.request_id.max");
    let help = first.help.as_deref().unwrap();
    assert!(
        help.ends_with("errata: - { at: examples.0/requestId, page: 5 characters, why: … }"),
        "{help}"
    );
    let (_, _, second) = &problems[1];
    assert_eq!(second.message, "example 0: `/items/0/size` is 10, more than the maximum 9");
    let (_, _, unknown) = &problems[2];
    assert_eq!(
        unknown.message,
        "example 0: `/items/1/nam` is in no row of the table; did you mean `name`?"
    );
}

#[test]
fn errata_cover_what_they_name_and_nothing_else() {
    let errata = r#"
errata:
  - { at: examples.0/request_id, page: 5 characters, why: x }
  - { at: examples.0/items/0/size, page: 10, why: x }
  - { at: examples.0/items/1/nam, page: é, why: x }
  - { at: examples.0/items/1/size, page: "null", why: x }
  - { at: examples.1, page: GET /things, why: x }
  - { at: examples.1/name, page: 1, why: x }
"#;
    assert_eq!(codes(&format!("{BROKEN}{errata}")), []);
    let useless = r"
  - { at: examples.0, page: x, why: x }
  - { at: examples.0/items, page: x, why: x }
  - { at: examples.1/requestId, page: x, why: x }
";
    let expected = expect(&[
        ("E0608", "examples.0"),
        ("E0608", "examples.0/items"),
        ("E0608", "examples.1/requestId"),
    ]);
    assert_eq!(codes(&format!("{BROKEN}{errata}{useless}")), expected);
}

#[test]
fn json_that_does_not_parse_is_shown_where_it_ends() {
    let text = r#"
examples:
  - side: response
    status: 200
    json: |
      {
        "request_id": "a"
        "items": []
      }
  - side: response
    status: 200
    json: '{ "items": [], "items": [] }'
"#;
    let problems = judge(text);
    let (code, _, problem) = &problems[0];
    assert_eq!(*code, "E0601");
    assert!(text[problem.span.range.start..].starts_with("\"items\": []\n"), "{problem:?}");
    assert_eq!(problem.message, "example 0: is not JSON: expected `,` or `}`");
    assert_eq!((problems[1].0, problems[1].1.as_str()), ("E0602", "\"items\""));
    assert_eq!(problems.len(), 2);
    let excused = "errata:\n  - { at: examples.0, page: a missing comma, why: x }\n  - { at: examples.1/items, page: twice, why: x }\n";
    assert_eq!(codes(&format!("{text}{excused}")), []);
}

#[test]
fn an_example_is_one_of_a_documented_response() {
    let text = "examples:\n  - { side: response, status: 404, json: '{}' }\n  - { side: response, status: 200, json: '[]' }\n";
    assert_eq!(codes(text), expect(&[("E0605", "404"), ("E0603", "[")]));
}

#[test]
fn numbers_are_quoted_as_they_are_written() {
    let text = "examples:\n  - { side: response, status: 200, json: '{ \"items\": [{ \"size\": 99999999999999999999 }] }' }\n";
    let problems = judge(text);
    let (code, marked, problem) = &problems[0];
    assert_eq!((*code, marked.as_str()), ("E0603", "99999999999999999999"));
    assert!(problem.message.ends_with("is beyond the 64 bits of an Integer"), "{problem:?}");
    assert!(problem.help.as_ref().unwrap().contains("page: 99999999999999999999,"), "{problem:?}");
}

#[test]
fn places_of_errata_must_exist_and_differ() {
    for (at, page, expected) in [
        ("request", "GET /v1/{id}/things", None),
        ("request", "absent", None),
        ("request", "POST  /v1/{id}/things", Some("E0608")),
        ("request", "the other one", Some("E0609")),
        ("request.method", "GET", Some("E0606")),
        ("responses.200", "1001", None),
        ("responses.200", "absent", None),
        ("responses.200", "Answer", Some("E0608")),
        ("responses.404", "absent", Some("E0607")),
        ("query.limit", "absent", None),
        ("query.limit", "present", Some("E0609")),
        ("query.limt", "absent", Some("E0607")),
        ("path.limit", "absent", Some("E0607")),
        ("query.limit.max", "999", None),
        ("query.limit.max", "9", Some("E0608")),
        ("query.limit.max", "nine", Some("E0609")),
        ("query.limit.maximum", "9", Some("E0606")),
        ("query.limit.default", "absent", None),
        ("query.limit.required", "no", Some("E0608")),
        ("query.limit.required", "yes", None),
        ("query.limit.required", "Mandatory", Some("E0609")),
        ("query.limit.each.max", "absent", Some("E0608")),
        ("objects.Thing.size", "absent", None),
        ("objects.Thing.size.type", "Long", None),
        ("objects.Thing", "absent", Some("E0606")),
        ("objects.Thin.size", "absent", Some("E0607")),
        ("objects.Thing.sise", "absent", Some("E0607")),
        ("examples.0", "absent", Some("E0607")),
        ("examples.first", "absent", Some("E0606")),
        ("headers.X", "absent", Some("E0606")),
        ("\"\"", "absent", Some("E0606")),
    ] {
        let text = format!("errata:\n  - at: {at}\n    page: {page}\n    why: Because.\n");
        let found = judge(&text);
        let codes: Vec<_> = found.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes, expected.into_iter().collect::<Vec<_>>(), "{at} {page}");
        for (code, marked, problem) in &found {
            assert_eq!(marked, if *code == "E0609" { page } else { at });
            assert!(problem.help.is_some() || *code == "E0607", "{problem:?}");
        }
    }
}

#[test]
fn a_place_has_one_erratum() {
    let erratum = "  - { at: query.limit, page: absent, why: Because. }\n";
    let problems = judge(&format!("errata:\n{erratum}{erratum}"));
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].0, problems[0].2.related.len()), ("E0610", 1));
}

#[test]
fn shared_files_have_places_of_objects_only() {
    let text = "service: svc\nerrata:\n  - { at: objects.Thing.size.max, page: 8, why: x }\n  - { at: objects.Thing.size.min, page: absent, why: x }\n  - { at: query.limit, page: absent, why: x }\n";
    let sources = [Source { path: "svc/service.yaml".to_owned(), bytes: text.into() }];
    let loaded = load(&sources, &Report::default());
    let raw = &loaded.services[0].service.as_ref().unwrap().raw;
    let report = Report::default();
    crate::check::errata::shared(&model().root, &raw.errata, &report);
    let found: Vec<_> = report.into_diagnostics().into_iter().map(|problem| problem.code).collect();
    assert_eq!(found, ["E0608", "E0606"]);
}
