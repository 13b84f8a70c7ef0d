//! Pages that somebody has cut, mixed and misspelt: whatever comes of them, nothing panics.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

mod bakery;

use std::sync::LazyLock;

use apiscribe_codegen::model::Sdk;
use apiscribe_transcribe::contradictions;
use apiscribe_transcribe::coverage::ledger;
use apiscribe_transcribe::drift::drift;
use apiscribe_transcribe::operations;
use apiscribe_transcribe::verify::{known, verify};
use proptest::prelude::*;

static SDK: LazyLock<Sdk> = LazyLock::new(|| bakery::sdk(&[]));

/// One thing that happens to the lines of a page.
#[derive(Debug, Clone)]
enum Edit {
    Drop(usize),
    Twice(usize),
    Swap(usize, usize),
    Write(usize, &'static str),
    Cut(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let words = prop::sample::select(vec![
        "»» deep",
        "Array of",
        "|||",
        "| a |",
        "{",
        "null",
        "Status code: 99999999999999999999",
        "Table 1",
        "GET /{a}/{a}",
        "Maximum: -9",
        "Minimum: 1e400",
        "Default: ",
        "<table><tr><td>",
        "\u{202e}é漢",
        "必选",
        "Yes",
        "No",
        "[Array<",
        "Map<,",
    ]);
    let one =
        (0..400_usize, 0..400_usize, words, 0..5_u8).prop_map(|(a, b, word, kind)| match kind {
            0 => Edit::Drop(a),
            1 => Edit::Twice(a),
            2 => Edit::Swap(a, b),
            3 => Edit::Write(a, word),
            _ => Edit::Cut(200 + a / 2),
        });
    prop::collection::vec(one, 1..12)
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for edit in edits {
        let count = lines.len().max(1);
        match edit {
            _ if lines.is_empty() => {}
            Edit::Drop(at) => drop(lines.remove(at % count)),
            Edit::Twice(at) => lines.insert(at % count, lines[at % count].clone()),
            Edit::Swap(a, b) => lines.swap(a % count, b % count),
            Edit::Write(at, word) => (*word).clone_into(&mut lines[at % count]),
            Edit::Cut(at) => lines.truncate((*at).max(1)),
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_page_stops_a_comparison(edits in edits(), markdown in any::<bool>()) {
        let text = bakery::page(if markdown { "cakes.md" } else { "list_cakes.txt" });
        let all = operations::all(&SDK);
        let facts = bakery::facts(&apply(&text, &edits));
        let before = operations::on_page(&bakery::facts(&text));
        for (operation, found) in operations::on_page(&facts) {
            let told = contradictions::find(&facts, operation, &found);
            for one in &all {
                let expected = one.edition();
                let verdict = verify(&expected, &found);
                prop_assert!(verdict.needed.iter().all(|index| *index < expected.errata.len()));
                for contradiction in &told {
                    let erratum = known(contradiction, &expected, &verdict);
                    prop_assert!(erratum.is_none_or(|index| index < expected.errata.len()));
                }
                let kept = ledger(one, &expected, Some((&facts, operation, &found)));
                prop_assert!(kept.documented() <= kept.entries.len());
                let _ = drift(&expected, &found, &[]);
            }
            for (_, old) in &before {
                let _ = drift(old, &found, &[]);
            }
            // An edition has not drifted from itself.
            prop_assert_eq!(drift(&found, &found, &[]), vec![]);
        }
    }
}
