//! What SDKs compiled by Apiscribe stand on.
//!
//! A documented table is a static [`table::Table`]; a model is a struct whose fields are reached by the index of their
//! row ([`Model`]). Decoding, encoding, validation, `Debug` and equality are written once here, over `dyn Model`.

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
