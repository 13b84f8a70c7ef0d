//! The workspace's spec, read by the compiler.

use std::fs;
use std::path::{Path, PathBuf};

use apiscribe_codegen::model::{Erratum, Group, Operation, Sdk, Service};
use apiscribe_codegen::source::Source;

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The files of the spec, sorted by path.
///
/// # Panics
///
/// When a file cannot be read.
#[must_use]
pub fn sources() -> Vec<Source> {
    sources_in(&root().join("spec"))
}

fn sources_in(directory: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    collect(directory, "", &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

#[expect(clippy::expect_used, reason = "a test that cannot read its input must stop")]
fn collect(directory: &Path, below: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(directory).expect("the directory can be read") {
        let entry = entry.expect("the directory can be read");
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            collect(&path, &format!("{below}{name}/"), sources);
        } else {
            let bytes = fs::read(&path).expect("the file can be read");
            sources.push(Source { path: format!("{below}{name}"), bytes });
        }
    }
}

/// The checked spec.
///
/// # Panics
///
/// When it does not pass its checks.
#[must_use]
pub fn sdk() -> Sdk {
    sdk_in(&root().join("spec"))
}

/// The checked spec of a directory.
///
/// # Panics
///
/// When it does not pass its checks.
#[must_use]
#[expect(clippy::panic, reason = "a test without its input must stop")]
pub fn sdk_in(directory: &Path) -> Sdk {
    match apiscribe_codegen::check(&sources_in(directory)) {
        Ok(sdk) => sdk,
        Err(problems) => panic!("the spec has {} problems: {problems:#?}", problems.len()),
    }
}

/// An operation with what surrounds it.
#[derive(Debug, Clone, Copy)]
pub struct Documented<'a> {
    /// The service.
    pub service: &'a Service,
    /// The group; the service's root where it has none.
    pub group: &'a Group,
    /// The operation.
    pub operation: &'a Operation,
}

impl<'a> Documented<'a> {
    /// The erratum at a place, from the operation, its group or its service.
    #[must_use]
    pub fn erratum(&self, at: &str) -> Option<&'a Erratum> {
        let groups = self.group.errata.iter().chain(&self.service.root.errata);
        self.operation.errata.iter().chain(groups).find(|erratum| erratum.at == at)
    }
}

/// Every operation of the spec.
#[must_use]
pub fn operations(sdk: &Sdk) -> Vec<Documented<'_>> {
    let mut all = Vec::new();
    for service in &sdk.services {
        for group in service.all_groups() {
            for operation in &group.operations {
                all.push(Documented { service, group, operation });
            }
        }
    }
    all
}
