//! Good answers: the documented example, or a random one; pages of lists; what the session knows.

use std::sync::OnceLock;

use apiscribe_codegen::judge::{Parameter, parameter_value};
use apiscribe_codegen::model::{Location, ObjectRef, Operation, Pagination};
use serde_json::{Map, Value};

use crate::catalogue::{Catalogue, Documented};
use crate::collection::{self, Window, item_object, match_query, paginate};
use crate::envelope;
use crate::failure::fields;
use crate::generate::Generator;
use crate::options::Options;
use crate::resource::{Act, Effect, Resource, Resources, row_of};
use crate::session::{Kept, Key, Session, text};
use crate::thing::{Task, Trouble, created_item};

/// Items of a list that is generated where nobody says how many.
const ITEMS: usize = 25;

/// A success, ready to be sent.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) status: u16,
    pub(crate) body: Value,
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
            let list = List { documented, paging, query: &query, given: &all };
            let window = Window::new(documented, paging, parameters);
            let (total, page) = self.page(number, &list, effect.zip(resource), window);
            let answered = documented.object(&documented.operation.answer);
            let rows = answered.map_or(&[][..], |object| &object.rows);
            paginate(fields, rows, paging, total, page);
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

    /// The number of all items, and those of one page.
    fn page(
        &self,
        number: usize,
        list: &List<'_>,
        kept: Option<(Effect, &Resource)>,
        window: Window,
    ) -> (usize, Vec<Value>) {
        let listed = self.listed(number);
        let (total, mut page) = match (kept, item_object(list.documented, list.paging)) {
            (Some((effect, resource)), Some(object)) => {
                self.session.with(effect.resource, |kept| {
                    let remaining = listed.iter().filter(|item| !kept.is_gone(resource, item));
                    let created = list.created(resource, object, kept);
                    let total = remaining.clone().count().saturating_add(created.len());
                    (total, window.of(remaining.chain(&created)))
                })
            }
            _ => (listed.len(), window.of(listed.iter())),
        };
        if self.seed.is_some() || self.items.is_some() {
            match_query(list.documented, list.paging, list.query, &mut page);
        }
        (total, page)
    }
}

/// A list that is asked for.
struct List<'l> {
    documented: &'l Documented,
    paging: &'l Pagination,
    /// The parameters of the query.
    query: &'l Map<String, Value>,
    /// All parameters.
    given: &'l Map<String, Value>,
}

impl List<'_> {
    /// What the session created and the request asks for.
    fn created(&self, resource: &Resource, object: &ObjectRef, kept: &Kept) -> Vec<Value> {
        let asked_for = kept.all().filter(|(key, fields)| {
            in_scope(self.documented, resource, key, self.given) && is_asked_for(fields, self.query)
        });
        asked_for.map(|(key, fields)| created_item(self.documented, object, key, fields)).collect()
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
