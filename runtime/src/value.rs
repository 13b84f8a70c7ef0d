//! Values seen without their Rust types: what decoding, encoding and validation work on.

use crate::Json;
use crate::model::Model;

/// A value to read.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// Not set.
    Absent,
    /// Set to null.
    Null,
    /// A text; also of a date and time, of a text enumeration and of a secret.
    Text(&'a str),
    /// An integer; also of an integer enumeration and of a time in milliseconds.
    Integer(i64),
    /// A number.
    Double(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// Any JSON.
    Json(&'a Json),
    /// A list.
    List(&'a dyn List),
    /// A map.
    Map(&'a dyn Map),
    /// An object.
    Model(&'a dyn Model),
}

impl Value<'_> {
    /// Whether there is a value: neither absent nor null.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !matches!(self, Self::Absent | Self::Null)
    }
}

/// A value to write.
pub enum Slot<'a> {
    /// A text.
    Text(&'a mut String),
    /// An integer.
    Integer(&'a mut i64),
    /// A number.
    Double(&'a mut f64),
    /// `true` or `false`.
    Boolean(&'a mut bool),
    /// Any JSON.
    Json(&'a mut Json),
    /// A type of its own that is written as a text or an integer.
    Word(&'a mut dyn Word),
    /// A list.
    List(&'a mut dyn List),
    /// A map.
    Map(&'a mut dyn Map),
    /// An object.
    Model(&'a mut dyn Model),
}

/// What is written as one text or integer: enumerations, dates, secrets.
///
/// `false` means that the JSON type is wrong, never that the value is unknown.
pub trait Word: Send + Sync {
    /// Takes a text.
    fn text(&mut self, _text: &str) -> bool {
        false
    }

    /// Takes an integer.
    fn integer(&mut self, _integer: i64) -> bool {
        false
    }
}

/// A list, seen without the type of its items.
pub trait List: Send + Sync {
    /// How many items it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at this index; absent past the last one.
    fn get(&self, index: usize) -> Value<'_>;

    /// Makes room for this many more items, up to a mebibyte: the number comes from the wire.
    fn reserve(&mut self, additional: usize);

    /// Adds a blank item, to be written.
    fn push(&mut self) -> Slot<'_>;

    /// Adds a null; `false` if no item can be null, and then nothing is added.
    fn push_null(&mut self) -> bool;
}

/// A map with text keys, seen without the type of its values.
pub trait Map: Send + Sync {
    /// How many entries it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its entries, in the order of their keys.
    fn entries<'a>(&'a self) -> Box<dyn Iterator<Item = (&'a str, Value<'a>)> + 'a>;

    /// Whether it has this key.
    fn contains(&self, key: &str) -> bool;

    /// Adds a blank value under this key, to be written.
    fn insert(&mut self, key: String) -> Slot<'_>;

    /// Adds a null under this key; `false` if no value can be null, and then nothing is added.
    fn insert_null(&mut self, key: String) -> bool;
}
