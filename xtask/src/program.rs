//! Cargo, and the programs of the workspace that need what `cargo xtask` itself shall not compile.

use std::process::{Command, ExitStatus};

use apiscribe_console::spec::root;
use apiscribe_console::{Failure, Outcome};

/// The cargo that runs this.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds and runs the program of a package; arguments that are added are the program's.
pub(crate) fn program(package: &str) -> Command {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", package, "--manifest-path"]);
    command.arg(root().join("Cargo.toml")).arg("--");
    command
}

/// Runs a program to its end, which is that of the command.
///
/// # Errors
///
/// When cargo cannot be started.
pub(crate) fn run(command: &mut Command) -> Result<Outcome, Failure> {
    let status = command.status().map_err(|error| unstarted(&error))?;
    Ok(ended(status))
}

/// Why cargo did not start.
pub(crate) fn unstarted(error: &std::io::Error) -> Failure {
    Failure(format!("cannot start cargo: {error}"))
}

fn ended(status: ExitStatus) -> Outcome {
    match status.code() {
        Some(0) => Outcome::Good,
        Some(1) => Outcome::Bad,
        _ => Outcome::Unable,
    }
}
