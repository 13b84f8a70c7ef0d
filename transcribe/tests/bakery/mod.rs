//! A small vendor with two pages and a spec that agrees with them.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::path::{Path, PathBuf};

use apiscribe_codegen::check;
use apiscribe_codegen::model::Sdk;
use apiscribe_codegen::source::Source;
use apiscribe_transcribe::edition::Edition;
use apiscribe_transcribe::facts::Facts;
use apiscribe_transcribe::operations::{self, Known};
use apiscribe_transcribe::{extract, read};

/// Where the files are.
pub(crate) fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bakery")
}

/// The text of a page.
pub(crate) fn page(name: &str) -> String {
    std::fs::read_to_string(directory().join("pages").join(name)).unwrap()
}

/// What a page says.
pub(crate) fn facts(text: &str) -> Facts {
    extract(&read::read(text.as_bytes()).unwrap())
}

/// The spec, with texts replaced: file, old, new.
pub(crate) fn sdk(edits: &[(&str, &str, &str)]) -> Sdk {
    let files = [
        "sdk.yaml",
        "bakery/service.yaml",
        "bakery/list_cakes.yaml",
        "bakery/bake_cake.yaml",
        "bakery/eat_cake.yaml",
    ];
    let sources: Vec<Source> = files
        .iter()
        .map(|file| {
            let mut text = std::fs::read_to_string(directory().join("spec").join(file)).unwrap();
            for (edited, old, new) in edits {
                if edited == file {
                    text = replace(&text, old, new);
                }
            }
            Source { path: (*file).to_owned(), bytes: text.into_bytes() }
        })
        .collect();
    check(&sources).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// What a page should say by the spec.
pub(crate) fn expected(sdk: &Sdk, name: &str) -> Edition {
    known(sdk, name).edition()
}

/// An operation of the spec.
pub(crate) fn known<'m>(sdk: &'m Sdk, name: &str) -> Known<'m> {
    operations::named(&operations::all(sdk), name).unwrap()
}

/// A text with one part replaced, which has to be there once.
pub(crate) fn replace(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old:?}");
    text.replacen(old, new, 1)
}

/// A text with parts replaced.
pub(crate) fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (old, new)| replace(&text, old, new))
}
