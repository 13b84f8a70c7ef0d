//! Reads the files of a spec directory.

use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::source::Source;

use crate::Failure;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The named spec directory, or the workspace's own.
pub(crate) fn directory(named: Option<PathBuf>) -> PathBuf {
    named.unwrap_or_else(|| root().join("spec"))
}

/// A path as a person at the current directory would write it.
pub(crate) fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let short = path.strip_prefix(&current).unwrap_or(path);
    let text = short.to_string_lossy().replace('\\', "/");
    if text.is_empty() { ".".to_owned() } else { text }
}

/// What stands before the path of a spec file in messages: `spec/`.
pub(crate) fn prefix(spec: &Path) -> String {
    match shown(spec).as_str() {
        "." => String::new(),
        path => format!("{}/", path.trim_end_matches('/')),
    }
}

/// Every file below the directory, sorted by path.
///
/// # Errors
///
/// When a directory or file cannot be read.
pub(crate) fn read(spec: &Path) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    collect(spec, "", &mut sources)?;
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(directory: &Path, below: &str, sources: &mut Vec<Source>) -> Result<(), Failure> {
    let entries =
        fs::read_dir(directory).map_err(|error| Failure::at(directory, "read", &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::at(directory, "read", &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Editors and version control leave such files behind.
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let path = entry.path();
        let kind = fs::metadata(&path).map_err(|error| Failure::at(&path, "read", &error))?;
        if kind.is_dir() {
            collect(&path, &format!("{below}{name}/"), sources)?;
        } else {
            let bytes = fs::read(&path).map_err(|error| Failure::at(&path, "read", &error))?;
            sources.push(Source { path: format!("{below}{name}"), bytes });
        }
    }
    Ok(())
}
