//! Tests of `tests/` that need a tool, and are left out of other runs for that.

use std::process::Command;

use super::Stop;
use super::place::run;
use crate::program::cargo;

/// A test that is ignored by default.
pub(super) struct Test {
    name: &'static str,
    command: Command,
}

impl Test {
    /// A test of a file of `tests/tests`.
    pub(super) fn new(file: &str, name: &'static str) -> Self {
        let mut command = cargo();
        command.args(["test", "--quiet", "--package", "conformance", "--test", file, "--"]);
        command.args(["--ignored", "--exact", "--nocapture", name]).env("RUST_BACKTRACE", "0");
        Self { name, command }
    }

    /// Sets a variable of its environment.
    pub(super) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it; what it printed after `found: `. Where it prints `skipped: `, the reason follows.
    pub(super) fn run(mut self) -> Result<String, Stop> {
        let printed = run(&mut self.command)?;
        let after = |mark: &str| {
            let told = printed.lines().find_map(|line| line.split_once(mark));
            told.map(|(_, told)| told.to_owned())
        };
        match (after("skipped: "), after("found: ")) {
            (Some(why), _) => Err(Stop::Skipped(why)),
            (None, Some(found)) => Ok(found),
            (None, None) => Err(Stop::Failed(format!("{} did not run:\n{printed}", self.name))),
        }
    }
}
