//! JSON in and out over `dyn Model`, written once for all models.

mod decode;
mod encode;
mod error;
mod glue;
mod plain;
mod serialize;
mod trail;
mod visitors;

pub use decode::decode;
pub(crate) use decode::{decode_each, holds_secrets};
pub(crate) use encode::append_rows;
pub use encode::{encode, encode_rows};
pub use error::DecodeError;
pub use glue::{deserialize, serialize};
pub(crate) use plain::is_plain_name;
pub(crate) use trail::{DEPTH_MAX, join, key_step};
