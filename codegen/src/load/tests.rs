//! What `load` reads, refuses, and where it says so.

mod hostile;
mod properties;

use super::*;
use crate::raw::{Member, ObjectEntry, ResponseEntry};

const SDK: &str = "format: 1\npackage: things\n";
const SERVICE: &str =
    "service: roma\ntitle: ROMA\nabout: About.\ngroups:\n  link: { title: Link, about: Links. }\n";

fn source(path: &str, text: impl AsRef<[u8]>) -> Source {
    Source { path: path.to_owned(), bytes: text.as_ref().to_vec() }
}

/// One operation beside the files that it needs; its own is the first source.
fn operation(text: impl AsRef<[u8]>) -> Vec<Source> {
    vec![
        source("roma/link/list.yaml", text),
        source("roma/service.yaml", SERVICE),
        source("sdk.yaml", SDK),
    ]
}

/// What was loaded, and for each problem its code, the text that it marks, and its message.
fn run(sources: &[Source]) -> (Loaded, Vec<(&'static str, String, String)>) {
    let report = Report::default();
    let loaded = load(sources, &report);
    let found = report
        .into_diagnostics()
        .into_iter()
        .map(|diagnostic| {
            let bytes = sources.get(diagnostic.span.file.0).map(|source| source.bytes.as_slice());
            let marked = bytes.and_then(|bytes| bytes.get(diagnostic.span.range.clone()));
            let marked = marked.unwrap_or(b"outside the files");
            (diagnostic.code, String::from_utf8_lossy(marked).into_owned(), diagnostic.message)
        })
        .collect();
    (loaded, found)
}

fn codes(sources: &[Source]) -> Vec<(&'static str, String)> {
    run(sources).1.into_iter().map(|(code, marked, _)| (code, marked)).collect()
}

/// The problems of one operation file.
fn problems(text: impl AsRef<[u8]>) -> Vec<(&'static str, String)> {
    codes(&operation(text))
}

const COMPLETE: &str = r#"# A comment.
operation: ListRules
title: "Querying: Rules"
about: Lists rules — all of them.
page: { url: https://example.com/a#b, updated: 2022-12-05 }
request: GET /v2/{project_id}/rules
idempotent: true
requests_per_second: 10
path:
  project_id: { type: String, required: true, min: 0, max: 32, about: Project ID. }
query:
  type: { type: Integer, min: 1, max: 99999999999999999999, default: "7", values: { 0: enabled, "1": disabled }, closed: true, format: epoch-ms, aliases: [kind], about: Kind. }
rules:
  - at_least_one_of: [a, [b, c]]
  - { when: { status: 0 }, require: [x], in: { y: [0, 1] } }
responses:
  200: Page
  400: { body: Failure }
objects:
  Page:
    about: A page.
    rules: { type: String, about: A row that is called rules. }
    items: { type: Array of Rule, each: { type: Rule, min: 1, about: One. }, about: Items. }
  Rule:
    rules:
      - exactly_one_of: [a, b]
errata:
  - at: examples.0/a
    page: 81 characters
    why: Because.
examples:
  - side: response
    status: 200
    json: |
      { "a": 1 }

"#;

#[test]
fn a_complete_operation_is_read_whole_and_each_value_knows_its_place() {
    let sources = operation(COMPLETE);
    let (loaded, found) = run(&sources);
    assert_eq!(found, []);
    let operation = &loaded.services[0].operations[0];
    assert_eq!((operation.group.as_deref(), operation.stem.as_str()), (Some("link"), "list"));
    let marked = |span: &Option<Span>| &COMPLETE[span.clone().unwrap().range];
    assert_eq!(&COMPLETE[operation.span.range.clone()], "operation: ListRules");
    let raw = &operation.raw;
    assert_eq!(raw.title.value.as_deref(), Some("Querying: Rules"));
    assert_eq!(marked(&raw.title.span), "\"Querying: Rules\"");
    assert_eq!(marked(&raw.about.span), "Lists rules — all of them.");
    assert_eq!(
        raw.page.value.as_ref().unwrap().url.value.as_deref(),
        Some("https://example.com/a#b")
    );
    assert_eq!(raw.idempotent.value, Some(true));
    assert!(raw.header.value.is_none() && raw.header.span.is_none());
    let (name, row) = &raw.query.value.as_ref().unwrap().entries[0];
    assert_eq!((name.text.as_str(), &COMPLETE[name.span.range.clone()]), ("type", "type"));
    let row = row.value.as_ref().unwrap();
    let scalar = |text: &str, quoted| Some(crate::raw::Scalar { text: text.to_owned(), quoted });
    assert_eq!(row.max.value, scalar("99999999999999999999", false));
    assert_eq!(row.default.value, scalar("7", true));
    assert_eq!(marked(&row.default.span), "\"7\"");
    assert_eq!(marked(&row.values.span), "{ 0: enabled, \"1\": disabled }");
    let values: Vec<_> = row
        .values
        .value
        .as_ref()
        .unwrap()
        .entries
        .iter()
        .map(|(key, _)| key.text.as_str())
        .collect();
    assert_eq!(values, ["0", "1"]);
    let rules = raw.rules.value.as_ref().unwrap();
    let members = rules[0].value.as_ref().unwrap().at_least_one_of.value.as_ref().unwrap();
    assert!(matches!(&members[0].value, Some(Member::Scalar(name)) if name == "a"));
    assert!(matches!(&members[1].value, Some(Member::Sequence(names)) if names.len() == 2));
    assert_eq!(marked(&rules[0].span), "at_least_one_of: [a, [b, c]]");
    let responses = &raw.responses.value.as_ref().unwrap().entries;
    assert!(matches!(&responses[0].1.value, Some(ResponseEntry::Scalar(name)) if name == "Page"));
    assert!(matches!(&responses[1].1.value, Some(ResponseEntry::Mapping(_))));
    let objects = &raw.objects.value.as_ref().unwrap().entries;
    let kinds: Vec<_> = objects[0]
        .1
        .value
        .as_ref()
        .unwrap()
        .entries
        .entries
        .iter()
        .map(|(_, entry)| &entry.value)
        .collect();
    assert!(matches!(
        kinds[..],
        [
            Some(ObjectEntry::Scalar(_)),
            Some(ObjectEntry::Mapping(_)),
            Some(ObjectEntry::Mapping(_))
        ]
    ));
    let json = &raw.examples.value.as_ref().unwrap()[0].value.as_ref().unwrap().json;
    assert_eq!(json.value.as_deref(), Some("{ \"a\": 1 }\n"));
    assert_eq!(marked(&json.span), "{ \"a\": 1 }");
}

#[test]
fn spans_are_bytes_whatever_stands_before_them() {
    for prefix in ["", "\u{FEFF}", "# ünïcödé 漢字 🦀\n", "# crlf\r\n\r\n"] {
        let text = format!(
            "{prefix}operation: Größe\r\ntitle: 漢字\r\nbody: {{ 名前: {{ type: X, knd: é }} }}\r\n"
        );
        let sources = operation(&text);
        let (loaded, found) = run(&sources);
        let raw = &loaded.services[0].operations[0].raw;
        for (at, expected) in [(&raw.operation, "Größe"), (&raw.title, "漢字")] {
            assert_eq!(at.value.as_deref(), Some(expected));
            assert_eq!(&text[at.span.clone().unwrap().range], expected);
        }
        assert_eq!(&text[raw.body.value.as_ref().unwrap().entries[0].0.span.range.clone()], "名前");
        assert_eq!(
            found.iter().map(|(code, marked, _)| (*code, marked.as_str())).collect::<Vec<_>>(),
            [("E0111", "knd")]
        );
    }
}

#[test]
fn a_missing_or_unknown_file_is_reported_beside_the_others() {
    let found = codes(&[
        source("roma/list.yml", "a: 1"),
        source("roma/link/list.yaml", "operation: List\n"),
        source("README.md", [0xFF]),
        source("dli/create.yaml", "operation: Create\n"),
    ]);
    let expected = [("E0121", ""), ("E0120", ""), ("E0120", ""), ("E0118", "outside the files")];
    assert_eq!(
        found.iter().map(|(code, marked)| (*code, marked.as_str())).collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn an_undeclared_group_is_reported_once() {
    let mut sources = operation("operation: List\n");
    sources.push(source("roma/lnk/a.yaml", "operation: A\n"));
    sources.push(source("roma/lnk/b.yaml", "operation: B\n"));
    assert_eq!(codes(&sources), [("E0123", "operation: A".to_owned())]);
}

#[test]
fn an_unreadable_file_ends_itself_and_not_the_run() {
    let mut sources = operation("operation: List\ntitle: [unclosed\nabout: x\n");
    sources.push(source("roma/link/other.yaml", "operation: Other\nknd: x\n"));
    let (loaded, found) = run(&sources);
    assert_eq!(found.iter().map(|(code, ..)| *code).collect::<Vec<_>>(), ["E0101", "E0111"]);
    let stems: Vec<_> =
        loaded.services[0].operations.iter().map(|operation| operation.stem.as_str()).collect();
    assert_eq!(stems, ["other"]);
    assert!(!loaded.services[0].complete);
}

#[test]
fn the_order_is_that_of_paths_whatever_the_order_of_sources() {
    let mut sources = operation("operation: List\n");
    sources.extend(
        ["roma/z.yaml", "roma/a.yaml", "dli/service.yaml", "roma/link/a.yaml"]
            .map(|path| source(path, "about: x\n")),
    );
    let paths = |sources: &[Source]| {
        let (loaded, found) = run(sources);
        assert_eq!(found, []);
        loaded
            .services
            .into_iter()
            .map(|service| {
                (
                    service.name,
                    service
                        .operations
                        .into_iter()
                        .map(|operation| operation.path)
                        .collect::<Vec<_>>(),
                )
            })
            .collect::<Vec<_>>()
    };
    let forth = paths(&sources);
    let roma = ["roma/a.yaml", "roma/z.yaml", "roma/link/a.yaml", "roma/link/list.yaml"]
        .map(str::to_owned)
        .to_vec();
    assert_eq!(forth, [("dli".to_owned(), vec![]), ("roma".to_owned(), roma)]);
    sources.reverse();
    assert_eq!(paths(&sources), forth);
}

#[test]
fn twelve_mistakes_in_one_file_are_twelve_reports() {
    let text = "\
operation: ListRules
oparation: ListRules
title: [a, b]
page: https://example.com
idempotent: yes
body_type: jason
query:
  limit: { type: Integer, min: 1, min: 2, about: 漢字. }
  offset: { min: 1, type: Integer, mandatory: true, about: x }
  name:
    type: String
path:
header: { X-Token: text }
objects:
  Rule:
    name: String
    aliases: { type: String, aliases: alias, secret: \"true\", about: !x y }
examples:
  - side: &a both
";
    let expected = [
        ("E0111", "oparation"),
        ("E0113", "title"),
        ("E0113", "https://example.com"),
        ("E0114", "yes"),
        ("E0115", "jason"),
        ("E0110", "min"),
        ("E0117", "type"),
        ("E0111", "mandatory"),
        ("E0116", "name"),
        ("E0112", "path"),
        ("E0113", "text"),
        ("E0119", "name"),
        ("E0113", "alias"),
        ("E0114", "\"true\""),
        ("E0108", "!x"),
        ("E0107", "&a"),
        ("E0115", "both"),
    ];
    let found = problems(text);
    assert_eq!(
        found.iter().map(|(code, marked)| (*code, marked.as_str())).collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn what_fails_has_its_place_and_no_value() {
    let (loaded, _) =
        run(&operation("operation: [x]\nidempotent: no\nquery: { a: { type: [x], about: y } }\n"));
    let raw = &loaded.services[0].operations[0].raw;
    assert!(raw.operation.value.is_none() && raw.operation.span.is_some());
    assert!(raw.idempotent.value.is_none() && raw.idempotent.span.is_some());
    let row = raw.query.value.as_ref().unwrap().entries[0].1.value.as_ref().unwrap();
    assert!(row.kind.value.is_none() && row.kind.span.is_some());
    assert_eq!(row.about.value.as_deref(), Some("y"));
}

#[test]
fn an_object_may_have_rows_of_any_name() {
    let text = "objects:\n  O:\n    rust: { type: String, about: x }\n    type: { type: String, about: x }\n    rust2: {}\n";
    let (loaded, found) = run(&operation(text));
    assert_eq!(found, []);
    let objects = &loaded.services[0].operations[0].raw.objects.value.as_ref().unwrap().entries;
    let names: Vec<_> = objects[0]
        .1
        .value
        .as_ref()
        .unwrap()
        .entries
        .entries
        .iter()
        .map(|(key, _)| key.text.as_str())
        .collect();
    assert_eq!(names, ["rust", "type", "rust2"]);
}

#[test]
fn helps_name_what_to_write() {
    let cases = [
        ("query: { a: { type: X, requird: true } }", "did you mean `required`?"),
        ("query: { a: { type: X, mandatory: true } }", "write `required`"),
        ("query: { a: { min: 1, type: X } }", "the order here: type, min"),
        ("query: { a: { type: X, aliases: b } }", "write `[b]`"),
        ("query: { a: { type: X, format: epochms } }", "did you mean `epoch-ms`?"),
        ("idempotent: \"yes\"", "write `true`, without quotes"),
        (
            "objects: { A: { abuot: x } }",
            "did you mean `about`? If it is a row, write the row as `abuot: { type: …, about: … }`",
        ),
    ];
    for (text, help) in cases {
        let sources = operation(text);
        let report = Report::default();
        load(&sources, &report);
        let helps: Vec<_> =
            report.into_diagnostics().into_iter().map(|diagnostic| diagnostic.help).collect();
        assert_eq!(helps, [Some(help.to_owned())], "{text}");
    }
}
