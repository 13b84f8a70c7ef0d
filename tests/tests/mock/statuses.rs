//! Every documented status, as the mock answers it and the client reads it.

use apiscribe_runtime::operation::Response;
use apiscribe_runtime::{CallOptions, Error, ErrorKind, Retry};
use conformance::values::{set, set_all};

use crate::callers::{Callers, Case, PROJECT, Success, cases, mock};

fn demanding(callers: &Callers, answer: &str) -> Callers {
    let options = CallOptions::new().header("X-Mock-Answer", answer).retry(Retry::off());
    callers.with_options(&options)
}

/// A good request for the beginning of what there is.
fn call(case: &Case, callers: &Callers) -> Result<Success, Error> {
    let offset =
        case.operation.pagination.and_then(|paging| case.operation.request.row(paging.offset));
    (case.call)(callers, &|model| {
        set_all(model);
        if let Some(offset) = offset {
            set(model, offset, &0.into());
        }
    })
}

#[test]
fn every_operation_succeeds_and_its_answer_keeps_its_tables() {
    for seed in [None, Some(1), Some(2)] {
        let builder = mock().stateless();
        let mock = match seed {
            Some(seed) => builder.generate(seed).items(30),
            None => builder,
        };
        let mock = mock.start().unwrap();
        let callers = Callers::new(&mock.url(), PROJECT);
        for case in cases() {
            let success = call(&case, &callers).unwrap();
            let documented = case.operation.responses.iter().find(|one| one.is_success()).unwrap();
            assert_eq!(success.status, documented.status, "{}", case.operation.name);
            // What is left of an example is what its errata say: nulls that no table has.
            let deviations =
                success.deviations.iter().filter(|id| id.rsplit('.').next() != Some("null"));
            let deviations: Vec<&String> = deviations.collect();
            assert!(
                deviations.is_empty(),
                "{}: {deviations:?} in {}",
                case.operation.name,
                success.body
            );
            if seed.is_some() {
                assert!(success.deviations.is_empty(), "{:?}", success.deviations);
            }
        }
    }
}

#[test]
fn each_documented_status_is_read_as_what_it_is() {
    let mock = mock().start().unwrap();
    let callers = Callers::new(&mock.url(), PROJECT);
    let mut failures = 0;
    for case in cases() {
        for response in case.operation.responses {
            let outcome = call(&case, &demanding(&callers, &response.status.to_string()));
            if response.is_success() {
                assert_eq!(outcome.unwrap().status, response.status);
            } else {
                assert_refused(&case, response, &outcome.unwrap_err());
                failures += 1;
            }
        }
    }
    // 3, 3 and 5 of ROMA Connect, 2 of Data Lake Insight.
    assert_eq!(failures, 13);
}

fn assert_refused(case: &Case, response: &Response, error: &Error) {
    let name = case.operation.name;
    assert_eq!(error.kind(), ErrorKind::Api, "{name}: {error}");
    assert_eq!(error.status().unwrap().as_u16(), response.status, "{name}");
    let fields = response.failure.unwrap_or_default();
    assert_eq!(error.code().is_some(), fields.code.is_some(), "{name}: {error}");
    assert_eq!(error.message().is_some(), fields.message.is_some(), "{name}: {error}");
}

#[test]
fn envelopes_refuse_with_the_status_of_a_success() {
    let mock = mock().start().unwrap();
    let callers = Callers::new(&mock.url(), PROJECT);
    let mut enveloped = 0;
    for case in cases().into_iter().filter(|case| case.operation.success.is_some()) {
        let error = call(&case, &demanding(&callers, "failure")).unwrap_err();
        let documented = case.operation.responses.iter().find(|one| one.is_success()).unwrap();
        assert_refused(&case, documented, &error);
        enveloped += 1;
    }
    assert_eq!(enveloped, 6);
}

#[test]
fn faults_on_demand_are_errors_of_the_client() {
    let mock = mock().start().unwrap();
    let callers = Callers::new(&mock.url(), PROJECT);
    for case in cases() {
        let outcome = |answer: &str| call(&case, &demanding(&callers, answer)).unwrap_err();
        let truncated = outcome("truncated");
        assert!(truncated.to_string().contains("in the middle of the answer"), "{truncated}");
        assert_eq!(outcome("html").kind(), ErrorKind::Unexpected);
        assert_eq!(outcome("empty").kind(), ErrorKind::Unexpected);
        let undocumented = outcome("429");
        assert!(undocumented.is_throttled(), "{undocumented}");
    }
}

#[test]
fn what_fails_by_chance_is_tried_again_where_that_does_no_harm() {
    let mock = mock().stateless().error_rate(0.4).start().unwrap();
    let callers = Callers::new(&mock.url(), PROJECT);
    let patient = CallOptions::new()
        .retry(Retry::standard().attempts(20).initial_backoff(std::time::Duration::from_millis(1)));
    let patient = callers.with_options(&patient);
    let (mut succeeded, mut failed) = (0, 0);
    for case in cases() {
        for _ in 0..10 {
            match call(&case, &patient) {
                Ok(_) => succeeded += 1,
                Err(error) => {
                    assert!(!case.operation.idempotent, "{}: {error}", case.operation.name);
                    failed += 1;
                }
            }
        }
    }
    assert!(succeeded >= 30 && failed >= 5, "{succeeded} and {failed}");
}
