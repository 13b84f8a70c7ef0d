//! Where a value is; made into text for violations only.

use std::fmt::Write;

use crate::json::{join, key_step};
use crate::table::Row;

/// A path as a chain of borrowed steps.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    /// The request or answer itself.
    Root,
    /// A row of the object at the path.
    Row(&'a Path<'a>, &'static Row),
    /// An item of the list at the path.
    Index(&'a Path<'a>, usize),
    /// A value of the map at the path.
    Key(&'a Path<'a>, &'a str),
}

impl Path<'_> {
    /// `body.tags[1].key`; empty at the root.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Path::Root => {}
            Path::Row(parent, row) => {
                parent.write(text);
                join(text, &label(row));
            }
            Path::Index(parent, index) => {
                parent.write(text);
                // Writing to a `String` cannot fail.
                write!(text, "[{index}]").unwrap_or_default();
            }
            Path::Key(parent, key) => {
                parent.write(text);
                text.push_str(&key_step(key));
            }
        }
    }
}

/// The row as its siblings call it: `query.limit`, or `name` in an object.
pub(crate) fn label(row: &Row) -> String {
    match row.location.prefix() {
        Some(prefix) => format!("{prefix}.{}", row.name),
        None => row.name.to_owned(),
    }
}
