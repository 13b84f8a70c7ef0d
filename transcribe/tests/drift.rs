//! Changes between two editions of a page, with what each does to the SDK.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

mod bakery;

use apiscribe_transcribe::drift::{Change, Step, drift, effects, step};
use apiscribe_transcribe::edition::{Edition, page};

/// Parts of a page that are replaced, old and new, and the changes that follow.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

fn edition(edits: &[(&str, &str)]) -> Edition {
    page::of(&bakery::facts(&bakery::edited(&bakery::page("list_cakes.txt"), edits)), 0)
}

fn shown(changes: &[Change]) -> Vec<String> {
    let shown = changes.iter().map(|change| {
        let Change { message, direction, rule, .. } = change;
        let (effect, step) = (rule.effect.as_str(), rule.step.as_str());
        format!("{}: {message} ({effect}, {step})", direction.as_str())
    });
    shown.collect()
}

/// Edits of the page of `ListCakes`.
const PAGE: &[Case] = &[
    (&[], &[]),
    (
        &[("Updated on 2024-05-06", "Updated on 2025-01-02")],
        &[
            "changed: page.updated: the date is 2025-01-02 now, 2024-05-06 before (compatible, patch)",
        ],
    ),
    (
        &[("\nListing Cakes\n", "\nQuerying Cakes\n")],
        &[
            "changed: title: the title is Querying Cakes now, Listing Cakes before (compatible, patch)",
        ],
    ),
    (
        &[("GET /v1/{shop_id}/cakes\n\nTable 1", "GET /v2/{shop_id}/cakes\n\nTable 1")],
        &[
            "changed: request: GET /v2/{shop_id}/cakes now, GET /v1/{shop_id}/cakes before (behaviour, minor)",
        ],
    ),
    (
        &[("Maximum: 100", "Maximum: 50")],
        &["tightened: query.limit.max: 50 now, 100 before (behaviour, minor)"],
    ),
    (
        &[("Maximum: 100", "Maximum: 500")],
        &["loosened: query.limit.max: 500 now, 100 before (compatible, patch)"],
    ),
    (
        &[("Minimum: 1\n\nMaximum: 100", "Maximum: 100")],
        &["removed: query.limit.min: nothing now, 1 before (behaviour, minor)"],
    ),
    (
        &[("Where the page starts.", "Where the page starts.\n\nMaximum: 9")],
        &["added: query.offset.max: 9 now, nothing before (behaviour, minor)"],
    ),
    (
        &[("Default: 10", "Default: 20")],
        &["changed: query.limit.default: 20 now, 10 before (compatible, patch)"],
    ),
    (
        &[("\n  • lemon\n", "\n  • poppy\n")],
        &[
            "added: query.flavour.values: `poppy` is a new value (compatible, minor)",
            "removed: query.flavour.values: `lemon` is no value any more (breaking, major)",
        ],
    ),
    (
        &[("\n  • plain\n\n  • lemon\n", "\n"), ("Enumeration values:\n", "\n")],
        &["removed: query.flavour.values: nothing now, plain, lemon before (breaking, major)"],
    ),
    (
        &[(" The value is case-insensitive.", "")],
        &["removed: query.flavour.case: sensitive now, insensitive before (behaviour, minor)"],
    ),
    (
        &[("offset\n\nNo", "offset\n\nYes")],
        &["tightened: query.offset.required: yes now, no before (behaviour, minor)"],
    ),
    (
        &[("shop_id\n\nYes", "shop_id\n\nNo")],
        &["loosened: path.shop_id.required: no now, yes before (behaviour, minor)"],
    ),
    (
        &[("limit\n\nNo\n\nInteger", "limit\n\nNo\n\nLong")],
        &["changed: query.limit.type: Long now, Integer before (compatible, patch)"],
    ),
    (
        &[("limit\n\nNo\n\nInteger", "limit\n\nNo\n\nString")],
        &["changed: query.limit.type: String now, Integer before (breaking, major)"],
    ),
    (
        &[("Unit: g", "Unit: ms")],
        &["added: objects.Cake.weight.unit: ms now, nothing before (compatible, patch)"],
    ),
    (
        &[("Time of baking. The format is timestamp(ms).", "Time of baking.")],
        &["removed: query.baked_after.format: nothing now, epoch-ms before (breaking, major)"],
    ),
    (
        &[(
            "Only letters, digits, underscores (_), and hyphens (-) are allowed.",
            "Only letters and digits are allowed in it.",
        )],
        &[
            "tightened: objects.Cake.name.charset: letters digits now, letters digits _ - before (compatible, patch)",
        ],
    ),
    (
        &[(" The value can be null.", "")],
        &["removed: objects.Cake.wish.nullable: no now, yes before (breaking, major)"],
    ),
    (
        &[(" This parameter has been deprecated.", "")],
        &["removed: objects.Cake.candles.deprecated: no now, yes before (compatible, patch)"],
    ),
    (
        &[("icing\n\nString\n\nIcing. This parameter is reserved.\n\n", "")],
        &["removed: objects.Cake.icing is gone (breaking, major)"],
    ),
    (
        &[("icing\n\nString", "glaze\n\nString\n\nGlaze on top.\n\nicing\n\nString")],
        &["added: objects.Cake.glaze is new, String (compatible, minor)"],
    ),
    (
        &[(
            "baked_after\n\nNo",
            "sold\n\nNo\n\nBoolean\n\nWhether it was sold.\n\nbaked_after\n\nNo",
        )],
        &["added: query.sold is new, Boolean (compatible, minor)"],
    ),
    (
        &[(
            "baked_after\n\nNo",
            "sold\n\nYes\n\nBoolean\n\nWhether it was sold.\n\nbaked_after\n\nNo",
        )],
        &["added: query.sold is new, Boolean, mandatory (behaviour, minor)"],
    ),
    (
        &[("\nbaked_after\n", "\nbakedAfter\n")],
        &["renamed: query.baked_after is called `bakedAfter` (breaking, major)"],
    ),
    (
        &[("\nbaked_after\n", "\nnot_before\n")],
        &["renamed: query.baked_after is called `not_before` (breaking, major)"],
    ),
    (
        &[("candles\n\nInteger\n\nCandles on the cake", "lights\n\nInteger\n\nLights on it")],
        &["renamed: objects.Cake.candles is called `lights` (breaking, major)"],
    ),
    (
        &[
            ("GET /v1/{shop_id}/cakes\n\nTable 1", "GET /v1/{shop_id}/{oven}/cakes\n\nTable 1"),
            ("Table 2 Query", "oven\n\nYes\n\nString\n\nOven.\n\nTable 2 Query"),
        ],
        &[
            "changed: request: GET /v1/{shop_id}/{oven}/cakes now, GET /v1/{shop_id}/cakes before (behaviour, minor)",
            "added: path.oven is new, String, mandatory (breaking, major)",
        ],
    ),
    (
        &[
            (
                "limit\n\nNo\n\nInteger\n\nCakes on a page.\n\nMinimum: 1\n\nMaximum: 100\n\nDefault: 10\n\n",
                "",
            ),
            (
                "Response Parameters",
                "Table 9 Request header parameters\n\nParameter\n\nMandatory\n\nType\n\nDescription\n\nlimit\n\nNo\n\nInteger\n\nCakes on a page.\n\nResponse Parameters",
            ),
        ],
        &["changed: query.limit is sent as header.limit (breaking, major)"],
    ),
    (
        &[("Array of Cake objects", "Array of Tart objects"), ("Table 4 Cake", "Table 4 Tart")],
        &["renamed: the object `Cake` is called `Tart` (breaking, major)"],
    ),
    (
        &[("OK\n\n404\n\nNot Found\n", "OK\n\n404\n\nNot Found\n\n500\n\nInternal Server Error\n")],
        &["added: responses.500: the status code is new (behaviour, minor)"],
    ),
    (
        &[("\"total\" : 1", "\"total\" : 2")],
        &["changed: examples.1 shows something else (compatible, patch)"],
    ),
    (
        &[("Where the page starts.", "Where the page starts. It must be a multiple of the limit.")],
        &[
            "added: query.offset: a sentence is new: It must be a multiple of the limit. (behaviour, minor)",
        ],
    ),
];

