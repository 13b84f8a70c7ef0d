//! The commands that read pages: what `cargo xtask import` and its kin start.
//!
//! Exit status as for `cargo xtask`: 0 when all is well, 1 when a page or a draft is not as it should be, 2 when the
//! command itself could not work (a file that cannot be read or written).

use std::path::PathBuf;
use std::process::ExitCode;

use apiscribe_console::{Failure, Outcome};
use clap::{Parser, Subcommand};

mod commands;
mod files;
mod pages;
mod progress;
mod shelf;
mod spec;

/// Reads documentation pages of HTTP APIs.
#[derive(Debug, Parser)]
#[command(
    name = "transcribe",
    bin_name = "cargo xtask",
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true
)]
struct Arguments {
    /// Print the facts of one page as JSON
    #[arg(long, value_name = "PAGE")]
    facts: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes draft specs of pages
    Import(commands::import::Arguments),
    /// Compares the spec with its pages, row by row, and says what the pages contradict in themselves
    ///
    /// Exit status: 0 where they agree, 1 where they differ, 2 where spec or page cannot be used. A contradiction within a
    /// page is no difference; an erratum that its page no longer needs is one.
    Verify(commands::verify::Arguments),
    /// Shows what of the documented rows the spec has, and which sentences of constraint it does not express
    ///
    /// Exit status: 0 whatever it shows, 2 where spec or pages cannot be used.
    Coverage(commands::coverage::Arguments),
    /// Says what a newer edition of a page changes, and what that does to the SDK
    ///
    /// Exit status: 0 without a change, 1 with one, 2 where an edition cannot be read.
    Drift(commands::drift::Arguments),
}

fn main() -> ExitCode {
    apiscribe_console::exit(run(Arguments::parse()))
}

fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    match (arguments.facts, arguments.command) {
        (Some(page), _) => commands::facts::run(&page),
        (None, Some(Command::Import(arguments))) => commands::import::run(&arguments),
        (None, Some(Command::Verify(arguments))) => commands::verify::run(&arguments),
        (None, Some(Command::Drift(arguments))) => commands::drift::run(&arguments),
        (None, Some(Command::Coverage(arguments))) => commands::coverage::run(&arguments),
        (None, None) => Ok(Outcome::Good),
    }
}
