//! Differences of every kind between a spec and its page, each planted, each with its exact message.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

mod bakery;

use apiscribe_transcribe::edition::page;
use apiscribe_transcribe::operations;
use apiscribe_transcribe::verify::{Verdict, verify};

/// Parts of a page that are replaced, old and new, and the messages that follow.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

fn messages(verdict: &Verdict) -> Vec<String> {
    let findings = verdict.findings.iter();
    findings.map(|finding| format!("{}: {}", finding.kind.as_str(), finding.message)).collect()
}

/// Edits of the page of `ListCakes`.
const PAGE: &[Case] = &[
    (
        &[("Updated on 2024-05-06", "Updated on 2025-01-02")],
        &["differs: page.updated: the page has the date 2025-01-02, the spec 2024-05-06"],
    ),
    (
        &[("\nListing Cakes\n", "\nQuerying Cakes\n")],
        &["differs: title: the page has the title Querying Cakes, the spec Listing Cakes"],
    ),
    (
        &[("GET /v1/{shop_id}/cakes\n\nTable 1", "GET /v2/{shop_id}/cakes\n\nTable 1")],
        &[
            "differs: request: the page has GET /v2/{shop_id}/cakes, the spec GET /v1/{shop_id}/cakes",
        ],
    ),
    (
        &[("Maximum: 100", "Maximum: 50")],
        &["differs: query.limit.max: the page has the maximum 50; the spec has the maximum 100"],
    ),
    (
        &[("Minimum: 1\n\nMaximum: 100", "Maximum: 100")],
        &["differs: query.limit.min: the page has no minimum; the spec has the minimum 1"],
    ),
    (
        &[("Default: 10", "Default: 20")],
        &["differs: query.limit.default: the page has the default 20; the spec has the default 10"],
    ),
    (
        &[("\n  • lemon\n", "\n  • lemon\n\n  • poppy\n")],
        &[
            "differs: query.flavour.values: the page lists plain, lemon, poppy; the spec lists plain, lemon",
        ],
    ),
    (
        &[("\n  • plain\n\n  • lemon\n", "\n"), ("Enumeration values:\n", "\n")],
        &["differs: query.flavour.values: the page lists no values; the spec lists plain, lemon"],
    ),
    (
        &[(" The value is case-insensitive.", "")],
        &[
            "differs: query.flavour.case: the page does not say that case does not count; the spec says that case does not count",
        ],
    ),
    (
        &[("offset\n\nNo", "offset\n\nYes")],
        &[
            "differs: query.offset.required: the page says that it is mandatory; the spec does not say that it is mandatory",
        ],
    ),
    (
        &[("shop_id\n\nYes", "shop_id\n\nNo")],
        &[
            "differs: path.shop_id.required: the page does not say that it is mandatory; the spec says that it is mandatory",
        ],
    ),
    (
        &[("weight\n\nInteger", "weight\n\nString")],
        &[
            "differs: objects.Cake.weight.type: the page has the type String; the spec has the type Integer",
        ],
    ),
    (
        &[("Unit: g", "Unit: ms")],
        &["differs: objects.Cake.weight.unit: the page has the unit ms; the spec has the unit g"],
    ),
    (
        &[("UUID of the cake.", "ID of the cake.")],
        &["differs: objects.Cake.id.format: the page has no format; the spec has the format uuid"],
    ),
    (
        &[("Time of baking. The format is timestamp(ms).", "Time of baking.")],
        &[
            "differs: query.baked_after.format: the page has no format; the spec has the format epoch-ms",
        ],
    ),
    (
        &[(
            "Only letters, digits, underscores (_), and hyphens (-) are allowed.",
            "Only letters and digits are allowed in it.",
        )],
        &[
            "differs: objects.Cake.name.charset: the page has the allowed characters letters digits; the spec has the allowed characters letters digits _ -",
        ],
    ),
    (
        &[("Icing. This parameter is reserved.", "Icing.")],
        &[
            "differs: objects.Cake.icing.reserved: the page does not say that it is reserved; the spec says that it is reserved",
        ],
    ),
    (
        &[("Slices of the cake.", "Slices of the cake. This parameter is reserved.")],
        &[
            "differs: objects.Cake.slices.reserved: the page says that it is reserved; the spec does not say that it is reserved",
        ],
    ),
    (
        &[(" This parameter has been deprecated.", "")],
        &[
            "differs: objects.Cake.candles.deprecated: the page does not say that it is deprecated; the spec says that it is deprecated",
        ],
    ),
    (
        &[(" The value can be null.", "")],
        &[
            "differs: objects.Cake.wish.nullable: the page does not say that it may be null; the spec says that it may be null",
        ],
    ),
    (
        &[("icing\n\nString\n\nIcing. This parameter is reserved.\n\n", "")],
        &["missing-on-page: objects.Cake.icing: the page has no such row"],
    ),
    (
        &[("icing\n\nString", "glaze\n\nString\n\nGlaze.\n\nicing\n\nString")],
        &["missing-in-spec: objects.Cake.glaze: the spec has no such row"],
    ),
    (
        &[("\nicing\n\nString", "\nIcing\n\nString")],
        &["differs: objects.Cake.icing: the page spells the name `Icing`"],
    ),
    (
        &[("Array of Cake objects", "Array of strings")],
        &[
            "differs: objects.CakePage.cakes.type: the page has the type Array of strings; the spec has the type Array of Cake",
        ],
    ),
    (
        &[
            ("Array of strings", "Array of Crumb objects"),
            (
                "Status code: 404\n\nTable 5",
                "Table 5 Crumb\n\nParameter\n\nType\n\nDescription\n\nsize\n\nInteger\n\nSize.\n\nStatus code: 404\n\nTable 6",
            ),
        ],
        &[
            "differs: objects.Cake.slices.type: the page has the type Array of Crumb objects; the spec has the type Array of String",
            "missing-in-spec: objects.Crumb: the spec has no object for a table of the page",
        ],
    ),
    (
        &[("OK\n\n404\n\nNot Found\n", "OK\n\n404\n\nNot Found\n\n500\n\nInternal Server Error\n")],
        &["missing-in-spec: responses.500: the spec has no such status code"],
    ),
    (
        &[("\"total\" : 1", "\"total\" : 2")],
        &["differs: examples.1/total: the page has 2, the spec 1"],
    ),
    (
        &[("\"CAKE.0404\",\n  \"requestId\"", "\"CAKE.0404\",\n  \"request_id\"")],
        &[
            "differs: examples.2/requestId: the page has nothing there, the spec has \"r-1\"",
            "differs: examples.2/request_id: the page has \"r-1\", the spec nothing",
        ],
    ),
    (
        &[(
            "    \"name\" : \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\n",
            "    \"name\" : \"short\",\n",
        )],
        &[
            "differs: examples.1/cakes/0/name: the page has \"short\", the spec \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
        ],
    ),
    (
        &[("\"requestId\" : \"r-1\"\n}", "\"requestId\" : \"r-1\",\n}")],
        &["differs: examples.2: the page has what is no JSON, the spec JSON"],
    ),
    (
        &[(
            "Example Requests\n\nGET /v1/{shop_id}/cakes",
            "Example Requests\n\nGET /v1/{shop_id}/cakes?limit=1",
        )],
        &[
            "differs: examples.0: the page has the line `GET /v1/{shop_id}/cakes?limit=1`, the spec the line `GET /v1/{shop_id}/cakes`",
        ],
    ),
    (
        &[("Example Requests\n\nGET /v1/{shop_id}/cakes\n", "Example Requests\n\nNone\n")],
        &["missing-on-page: examples.0: the page has no such example"],
    ),
    (
        &[(
            "Response Parameters",
            "Table 3 Request header parameters\n\nParameter\n\nMandatory\n\nType\n\nDescription\n\nX-Bakery-Key\n\nYes\n\nString\n\nKey.\n\nResponse Parameters",
        )],
        &[
            "mended: header.X-Bakery-Key: the vendor has mended the page, which now says what the spec says",
        ],
    ),
    (
        &[("Unit: g\n\nMaximum: 0\n", "Unit: g\n")],
        &[
            "mended: objects.Cake.weight.max: the vendor has mended the page, which now says what the spec says",
        ],
    ),
    (
        &[("Maximum: 0\n", "Maximum: 9\n")],
        &["differs: objects.Cake.weight.max: the page has the maximum 9; the spec has no maximum"],
    ),
    (
        &[("request_id\n\nString", "requestId\n\nString")],
        &[
            "mended: objects.BakeryFailure.request_id.aliases: the vendor has mended the page, which now says what the spec says",
            "differs: objects.BakeryFailure.request_id: the page spells the name `requestId`",
        ],
    ),
    // The same in another spelling.
    (
        &[
            ("Array of strings", "List<String>"),
            ("Array of Cake objects", "array of Cake"),
            ("limit\n\nNo\n\nInteger", "limit\n\nNo\n\nint"),
        ],
        &[],
    ),
];

