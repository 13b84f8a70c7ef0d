//! Standard output that may be closed early, as by `| head`.

use std::io::{ErrorKind, Write as _};

use crate::Failure;

/// Prints a text.
///
/// # Errors
///
/// When it cannot be printed; that nobody reads on is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot print: {error}")))
        }
        _ => Ok(()),
    }
}
