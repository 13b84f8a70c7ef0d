//! `import PAGE…`: draft specs of pages.

use std::path::PathBuf;

use crate::{Failure, Outcome};

/// What `import` is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Pages, and directories of pages
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// Print the facts of the one page as JSON, and write nothing
    #[arg(long)]
    facts: bool,
}

/// Writes drafts.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match arguments.pages.as_slice() {
        [page] if arguments.facts => super::facts::run(page),
        _ => Err(Failure("only `--facts` of one page is there".to_owned())),
    }
}
