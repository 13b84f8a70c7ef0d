//! Every documented bound, at the value before it and the value after it, in requests and in answers.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

use apiscribe_runtime::table::{Kind, Location, Row, Table};
use apiscribe_runtime::validate::{self, Scope};
use apiscribe_runtime::{Json, Model, Operation, Violations};
use conformance::tables::{nested, operations, rule_id, settings};
use conformance::values::{integer, object, sample, set, set_all, text};

/// A value beyond, at and within a bound, and the rule that it breaks, if any.
struct Probe {
    value: Json,
    breaks: Option<&'static str>,
}

#[test]
fn requests_are_held_to_every_bound() {
    let mut probes = 0;
    for operation in operations() {
        for (index, row) in operation.request.rows.iter().enumerate() {
            for probe in probes_of(row) {
                let mut request = (operation.blank)();
                set_all(&mut *request);
                set(&mut *request, index, &probe.value);
                let violations = refused(operation, &*request);
                check(operation.request, row, &probe, &violations);
                probes += 1;
            }
        }
    }
    // The bounds of the parameters of ListServices and ListRules, and one of CreateDatasourceConnection.
    assert!(probes > 50, "{probes}");
}

#[test]
fn values_that_the_client_holds_are_held_to_their_bounds() {
    let mut probes = 0;
    for operation in operations() {
        for row in operation.held {
            for probe in probes_of(row) {
                let mut request = (operation.blank)();
                set_all(&mut *request);
                let held = probe.value.as_str().unwrap().to_owned();
                // An empty path segment or credential is refused whatever the table says.
                if held.is_empty() {
                    continue;
                }
                let settings = settings(operation).hold(row.location, row.name, held);
                let violations = match operation.prepare(&*request, &settings) {
                    Ok(_) => Vec::new(),
                    Err(error) => ids(error.violations().unwrap()),
                };
                check(operation.request, row, &probe, &violations);
                probes += 1;
            }
        }
    }
    // At and beyond the maximum of two project ids; at the minimum and maximum of a token, and beyond.
    assert_eq!(probes, 4 + 3);
}

#[test]
fn answers_decode_beyond_every_bound_and_deviate() {
    let mut probes = 0;
    for operation in operations() {
        for place in nested(operation) {
            for row in place.table.rows {
                for probe in probes_of(row) {
                    let mut fields = object(place.table);
                    fields[row.name] = probe.value.clone();
                    let mut answer = (place.response.blank)();
                    let bytes = place.embed(fields).to_string();
                    apiscribe_runtime::json::decode(bytes.as_bytes(), &mut *answer).unwrap();
                    let mut violations = ids(&validate::model(&*answer, Scope::Answer));
                    // A bound can be wider than what a rule allows; rules have tests of their own.
                    violations.retain(|id| place.table.rules.iter().all(|rule| rule.id != id));
                    check(place.table, row, &probe, &violations);
                    probes += 1;
                }
            }
        }
    }
    assert!(probes > 100, "{probes}");
}

#[test]
fn sampled_requests_and_answers_keep_every_rule() {
    for operation in operations() {
        let mut request = (operation.blank)();
        set_all(&mut *request);
        assert_eq!(refused(operation, &*request), Vec::<String>::new(), "{}", operation.name);
        for response in operation.responses {
            let mut answer = (response.blank)();
            set_all(&mut *answer);
            let violations = validate::model(&*answer, Scope::Documented);
            assert!(violations.is_empty(), "{violations}");
        }
    }
}

fn probes_of(row: &Row) -> Vec<Probe> {
    let mut probes = Vec::new();
    if let Some(min) = integer(row.min) {
        probes.push((min - 1, Some("min")));
        probes.push((min, None));
    }
    if let Some(max) = integer(row.max) {
        probes.push((max, None));
        probes.push((max.checked_add(1).unwrap(), Some("max")));
    }
    probes
        .into_iter()
        .filter_map(|(measure, breaks)| Some(Probe { value: value(row, measure)?, breaks }))
        .collect()
}

/// A value of this number, length or count; none where there can be none.
fn value(row: &Row, measure: i64) -> Option<Json> {
    match row.kind {
        Kind::Integer | Kind::EpochMillis => Some(measure.into()),
        // An empty path segment is refused whatever the table says.
        Kind::Text if measure < 0 || (measure == 0 && row.location == Location::Path) => None,
        Kind::Text if row.format.is_none() => Some(text(row, measure).into()),
        Kind::List(item) => Some(vec![sample(item); usize::try_from(measure).ok()?].into()),
        _ => None,
    }
}

fn check(table: &Table, row: &Row, probe: &Probe, violations: &[String]) {
    let expected: Vec<String> = probe.breaks.iter().map(|fact| rule_id(table, row, fact)).collect();
    let shown: String = probe.value.to_string().chars().take(80).collect();
    assert_eq!(violations, expected, "{}.{} = {shown}", table.id, row.name);
}

fn refused(operation: &Operation, request: &dyn Model) -> Vec<String> {
    match operation.prepare(request, &settings(operation)) {
        Ok(_) => Vec::new(),
        Err(error) => ids(error.violations().unwrap()),
    }
}

fn ids(violations: &Violations) -> Vec<String> {
    violations.iter().map(|violation| violation.id().to_owned()).collect()
}
