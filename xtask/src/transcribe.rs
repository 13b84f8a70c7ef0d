//! The commands that read pages: `cargo xtask verify` and its kin start the binary of `apiscribe-transcribe`.
//!
//! So `cargo xtask` itself compiles no reader of HTML. The binary is built in the dev profile, but for the matching of
//! expressions. Measured on two cores: 50 s of processor time from nothing and 1.2 s for a hundred drafts, which
//! `cargo xtask bench import` measures again; in the release profile 165 s and 0.4 s.

use std::ffi::OsString;

use apiscribe_console::{Failure, Outcome};

use crate::program::{self, program};

/// What is handed on as it stands, `--help` included.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Arguments of the command; `--help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<OsString>,
}

/// Runs a command of the binary.
///
/// # Errors
///
/// When cargo cannot be started.
pub(crate) fn run(command: &str, arguments: &Arguments) -> Result<Outcome, Failure> {
    program::run(program("apiscribe-transcribe").arg(command).args(&arguments.arguments))
}
