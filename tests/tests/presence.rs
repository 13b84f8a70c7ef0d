//! Required values, cross-field rules and enumerations, over every operation from its tables.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use std::collections::BTreeSet;

use apiscribe_runtime::settings::Settings;
use apiscribe_runtime::table::{Check, Kind, Literal, Location, Row, Rule};
use apiscribe_runtime::validate::{self, Scope};
use apiscribe_runtime::{Json, Model, Operation, Violation};
use conformance::tables::{operation, operations, reachable, rule_id, settings};
use conformance::values::{object, set, set_all};

fn full(operation: &Operation) -> Box<dyn Model> {
    let mut request = (operation.blank)();
    set_all(&mut *request);
    request
}

fn broken(operation: &Operation, request: &dyn Model) -> Vec<String> {
    match operation.prepare(request, &settings(operation)) {
        Ok(_) => Vec::new(),
        Err(error) => error.violations().unwrap().iter().map(|one| one.id().to_owned()).collect(),
    }
}

#[test]
fn each_required_value_is_missed() {
    let mut missed = 0;
    for operation in operations() {
        for (index, row) in operation.request.rows.iter().enumerate() {
            let mut request = full(operation);
            set(&mut *request, index, &Json::Null);
            let expected: Vec<String> = if row.required {
                missed += 1;
                vec![rule_id(operation.request, row, "required")]
            } else {
                Vec::new()
            };
            assert_eq!(broken(operation, &*request), expected, "{}.{}", operation.name, row.name);
        }
    }
    // 2 + 1 + 1 of ROMA Connect, 3 + 3 + 10 + 10 + 4 of Sensitive Data Protection, 5 of Data Lake Insight.
    assert_eq!(missed, 39);
}

#[test]
fn an_empty_request_is_told_everything_at_once() {
    for operation in operations() {
        let expected: BTreeSet<String> = operation
            .request
            .rows
            .iter()
            .filter(|row| row.required)
            .map(|row| rule_id(operation.request, row, "required"))
            .chain(
                operation
                    .request
                    .rules
                    .iter()
                    .filter(|rule| {
                        matches!(rule.check, Check::AtLeastOneOf(_) | Check::ExactlyOneOf(_))
                    })
                    .map(|rule| rule.id.to_owned()),
            )
            .collect();
        let found: BTreeSet<String> =
            broken(operation, &*(operation.blank)()).into_iter().collect();
        assert_eq!(found, expected, "{}", operation.name);
    }
}

#[test]
fn a_client_that_holds_nothing_is_told_what_it_lacks() {
    for operation in operations() {
        let settings = Settings::new().endpoint("https://service.example.org");
        let error = operation.prepare(&*full(operation), &settings).unwrap_err();
        let paths: Vec<String> =
            error.violations().unwrap().iter().map(|one| one.path().to_owned()).collect();
        assert_eq!(paths.len(), operation.held.len(), "{}: {paths:?}", operation.name);
        for row in operation.held {
            assert!(paths.iter().any(|path| path.ends_with(row.name)), "{}: {paths:?}", row.name);
        }
    }
}

#[test]
fn each_cross_field_rule_is_broken_once() {
    let mut rules = BTreeSet::new();
    for operation in operations() {
        for table in reachable(operation) {
            for rule in table.rules {
                rules.insert(rule.id);
            }
        }
        for rule in operation.request.rules {
            let Check::AtLeastOneOf(members) = rule.check else {
                panic!("{}: this kind of rule needs its case here", rule.id)
            };
            at_least_one_of(operation, rule, members);
        }
    }
    let expected = [
        "AddDatasource.at_least_one_of(master_username+password,secret)",
        "EditDatasource.at_least_one_of(master_username+password,secret)",
        "ListServices.at_least_one_of(product_id,product_template_id)",
        "roma.link.Rule.when(status=0)",
    ];
    assert_eq!(rules.into_iter().collect::<Vec<_>>(), expected);
}

fn at_least_one_of(operation: &Operation, rule: &Rule, members: &[&[usize]]) {
    // One complete member is enough, whichever it is.
    for kept in members {
        let mut request = full(operation);
        for row in members.iter().copied().flatten().filter(|row| !kept.contains(row)) {
            set(&mut *request, *row, &Json::Null);
        }
        assert_eq!(broken(operation, &*request), Vec::<String>::new(), "{}: {kept:?}", rule.id);
    }
    // Half a member is none.
    let mut request = full(operation);
    for row in members.iter().filter_map(|member| member.first()) {
        set(&mut *request, *row, &Json::Null);
    }
    assert_eq!(broken(operation, &*request), [rule.id]);
}

