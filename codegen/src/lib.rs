//! Compiles transcribed API tables into a Rust SDK.
//!
//! Touches no disk and prints nothing: sources in, files or diagnostics out. [`check`] runs the passes that can fail,
//! all of them, and reports every problem of every file; [`generate`] cannot fail.

mod check;
mod deserialize;
pub mod diagnostic;
mod emit;
pub mod explain;
pub mod fact;
pub mod judge;
mod load;
mod lower;
pub mod model;
pub mod names;
mod parallel;
pub mod places;
mod raw;
mod render;
pub mod report;
pub mod scalar;
mod schema;
pub mod source;
pub mod suggest;
mod syntax;
mod tree;

use diagnostic::{Diagnostic, Report};
use source::Source;

pub use check::errata::{Place as ErratumPlace, place as erratum_place};
pub use emit::{File, export, generate};
pub use lower::secret::looks_secret;
pub use schema::schema;

/// Reads and checks a spec.
///
/// # Errors
///
/// Every problem of every file, in the order of files and places.
pub fn check(sources: &[Source]) -> Result<model::Sdk, Vec<Diagnostic>> {
    let report = Report::default();
    let loaded = load::load(sources, &report);
    let sdk = lower::lower(&loaded, sources, &report);
    let diagnostics = report.into_diagnostics();
    if diagnostics.is_empty() { Ok(sdk) } else { Err(diagnostics) }
}

/// Reads, checks and emits: [`check`], then [`generate`].
///
/// # Errors
///
/// Those of [`check`].
pub fn compile(sources: &[Source]) -> Result<Vec<File>, Vec<Diagnostic>> {
    check(sources).map(|sdk| generate(&sdk))
}
