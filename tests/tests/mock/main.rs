//! The generated client against the mock: two readings of one spec, which must agree.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

mod callers;
mod credentials;
mod pages;
mod prism;
mod probes;
mod rules;
mod statuses;
