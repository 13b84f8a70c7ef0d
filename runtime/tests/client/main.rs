//! Both kinds of clients over transports and clocks of one's own: no socket, no wait.

#![cfg(feature = "blocking")]
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

#[path = "../sample/mod.rs"]
mod sample;

#[macro_use]
mod both;

mod answers;
mod build;
mod crowds;
mod hooks;
mod markers;
mod options;
mod retries;
mod secrecy;
mod tokens;
