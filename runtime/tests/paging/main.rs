//! Lists by offset and limit, over a transport of one's own: no socket.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test binary"
)]

mod cases;
mod lazy;
mod properties;
mod sample;
mod service;
mod walk;
