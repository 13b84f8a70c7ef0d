//! Schemathesis, which makes requests from an `OpenAPI` document: our mock does what our export says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use apiscribe_codegen::export::Version;
use apiscribe_codegen::model::{Sdk, Service};
use apiscribe_console::{Failure, spec};
use serde_json::Value;

use super::known::{Finding, Known};
use super::place::{Place, needs, write};
use super::server::{Prints, Server};
use super::{Stop, Tool};
use crate::program::program;

pub(super) const TOOL: Tool = Tool { name: "schemathesis", version: VERSION, run: fuzz };
const VERSION: &str = "4.32.5";

/// It and all that it needs: what it draws depends on them.
const NEEDED: &str = include_str!("schemathesis.txt");

/// Operation or service, check and reason of every finding that may be.
const KNOWN: &str = include_str!("schemathesis.tsv");

/// What it has to be told, as a module beside its work.
const HOOKS: &str = include_str!("schemathesis.py");
const HOOKS_MODULE: &str = "apiscribe_hooks";

/// Requests for each operation and phase.
const EXAMPLES: &str = "50";

const TOKEN: &str = "interop";

/// A way to run the mock.
struct Way {
    name: &'static str,
    options: &'static [&'static str],
    /// Whether answers keep their tables, which some documented examples do not.
    strict: bool,
    /// Whether it remembers what was created and deleted.
    remembers: bool,
}

const WAYS: [Way; 2] = [
    Way { name: "default", options: &[], strict: false, remembers: true },
    Way {
        name: "generated",
        options: &["--generate", "7", "--items", "50", "--stateless"],
        strict: true,
        remembers: false,
    },
];

fn fuzz(place: &Place, sdk: &Sdk) -> Result<String, Stop> {
    needs("python3")?;
    let needed: Vec<String> = NEEDED.lines().map(str::to_owned).collect();
    let installed = place.pip(&format!("schemathesis-{VERSION}"), &needed)?;
    let known = Known::read("schemathesis.tsv", KNOWN)?;
    let work = place.fresh("schemathesis")?;
    write(&work, &format!("{HOOKS_MODULE}.py"), HOOKS)?;
    let (mut requests, mut found, mut strange) = (0, BTreeSet::new(), Vec::new());
    for way in &WAYS {
        let mock = mock(way.options)?;
        for service in &sdk.services {
            let document = if way.strict {
                place.export_documented(sdk, service)?
            } else {
                place.export(sdk, service, Version::V31)?
            };
            let name = format!("{}-{}", service.module, way.name);
            let run = Run { installed: &installed, work: &work, service, way, name };
            let report = run.report(&document, &mock.url)?;
            requests += requests_of(&report).map_err(|why| run.failure(&why))?;
            for (operation, check) in findings(&report, service) {
                let listed = [service.module.to_string(), operation.clone()]
                    .map(|place| (place, check.clone()))
                    .into_iter()
                    .find(|finding| known.has(finding));
                if let Some(finding) = listed {
                    found.insert(finding);
                } else {
                    strange.push(format!("{operation}: {check}; see {}", run.log().display()));
                }
            }
        }
    }
    strange.extend(known.gone(&found));
    if strange.is_empty() {
        Ok(format!(
            "{requests} requests to the mock, no failures, {} kinds of findings that schemathesis.tsv gives a reason for",
            found.len()
        ))
    } else {
        Err(Stop::Failed(strange.join("\n")))
    }
}

/// The mock of the workspace's spec, which knows one token.
fn mock(options: &[&str]) -> Result<Server, Stop> {
    let mut mock = program("apiscribe-mock");
    mock.arg("--spec").arg(spec::directory(None));
    mock.args(["--port", "0", "--log", "off", "--token", TOKEN]).args(options);
    Server::start(&mut mock, Prints::Errors)
}

/// One run on one service.
struct Run<'r> {
    installed: &'r Path,
    work: &'r Path,
    service: &'r Service,
    way: &'r Way,
    name: String,
}

