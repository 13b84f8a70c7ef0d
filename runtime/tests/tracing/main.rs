//! What clients trace. Alone in its binary: whether a span is wanted is remembered for the whole process.

#![cfg(feature = "blocking")]
#![allow(missing_docs, clippy::panic, clippy::unwrap_used, reason = "a test binary")]

#[path = "../sample/mod.rs"]
mod sample;

#[macro_use]
#[path = "../client/both.rs"]
mod both;

#[path = "../client/markers.rs"]
mod markers;

mod call;
