//! One file a command.

pub(crate) mod facts;
pub(crate) mod import;
