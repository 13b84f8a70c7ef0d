//! Operations: names, requests, answers, examples, what a service shares.

use super::make::*;
use super::{drafted, has_lines, options, text};
use crate::draft::{Kind, Options};
use crate::facts::{Certainty, Doubt, Facts, Mandatory, Operation, Role, Row, Side, Table};
use apiscribe_codegen::source::Source;

fn boats(title: &str, method: &str, uri: &str) -> Facts {
    page(
        title,
        method,
        uri,
        vec![statuses(&["200"]), table(Role::ResponseBody, vec![row("id", "String")])],
    )
}

#[test]
fn titles_name_operations_and_requests_where_titles_can_not() {
    let pages = [
        boats("Creating a Boat", "POST", "/v1/boats"),
        boats("Creating a Boat", "POST", "/v2/boats"),
        boats("停船", "POST", "/v1.0/{harbour}/boats/{boat_id}/action"),
        boats("查询", "GET", "/v1/boats"),
    ];
    let paths: Vec<String> =
        drafted(&pages, &options(true)).files.into_iter().map(|file| file.path).collect();
    assert_eq!(
        paths,
        [
            "sdk.yaml",
            "bay/service.yaml",
            "bay/create_boat.yaml",
            "bay/create_boat_v2.yaml",
            "bay/post_boat_action.yaml",
            "bay/get_boats.yaml",
        ]
    );
    has_lines(
        &text(&pages, "post_boat_action.yaml"),
        &[
            "operation: PostBoatAction",
            "title: 停船",
            "about: Posts boat action.",
            "page: { url: https://example.org/page }",
            "request: POST /v1.0/{harbour}/boats/{boat_id}/action",
            "# TODO row: the page has no row for `{boat_id}`; an erratum `path.boat_id` with `page: absent` says so. Line 3 of the page.",
            "boat_id: { type: String, required: true, about: ID of the boat. }",
        ],
    );
}

#[test]
fn two_operations_with_one_request_can_not_both_be_right() {
    let pages =
        [boats("Adding a Boat", "POST", "/boats"), boats("Editing a Boat", "POST", "/boats")];
    has_lines(&text(&pages, "edit_boat.yaml"), &["request: POST /boats"]);
    let stubbed = drafted(&pages, &options(true));
    let edit = stubbed.files.iter().find(|file| file.path.ends_with("edit_boat.yaml")).unwrap();
    has_lines(&edit.text, &["request: POST /undecided/edit_boat"]);
    assert_eq!(stubbed.undecided[&Kind::Request], 1);
}

#[test]
fn a_second_path_is_a_comment() {
    let mut facts = boats("Listing Boats", "GET", "/v2.1/boats");
    facts.operations.push(Operation { other_path_of: Some(0), ..operation("GET", "/v2/boats") });
    has_lines(
        &text(&[facts], "list_boats.yaml"),
        &["# the page has a second path, line 3: GET /v2/boats", "request: GET /v2.1/boats"],
    );
}

#[test]
fn nothing_stands_in_for_a_request_that_no_page_states() {
    let mut facts = boats("Listing Boats", "GET", "/boats");
    facts.operations.clear();
    facts.tables.push(table(Role::Path, vec![required("harbour", "String")]));
    let draft = drafted(std::slice::from_ref(&facts), &options(false));
    let file = draft.files.iter().find(|file| file.path.ends_with("list_boats.yaml")).unwrap();
    has_lines(
        &file.text,
        &[
            "# TODO request: the page states no method and no path: where are they documented?",
            "request: TODO",
            "harbour: { type: String, required: true, about: Harbour. }",
        ],
    );
    let draft = drafted(&[facts], &options(true));
    assert_eq!((draft.files.len(), draft.refused.len()), (0, 1));
    let draft = drafted(&[Facts::default()], &options(false));
    assert_eq!((draft.files.len(), draft.refused.len()), (0, 1));
}

