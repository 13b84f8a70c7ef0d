//! `cargo xtask mock`: starts the mock, which is a program of its own, so that this one needs no HTTP stack.

use std::ffi::OsString;
use std::process::Command;

use apiscribe_console::{Failure, Outcome, spec};

use crate::program;

/// Builds and runs the mock with these options, and with the workspace's own spec unless they name another.
///
/// # Errors
///
/// When cargo can't be started, or the mock could not work.
pub(crate) fn run(options: Vec<OsString>) -> Result<Outcome, Failure> {
    let names_spec = options.iter().any(|option| {
        option.to_str().is_some_and(|option| option == "--spec" || option.starts_with("--spec="))
    });
    let mut command = program::program("apiscribe-mock");
    command.args(options);
    if !names_spec {
        command.arg("--spec").arg(spec::root().join("spec"));
    }
    start(command)
}

/// Becomes the mock: signals reach it, and its exit status is this one's.
#[cfg(unix)]
fn start(mut command: Command) -> Result<Outcome, Failure> {
    use std::os::unix::process::CommandExt as _;
    Err(program::unstarted(&command.exec()))
}

#[cfg(not(unix))]
fn start(mut command: Command) -> Result<Outcome, Failure> {
    program::run(&mut command)
}
