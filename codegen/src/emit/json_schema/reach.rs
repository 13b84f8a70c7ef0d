//! Which objects a service sends and receives.

use std::collections::BTreeSet;

use super::{Dialect, Reading, Schema, Writer, component_name};
use crate::model::{Group, Home, Kind, Location, Object, ObjectRef, Operation, Row, Service};

/// A schema of its own: an object in one reading, or the body of an operation.
pub(in crate::emit) struct Component<'m> {
    /// Its name.
    pub(in crate::emit) name: String,
    pub(super) group: &'m Group,
    reading: Reading,
    source: Source<'m>,
}

enum Source<'m> {
    Body(&'m Operation),
    Object(&'m Object),
}

impl Component<'_> {
    /// Its schema.
    pub(in crate::emit) fn schema(&self, service: &Service, dialect: Dialect) -> Schema {
        let writer = Writer { service, group: self.group, dialect, reading: self.reading };
        match self.source {
            Source::Body(operation) => writer.body(operation),
            Source::Object(object) => writer.object(object),
        }
    }
}

/// Every body and object of a service, in the order of groups, shared objects and operations. Objects of requests and
/// of answers are two schemas; `answers` is the reading of the latter.
pub(in crate::emit) fn components(service: &Service, answers: Reading) -> Vec<Component<'_>> {
    let sent = reach(service, Reading::Request);
    let received = reach(service, answers);
    let mut components = Vec::new();
    for group in service.all_groups() {
        let own = group.operations.iter().flat_map(|operation| &operation.objects);
        let bodies = group.operations.iter().filter(|operation| operation.has_body);
        components.extend(bodies.map(|operation| Component {
            name: body_name(group, operation),
            group,
            reading: Reading::Request,
            source: Source::Body(operation),
        }));
        for object in group.shared.iter().chain(own) {
            for (reading, reached) in [(Reading::Request, &sent), (answers, &received)] {
                let name = component_name(group, &object.type_name, reading);
                if reached.contains(&name) {
                    let source = Source::Object(object);
                    components.push(Component { name, group, reading, source });
                }
            }
        }
    }
    components
}

/// The name of the schema of an operation's body: `AddAccount.body`.
pub(in crate::emit) fn body_name(group: &Group, operation: &Operation) -> String {
    format!("{}.body", component_name(group, &operation.type_name, Reading::Answer))
}

/// Names of the schemas that requests, or answers, lead to.
fn reach(service: &Service, reading: Reading) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    for group in service.all_groups() {
        let mut open: Vec<&ObjectRef> = Vec::new();
        for operation in &group.operations {
            if reading == Reading::Request {
                let body = operation.rows.iter().filter(|row| row.location == Location::Body);
                open.extend(body.filter_map(object_of));
            } else {
                open.extend(operation.responses.iter().map(|response| &response.object));
            }
        }
        while let Some(reference) = open.pop() {
            let home = match reference.home {
                Home::ServiceShared => &service.root,
                Home::GroupShared | Home::Operation(_) => group,
            };
            let fresh = reached.insert(component_name(home, &reference.type_name, reading));
            if let Some(object) = service.object(group, reference).filter(|_| fresh) {
                open.extend(object.rows.iter().filter_map(object_of));
            }
        }
    }
    reached
}

/// The object that a row holds, perhaps in lists or maps.
fn object_of(row: &Row) -> Option<&ObjectRef> {
    let mut kind = &row.kind;
    loop {
        match kind {
            Kind::List(item) | Kind::Map(item) => kind = item,
            Kind::Object { object, .. } => return Some(object),
            _ => return None,
        }
    }
}
