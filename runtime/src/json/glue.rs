//! What the serde impls of emitted types call.

use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _};
use serde::ser::Serializer;

use super::decode::{HIDDEN, ModelSeed};
use super::serialize::ModelSerializer;
use super::trail::Trail;
use crate::model::Model;

/// Writes a model with any serializer.
///
/// # Errors
///
/// Those of the serializer; a number that is not finite; nesting deeper than 127 levels.
pub fn serialize<S: Serializer>(model: &dyn Model, serializer: S) -> Result<S::Ok, S::Error> {
    ModelSerializer::new(model).serialize(serializer)
}

/// Reads a model with the deserializer of any self-describing format.
///
/// # Errors
///
/// A value of another type than documented or a duplicate field, with its path; those of the deserializer.
pub fn deserialize<'de, M, D>(deserializer: D) -> Result<M, D::Error>
where
    M: Model + Default,
    D: Deserializer<'de>,
{
    let mut model = M::default();
    let mut trail = Trail::default();
    match ModelSeed::new(&mut model, &mut trail).deserialize(deserializer) {
        Ok(()) => Ok(model),
        Err(error) => {
            let path = trail.path();
            Err(if trail.is_hidden() {
                D::Error::custom(format_args!("{path}: {HIDDEN}"))
            } else if path.is_empty() {
                error
            } else {
                D::Error::custom(format_args!("{path}: {error}"))
            })
        }
    }
}
