//! What a page contradicts in itself, each kind planted once, with its exact message.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

mod bakery;

use apiscribe_transcribe::contradictions;
use apiscribe_transcribe::edition::page;
use apiscribe_transcribe::verify::{known, verify};

/// Parts of a page that are replaced, old and new, and the messages that follow.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

/// Edits of the page of `ListCakes`, and what the page then contradicts in itself besides what it does anyway.
const CONTRADICTIONS: &[Case] = &[
    (&[], &[]),
    (
        &[("Cakes on a page.", "Cakes on a page. The maximum value is 50.")],
        &["prose-against-label: query.limit: the maximum is 50 here and 100 there"],
    ),
    (
        &[("Minimum: 1\n\nMaximum: 100", "Minimum: 200\n\nMaximum: 100")],
        &[
            "bounds-crossed: query.limit: the minimum 200 is above the maximum 100",
            "default-forbidden: query.limit: the default 10 breaks the minimum 200",
        ],
    ),
    (
        &[("Default: 10", "Default: 1000")],
        &["default-forbidden: query.limit: the default 1000 breaks the maximum 100"],
    ),
    (
        &[("  • lemon\n", "  • lemon\n\nDefault: poppy\n")],
        &["default-forbidden: query.flavour: the default poppy is none of plain, lemon"],
    ),
    (
        &[("GET /v1/{shop_id}/cakes\n\nTable 1", "GET /v1/{shop}/cakes\n\nTable 1")],
        &[
            "placeholder-without-row: the address has `{shop}`, and no table of the path has a row for it",
            "row-without-placeholder: `shop_id` is in the table of the path and not in the address",
        ],
    ),
    (
        &[("Example Requests\n\nGET /v1/", "Example Requests\n\nGET /")],
        &[
            "example-line: the request line `GET /{shop_id}/cakes` of an example does not fit `GET /v1/{shop_id}/cakes`",
        ],
    ),
    (
        &[("\"total\" : 1", "\"total\" : \"one\"")],
        &[
            "example-breaks-table: an example breaks its table: `total` is a string, where an Integer is documented",
        ],
    ),
    (
        &[("\"r-1\"\n}", "\"r-1\",\n}")],
        &["example-no-json: an example that is meant as JSON does not parse"],
    ),
    (
        &[("Where the page starts.", "Where the page starts. For details, see Table 9.")],
        &["table-lost: query.offset refers to Table 9, which the page does not have"],
    ),
    (
        &[(
            "Where the page starts.",
            "Where the page starts. For details, see Table 9 in the guide.",
        )],
        &[],
    ),
    (
        &[("Array of strings", "Array of Slice objects")],
        &[
            "object-without-table: objects.Cake.slices has the type `Array of Slice objects`, and the page has no table of `Slice`",
        ],
    ),
    (
        &[("OK\n\n404\n\nNot Found\n", "OK\n")],
        &["status-not-listed: the list of status codes lacks 404"],
    ),
    (
        &[("Status code: 404\n\nTable 5", "Status code: 4040\n\nTable 5")],
        &[
            "no-http-status: 4040 is called a status code, and is none of HTTP",
            "status-not-listed: the list of status codes lacks 4040",
        ],
    ),
    (
        &[("icing\n\nString", "wish\n\nString")],
        &[
            "row-twice: objects.Cake.wish has two rows",
            "example-breaks-table: an example breaks its table: `cakes.0.wish` is null, which the table does not document",
        ],
    ),
    (
        &[(
            "baked_after\n\nNo",
            "baked_before\n\nYes\n\nLong\n\nEither baked_after or baked_before must be set.\n\nbaked_after\n\nYes",
        )],
        &[
            "mandatory-choice: query.baked_before is mandatory, and a sentence asks for one of several rows",
        ],
    ),
    (
        &[(
            "Status code: 404\n\nTable 5",
            "Table 5 Crumb\n\nParameter\n\nType\n\nDescription\n\nsize\n\nInteger\n\nSize.\n\nStatus code: 404\n\nTable 6",
        )],
        &["table-without-row: no row leads to Table 5 Crumb"],
    ),
];

#[test]
fn each_contradiction_that_is_planted_is_told() {
    let sdk = bakery::sdk(&[]);
    let expected = bakery::expected(&sdk, "ListCakes");
    for (edits, wanted) in CONTRADICTIONS {
        let text = bakery::edited(&bakery::page("list_cakes.txt"), edits);
        let facts = bakery::facts(&text);
        let found = page::of(&facts, 0);
        let verdict = verify(&expected, &found);
        let all = contradictions::find(&facts, 0, &found);
        let told: Vec<String> = all
            .iter()
            .filter(|one| known(one, &expected, &verdict).is_none())
            .map(|one| format!("{}: {}", one.kind, one.message))
            .collect();
        assert_eq!(told, *wanted, "{edits:?}");
    }
}
