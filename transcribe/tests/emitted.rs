//! The effect of each change against what the compiler emits from the changed spec.
//!
//! A change is planted twice: on the page, which drift judges, and in the spec, from which code is emitted anew. Public
//! items that go mean a breaking change, public items that come mean a new version at least, and nothing else.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

mod bakery;

use std::collections::BTreeSet;

use apiscribe_codegen::generate;
use apiscribe_transcribe::drift::{Effect, Step, drift, step};
use apiscribe_transcribe::edition::page;

/// The same change on the page and in the spec.
struct Case {
    page: &'static [(&'static str, &'static str)],
    spec: &'static [(&'static str, &'static str)],
    effect: Effect,
}

const CASES: &[Case] = &[
    Case {
        page: &[("Maximum: 100", "Maximum: 50")],
        spec: &[("max: 100, default: 10", "max: 50, default: 10")],
        effect: Effect::Behaviour,
    },
    Case {
        page: &[("Minimum: 1\n\nMaximum: 100", "Maximum: 100")],
        spec: &[("min: 1, max: 100", "max: 100")],
        effect: Effect::Behaviour,
    },
    Case {
        page: &[("Default: 10", "Default: 20")],
        spec: &[("default: 10", "default: 20")],
        effect: Effect::Compatible,
    },
    Case {
        page: &[("offset\n\nNo", "offset\n\nYes")],
        spec: &[
            ("offset: { type: Integer,", "offset: { type: Integer, required: true,"),
            ("line: GET /v1/{shop_id}/cakes", "line: GET /v1/{shop_id}/cakes?offset=0"),
        ],
        effect: Effect::Behaviour,
    },
    Case {
        page: &[("limit\n\nNo\n\nInteger", "limit\n\nNo\n\nLong")],
        spec: &[("limit: { type: Integer", "limit: { type: Long")],
        effect: Effect::Compatible,
    },
    Case {
        page: &[("candles\n\nInteger", "candles\n\nString")],
        spec: &[("candles: { type: Integer", "candles: { type: String")],
        effect: Effect::Breaking,
    },
    Case {
        page: &[("\n  • lemon\n", "\n  • lemon\n\n  • poppy\n")],
        spec: &[("lemon: with lemon", "lemon: with lemon, poppy: with poppy")],
        effect: Effect::Compatible,
    },
    Case {
        page: &[("\n  • lemon\n", "\n")],
        spec: &[(", lemon: with lemon", "")],
        effect: Effect::Breaking,
    },
    Case {
        page: &[
            ("\n  • plain\n\n  • lemon\n", "\n"),
            ("Enumeration values:\n", "\n"),
            (" The value is case-insensitive.", ""),
        ],
        spec: &[(" values: { plain: nothing in it, lemon: with lemon }, case: insensitive,", "")],
        effect: Effect::Breaking,
    },
    Case {
        page: &[(" The value is case-insensitive.", "")],
        spec: &[(" case: insensitive,", "")],
        effect: Effect::Behaviour,
    },
    Case {
        page: &[("The format is timestamp(ms).", "")],
        spec: &[(" format: epoch-ms,", "")],
        effect: Effect::Breaking,
    },
    Case {
        page: &[(" The value can be null.", "")],
        spec: &[
            ("wish: { type: String, nullable: true,", "wish: { type: String,"),
            (
                "errata:\n",
                "errata:\n  - at: examples.1/cakes/0/wish\n    page: \"null\"\n    why: The table has no null.\n",
            ),
        ],
        effect: Effect::Breaking,
    },
    Case {
        page: &[(" This parameter has been deprecated.", "")],
        spec: &[(" deprecated: true,", "")],
        effect: Effect::Compatible,
    },
    Case {
        page: &[(
            "baked_after\n\nNo",
            "sold\n\nNo\n\nBoolean\n\nWhether it was sold.\n\nbaked_after\n\nNo",
        )],
        spec: &[(
            "  baked_after:",
            "  sold: { type: Boolean, about: Whether it was sold. }\n  baked_after:",
        )],
        effect: Effect::Compatible,
    },
    Case {
        page: &[(
            "baked_after\n\nNo",
            "sold\n\nYes\n\nBoolean\n\nWhether it was sold.\n\nbaked_after\n\nNo",
        )],
        spec: &[
            (
                "  baked_after:",
                "  sold: { type: Boolean, required: true, about: Whether it was sold. }\n  baked_after:",
            ),
            ("line: GET /v1/{shop_id}/cakes", "line: GET /v1/{shop_id}/cakes?sold=true"),
        ],
        effect: Effect::Behaviour,
    },
    Case {
        page: &[("icing\n\nString\n\nIcing. This parameter is reserved.\n\n", "")],
        spec: &[("    icing: { type: String, reserved: true, about: Icing. }\n", "")],
        effect: Effect::Breaking,
    },
    Case {
        page: &[("icing\n\nString", "glaze\n\nString\n\nGlaze on top.\n\nicing\n\nString")],
        spec: &[("    icing:", "    glaze: { type: String, about: Glaze. }\n    icing:")],
        effect: Effect::Compatible,
    },
    Case {
        page: &[
            ("GET /v1/{shop_id}/cakes\n\nTable 1", "GET /v1/{shop_id}/{oven}/cakes\n\nTable 1"),
            ("Table 2 Query", "oven\n\nYes\n\nString\n\nOven.\n\nTable 2 Query"),
            ("Requests\n\nGET /v1/{shop_id}/cakes", "Requests\n\nGET /v1/{shop_id}/{oven}/cakes"),
        ],
        spec: &[
            ("request: GET /v1/{shop_id}/cakes", "request: GET /v1/{shop_id}/{oven}/cakes"),
            ("line: GET /v1/{shop_id}/cakes", "line: GET /v1/{shop_id}/{oven}/cakes"),
            ("\nquery:", "  oven: { type: String, required: true, about: Oven. }\n\nquery:"),
        ],
        effect: Effect::Breaking,
    },
];

