//! Models: structs whose fields are reached by the index of their row.

mod items;
mod nullable;

use std::any::Any;

pub use nullable::Nullable;

use crate::table::Table;
use crate::value::{Slot, Value};

/// A struct with a table. Emitted code implements it; everything else is derived from it at run time.
pub trait Model: Any + Send + Sync {
    /// The documented table.
    fn table(&self) -> &'static Table;

    /// The field of this row; `None` past the last row.
    fn place(&self, row: usize) -> Option<&dyn Place>;

    /// The field of this row, to be written; `None` past the last row.
    fn place_mut(&mut self, row: usize) -> Option<&mut dyn Place>;
}

impl dyn Model {
    /// The value of this row; absent past the last row.
    #[must_use]
    pub fn value(&self, row: usize) -> Value<'_> {
        self.place(row).map_or(Value::Absent, Place::value)
    }

    /// The value of the row with this wire name; absent if there is none.
    #[must_use]
    pub fn value_of(&self, name: &str) -> Value<'_> {
        self.table().row(name).map_or(Value::Absent, |row| self.value(row))
    }
}

/// A field: `Option<T>`, or [`Nullable<T>`] where null is documented.
pub trait Place: Send + Sync {
    /// What it holds.
    fn value(&self) -> Value<'_>;

    /// Sets it to a blank, to be written. Called only after a token that is not null.
    fn slot(&mut self) -> Slot<'_>;

    /// Takes a null.
    fn null(&mut self);
}

/// A present value, list item or map value.
pub trait Item: Send + Sync {
    /// The value before anything is written into it.
    fn blank() -> Self
    where
        Self: Sized;

    /// What it holds.
    fn value(&self) -> Value<'_>;

    /// The place to write it.
    fn slot(&mut self) -> Slot<'_>;

    /// Takes a null; `false` if it cannot be null.
    fn null(&mut self) -> bool {
        false
    }
}

impl<M: Model + Default> Item for M {
    fn blank() -> Self {
        Self::default()
    }

    fn value(&self) -> Value<'_> {
        Value::Model(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Model(self)
    }
}

/// For objects that hold objects of their own type.
impl<M: Model> Model for Box<M> {
    fn table(&self) -> &'static Table {
        M::table(self)
    }

    fn place(&self, row: usize) -> Option<&dyn Place> {
        M::place(self, row)
    }

    fn place_mut(&mut self, row: usize) -> Option<&mut dyn Place> {
        M::place_mut(self, row)
    }
}

impl<T: Item> Place for Option<T> {
    // Compiled once for each type of field: a match, since a closure is a function more.
    fn value(&self) -> Value<'_> {
        match self {
            Some(item) => item.value(),
            None => Value::Absent,
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        self.insert(T::blank()).slot()
    }

    fn null(&mut self) {
        *self = None;
    }
}
