//! Which objects an operation can hold: in its answers, and in its requests.

use std::collections::BTreeSet;

use crate::lower::scope::Unresolved;
use crate::model::{Home, Kind, Object, ObjectRef, Operation};
use crate::raw::{At, Entries, ObjectEntry, RawObject, RawOperation, RawRow, ResponseEntry};

/// Where an object is, as one operation sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    Service,
    Group,
    Page,
}

/// The objects that one operation can see.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visible<'m> {
    pub(crate) service: &'m [Object],
    pub(crate) group: &'m [Object],
    pub(crate) page: &'m [Object],
}

impl<'m> Visible<'m> {
    /// The object that a reference names.
    pub(crate) fn find(&self, reference: &ObjectRef) -> Option<&'m Object> {
        let objects = match layer(reference) {
            Layer::Service => self.service,
            Layer::Group => self.group,
            Layer::Page => self.page,
        };
        objects.iter().find(|object| object.name == reference.name)
    }
}

/// Objects that an operation reaches.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    all: BTreeSet<(Layer, String)>,
    requests: BTreeSet<(Layer, String)>,
}

impl Reach {
    /// What an operation reaches from its rows and responses.
    pub(crate) fn of(operation: &Operation, visible: Visible<'_>, unresolved: &Unresolved) -> Self {
        let mut reach = Self::default();
        let bodies: Vec<&ObjectRef> =
            operation.rows.iter().filter_map(|row| object_of(&row.kind)).collect();
        follow(bodies.clone(), visible, &mut reach.requests);
        let answers = operation.responses.iter().map(|response| &response.object);
        follow(bodies.into_iter().chain(answers).collect(), visible, &mut reach.all);
        let layers = [
            (Layer::Service, visible.service),
            (Layer::Group, visible.group),
            (Layer::Page, visible.page),
        ];
        for (layer, objects) in layers {
            for object in objects.iter().filter(|object| unresolved.means(&object.name)) {
                reach.all.insert((layer, object.name.clone()));
                let next = object.rows.iter().filter_map(|row| object_of(&row.kind)).collect();
                follow(next, visible, &mut reach.all);
            }
        }
        reach
    }

    /// Whether a row or response leads to the object.
    pub(crate) fn has(&self, layer: Layer, name: &str) -> bool {
        self.all.contains(&(layer, name.to_owned()))
    }

    /// Whether a request can hold the object.
    pub(crate) fn in_requests(&self, layer: Layer, name: &str) -> bool {
        self.requests.contains(&(layer, name.to_owned()))
    }
}

fn follow<'m>(
    mut next: Vec<&'m ObjectRef>,
    visible: Visible<'m>,
    found: &mut BTreeSet<(Layer, String)>,
) {
    while let Some(reference) = next.pop() {
        if found.insert((layer(reference), reference.name.clone()))
            && let Some(object) = visible.find(reference)
        {
            next.extend(object.rows.iter().filter_map(|row| object_of(&row.kind)));
        }
    }
}

fn layer(reference: &ObjectRef) -> Layer {
    match reference.home {
        Home::ServiceShared => Layer::Service,
        Home::GroupShared => Layer::Group,
        Home::Operation(_) => Layer::Page,
    }
}

/// The object in a kind, below any lists and maps.
fn object_of(mut kind: &Kind) -> Option<&ObjectRef> {
    loop {
        match kind {
            Kind::Object { object, .. } => return Some(object),
            Kind::List(item) | Kind::Map(item) => kind = item,
            _ => return None,
        }
    }
}

/// Whether something that could refer to an object was unusable: then nobody knows which objects are unused.
pub(crate) fn has_gaps(raw: &RawOperation) -> bool {
    let gap = |at: &At<Entries<ResponseEntry>>| {
        unusable(at)
            || at.value.iter().flat_map(|entries| &entries.entries).any(|(_, entry)| {
                match &entry.value {
                    None => true,
                    Some(ResponseEntry::Scalar(_)) => false,
                    Some(ResponseEntry::Mapping(response)) => unusable(&response.body),
                }
            })
    };
    gap(&raw.responses) || rows_have_gaps(&raw.body) || objects_have_gaps(&raw.objects)
}

/// As [`has_gaps`], for a list of objects.
pub(crate) fn objects_have_gaps(objects: &At<Entries<RawObject>>) -> bool {
    unusable(objects)
        || objects.value.iter().flat_map(|objects| &objects.entries).any(|(_, object)| {
            unusable(object)
                || object.value.iter().flat_map(|object| &object.entries.entries).any(
                    |(_, entry)| match &entry.value {
                        None => true,
                        Some(ObjectEntry::Mapping(row)) => unusable(&row.kind),
                        Some(_) => false,
                    },
                )
        })
}

fn rows_have_gaps(rows: &At<Entries<RawRow>>) -> bool {
    unusable(rows)
        || rows.value.iter().flat_map(|rows| &rows.entries).any(|(_, row)| {
            unusable(row) || row.value.as_ref().is_some_and(|row| unusable(&row.kind))
        })
}

fn unusable<T>(at: &At<T>) -> bool {
    at.value.is_none() && !at.is_absent()
}
