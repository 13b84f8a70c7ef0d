//! From a document to what it says: the passes in their order.

mod choices;
mod columns;
mod constrains;
mod constraints;
mod description;
mod examples;
mod labels;
mod links;
mod numbers;
mod operations;
mod outline;
mod plausible;
mod relations;
mod remarks;
mod roles;
mod rows;
mod sentences;
mod tables;

use crate::document::Document;
use crate::facts::{Doubt, Facts, Role, Table};

/// Finds what a page says.
#[must_use]
pub fn extract(document: &Document) -> Facts {
    let outline = outline::outline(document);
    let mut facts = Facts {
        title: outline::title(document),
        updated: outline::updated(document),
        operations: operations::operations(document, &outline),
        examples: examples::examples(document, &outline),
        sentences: sentences::outside_tables(document, &outline),
        ..Facts::default()
    };
    let mut drafts = tables::tables(document, &outline, &mut facts.doubts);
    roles::assign(&mut drafts, &facts.operations, document);
    links::connect(&mut drafts);
    facts.doubts.extend(drafts.iter().filter_map(lost));
    facts.tables = drafts.into_iter().map(|draft| draft.table).collect();
    constrains::relax_answers(&mut facts.tables);
    relations::relate(&mut facts);
    facts.doubts.extend(whole(&facts));
    facts
}

/// A table that looks like parameters, of which nothing tells where they belong.
fn lost(draft: &tables::Draft) -> Option<Doubt> {
    let message = "a table of fields of which nothing tells the message; its rows are left out";
    let is_lost = draft.kind == tables::Kind::Fields && draft.table.role == Role::Other;
    is_lost.then(|| Doubt { line: draft.table.line, message: message.to_owned() })
}

/// What is doubtful of the page as a whole.
fn whole(facts: &Facts) -> Option<Doubt> {
    let is_told = |table: &Table| !matches!(table.role, Role::Other | Role::Status | Role::Error);
    let message = match (facts.operations.is_empty(), facts.tables.iter().any(is_told)) {
        (false, _) => return None,
        (true, true) => "the page states no method and address",
        (true, false) => {
            "the page states no method and address, and no parameters: is it the page of an operation?"
        }
    };
    Some(Doubt { line: 1, message: message.to_owned() })
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
