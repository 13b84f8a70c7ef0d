//! `Deserialize` for the types of `raw` that carry places.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::magic;
use crate::raw::{At, Entries, Key, RawObject, Scalar};
use crate::source::{FileId, Span};

/// An absent key has no value and no place; a value that fails is reported and has a place only.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Outer<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Outer<T> {
            type Value = At<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value")
            }

            fn visit_none<E>(self) -> Result<At<T>, E> {
                Ok(At { value: None, span: None })
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<At<T>, D::Error> {
                deserializer.deserialize_newtype_struct(magic::AT, Inner(self.0))
            }
        }

        struct Inner<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Inner<T> {
            type Value = At<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value with its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<At<T>, A::Error> {
                let span = place(&mut parts)?;
                Ok(At { value: parts.next_element()?, span: Some(span) })
            }
        }

        deserializer.deserialize_option(Outer(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;

        impl<'de> Visitor<'de> for Parts {
            type Value = Key;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key with its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Key, A::Error> {
                let span = place(&mut parts)?;
                Ok(Key { text: parts.next_element()?.unwrap_or_default(), span })
            }
        }

        deserializer.deserialize_newtype_struct(magic::KEY, Parts)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;

        impl<'de> Visitor<'de> for Parts {
            type Value = Scalar;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("text or a number")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Scalar, A::Error> {
                let quoted = parts.next_element::<usize>()? == Some(1);
                Ok(Scalar { text: parts.next_element()?.unwrap_or_default(), quoted })
            }
        }

        deserializer.deserialize_newtype_struct(magic::SCALAR, Parts)
    }
}

/// Collects entries in the order of the file.
struct Collect<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Collect<T> {
    type Value = Entries<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0));
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries { entries })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Collect(PhantomData))
    }
}

impl<'de> Deserialize<'de> for RawObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries =
            deserializer.deserialize_newtype_struct(magic::OBJECT, Collect(PhantomData))?;
        Ok(Self { entries })
    }
}

/// The first three parts.
fn place<'de, A: SeqAccess<'de>>(parts: &mut A) -> Result<Span, A::Error> {
    let mut next = || parts.next_element::<usize>().map(Option::unwrap_or_default);
    let (file, start, end) = (next()?, next()?, next()?);
    Ok(Span { file: FileId(file), range: start..end })
}
