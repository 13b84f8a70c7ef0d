//! `cargo xtask schema`: the JSON Schema of the spec format.

use std::path::Path;

use apiscribe_console::spec::shown;
use apiscribe_console::{Failure, Outcome};

use crate::gen_command;
use crate::output::{Plan, Wanted};

/// Writes `schema.json` into the spec directory, or says how it differs.
///
/// # Errors
///
/// When the file cannot be read or written.
pub(crate) fn run(spec: &Path, check: bool) -> Result<Outcome, Failure> {
    let path = spec.join("schema.json");
    let plan =
        Plan::new(vec![Wanted { path: path.clone(), text: apiscribe_codegen::schema() }], &[])?;
    if check {
        return gen_command::check_plan(&plan, &path, "cargo xtask schema");
    }
    let summary = plan.summary();
    plan.apply()?;
    eprintln!("{}: {summary}", shown(&path));
    Ok(Outcome::Good)
}

/// The same check, for specs that keep the schema beside them.
///
/// # Errors
///
/// When the file cannot be read.
pub(crate) fn check_if_present(spec: &Path) -> Result<Outcome, Failure> {
    if spec.join("schema.json").exists() { run(spec, true) } else { Ok(Outcome::Good) }
}
