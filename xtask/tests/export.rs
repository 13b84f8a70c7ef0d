//! `cargo xtask export` on the golden spec: what is printed, what is written, and what is said of bad arguments.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test binary")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the command in a directory of its own.
fn run(directory: &TempDir, arguments: &[&str]) -> Output {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/golden/spec");
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("export")
        .args(arguments)
        .arg("--spec")
        .arg(spec)
        .current_dir(directory.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What is said of arguments that can't be meant.
fn refused(arguments: &[&str]) -> String {
    let directory = tempfile::tempdir().unwrap();
    let output = run(&directory, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0, "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_document_is_printed_in_either_version_and_format() {
    let directory = tempfile::tempdir().unwrap();
    let yaml = printed(&run(&directory, &["openapi", "--service", "rules"]));
    assert!(yaml.starts_with("# @generated "), "{yaml}");
    assert!(yaml.contains("\nopenapi: \"3.1.1\"\n"), "{yaml}");
    let old = ["openapi", "--service", "rules", "--version", "3.0", "--format", "json"];
    let json = printed(&run(&directory, &old));
    assert!(json.starts_with("{\n  \"openapi\": \"3.0.4\",\n"), "{json}");
    let strict =
        printed(&run(&directory, &["openapi", "--service", "rules", "--answers", "documented"]));
    assert!(!strict.contains("x-documented") && yaml.contains("x-documented"));
}

#[test]
fn each_service_has_a_file_in_a_directory() {
    let directory = tempfile::tempdir().unwrap();
    let output = run(&directory, &["openapi", "--out", "api"]);
    assert_eq!(output.status.code(), Some(0));
    let mut files: Vec<_> = fs::read_dir(directory.path().join("api"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files.len(), 11, "{files:?}");
    assert_eq!(files[0], "containers.yaml");
    // Again over its own files, and one service into a file.
    assert_eq!(run(&directory, &["openapi", "--out", "api"]).status.code(), Some(0));
    let one = ["openapi", "--service", "rules", "--format", "json", "--out", "rules.json"];
    for _ in 0..2 {
        assert_eq!(run(&directory, &one).status.code(), Some(0));
    }
}

#[test]
fn a_model_goes_by_its_name_alone_or_with_group_and_service() {
    let directory = tempfile::tempdir().unwrap();
    let reference = |model: &str| {
        let json = printed(&run(&directory, &["json-schema", model]));
        let line = json.lines().find(|line| line.contains("\"$ref\"")).unwrap().trim().to_owned();
        line.trim_end_matches(',').to_owned()
    };
    assert_eq!(reference("LinkPage"), r##""$ref": "#/$defs/link.LinkPage""##);
    assert_eq!(reference("link.LinkPage"), r##""$ref": "#/$defs/link.LinkPage""##);
    assert_eq!(reference("pages.link.LinkPage"), r##""$ref": "#/$defs/link.LinkPage""##);
    assert_eq!(reference("ListLinks"), r##""$ref": "#/$defs/link.ListLinks""##);
    assert_eq!(reference("PutLabels.body"), r##""$ref": "#/$defs/PutLabels.body""##);
    // An object of requests alone.
    assert_eq!(reference("Parent"), r##""$ref": "#/$defs/Parent.request""##);
    let all = printed(&run(&directory, &["json-schema", "--service", "pages"]));
    assert!(all.contains("\"link.ListLinks\": {") && all.contains("\"link.LinkPage\": {"), "{all}");
}

#[test]
fn names_that_nothing_has_are_told_with_the_nearest_one() {
    assert_eq!(
        refused(&["openapi", "--service", "rule"]),
        "error: the spec has no service `rule`; did you mean `rules`?\n"
    );
    assert_eq!(
        refused(&["json-schema", "LinkPag"]),
        "error: the spec has no model `LinkPag`; did you mean `LinkPage`?\n"
    );
    assert_eq!(
        refused(&["json-schema", "--service", "rulse", "Thing"]),
        "error: the spec has no service `rulse`; did you mean `rules`?\n"
    );
    assert_eq!(
        refused(&["json-schema", "--service", "rules", "Nothing.At.All"]),
        "error: the spec has no model `Nothing.At.All`\n"
    );
    assert_eq!(
        refused(&["json-schema", "FindThings"]),
        "error: `FindThings` is the name of several models: `rules.FindThings`, `twins.left.FindThings`\n"
    );
}

#[test]
fn what_is_left_open_is_asked_for() {
    let error = refused(&["openapi"]);
    assert!(
        error.starts_with(
            "error: each service has a document of its own: name one of `containers`, "
        ),
        "{error}"
    );
    let error = refused(&["json-schema"]);
    assert!(
        error.starts_with("error: name a model, or with --service one of `containers`, "),
        "{error}"
    );
}

#[test]
fn files_that_can_not_be_written_or_are_not_ours_are_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("mine.txt"), "mine\n").unwrap();
    for (arguments, said) in [
        (["openapi", "--service", "rules", "--out", "mine.txt"], "were not emitted"),
        (["openapi", "--service", "rules", "--out", "mine.txt/api.yaml"], "mine.txt"),
        (["json-schema", "--service", "rules", "--out", "mine.txt"], "is no JSON document"),
        (["openapi", "--service", "rules", "--out", "."], "Is a directory"),
    ] {
        let output = run(&directory, &arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(error.starts_with("error: ") && error.contains(said), "{arguments:?}: {error}");
    }
    assert_eq!(fs::read_to_string(directory.path().join("mine.txt")).unwrap(), "mine\n");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[test]
fn a_spec_with_problems_is_not_exported() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("spec")).unwrap();
    fs::write(directory.path().join("spec/sdk.yaml"), "format: 2\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["export", "openapi", "--spec", "spec", "--out", "api"])
        .current_dir(directory.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("spec/sdk.yaml:1") && error.contains("nothing was written"), "{error}");
    assert!(!directory.path().join("api").exists());
}
