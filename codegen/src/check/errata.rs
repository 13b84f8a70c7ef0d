//! Errata: what a page says where the spec says something else.
//!
//! An erratum must name a place that exists, and must change something there: one that the spec has outgrown is an
//! error, as is one that never was true.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Group, Object, Operation, Service};
use crate::raw::{At, RawErratum};
use crate::source::Span;

mod page;
mod place;

pub use place::Place;

/// A rejected erratum: code, message, label, help.
type Rejected = (&'static str, String, String, Option<String>);

/// The places that an erratum can name.
pub(crate) struct Scope<'a> {
    operation: Option<&'a Operation>,
    objects: Vec<&'a Object>,
    examples: usize,
}

impl<'a> Scope<'a> {
    /// In the file of an operation: its own places, and the objects that it can name.
    pub(crate) fn operation(
        service: &'a Service,
        group: &'a Group,
        operation: &'a Operation,
        examples: usize,
    ) -> Self {
        let shared = group.shared.iter().chain(&service.root.shared);
        let objects = operation.objects.iter().chain(shared).collect();
        Self { operation: Some(operation), objects, examples }
    }

    /// In `service.yaml`: the objects that are shared there.
    pub(crate) fn shared(group: &'a Group) -> Self {
        Self { operation: None, objects: group.shared.iter().collect(), examples: 0 }
    }
}

/// An erratum whose place exists.
pub(crate) struct Judged {
    pub(crate) subject: Subject,
    pub(crate) span: Span,
}

/// What an erratum is about.
pub(crate) enum Subject {
    /// A place of an example; whether it breaks its table there is seen when the examples are judged.
    Example {
        /// Which example, from 0.
        index: usize,
        /// JSON pointer; empty for the example as a whole.
        pointer: String,
    },
    /// Anything else: judged already.
    Table,
}

impl Subject {
    fn of(place: &Place<'_>) -> Self {
        match place {
            Place::Example { index, pointer } => {
                Self::Example { index: *index, pointer: (*pointer).to_owned() }
            }
            Place::Request | Place::Row(_) | Place::Fact { .. } | Place::Response(_) => Self::Table,
        }
    }
}

/// The place that an erratum of a checked spec names, of an operation or of what its group shares.
#[must_use]
pub fn place<'m>(
    service: &'m Service,
    group: &'m Group,
    operation: Option<&'m Operation>,
    at: &'m str,
) -> Option<Place<'m>> {
    let scope = match operation {
        Some(operation) => Scope::operation(service, group, operation, operation.examples.len()),
        None => Scope::shared(group),
    };
    scope.locate(at).ok()
}

/// Judges the errata of the shared objects of a group, or of the root group of a service.
pub(crate) fn shared(group: &Group, raw: &At<Vec<At<RawErratum>>>, report: &Report) {
    check(raw, &Scope::shared(group), report);
}

/// Judges errata; those about examples are returned, to be compared with what the examples break.
pub(crate) fn check(
    raw: &At<Vec<At<RawErratum>>>,
    scope: &Scope<'_>,
    report: &Report,
) -> Vec<Judged> {
    let errata = raw.value.as_deref().unwrap_or_default();
    let mut first: HashMap<&str, &Span> = HashMap::new();
    let mut judged = Vec::new();
    for (erratum, _) in errata.iter().filter_map(At::given) {
        // Keys that an erratum lacks are reported where errata are read.
        let Some((at, place)) = erratum.at.given() else { continue };
        if let Some(other) = first.insert(at, place) {
            report.push(
                Diagnostic::new("E0610", place, format!("two errata are about `{at}`"))
                    .label("the second")
                    .related(other, "the first")
                    .help("merge them"),
            );
            continue;
        }
        if let Some(subject) = scope.judge(erratum, at, place, report) {
            judged.push(Judged { subject, span: place.clone() });
        }
    }
    judged
}