#[test]
fn each_difference_that_is_planted_on_the_page_is_told() {
    let sdk = bakery::sdk(&[]);
    let expected = bakery::expected(&sdk, "ListCakes");
    for (edits, wanted) in PAGE {
        let text = bakery::edited(&bakery::page("list_cakes.txt"), edits);
        let verdict = verify(&expected, &page::of(&bakery::facts(&text), 0));
        assert_eq!(messages(&verdict), *wanted, "{edits:?}");
    }
}

/// Edits of the spec of `ListCakes`.
const SPEC: &[Case] = &[
    (
        &[("updated: 2024-05-06", "updated: 2024-05-07")],
        &["differs: page.updated: the page has the date 2024-05-06, the spec 2024-05-07"],
    ),
    (
        &[(", updated: 2024-05-06", "")],
        &["missing-in-spec: page.updated: the page is the edition of 2024-05-06"],
    ),
    (
        &[("  404: BakeryFailure\n", "  404: BakeryFailure\n  500: BakeryFailure\n")],
        &["missing-on-page: responses.500: the page documents no such status code"],
    ),
    (
        &[("cakes: { type: Array of Cake,", "cakes: { type: Array of Cake, min: 1,")],
        &[
            "differs: objects.CakePage.cakes.min: the page has no minimum; the spec has the minimum 1",
        ],
    ),
    (
        &[
            ("    slices:", "    glaze: { type: Glaze, about: Glaze. }\n    slices:"),
            (
                "errata:\n",
                "  Glaze:\n    about: Glaze.\n    colour: { type: String, about: Colour. }\n\nerrata:\n",
            ),
        ],
        &[
            "missing-on-page: objects.Cake.glaze: the page has no such row",
            "missing-on-page: objects.Glaze: the page has no table for this object",
        ],
    ),
    (
        &[("    page: \"0\"", "    page: \"7\"")],
        &["differs: objects.Cake.weight.max: the page has the maximum 0; the spec has no maximum"],
    ),
    (
        &[
            ("request: GET /v1/{shop_id}/cakes", "request: GET /v3/{shop_id}/cakes"),
            (
                "errata:\n",
                "errata:\n  - at: request\n    page: GET /v1/{shop_id}/cakes\n    why: It moved.\n  - at: examples.0\n    page: GET /v1/{shop_id}/cakes\n    why: It moved.\n",
            ),
        ],
        &[],
    ),
    (
        &[
            ("request: GET /v1/{shop_id}/cakes", "request: GET /v3/{shop_id}/cakes"),
            (
                "errata:\n",
                "errata:\n  - at: request\n    page: absent\n    why: It moved.\n  - at: examples.0\n    page: GET /v1/{shop_id}/cakes\n    why: It moved.\n",
            ),
        ],
        &[
            "differs: request: the page has GET /v1/{shop_id}/cakes, the spec GET /v3/{shop_id}/cakes",
        ],
    ),
];

