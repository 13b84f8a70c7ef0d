//! What a session has created and deleted.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value};

use crate::resource::{Resource, stem};

/// The values of a key's parts, as text: 5 in a path is the 5 of a body.
pub(crate) type Key = Vec<String>;

/// Everything that a session keeps.
#[derive(Debug, Default)]
pub(crate) struct Session {
    resources: Mutex<BTreeMap<usize, Kept>>,
}

/// What is kept of one resource.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// What was created, with the fields of the request, in the order of creation.
    created: Vec<(Key, Map<String, Value>)>,
    /// Keys of things that were not created here and were deleted all the same.
    gone: Vec<Key>,
    /// Counts creations.
    made: u64,
}

impl Session {
    /// Does something with what is kept of a resource, with nobody in between.
    pub(crate) fn with<T>(&self, resource: usize, act: impl FnOnce(&mut Kept) -> T) -> T {
        let mut resources = self.resources.lock().unwrap_or_else(PoisonError::into_inner);
        act(resources.entry(resource).or_default())
    }

    /// Forgets everything.
    pub(crate) fn reset(&self) {
        self.resources.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Kept {
    /// Another number each time.
    pub(crate) fn next(&mut self) -> u64 {
        self.made = self.made.wrapping_add(1);
        self.made
    }

    /// Whether a thing is there: created, or one of the `listed` ones that were there before.
    pub(crate) fn has(&self, resource: &Resource, key: &Key, listed: &[Value]) -> bool {
        self.created(key).is_some()
            || !self.gone.contains(key) && listed.iter().any(|item| is(resource, key, item))
    }

    pub(crate) fn created(&self, key: &Key) -> Option<&Map<String, Value>> {
        self.created.iter().find(|(known, _)| known == key).map(|(_, fields)| fields)
    }

    pub(crate) fn create(&mut self, key: Key, fields: Map<String, Value>) {
        self.created.push((key, fields));
    }

    /// Changes what was created; of others, nothing is kept that could change.
    pub(crate) fn change(&mut self, key: &Key, fields: Map<String, Value>) {
        if let Some((_, kept)) = self.created.iter_mut().find(|(known, _)| known == key) {
            kept.extend(fields);
        }
    }

    pub(crate) fn delete(&mut self, key: &Key) {
        let before = self.created.len();
        self.created.retain(|(known, _)| known != key);
        if self.created.len() == before {
            self.gone.push(key.clone());
        }
    }

    /// Whether a listed item was deleted.
    pub(crate) fn is_gone(&self, resource: &Resource, item: &Value) -> bool {
        self.gone.iter().any(|key| is(resource, key, item))
    }

    /// The fields of everything that was created.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Key, &Map<String, Value>)> {
        self.created.iter().map(|(key, fields)| (key, fields))
    }
}

/// Whether a listed item is the thing of a key: all parts of the key that it shows are the same, and it shows one.
fn is(resource: &Resource, key: &Key, item: &Value) -> bool {
    let Value::Object(fields) = item else { return false };
    let mut shown = resource.key.iter().zip(key).filter_map(|(part, value)| {
        let field = fields
            .iter()
            .find(|(name, _)| part.assigned.as_ref() == Some(*name) || stem(name) == part.stem);
        field.map(|(_, field)| text(field).as_deref() == Some(value.as_str()))
    });
    shown.next() == Some(true) && shown.all(|same| same)
}

/// A part of a key as text.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
