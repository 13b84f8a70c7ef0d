//! Pages with damage: whatever is left of them, their draft compiles once stand-ins fill its undecided places.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use apiscribe_codegen::report;
use apiscribe_transcribe::draft::{Options, Page, draft};
use apiscribe_transcribe::{extract, read};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const PAGES: &[&str] = &[
    include_str!("pages/register_boat.md"),
    include_str!("pages/list_boats.html"),
    include_str!("pages/delete_boat.rst"),
    include_str!("pages/move_boat.txt"),
];

/// A piece of damage.
#[derive(Debug, Clone)]
enum Damage {
    Drop(Index),
    Repeat(Index),
    Swap(Index, Index),
    Insert(Index, String),
    Cut(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let odd = select(vec![
        "|",
        "||",
        "+---+",
        "=====",
        "{",
        "}",
        "\u{0}",
        "»",
        "：",
        "<td>",
        "</table>",
        "\"",
        "# ",
        "\t",
        "Array of ",
        "{x}",
        "Yes",
        "\u{feff}",
        "GET /",
        "[1, 2",
        ": ",
        "9223372036854775808",
    ]);
    prop_oneof![
        any::<Index>().prop_map(Damage::Drop),
        any::<Index>().prop_map(Damage::Repeat),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Damage::Swap(a, b)),
        (any::<Index>(), odd).prop_map(|(at, text)| Damage::Insert(at, text.to_owned())),
        any::<Index>().prop_map(Damage::Cut),
    ]
}

fn damaged(page: &str, damages: &[Damage]) -> String {
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    for damage in damages {
        if lines.is_empty() {
            break;
        }
        let count = lines.len();
        match damage {
            Damage::Drop(at) => drop(lines.remove(at.index(count))),
            Damage::Repeat(at) => lines.insert(at.index(count), lines[at.index(count)].clone()),
            Damage::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
            Damage::Insert(at, text) => {
                let line = &mut lines[at.index(count)];
                let places: Vec<usize> =
                    line.char_indices().map(|(place, _)| place).chain([line.len()]).collect();
                line.insert_str(places[at.index(places.len())], text);
            }
            // Most of the page has to stay.
            Damage::Cut(at) => lines.truncate(count - at.index(count) / 4),
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_damaged_page_is_drafted_or_refused(page in select(PAGES), damages in vec(damage(), 0..12)) {
        let text = damaged(page, &damages);
        let Ok(document) = read::read(text.as_bytes()) else { return Ok(()) };
        let facts = extract(&document);
        for stub in [false, true] {
            let options = Options {
                service: "harbour".to_owned(),
                group: None,
                stub,
                runtime: "../runtime".to_owned(),
                context: Vec::new(),
            };
            let draft = draft(&[Page { name: "page", facts: &facts, address: None }], &options);
            prop_assert!(draft.mistakes.is_empty(), "{text}\n{}", report::text(&draft.mistakes, &draft.sources, "", false));
        }
    }
}
