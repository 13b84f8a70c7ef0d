//! `cargo xtask bench`: figures that anyone can measure again.

use std::path::Path;
use std::time::Duration;

use apiscribe_codegen::source::Source;
use apiscribe_console::{Failure, Outcome, spec};
use clap::Subcommand;

mod compile;
mod derives;
mod import;
mod program;
mod scale;
mod workshop;

/// What is measured.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Time of generation and of export alone for 9, 200 and 2,000 operations
    Scale,
    /// Check time, build time and size of the emitted crate at 200 operations, beside structs with serde derives, alone
    /// and with client stubs
    Compile {
        /// Operations to emit, rounded up to whole copies of the spec
        #[arg(long, default_value_t = 200)]
        operations: usize,
        /// Rounds, of which the median counts
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// Time of `cargo xtask import` for 10, 100 and 500 pages that the bench writes
    Import,
    /// Cold build, warm build and number of crates of a program that uses one client, for each choice of features
    Program {
        /// Rounds, of which the median counts
        #[arg(long, default_value_t = 1)]
        rounds: usize,
    },
}

/// Measures.
///
/// # Errors
///
/// When the spec cannot be read, or a build fails.
pub(crate) fn run(what: &What) -> Result<Outcome, Failure> {
    match what {
        What::Scale => scale::run(),
        What::Compile { operations, rounds } => compile::run(*operations, *rounds),
        What::Import => import::run(),
        What::Program { rounds } => program::run(*rounds),
    }
}

/// The workspace's own spec, as often as it takes to have so many operations: each copy is a set of services of
/// other names.
fn copies(directory: &Path, operations: usize) -> Result<Vec<Source>, Failure> {
    let sources = spec::read(directory)?;
    let own = operation_count(&sources);
    if own == 0 {
        return Err(Failure(format!("{} holds no operation", directory.display())));
    }
    let mut copied: Vec<Source> =
        sources.iter().filter(|source| !source.path.contains('/')).cloned().collect();
    for copy in 0..operations.div_ceil(own) {
        for source in &sources {
            copied.extend(renamed(source, copy));
        }
    }
    Ok(copied)
}

fn operation_count(sources: &[Source]) -> usize {
    sources
        .iter()
        .filter(|source| source.path.contains('/') && !source.path.ends_with("/service.yaml"))
        .count()
}

fn renamed(source: &Source, copy: usize) -> Option<Source> {
    let (service, rest) = source.path.split_once('/')?;
    if copy == 0 {
        return Some(source.clone());
    }
    let mut text = String::from_utf8_lossy(&source.bytes).into_owned();
    if rest == "service.yaml" {
        text =
            text.replacen(&format!("service: {service}"), &format!("service: {service}{copy}"), 1);
    }
    Some(Source { path: format!("{service}{copy}/{rest}"), bytes: text.into_bytes() })
}

/// The middle one.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
