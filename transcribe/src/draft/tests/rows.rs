//! Rows: types, bounds, values, secrets, names.

use super::make::*;
use super::{has_lines, text};
use crate::facts::{Facts, Found, Mandatory, Relation, Role, Row, Table};

fn with_body(rows: Vec<Row>) -> Facts {
    let answer = table(Role::ResponseBody, vec![row("id", "String")]);
    page(
        "Creating a Boat",
        "POST",
        "/v1/boats",
        vec![table(Role::RequestBody, rows), statuses(&["200"]), answer],
    )
}

fn body(rows: Vec<Row>) -> String {
    text(&[with_body(rows)], "create_boat.yaml")
}

#[test]
fn a_row_has_its_keys_in_the_documented_order() {
    let full = Row {
        mandatory: Some(found(Mandatory::Yes)),
        min: Some(found("1".to_owned())),
        max: Some(found("99999999999999999".to_owned())),
        default: Some(found("10".to_owned())),
        unit: Some(found("ms".to_owned())),
        deprecated: Some(found(true)),
        reserved: Some(found(true)),
        nullable: Some(found(true)),
        ..row("time_out", "Long")
    };
    let name = Row {
        charset: Some(found("letters digits _ -".to_owned())),
        max: Some(found("64".to_owned())),
        ..required("boat_name", "string(64)")
    };
    let moment = Row {
        format: Some(found("epoch-ms".to_owned())),
        unit: Some(found("ms".to_owned())),
        ..row("launched", "String")
    };
    has_lines(
        &body(vec![full, name, moment]),
        &[
            "time_out: { type: Long, required: true, min: 1, max: 99999999999999999, default: 10, unit: ms, nullable: true, deprecated: true, reserved: true, about: Time out. }",
            "boat_name: { type: String, required: true, max: 64, charset: \"letters digits _ -\", about: Name of the boat. }",
            "launched: { type: Long, format: epoch-ms, about: Launched. }",
        ],
    );
}

#[test]
fn what_a_type_can_not_have_is_left_to_a_person() {
    let quoted = Row {
        max: Some(found("9.5".to_owned())),
        default: Some(found("many".to_owned())),
        sentences: vec![sentence("The maximum is 9.5.", &["max"])],
        ..row("count", "Integer")
    };
    let flag = Row { max: Some(found("1".to_owned())), ..row("flag", "Boolean") };
    let strange = row("strange", "Integer or String");
    let crossed = Row {
        min: Some(found("9".to_owned())),
        max: Some(found("1".to_owned())),
        ..row("crossed", "Integer")
    };
    has_lines(
        &body(vec![quoted, flag, strange, crossed]),
        &[
            "# TODO bound: `max: 9.5`: the maximum of an integer is a whole number (`9.5` is not). Line 8 of the page: The maximum is 9.5.",
            "# TODO default: `default: many`: `many` can't be the default (the default of this row is a whole number without quotes). Line 7 of the page.",
            "count: { type: Integer, about: Count. }",
            "# TODO bound: `max: 1` is no bound of a Boolean. Line 7 of the page.",
            "flag: { type: Boolean, about: Flag. }",
            "# TODO type: what is `Integer or String`? Until then it is any JSON. Line 7 of the page.",
            "strange: { type: Object, about: Strange. }",
            "crossed: { type: Integer, max: 1, about: Crossed. }",
        ],
    );
}

