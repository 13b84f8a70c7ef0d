//! Good answers: the documented example, or a random one; pages of lists; what the session knows.

use std::sync::OnceLock;

use apiscribe_codegen::judge::{Parameter, parameter_value};
use apiscribe_codegen::model::{Location, ObjectRef, Operation, Pagination};
use serde_json::{Map, Value};

use crate::catalogue::{Catalogue, Documented};
use crate::collection::{self, Window, hash, item_object, match_query, paginate};
use crate::envelope;
use crate::failure::fields;
use crate::generate::Generator;
use crate::options::Options;
use crate::resource::{Act, Effect, Resource, Resources, row_of};
use crate::session::{Kept, Key, Session, text};

/// Items of a list that is generated where nobody says how many.
const ITEMS: usize = 25;

/// A success, ready to be sent.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// Why a request that keeps every rule fails all the same.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// The status that says it best.
    pub(crate) wanted: u16,
    pub(crate) message: String,
}

/// Makes answers.
pub(crate) struct Answers {
    pub(crate) catalogue: Catalogue,
    pub(crate) session: Session,
    resources: Resources,
    seed: Option<u64>,
    items: Option<usize>,
    /// What each operation lists before anything is created, once it was asked for.
    listed: Vec<OnceLock<Vec<Value>>>,
}

impl Answers {
    pub(crate) fn new(catalogue: Catalogue, options: &Options) -> Self {
        let resources =
            if options.stateless { Resources::default() } else { Resources::new(&catalogue) };
        Self {
            listed: catalogue.all().iter().map(|_| OnceLock::new()).collect(),
            session: Session::default(),
            resources,
            seed: options.generate,
            items: options.items,
            catalogue,
        }
    }

    /// What an operation is about, for people: `creates datasource`.
    pub(crate) fn effect(&self, number: usize) -> Option<(Act, &Resource)> {
        let effect = self.resources.effect(number)?;
        Some((effect.act, self.resources.get(effect)?))
    }

    /// A good answer that neither knows nor changes anything.
    pub(crate) fn plain(&self, number: usize, request: u64) -> Success {
        let Some(documented) = self.catalogue.get(number) else {
            return Success { status: 200, body: Value::Null };
        };
        let status = documented.success().map_or(200, |response| response.status);
        Success { status, body: Value::Object(self.fields(documented, request)) }
    }

    /// The answer to a request that keeps every rule.
    pub(crate) fn good(
        &self,
        number: usize,
        request: u64,
        parameters: &[Parameter],
        body: Map<String, Value>,
    ) -> Result<Success, Trouble> {
        let Success { status, body: mut answer } = self.plain(number, request);
        let (Some(documented), Value::Object(fields)) = (self.catalogue.get(number), &mut answer)
        else {
            return Ok(Success { status, body: answer });
        };
        let query = values(&documented.operation, parameters, Some(Location::Query));
        let mut all = values(&documented.operation, parameters, None);
        all.extend(body);
        let effect = self.resources.effect(number);
        let resource = effect.and_then(|effect| self.resources.get(effect));
        if let (Some(effect), Some(resource)) = (effect, resource) {
            let listed = self.listed_for(effect.resource);
            let task = Task { documented, resource, listed, request };
            self.session.with(effect.resource, |kept| task.act(effect.act, kept, &all, fields))?;
        }
        if let Some(paging) = &documented.operation.pagination {
            let window = Window::new(documented, paging, parameters);
            let items = self.items(number, documented, paging, effect.zip(resource), &query, &all);
            let rows = documented
                .object(&documented.operation.answer)
                .map(|object| object.rows.as_slice());
            paginate(fields, rows.unwrap_or_default(), paging, window, items);
        }
        Ok(Success { status, body: answer })
    }

    fn fields(&self, documented: &Documented, request: u64) -> Map<String, Value> {
        if self.seed.is_none()
            && let Some(example) = example(documented)
        {
            return example;
        }
        let seed = self.seed.map_or(0, |seed| seed ^ request);
        let operation = &documented.operation;
        let is_field = |field: &str| {
            let answer = documented.object(&operation.answer);
            answer.is_some_and(|answer| answer.rows.iter().any(|row| row.name == field))
        };
        Generator::new(documented, seed).object_with(&operation.answer, &mut |_, fields| {
            if let Some(success) = operation.success.as_ref().filter(|one| is_field(&one.field)) {
                fields.insert(success.field.clone(), envelope::json(&success.equals));
            }
        })
    }

