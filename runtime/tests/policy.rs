//! The ids of rules, and requests judged without a client.

#![allow(missing_docs, clippy::unwrap_used, reason = "a test binary")]

#[allow(dead_code, unreachable_pub, reason = "a part of it is used")]
#[path = "core/sample.rs"]
mod core_sample;
mod dynamic;
mod sample;

use std::collections::BTreeSet;

use apiscribe_runtime::operation::Response;
use apiscribe_runtime::policy::rule_ids;
use apiscribe_runtime::table::{Kind, Location, Row, Table};
use apiscribe_runtime::testing::{Answers, ManualClock};
use apiscribe_runtime::validate::{self, Scope};
use apiscribe_runtime::value::Value;
use apiscribe_runtime::{ClientBuilder, Operation, Settings, Violation, Violations, blank};
use core_sample::{EVERYTHING, RULE_PAGE};
use dynamic::{Dynamic, tables};
use fastrand::Rng;
use proptest::prelude::*;
use sample::{ADD_DATASOURCE, LIST_RULES, ListRules, SERVICE, TOKEN};

static SAVE: Table = Table::new(
    "Save",
    "https://example.com/Save.html",
    &[
        Row::body("everything", Kind::Model(&EVERYTHING), "Everything"),
        Row::header("X-Note", Kind::Text, "String").required().max(3),
    ],
    &[],
);

/// An operation over the tables that the tests of the validation use: recursive ones, and all facts.
static SAVE_EVERYTHING: Operation =
    Operation::new("Save", "sample", "POST", "/save/{id}", &SAVE, blank::<ListRules>)
        .with_body()
        .held(&[
            Row::path("id", Kind::Text, "String").max(3),
            Row::header("X-Level", Kind::Integer, "Integer").required().min(1).max(9),
        ])
        .responses(&[
            Response::new(200, &RULE_PAGE, dynamic::blank),
            Response::new(400, &EVERYTHING, dynamic::blank),
        ]);

/// The ids that values of the tables of an operation break.
fn broken(operation: &Operation, rng: &mut Rng) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    let mut add = |violations: &Violations| {
        broken.extend(violations.iter().map(Violation::id).map(str::to_owned));
    };
    let request = Dynamic::random(operation.request, 4, rng);
    add(&validate::request(&request));
    let mut settings = Settings::new();
    for row in operation.held {
        let long = "b".repeat(101);
        let values = ["", "..", "a", &long, "é", "-1", "1", "10", "1e300", "NaN", "true", "a\nb"];
        if rng.u8(..6) > 0 {
            settings = settings.hold(row.location, row.name, rng.choice(values).unwrap());
        }
    }
    if rng.bool() {
        settings = settings.endpoint("https://example.com");
    }
    if let Err(error) = operation.prepare(&request, &settings) {
        add(error.violations().unwrap());
    }
    for response in operation.responses {
        let answer = Dynamic::random(response.table, 4, rng);
        add(&validate::model(&answer, Scope::Answer));
        add(&validate::model(&answer, Scope::Documented));
        dynamic::set_blank(response.table);
        let bytes = dynamic::json(Value::Model(&answer), rng).to_string();
        add(&operation.deviations(response.status, bytes.as_bytes()));
    }
    broken
}

/// Whether a request that breaks this rule can't be sent, whatever its page says.
fn is_binding(operation: &Operation, id: &str) -> bool {
    let (place, fact) = id.rsplit_once('.').unwrap();
    let is = |row: &&Row, prefix: &str| place.ends_with(&format!(".{prefix}.{}", row.name));
    match fact {
        _ if id == "client.endpoint" => true,
        "form" | "address" | "body" | "depth" => true,
        "type" => !operation.held.iter().any(|row| is(&row, "header") || is(&row, "path")),
        "required" => {
            let rows = operation.request.rows.iter().chain(operation.held);
            rows.filter(|row| row.location == Location::Path).any(|row| is(&row, "path"))
        }
        _ => false,
    }
}

