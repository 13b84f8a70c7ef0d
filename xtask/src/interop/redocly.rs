//! Redocly's linter: no errors, and no warning but those that `redocly.tsv` lists with a reason.

use std::collections::BTreeSet;
use std::process::Command;

use apiscribe_codegen::export::Version;
use apiscribe_codegen::model::Sdk;
use apiscribe_console::Failure;

use super::known::Known;
use super::place::{Place, needs};
use super::{Stop, Tool};

pub(super) const TOOL: Tool = Tool { name: "redocly", version: VERSION, run: lint };
const VERSION: &str = "2.77.0";

/// Service, rule and reason of every warning that may be.
const KNOWN: &str = include_str!("redocly.tsv");

fn lint(place: &Place, sdk: &Sdk) -> Result<String, Stop> {
    needs("node")?;
    let installed = place.npm("@redocly/cli", VERSION)?;
    let program = installed.join("node_modules/@redocly/cli/bin/cli.js");
    let known = Known::read("redocly.tsv", KNOWN)?;
    let mut found = BTreeSet::new();
    let mut strange = Vec::new();
    for service in &sdk.services {
        for version in [Version::V31, Version::V30] {
            let document = place.export(sdk, service, version)?;
            let mut node = Command::new("node");
            node.arg(&program).args(["lint", "--format", "checkstyle", "--max-problems", "1000"]);
            node.arg(&document)
                .env("REDOCLY_TELEMETRY", "off")
                .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
            // Errors end it badly, warnings don't; both are read from what it prints.
            let report =
                node.output().map_err(|error| Failure(format!("cannot start node: {error}")))?;
            let report = String::from_utf8_lossy(&report.stdout).into_owned();
            if !report.contains("<checkstyle") {
                return Err(Stop::Failed(format!(
                    "no report on {}:\n{report}",
                    document.display()
                )));
            }
            for problem in report.lines().filter(|line| line.contains("<error ")) {
                let rule = attribute(problem, "source").unwrap_or_default();
                let warning = attribute(problem, "severity") == Some("warning");
                let pair = (service.module.to_string(), rule.to_owned());
                if warning && known.has(&pair) {
                    found.insert(pair);
                } else {
                    strange.push(format!("{}: {}", document.display(), problem.trim()));
                }
            }
        }
    }
    strange.extend(known.gone(&found));
    if strange.is_empty() {
        Ok(format!(
            "{} documents, no errors, {} kinds of warnings that redocly.tsv gives a reason for",
            2 * sdk.services.len(),
            found.len()
        ))
    } else {
        Err(Stop::Failed(strange.join("\n")))
    }
}

/// The value of an XML attribute.
fn attribute<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let (_, rest) = line.split_once(&format!("{name}=\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn attributes_are_read_from_a_line() {
        let line = r#"<error line="4" severity="warning" source="info-license" />"#;
        assert_eq!(attribute(line, "source"), Some("info-license"));
        assert_eq!(attribute(line, "file"), None);
    }
}
