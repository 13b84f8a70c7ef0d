//! `cargo xtask explain`: what a diagnostic code means.

use apiscribe_codegen::explain;
use apiscribe_console::{Failure, Outcome, print};

/// Prints the explanation of a code, or the list of codes.
///
/// # Errors
///
/// When nobody knows the code.
pub(crate) fn run(code: Option<&str>) -> Result<Outcome, Failure> {
    let Some(code) = code else {
        print(&explain::codes().map(line).collect::<String>())?;
        return Ok(Outcome::Good);
    };
    match explain::explain(code) {
        Some(text) => {
            print(&format!("{}: {}\n", code.to_ascii_uppercase(), text.trim_end()))?;
            Ok(Outcome::Good)
        }
        None => Err(Failure(format!(
            "no diagnostic has the code `{code}`; `cargo xtask explain` lists all codes"
        ))),
    }
}

/// A code and the title of its explanation.
fn line(code: &str) -> String {
    let title = explain::explain(code).and_then(|text| text.lines().next());
    format!("{code}  {}\n", title.unwrap_or_default())
}
