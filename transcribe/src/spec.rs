//! The spec that pages are compared with.

use std::path::Path;

use apiscribe_codegen::model::Sdk;
use apiscribe_codegen::source::Source;
use apiscribe_codegen::{check, report};
use apiscribe_console::{Failure, is_colored, spec};
use apiscribe_transcribe::edition::spec::below_spec;
use apiscribe_transcribe::operations::Known;
use apiscribe_transcribe::papers::Papers;

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
        let directory = spec::directory(directory.map(Path::to_path_buf));
        let prefix = spec::prefix(&directory);
        let sources = spec::read(&directory)?;
        match check(&sources) {
            Ok(sdk) => Ok(Self { prefix, sources, sdk }),
            Err(diagnostics) => {
                let color = is_colored(&std::io::stderr());
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
