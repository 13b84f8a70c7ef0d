//! Fields for which the page documents null.

use crate::model::{Item, Place};
use crate::value::{Slot, Value};

/// A field that can be absent, null or set, where null means something of its own.
///
/// ```
/// use apiscribe_runtime::Nullable;
///
/// let comment: Nullable<String> = Nullable::Null;
/// assert!(comment.is_null());
/// assert_eq!(Nullable::from(1).set(), Some(&1));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// Not sent.
    #[default]
    Absent,
    /// Sent as null.
    Null,
    /// Sent as a value.
    Set(T),
}

impl<T> Nullable<T> {
    /// The value, if one is set.
    #[must_use]
    pub const fn set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if one is set.
    #[must_use]
    pub fn into_set(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether it is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it is absent.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl<T: Item> Nullable<T> {
    fn insert_blank(&mut self) -> Slot<'_> {
        *self = Self::Set(T::blank());
        // The first round returns; written so that no arm has to panic.
        loop {
            match self {
                Self::Set(value) => return value.slot(),
                Self::Absent | Self::Null => *self = Self::Set(T::blank()),
            }
        }
    }
}

impl<T: Item> Place for Nullable<T> {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Absent => Value::Absent,
            Self::Null => Value::Null,
            Self::Set(value) => value.value(),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        self.insert_blank()
    }

    fn null(&mut self) {
        *self = Self::Null;
    }
}

/// In a list or map there is no absent: a blank is null.
impl<T: Item> Item for Nullable<T> {
    fn blank() -> Self {
        Self::Null
    }

    fn value(&self) -> Value<'_> {
        self.set().map_or(Value::Null, Item::value)
    }

    fn slot(&mut self) -> Slot<'_> {
        self.insert_blank()
    }

    fn null(&mut self) -> bool {
        *self = Self::Null;
        true
    }
}