#[test]
fn rows_of_a_mixed_table_go_where_they_belong() {
    let rows = vec![
        Row { mandatory: Some(found(Mandatory::No)), ..row("harbourName", "String") },
        row("limit", "Integer"),
    ];
    let header = table(
        Role::Header,
        vec![required("X-Auth-Token", "String"), row("x-auth-token", "String")],
    );
    let mut facts = boats("Listing Boats", "GET", "/{harbour_name}/boats");
    facts.tables.extend([table(Role::Path, rows), header]);
    has_lines(
        &text(std::slice::from_ref(&facts), "list_boats.yaml"),
        &[
            "path: # line 5",
            "# TODO row: the path has `{harbour_name}`, the table `harbourName`. Line 7 of the page.",
            "# TODO mandatory: no request goes without it; an erratum `path.harbour_name.required` says what the page has. Line 7 of the page.",
            "harbour_name: { type: String, required: true, about: Name of the harbour. }",
            "query:",
            "limit: { type: Integer, about: Limit. }",
            "X-Auth-Token: { type: String, required: true, secret: true, about: X auth token. }",
            "# x-auth-token: { type: String, secret: true, about: X auth token. }",
        ],
    );
    has_lines(&text(&[facts], "service.yaml"), &["kind: token", "header: X-Auth-Token"]);
}

#[test]
fn a_table_whose_role_is_a_guess_is_asked_about_once() {
    let mut facts = boats("Adding a Boat", "POST", "/boats");
    let rows = vec![row("a", "String"), row("b", "String")];
    facts.tables.push(Table { certainty: Certainty::Guessed, ..table(Role::RequestBody, rows) });
    let text = text(&[facts], "add_boat.yaml");
    assert_eq!(text.matches("is this table of the body parameters?").count(), 1, "{text}");
}

#[test]
fn failures_of_one_shape_are_one_object_of_the_service() {
    let failing = |title: &str, uri: &str| {
        let failure = || vec![row("error_code", "String"), row("error_msg", "String")];
        let mut facts = boats(title, "GET", uri);
        facts.tables.extend([answered("400", failure()), answered("500", failure())]);
        facts.tables.push(statuses(&["404"]));
        facts
    };
    let pages =
        [failing("Listing Boats", "/{bay}/boats"), failing("Listing Piers", "/{bay}/piers")];
    has_lines(&text(&pages, "list_piers.yaml"), &["400: BayFailure", "500: BayFailure"]);
    has_lines(&text(&pages, "list_boats.yaml"), &["200: ListBoatsResponse", "404: BayFailure"]);
    let service = text(&pages, "service.yaml");
    has_lines(
        &service,
        &[
            "client:",
            "bay: { in: path, about: Bay. }",
            "failures:",
            "BayFailure: { code: error_code, message: error_msg }",
            "objects:",
            "BayFailure: # line 5",
            "error_code: { type: String, about: Code of the error. }",
        ],
    );
    // A second import finds the object in the file that is there already.
    let context = vec![Source { path: "bay/service.yaml".to_owned(), bytes: service.into_bytes() }];
    let again = drafted(
        &[failing("Listing Piers", "/{bay}/piers")],
        &Options { context, ..options(false) },
    );
    let paths: Vec<&str> = again.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["sdk.yaml", "bay/list_piers.yaml"]);
    has_lines(&again.files[1].text, &["400: BayFailure"]);
}

#[test]
fn a_failure_that_a_finished_service_does_not_know_is_left_to_a_person() {
    let service = "service: bay\ntitle: Bay\nabout: A bay.\n";
    let context = vec![Source { path: "bay/service.yaml".to_owned(), bytes: service.into() }];
    let mut facts = boats("Listing Boats", "GET", "/boats");
    facts.tables.push(answered("400", vec![row("reason", "String")]));
    for stub in [false, true] {
        let draft = drafted(
            std::slice::from_ref(&facts),
            &Options { context: context.clone(), ..options(stub) },
        );
        let file = draft.files.iter().find(|file| file.path.ends_with("list_boats.yaml")).unwrap();
        assert!(
            file.text.contains("# TODO response: unknown object `BayFailure`"),
            "{}",
            file.text
        );
    }
}

