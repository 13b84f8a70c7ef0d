//! What SDKs compiled by Apiscribe stand on.
//!
//! # For users of an SDK
//!
//! An SDK re-exports this crate: what the examples here write as `apiscribe_runtime::…` is `your_sdk::runtime::…` there.
//!
//! | For | See |
//! |---|---|
//! | why a call came to nothing, and what to ask it | [`Error`] |
//! | the typed answer with status, headers, bytes, attempts; where it is not what the page documents | [`Reply`] |
//! | tokens, providers of tokens, keys, signatures | [`authentication`] |
//! | what is sent again, when, and how often; time-outs and deadlines | [`retry`], [`options`] |
//! | settings of single calls, headers and query parameters that no page documents | [`CallOptions`] |
//! | lists, page by page or item by item | [`paging`] |
//! | every documented rule that a request breaks; enforcing, relaxing and waiving them | [`Violations`], [`policy`] |
//! | a look at every attempt; traces | [`hook`], [`trace`] |
//! | clients without async | `blocking` (feature `blocking`) |
//! | proxies, certificates, another HTTP client | [`transport`] |
//! | tests without a network and without waiting | [`testing`] |
//! | values of fields that are more than text or number | [`DateTime`], [`EpochMillis`], [`Secret`], [`Nullable`] |
//!
//! # How it works
//!
//! A documented table is a static [`table::Table`]; a model is a struct whose fields are reached by the index of their
//! row ([`Model`]). Decoding, encoding, validation, `Debug` and equality are written once here, over `dyn Model`.
//!
//! An [`Operation`] turns a request into an [`http::Request`] and an [`http::Response`] into an answer or an error, without
//! I/O. A call, with its retries, waits and tokens, is a machine without I/O as well; a [`Client`] is a thin shell around it,
//! and so is its blocking sibling.
//!
//! # Features
//!
//! | Feature | What it adds |
//! |---|---|
//! | `reqwest` | the default transport and clock of async clients, by `reqwest` with rustls and the platform's trust store |
//! | `blocking` | clients that block the calling thread |
//! | `ureq` | the default transport of blocking clients, by `ureq` with the same TLS; turns on `blocking` |
//! | `signature` | requests signed by an access key, SDK-HMAC-SHA256 |
//! | `jiff` | conversions of [`DateTime`] and [`EpochMillis`] |

// So that links in the documentation of setters hold here and in emitted crates.
#[allow(unused_extern_crates, reason = "documentation alone uses it")]
extern crate self as apiscribe_runtime;

pub mod authentication;
#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
pub mod client;
pub mod clock;
pub mod debug;
mod endpoint;
pub mod equality;
pub mod error;
pub mod hook;
pub mod json;
mod macros;
pub mod model;
pub mod operation;
pub mod options;
pub mod paging;
pub mod policy;
mod rate;
pub mod reply;
pub mod retry;
pub mod service;
pub mod settings;
pub mod table;
pub mod testing;
pub mod trace;
pub mod transport;
pub mod types;
pub mod validate;
pub mod value;

pub use bytes;
pub use http;
pub use serde;

#[cfg(feature = "signature")]
pub use authentication::AccessKey;
pub use authentication::{
    Authentication, AuthenticationError, BlockingTokenProvider, TokenProvider,
};
pub use client::{Client, ClientBuilder};
pub use clock::{BlockingClock, Clock};
pub use error::{Error, ErrorKind};
pub use hook::Hook;
pub use model::{Item, Model, Nullable, Place};
pub use operation::{Operation, Paged, Request, blank};
pub use options::CallOptions;
pub use policy::Policy;
pub use reply::Reply;
pub use retry::{Retry, RetryBudget};
/// Any JSON.
pub use serde_json::Value as Json;
pub use service::{Credential, HeldParameter, Service, Signature};
pub use settings::Settings;
pub use transport::{BlockingTransport, Transport, TransportError};
pub use types::{DateTime, EpochMillis, Secret};
pub use validate::{Violation, Violations};