#[test]
fn values_take_labels_from_the_page_and_no_sentences() {
    let status = Row {
        values: Some(choices(&[
            ("0", Some("enabled")),
            ("1", Some("the boat lies in the harbour and waits for its crew")),
            ("2", None),
        ])),
        ..row("status", "int")
    };
    let kind = Row {
        values: Some(choices(&[("SAIL", None), ("rowing-boat", Some("帆船")), ("帆", None)])),
        ignore_case: Some(found(true)),
        ..row("kind", "字符串")
    };
    let truth =
        Row { values: Some(choices(&[("true", None), ("false", None)])), ..row("afloat", "bool") };
    let list =
        Row { values: Some(choices(&[("a", None), ("b", None)])), ..row("marks", "List<String>") };
    let misfit = Row { values: Some(choices(&[("one", None)])), ..row("number", "Integer") };
    has_lines(
        &body(vec![status, kind, truth, list, misfit]),
        &[
            "# TODO values: say in a word or two what each value means. Line 7 of the page: 1: the boat lies in the harbour and waits for its crew",
            "status: { type: Integer, values: { 0: enabled, 1: value 1, 2: value 2 }, about: Status. }",
            "kind: { type: String, values: { SAIL: SAIL, rowing-boat: rowing boat, 帆: value 3 }, case: insensitive, about: Kind. }",
            "afloat: { type: Boolean, about: Afloat. }",
            "marks: { type: Array of String, each: { values: { a: a, b: b } }, about: Marks. }",
            "# TODO values: `values: { one: value one }`: `one` is no value of an Integer (a whole number of at most 64 bits). Line 7 of the page.",
            "number: { type: Integer, about: Number. }",
        ],
    );
}

#[test]
fn words_that_stand_for_values_are_none() {
    let separator = Row { default: Some(found("逗号".to_owned())), ..row("separator", "String") };
    let place = Row {
        values: Some(choices(&[("harbour.港名", None), ("quay.码头", None)])),
        ..row("place", "String")
    };
    has_lines(
        &body(vec![separator, place]),
        &[
            "# TODO default: `逗号` is a word for the default: which value is it? Line 7 of the page.",
            "separator: { type: String, about: Separator. }",
            "# TODO values: `harbour.港名|quay.码头` have words in them that stand for something: what are the values? Line 7 of the page.",
            "place: { type: String, about: Place. }",
        ],
    );
}

#[test]
fn secrets_are_marked_by_their_names() {
    has_lines(
        &body(vec![row("password", "String"), row("tokens", "Integer")]),
        &[
            "password: { type: String, secret: true, about: Password. }",
            "tokens: { type: Integer, about: Tokens. }",
        ],
    );
}

#[test]
fn names_that_collide_or_are_none_carry_rust() {
    let doubled = text(
        &[with_body(vec![
            row("boatName", "String"),
            row("boat_name", "String"),
            row("名", "String"),
            row("boatName", "String"),
        ])],
        "create_boat.yaml",
    );
    has_lines(
        &doubled,
        &[
            "boatName: { type: String, about: Name of the boat. }",
            "boat_name: { type: String, rust: body_boat_name, about: Name of the boat. }",
            "名: { type: String, rust: field_3, about: 名. }",
            "# TODO row: `boatName` is in the table twice: do both rows say the same? Line 7 of the page.",
            "# boatName: { type: String, about: Name of the boat. }",
        ],
    );
}

#[test]
fn names_and_texts_that_yaml_takes_for_something_else_are_quoted() {
    has_lines(
        &body(vec![
            row("- a: b", "String"),
            row("null", "String"),
            row("*", "String"),
            row("a #b", "String"),
        ]),
        &[
            "\"- a: b\": { type: String, about: A b. }",
            "\"null\": { type: String, about: Null. }",
            "\"*\": { type: String, rust: field_3, about: \"*.\" }",
            "\"a #b\": { type: String, rust: body_a_b, about: A b. }",
        ],
    );
}

#[test]
fn conditions_and_sentences_are_quoted() {
    let conditional = Row {
        mandatory: Some(found(Mandatory::Conditional("Yes, at sea".to_owned()))),
        sentences: vec![sentence("Not more than three at once.", &[])],
        ..row("flare", "String")
    };
    has_lines(
        &body(vec![conditional]),
        &[
            "# TODO mandatory: mandatory under a condition: write a rule, or `required: true`. Line 7 of the page: Yes, at sea",
            "# TODO sentence: does this constrain the row? Line 8 of the page: Not more than three at once.",
            "flare: { type: String, about: Flare. }",
        ],
    );
}

fn related(name: &str, relation: Relation) -> Row {
    let relations = vec![Found { line: 8, ..found(relation) }];
    let sentences = vec![sentence("One of both.", &["relation"])];
    Row { sentences, relations, ..row(name, "String") }
}