#[test]
fn an_enabled_rule_must_say_whether_it_parses() {
    let table = reachable(operation("ListRules"))
        .into_iter()
        .find(|table| table.id == "roma.link.Rule")
        .unwrap();
    let judge = |status: i64, parsing: Option<i64>| {
        let mut rule = object(table);
        rule["status"] = status.into();
        rule["data_parsing_status"] = parsing.into();
        let page = serde_json::json!({ "items": [rule] });
        let mut answer = (operation("ListRules").response(200).unwrap().blank)();
        apiscribe_runtime::json::decode(page.to_string().as_bytes(), &mut *answer).unwrap();
        let violations = validate::model(&*answer, Scope::Answer);
        violations.iter().map(|one| one.id().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(judge(0, None), ["roma.link.Rule.when(status=0)"]);
    assert_eq!(judge(0, Some(2)), ["roma.link.Rule.when(status=0)"]);
    assert_eq!(judge(0, Some(1)), Vec::<String>::new());
    assert_eq!(judge(1, None), Vec::<String>::new());
    assert_eq!(judge(1, Some(2)), Vec::<String>::new());
}

/// Every row with known values, with its table, and whether requests hold it.
fn enumerations() -> Vec<(&'static Operation, &'static Row, bool)> {
    let mut found = Vec::new();
    for operation in operations() {
        for table in reachable(operation) {
            let request = table.id == operation.request.id;
            found.extend(
                table
                    .rows
                    .iter()
                    .filter(|row| !row.values.is_empty())
                    .map(|row| (*operation, row, request)),
            );
        }
    }
    found
}

/// A value that no page lists.
fn unknown(row: &Row) -> Json {
    match row.kind {
        Kind::Integer => 7_777.into(),
        _ => "un\u{e9}known \"value\"".into(),
    }
}

#[test]
fn known_and_unknown_values_survive_the_wire() {
    let mut tried = 0;
    for (operation, row, request) in enumerations() {
        let known = row.values.iter().map(|known| match known.wire {
            Literal::Text(text) => Json::from(text),
            Literal::Integer(number) => number.into(),
            Literal::Boolean(truth) => truth.into(),
        });
        for value in known.chain([unknown(row)]) {
            let (mut model, index) = holder(operation, row, request);
            set(&mut *model, index, &value);
            let bytes = apiscribe_runtime::json::encode(&*model).unwrap();
            let written: Json = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(written[row.name], value, "{}.{}", operation.name, row.name);
            tried += 1;
        }
    }
    assert!(tried > 30, "{tried}");
}

/// An empty model that has the row, and the row's index.
fn holder(operation: &Operation, row: &Row, request: bool) -> (Box<dyn Model>, usize) {
    if request {
        return ((operation.blank)(), operation.request.row(row.name).unwrap());
    }
    let nested = conformance::tables::nested(conformance::tables::operation(operation.name));
    let place = nested
        .into_iter()
        .find(|place| place.table.rows.iter().any(|one| std::ptr::eq(one, row)))
        .unwrap();
    let index = place.table.row(row.name).unwrap();
    (blank_of(&place), index)
}

/// Objects have no constructor in the tables: one is taken out of a decoded body.
fn blank_of(place: &conformance::tables::Nested) -> Box<dyn Model> {
    use datasource_apis::roma::{apic, link};
    match place.table.id {
        "roma.link.Rule" => Box::new(link::Rule::default()),
        "roma.link.Service" => Box::new(link::Service::default()),
        "roma.apic.LdDatasourceInfo" => Box::new(apic::LdDatasourceInfo::default()),
        _ => (place.response.blank)(),
    }
}

#[test]
fn open_enumerations_bind_nobody_and_case_counts_only_where_documented() {
    for operation in operations() {
        for (index, row) in operation.request.rows.iter().enumerate() {
            if row.values.is_empty() {
                continue;
            }
            let mut request = full(operation);
            set(&mut *request, index, &unknown(row));
            assert!(broken(operation, &*request).is_empty(), "{}.{}", operation.name, row.name);
        }
    }
    let operation = operation("CreateDatasourceConnection");
    let index = operation.request.row("service").unwrap();
    for spelling in ["dws", "DWS", "Dws", "cloudtable.opentsdb"] {
        let mut request = full(operation);
        set(&mut *request, index, &spelling.into());
        let judged = validate::model(&*request, Scope::Documented);
        assert!(judged.is_empty(), "{judged}");
    }
    let mut request = full(operation);
    set(&mut *request, index, &"ct".into());
    let judged = validate::model(&*request, Scope::Documented);
    assert_eq!(
        judged.iter().map(Violation::id).collect::<Vec<_>>(),
        ["CreateDatasourceConnection.body.service.values"]
    );
}

#[test]
fn secrets_stay_out_of_everything_that_is_printed() {
    const MARKER: &str = "m4rker-of-a-secret";
    let mut secrets = 0;
    for operation in operations() {
        for table in reachable(operation) {
            for row in table.rows.iter().filter(|row| row.secret) {
                let (mut model, index) = holder(operation, row, table.id == operation.request.id);
                set(&mut *model, index, &MARKER.repeat(3).into());
                let shown =
                    format!("{} {}", debug(&*model), validate::model(&*model, Scope::Documented));
                assert!(!shown.contains(MARKER), "{}.{}: {shown}", table.id, row.name);
                assert!(shown.contains(row.name), "{}.{}: {shown}", table.id, row.name);
                secrets += 1;
            }
        }
        for row in operation.held.iter().filter(|row| row.secret) {
            assert_eq!(row.location, Location::Header);
            let settings = settings(operation).hold(row.location, row.name, MARKER);
            assert!(!format!("{settings:?}").contains(MARKER));
            let outgoing = operation.prepare(&*full(operation), &settings).unwrap();
            assert_eq!(outgoing.headers()[row.name], MARKER, "it is sent");
            assert!(!format!("{outgoing:?}").contains(MARKER), "{outgoing:?}");
            secrets += 1;
        }
    }
    assert!(secrets >= 9 + 5, "{secrets}");
}

/// `Debug` of a model of any type.
fn debug(model: &dyn Model) -> String {
    struct Shown<'a>(&'a dyn Model);
    impl std::fmt::Debug for Shown<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            apiscribe_runtime::debug::model(self.0, f)
        }
    }
    format!("{:?}", Shown(model))
}
