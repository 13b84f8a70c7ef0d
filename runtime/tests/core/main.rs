//! The core of the runtime, over models as the compiler of the spec emits them.

// Models are declared as in a crate that exports them.
#![allow(unreachable_pub)]
// Helpers of tests fail by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod decode;
mod depth;
mod encode;
mod properties;
mod sample;
mod secrecy;
mod serde_glue;
mod show;
mod validate_facts;
mod validate_rules;
