//! Reads and checks a spec directory.

use std::fmt;
use std::path::Path;

use apiscribe_codegen::model::Sdk;
use apiscribe_codegen::{check, report};

/// Why there is no spec to serve.
#[derive(Debug)]
#[non_exhaustive]
pub enum SpecError {
    /// A directory or file could not be read.
    Unreadable(String),
    /// The compiler's diagnostics, for a person to read.
    Broken(String),
    /// A service was asked for that the spec does not have.
    UnknownService(String),
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(text) | Self::Broken(text) | Self::UnknownService(text) => {
                f.write_str(text)
            }
        }
    }
}

impl std::error::Error for SpecError {}

/// The checked spec of a directory.
///
/// # Errors
///
/// When a file can't be read, or the spec has a mistake: then with every mistake of every file.
pub fn load(directory: impl AsRef<Path>) -> Result<Sdk, SpecError> {
    let directory = directory.as_ref();
    let sources = apiscribe_console::spec::read(directory)
        .map_err(|failure| SpecError::Unreadable(failure.0))?;
    check(&sources).map_err(|diagnostics| {
        let prefix = format!("{}/", directory.display());
        SpecError::Broken(report::text(&diagnostics, &sources, &prefix, false))
    })
}

/// The same spec with these services alone; with all of them, where none is named.
///
/// # Errors
///
/// When it has no service of such a name.
pub fn only(mut sdk: Sdk, services: &[String]) -> Result<Sdk, SpecError> {
    let known: Vec<&str> = sdk.services.iter().map(|service| service.module.as_str()).collect();
    if let Some(unknown) = services.iter().find(|name| !known.contains(&name.as_str())) {
        let known = known.join(", ");
        return Err(SpecError::UnknownService(format!(
            "the spec has no service `{unknown}`; it has: {known}"
        )));
    }
    if !services.is_empty() {
        sdk.services.retain(|service| services.iter().any(|name| name == service.module.as_str()));
    }
    Ok(sdk)
}
