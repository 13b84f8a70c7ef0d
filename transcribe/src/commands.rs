//! One file a command.

pub(crate) mod coverage;
pub(crate) mod drift;
pub(crate) mod facts;
pub(crate) mod import;
pub(crate) mod verify;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// One JSON document
    Json,
}
