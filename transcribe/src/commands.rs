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

/// `1 page`, `3 pages`.
pub(crate) fn count(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
