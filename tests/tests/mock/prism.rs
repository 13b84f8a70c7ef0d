//! The generated client against Prism, a mock that knows the exported documents alone: both agree on what is valid.
//!
//! `cargo xtask interop prism` starts it, and runs this with its addresses in `PRISM`: `dli=http://127.0.0.1:4111 roma=…`.

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_runtime::http::HeaderValue;
use apiscribe_runtime::transport::ureq::UreqTransport;
use apiscribe_runtime::{AccessKey, CallOptions, Error, ErrorKind, Policy, Violation};
use conformance::tables::rule_id;
use datasource_apis::roma::{self, link::ListRules};

use crate::callers::{Callers, Case, PROJECT, Success, cases};
use crate::probes::{Probe, probes};

/// Where Prism does not agree, and why.
const KNOWN: &str = include_str!("prism.tsv");

/// What stands there for a signature.
const SIGNATURE: &str = "ListRules.header.Authorization";

/// The addresses by service.
fn addresses() -> BTreeMap<String, String> {
    let told = std::env::var("PRISM").expect("run `cargo xtask interop prism`");
    let pairs = told.split_whitespace().map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(service, address)| (service.to_owned(), address.to_owned())).collect()
}

/// The rules and rows that `prism.tsv` lists, each with a reason.
fn known() -> BTreeSet<String> {
    let lines = KNOWN.lines().skip(1).map(|line| match line.split_once('\t') {
        Some((what, reason)) if !reason.is_empty() => what.to_owned(),
        _ => panic!("prism.tsv: nothing named, or no reason: {line}"),
    });
    lines.collect()
}

/// The answer of Prism where it refuses a request.
fn refusal<'o>(case: &Case, outcome: &'o Result<Success, Error>) -> Option<&'o Error> {
    let name = case.operation.name;
    match outcome {
        Ok(success) => {
            let documented = case.operation.responses.iter().find(|one| one.is_success()).unwrap();
            assert_eq!(success.status, documented.status, "{name}");
            None
        }
        Err(error) => {
            let status = error.status().unwrap_or_else(|| panic!("{name}: no answer: {error}"));
            assert!(status.is_client_error(), "{name}: {error}");
            Some(error)
        }
    }
}

/// What Prism names as wrong: in a header if it answers as the page documents, else in a body of its own.
fn named(error: &Error) -> String {
    let header = error.headers().and_then(|headers| headers.get("sl-violations"));
    let bytes = header.map(HeaderValue::as_bytes).or(error.bytes().map(|bytes| &**bytes));
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}

/// What Prism sees differently: the rule that is broken, or the row that is not, and what it does.
fn difference(
    case: &Case,
    probe: &Probe,
    outcome: &Result<Success, Error>,
) -> Option<(String, String)> {
    match (&probe.breaks, refusal(case, outcome)) {
        (None, None) => None,
        (None, Some(error)) => {
            let table = case.operation.request;
            let row = &table.rows[probe.changes.first().map_or(0, |(row, _)| *row)];
            Some((rule_id(table, row, "").trim_end_matches('.').to_owned(), named(error)))
        }
        (Some(rule), None) => Some((rule.clone(), "it takes what breaks the rule".to_owned())),
        // A rule between rows is not about one of them.
        (Some(rule), Some(_)) if rule.ends_with(')') => None,
        (Some(rule), Some(error)) => {
            let row = rule.rsplit('.').nth(1).unwrap();
            let named = named(error);
            (!named.contains(row)).then(|| (rule.clone(), format!("it names another row: {named}")))
        }
    }
}

/// Whether the generated validation lets it pass, or names the one rule that is broken.
fn assert_validated(case: &Case, callers: &Callers, probe: &Probe) {
    let outcome = (case.call)(callers, &|model| probe.fill(model));
    let refused = outcome.as_ref().err().filter(|error| error.kind() == ErrorKind::Invalid);
    let violations = refused.into_iter().filter_map(Error::violations).flatten();
    let ids: Vec<&str> = violations.map(Violation::id).collect();
    assert_eq!(ids, Vec::from_iter(probe.breaks.as_deref()), "{probe:?}: {outcome:?}");
}

/// Whether Prism refuses a signed request.
fn refuses_signatures(address: &str) -> bool {
    let client = roma::blocking::Client::builder()
        .endpoint(address)
        .project_id(PROJECT)
        .access_key(AccessKey::new("any", "any"))
        .transport(UreqTransport::builder().environment_proxy(false).build())
        .build()
        .unwrap();
    let outcome = client.list_rules(&ListRules::new("i"));
    outcome.is_err_and(|error| error.status().is_some_and(|status| status == 401))
}

#[test]
#[ignore = "needs Prism: cargo xtask interop prism"]
fn prism_and_the_generated_validation_agree() {
    let (addresses, known) = (addresses(), known());
    let (mut good, mut broken) = (0, 0);
    let mut differences = Vec::new();
    for case in cases() {
        let trusting = Callers::new(&addresses[case.operation.service], PROJECT);
        let validating = trusting.with_options(&CallOptions::new().policy(Policy::Enforce));
        for probe in probes(case.operation) {
            assert_validated(&case, &validating, &probe);
            let outcome = (case.call)(&trusting, &|model| probe.fill(model));
            let difference = difference(&case, &probe, &outcome);
            differences
                .extend(difference.map(|(what, told)| (what, format!("{told} ({probe:?})"))));
            *if probe.breaks.is_none() { &mut good } else { &mut broken } += 1;
        }
    }
    if refuses_signatures(&addresses["roma"]) {
        differences.push((SIGNATURE.to_owned(), "it refuses a signature".to_owned()));
    }
    let needed: BTreeSet<String> = differences.iter().map(|(what, _)| what.clone()).collect();
    let new = differences.into_iter().filter(|(what, _)| !known.contains(what));
    let mut strange: Vec<String> = new.map(|(what, told)| format!("{what}: {told}")).collect();
    strange.extend(
        known.difference(&needed).map(|what| {
            format!("prism.tsv lists {what}, where both agree by now; remove the line")
        }),
    );
    assert!(strange.is_empty(), "{}", strange.join("\n"));
    println!(
        "found: the generated client and Prism agree on {good} valid requests and {broken} with a broken rule, \
         but for {} facts that prism.tsv gives a reason for",
        needed.len()
    );
}
