//! `cargo xtask gen`: spec in, package out.

use std::path::{Path, PathBuf};

use apiscribe_codegen::compile;
use apiscribe_console::spec::{read, shown};
use apiscribe_console::{Failure, Outcome, print};

use crate::output::{Plan, Wanted};
use crate::{lint, schema};

/// Compiles the spec and brings the package up to date, or says what differs.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn run(spec: &Path, out: &Path, check: bool) -> Result<Outcome, Failure> {
    apart(spec, out)?;
    let sources = read(spec)?;
    let files = match compile(&sources) {
        Ok(files) => files,
        Err(diagnostics) => {
            lint::print(&diagnostics, &sources, spec, lint::Format::Text)?;
            return Ok(Outcome::Bad);
        }
    };
    let wanted = files
        .into_iter()
        .map(|file| Wanted { path: out.join(file.path), text: file.text })
        .collect();
    let plan = Plan::new(wanted, &EMITTED.map(|directory| out.join(directory)))?;
    if check {
        let schema_outcome = schema::check_if_present(spec)?;
        return Ok(match (check_plan(&plan, out, &command(spec, out))?, schema_outcome) {
            (Outcome::Good, Outcome::Good) => Outcome::Good,
            _ => Outcome::Bad,
        });
    }
    let summary = plan.summary();
    plan.apply()?;
    eprintln!("{}: {summary}", shown(out));
    Ok(Outcome::Good)
}

/// The directories of the package in which emitted files lie.
const EMITTED: [&str; 3] = ["src", "examples", "openapi"];

/// Refuses directories one of which holds the other's files: emitted files are no part of a spec.
fn apart(spec: &Path, out: &Path) -> Result<(), Failure> {
    let (real_spec, real_out) = (real(spec), real(out));
    if real_out.starts_with(&real_spec) {
        return Err(Failure(format!(
            "the emitted package can't be in the spec's directory: {} is in {}; choose another directory with --out",
            shown(out),
            shown(spec)
        )));
    }
    match EMITTED.iter().find(|directory| real_spec.starts_with(real_out.join(directory))) {
        None => Ok(()),
        Some(directory) => Err(Failure(format!(
            "the spec can't be among the emitted files: {} is in {}; choose another directory with --out",
            shown(spec),
            shown(&out.join(directory))
        ))),
    }
}

/// The path without links and dots, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = Vec::new();
    let mut existing = path.as_path();
    loop {
        if let Ok(mut real) = existing.canonicalize() {
            real.extend(missing.iter().rev());
            return real;
        }
        let (Some(parent), Some(name)) = (existing.parent(), existing.file_name()) else {
            return path;
        };
        missing.push(name.to_owned());
        existing = parent;
    }
}

/// Prints the diff of a plan and the command that mends it.
///
/// # Errors
///
/// When the diff cannot be printed.
pub(crate) fn check_plan(plan: &Plan, place: &Path, mend: &str) -> Result<Outcome, Failure> {
    if plan.is_empty() {
        return Ok(Outcome::Good);
    }
    print(&plan.diff())?;
    eprintln!("error: {} is not up to date; run `{mend}`", shown(place));
    Ok(Outcome::Bad)
}

/// The command that would write this package.
fn command(spec: &Path, out: &Path) -> String {
    let root = crate::spec::root();
    let mut command = "cargo xtask gen".to_owned();
    if spec != root.join("spec") {
        command = format!("{command} --spec {}", shown(spec));
    }
    if out != root.join("generated") {
        command = format!("{command} --out {}", shown(out));
    }
    command
}
