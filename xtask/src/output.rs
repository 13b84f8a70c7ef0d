//! The one writer: emitted files against a directory.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_console::Failure;
use apiscribe_console::spec::shown;
use similar::TextDiff;

/// The word that marks a file as emitted, in its first line.
const MARK: &str = "@generated";

/// A file as it should be.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// Where it goes.
    pub(crate) path: PathBuf,
    /// Its text.
    pub(crate) text: String,
}

/// What has to happen to a directory.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    write: Vec<(Wanted, Option<String>)>,
    remove: Vec<(PathBuf, String)>,
    unchanged: usize,
}

impl Plan {
    /// Compares wanted files with those that are there. Below each of `stale`, emitted files that nobody wants are removed.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or a file that was not emitted stands where one should go.
    pub(crate) fn new(wanted: Vec<Wanted>, stale: &[PathBuf]) -> Result<Self, Failure> {
        let mut plan = Self::default();
        let mut foreign = Vec::new();
        let paths: BTreeSet<PathBuf> = wanted.iter().map(|file| file.path.clone()).collect();
        for file in wanted {
            match existing(&file.path)? {
                Some(text) if text == file.text => plan.unchanged += 1,
                Some(text) if emitted(&text) || !emitted(&file.text) => {
                    plan.write.push((file, Some(text)));
                }
                Some(_) => foreign.push(shown(&file.path)),
                None => plan.write.push((file, None)),
            }
        }
        if !foreign.is_empty() {
            return Err(Failure(format!(
                "these files were not emitted (their first line lacks `{MARK}`) and would be overwritten; \
                 move them away, or choose another directory with --out:\n  {}",
                foreign.join("\n  ")
            )));
        }
        for directory in stale {
            plan.find_stale(directory, &paths)?;
        }
        plan.remove.sort();
        Ok(plan)
    }

    fn find_stale(&mut self, directory: &Path, wanted: &BTreeSet<PathBuf>) -> Result<(), Failure> {
        let entries = match fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Failure::at(directory, "read", &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| Failure::at(directory, "read", &error))?;
            let path = entry.path();
            let kind = entry.file_type().map_err(|error| Failure::at(&path, "read", &error))?;
            // Nothing was emitted through a link.
            if kind.is_symlink() {
                continue;
            }
            if kind.is_dir() {
                self.find_stale(&path, wanted)?;
            } else if !wanted.contains(&path)
                && let Some(text) = existing(&path)?
                && emitted(&text)
            {
                self.remove.push((path, text));
            }
        }
        Ok(())
    }

    /// Whether everything is as it should be.
    pub(crate) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }

    /// One line: what was, or would be, done.
    pub(crate) fn summary(&self) -> String {
        format!(
            "{} written, {} removed, {} unchanged",
            self.write.len(),
            self.remove.len(),
            self.unchanged
        )
    }

    /// A unified diff of everything that would change.
    pub(crate) fn diff(&self) -> String {
        let removed = self.remove.iter().map(|(path, old)| (path.as_path(), old.as_str(), ""));
        let written = self.write.iter().map(|(file, old)| {
            (file.path.as_path(), old.as_deref().unwrap_or_default(), file.text.as_str())
        });
        written.chain(removed).map(|(path, old, new)| unified(path, old, new)).collect()
    }

    /// Does it: all new texts are on disk beside their places before the first old one goes.
    ///
    /// # Errors
    ///
    /// When the file system refuses; then what was there is still there, or is already the new text.
    pub(crate) fn apply(self) -> Result<(), Failure> {
        let mut staged = Vec::new();
        for (file, _) in &self.write {
            match stage(file) {
                Ok(beside) => staged.push((beside, &file.path)),
                Err(failure) => {
                    for (beside, _) in staged {
                        // The first failure is the one to report.
                        let _ = fs::remove_file(beside);
                    }
                    return Err(failure);
                }
            }
        }
        for (beside, path) in staged {
            fs::rename(&beside, path).map_err(|error| Failure::at(path, "write", &error))?;
        }
        for (path, _) in &self.remove {
            fs::remove_file(path).map_err(|error| Failure::at(path, "remove", &error))?;
            remove_empty_parents(path);
        }
        Ok(())
    }
}

fn stage(file: &Wanted) -> Result<PathBuf, Failure> {
    if let Some(parent) = file.path.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::at(parent, "create", &error))?;
    }
    let mut name = file.path.file_name().unwrap_or_default().to_os_string();
    name.push(".new");
    let beside = file.path.with_file_name(name);
    fs::write(&beside, &file.text).map_err(|error| Failure::at(&beside, "write", &error))?;
    Ok(beside)
}

fn remove_empty_parents(path: &Path) {
    // A directory that still holds something refuses, which ends the walk.
    let mut parent = path.parent();
    while let Some(directory) = parent
        && fs::remove_dir(directory).is_ok()
    {
        parent = directory.parent();
    }
}

fn existing(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::at(path, "read", &error)),
    }
}

fn emitted(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains(MARK))
}

fn unified(path: &Path, old: &str, new: &str) -> String {
    let name = shown(path);
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff()
        .context_radius(3)
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
}
