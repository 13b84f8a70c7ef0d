//! Page files: bytes to facts.

use std::fs;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, available_parallelism};

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

/// What each of the pages says, in their order; `begun` hears of each as it is opened. All processors read.
pub(crate) fn all_facts(
    pages: &[PathBuf],
    begun: impl Fn(&Path) + Sync,
) -> Vec<Result<Facts, String>> {
    let next = AtomicUsize::new(0);
    let read = || {
        let mut read = Vec::new();
        while let index = next.fetch_add(1, Ordering::Relaxed)
            && let Some(path) = pages.get(index)
        {
            begun(path);
            let bytes = bytes(path).map_err(|failure| failure.to_string());
            read.push((index, bytes.and_then(|bytes| facts(&bytes))));
        }
        read
    };
    let workers = available_parallelism().map_or(1, NonZero::get).min(pages.len());
    let mut all = thread::scope(|scope| {
        // As much as the main thread has: pages nest. Where no thread can be had, the others read.
        let worker = || thread::Builder::new().stack_size(8 << 20);
        let others: Vec<_> =
            (1..workers).filter_map(|_| worker().spawn_scoped(scope, read).ok()).collect();
        let mut all = read();
        for other in others {
            match other.join() {
                Ok(read) => all.extend(read),
                Err(panic) => resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, facts)| facts).collect()
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
