//! No text makes the compiler panic, and whatever passes the checks can be emitted.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::model::{Home, Kind, ObjectRef, Sdk};
use apiscribe_codegen::source::Source;
use apiscribe_codegen::{check, generate, report};
use proptest::prelude::*;

/// What a mutation puts into a file, beside bytes of its own.
const WORDS: &[&str] = &[
    "",
    " ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "-",
    "#",
    "\"",
    "'",
    "|",
    "*a",
    "&a ",
    "!!str ",
    "---\n",
    "\t",
    "\u{0}",
    "é",
    "名",
    "type",
    "String",
    "Integer",
    "Array of ",
    "Map of ",
    "Object",
    "rust: self, ",
    "self",
    "Self",
    "crate",
    "gen",
    "required: true, ",
    "min: 9223372036854775808, ",
    "max: -1, ",
    "values: {}, ",
    "default: x, ",
    "null",
    "true",
    "200",
    "1001",
    "{a}",
    "/",
    "..",
    "secret: true, ",
    "Order",
    "Failure",
    "OrderPage",
    "_",
    "0",
    "examples.0/items/0",
    "\\u0000",
    "aliases: [id], ",
    "each: { each: { min: 1 } }, ",
    "errata:\n",
    "objects:\n",
    "responses:\n",
    "path:\n",
];

fn read(directory: &Path, root: &Path, sources: &mut Vec<Source>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read(&path, root, sources);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            sources.push(Source { path: name, bytes: fs::read(&path).unwrap() });
        }
    }
}

fn base() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/negative/base");
    let mut sources = Vec::new();
    read(&root, &root, &mut sources);
    sources
}

/// One change: which file, where, how many bytes go, what comes.
type Change = (prop::sample::Index, prop::sample::Index, usize, Vec<u8>);

fn change() -> impl Strategy<Value = Change> {
    let word = prop::sample::select(WORDS).prop_map(|word| word.as_bytes().to_vec());
    let bytes = prop::collection::vec(any::<u8>(), 0..4);
    let inserted = prop_oneof![6 => word, 1 => bytes];
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..24, inserted)
}

/// A change of whole lines: one is removed, repeated or put elsewhere.
fn shuffle(
    bytes: &[u8],
    from: prop::sample::Index,
    to: prop::sample::Index,
    keep: bool,
) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let line = lines[from.index(lines.len())];
    if !keep {
        lines.remove(from.index(lines.len()));
    }
    lines.insert(to.index(lines.len() + 1), line);
    lines.concat()
}

fn judge(sources: &[Source]) {
    match check(sources) {
        Ok(sdk) => {
            sound(&sdk);
            let files = generate(&sdk);
            for file in files.iter().filter(|file| file.path.starts_with("src/")) {
                assert!(syn::parse_file(&file.text).is_ok(), "{}\n{}", file.path, file.text);
            }
        }
        Err(found) => {
            assert!(!found.is_empty());
            let _ = report::text(&found, sources, "spec/", true);
            let _ = report::json(&found, sources, "spec/");
            let _ = report::github(&found, sources, "spec/");
        }
    }
}

/// What emitters rely on.
fn sound(sdk: &Sdk) {
    for service in &sdk.services {
        let mut methods = BTreeSet::new();
        for group in service.all_groups() {
            let mut types = BTreeSet::new();
            for operation in &group.operations {
                assert!(methods.insert(operation.method_name.clone()), "{}", operation.method_name);
                assert!(types.insert(operation.type_name.clone()), "{}", operation.type_name);
                assert!(
                    operation
                        .responses
                        .iter()
                        .all(|response| service.object(group, &response.object).is_some())
                );
                assert!(service.object(group, &operation.answer).is_some());
                let mut fields = BTreeSet::new();
                for row in operation.rows.iter().filter(|row| !row.held) {
                    assert!(fields.insert(row.setter.clone()), "{}", row.setter);
                }
            }
            let own = group.operations.iter().flat_map(|operation| &operation.objects);
            for object in own.chain(&group.shared) {
                assert!(types.insert(object.type_name.clone()), "{}", object.type_name);
                assert!(!object.rows.is_empty());
                for row in &object.rows {
                    if let Some(reference) = reference(&row.kind) {
                        assert!(service.object(group, reference).is_some(), "{reference:?}");
                        assert!(
                            !matches!(reference.home, Home::GroupShared) || group.module.is_some()
                        );
                    }
                }
            }
        }
    }
}

fn reference(kind: &Kind) -> Option<&ObjectRef> {
    match kind {
        Kind::Object { object, .. } => Some(object),
        Kind::List(item) | Kind::Map(item) => reference(item),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_a_spec_panics(changes in prop::collection::vec(change(), 1..4)) {
        let mut sources = base();
        for (file, at, gone, put) in changes {
            let index = file.index(sources.len());
            let bytes = &mut sources[index].bytes;
            let start = at.index(bytes.len() + 1);
            let end = (start + gone).min(bytes.len());
            bytes.splice(start..end, put);
        }
        judge(&sources);
    }

    #[test]
    fn no_shuffle_of_lines_panics(
        moves in prop::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()),
            1..4,
        ),
    ) {
        let mut sources = base();
        for (file, from, to, keep) in moves {
            let index = file.index(sources.len());
            sources[index].bytes = shuffle(&sources[index].bytes, from, to, keep);
        }
        judge(&sources);
    }

    #[test]
    fn no_name_breaks_what_is_emitted(
        row in "[A-Za-z0-9_ .$-]{1,12}", object in "[A-Za-z][A-Za-z0-9_-]{0,8}", value in "[ -~]{1,8}", meaning in "[ -~]{0,12}",
    ) {
        let mut sources = base();
        for source in &mut sources {
            let text = String::from_utf8(source.bytes.clone()).unwrap();
            let quoted = |text: &str| serde_json::Value::from(text).to_string();
            let text = text
                .replace("  card: {", &format!("  {}: {{", quoted(&row)))
                .replace("password, card]", &format!("password, {}]", quoted(&row)))
                .replace("Created", &object)
                .replace("{ 0: open, 1: closed }", &format!("{{ 0: open, 1: {} }}", quoted(&meaning)))
                .replace("desc: descending", &format!("{}: {}", quoted(&value), quoted(&meaning)));
            source.bytes = text.into_bytes();
        }
        judge(&sources);
    }
}

#[test]
fn the_base_is_emitted() {
    let sources = base();
    assert!(check(&sources).is_ok());
    judge(&sources);
}
