//! Page files: bytes to facts.

use std::fs;
use std::path::Path;

use apiscribe_transcribe::facts::Facts;

use crate::Failure;

/// The bytes of a file.
///
/// # Errors
///
/// When the file cannot be read.
pub(crate) fn bytes(page: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(page).map_err(|error| Failure::at(page, "read", &error))
}

/// What a page says; an error says why nobody can tell.
pub(crate) fn facts(bytes: &[u8]) -> Result<Facts, String> {
    let document = apiscribe_transcribe::read::read(bytes).map_err(|error| error.to_string())?;
    Ok(apiscribe_transcribe::extract(&document))
}

/// A path as a person at the current directory would write it.
pub(crate) fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let short = path.strip_prefix(&current).unwrap_or(path);
    short.to_string_lossy().replace('\\', "/")
}
