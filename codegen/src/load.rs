//! Sources to raw files, in the order of their paths.
//!
//! The path says what a file is: `sdk.yaml`, `<service>/service.yaml`, `<service>/<operation>.yaml` or
//! `<service>/<group>/<operation>.yaml`.

mod file;
mod place;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Report};
use crate::parallel;
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
    let files = parallel::map(&order, |(file, source)| {
        let (content, problems) = Content::read(source, *file);
        (*file, content, problems)
    });
    let mut sdk = None;
    let mut sdk_given = false;
    let mut directories: BTreeMap<&str, Directory> = BTreeMap::new();
    for (file, content, problems) in files {
        for problem in problems {
            report.push(problem);
        }
        match content {
            Content::Sdk(read) => (sdk, sdk_given) = (read.map(|read| *read), true),
            Content::Service(name, service) => {
                directories
                    .entry(name)
                    .or_insert_with(|| Directory::new(name, file))
                    .service(service.map(|read| *read));
            }
            Content::Operation { service, group, stem, operation } => {
                directories
                    .entry(service)
                    .or_insert_with(|| Directory::new(service, file))
                    .operation(operation.map(|read| *read), group, stem);
            }
            Content::Nothing => {}
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

/// What became of one source; `None` for a file that is unreadable.
enum Content<'s> {
    Sdk(Option<Box<LoadedFile<RawSdk>>>),
    /// The `service.yaml` of this directory.
    Service(&'s str, Option<Box<LoadedFile<RawService>>>),
    Operation {
        service: &'s str,
        group: Option<&'s str>,
        stem: &'s str,
        operation: Option<Box<LoadedFile<RawOperation>>>,
    },
    Nothing,
}

impl<'s> Content<'s> {
    /// Reads a source; gives what is wrong with it, too.
    fn read(source: &'s Source, file: FileId) -> (Self, Vec<Diagnostic>) {
        match place::of(&source.path) {
            Place::Sdk => {
                let (read, problems) = file::read(source, file);
                (Self::Sdk(read), problems)
            }
            Place::Service(name) => {
                let (read, problems) = file::read(source, file);
                (Self::Service(name, read), problems)
            }
            Place::Operation { service, group, stem } => {
                let (operation, problems) = file::read(source, file);
                (Self::Operation { service, group, stem, operation }, problems)
            }
            Place::Ignored => (Self::Nothing, Vec::new()),
            Place::Unknown(help) => (Self::Nothing, vec![place::unknown(file, source, help)]),
        }
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
