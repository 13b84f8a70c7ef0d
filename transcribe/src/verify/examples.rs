//! Examples, as JSON values.

use super::statuses::truth;
use super::{Comparison, Finding, Kind, PairedExample};
use crate::compare::examples::differences;
use crate::edition::Example;

impl Comparison<'_> {
    pub(super) fn examples(&mut self) {
        let (expected, page) = (self.expected, self.page);
        let mut left: Vec<usize> = (0..page.examples.len()).collect();
        let mut pairs: Vec<(usize, Option<usize>)> = Vec::new();
        // Those that are alike first, so that one that was added shifts nothing.
        for (index, example) in expected.examples.iter().enumerate() {
            let same = |found: &Example| {
                self.is_like(example, found) && differences(example, found).is_empty()
            };
            pairs.push((index, take(&mut left, &page.examples, same)));
        }
        for (index, pair) in &mut pairs {
            if let (Some(example), None) = (expected.examples.get(*index), &pair) {
                *pair = take(&mut left, &page.examples, |found| self.is_like(example, found));
            }
        }
        for (index, pair) in pairs {
            let Some(example) = expected.examples.get(index) else { continue };
            match pair.and_then(|number| Some((number, page.examples.get(number)?))) {
                Some((number, found)) => {
                    self.verdict.examples.push(PairedExample { page: number, spec: index });
                    self.example(index, example, found);
                }
                None => self.push(Finding {
                    kind: Kind::MissingOnPage,
                    at: format!("examples.{index}"),
                    message: format!("examples.{index}: the page has no such example"),
                    spec: Some((example.cite.clone(), "only the spec has it".to_owned())),
                    page: None,
                    help: "remove the example and its errata".to_owned(),
                }),
            }
        }
        for found in left.into_iter().filter_map(|number| page.examples.get(number)) {
            let side = if found.request { "request" } else { "response" };
            self.push(Finding {
                kind: Kind::MissingInSpec,
                at: "examples".to_owned(),
                message: format!("examples: the spec lacks an example of a {side}"),
                spec: None,
                page: Some((found.cite.clone(), "only the page has it".to_owned())),
                help: "add it to `examples`, in the order of the page".to_owned(),
            });
        }
    }

    /// Whether a page's example stands where the one of the spec does: the same side, the same status.
    fn is_like(&self, example: &Example, found: &Example) -> bool {
        if example.request != found.request {
            return false;
        }
        let (Some(status), Some(shown)) = (&example.status, &found.status) else { return true };
        let known = self.expected.statuses.iter().find(|known| truth(known) == *status);
        status == shown || known.is_some_and(|known| known.code == *shown)
    }

    fn example(&mut self, index: usize, example: &Example, found: &Example) {
        let changed = differences(example, found);
        for (pointer, erratum) in &example.errata {
            if !changed.iter().any(|change| touches(&change.pointer, pointer)) {
                self.need(*erratum);
            }
        }
        for change in changed {
            let at = format!("examples.{index}{}", change.pointer);
            let has_erratum =
                example.errata.iter().any(|(other, _)| touches(&change.pointer, other));
            let help = if has_erratum {
                "copy the example again; lint then says which of its errata nothing needs any more"
            } else {
                "copy the example again"
            };
            self.push(Finding {
                kind: Kind::Differs,
                message: format!("{at}: {}", change.between("the spec", "the page")),
                at,
                spec: Some((example.cite.clone(), "the example in the spec".to_owned())),
                page: Some((found.cite.clone(), "the example on the page".to_owned())),
                help: help.to_owned(),
            });
        }
    }
}

/// The first example that is left and fits.
fn take(
    left: &mut Vec<usize>,
    examples: &[Example],
    fits: impl Fn(&Example) -> bool,
) -> Option<usize> {
    let at = left.iter().position(|number| examples.get(*number).is_some_and(&fits))?;
    Some(left.remove(at))
}

/// Whether a change at one place concerns what an erratum says of another.
pub(super) fn touches(changed: &str, pointer: &str) -> bool {
    let is_below = |a: &str, b: &str| {
        a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // An erratum about the example as a whole is about its line.
    if pointer.is_empty() {
        changed.is_empty()
    } else {
        is_below(changed, pointer) || is_below(pointer, changed)
    }
}
