//! Judging a model by its table: all violations at once, with their paths and rule ids.
//!
//! ```text
//! ListRules.query.limit.max        a row of an operation: table, location, row, fact
//! roma.link.Rule.name.min          a row of an object
//! roma.link.Rule.permissions.each.max   the items of a list or map
//! ```
//!
//! Facts are `required`, `null`, `type`, `depth`, `min`, `max`, `values`, `format`, `charset`, `pattern`, `multiple_of`.
//! A value in a path or header has the fact `form` too, whatever its page says: HTTP can carry it as it is.
//! Messages show a value cut and escaped, and of a secret neither value nor length.

mod charset;
mod format;
mod judge;
mod number;
mod path;
mod pattern;
mod quote;
mod rules;
mod text;
mod violation;

use judge::Judge;
pub(crate) use path::label;
pub(crate) use quote::quote;
pub use violation::{Violation, Violations};

use crate::model::Model;
use crate::operation;
use crate::policy::Waivers;
use crate::table::Row;
use crate::value::Value;

/// What a value is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// A request: the values of a closed enumeration are binding.
    Request,
    /// An answer: every enumeration is open.
    Answer,
    /// What a page shows, or what a service answers beside what its page says: every enumeration is closed.
    Documented,
}

/// Judges a model, and everything in it, by its tables.
#[must_use]
pub fn model(model: &dyn Model, scope: Scope) -> Violations {
    let mut violations = Violations::new(model.table());
    add_model(model, scope, &mut violations);
    violations
}

/// Judges a model, and adds what is wrong to a list.
pub fn add_model(model: &dyn Model, scope: Scope, violations: &mut Violations) {
    add_model_unwaived(model, scope, Waivers::none(), violations);
}

/// Judges a model, and adds what is wrong and not waived to a list.
pub(crate) fn add_model_unwaived(
    model: &dyn Model,
    scope: Scope,
    waivers: &Waivers,
    violations: &mut Violations,
) {
    Judge::new(scope, waivers, violations).model(model, &path::Path::Root);
}

/// Judges a request by its table, and by what it needs to be sent at all: values that the path has room for, and
/// headers that HTTP can carry.
///
/// An empty list means that [`prepare`](crate::Operation::prepare) takes it, where the client holds what it has to and
/// the address is not too long.
#[must_use]
pub fn request(request: &dyn Model) -> Violations {
    let mut violations = model(request, Scope::Request);
    operation::add_unsendable(request, &mut violations);
    violations
}

/// Judges a single value by its row, and adds what is wrong to a list, as a row of the list's table: a value that
/// the client holds for an operation.
pub fn add_value(value: Value<'_>, row: &'static Row, scope: Scope, violations: &mut Violations) {
    add_value_unwaived(value, row, scope, Waivers::none(), violations);
}

/// Judges a single value, and adds what is wrong and not waived to a list.
pub(crate) fn add_value_unwaived(
    value: Value<'_>,
    row: &'static Row,
    scope: Scope,
    waivers: &Waivers,
    violations: &mut Violations,
) {
    let table = violations.table();
    Judge::new(scope, waivers, violations).row(value, row, table, &path::Path::Root);
}
