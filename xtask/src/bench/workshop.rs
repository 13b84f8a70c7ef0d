//! Crates that are written to be measured, and the runs of cargo that measure them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use apiscribe_console::{Failure, spec};

use crate::program;

/// Writes a file, and the directories that it needs.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::at(parent, "create", &error))?;
    }
    fs::write(path, text).map_err(|error| Failure::at(path, "write", &error))
}

/// Gives a directory the versions of the workspace.
pub(super) fn copy_lock(directory: &Path) -> Result<(), Failure> {
    let lock = spec::root().join("Cargo.lock");
    fs::copy(&lock, directory.join("Cargo.lock"))
        .map(drop)
        .map_err(|error| Failure::at(&lock, "copy", &error))
}

/// Makes a file newer than what was built from it.
pub(super) fn touch(path: &Path) -> Result<(), Failure> {
    let text = fs::read(path).map_err(|error| Failure::at(path, "read", &error))?;
    fs::write(path, text).map_err(|error| Failure::at(path, "write", &error))
}

/// Cargo in a directory, which it builds in as well.
pub(super) fn cargo(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = program::cargo();
    command
        .args(arguments)
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", directory.join("target"))
        .stderr(Stdio::inherit());
    command
}

/// Runs it to its end; how long that took.
pub(super) fn timed(command: &mut Command) -> Result<Duration, Failure> {
    let start = Instant::now();
    output(command)?;
    Ok(start.elapsed())
}

/// Runs it to its end; what it printed.
pub(super) fn output(command: &mut Command) -> Result<Output, Failure> {
    let output =
        command.output().map_err(|error| Failure(format!("cannot start cargo: {error}")))?;
    if output.status.success() {
        Ok(output)
    } else {
        let arguments: Vec<_> = command.get_args().map(|each| each.to_string_lossy()).collect();
        let place = command.get_current_dir().unwrap_or(Path::new("."));
        Err(Failure(format!("cargo {} failed in {}", arguments.join(" "), place.display())))
    }
}
