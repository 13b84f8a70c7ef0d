//! The generated clients of both kinds against a server that misbehaves in every way that is known of.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test binary"
)]

mod alone;
mod answers;
mod callers;
mod catalogue;
mod crowds;
mod lists;
mod memory;
mod paths;
mod requests;
mod secrets;
mod signatures;
mod table;
mod waits;