#[test]
fn the_ids_of_an_operation_are_those_of_its_request_its_held_values_and_its_answers() {
    let ids = rule_ids(&ADD_DATASOURCE);
    assert_eq!(
        ids,
        [
            "AddDatasource.body.jdbc_connection.max",
            "AddDatasource.body.jdbc_connection.null",
            "AddDatasource.body.password.max",
            "AddDatasource.body.password.min",
            "AddDatasource.body.password.null",
            "AddDatasource.header.X-Auth-Token.max",
            "AddDatasource.header.X-Auth-Token.min",
            "AddDatasource.header.X-Auth-Token.required",
            "AddDatasource.query.dry_run.null",
            "sdp.AddAnswer.code.null",
            "sdp.AddAnswer.message.null",
            "sdp.AddAnswer.status.null",
            "sdp.AddAnswer.unknown",
        ]
    );
    let ids = rule_ids(&LIST_RULES);
    for id in [
        "ListRules.path.project_id.max",
        "ListRules.path.instance_id.max",
        "ListRules.query.limit.min",
        "ListRules.query.ids.each.null",
        "roma.link.RulePage.items.each.null",
        "roma.link.Rule.status.values",
        "roma.link.Rule.when.status",
        "roma.link.LinkFailure.unknown",
    ] {
        assert!(ids.iter().any(|known| known == id), "{id}");
    }
    for id in [
        "ListRules.path.project_id.required",
        "ListRules.path.instance_id.form",
        "ListRules.header.X-Trace.form",
        "ListRules.query.tags.type",
        "ListRules.address",
        "client.endpoint",
    ] {
        assert!(!ids.iter().any(|known| known == id), "{id}");
    }
    assert!(ids.is_sorted() && ids.iter().collect::<BTreeSet<_>>().len() == ids.len());
}

#[test]
fn each_id_of_the_sampled_operations_can_be_broken_and_no_other() {
    for operation in [&LIST_RULES, &ADD_DATASOURCE, &SAVE_EVERYTHING] {
        let mut rng = Rng::with_seed(7);
        let mut found = BTreeSet::new();
        for _ in 0..500 {
            found.append(&mut broken(operation, &mut rng));
        }
        found.retain(|id| !is_binding(operation, id));
        let found: Vec<_> = found.into_iter().collect();
        assert_eq!(found, rule_ids(operation), "{}", operation.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_broken_can_be_waived_or_can_not_be_sent(seed in any::<u64>()) {
        let mut rng = Rng::with_seed(seed);
        let operation = tables::operation(&mut rng);
        let ids = rule_ids(operation);
        for _ in 0..20 {
            for id in broken(operation, &mut rng) {
                prop_assert_eq!(ids.contains(&id), !is_binding(operation, &id), "{}", id);
            }
        }
    }
}

#[test]
fn a_request_is_judged_without_a_client_by_all_that_prepare_reports() {
    let request = ListRules {
        limit: Some(1_000_000),
        tags: Some(vec!["a,b".to_owned()]),
        trace: Some(" a".to_owned()),
        ..ListRules::of("..")
    };
    let violations = validate::request(&request);
    let told: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "query.limit: 1000000 is more than the maximum 999999 [ListRules.query.limit.max]",
            "path.instance_id: is `.` or `..`, which would change the path \
             [ListRules.path.instance_id.form]",
            "query.tags: an item holds a comma, which would make it two [ListRules.query.tags.type]",
            "header.X-Trace: starts or ends with a space, which HTTP would drop \
             [ListRules.header.X-Trace.form]",
        ]
    );
    let settings = Settings::new()
        .endpoint("https://roma.example.com")
        .hold(Location::Path, "project_id", "p1")
        .supplied("X-Auth-Token");
    let error = LIST_RULES.prepare(&request, &settings).unwrap_err();
    assert_eq!(error.violations().unwrap().to_string(), violations.to_string());
    assert!(validate::request(&ListRules::of("i")).is_empty());
    let missing: Vec<_> = validate::request(&ListRules::default()).into_iter().collect();
    let told: Vec<_> = missing.iter().map(Violation::message).collect();
    assert_eq!(told, ["required, and not set"]);
}

#[tokio::test]
async fn a_client_lets_a_waived_rule_go_and_an_answer_is_judged_as_it_was_decoded() {
    let answers = Answers::new().json(200, r#"{"size":1000,"odd":1,"items":[{"status":7}]}"#);
    let client = ClientBuilder::new(&SERVICE)
        .endpoint("https://roma.example.com")
        .hold("project_id", "p1")
        .credential(TOKEN)
        .transport(answers.clone())
        .clock(ManualClock::new())
        .waive("ListRules.query.limit.max")
        .build()
        .unwrap();
    let request = ListRules { limit: Some(1_000_000), ..ListRules::of("i") };
    let reply = client.send(&request).await.unwrap();
    assert_eq!(answers.sent()[0].uri().query(), Some("limit=1000000"));
    let ids = |violations: Violations| -> Vec<String> {
        violations.iter().map(Violation::id).map(str::to_owned).collect()
    };
    let broken = ["roma.link.RulePage.size.max", "roma.link.Rule.rule_id.required"];
    assert_eq!(ids(reply.violations()), broken);
    assert_eq!(ids(reply.deviations()).len(), 4);
    let error = client.send(&ListRules { limit: Some(-1), ..request }).await.unwrap_err();
    assert_eq!(ids(error.violations().unwrap().clone()), ["ListRules.query.limit.min"]);
}
