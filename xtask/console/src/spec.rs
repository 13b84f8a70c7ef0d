//! The files of a spec directory, and paths as people write them.

use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::source::Source;
use walkdir::{DirEntry, WalkDir};

use crate::Failure;

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf()
}

/// The named spec directory, or the workspace's own.
#[must_use]
pub fn directory(named: Option<PathBuf>) -> PathBuf {
    named.unwrap_or_else(|| root().join("spec"))
}

/// A path as a person at the current directory would write it.
#[must_use]
pub fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let short = path.strip_prefix(&current).unwrap_or(path);
    let text = short.to_string_lossy().replace('\\', "/");
    if text.is_empty() { ".".to_owned() } else { text }
}

/// What stands before the path of a spec file in messages: `spec/`.
#[must_use]
pub fn prefix(spec: &Path) -> String {
    match shown(spec).as_str() {
        "." => String::new(),
        path => format!("{}/", path.trim_end_matches('/')),
    }
}

/// Every file below the directory, sorted by path. Links are followed.
///
/// # Errors
///
/// When a directory or file cannot be read, or a link leads back to where it is.
pub fn read(directory: &Path) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    let entries = WalkDir::new(directory).follow_links(true).into_iter();
    for entry in entries.filter_entry(is_kept) {
        let entry = entry.map_err(|error| unreadable(directory, &error))?;
        if entry.file_type().is_dir() && entry.depth() > 0 {
            continue;
        }
        // What is named is a directory, or reading it says what it is.
        if entry.depth() == 0 {
            fs::read_dir(directory).map_err(|error| Failure::at(directory, "read", &error))?;
            continue;
        }
        let below = entry.path().strip_prefix(directory).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        let bytes =
            fs::read(entry.path()).map_err(|error| Failure::at(entry.path(), "read", &error))?;
        sources.push(Source { path, bytes });
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn unreadable(directory: &Path, error: &walkdir::Error) -> Failure {
    let path = error.path().unwrap_or(directory);
    match error.io_error() {
        Some(system) => Failure::at(path, "read", system),
        None => {
            Failure(format!("cannot read {}: the link leads back to where it is", path.display()))
        }
    }
}

/// Editors and version control leave the others behind.
fn is_kept(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 0 || !name.starts_with('.') && !name.ends_with('~')
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_in_order_and_leftovers_are_not() {
        let directory = tempfile::tempdir().unwrap();
        for file in ["b/z.yaml", "b.yaml", "a.yaml", ".git/x", "a.yaml~", "b/.swp"] {
            let path = directory.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        let paths: Vec<String> =
            read(directory.path()).unwrap().into_iter().map(|source| source.path).collect();
        assert_eq!(paths, ["a.yaml", "b.yaml", "b/z.yaml"]);
        let file = directory.path().join("a.yaml");
        for (path, reason) in
            [(&file, "Not a directory"), (&directory.path().join("no"), "No such file")]
        {
            let said = read(path).unwrap_err().to_string();
            assert!(said.starts_with(&format!("cannot read {}: ", path.display())), "{said}");
            assert!(cfg!(windows) || said.contains(reason), "{said}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_back_is_said() {
        let directory = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(directory.path(), directory.path().join("loop")).unwrap();
        let said = read(directory.path()).unwrap_err().to_string();
        assert!(said.ends_with("loop: the link leads back to where it is"), "{said}");
    }

    #[test]
    fn messages_begin_with_the_path_that_was_written() {
        assert_eq!(prefix(Path::new("spec/")), "spec/");
        assert_eq!(prefix(&std::env::current_dir().unwrap()), "");
        assert!(root().join("Cargo.lock").is_file());
    }
}