#[test]
fn each_change_has_its_effect() {
    let old = edition(&[]);
    for (edits, wanted) in PAGE {
        let changes = drift(&old, &edition(edits), &[]);
        assert_eq!(shown(&changes), *wanted, "{edits:?}");
    }
}

/// Edits of the page of `ListCakes`, compared with the spec.
const FROM_SPEC: &[Case] = &[
    (&[], &[]),
    (
        &[("UUID of the cake.", "ID of the cake.")],
        &["removed: objects.Cake.id.format: nothing now, uuid before (compatible, patch)"],
    ),
    (
        &[("Unit: g\n\nMaximum: 0\n", "Unit: g\n")],
        &[
            "changed: objects.Cake.weight.max: the page says now what the spec says (compatible, patch)",
        ],
    ),
    (
        &[("Unit: g\n\nMaximum: 0\n", "Unit: g\n\nMaximum: 7\n")],
        &["loosened: objects.Cake.weight.max: 7 now, 0 before (compatible, patch)"],
    ),
    (
        &[(
            "Response Parameters",
            "Table 9 Request header parameters\n\nParameter\n\nMandatory\n\nType\n\nDescription\n\nX-Bakery-Key\n\nYes\n\nString\n\nKey.\n\nResponse Parameters",
        )],
        &["added: header.X-Bakery-Key is on the page now (compatible, patch)"],
    ),
    (
        &[
            ("GET /v1/{shop_id}/cakes\n\nTable 1", "GET /v1/cakes\n\nTable 1"),
            (
                "shop_id\n\nYes\n\nString\n\nShop ID.\n\nMinimum: 0\n\nMaximum: 32\n",
                "oven\n\nYes\n\nBoolean\n\nOven.\n",
            ),
        ],
        &[
            "changed: request: GET /v1/cakes now, GET /v1/{shop_id}/cakes before (behaviour, minor)",
            "removed: path.shop_id is gone (compatible, patch)",
            "added: path.oven is new, Boolean, mandatory (breaking, major)",
        ],
    ),
    (
        &[("Maximum: 16", "Maximum: 8")],
        &["tightened: objects.BakeryFailure.error_code.max: 8 now, 16 before (compatible, patch)"],
    ),
];