#[test]
fn each_difference_that_is_planted_in_the_spec_is_told() {
    let found = page::of(&bakery::facts(&bakery::page("list_cakes.txt")), 0);
    for (edits, wanted) in SPEC {
        let edits: Vec<_> =
            edits.iter().map(|(old, new)| ("bakery/list_cakes.yaml", *old, *new)).collect();
        let sdk = bakery::sdk(&edits);
        let verdict = verify(&bakery::expected(&sdk, "ListCakes"), &found);
        assert_eq!(messages(&verdict), *wanted, "{edits:?}");
    }
}

#[test]
fn pages_and_spec_agree_and_every_erratum_is_needed() {
    let sdk = bakery::sdk(&[]);
    let all = operations::all(&sdk);
    let expected: Vec<_> = all.iter().map(operations::Known::edition).collect();
    let mut seen = 0;
    for name in ["list_cakes.txt", "cakes.md"] {
        let found = operations::on_page(&bakery::facts(&bakery::page(name)));
        let editions: Vec<_> = found.iter().map(|(_, edition)| edition).collect();
        for (a, b) in operations::pair(&expected, &editions) {
            let verdict = verify(&expected[a], &found[b].1);
            assert_eq!(verdict.findings, [], "{name}");
            assert_eq!(verdict.needed.len(), expected[a].errata.len(), "{}", all[a].id());
            seen += 1;
        }
    }
    assert_eq!(seen, 3);
}