impl Run<'_> {
    fn log(&self) -> PathBuf {
        self.work.join(format!("{}.log", self.name))
    }

    fn failure(&self, why: &str) -> Stop {
        Stop::Failed(format!("{}: {why}; see {}", self.name, self.log().display()))
    }

    fn report(&self, document: &Path, url: &str) -> Result<Value, Stop> {
        let report = self.work.join(format!("{}.json", self.name));
        let mut python = Command::new("python3");
        python.args(["-m", "schemathesis.cli", "run"]).arg(document).args(["--url", url]);
        // The same requests each time: what is found no more is gone.
        python.args(["--seed", "1", "--max-examples", EXAMPLES, "--continue-on-failure"]);
        for header in credentials(self.service) {
            python.args(["--header", &format!("{header}: {TOKEN}")]);
        }
        python.args(["--report", "json", "--report-json-path"]).arg(&report);
        let paths = std::env::join_paths([self.installed, self.work]).unwrap_or_default();
        python.env("PYTHONPATH", paths).env("SCHEMATHESIS_HOOKS", HOOKS_MODULE);
        python.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1").current_dir(self.work);
        if self.way.remembers {
            python.env("MOCK_REMEMBERS", "yes");
        }
        // It ends badly where it finds anything, be it listed or not; the report tells.
        let output =
            python.output().map_err(|error| Failure(format!("cannot start python3: {error}")))?;
        let printed = [output.stdout, output.stderr].concat();
        write(self.work, &format!("{}.log", self.name), &String::from_utf8_lossy(&printed))?;
        let report = std::fs::read_to_string(report).unwrap_or_default();
        serde_json::from_str(&report).map_err(|_| self.failure("it wrote no report"))
    }
}

/// Headers that carry the credential.
fn credentials(service: &Service) -> BTreeSet<&str> {
    let operations = service.all_groups().flat_map(|group| &group.operations);
    let rows = operations.flat_map(|operation| &operation.rows);
    rows.filter(|row| row.credential).map(|row| row.name.as_str()).collect()
}

/// How many requests a run sent, if it came to its end with all operations.
fn requests_of(report: &Value) -> Result<u64, String> {
    let number = |pointer: &str| report.pointer(pointer).and_then(Value::as_u64);
    let errors = report.get("errors").and_then(Value::as_array);
    let requests = number("/test_cases/generated").filter(|requests| *requests > 0);
    let all =
        number("/operations/total").filter(|total| number("/operations/tested") == Some(*total));
    match (errors, requests, all) {
        (Some(errors), Some(requests), Some(_)) if errors.is_empty() => Ok(requests),
        _ => Err("it had errors, or left operations out".to_owned()),
    }
}

/// Operations, and the checks that failed there.
fn findings(report: &Value, service: &Service) -> BTreeSet<Finding> {
    let mut findings = BTreeSet::new();
    for failure in report.get("failures").and_then(Value::as_array).into_iter().flatten() {
        let check = failure.get("type").and_then(Value::as_str).unwrap_or("a check without a name");
        let operations = failure.get("operations").and_then(Value::as_array);
        for operation in operations.into_iter().flatten().filter_map(Value::as_str) {
            findings.insert((operation_name(service, operation), check.to_owned()));
        }
    }
    findings
}

/// The name of the operation that a report calls `GET /v2/rules`.
fn operation_name(service: &Service, label: &str) -> String {
    let mut operations = service.all_groups().flat_map(|group| &group.operations);
    let named = operations.find(|one| label == format!("{} {}", one.method, one.path));
    named.map_or_else(|| label.to_owned(), |operation| operation.name.clone())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::requests_of;

    #[test]
    fn a_run_counts_if_it_came_to_its_end() {
        let report = |tested: u64, errors: &[&str]| {
            json!({
                "errors": errors,
                "operations": { "total": 3, "tested": tested },
                "test_cases": { "generated": 200 },
            })
        };
        assert_eq!(requests_of(&report(3, &[])), Ok(200));
        assert!(requests_of(&report(2, &[])).is_err());
        assert!(requests_of(&report(3, &["the schema can't be read"])).is_err());
        assert!(requests_of(&json!({})).is_err());
    }
}
