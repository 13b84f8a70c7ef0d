//! Helpers of the conformance tests: the spec as the compiler reads it, the facts as they were typed from the pages,
//! values made from tables, and a local server.

pub mod facts;
pub mod server;
pub mod spec;
pub mod tables;
pub mod values;

/// The code of the README is compiled like any other.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
