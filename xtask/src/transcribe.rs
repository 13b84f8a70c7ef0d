//! Commands that read pages: a binary of their own has them, so that `xtask` compiles no parser of HTML.
//!
//! It is built in the dev profile. Measured on two cores: 46 s of processor time from nothing, and 4 s for a hundred
//! pages; in the release profile 165 s and 0.4 s. That pays after three thousand pages.

use std::ffi::OsString;
use std::process::Command;

use crate::{Failure, Outcome, spec};

/// Runs a command of the binary, which prints what it has to say.
///
/// # Errors
///
/// When cargo cannot be started, or the command could not work.
pub(crate) fn run(command: &str, arguments: &[OsString]) -> Result<Outcome, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "apiscribe-transcribe", "--manifest-path"])
        .arg(spec::root().join("Cargo.toml"))
        .args(["--", command])
        .args(arguments)
        .status()
        .map_err(|error| Failure(format!("cannot start cargo: {error}")))?;
    match status.code() {
        Some(0) => Ok(Outcome::Good),
        Some(1) => Ok(Outcome::Bad),
        _ => Err(Failure::told()),
    }
}
