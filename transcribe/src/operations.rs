//! Operations of a spec: finding one by its name, and the ones that a page documents.

use std::collections::BTreeSet;

use apiscribe_codegen::model::{Group, Operation, Sdk, Service};
use apiscribe_codegen::suggest::closest;

use crate::edition::page::request_line;
use crate::edition::{Edition, page, spec};
use crate::facts::Facts;
use crate::verify::plain_title;

/// An operation of a spec, and where it belongs.
#[derive(Debug, Clone, Copy)]
pub struct Known<'m> {
    /// Its service.
    pub service: &'m Service,
    /// Its group.
    pub group: &'m Group,
    /// The operation.
    pub operation: &'m Operation,
}

impl Known<'_> {
    /// Its name with those of service and group: `roma.link.ListRules`.
    #[must_use]
    pub fn id(&self) -> String {
        let group = self.group.module.as_ref().map_or(String::new(), |group| format!("{group}."));
        format!("{}.{group}{}", self.service.module, self.operation.name)
    }

    /// What its page should say.
    #[must_use]
    pub fn edition(&self) -> Edition {
        spec::of(self.service, self.group, self.operation)
    }

    fn is_named(&self, name: &str) -> bool {
        let file = name.replace('\\', "/");
        let source = spec::below_spec(&self.operation.source);
        self.operation.name == name
            || self.operation.method_name.as_str() == name
            || self.id().eq_ignore_ascii_case(name)
            || file == source
            || file.strip_suffix(source).is_some_and(|before| before.ends_with('/'))
    }
}

/// All operations of a spec, in the order of their files.
#[must_use]
pub fn all(sdk: &Sdk) -> Vec<Known<'_>> {
    let mut known = Vec::new();
    for service in &sdk.services {
        for group in service.all_groups() {
            known.extend(group.operations.iter().map(|operation| Known {
                service,
                group,
                operation,
            }));
        }
    }
    known
}

/// The operation that a person names: `ListRules`, `list_rules`, `roma.link.ListRules` or the path of its file.
///
/// # Errors
///
/// A sentence that says what could be meant, where no operation or more than one has the name.
pub fn named<'m>(known: &[Known<'m>], name: &str) -> Result<Known<'m>, String> {
    let found: Vec<&Known<'m>> = known.iter().filter(|known| known.is_named(name)).collect();
    match found.as_slice() {
        [one] => Ok(**one),
        [] => {
            let ids: Vec<String> = known.iter().map(Known::id).collect();
            let names = known.iter().map(|known| known.operation.name.as_str());
            let meant =
                closest(name, names).or_else(|| closest(name, ids.iter().map(String::as_str)));
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if known.len() <= 24 => format!("the spec has: {}", ids.join(", ")),
                None => format!("the spec has {} operations", known.len()),
            };
            Err(format!("the spec has no operation `{name}`; {help}"))
        }
        several => {
            let ids: Vec<String> = several.iter().map(|known| known.id()).collect();
            Err(format!("`{name}` can be {}; name one of them", ids.join(" or ")))
        }
    }
}

/// The operations of a page, each with what the page says of it. A page that states no address has one all the same.
#[must_use]
pub fn on_page(facts: &Facts) -> Vec<(usize, Edition)> {
    let own = facts.operations.iter().enumerate();
    let own = own.filter(|(_, operation)| operation.other_path_of.is_none());
    let mut indexes: Vec<usize> = own.map(|(index, _)| index).collect();
    if indexes.is_empty() {
        indexes.push(0);
    }
    indexes.into_iter().map(|index| (index, page::of(facts, index))).collect()
}

/// Which operation of a spec each operation of some pages is: pairs of indexes, each index once.
///
/// Method and path decide, as the page has them by the errata or as they are; titles decide between operations that
/// have one address, and alone where a page states none.
#[must_use]
pub fn pair(expected: &[Edition], found: &[&Edition]) -> Vec<(usize, usize)> {
    let mut scores = Vec::new();
    for (a, edition) in expected.iter().enumerate() {
        for (b, page) in found.iter().enumerate() {
            let score = likeness(edition, page);
            if score > 0 {
                scores.push((score, a, b));
            }
        }
    }
    scores.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut taken, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, a, b) in scores {
        if !taken.contains(&a) && !seen.contains(&b) {
            taken.insert(a);
            seen.insert(b);
            pairs.push((a, b));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// How much an edition of the spec looks like one of a page; 0 where they are different operations.
fn likeness(expected: &Edition, page: &Edition) -> u32 {
    let has = |text: &str| page.requests.iter().any(|request| same_request(&request.text, text));
    let by_errata = expected.requests.iter().any(|request| has(&request.text));
    let truth = expected.true_request.as_ref().and_then(|amended| amended.truth.as_ref());
    let by_truth = truth.is_some_and(|truth| has(&truth.text));
    let title = expected.titles.first().map(|title| plain_title(&title.text));
    let by_title = page.titles.iter().any(|found| Some(plain_title(&found.text)) == title);
    4 * u32::from(by_errata) + 3 * u32::from(by_truth && !by_errata) + 2 * u32::from(by_title)
}

/// Whether a page looks like one of an operation although it has another address and title: most rows are there.
#[must_use]
pub fn resembles(expected: &Edition, page: &Edition) -> bool {
    let names = |edition: &Edition| -> BTreeSet<String> {
        let rows = edition.tables.iter().flat_map(|table| &table.rows);
        rows.filter(|row| row.absent.is_none()).map(|row| row.name.clone()).collect()
    };
    let (expected, page) = (names(expected), names(page));
    let both = expected.intersection(&page).count();
    both > 0 && both * 2 >= expected.len()
}

/// Whether two lines of method and path are one, whatever their placeholders are called.
fn same_request(a: &str, b: &str) -> bool {
    shape(a) == shape(b)
}

fn shape(request: &str) -> String {
    let (method, path) = request.split_once(' ').unwrap_or(("", request));
    let mut shape = String::new();
    let mut inside = false;
    for character in path.trim_end_matches('/').chars() {
        match character {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        shape.push(character);
    }
    request_line(method, &shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_alike_whatever_their_names() {
        assert!(same_request("GET /v2/{project_id}/rules", "get /v2/{id}/rules/"));
        assert!(!same_request("GET /v2/{project_id}/rules", "PUT /v2/{project_id}/rules"));
        assert!(!same_request("GET /v2/{project_id}/rules", "GET /v2/rules"));
    }
}
