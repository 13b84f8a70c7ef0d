//! The three forms of diagnostics.

use proptest::prelude::*;

use super::*;
use crate::source::FileId;

const TEXT: &str = "objects:\n  Page:\n    # é 漢字\n    items: { type: Array of Rul, about: The rules. }\n  Rule: {}\n";

fn sources() -> Vec<Source> {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), bytes: text.into() };
    vec![source("roma/link/list_rules.yaml", TEXT), source("a.yaml", "a: 1\nb: 2\n")]
}

fn span(file: usize, marked: &str) -> Span {
    let bytes = &sources()[file].bytes;
    let start = std::str::from_utf8(bytes).unwrap().find(marked).unwrap();
    Span { file: FileId(file), range: start..start + marked.len() }
}

fn unknown_object() -> Diagnostic {
    Diagnostic::new("E0203", &span(0, "Array of Rul"), "unknown object `Rul`")
        .label("no object of this page or service has this name")
        .help("did you mean `Rule`?")
}

#[test]
fn text_shows_the_line_and_marks_the_place() {
    let shown = text(&[unknown_object()], &sources(), "spec/", false);
    let expected = "\
error[E0203]: unknown object `Rul`
 --> spec/roma/link/list_rules.yaml:4:20
  |
4 |     items: { type: Array of Rul, about: The rules. }
  |                    ^^^^^^^^^^^^ no object of this page or service has this name
  |
  = help: did you mean `Rule`?

";
    assert_eq!(shown, expected);
    assert!(text(&[unknown_object()], &sources(), "", true).contains("\u{1b}["));
}

#[test]
fn each_form_says_how_bad_a_problem_is() {
    for (severity, title, json_word, command) in [
        (Severity::Error, "error[E0203]", "\"error\"", "::error "),
        (Severity::Warning, "warning[E0203]", "\"warning\"", "::warning "),
        (Severity::Note, "note[E0203]", "\"note\"", "::notice "),
    ] {
        let problem = [unknown_object().severity(severity)];
        assert!(text(&problem, &sources(), "", false).starts_with(title));
        let shown = json(&problem, &sources(), "");
        assert!(shown.contains(&format!("\"severity\": {json_word}")), "{shown}");
        assert!(github(&problem, &sources(), "").starts_with(command));
    }
}

#[test]
fn text_shows_both_ends_of_a_conflict() {
    let near = unknown_object().related(&span(0, "Rule:"), "a name like it");
    let shown = text(&[near], &sources(), "spec/", false);
    assert!(shown.contains("5 |   Rule: {}\n  |   ----- a name like it\n"), "{shown}");
    let far = unknown_object().related(&span(1, "b: 2"), "first given here");
    let shown = text(&[far], &sources(), "spec/", false);
    assert!(
        shown.contains("::: spec/a.yaml:2:1\n  |\n2 | b: 2\n  | ---- first given here\n"),
        "{shown}"
    );
}

#[test]
fn text_marks_no_more_than_the_first_line_and_names_files_as_a_whole() {
    let long = Diagnostic::new("E0001", &Span { file: FileId(0), range: 0..TEXT.len() }, "long");
    let shown = text(&[long], &sources(), "", false);
    assert!(shown.contains("1 | objects:\n  | ^^^^^^^^\n"), "{shown}");
    let whole = Diagnostic::new("E0120", &Span { file: FileId(0), range: 0..0 }, "no service.yaml")
        .label("it is here");
    let shown = text(&[whole], &sources(), "spec/", false);
    assert_eq!(
        shown,
        "error[E0120]: no service.yaml\n--> spec/roma/link/list_rules.yaml\n = note: it is here\n\n"
    );
    let nowhere = Diagnostic::new("E0118", &Span { file: FileId(9), range: 0..0 }, "no sdk.yaml")
        .help("write one");
    let shown = text(&[nowhere], &sources(), "spec/", false);
    assert_eq!(shown, "error[E0118]: no sdk.yaml\n |\n = help: write one\n\n");
}

#[test]
fn the_order_is_that_of_paths() {
    let at = |file: usize, marked| Diagnostic::new("E0001", &span(file, marked), "x");
    let all = [at(0, "Rule:"), at(0, "Page"), at(1, "b: 2")];
    let shown: Value = serde_json::from_str(&json(&all, &sources(), "")).unwrap();
    let places: Vec<_> = shown
        .as_array()
        .unwrap()
        .iter()
        .map(|value| (value["file"].as_str().unwrap(), value["line"].clone()))
        .collect();
    assert_eq!(
        places,
        [
            ("a.yaml", json!(2)),
            ("roma/link/list_rules.yaml", json!(2)),
            ("roma/link/list_rules.yaml", json!(5))
        ]
    );
}

#[test]
fn json_counts_lines_and_characters_from_one() {
    let diagnostic = Diagnostic::new("E0111", &span(0, "字"), "m").related(&span(1, "b"), "there");
    let shown: Value = serde_json::from_str(&json(&[diagnostic], &sources(), "spec/")).unwrap();
    let expected = json!([{
        "code": "E0111", "severity": "error", "message": "m", "label": null, "help": null,
        "related": [{ "message": "there", "file": "spec/a.yaml", "line": 2, "column": 1, "end_line": 2, "end_column": 2 }],
        "file": "spec/roma/link/list_rules.yaml", "line": 3, "column": 10, "end_line": 3, "end_column": 11,
    }]);
    assert_eq!(shown, expected);
}

#[test]
fn github_commands_are_one_line_each_and_escaped() {
    let mut diagnostic = unknown_object();
    diagnostic.message = "100 %\nof `a`".to_owned();
    let mut sources = sources();
    sources[0].path = "a,b:c.yaml".to_owned();
    let expected = "::error file=spec/a%2Cb%3Ac.yaml,line=4,col=20,endColumn=32,title=E0203::100 %25%0Aof `a`%0A\
                    no object of this page or service has this name%0Ahelp: did you mean `Rule`?\n";
    assert_eq!(github(&[diagnostic], &sources, "spec/"), expected);
}

#[test]
fn a_line_without_end_is_shown_by_its_position() {
    let source = Source { path: "a.yaml".to_owned(), bytes: "x".repeat(3_000_000).into_bytes() };
    let span = Span { file: FileId(0), range: 2_000_000..2_000_001 };
    let shown = text(&[Diagnostic::new("E0001", &span, "m").label("here")], &[source], "", false);
    assert_eq!(shown, "error[E0001]: m\n--> a.yaml:1:2000001\n = note: here\n\n");
}

proptest! {
    #[test]
    fn no_place_in_no_bytes_panics(bytes in proptest::collection::vec(any::<u8>(), 0..60), start in 0..70_usize, length in 0..70_usize, other in 0..70_usize) {
        let sources = [Source { path: "a.yaml".to_owned(), bytes }];
        let at = |range| Span { file: FileId(0), range };
        let diagnostic = Diagnostic::new("E0001", &at(start..start + length), "m\u{1b}[31m")
            .label("l")
            .related(&at(other..other), "r");
        let all = [diagnostic];
        let shown = text(&all, &sources, "", false);
        prop_assert!(!shown.contains(char::from(27)));
        prop_assert!(json(&all, &sources, "").contains("E0001"));
        prop_assert_eq!(github(&all, &sources, "").lines().count(), 1);
    }
}
