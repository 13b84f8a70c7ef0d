//! The error of the reader: a diagnostic that the nearest `At` reports.

use std::fmt;

use crate::diagnostic::{Diagnostic, Report};
use crate::source::Span;

/// Why a value can't be used.
#[derive(Debug)]
pub(super) enum Error {
    /// To be reported.
    Diagnostic(Box<Diagnostic>),
    /// serde's own words; the place is that of the value.
    Message(String),
    /// Reported already.
    Reported,
}

impl Error {
    pub(super) fn reported() -> Self {
        Self::Reported
    }

    /// Reports the error, at `span` where it has no place of its own.
    pub(super) fn report(self, report: &Report, span: &Span) {
        match self {
            Self::Diagnostic(diagnostic) => report.push(*diagnostic),
            Self::Message(message) => report.push(Diagnostic::new("E0113", span, message)),
            Self::Reported => {}
        }
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Diagnostic(Box::new(diagnostic))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Diagnostic(diagnostic) => formatter.write_str(&diagnostic.message),
            Self::Message(message) => formatter.write_str(message),
            Self::Reported => formatter.write_str("reported already"),
        }
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Message(message.to_string())
    }
}
