//! Reads documentation pages of HTTP APIs.
//!
//! A reader makes a [`document::Document`] of a page, whatever its layout; everything after it knows documents only.
//! Touches no disk and prints nothing.

pub mod compare;
pub mod contradictions;
pub mod coverage;
pub mod document;
pub mod draft;
pub mod drift;
pub mod edition;
pub mod excerpts;
mod extract;
pub mod facts;
pub mod operations;
pub mod read;
pub mod type_name;
pub mod verify;
pub mod words;

pub use extract::extract;
