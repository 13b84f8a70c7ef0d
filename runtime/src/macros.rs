//! The thin impls of emitted types, and the setters of their builders.

mod client;
mod shared;

pub(crate) use client::client_credentials;
pub(crate) use shared::through_pointers;

/// Implements for a struct that is a [`Model`](crate::Model) and `Default`: a `Debug` that hides secrets and shows what is
/// set, `PartialEq`, and serde's `Serialize` and `Deserialize`.
///
/// What is not generic is `#[inline]` here and in emitted code, so that it is compiled where it is used, as derives are.
#[macro_export]
macro_rules! model {
    ($name:ident) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug::model(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::equality::models(self, other)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::json::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::json::deserialize(deserializer)
            }
        }
    };
}

/// Implements for an open enumeration of texts, which has `fn as_str(&self) -> &str` and `From<&str>`: `Display`,
/// [`Item`](crate::Item) and [`Word`](crate::value::Word).
#[macro_export]
macro_rules! text_enumeration {
    ($name:ident) => {
        impl $crate::Item for $name {
            #[inline]
            fn blank() -> Self {
                <Self as ::core::convert::From<&str>>::from("")
            }

            #[inline]
            fn value(&self) -> $crate::value::Value<'_> {
                $crate::value::Value::Text(self.as_str())
            }

            #[inline]
            fn slot(&mut self) -> $crate::value::Slot<'_> {
                $crate::value::Slot::Word(self)
            }
        }

        impl $crate::value::Word for $name {
            #[inline]
            fn text(&mut self, text: &str) -> bool {
                *self = <Self as ::core::convert::From<&str>>::from(text);
                true
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.as_str(), f)
            }
        }
    };
}

/// Implements for an open enumeration of integers, which has `const fn as_i64(&self) -> i64` and `From<i64>`: `Display`,
/// [`Item`](crate::Item) and [`Word`](crate::value::Word).
#[macro_export]
macro_rules! integer_enumeration {
    ($name:ident) => {
        impl $crate::Item for $name {
            #[inline]
            fn blank() -> Self {
                <Self as ::core::convert::From<i64>>::from(0)
            }

            #[inline]
            fn value(&self) -> $crate::value::Value<'_> {
                $crate::value::Value::Integer(self.as_i64())
            }

            #[inline]
            fn slot(&mut self) -> $crate::value::Slot<'_> {
                $crate::value::Slot::Word(self)
            }
        }

        impl $crate::value::Word for $name {
            #[inline]
            fn integer(&mut self, integer: i64) -> bool {
                *self = <Self as ::core::convert::From<i64>>::from(integer);
                true
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }
    };
}
