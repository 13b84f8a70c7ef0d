//! Pages of results, cut from a collection.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use apiscribe_codegen::judge::Parameter;
use apiscribe_codegen::model::{Bound, Kind, Location, ObjectRef, Pagination, Row};
use serde_json::{Map, Value};

use crate::catalogue::Documented;
use crate::generate::Generator;

/// Items of a page where neither the request nor the page of the documentation says how many.
const LIMIT: u64 = 10;
/// Rows of this name count the items of one page.
const PAGE_COUNTS: [&str; 2] = ["size", "count"];

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    offset: u64,
    limit: u64,
}

impl Window {
    /// What the query of a good request asks for.
    pub(crate) fn new(documented: &Documented, paging: &Pagination, query: &[Parameter]) -> Self {
        let asked = |name: &str| {
            let row = documented.operation.rows.iter().find(|row| row.name == name);
            let given = query
                .iter()
                .find(|parameter| parameter.location == Location::Query && parameter.name == name);
            let given = given.and_then(|parameter| parameter.value.as_deref());
            let text = given.or(row.and_then(|row| row.default.as_deref()));
            // A negative number asks for nothing that is not there.
            text.and_then(|text| text.parse::<i64>().ok())
                .map(|number| u64::try_from(number).unwrap_or(0))
        };
        let limit = asked(&paging.limit).unwrap_or(LIMIT);
        Self {
            offset: asked(&paging.offset).unwrap_or(0),
            limit: paging.page_max.map_or(limit, |most| limit.min(most)),
        }
    }

    /// The items of this part.
    pub(crate) fn of<'v>(self, items: impl Iterator<Item = &'v Value>) -> Vec<Value> {
        let size = |number| usize::try_from(number).unwrap_or(usize::MAX);
        items.skip(size(self.offset)).take(size(self.limit)).cloned().collect()
    }
}

/// Puts a page of items into an answer, with its number of items and that of all.
pub(crate) fn paginate(
    answer: &mut Map<String, Value>,
    rows: &[Row],
    paging: &Pagination,
    total: usize,
    page: Vec<Value>,
) {
    for row in rows.iter().filter(|row| matches!(row.kind, Kind::Integer)) {
        if paging.total.as_ref() == Some(&row.name) {
            answer.insert(row.name.clone(), total.into());
        } else if PAGE_COUNTS.contains(&row.name.as_str()) {
            answer.insert(row.name.clone(), page.len().into());
        }
    }
    answer.insert(paging.items.clone(), page.into());
}

/// So many random items of a list: the same for the same seed, and no two alike wherever their table allows that.
pub(crate) fn generated(
    documented: &Documented,
    paging: &Pagination,
    seed: u64,
    count: usize,
) -> Vec<Value> {
    let Some((item, row)) = item(documented, paging) else { return Vec::new() };
    let mut generator = Generator::new(documented, seed ^ hash(&documented.operation.name));
    (0..count)
        .map(|index| match item {
            Kind::Object { object, .. } => {
                Value::Object(generator.object_with(object, &mut |_, fields| {
                    number(documented, object, index, fields);
                }))
            }
            _ => generator.item(row, item),
        })
        .collect()
}

/// The type of the items of a list, and the row of one.
fn item<'d>(
    documented: &'d Documented,
    paging: &Pagination,
) -> Option<(&'d Kind, Option<&'d Row>)> {
    let answer = documented.object(&documented.operation.answer)?;
    let row = answer.rows.iter().find(|row| row.name == paging.items)?;
    match &row.kind {
        Kind::List(item) => Some((item, row.each.as_deref())),
        _ => None,
    }
}

/// The object that a list has items of.
pub(crate) fn item_object<'d>(
    documented: &'d Documented,
    paging: &Pagination,
) -> Option<&'d ObjectRef> {
    match item(documented, paging)?.0 {
        Kind::Object { object, .. } => Some(object),
        _ => None,
    }
}

/// Tells items apart: an integer that identifies one counts up, if its row has room.
fn number(
    documented: &Documented,
    object: &ObjectRef,
    index: usize,
    fields: &mut Map<String, Value>,
) {
    let Some(object) = documented.object(object) else { return };
    let is_id = |row: &&Row| {
        row.kind == Kind::Integer
            && row.multiple_of.is_none()
            && (row.name == "id" || row.name.ends_with("_id"))
    };
    for row in object.rows.iter().filter(is_id) {
        let min = match row.min {
            Some(Bound::Integer(min)) => min.max(0),
            _ => 1,
        };
        let id = i64::try_from(index).ok().and_then(|index| min.checked_add(index));
        let fits = |id: &i64| !matches!(row.max, Some(Bound::Integer(max)) if *id > max);
        if let (Some(field), Some(id)) = (fields.get_mut(&row.name), id.filter(fits)) {
            *field = id.into();
        }
    }
}

/// Makes random items match what was asked for: a query parameter that has the name of a row of the items is the value of
/// that row in all of them, where the row allows it.
pub(crate) fn match_query(
    documented: &Documented,
    paging: &Pagination,
    query: &Map<String, Value>,
    items: &mut [Value],
) {
    let Some(reference) = item_object(documented, paging) else { return };
    let Some(object) = documented.object(reference) else { return };
    let asked: Vec<_> =
        query.iter().filter(|(name, _)| object.rows.iter().any(|row| row.name == **name)).collect();
    // What one item allows, all do, unless a rule relates it to what else is in each of them.
    let is_related = !object.rules.is_empty();
    for (name, value) in asked {
        let with = |item: &Value| {
            let mut fields = item.as_object().cloned().unwrap_or_default();
            fields.insert(name.clone(), value.clone());
            Value::Object(fields)
        };
        let allows = |item: &Value| documented.judge().object(item, reference).is_empty();
        if !is_related && !items.first().is_some_and(|item| allows(&with(item))) {
            continue;
        }
        for item in &mut *items {
            let matching = with(item);
            if !is_related || allows(&matching) {
                *item = matching;
            }
        }
    }
}

/// A number for a text, the same in each run of one build.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
