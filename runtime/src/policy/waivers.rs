//! Rules that a client lets go.

use std::collections::{BTreeMap, BTreeSet};

use super::nearest::{Nearest, nearest};
use super::rule_ids::{Found, Walk};
use crate::error::one_line;
use crate::operation::ENDPOINT;
use crate::service::Service;

/// The ids of the rules that are not held against a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Waivers {
    ids: BTreeSet<String>,
}

static NONE: Waivers = Waivers { ids: BTreeSet::new() };

impl Waivers {
    /// Every rule is held against a request.
    pub(crate) fn none() -> &'static Self {
        &NONE
    }

    /// Lets the rules with these ids go.
    ///
    /// The rules of all operations are looked at once, and only if there are ids.
    ///
    /// # Errors
    ///
    /// A sentence about each id that is no rule of the service, with the one that is meant, perhaps, or that can't be
    /// waived.
    pub(crate) fn new(service: &Service, ids: Vec<String>) -> Result<Self, Vec<String>> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let standings = standings(service, &ids);
        let problems = problems(service, &ids, &standings);
        if problems.is_empty() {
            Ok(Self { ids: ids.into_iter().collect() })
        } else {
            Err(problems)
        }
    }

    /// Whether the rule with this id is let go.
    pub(crate) fn covers(&self, id: &str) -> bool {
        !self.ids.is_empty() && self.ids.contains(id)
    }
}

/// What an id is.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    /// No rule.
    Unknown,
    /// A rule that can be let go.
    Waivable,
    /// A rule without which a request can't be sent.
    Binding,
}

fn standings<'a>(service: &Service, ids: &'a [String]) -> BTreeMap<&'a str, Standing> {
    let mut standings: BTreeMap<_, _> =
        ids.iter().map(|id| (id.as_str(), Standing::Unknown)).collect();
    let mut look = |found: Found<'_>| {
        if let Some(standing) = standings.get_mut(found.id) {
            *standing = if found.waivable { Standing::Waivable } else { Standing::Binding };
        }
    };
    look(Found { id: ENDPOINT, head: 0, waivable: false });
    Walk::new(&mut look).service(service);
    standings
}

/// What is wrong with the ids, each once, in the order in which they were given.
fn problems(
    service: &Service,
    ids: &[String],
    standings: &BTreeMap<&str, Standing>,
) -> Vec<String> {
    let mut told = BTreeSet::new();
    let wrong: Vec<_> = ids
        .iter()
        .filter_map(|id| Some((id.as_str(), *standings.get(id.as_str())?)))
        .filter(|(id, standing)| *standing != Standing::Waivable && told.insert(*id))
        .collect();
    let unknown = wrong.iter().filter(|(_, standing)| *standing == Standing::Unknown);
    let unknown: Vec<_> = unknown.map(|(id, _)| *id).collect();
    let mut nearest = nearest(service, &unknown).into_iter();
    let problem = |(id, standing): &(&str, Standing)| match standing {
        Standing::Unknown => no_rule(id, nearest.next().flatten()),
        Standing::Waivable | Standing::Binding => format!(
            "rule `{}` can't be waived: a request that breaks it can't be sent",
            one_line(id)
        ),
    };
    wrong.iter().map(problem).collect()
}

fn no_rule(id: &str, nearest: Option<Nearest>) -> String {
    let id = one_line(id);
    match nearest {
        Some(Nearest { id: meant, waivable: true }) => {
            format!("no rule `{id}`; did you mean `{meant}`?")
        }
        Some(Nearest { id: meant, waivable: false }) => {
            format!("no rule `{id}`; `{meant}`, which is near, can't be waived")
        }
        None => format!("no rule `{id}`; the ids are in the violations, in brackets"),
    }
}
