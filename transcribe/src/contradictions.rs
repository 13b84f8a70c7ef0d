//! What a page contradicts in itself: what a maintainer tells the vendor.
//!
//! Nothing of the spec is needed for it; verifying tells which contradictions the errata of a spec know already.

use crate::edition::{Edition, Note};
use crate::facts::Facts;

mod addresses;
mod examples;
mod judged;
mod rows;
mod tables;

/// A place at which a page contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// What kind it is: `example-breaks-table`.
    pub kind: &'static str,
    /// The place on the page, as errata write places.
    pub at: String,
    /// What is wrong, in one line.
    pub message: String,
    /// The place, and what stands there.
    pub place: Note,
    /// The place that it contradicts.
    pub other: Option<Note>,
    /// What an erratum about it is about.
    pub subject: Subject,
}

/// What of an operation a contradiction is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A value of an example of the page: its index, and a pointer.
    Example(usize, String),
    /// Method and path.
    Request,
    /// A status code, as the page writes it.
    Status(String),
    /// A fact of a row: its table and name, and the key of the fact.
    Row(String, &'static str),
    /// Something for which there is no erratum.
    Other,
}

/// Everything that a page contradicts about one operation, in the order of its lines.
#[must_use]
pub fn find(facts: &Facts, operation: usize, page: &Edition) -> Vec<Contradiction> {
    let mut found = Vec::new();
    addresses::find(facts, operation, page, &mut found);
    tables::find(facts, operation, page, &mut found);
    for table in &page.tables {
        rows::find(table, &mut found);
    }
    rows::choices(facts, operation, page, &mut found);
    examples::find(facts, operation, page, &mut found);
    found.sort_by(|a, b| a.place.0.cmp(&b.place.0));
    found.dedup();
    found
}
