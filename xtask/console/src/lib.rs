//! What the programs of the workspace have in common: how they end, print, and read a spec.
//!
//! Exit status: 0 when all is well, 1 when what was looked at is not as it should be, 2 when a program itself could not
//! work (a file that cannot be read, a file that may not be overwritten).

use std::fmt;
use std::io::{self, ErrorKind, IsTerminal, Write as _};
use std::path::Path;
use std::process::ExitCode;

pub mod spec;

/// How a command that could work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is as it should be.
    Good,
    /// Problems were printed.
    Bad,
    /// A program that was started could not work, and has said why.
    Unable,
}

/// Why a command could not work; for a person to read.
#[derive(Debug)]
pub struct Failure(pub String);

impl Failure {
    /// A failure of the file system at a path.
    #[must_use]
    pub fn at(path: &Path, doing: &str, error: &io::Error) -> Self {
        Self(format!("cannot {doing} {}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// The exit status of a command; why it could not work goes to standard error.
#[must_use]
pub fn exit(ended: Result<Outcome, Failure>) -> ExitCode {
    match ended {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Bad) => ExitCode::from(1),
        Ok(Outcome::Unable) => ExitCode::from(2),
        Err(failure) => {
            // Whoever closed the pipe reads the exit status.
            let _ = writeln!(io::stderr(), "error: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Prints a text on standard output, which may be closed early, as by `| head`.
///
/// # Errors
///
/// When it cannot be printed; that nobody reads on is no failure.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot print: {error}")))
        }
        _ => Ok(()),
    }
}

/// Whether to colour what goes there: a terminal, unless `NO_COLOR` is set.
#[must_use]
pub fn is_colored(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// `1 page`, `3 pages`.
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