    /// What an operation lists before anything is created.
    fn listed(&self, number: usize) -> &[Value] {
        let (Some(listed), Some(documented)) =
            (self.listed.get(number), self.catalogue.get(number))
        else {
            return &[];
        };
        listed.get_or_init(|| {
            let Some(paging) = &documented.operation.pagination else { return Vec::new() };
            let generated = self.seed.is_some() || self.items.is_some();
            match example(documented).and_then(|mut example| example.remove(&paging.items)) {
                Some(Value::Array(items)) if !generated => items,
                _ => {
                    let count = self.items.unwrap_or(ITEMS);
                    collection::generated(documented, paging, self.seed.unwrap_or_default(), count)
                }
            }
        })
    }

    fn listed_for(&self, resource: usize) -> &[Value] {
        let wanted = Some(Effect { act: Act::List, resource });
        let number =
            (0..self.catalogue.all().len()).find(|number| self.resources.effect(*number) == wanted);
        number.map_or(&[], |number| self.listed(number))
    }

    fn items(
        &self,
        number: usize,
        documented: &Documented,
        paging: &Pagination,
        kept: Option<(Effect, &Resource)>,
        query: &Map<String, Value>,
        all: &Map<String, Value>,
    ) -> Vec<Value> {
        let mut items = self.listed(number).to_vec();
        if self.seed.is_some() || self.items.is_some() {
            match_query(documented, paging, query, &mut items);
        }
        let (Some((effect, resource)), Some(object)) = (kept, item_object(documented, paging))
        else {
            return items;
        };
        self.session.with(effect.resource, |kept| {
            kept.remaining(resource, &mut items);
            let created = kept.all().filter(|(key, fields)| {
                in_scope(documented, resource, key, all) && is_asked_for(fields, query)
            });
            items
                .extend(created.map(|(key, fields)| created_item(documented, object, key, fields)));
        });
        items
    }
}

/// The documented example of a success.
fn example(documented: &Documented) -> Option<Map<String, Value>> {
    let status = documented.success()?.status;
    let success = documented.operation.success.as_ref();
    let mut examples = documented.operation.examples.iter();
    examples
        .by_ref()
        .filter(|example| !example.request && example.status == Some(status))
        .filter_map(|example| fields(example.json.as_deref()?))
        .find(|fields| !success.is_some_and(|success| envelope::is_refusal(success, fields)))
}

/// The parameters of a good request, in the types of their rows.
fn values(
    operation: &Operation,
    parameters: &[Parameter],
    only: Option<Location>,
) -> Map<String, Value> {
    let wanted = |parameter: &&Parameter| match only {
        Some(location) => parameter.location == location,
        None => parameter.location != Location::Header,
    };
    let mut values = Map::new();
    for parameter in parameters.iter().filter(wanted) {
        let row = operation
            .rows
            .iter()
            .find(|row| row.location == parameter.location && row.name == parameter.name);
        if let (Some(row), Some(text)) = (row, &parameter.value)
            && let Some(value) = parameter_value(&row.kind, text)
        {
            values.insert(row.name.clone(), value);
        }
    }
    values
}

/// Whether a thing is where a list is asked for: below the same project, for one.
fn in_scope(
    documented: &Documented,
    resource: &Resource,
    key: &Key,
    all: &Map<String, Value>,
) -> bool {
    resource.key.iter().zip(key).all(|(part, value)| match row_of(documented, &part.stem) {
        Some(row) => all.get(&row.name).and_then(text).as_ref() == Some(value),
        None => true,
    })
}

/// Whether a created thing is what a list is asked for: where it has a field of a parameter's name, with that value.
fn is_asked_for(fields: &Map<String, Value>, query: &Map<String, Value>) -> bool {
    query
        .iter()
        .all(|(name, value)| fields.get(name).is_none_or(|field| text(field) == text(value)))
}

fn created_item(
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
struct Task<'t> {
    documented: &'t Documented,
    resource: &'t Resource,
    /// What was there before anything was created.
    listed: &'t [Value],
    request: u64,
}

impl Task<'_> {
    fn act(
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
