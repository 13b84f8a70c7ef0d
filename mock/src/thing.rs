//! One thing of a session: how an operation makes it, ends it, changes it and shows it.

use apiscribe_codegen::model::ObjectRef;
use serde_json::{Map, Value};

use crate::catalogue::Documented;
use crate::collection::hash;
use crate::generate::Generator;
use crate::resource::{Act, Resource, row_of};
use crate::session::{Kept, Key, text};

/// Why a request that keeps every rule fails all the same.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// The status that says it best.
    pub(crate) wanted: u16,
    pub(crate) message: String,
}

/// What a list shows of a created thing.
pub(crate) fn created_item(
    documented: &Documented,
    object: &ObjectRef,
    key: &Key,
    kept: &Map<String, Value>,
) -> Value {
    let mut item = Generator::new(documented, hash(&key.join("\n"))).object(object);
    overlay(documented, object, kept, &mut item);
    Value::Object(item)
}

/// Puts what is known of a thing into an object that has rows for it.
fn overlay(
    documented: &Documented,
    object: &ObjectRef,
    known: &Map<String, Value>,
    fields: &mut Map<String, Value>,
) {
    let Some(table) = documented.object(object) else { return };
    for row in &table.rows {
        let Some(value) = known.get(&row.name) else { continue };
        let before = fields.insert(row.name.clone(), value.clone());
        let is_good = documented.judge().object(&Value::Object(fields.clone()), object).is_empty();
        if let (false, Some(before)) = (is_good, before) {
            fields.insert(row.name.clone(), before);
        }
    }
}

/// One operation on one thing.
pub(crate) struct Task<'t> {
    pub(crate) documented: &'t Documented,
    pub(crate) resource: &'t Resource,
    /// What was there before anything was created.
    pub(crate) listed: &'t [Value],
    /// The same for the same request.
    pub(crate) request: u64,
}

impl Task<'_> {
    /// Does it, and puts what is known of the thing into the answer.
    pub(crate) fn act(
        &self,
        act: Act,
        kept: &mut Kept,
        given: &Map<String, Value>,
        answer: &mut Map<String, Value>,
    ) -> Result<(), Trouble> {
        if act == Act::Create {
            return self.create(kept, given, answer);
        }
        if act == Act::List {
            return Ok(());
        }
        let keys = self.keys(given);
        let missing: Vec<&Key> =
            keys.iter().filter(|key| !kept.has(self.resource, key, self.listed)).collect();
        if !missing.is_empty() {
            let missing: Vec<String> = missing.into_iter().map(|key| self.shown(key)).collect();
            let message =
                format!("there is no {} with {}", self.name(), missing.join("; nor one with "));
            return Err(Trouble { wanted: 404, message });
        }
        for key in &keys {
            match act {
                Act::Delete => kept.delete(key),
                Act::Change => kept.change(key, given.clone()),
                _ => {
                    if let Some(known) = kept.created(key) {
                        overlay(self.documented, &self.documented.operation.answer, known, answer);
                    }
                }
            }
        }
        Ok(())
    }

    fn create(
        &self,
        kept: &mut Kept,
        given: &Map<String, Value>,
        answer: &mut Map<String, Value>,
    ) -> Result<(), Trouble> {
        let mut fields = given.clone();
        let mut key = Key::new();
        let object = self.documented.object(&self.documented.operation.answer);
        let mut generator = Generator::new(self.documented, self.request.wrapping_add(kept.next()));
        for part in &self.resource.key {
            let value = match &part.assigned {
                Some(name) => {
                    let row =
                        object.and_then(|object| object.rows.iter().find(|row| row.name == *name));
                    let value =
                        row.map(|row| generator.item(Some(row), &row.kind)).unwrap_or_default();
                    answer.insert(name.clone(), value.clone());
                    fields.insert(name.clone(), value.clone());
                    Some(value)
                }
                None => row_of(self.documented, &part.stem)
                    .and_then(|row| given.get(&row.name).cloned()),
            };
            key.push(value.as_ref().and_then(text).unwrap_or_default());
        }
        if kept.has(self.resource, &key, self.listed) {
            let message = format!(
                "the {} with {} is there already; POST {} forgets what this session did",
                self.name(),
                self.shown(&key),
                crate::own::RESET,
            );
            return Err(Trouble { wanted: 409, message });
        }
        kept.create(key, fields);
        Ok(())
    }

    /// The keys that a request names: one, or one for each item of a list.
    fn keys(&self, given: &Map<String, Value>) -> Vec<Key> {
        let mut keys = vec![Key::new()];
        for part in &self.resource.key {
            let row = row_of(self.documented, &part.stem);
            let value = row.and_then(|row| given.get(&row.name));
            let values = match value {
                Some(Value::Array(items)) => items.iter().filter_map(text).collect(),
                value => vec![value.and_then(text).unwrap_or_default()],
            };
            let longer = |key: &Key| {
                let key = key.clone();
                values.iter().map(move |value| key.iter().chain([value]).cloned().collect())
            };
            keys = keys.iter().flat_map(longer).collect();
        }
        keys
    }

    fn name(&self) -> String {
        self.resource.name.replace('_', " ")
    }

    fn shown(&self, key: &Key) -> String {
        let parts = self.resource.key.iter().zip(key);
        let parts: Vec<String> = parts
            .map(|(part, value)| {
                let row = row_of(self.documented, &part.stem);
                let name = row.map(|row| row.name.as_str()).or(part.assigned.as_deref());
                format!("{} {value}", name.unwrap_or(&part.stem))
            })
            .collect();
        parts.join(", ")
    }
}
