//! Which things a session creates and deletes: a rule that reads the spec, and no list of operations.
//!
//! - The first word of an operation's name says what it does (`add` and `create` make a thing, `delete` and `remove` end it,
//!   `edit` and `update` change it, `get` and `show` show it, `list` and `query` list many); where it is another word, the
//!   method does (`DELETE`, `PUT` and `PATCH`). The other words name the thing, in the singular and without a version.
//! - A thing is kept if one operation of a service makes it and another one ends, shows or changes it.
//! - The key of a thing is what the operation that ends it asks for (or else the one that shows it, or changes it): each
//!   required row outside the headers that the operation which makes the thing has as well, in its request or in its
//!   answer. Two rows are the same if their names are, apart from a final `_id`, `_ids` or `s`. A list stands for several
//!   things, which have all else in common.
//! - What is in no request of the maker comes from its answer: the mock makes a new value each time.
//!
//! So `AddDatasource` and `DeleteDatasource` are about one `datasource`, and its key is `account_provider(_id)`,
//! `account_id`, `region` and `instance(_id|s)`.

use apiscribe_codegen::model::{Kind, Location, Row};

use crate::catalogue::{Catalogue, Documented};

/// What an operation does to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Create,
    Delete,
    Change,
    Show,
    List,
}

/// A thing that a session keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resource {
    /// In the singular: `datasource`.
    pub(crate) name: String,
    /// The parts of its key.
    pub(crate) key: Vec<Part>,
}

/// A part of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// What the names of its rows have in common.
    pub(crate) stem: String,
    /// The row of the maker's answer that has it; `None` where its request does.
    pub(crate) assigned: Option<String>,
}

/// What an operation does to which resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Effect {
    pub(crate) act: Act,
    /// Its number.
    pub(crate) resource: usize,
}

/// The resources of a spec, and for each operation of the catalogue what it does.
#[derive(Debug, Default)]
pub(crate) struct Resources {
    pub(crate) all: Vec<Resource>,
    effects: Vec<Option<Effect>>,
}

impl Resources {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let named: Vec<_> = catalogue.all().iter().map(named).collect();
        let mut resources = Self { all: Vec::new(), effects: vec![None; named.len()] };
        for (maker, documented) in catalogue.all().iter().enumerate() {
            let Some(Some((Act::Create, thing))) = named.get(maker) else { continue };
            let others: Vec<(usize, Act, &Documented)> = (0..)
                .zip(catalogue.all())
                .filter(|(_, other)| other.service.module == documented.service.module)
                .filter_map(|(number, other)| match named.get(number) {
                    Some(Some((act, name))) if name == thing => Some((number, *act, other)),
                    _ => None,
                })
                .collect();
            let Some(key) = key(documented, &others) else { continue };
            let resource = resources.all.len();
            for (number, act, other) in others {
                let is_keyed = matches!(act, Act::Create | Act::List)
                    || key.iter().all(|part| row_of(other, &part.stem).is_some());
                if let (true, Some(effect)) = (is_keyed, resources.effects.get_mut(number)) {
                    *effect = Some(Effect { act, resource });
                }
            }
            resources.all.push(Resource { name: thing.clone(), key });
        }
        resources
    }

    pub(crate) fn effect(&self, operation: usize) -> Option<Effect> {
        self.effects.get(operation).copied().flatten()
    }

    pub(crate) fn get(&self, effect: Effect) -> Option<&Resource> {
        self.all.get(effect.resource)
    }
}

fn named(documented: &Documented) -> Option<(Act, String)> {
    let operation = &documented.operation;
    let mut words: Vec<&str> =
        operation.method_name.as_str().trim_end_matches('_').split('_').collect();
    let is_version = |word: &&str| {
        word.strip_prefix('v').is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    words.retain(|word| !is_version(word));
    let (verb, thing) = words.split_first()?;
    let act = match *verb {
        "add" | "create" | "register" | "new" | "insert" => Act::Create,
        "delete" | "remove" | "unregister" | "deregister" => Act::Delete,
        "edit" | "update" | "modify" | "change" | "set" => Act::Change,
        "get" | "show" | "describe" => Act::Show,
        "list" | "query" => Act::List,
        _ => match operation.method.as_str() {
            "DELETE" => Act::Delete,
            "PUT" | "PATCH" => Act::Change,
            _ => return None,
        },
    };
    let (last, before) = thing.split_last()?;
    let mut name: Vec<String> = before.iter().map(|word| (*word).to_owned()).collect();
    name.push(singular(last));
    Some((act, name.join("_")))
}

/// The key by which the others name what `maker` makes; `None` where they name nothing of it.
fn key(maker: &Documented, others: &[(usize, Act, &Documented)]) -> Option<Vec<Part>> {
    let (_, _, asking) = [Act::Delete, Act::Show, Act::Change]
        .into_iter()
        .find_map(|wanted| others.iter().find(|(_, act, _)| *act == wanted))?;
    let answer = maker.object(&maker.operation.answer).map_or(&[][..], |object| &object.rows);
    let mut own = false;
    let mut parts: Vec<Part> = Vec::new();
    for row in asking.operation.rows.iter().filter(|row| is_key(row)) {
        let stem = stem(&row.name);
        if parts.iter().any(|part| part.stem == stem) {
            continue;
        }
        let in_request = row_of(maker, &stem).is_some();
        let in_answer = || {
            let named =
                |answered: &&Row| self::stem(&answered.name) == stem && is_plain(&answered.kind);
            let id = |answered: &&Row| {
                answered.name == "id" && row.location == Location::Path && !row.held
            };
            answer.iter().find(named).or_else(|| answer.iter().find(id))
        };
        let assigned = if in_request { None } else { in_answer().map(|row| row.name.clone()) };
        if in_request || assigned.is_some() {
            // What the client holds says where a thing is, and not which.
            own |= !row.held;
            parts.push(Part { stem, assigned });
        }
    }
    own.then_some(parts)
}

fn is_key(row: &Row) -> bool {
    let plain = match &row.kind {
        Kind::List(item) => is_plain(item),
        kind => is_plain(kind),
    };
    row.required && plain && !row.secret && row.location != Location::Header
}

fn is_plain(kind: &Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Integer | Kind::Enumeration(_))
}

/// The row of an operation's request that is a part of a key.
pub(crate) fn row_of<'d>(documented: &'d Documented, part: &str) -> Option<&'d Row> {
    documented.operation.rows.iter().find(|row| is_key(row) && stem(&row.name) == part)
}

/// What a name has in common with others for the same: `instance` of `instance_id` and `instances`.
pub(crate) fn stem(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.strip_suffix("_ids").or_else(|| name.strip_suffix("_id")) {
        Some(stem) => stem.to_owned(),
        None => singular(&name),
    }
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}
