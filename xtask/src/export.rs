//! `cargo xtask export`: the spec for programs that read something else.

use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::check;
use apiscribe_codegen::model::{Sdk, Service};
use apiscribe_codegen::suggest::did_you_mean;
use apiscribe_console::spec::{self, shown};
use apiscribe_console::{Failure, Outcome, print};
use clap::Subcommand;

use crate::lint;
use crate::output::{Plan, Wanted};

mod json_schema;
mod openapi;

/// What is exported.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// An OpenAPI document of a service, or of each
    #[command(name = "openapi")]
    OpenApi(openapi::Arguments),
    /// The JSON Schema of a model (a request, a body, an object), or of all models of a service
    JsonSchema(json_schema::Arguments),
}

/// Exports.
///
/// # Errors
///
/// When the spec cannot be read, a name is unknown, or a file cannot be written.
pub(crate) fn run(what: What) -> Result<Outcome, Failure> {
    match what {
        What::OpenApi(arguments) => openapi::run(arguments),
        What::JsonSchema(arguments) => json_schema::run(arguments),
    }
}

/// The checked spec; `None` where its problems were printed.
fn checked(named: Option<PathBuf>) -> Result<Option<Sdk>, Failure> {
    let directory = spec::directory(named);
    let sources = spec::read(&directory)?;
    match check(&sources) {
        Ok(sdk) => Ok(Some(sdk)),
        Err(diagnostics) => {
            lint::print(&diagnostics, &sources, &directory, lint::Format::Text)?;
            Ok(None)
        }
    }
}

/// The service of this name.
fn service<'s>(sdk: &'s Sdk, name: &str) -> Result<&'s Service, Failure> {
    let names = || sdk.services.iter().map(|service| service.module.as_str());
    sdk.services.iter().find(|service| service.module.as_str() == name).ok_or_else(|| {
        let help = did_you_mean(name, names().collect::<Vec<_>>());
        Failure(unknown("service", name, help.as_deref()))
    })
}

fn unknown(what: &str, name: &str, help: Option<&str>) -> String {
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    format!("the spec has no {what} `{name}`{help}")
}

/// Names in backquotes, with commas.
fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Prints a text, or writes it into a file.
fn deliver(text: String, out: Option<&Path>) -> Result<Outcome, Failure> {
    match out {
        None => print(&text)?,
        Some(path) => write(vec![Wanted { path: path.to_owned(), text }], path)?,
    }
    Ok(Outcome::Good)
}

/// Writes files, all or none, and says so. A file of another kind is left alone: JSON bears no mark of its writer.
fn write(wanted: Vec<Wanted>, place: &Path) -> Result<(), Failure> {
    let is_json = |text: &[u8]| text.trim_ascii_start().starts_with(b"{");
    for Wanted { path, text } in &wanted {
        let other = fs::read(path).is_ok_and(|old| !old.is_empty() && !is_json(&old));
        if is_json(text.as_bytes()) && other {
            return Err(Failure(format!(
                "{} is no JSON document and would be overwritten; move it away, or choose another file with --out",
                shown(path)
            )));
        }
    }
    let plan = Plan::new(wanted, &[])?;
    let summary = plan.summary();
    plan.apply()?;
    eprintln!("{}: {summary}", shown(place));
    Ok(())
}
