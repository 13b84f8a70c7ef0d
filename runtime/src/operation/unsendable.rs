//! What keeps a request from being sent, whatever its page documents.

use super::parameter::{form_problem, is_given, type_problem};
use crate::model::Model;
use crate::table::{Location, Row, Table};
use crate::validate::{Violation, Violations, label};
use crate::value::Value;

/// The rows of a request that do not go into the body, with their values.
pub(super) fn parameters(request: &dyn Model) -> impl Iterator<Item = (&'static Row, Value<'_>)> {
    let rows = request.table().rows.iter().enumerate();
    rows.filter(|(_, row)| !matches!(row.location, Location::Body | Location::Field))
        .map(|(index, row)| (row, request.value(index)))
}

/// Adds what is wrong with the values of a request that do not go into the body.
pub(crate) fn add_unsendable(request: &dyn Model, violations: &mut Violations) {
    for (row, value) in parameters(request) {
        if let Some((fact, problem)) = problem(row, value) {
            add(violations, violation(request.table(), row, fact, problem));
        }
    }
}

/// Adds a violation that is not in the list yet: the judge of the documented rules may have told it.
pub(super) fn add(violations: &mut Violations, violation: Violation) {
    let is_told = violations
        .iter()
        .any(|told| told.id() == violation.id() && told.path() == violation.path());
    if !is_told {
        violations.push(violation);
    }
}

/// A violation by a row of an operation.
pub(super) fn violation(
    table: &Table,
    row: &Row,
    fact: &str,
    message: impl Into<String>,
) -> Violation {
    let path = label(row);
    Violation::new(format!("{}.{path}.{fact}", table.id), path, message)
}

/// The fact that a value lacks, and what is wrong with it.
fn problem(row: &Row, value: Value<'_>) -> Option<(&'static str, &'static str)> {
    if !is_given(value) {
        return (row.location == Location::Path).then_some(("required", "required in the path"));
    }
    let unwritable = type_problem(value).map(|problem| ("type", problem));
    unwritable.or_else(|| form_problem(row.location, value).map(|problem| ("form", problem)))
}
