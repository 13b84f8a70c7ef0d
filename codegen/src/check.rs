//! What must hold across rows, objects and operations.

pub(crate) mod cycles;
pub(crate) mod errata;
pub(crate) mod examples;
pub(crate) mod namespace;
pub(crate) mod usage;
