//! The types of fields that are not emitted.

use std::collections::BTreeMap;

use crate::Json;
use crate::model::Item;
use crate::types::{DateTime, EpochMillis, Secret};
use crate::value::{List, Map, Slot, Value, Word};

/// Bytes that a list reserves at most on the word of the wire.
const RESERVE_MAX: usize = 1024 * 1024;

impl Item for String {
    fn blank() -> Self {
        Self::new()
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
}

/// Types that are copied as they are.
macro_rules! scalars {
    ($($type:ty: $variant:ident, $blank:expr;)*) => {
        $(impl Item for $type {
            fn blank() -> Self {
                $blank
            }

            fn value(&self) -> Value<'_> {
                Value::$variant(*self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::$variant(self)
            }
        })*
    };
}

scalars! {
    i64: Integer, 0;
    f64: Double, 0.0;
    bool: Boolean, false;
}

impl Item for Json {
    fn blank() -> Self {
        Self::Null
    }

    fn value(&self) -> Value<'_> {
        Value::Json(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Json(self)
    }

    fn null(&mut self) -> bool {
        *self = Self::Null;
        true
    }
}

impl Item for DateTime {
    fn blank() -> Self {
        Self::default()
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self.as_str())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Word(self)
    }
}

impl Word for DateTime {
    fn text(&mut self, text: &str) -> bool {
        *self = Self::from(text);
        true
    }
}

impl Item for EpochMillis {
    fn blank() -> Self {
        Self::default()
    }

    fn value(&self) -> Value<'_> {
        Value::Integer(self.as_i64())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Word(self)
    }
}

impl Word for EpochMillis {
    fn integer(&mut self, integer: i64) -> bool {
        *self = Self::from(integer);
        true
    }
}

impl Item for Secret {
    fn blank() -> Self {
        Self::default()
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self.expose())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Word(self)
    }
}

impl Word for Secret {
    fn text(&mut self, text: &str) -> bool {
        *self = Self::from(text);
        true
    }
}

impl<T: Item> Item for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn value(&self) -> Value<'_> {
        Value::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Item> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Value<'_> {
        match self.as_slice().get(index) {
            Some(item) => item.value(),
            None => Value::Absent,
        }
    }

    fn reserve(&mut self, additional: usize) {
        self.reserve(additional.min(RESERVE_MAX / size_of::<T>().max(1)));
    }

    fn push(&mut self) -> Slot<'_> {
        self.push_mut(T::blank()).slot()
    }

    fn push_null(&mut self) -> bool {
        let mut item = T::blank();
        let held = item.null();
        if held {
            self.push(item);
        }
        held
    }
}

impl<T: Item> Item for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn value(&self) -> Value<'_> {
        Value::Map(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<T: Item> Map for BTreeMap<String, T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn entries<'a>(&'a self) -> Box<dyn Iterator<Item = (&'a str, Value<'a>)> + 'a> {
        Box::new(self.iter().map(|(key, value)| (key.as_str(), value.value())))
    }

    fn contains(&self, key: &str) -> bool {
        self.contains_key(key)
    }

    fn insert(&mut self, key: String) -> Slot<'_> {
        self.entry(key).insert_entry(T::blank()).into_mut().slot()
    }

    fn insert_null(&mut self, key: String) -> bool {
        let mut value = T::blank();
        let held = value.null();
        if held {
            self.insert(key, value);
        }
        held
    }
}
