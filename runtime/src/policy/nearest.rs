//! The rule that a mistyped id means.

use strsim::osa_distance;

use super::rule_ids::{Found, Walk};
use crate::service::Service;

/// Ids that are searched for: more are no typing errors.
const IDS: usize = 16;
/// Longer ids are compared with none.
const LONGEST: usize = 256;
/// Edits that turn one name into another by mistake, at most.
const EDITS: usize = 3;
/// Where the row of an operation can be.
const LOCATIONS: [&str; 4] = ["path.", "query.", "header.", "body."];

/// An id that is like the one that was asked for.
pub(super) struct Nearest {
    pub(super) id: String,
    pub(super) waivable: bool,
}

/// For each of the first ids the rule of the service that is nearest to it, if one is near.
pub(super) fn nearest(service: &Service, ids: &[&str]) -> Vec<Option<Nearest>> {
    let mut searches: Vec<_> = ids.iter().take(IDS).map(|id| Search::new(id)).collect();
    if !searches.is_empty() {
        let mut consider = |found: Found<'_>| {
            for search in &mut searches {
                search.consider(found);
            }
        };
        Walk::new(&mut consider).service(service);
    }
    searches.into_iter().map(|search| search.best.map(|(_, nearest)| nearest)).collect()
}

/// The search for the rule that one id means.
struct Search<'a> {
    id: &'a str,
    /// The id of the table that was looked at last, and how far it is from what the id begins with.
    table: String,
    distance: usize,
    /// What follows.
    rest: Place<'a>,
    best: Option<(usize, Nearest)>,
}

impl<'a> Search<'a> {
    fn new(id: &'a str) -> Self {
        let id = if id.len() > LONGEST { "" } else { id };
        Self { id, table: String::new(), distance: usize::MAX, rest: Place::of(""), best: None }
    }

    fn consider(&mut self, found: Found<'_>) {
        let Some((table, rest)) = found.id.split_at_checked(found.head) else { return };
        if self.table != table {
            let (head, rest) = split_after(self.id, table.split('.').count());
            (self.distance, self.rest) = (osa_distance(head, table), Place::of(rest));
            table.clone_into(&mut self.table);
        }
        let Some(cost) = self.other_table(rest).or_else(|| self.same_table(rest)) else { return };
        if cost < self.least() {
            self.best = Some((cost, Nearest { id: found.id.to_owned(), waivable: found.waivable }));
        }
    }

    fn least(&self) -> usize {
        self.best.as_ref().map_or(usize::MAX, |(least, _)| *least)
    }

    /// How far the name of the table is off, where all that follows it is right.
    fn other_table(&self, rest: &str) -> Option<usize> {
        let other = self.id.strip_suffix(rest)?;
        let distance = osa_distance(other, &self.table);
        let is_near = distance <= other.len().max(self.table.len()) / 2
            || other.rsplit('.').next() == self.table.rsplit('.').next();
        (is_near && !Place::of(rest).name.is_empty()).then_some(distance)
    }

    /// How far the row or the fact is off, where the name of the table is right or nearly so.
    fn same_table(&self, rest: &str) -> Option<usize> {
        if self.distance > edits(&self.table) || self.distance >= self.least() {
            return None;
        }
        let (wanted, place) = (&self.rest, Place::of(rest));
        let off = if place.name.is_empty() {
            // A rule of the whole table: a row is not meant.
            wanted.name.is_empty().then_some(())?;
            within(place.fact.len().div_ceil(3), wanted.fact, place.fact)?
        } else {
            // At the right row, any fact is worth a hint: there are few.
            within(edits(place.name), wanted.name, place.name)?
                + osa_distance(wanted.fact, place.fact)
        };
        let location = usize::from(wanted.location != place.location);
        Some(self.distance + location + wanted.each.abs_diff(place.each) + off)
    }
}

/// What follows the id of a table: `.query.tags.each.max`; of a rule between rows, the rule alone.
struct Place<'a> {
    location: &'a str,
    name: &'a str,
    /// How many lists or maps the value is in.
    each: usize,
    fact: &'a str,
}

impl<'a> Place<'a> {
    fn of(rest: &'a str) -> Self {
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        // The members of a rule between rows, in parentheses, may have dots.
        let words = rest.split_once('(').map_or(rest, |(words, _)| words);
        let (place, fact) = match words.rfind('.').and_then(|dot| rest.split_at_checked(dot)) {
            Some((place, fact)) => (place, fact.strip_prefix('.').unwrap_or(fact)),
            None => ("", rest),
        };
        let location = LOCATIONS.into_iter().find(|location| place.starts_with(location));
        let location = location.unwrap_or_default();
        let mut name = place.strip_prefix(location).unwrap_or(place);
        let mut each = 0;
        while let Some(outer) = name.strip_suffix(".each") {
            (name, each) = (outer, each + 1);
        }
        Self { location, name, each, fact }
    }
}

/// How far two words are from each other, if no farther than this.
fn within(most: usize, left: &str, right: &str) -> Option<usize> {
    // A byte more or less is an edit, of a character that has no more than four.
    if left.len().abs_diff(right.len()) > most * 4 {
        return None;
    }
    Some(osa_distance(left, right)).filter(|distance| *distance <= most)
}

/// How many edits turn another word into this one by mistake.
fn edits(word: &str) -> usize {
    word.len().div_ceil(3).min(EDITS)
}

/// Splits an id after so many of its parts; the rest begins with a dot.
fn split_after(id: &str, parts: usize) -> (&str, &str) {
    let dot = id.match_indices('.').nth(parts.saturating_sub(1)).map(|(dot, _)| dot);
    dot.and_then(|dot| id.split_at_checked(dot)).unwrap_or((id, ""))
}
