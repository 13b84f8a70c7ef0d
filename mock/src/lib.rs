//! Serves the APIs that a spec documents, on a local port: a second reading of the spec beside the generated crate.
//!
//! A request is judged by the documented tables. One that breaks them is answered with the documented failure, which lists
//! everything that is wrong; a good one with the documented example, or a random answer.
//!
//! ```
//! use apiscribe_mock::Mock;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mock = Mock::start(concat!(env!("CARGO_MANIFEST_DIR"), "/../spec"))?;
//! assert!(mock.url().starts_with("http://127.0.0.1:"));
//! # Ok(())
//! # }
//! ```

mod answers;
mod app;
mod authentication;
mod catalogue;
mod collection;
mod describe;
mod envelope;
mod export;
mod failure;
mod fault;
mod generate;
mod incoming;
mod json;
mod log;
mod mock;
mod options;
mod own;
mod reply;
mod resource;
mod server;
mod session;
pub mod spec;
mod thing;
mod violation;

pub use fault::duration;
pub use log::Recorded;
pub use mock::{Mock, MockBuilder, StartError};
pub use options::BODY_LIMIT;
pub use violation::Violation;
