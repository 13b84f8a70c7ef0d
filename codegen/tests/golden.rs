//! Golden pairs: `golden/spec` has one service for each feature of the format, and `golden` is the package that it
//! becomes, which the workspace compiles and lints, with an OpenAPI document for each of them.
//!
//! `UPDATE_GOLDEN=1 cargo test -p apiscribe-codegen --test golden` rewrites the package.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and clippy looks for `#[test]` functions only"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::source::Source;

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Files below a directory by their path, with `/`.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut directories = vec![directory.to_owned()];
    while let Some(next) = directories.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else {
                let name =
                    path.strip_prefix(directory).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn emitted(sources: &[Source]) -> BTreeMap<String, String> {
    let files = apiscribe_codegen::compile(sources).unwrap_or_else(|diagnostics| {
        panic!("{}", apiscribe_codegen::report::text(&diagnostics, sources, "golden/spec/", false))
    });
    files.into_iter().map(|file| (file.path, file.text)).collect()
}

fn sources() -> Vec<Source> {
    let files = files(&golden().join("spec"));
    files.into_iter().map(|(path, bytes)| Source { path, bytes }).collect()
}

#[test]
fn each_feature_becomes_what_lies_beside_it() {
    let emitted = emitted(&sources());
    let golden = golden();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        for directory in ["src", "examples", "openapi"] {
            let _ = fs::remove_dir_all(golden.join(directory));
        }
        for (path, text) in &emitted {
            let path = golden.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let mut found = files(&golden);
    found.retain(|path, _| !path.starts_with("spec/"));
    let found: BTreeMap<String, String> =
        found.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect();
    let paths = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&found), paths(&emitted), "UPDATE_GOLDEN=1 rewrites the files");
    for (path, text) in &emitted {
        let difference = similar::TextDiff::from_lines(&found[path], text);
        let difference = difference.unified_diff().header("golden", "emitted").to_string();
        assert!(difference.is_empty(), "{path}: UPDATE_GOLDEN=1 rewrites it\n{difference}");
    }
}

#[test]
fn the_order_of_sources_does_not_matter() {
    let mut sources = sources();
    let forwards = emitted(&sources);
    sources.reverse();
    assert_eq!(forwards, emitted(&sources));
}

/// The files that a README links to.
#[test]
fn the_readme_leads_to_files_that_exist() {
    let readme = fs::read_to_string(golden().join("README.md")).unwrap();
    let targets = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files: Vec<&str> = targets.filter(|target| !target.contains("://")).collect();
    assert!(files.len() > 10, "{files:?}");
    for file in files {
        assert!(golden().join(file).is_file(), "{file}");
    }
}