#[test]
fn answers_without_a_table_are_read_off_examples_or_left_open() {
    let mut shown = page("Reading a Boat", "GET", "/boat", vec![]);
    shown.examples = vec![
        example(Side::Response, None, r#"{ "name": "Nora", "crew": [1, 2], "mast": null }"#),
        example(Side::Response, Some("404"), r#"{ "reason": "sunk" }"#),
    ];
    has_lines(
        &text(std::slice::from_ref(&shown), "read_boat.yaml"),
        &[
            "# TODO response: the page states no status of the success",
            "200: ReadBoatResponse",
            "404: BayFailure",
            "# TODO response: no table describes this answer: its rows are read off an example. Line 40 of the page.",
            "name: { type: String, about: Name. }",
            "crew: { type: Array of Integer, about: Crew. }",
            "mast: { type: Object, about: Mast. }",
        ],
    );
    has_lines(
        &text(&[shown], "service.yaml"),
        &["# TODO service: which fields of `BayFailure` tell what went wrong?", "BayFailure: {}"],
    );
    let bare = page("Deleting a Boat", "DELETE", "/boat", vec![statuses(&["204", "202", "404"])]);
    let open = text(std::slice::from_ref(&bare), "delete_boat.yaml");
    has_lines(
        &open,
        &[
            "# TODO response: 202 is a success too; one is emitted. Which do clients need? Line 9 of the page.",
            "# TODO response: no table and no example describes this answer; one without a body is not emitted yet",
            "204: empty",
            "# TODO response: the page does not say what is answered with 404. Line 9 of the page.",
            "# 404: …",
        ],
    );
    let stubbed = drafted(&[bare], &options(true));
    let file = stubbed.files.iter().find(|file| file.path.ends_with("delete_boat.yaml")).unwrap();
    has_lines(
        &file.text,
        &["204: DeleteBoatResponse", "undecided: { type: Object, about: Undecided. }"],
    );
}

#[test]
fn a_code_that_is_no_status_is_left_to_a_person() {
    let facts = page(
        "Adding a Boat",
        "POST",
        "/boat",
        vec![answered("1001", vec![row("code", "Integer")])],
    );
    has_lines(
        &text(&[facts], "add_boat.yaml"),
        &[
            "# TODO response: 1001 is no status: which one is it? Then an erratum at `responses.200` says that the page has 1001. Line 5 of the page.",
            "200: AddBoatResponse",
        ],
    );
}

#[test]
fn an_example_that_breaks_its_table_never_becomes_an_erratum_by_itself() {
    let mut facts = boats("Reading a Boat", "GET", "/boat");
    facts.examples = vec![
        example(Side::Response, Some("200"), r#"{ "id": 7 }"#),
        example(Side::Response, Some("200"), r#"{ "id": "a", }"#),
    ];
    let open = text(std::slice::from_ref(&facts), "read_boat.yaml");
    assert!(!open.lines().any(|line| line == "errata:"), "{open}");
    has_lines(
        &open,
        &[
            "# errata:",
            "# - at: examples.0/id",
            "#   page: \"7\"",
            "#   why: …",
            "# - at: examples.1",
        ]
        .map(|line| if line.contains("\"7\"") { "#   page: 7" } else { line }),
    );
    let stubbed = drafted(&[facts], &options(true));
    let file = stubbed.files.iter().find(|file| file.path.ends_with("read_boat.yaml")).unwrap();
    has_lines(&file.text, &["errata:", "- at: examples.0/id", "page: 7", "why: Undecided."]);
    assert_eq!(stubbed.undecided[&Kind::Example], 2);
}

#[test]
fn lists_that_evidently_have_pages_are_paginated() {
    let query = table(Role::Query, vec![row("offset", "Integer"), row("limit", "Integer")]);
    let answer =
        table(Role::ResponseBody, vec![row("total", "Long"), row("boats", "Array of strings")]);
    let facts = page("Listing Boats", "GET", "/boats", vec![query, statuses(&["200 OK"]), answer]);
    has_lines(
        &text(&[facts], "list_boats.yaml"),
        &["paginate: { offset: offset, limit: limit, items: boats, total: total }"],
    );
}

#[test]
fn objects_of_one_name_on_two_pages_are_two_types() {
    let tagged = |title: &str, uri: &str| {
        let mut facts = boats(title, "POST", uri);
        facts.tables.push(table(
            Role::RequestBody,
            vec![Row { object: Some(3), ..row("tags", "Array of Tag objects") }],
        ));
        facts.tables.push(table(
            Role::Object,
            vec![
                row("key", "String"),
                Row { values: Some(choices(&[("a", None)])), ..row("kind", "String") },
            ],
        ));
        facts
    };
    let pages = [tagged("Adding a Boat", "/boats"), tagged("Adding a Pier", "/piers")];
    has_lines(
        &text(&pages, "add_boat.yaml"),
        &["tags: { type: Array of Tag, about: Tags. }", "Tag: # line 5"],
    );
    has_lines(&text(&pages, "add_pier.yaml"), &["Tag: # line 5", "rust: AddPierTag"]);
}

#[test]
fn a_draft_makes_way_for_files_that_are_there() {
    let service = "service: bay\ntitle: Bay\nabout: A bay.\n";
    // It comes after the draft, and so would be the one that the compiler complains of.
    let curated = "operation: SailBoat\ntitle: Sailing\nabout: Sails.\npage: { url: https://example.org }\n\
        request: POST /boats\nresponses:\n  200: Tag\nobjects:\n  Tag:\n    about: A tag.\n    id: { type: String }\n";
    let context = vec![
        Source { path: "bay/service.yaml".to_owned(), bytes: service.into() },
        Source { path: "bay/sail_boat.yaml".to_owned(), bytes: curated.into() },
    ];
    let mut facts = boats("Adding a Boat", "POST", "/boats");
    facts
        .tables
        .push(table(Role::RequestBody, vec![Row { object: Some(3), ..row("tag", "Tag object") }]));
    facts.tables.push(table(Role::Object, vec![row("key", "String")]));
    let draft = drafted(&[facts], &Options { context, ..options(true) });
    let file = draft.files.iter().find(|file| file.path.ends_with("add_boat.yaml")).unwrap();
    has_lines(
        &file.text,
        &["request: POST /undecided/add_boat", "Tag: # line 5", "rust: AddBoatTag"],
    );
}

#[test]
fn an_answer_has_the_field_by_which_the_service_tells_a_success() {
    let service = "service: bay\ntitle: Bay\nabout: A bay.\n\
        success: { field: done, equals: true, absent: failure }\n";
    let context = vec![Source { path: "bay/service.yaml".to_owned(), bytes: service.into() }];
    let mut wrong = boats("Adding a Pier", "POST", "/piers");
    wrong.tables[1].rows.push(row("done", "Integer"));
    let pages = [boats("Adding a Boat", "POST", "/boats"), wrong];
    for stub in [true, false] {
        let draft = drafted(&pages, &Options { context: context.clone(), ..options(stub) });
        let file = draft.files.iter().find(|file| file.path.ends_with("add_boat.yaml")).unwrap();
        has_lines(
            &file.text,
            &[
                "# TODO row: the service tells a success by `done`, which the page lacks here; an erratum `objects.AddBoatResponse.done` with `page: absent` says so. Line 5 of the page.",
                "done: { type: Boolean, about: Done. }",
            ],
        );
        let file = draft.files.iter().find(|file| file.path.ends_with("add_pier.yaml")).unwrap();
        has_lines(
            &file.text,
            &[
                "# TODO type: `Integer`, but the service tells a success by it as a Boolean. Line 7 of the page.",
                "done: { type: Boolean, about: Done. }",
            ],
        );
    }
}

#[test]
fn doubts_and_sentences_beside_the_tables_are_at_the_top() {
    let mut facts = boats("Reading a Boat", "GET", "/boat");
    facts.doubts = vec![Doubt { line: 12, message: "a table without a head".to_owned() }];
    facts.sentences = vec![sentence("Only at high tide.", &[])];
    has_lines(
        &text(&[facts], "read_boat.yaml"),
        &[
            "# TODO sentence: does this constrain a row, or relate rows? Line 8 of the page: Only at high tide.",
            "# TODO doubt: a table without a head. Line 12 of the page.",
            "operation: ReadBoat",
        ],
    );
}
