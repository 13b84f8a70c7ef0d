//! Every documented rule, broken once: the mock says what the generated validation says.

use apiscribe_mock::Mock;
use apiscribe_runtime::{ErrorKind, Json, Model, validate};
use conformance::values::{set, set_all};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::callers::{Callers, Case, PROJECT, cases, mock};
use crate::probes::{Probe, probes};

/// The rules that the mock found broken in the last request; for what is no rule, the message.
fn found(mock: &Mock) -> Vec<String> {
    let requests = mock.requests();
    let violations = &requests.last().unwrap().violations;
    let mut found: Vec<String> = violations
        .iter()
        .map(|violation| violation.rule.clone().unwrap_or_else(|| violation.message.clone()))
        .collect();
    found.sort();
    found
}

/// What the generated validation finds.
fn judged(case: &Case, fill: &dyn Fn(&mut dyn Model)) -> Vec<String> {
    let mut request = (case.operation.blank)();
    fill(&mut *request);
    let violations = validate::request(&*request);
    let mut judged: Vec<String> = violations.iter().map(|one| one.id().to_owned()).collect();
    judged.sort();
    judged
}

/// Sends a request, and holds both readings against each other.
fn assert_agree(
    mock: &Mock,
    callers: &Callers,
    case: &Case,
    fill: &dyn Fn(&mut dyn Model),
) -> Vec<String> {
    let outcome = (case.call)(callers, fill);
    let (found, judged) = (found(mock), judged(case, fill));
    assert_eq!(found, judged, "{}: {outcome:?}", case.operation.name);
    match outcome {
        Ok(_) => assert!(judged.is_empty(), "{judged:?}"),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Api, "{error}");
            let message = error.message().unwrap();
            assert!(!judged.is_empty() && !message.is_empty(), "{error}");
        }
    }
    judged
}

#[test]
fn each_rule_is_broken_once_and_met_at_its_edge() {
    let mock = mock().stateless().start().unwrap();
    let callers = Callers::new(&mock.url(), PROJECT);
    let (mut good, mut broken) = (0, 0);
    for case in cases() {
        for probe in probes(case.operation) {
            let found = assert_agree(&mock, &callers, &case, &|model| probe.fill(model));
            assert_eq!(found, Vec::from_iter(probe.breaks.clone()), "{probe:?}");
            if found.is_empty() { good += 1 } else { broken += 1 }
        }
    }
    // 35 required values outside of paths, 28 bounds, 5 ways to break a relation.
    assert!(good >= 40 && broken >= 60, "{good} good and {broken} broken");
}

#[test]
fn what_the_client_holds_is_judged_too() {
    let mock = mock().start().unwrap();
    let long = "p".repeat(33);
    let callers = Callers::new(&mock.url(), &long);
    let mut judged = 0;
    for case in cases() {
        let held = case.operation.held.iter().find(|row| row.name == "project_id");
        let Some(row) = held else { continue };
        let outcome = (case.call)(&callers, &set_all);
        let expected: Vec<String> = match row.max {
            Some(_) => vec![format!("{}.path.project_id.max", case.operation.name)],
            None => Vec::new(),
        };
        assert_eq!((found(&mock), outcome.is_err()), (expected.clone(), !expected.is_empty()));
        judged += 1;
    }
    assert_eq!(judged, 4);
}

/// Any of the changes of the probes, several at once.
fn several(case: &Case) -> impl Strategy<Value = Vec<Probe>> {
    proptest::collection::vec(proptest::sample::select(probes(case.operation)), 0..5)
}

#[test]
fn both_readings_find_the_same_whatever_is_broken_at_once() {
    let mock = mock().stateless().start().unwrap();
    let callers = Callers::new(&mock.url(), PROJECT);
    for case in cases() {
        let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&several(&case), |probes| {
                let changes: Vec<&(usize, Json)> =
                    probes.iter().flat_map(|probe| &probe.changes).collect();
                assert_agree(&mock, &callers, &case, &|model| {
                    set_all(model);
                    for (row, value) in &changes {
                        set(model, *row, value);
                    }
                });
                Ok(())
            })
            .unwrap();
    }
}
