//! What SDKs compiled by Apiscribe stand on.
//!
//! # For users of an SDK
//!
//! - [`Error`]: why a call came to nothing, and what to ask it.
//! - [`Reply`]: the typed answer with status, headers and bytes; [`deviations`](Reply::deviations) says where it is not
//!   what the page documents.
//! - [`Violations`]: every documented rule that a request breaks, each with a stable id.
//! - [`Transport`]: how requests leave; bring your own for tests or for another HTTP client.
//! - [`DateTime`], [`EpochMillis`] and [`Secret`]: values of fields that are more than text or number.
//!
//! # How it works
//!
//! A documented table is a static [`table::Table`]; a model is a struct whose fields are reached by the index of their
//! row ([`Model`]). Decoding, encoding, validation, `Debug` and equality are written once here, over `dyn Model`.
//!
//! An [`Operation`] turns a request into an [`http::Request`] and an [`http::Response`] into an answer or an error, without
//! I/O. A [`Client`] is a thin shell around it.
//!
//! # Features
//!
//! | Feature | What it adds |
//! |---|---|
//! | `reqwest` | a transport by `reqwest`, with rustls and the platform's trust store |
//! | `jiff` | conversions of [`DateTime`] and [`EpochMillis`] |

pub mod client;
pub mod debug;
mod endpoint;
pub mod equality;
pub mod error;
pub mod json;
mod macros;
pub mod model;
pub mod operation;
pub mod reply;
pub mod settings;
pub mod table;
pub mod transport;
pub mod types;
pub mod validate;
pub mod value;

pub use bytes;
pub use http;
pub use serde;

pub use client::{Client, ClientBuilder};
pub use error::{Error, ErrorKind};
pub use model::{Item, Model, Nullable, Place};
pub use operation::{Operation, Request, blank};
pub use reply::Reply;
/// Any JSON.
pub use serde_json::Value as Json;
pub use settings::{HeldParameter, Settings};
pub use transport::{Transport, TransportError};
pub use types::{DateTime, EpochMillis, Secret};
pub use validate::{Violation, Violations};
