//! Broken specs beside the exact text of their diagnostics.
//!
//! Each file of `negative/cases` edits the good spec in `negative/base` and holds the diagnostics that come of it.
//! `UPDATE_GOLDEN=1 cargo test -p apiscribe-codegen --test negative` writes them anew: read the difference before you keep it.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::source::Source;
use apiscribe_codegen::{check, explain, report};

fn directory(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/negative").join(name)
}

/// The files below a directory by their paths.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut directories = vec![root.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// Sources with what a text file can't hold in place of its markers.
fn sources(files: &BTreeMap<String, String>) -> Vec<Source> {
    files
        .iter()
        .map(|(path, text)| {
            let text = text.replace("<x01>", "\u{1}").replace("<5MB>", &"x".repeat(5_000_000));
            let mut bytes = text.clone().into_bytes();
            if let Some(at) = text.find("<xFF>") {
                bytes.splice(at..at + "<xFF>".len(), [0xff]);
            }
            Source { path: path.clone(), bytes }
        })
        .collect()
}

/// What a spec gives: its diagnostics as text, and their codes.
fn run(files: &BTreeMap<String, String>) -> (String, BTreeSet<&'static str>) {
    let sources = sources(files);
    let found = check(&sources).err().unwrap_or_default();
    let codes = found.iter().map(|diagnostic| diagnostic.code).collect();
    (report::text(&found, &sources, "spec/", false), codes)
}

/// Applies the edits of a case: a line with a path, then lines to remove (`- `) and lines to put there (`+ `).
///
/// Lines to put where none are removed are the whole file; `path (gone)` removes the file.
fn edit(files: &mut BTreeMap<String, String>, edits: &str, case: &str) {
    let mut path = "";
    let mut lines = edits.lines().peekable();
    while let Some(line) = lines.next() {
        let marked = |line: &str, mark: char| {
            line.strip_prefix(mark).map(|rest| rest.strip_prefix(' ').unwrap_or(rest).to_owned())
        };
        let mut old = Vec::new();
        let mut new = Vec::new();
        let mut line = Some(line);
        while let Some(text) = line {
            match (marked(text, '-'), marked(text, '+')) {
                (Some(text), _) => old.push(text),
                (_, Some(text)) => new.push(text),
                _ if text.trim().is_empty() || text.starts_with('#') => {}
                _ => path = text.trim(),
            }
            let more = lines.peek().is_some_and(|next| {
                next.starts_with('+') || (next.starts_with('-') && new.is_empty())
            });
            line = if more { lines.next() } else { None };
        }
        if let Some(gone) = path.strip_suffix(" (gone)") {
            assert!(files.remove(gone).is_some(), "{case}: there is no {gone}");
        } else if !old.is_empty() {
            let text = files.get_mut(path).unwrap_or_else(|| panic!("{case}: there is no {path}"));
            let old = old.join("\n");
            assert_eq!(text.matches(&old).count(), 1, "{case}: `{old}` must be in {path} once");
            *text = text.replace(&old, &new.join("\n"));
        } else if !new.is_empty() {
            files.insert(path.to_owned(), new.join("\n") + "\n");
        }
    }
}

const SEPARATOR: &str = "\n----\n";

/// Every case by its name: edits, and the expected text.
fn cases() -> Vec<(String, String, String)> {
    let cases = files(&directory("cases"));
    let case = |(name, text): (String, String)| {
        let (edits, expected) = text.split_once(SEPARATOR).unwrap_or((text.trim_end(), ""));
        (name, edits.to_owned(), expected.to_owned())
    };
    cases.into_iter().map(case).collect()
}

#[test]
fn the_base_is_good() {
    let (text, _) = run(&files(&directory("base")));
    assert_eq!(text, "");
}

#[test]
fn each_broken_spec_gives_its_diagnostics() {
    let base = files(&directory("base"));
    let bless = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for (name, edits, expected) in cases() {
        let mut files = base.clone();
        edit(&mut files, &edits, &name);
        let (text, codes) = run(&files);
        let code = name.split(['-', '.']).next().unwrap_or_default().to_uppercase();
        if !codes.contains(code.as_str()) {
            wrong.push(format!("{name} gives {codes:?}\n{text}"));
        } else if bless {
            fs::write(directory("cases").join(&name), format!("{edits}{SEPARATOR}{text}")).unwrap();
        } else if text != expected {
            let change = similar::TextDiff::from_lines(&expected, &text).unified_diff().to_string();
            wrong.push(format!("{name}\n{change}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case_and_an_explanation() {
    let mut named: BTreeSet<String> = cases()
        .iter()
        .filter_map(|(name, ..)| name.split(['-', '.']).next().map(str::to_uppercase))
        .collect();
    // Its text would be long: it has the test below.
    named.insert("E0124".to_owned());
    let explained: BTreeSet<String> = explain::codes().map(str::to_owned).collect();
    assert_eq!(named, explained, "cases on the left, explanations on the right");
    let sources = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let mut used = BTreeSet::new();
    for (path, text) in &sources {
        if path.starts_with("explain") || path.contains("tests") {
            continue;
        }
        for (at, _) in text.match_indices("\"E0") {
            let code: String = text.chars().skip(text[..at].chars().count() + 1).take(5).collect();
            used.insert(code);
        }
    }
    // The registry's own test asks for a code that nobody has.
    used.remove("E0000");
    assert_eq!(used, explained, "codes in the source on the left, explanations on the right");
    assert!(cases().len() >= 80, "{} cases", cases().len());
}

#[test]
fn a_file_of_a_thousand_problems_ends_there() {
    let mut files = files(&directory("base"));
    let path = "shop/orders/create_order.yaml";
    let rows: Vec<String> =
        (0..2000).map(|n| format!("  x{n}: {{ type: String, bad: 1 }}\n")).collect();
    let rows = rows.concat();
    let text = files[path].replace("rules:\n", &format!("{rows}rules:\n"));
    files.insert(path.to_owned(), text);
    let found = check(&sources(&files)).unwrap_err();
    assert!((1000..1100).contains(&found.len()), "{}", found.len());
    assert_eq!(found.iter().filter(|diagnostic| diagnostic.code == "E0124").count(), 1);
}

#[test]
fn twelve_mistakes_of_one_file_are_twelve_diagnostics() {
    let (_, edits, _) = cases().into_iter().find(|(name, ..)| name.contains("twelve")).unwrap();
    let mut files = files(&directory("base"));
    edit(&mut files, &edits, "twelve");
    let found = check(&sources(&files)).unwrap_err();
    let places: BTreeSet<(&str, usize)> =
        found.iter().map(|diagnostic| (diagnostic.code, diagnostic.span.range.start)).collect();
    assert_eq!((found.len(), places.len()), (12, 12), "{places:?}");
}