#[test]
fn the_spec_is_an_edition_of_its_page() {
    let sdk = bakery::sdk(&[]);
    let old = bakery::expected(&sdk, "ListCakes");
    let held = ["shop_id".to_owned(), "X-Bakery-Key".to_owned()];
    for (edits, wanted) in FROM_SPEC {
        let changes = drift(&old, &edition(edits), &held);
        assert_eq!(shown(&changes), *wanted, "{edits:?}");
    }
}

#[test]
fn requests_are_strict_and_answers_are_not() {
    let page_of = |edits: &[(&str, &str)]| {
        page::of(&bakery::facts(&bakery::edited(&bakery::page("cakes.md"), edits)), 0)
    };
    let old = page_of(&[]);
    let request = drift(&old, &page_of(&[("Minimum: 1", "Minimum: 2")]), &[]);
    assert_eq!(
        shown(&request),
        ["tightened: objects.Layer.height.min: 2 now, 1 before (behaviour, minor)"]
    );
    let answer = edition(&[("Maximum: 16", "Maximum: 8")]);
    let answer = drift(&edition(&[]), &answer, &[]);
    assert_eq!(
        shown(&answer),
        ["tightened: responses.404.error_code.max: 8 now, 16 before (compatible, patch)"]
    );
    let both: Vec<Change> = request.into_iter().chain(answer).collect();
    assert_eq!(step(&both), Some(Step::Minor));
    assert_eq!(step(&[]), None);
}

#[test]
fn the_documentation_has_the_table_of_effects() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/drift.md");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let table = effects::markdown();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let head = text.split("| What |").next().unwrap_or_default();
        std::fs::write(&path, format!("{head}{table}")).unwrap();
        return;
    }
    assert!(
        text.ends_with(&table),
        "run UPDATE_GOLDEN=1 cargo test --package apiscribe-transcribe --test drift"
    );
}
