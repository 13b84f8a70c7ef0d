//! Field types with a meaning of their own.

mod date_time;
mod epoch_millis;
mod secret;

pub use date_time::DateTime;
pub use epoch_millis::EpochMillis;
pub use secret::Secret;
pub(crate) use secret::same as secret_texts_match;
