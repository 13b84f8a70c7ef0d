//! Reads documentation pages of HTTP APIs.
//!
//! A reader makes a [`document::Document`] of a page, whatever its layout; everything after it knows documents only.
//! Touches no disk and prints nothing.

pub mod document;
pub mod draft;
mod extract;
pub mod facts;
pub mod read;
pub mod words;

pub use extract::extract;