/// The public items of the emitted crate: signatures, fields and variants, without documentation.
fn items(edits: &[(&str, &str)]) -> BTreeSet<String> {
    let edits: Vec<_> =
        edits.iter().map(|(old, new)| ("bakery/list_cakes.yaml", *old, *new)).collect();
    let files = generate(&bakery::sdk(&edits));
    let sources = files.iter().filter(|file| file.path.starts_with("src/"));
    let mut items = BTreeSet::new();
    for file in sources {
        let mut inside = String::new();
        for line in file.text.lines().map(str::trim) {
            if line.starts_with("pub enum") || line.starts_with("pub struct") {
                line.clone_into(&mut inside);
            }
            let is_variant = inside.starts_with("pub enum")
                && line.starts_with(|c: char| c.is_ascii_uppercase())
                && line.ends_with(',');
            if line.starts_with("pub ") || is_variant {
                items.insert(format!("{} {inside} {line}", file.path));
            }
            if line == "}" {
                inside.clear();
            }
        }
    }
    items
}

#[test]
fn effects_are_those_of_emitted_code() {
    let old_page = page::of(&bakery::facts(&bakery::page("list_cakes.txt")), 0);
    let old_items = items(&[]);
    let held = ["shop_id".to_owned()];
    for case in CASES {
        let text = bakery::edited(&bakery::page("list_cakes.txt"), case.page);
        let changes = drift(&old_page, &page::of(&bakery::facts(&text), 0), &held);
        let effect = changes.iter().map(|change| change.rule.effect).max().unwrap();
        assert_eq!(effect, case.effect, "{changes:#?}");
        let new_items = items(case.spec);
        let gone: Vec<_> = old_items.difference(&new_items).collect();
        let come: Vec<_> = new_items.difference(&old_items).collect();
        // An item that changes its signature goes, and comes back as another one.
        assert_eq!(!gone.is_empty(), effect == Effect::Breaking, "{:?}: {gone:#?}", case.page);
        if !come.is_empty() {
            assert!(step(&changes) >= Some(Step::Minor), "{:?}: {come:#?}", case.page);
        }
    }
}
