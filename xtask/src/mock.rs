//! `cargo xtask mock`: starts the mock, which is a program of its own, so that this one needs no HTTP stack.

use std::ffi::OsString;
use std::process::Command;

use apiscribe_console::{Failure, Outcome, spec};

/// Builds and runs the mock with these options, and with the workspace's own spec unless they name another.
///
/// # Errors
///
/// When cargo can't be started, or the mock could not work.
pub(crate) fn run(options: Vec<OsString>) -> Result<Outcome, Failure> {
    let names_spec = options.iter().any(|option| {
        option.to_str().is_some_and(|option| option == "--spec" || option.starts_with("--spec="))
    });
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "--package", "apiscribe-mock", "--manifest-path"]);
    command.arg(spec::root().join("Cargo.toml")).arg("--").args(options);
    if !names_spec {
        command.arg("--spec").arg(spec::root().join("spec"));
    }
    start(command)
}

/// Becomes the mock: signals reach it, and its exit status is this one's.
#[cfg(unix)]
fn start(mut command: Command) -> Result<Outcome, Failure> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(Failure(format!("cannot start cargo: {error}")))
}

#[cfg(not(unix))]
fn start(mut command: Command) -> Result<Outcome, Failure> {
    let status =
        command.status().map_err(|error| Failure(format!("cannot start cargo: {error}")))?;
    match status.code() {
        Some(0) => Ok(Outcome::Good),
        Some(1) => Ok(Outcome::Bad),
        _ => Err(Failure("the mock could not work".to_owned())),
    }
}
