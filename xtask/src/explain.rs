//! `cargo xtask explain`: what a diagnostic code means.

use apiscribe_codegen::explain;

use crate::{Failure, Outcome};

/// Prints the explanation of a code, or the list of codes.
///
/// # Errors
///
/// When nobody knows the code.
pub(crate) fn run(code: Option<&str>) -> Result<Outcome, Failure> {
    let Some(code) = code else {
        for code in explain::codes() {
            let title = explain::explain(code).and_then(|text| text.lines().next());
            println!("{code}  {}", title.unwrap_or_default());
        }
        return Ok(Outcome::Good);
    };
    match explain::explain(code) {
        Some(text) => {
            println!("{}: {}", code.to_ascii_uppercase(), text.trim_end());
            Ok(Outcome::Good)
        }
        None => Err(Failure(format!(
            "no diagnostic has the code `{code}`; `cargo xtask explain` lists all codes"
        ))),
    }
}
