//! The thin impls of emitted types.

/// Implements for a struct that is a [`Model`](crate::Model) and `Default`: [`Item`](crate::Item), a `Debug` that hides
/// secrets and shows what is set, `PartialEq`, and serde's `Serialize` and `Deserialize`.
#[macro_export]
macro_rules! model {
    ($name:ident) => {
        impl $crate::Item for $name {
            fn blank() -> Self {
                <Self as ::core::default::Default>::default()
            }

            fn value(&self) -> $crate::value::Value<'_> {
                $crate::value::Value::Model(self)
            }

            fn slot(&mut self) -> $crate::value::Slot<'_> {
                $crate::value::Slot::Model(self)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug::model(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $name {
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

/// Implements for an open enumeration of texts, which has `fn as_str(&self) -> &str` and `From<&str>`: `Default` (the
/// empty text), `Display`, `From<String>`, [`Item`](crate::Item), [`Word`](crate::value::Word), comparison with texts,
/// `Serialize` and `Deserialize`.
#[macro_export]
macro_rules! text_enumeration {
    ($name:ident) => {
        impl ::core::default::Default for $name {
            fn default() -> Self {
                <Self as ::core::convert::From<&str>>::from("")
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&text)
            }
        }

        impl $crate::Item for $name {
            fn blank() -> Self {
                <Self as ::core::default::Default>::default()
            }

            fn value(&self) -> $crate::value::Value<'_> {
                $crate::value::Value::Text(self.as_str())
            }

            fn slot(&mut self) -> $crate::value::Slot<'_> {
                $crate::value::Slot::Word(self)
            }
        }

        impl $crate::value::Word for $name {
            fn text(&mut self, text: &str) -> bool {
                *self = <Self as ::core::convert::From<&str>>::from(text);
                true
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.as_str(), f)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::json::deserialize_text(deserializer)
            }
        }
    };
}

/// Implements for an open enumeration of integers, which has `const fn as_i64(&self) -> i64` and `From<i64>`:
/// `Display`, [`Item`](crate::Item), [`Word`](crate::value::Word), comparison with integers, `Serialize` and `Deserialize`.
#[macro_export]
macro_rules! integer_enumeration {
    ($name:ident) => {
        impl $crate::Item for $name {
            fn blank() -> Self {
                <Self as ::core::convert::From<i64>>::from(0)
            }

            fn value(&self) -> $crate::value::Value<'_> {
                $crate::value::Value::Integer(self.as_i64())
            }

            fn slot(&mut self) -> $crate::value::Slot<'_> {
                $crate::value::Slot::Word(self)
            }
        }

        impl $crate::value::Word for $name {
            fn integer(&mut self, integer: i64) -> bool {
                *self = <Self as ::core::convert::From<i64>>::from(integer);
                true
            }
        }

        impl ::core::cmp::PartialEq<i64> for $name {
            fn eq(&self, other: &i64) -> bool {
                self.as_i64() == *other
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::json::deserialize_integer(deserializer)
            }
        }
    };
}
