//! The generated crate is what the compiler makes of the spec.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use std::collections::BTreeMap;
use std::fs;

use apiscribe_codegen::compile;
use conformance::spec::{root, sources};

fn files(sources: &[apiscribe_codegen::source::Source]) -> BTreeMap<String, String> {
    let files = compile(sources).unwrap_or_else(|problems| panic!("{problems:#?}"));
    files.into_iter().map(|file| (file.path, file.text)).collect()
}

#[test]
fn generated_is_up_to_date() {
    let stale: Vec<String> = files(&sources())
        .into_iter()
        .filter(|(path, text)| {
            fs::read_to_string(root().join("generated").join(path)).ok().as_ref() != Some(text)
        })
        .map(|(path, _)| path)
        .collect();
    assert!(stale.is_empty(), "run `cargo xtask gen`; these files differ: {stale:#?}");
}

#[test]
fn the_schema_is_up_to_date() {
    let written = fs::read_to_string(root().join("spec/schema.json")).unwrap_or_default();
    assert!(written == apiscribe_codegen::schema(), "run `cargo xtask schema`");
}

#[test]
fn the_order_in_which_files_are_found_does_not_matter() {
    let forward = sources();
    let mut backward = forward.clone();
    backward.reverse();
    assert_eq!(files(&forward), files(&backward));
    assert_eq!(files(&forward), files(&forward));
}

#[test]
fn every_emitted_file_says_where_it_comes_from() {
    for (path, text) in files(&sources()) {
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.contains("@generated") && first.contains("cargo xtask gen"),
            "{path}: {first}"
        );
    }
}