#[test]
fn clear_relations_are_rules_and_others_are_quoted() {
    let one =
        |names: &[&str]| names.iter().map(|name| vec![(*name).to_owned()]).collect::<Vec<_>>();
    let rows = vec![
        related("oars", Relation::AtLeastOneOf(one(&["oars", "sail"]))),
        related("sail", Relation::AtLeastOneOf(one(&["oars", "sail"]))),
        related("mast", Relation::RequiredWhen { row: "sail".to_owned(), value: "red".to_owned() }),
        related("keel", Relation::OnlyWhen { row: "sail".to_owned(), value: "red".to_owned() }),
        related("rope", Relation::AllOrNone(one(&["rope", "nothing"]))),
        Row {
            mandatory: Some(found(Mandatory::Yes)),
            ..related("hull", Relation::ExactlyOneOf(one(&["hull", "rope"])))
        },
    ];
    has_lines(
        &body(rows),
        &[
            "rules:",
            "- at_least_one_of: [oars, sail]",
            "- when: { sail: red }",
            "require: [mast]",
            "# TODO relation: `keel` counts only where `sail` is `red`: is it forbidden elsewhere? Line 8 of the page: One of both.",
            "# TODO relation: `exactly_one_of: [hull, rope]`: this rule only forbids its other rows (always given: `hull`)",
        ],
    );
}

#[test]
fn rows_below_others_and_tables_of_objects_are_objects() {
    let below = |depth: usize, name: &str, type_name: &str| Row { depth, ..row(name, type_name) };
    let rows = vec![
        below(1, "boats", "Array of objects"),
        below(2, "crew", "Object"),
        below(3, "sailor", "String"),
        below(1, "total", "Integer"),
        Row { object: Some(2), ..below(1, "harbour", "Harbour object") },
        below(1, "pier", "Pier object"),
    ];
    let harbour = Table {
        line: 30,
        object: Some("Harbour".to_owned()),
        ..table(
            Role::Object,
            vec![Row { object: Some(2), ..row("neighbours", "Array of Harbour objects") }],
        )
    };
    let lonely = Table { line: 40, ..table(Role::Object, vec![row("depth", "Float")]) };
    let page = page(
        "Listing Boats",
        "GET",
        "/v1/boats",
        vec![statuses(&["200"]), table(Role::ResponseBody, rows), harbour, lonely],
    );
    has_lines(
        &text(&[page], "list_boats.yaml"),
        &[
            "200: ListBoatsResponse",
            "ListBoatsResponse: # line 5",
            "boats: { type: Array of Boat, about: Boats. }",
            "total: { type: Integer, about: Total. }",
            "harbour: { type: Harbour, about: Harbour. }",
            "# TODO type: `Pier object` has no table here: which object is it? Until then it is any JSON. Line 7 of the page.",
            "pier: { type: Object, about: Pier. }",
            "Crew: # line 7",
            "sailor: { type: String, about: Sailor. }",
            "Boat: # line 7",
            "crew: { type: Crew, about: Crew. }",
            "Harbour: # line 30",
            "neighbours: { type: Array of Harbour, about: Neighbours. }",
            "# TODO table: no row and no answer leads to `ListBoatsPart`: whose type is it? Line 40 of the page.",
            "# ListBoatsPart: # line 40",
            "# depth: { type: Double, about: Depth. }",
        ],
    );
}

#[test]
fn a_row_may_be_called_rules_or_about() {
    let below = |depth: usize, row: Row| Row { depth, ..row };
    let rows = vec![
        row("boat", "Object"),
        below(
            1,
            related(
                "oars",
                Relation::RequiredWhen { row: "rules".to_owned(), value: "no".to_owned() },
            ),
        ),
        below(1, row("rules", "String")),
        below(1, row("about", "String")),
    ];
    has_lines(
        &body(rows),
        &[
            "Boat: # line 7",
            "oars: { type: String, about: Oars. }",
            "rules: { type: String, about: Rules. }",
            "about: { type: String, about: About. }",
            "# TODO relation: how does `oars` relate to other rows? Line 8 of the page: One of both.",
        ],
    );
}
