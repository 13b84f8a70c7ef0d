//! `cargo xtask interop`: programs that nobody here wrote, on what is exported.
//!
//! Each tool has a file, which pins its version. Tools are installed into `target/interop`, and nowhere else.

use std::fmt::Display;

use apiscribe_codegen::check;
use apiscribe_codegen::model::Sdk;
use apiscribe_codegen::suggest::did_you_mean;
use apiscribe_console::{Failure, Outcome, spec};

mod browser;
mod conformance;
mod known;
mod openapi_generator;
mod place;
mod prism;
mod progenitor;
mod redocly;
mod schemathesis;
mod server;
mod typescript;

use place::Place;

/// A program that reads what is exported.
struct Tool {
    name: &'static str,
    version: &'static str,
    /// What it found good, in a few words.
    run: fn(&Place, &Sdk) -> Result<String, Stop>,
}

const TOOLS: &[Tool] = &[
    redocly::TOOL,
    progenitor::TOOL,
    openapi_generator::TOOL,
    typescript::TOOL,
    prism::TOOL,
    schemathesis::TOOL,
    browser::TOOL,
];

/// Why a tool came to no good end.
enum Stop {
    /// It can't be had here.
    Skipped(String),
    /// It found something wrong.
    Failed(String),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure.to_string())
    }
}

/// Which tools run, and how strictly.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Tools to run; all of them where none is named
    tools: Vec<String>,
    /// Fail where a tool can't be had
    #[arg(long)]
    strict: bool,
}

/// Runs the tools, one after the other, all of them whatever they find.
///
/// # Errors
///
/// When the spec cannot be read or has problems, or a tool is unknown.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let tools = chosen(&arguments.tools)?;
    let sources = spec::read(&spec::directory(None))?;
    let sdk = check(&sources).map_err(|problems| {
        Failure(format!("{} problems; run `cargo xtask lint`", problems.len()))
    })?;
    let place = Place::new()?;
    let mut outcome = Outcome::Good;
    for Tool { name, version, run } in tools {
        match run(&place, &sdk) {
            Ok(found) => line(name, version, "ok", found),
            Err(Stop::Skipped(why)) => {
                line(name, version, "skipped", why);
                if arguments.strict {
                    outcome = Outcome::Bad;
                }
            }
            Err(Stop::Failed(why)) => {
                line(name, version, "FAILED", why);
                outcome = Outcome::Bad;
            }
        }
    }
    Ok(outcome)
}

fn chosen(names: &[String]) -> Result<Vec<&'static Tool>, Failure> {
    let all = || TOOLS.iter().map(|tool| tool.name);
    if names.is_empty() {
        return Ok(TOOLS.iter().collect());
    }
    names
        .iter()
        .map(|name| {
            TOOLS.iter().find(|tool| tool.name == name).ok_or_else(|| {
                let help = did_you_mean(name, all().collect::<Vec<_>>()).unwrap_or_default();
                Failure(format!("no tool is called `{name}`; {help}"))
            })
        })
        .collect()
}

fn line(name: &str, version: &str, word: &str, found: impl Display) {
    println!("{name:<18} {version:<8} {word:<8} {found}");
}
