//! The spec that pages are compared with.

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use apiscribe_codegen::model::Sdk;
use apiscribe_codegen::source::Source;
use apiscribe_codegen::{check, report};
use apiscribe_transcribe::edition::spec::below_spec;
use apiscribe_transcribe::operations::Known;
use apiscribe_transcribe::papers::Papers;

use crate::Failure;
use crate::pages::shown;

/// A spec that has no mistakes.
pub(crate) struct Spec {
    /// Its directory, as people write it, with a slash.
    prefix: String,
    sources: Vec<Source>,
    /// What it says.
    pub(crate) sdk: Sdk,
}

impl Spec {
    /// Reads and checks the spec of a directory; the workspace's own without one.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or the spec has mistakes: they are printed as `lint` does.
    pub(crate) fn read(directory: Option<&Path>) -> Result<Self, Failure> {
        let directory = directory.map_or_else(|| root().join("spec"), Path::to_path_buf);
        let prefix = format!("{}/", shown(&directory).trim_end_matches('/'));
        let sources = sources(&directory)?;
        match check(&sources) {
            Ok(sdk) => Ok(Self { prefix, sources, sdk }),
            Err(diagnostics) => {
                let color = color(std::io::stderr().is_terminal());
                eprint!("{}", report::text(&diagnostics, &sources, &prefix, color));
                Err(Failure(format!(
                    "the spec has mistakes, so that nothing can be compared with it; mend it until `cargo xtask lint --spec {}` is silent",
                    prefix.trim_end_matches('/')
                )))
            }
        }
    }

    /// The path of a file of the spec, as people write it.
    pub(crate) fn shown(&self, file: &str) -> String {
        format!("{}{}", self.prefix, below_spec(file))
    }

    /// Papers with the files that say something of an operation.
    pub(crate) fn papers(&self, known: &Known<'_>) -> Papers {
        let mut papers = Papers::default();
        for file in [&known.operation.source, &known.service.source] {
            if let Some(source) = self.sources.iter().find(|source| source.path == below_spec(file))
            {
                papers.add_spec(source, &self.shown(file));
            }
        }
        papers
    }
}

/// Whether to colour what goes to a terminal.
pub(crate) fn color(is_terminal: bool) -> bool {
    is_terminal && std::env::var_os("NO_COLOR").is_none()
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// Every file below a directory, by path.
///
/// # Errors
///
/// When a file or directory cannot be read.
pub(crate) fn sources(directory: &Path) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    collect(directory, "", &mut sources)?;
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(directory: &Path, below: &str, sources: &mut Vec<Source>) -> Result<(), Failure> {
    for entry in fs::read_dir(directory).map_err(|error| Failure::at(directory, "read", &error))? {
        let entry = entry.map_err(|error| Failure::at(directory, "read", &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{below}{name}/"), sources)?;
        } else {
            let bytes = fs::read(&path).map_err(|error| Failure::at(&path, "read", &error))?;
            sources.push(Source { path: format!("{below}{name}"), bytes });
        }
    }
    Ok(())
}
