//! `--facts PAGE`: what a page says, as JSON.

use std::path::Path;

use apiscribe_console::spec::shown;
use apiscribe_console::{Failure, Outcome, print};
use apiscribe_transcribe::facts::json;

use crate::pages;

/// Prints the facts of a page.
///
/// # Errors
///
/// When the file cannot be read, or the facts cannot be printed.
pub(crate) fn run(page: &Path) -> Result<Outcome, Failure> {
    let bytes = pages::bytes(page)?;
    match pages::facts(&bytes) {
        Ok(facts) => {
            print(&format!("{}\n", json::facts(&facts)))?;
            Ok(Outcome::Good)
        }
        Err(reason) => {
            eprintln!("error: {}: {reason}", shown(page));
            Ok(Outcome::Bad)
        }
    }
}
