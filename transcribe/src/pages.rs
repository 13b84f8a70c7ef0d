//! Page files: bytes to facts.

use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_console::Failure;
use apiscribe_transcribe::facts::Facts;

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

/// The files of the named pages; those of a directory in the order of their paths.
///
/// # Errors
///
/// When a directory cannot be read, or a name is none of a file.
pub(crate) fn listed(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut pages = Vec::new();
    for path in named {
        let kind = fs::metadata(path).map_err(|error| Failure::at(path, "read", &error))?;
        if kind.is_dir() {
            let mut below = Vec::new();
            collect(path, &mut below)?;
            below.sort();
            pages.append(&mut below);
        } else {
            pages.push(path.clone());
        }
    }
    Ok(pages)
}

fn collect(directory: &Path, pages: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries =
        fs::read_dir(directory).map_err(|error| Failure::at(directory, "read", &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::at(directory, "read", &error))?;
        let kind = entry.file_type().map_err(|error| Failure::at(directory, "read", &error))?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if kind.is_dir() {
            collect(&path, pages)?;
        } else if fs::metadata(&path).is_ok_and(|kind| !kind.is_file() && !kind.is_dir()) {
            // Reading a pipe or a device may never end.
        } else {
            pages.push(path);
        }
    }
    Ok(())
}
