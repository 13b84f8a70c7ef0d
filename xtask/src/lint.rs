//! `cargo xtask lint`: every problem of a spec.

use std::io::Write as _;
use std::path::Path;

use apiscribe_codegen::diagnostic::Diagnostic;
use apiscribe_codegen::source::Source;
use apiscribe_codegen::{check, report};
use apiscribe_console::spec::{prefix, read};
use apiscribe_console::{Failure, Outcome, is_colored};

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people, on standard error
    Text,
    /// One JSON document, on standard output
    Json,
    /// Annotations of a GitHub workflow, on standard output
    Github,
}

/// Checks the spec.
///
/// # Errors
///
/// When the spec cannot be read.
pub(crate) fn run(spec: &Path, format: Format) -> Result<Outcome, Failure> {
    let sources = read(spec)?;
    match check(&sources) {
        Ok(_) => {
            if format == Format::Json {
                print(&[], &sources, spec, format)?;
            }
            Ok(Outcome::Good)
        }
        Err(diagnostics) => {
            print(&diagnostics, &sources, spec, format)?;
            Ok(Outcome::Bad)
        }
    }
}

/// Prints problems.
///
/// # Errors
///
/// When standard output refuses them.
pub(crate) fn print(
    diagnostics: &[Diagnostic],
    sources: &[Source],
    spec: &Path,
    format: Format,
) -> Result<(), Failure> {
    let prefix = prefix(spec);
    match format {
        Format::Text => {
            let color = is_colored(&std::io::stderr());
            let count = diagnostics.len();
            let plural = if count == 1 { "" } else { "s" };
            let text = format!(
                "{}error: {count} problem{plural}; nothing was written\n",
                report::text(diagnostics, sources, &prefix, color)
            );
            // The exit status says it too, to whoever closed the pipe.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
        Format::Json => apiscribe_console::print(&report::json(diagnostics, sources, &prefix))?,
        Format::Github => apiscribe_console::print(&report::github(diagnostics, sources, &prefix))?,
    }
    Ok(())
}
