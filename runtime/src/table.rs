//! The static tables that emitted code is made of: one for each documented table.
//!
//! Everything here is plain `Copy` data with `const` builders, so that a table is one expression:
//!
//! ```
//! use apiscribe_runtime::table::{Known, Kind, Row, Table};
//!
//! static RULE: Table = Table::new(
//!     "roma.link.Rule",
//!     "https://example.com/ListRules.html",
//!     &[
//!         Row::new("rule_id", Kind::Integer, "Integer").range(1, 99_999_999_999_999_999),
//!         Row::new("status", Kind::Integer, "Integer").values(&[Known::integer(0, "enabled")]),
//!     ],
//!     &[],
//! );
//! assert_eq!(RULE.row("status"), Some(1));
//! ```

mod kind;
mod row;
mod rule;

use std::fmt;

pub use kind::{Bound, Format, Kind, Known, Literal, Location};
pub use row::Row;
pub use rule::{Check, Rule};

/// A documented table: the parameters of an operation, or the fields of an object.
#[derive(Clone, Copy)]
pub struct Table {
    /// Name of the operation (`ListRules`) or path of the object (`roma.link.Rule`): the prefix of its rule ids.
    pub id: &'static str,
    /// Address of the page that documents it.
    pub page: &'static str,
    /// Its rows, in the order of the page.
    pub rows: &'static [Row],
    /// Relations between its rows.
    pub rules: &'static [Rule],
}

impl Table {
    /// A table of these rows and rules.
    #[must_use]
    pub const fn new(
        id: &'static str,
        page: &'static str,
        rows: &'static [Row],
        rules: &'static [Rule],
    ) -> Self {
        Self { id, page, rows, rules }
    }

    /// Index of the row with this wire name; aliases do not count.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.name == name)
    }

    /// The last part of the id: `Rule` of `roma.link.Rule`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.id.rsplit('.').next().unwrap_or(self.id)
    }
}

/// Prints the id only: tables may refer to each other in cycles.
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Table").field(&self.id).finish()
    }
}
