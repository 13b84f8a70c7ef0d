//! The transports against local servers that behave badly.

#![cfg(any(feature = "reqwest", feature = "ureq"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test binary"
)]

mod environment;
mod faults;
mod limits;
mod requests;
mod server;
mod subject;
mod tls;
