//! The files of a spec: those that are there, and drafts beside them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use apiscribe_codegen::source::Source;
use apiscribe_console::{Failure, spec};
use apiscribe_transcribe::draft::File;

/// Where the runtime is, as a manifest names it.
pub(crate) fn runtime() -> String {
    spec::root().join("runtime").to_string_lossy().replace('\\', "/")
}

/// The files below a directory, by path; none where there is no directory.
///
/// # Errors
///
/// When a file or directory cannot be read.
pub(crate) fn existing(directory: &Path) -> Result<Vec<Source>, Failure> {
    if directory.try_exists().map_err(|error| Failure::at(directory, "read", &error))? {
        spec::read(directory)
    } else {
        Ok(Vec::new())
    }
}

/// What became of drafts.
#[derive(Debug, Default)]
pub(crate) struct Placed {
    pub(crate) written: usize,
    pub(crate) unchanged: usize,
    /// Files that were there and differ: they are somebody's work.
    pub(crate) left: Vec<PathBuf>,
}

/// Puts drafts into a directory; a file that is there stays as it is.
///
/// # Errors
///
/// When a file cannot be written; then none of those that were to be written is there in part.
pub(crate) fn place(directory: &Path, files: &[File]) -> Result<Placed, Failure> {
    let mut placed = Placed::default();
    let mut new = Vec::new();
    for file in files {
        let path = directory.join(&file.path);
        match fs::read(&path) {
            Ok(bytes) if bytes == file.text.as_bytes() => placed.unchanged += 1,
            Ok(_) => placed.left.push(path),
            Err(error) if error.kind() == ErrorKind::NotFound => new.push((path, file)),
            Err(error) => return Err(Failure::at(&path, "read", &error)),
        }
    }
    let mut staged = Staged::default();
    for (path, file) in &new {
        staged.add(path, &file.text)?;
    }
    placed.written = new.len();
    staged.publish()?;
    Ok(placed)
}

/// Texts that lie beside their places; gone when dropped.
#[derive(Default)]
struct Staged {
    files: Vec<(PathBuf, PathBuf)>,
}

impl Staged {
    fn add(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| Failure::at(parent, "create", &error))?;
        }
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".new");
        let beside = path.with_file_name(name);
        self.files.push((beside.clone(), path.to_owned()));
        fs::write(&beside, text).map_err(|error| Failure::at(&beside, "write", &error))
    }

    /// Moves all of them, but over no file that came meanwhile.
    fn publish(self) -> Result<(), Failure> {
        for (beside, path) in &self.files {
            let linked = match fs::hard_link(beside, path) {
                // Some file systems have no links.
                Err(error) if error.kind() != ErrorKind::AlreadyExists && !path.exists() => {
                    fs::rename(beside, path)
                }
                other => other,
            };
            linked.map_err(|error| Failure::at(path, "write", &error))?;
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (beside, _) in &self.files {
            // Whatever is wrong with it was reported when it was written.
            let _ = fs::remove_file(beside);
        }
    }
}
