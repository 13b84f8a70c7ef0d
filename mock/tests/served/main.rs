//! The mock from outside: through sockets, as clients see it, and as a program.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

mod answers;
mod client;
mod hostile;
mod program;
mod refusals;
mod session;
