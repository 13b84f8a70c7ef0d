//! Sources to raw files, in the order of their paths.
//!
//! The path says what a file is: `sdk.yaml`, `<service>/service.yaml`, `<service>/<operation>.yaml` or
//! `<service>/<group>/<operation>.yaml`.

mod file;
mod place;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::Report;
use crate::raw::{RawOperation, RawSdk, RawService};
use crate::source::{FileId, Source, Span};

use place::Place;

/// All files of a spec that could be read.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// `sdk.yaml`; `None` where it is missing or unreadable, which is reported.
    pub(crate) sdk: Option<LoadedFile<RawSdk>>,
    /// One for each directory, by name.
    pub(crate) services: Vec<LoadedService>,
}

/// A file and what it says.
#[derive(Debug)]
pub(crate) struct LoadedFile<T> {
    /// Path below the spec directory.
    pub(crate) path: String,
    /// The first line that says something: where to point for what is missing.
    pub(crate) span: Span,
    pub(crate) raw: T,
}

/// A directory below the spec directory.
#[derive(Debug)]
pub(crate) struct LoadedService {
    /// Name of the directory.
    pub(crate) name: String,
    /// `service.yaml`; `None` where it is missing or unreadable, which is reported.
    pub(crate) service: Option<LoadedFile<RawService>>,
    /// Operations of the root group first, then by group; by path within a group.
    pub(crate) operations: Vec<LoadedOperation>,
    /// False where a file of the directory is unreadable: then "nobody uses this" can't be said.
    pub(crate) complete: bool,
}

/// The file of an operation.
#[derive(Debug)]
pub(crate) struct LoadedOperation {
    /// The subdirectory; one that `service.yaml` does not declare is reported.
    pub(crate) group: Option<String>,
    /// Path below the spec directory.
    pub(crate) path: String,
    /// Name of the file without `.yaml`.
    pub(crate) stem: String,
    /// The first line that says something: where to point for what is missing.
    pub(crate) span: Span,
    pub(crate) raw: RawOperation,
}

/// Reads all files; whatever can't be used is reported and left out.
pub(crate) fn load(sources: &[Source], report: &Report) -> Loaded {
    let mut order: Vec<(FileId, &Source)> =
        sources.iter().enumerate().map(|(at, source)| (FileId(at), source)).collect();
    order.sort_by(|a, b| a.1.path.cmp(&b.1.path));
    let mut sdk = None;
    let mut sdk_given = false;
    let mut directories: BTreeMap<&str, Directory> = BTreeMap::new();
    for (file, source) in order {
        match place::of(&source.path) {
            Place::Sdk => {
                sdk_given = true;
                sdk = file::read(source, file, report);
            }
            Place::Service(name) => {
                let service = file::read(source, file, report);
                directories
                    .entry(name)
                    .or_insert_with(|| Directory::new(name, file))
                    .service(service);
            }
            Place::Operation { service, group, stem } => {
                let operation = file::read(source, file, report);
                let directory =
                    directories.entry(service).or_insert_with(|| Directory::new(service, file));
                directory.operation(operation, group, stem);
            }
            Place::Ignored => {}
            Place::Unknown(help) => place::report_unknown(file, source, help, report),
        }
    }
    if !sdk_given {
        place::report_no_sdk(FileId(sources.len()), report);
    }
    Loaded {
        sdk,
        services: directories.into_values().map(|directory| directory.close(report)).collect(),
    }
}

/// A service whose files are being read.
struct Directory {
    service: LoadedService,
    /// Where to point for what the directory lacks.
    first: FileId,
    /// Whether there is a `service.yaml`, readable or not.
    given: bool,
}

impl Directory {
    fn new(name: &str, first: FileId) -> Self {
        let service = LoadedService {
            name: name.to_owned(),
            service: None,
            operations: Vec::new(),
            complete: true,
        };
        Self { service, first, given: false }
    }

    fn service(&mut self, service: Option<LoadedFile<RawService>>) {
        self.given = true;
        self.service.complete &= service.is_some();
        self.service.service = service;
    }

    fn operation(
        &mut self,
        operation: Option<LoadedFile<RawOperation>>,
        group: Option<&str>,
        stem: &str,
    ) {
        let Some(LoadedFile { path, span, raw }) = operation else {
            self.service.complete = false;
            return;
        };
        let (group, stem) = (group.map(str::to_owned), stem.to_owned());
        self.service.operations.push(LoadedOperation { group, path, stem, span, raw });
    }

    fn close(mut self, report: &Report) -> LoadedService {
        self.service.operations.sort_by(|a, b| (&a.group, &a.path).cmp(&(&b.group, &b.path)));
        if self.given {
            place::report_groups(&self.service, report);
        } else {
            place::report_no_service(&self.service.name, self.first, report);
        }
        self.service
    }
}
