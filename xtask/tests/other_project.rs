//! The commands on a spec that is not this workspace's: another package, licence and runtime source.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

const SDK: &str = "format: 1
package: lighthouse-sdk
version: 2.3.0
about: Models and clients of the lighthouse registry.
license: Apache-2.0
runtime: { version: \"0.1\" }
";

const SERVICE: &str = "service: beacon
title: Beacon registry
about: Keeps the list of lighthouses.
authentication: { kind: api_key, header: X-Key, about: Key of a caller. }
failures:
  Refusal: { message: reason }
objects:
  Refusal:
    about: Why a request was refused.
    reason: { type: String, about: What went wrong. }
";

const OPERATION: &str = "operation: ListLights
title: Listing lights
about: Lists the lights of a coast.
page: { url: https://example.org/lights.html }
request: GET /v1/{coast}/lights

path:
  coast: { type: String, required: true, min: 1, max: 8, about: Code of the coast. }

header:
  X-Key: { type: String, required: true, secret: true, about: Key of a caller. }

query:
  limit: { type: Integer, min: 1, max: 50, default: 10, about: Lights to list. }

responses:
  200: LightPage
  400: Refusal

objects:
  LightPage:
    about: Some lights.
    names: { type: Array of String, about: Names of the lights. }

examples:
  - side: response
    status: 200
    json: |
      { \"names\": [\"Eddystone\"] }
";

struct Project {
    directory: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { directory: tempfile::tempdir().unwrap() };
        project.write("spec/sdk.yaml", SDK);
        project.write("spec/beacon/service.yaml", SERVICE);
        project.write("spec/beacon/list_lights.yaml", OPERATION);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.directory.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    }

    fn generate(&self, more: &[&str]) -> Output {
        self.run(&[&["gen", "--spec", "spec", "--out", "sdk"], more].concat())
    }

    /// Every file below the directory with its text and modification time.
    fn snapshot(&self, below: &str) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
        let mut files = Vec::new();
        collect(&self.path(below), &mut files);
        files.sort();
        files
    }
}

fn collect(directory: &Path, files: &mut Vec<(PathBuf, Vec<u8>, SystemTime)>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            files.push((path.clone(), fs::read(&path).unwrap(), modified));
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn gen_writes_the_package_that_sdk_yaml_names() {
    let project = Project::new();
    let output = project.generate(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let manifest = project.read("sdk/Cargo.toml");
    for expected in ["lighthouse-sdk", "2.3.0", "Apache-2.0", "version = \"0.1\""] {
        assert!(manifest.contains(expected), "{expected} is not in\n{manifest}");
    }
    assert!(!manifest.contains("path = \"../runtime\""), "{manifest}");
    assert!(project.read("sdk/src/beacon/list_lights.rs").contains("pub struct ListLights"));
}

#[test]
fn a_second_gen_touches_no_file() {
    let project = Project::new();
    assert!(project.generate(&[]).status.success());
    let before = project.snapshot("sdk");
    assert!(before.len() > 4);
    let output = project.generate(&[]);
    assert!(output.status.success());
    assert!(text(&output.stderr).contains("0 written, 0 removed"), "{}", text(&output.stderr));
    assert_eq!(project.snapshot("sdk"), before);
}

#[test]
fn check_prints_a_diff_and_the_command_that_mends() {
    let project = Project::new();
    assert!(project.generate(&[]).status.success());
    assert_eq!(project.generate(&["--check"]).status.code(), Some(0));
    project.write("spec/beacon/list_lights.yaml", &OPERATION.replace("max: 50", "max: 60"));
    let before = project.snapshot("sdk");
    let output = project.generate(&["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let diff = text(&output.stdout);
    assert!(diff.contains("--- a/sdk/src/beacon/list_lights.rs"), "{diff}");
    assert!(diff.contains("@@ "), "{diff}");
    assert!(diff.lines().any(|line| line.starts_with('-') && line.contains(", 50)")), "{diff}");
    assert!(diff.lines().any(|line| line.starts_with('+') && line.contains(", 60)")), "{diff}");
    let mend = text(&output.stderr);
    assert!(mend.contains("cargo xtask gen --spec spec --out sdk"), "{mend}");
    assert_eq!(project.snapshot("sdk"), before, "--check wrote something");
}

#[test]
fn a_spec_with_mistakes_changes_no_file() {
    let project = Project::new();
    assert!(project.generate(&[]).status.success());
    let before = project.snapshot("sdk");
    project.write(
        "spec/beacon/list_lights.yaml",
        &OPERATION
            .replace("min: 1, max: 50", "min: 51, max: 50")
            .replace("200: LightPage", "200: Lightpage"),
    );
    let output = project.generate(&[]);
    assert_eq!(output.status.code(), Some(1));
    let problems = text(&output.stderr);
    assert!(problems.contains("spec/beacon/list_lights.yaml:"), "{problems}");
    assert!(problems.contains("did you mean `LightPage`?"), "{problems}");
    assert!(problems.contains("51"), "{problems}");
    assert_eq!(project.snapshot("sdk"), before);
}

#[test]
fn a_file_whose_spec_is_gone_is_removed_and_files_of_others_stay() {
    let project = Project::new();
    project.write(
        "spec/beacon/list_more.yaml",
        &OPERATION
            .replace("ListLights", "ListMore")
            .replace("/lights", "/more")
            .replace("LightPage", "MorePage"),
    );
    let output = project.generate(&[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(project.path("sdk/src/beacon/list_more.rs").exists());
    // An example of an operation that another one has replaced.
    let example = project.read("sdk/examples/list_lights_transport.rs");
    project.write("sdk/examples/list_more_transport.rs", &example);
    project.write("sdk/src/notes.md", "mine\n");
    project.write("sdk/examples/mine.rs", "fn main() {}\n");
    fs::remove_file(project.path("spec/beacon/list_more.yaml")).unwrap();
    assert!(project.generate(&[]).status.success());
    assert!(!project.path("sdk/src/beacon/list_more.rs").exists());
    assert!(!project.path("sdk/examples/list_more_transport.rs").exists());
    assert!(project.path("sdk/examples/mine.rs").exists());
    assert_eq!(project.read("sdk/src/notes.md"), "mine\n");
}

#[test]
fn a_file_that_was_not_emitted_is_not_overwritten() {
    let project = Project::new();
    project.write("sdk/src/lib.rs", "// by hand\n");
    let output = project.generate(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("sdk/src/lib.rs"), "{}", text(&output.stderr));
    assert_eq!(project.snapshot("sdk").len(), 1, "something was written");
}

#[test]
fn a_package_is_never_written_into_a_spec_nor_over_one() {
    let project = Project::new();
    project.write("p/src/spec/sdk.yaml", SDK);
    let before = project.snapshot(".");
    for (spec, out) in [("spec", "spec"), ("spec", "spec/beacon/../sdk"), ("p/src/spec", "p")] {
        let output = project.run(&["gen", "--spec", spec, "--out", out]);
        assert_eq!(output.status.code(), Some(2), "{spec} {out}");
        let message = text(&output.stderr);
        assert!(message.contains("choose another directory with --out"), "{message}");
    }
    assert_eq!(before, project.snapshot("."), "something was written");
}

#[test]
fn a_place_that_can_not_be_written_is_named_and_stays() {
    let project = Project::new();
    project.write("sdk", "a file, where the directory should be\n");
    let before = project.snapshot(".");
    let output = project.generate(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("sdk"), "{}", text(&output.stderr));
    assert_eq!(before, project.snapshot("."), "something was written");
    fs::remove_file(project.path("sdk")).unwrap();
    fs::create_dir_all(project.path("sdk/src/lib.rs")).unwrap();
    let output = project.generate(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("sdk/src/lib.rs"), "{}", text(&output.stderr));
    assert_eq!(before.len() - 1, project.snapshot(".").len(), "something was written");
}

#[cfg(unix)]
#[test]
fn what_lies_behind_a_link_is_not_removed() {
    let project = Project::new();
    project.write("other/old.rs", "// @generated by something\n");
    fs::create_dir_all(project.path("sdk/src")).unwrap();
    std::os::unix::fs::symlink("../../other", project.path("sdk/src/other")).unwrap();
    assert!(project.generate(&[]).status.success());
    assert!(project.path("other/old.rs").exists());
}

#[test]
fn a_directory_that_is_not_there_is_named() {
    let project = Project::new();
    let output = project.run(&["lint", "--spec", "elsewhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("elsewhere"), "{}", text(&output.stderr));
}

#[test]
fn lint_prints_json_and_workflow_annotations() {
    let project = Project::new();
    project.write(
        "spec/beacon/list_lights.yaml",
        &OPERATION.replace("Array of String", "Array of Sting"),
    );
    let json = project.run(&["lint", "--spec", "spec", "--format", "json"]);
    assert_eq!(json.status.code(), Some(1));
    let json = text(&json.stdout);
    assert!(json.contains("\"E0203\""), "{json}");
    assert!(json.contains("spec/beacon/list_lights.yaml"), "{json}");
    let github = project.run(&["lint", "--spec", "spec", "--format", "github"]);
    assert_eq!(github.status.code(), Some(1));
    let github = text(&github.stdout);
    assert!(github.starts_with("::error file=spec/beacon/list_lights.yaml,line=23,"), "{github}");
}

#[test]
fn explain_knows_a_code_and_refuses_another() {
    let project = Project::new();
    let known = project.run(&["explain", "e0203"]);
    assert!(known.status.success());
    assert!(text(&known.stdout).contains("E0203"), "{}", text(&known.stdout));
    let unknown = project.run(&["explain", "E9999"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("E9999"));
}

#[test]
fn schema_is_written_once_and_checked() {
    let project = Project::new();
    assert_eq!(project.run(&["schema", "--spec", "spec", "--check"]).status.code(), Some(1));
    assert!(project.run(&["schema", "--spec", "spec"]).status.success());
    assert!(project.run(&["schema", "--spec", "spec", "--check"]).status.success());
    assert!(project.read("spec/schema.json").contains("\"$schema\""));
    assert!(project.generate(&[]).status.success(), "the schema is no part of the spec");
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("explain")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn the_document_of_a_service_that_is_gone_goes_too() {
    let project = Project::new();
    assert_eq!(project.generate(&[]).status.code(), Some(0));
    assert!(project.read("sdk/openapi/beacon.yaml").starts_with("# @generated "));
    let emitted = project.read("sdk/openapi/beacon.yaml");
    project.write("sdk/openapi/harbour.yaml", &emitted);
    project.write("sdk/openapi/mine.yaml", "openapi: \"3.1.1\"\n");
    assert_eq!(project.generate(&["--check"]).status.code(), Some(1));
    assert_eq!(project.generate(&[]).status.code(), Some(0));
    assert!(!project.path("sdk/openapi/harbour.yaml").exists());
    assert!(project.path("sdk/openapi/mine.yaml").exists());
}
