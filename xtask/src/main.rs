//! `cargo xtask`: the commands of the workspace.
//!
//! Exit status: 0 when all is well, 1 when a spec or an emitted file is not as it should be, 2 when the command
//! itself could not work (a directory that cannot be read, a file that may not be overwritten).

use std::path::PathBuf;
use std::process::ExitCode;

use apiscribe_console::{Failure, Outcome, spec};
use clap::{Parser, Subcommand};

mod bench;
mod explain;
mod export;
mod gen_command;
mod interop;
mod lint;
mod mock;
mod output;
mod program;
mod schema;
mod transcribe;

/// Compiles the transcribed tables in `spec/` into the crate in `generated/`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes the generated crate; with --check, only says what it would change
    Gen {
        /// Directory of the spec
        #[arg(long, value_name = "DIR")]
        spec: Option<PathBuf>,
        /// Directory of the emitted package
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Write nothing; print a diff and exit with 1 if anything would change
        #[arg(long)]
        check: bool,
    },
    /// Checks the spec and prints every problem
    Lint {
        /// Directory of the spec
        #[arg(long, value_name = "DIR")]
        spec: Option<PathBuf>,
        /// How problems are printed
        #[arg(long, value_enum, default_value_t = lint::Format::Text)]
        format: lint::Format,
    },
    /// Writes draft specs of documentation pages
    #[command(disable_help_flag = true)]
    Import(transcribe::Arguments),
    /// Explains a diagnostic code such as E0203; without one, lists all codes
    Explain {
        /// The code
        code: Option<String>,
    },
    /// Writes the JSON Schema of the spec format, for editors
    Schema {
        /// Directory of the spec
        #[arg(long, value_name = "DIR")]
        spec: Option<PathBuf>,
        /// Write nothing; print a diff and exit with 1 if the file would change
        #[arg(long)]
        check: bool,
    },
    /// Writes the spec in the formats of other programs
    Export {
        #[command(subcommand)]
        what: export::What,
    },
    /// Runs programs of others on what is exported and on the mock: linters, generators, another mock, a fuzzer, a browser
    Interop(interop::Arguments),
    /// Serves the documented APIs on a local port; `cargo xtask mock --help` lists its options
    #[command(disable_help_flag = true)]
    Mock {
        /// Options of the mock
        #[arg(allow_hyphen_values = true, trailing_var_arg = true)]
        options: Vec<std::ffi::OsString>,
    },
    /// Compares the spec with the pages that it was transcribed from, row by row
    #[command(disable_help_flag = true)]
    Verify(transcribe::Arguments),
    /// Says what a newer edition of a page changes, and what that does to the SDK
    #[command(disable_help_flag = true)]
    Drift(transcribe::Arguments),
    /// Shows what of the documented rows the spec has
    #[command(disable_help_flag = true)]
    Coverage(transcribe::Arguments),
    /// Measures the compiler and what it emits
    Bench {
        #[command(subcommand)]
        what: bench::What,
    },
}

fn main() -> ExitCode {
    apiscribe_console::exit(run(Arguments::parse().command))
}

fn run(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Gen { spec, out, check } => {
            let spec = spec::directory(spec);
            let out = out.unwrap_or_else(|| spec::root().join("generated"));
            gen_command::run(&spec, &out, check)
        }
        Command::Lint { spec, format } => lint::run(&spec::directory(spec), format),
        Command::Import(arguments) => transcribe::run("import", &arguments),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Schema { spec, check } => schema::run(&spec::directory(spec), check),
        Command::Export { what } => export::run(what),
        Command::Interop(arguments) => interop::run(&arguments),
        Command::Mock { options } => mock::run(options),
        Command::Verify(arguments) => transcribe::run("verify", &arguments),
        Command::Drift(arguments) => transcribe::run("drift", &arguments),
        Command::Coverage(arguments) => transcribe::run("coverage", &arguments),
        Command::Bench { what } => bench::run(&what),
    }
}
