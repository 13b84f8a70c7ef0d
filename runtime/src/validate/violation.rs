//! Violations and how they read.

use std::fmt;

use crate::table::Table;

/// Columns after which rule ids are no longer aligned.
const ALIGN_MAX: usize = 96;
/// Blanks between the longest message and its rule id.
const GAP: usize = 6;

/// Violations that are listed; there may be as many as a hostile answer has bytes.
const LISTED_MAX: usize = 1000;

/// One broken rule: where, what, and the stable id of the rule. Never holds a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    id: String,
    path: String,
    message: String,
}

impl Violation {
    /// A violation of the rule with this id, by the value at this path.
    ///
    /// The path is empty where the rule is about the whole request or object.
    #[must_use]
    pub fn new(id: impl Into<String>, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { id: id.into(), path: path.into(), message: message.into() }
    }

    /// The stable id of the rule: `ListRules.query.limit.max`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where the value is: `query.limit`, `body.tags[1].key`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong: `1000000 is more than the maximum 999999`.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Path and message, without the id.
    fn text(&self) -> String {
        if self.path.is_empty() {
            self.message.clone()
        } else {
            format!("{}: {}", self.path, self.message)
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.text(), self.id)
    }
}

/// All rules of a table that a value breaks, up to a thousand. Displayed as a block:
///
/// ```text
/// ListRules breaks 2 documented rules
///   query.limit: 1000000 is more than the maximum 999999      [ListRules.query.limit.max]
///   query.name: 65 characters, at most 64                     [ListRules.query.name.max]
///   documented at https://example.com/ListRules.html
/// ```
#[derive(Debug, Clone)]
pub struct Violations {
    table: &'static Table,
    list: Vec<Violation>,
    omitted: usize,
}

impl Violations {
    /// No violations of this table yet.
    #[must_use]
    pub const fn new(table: &'static Table) -> Self {
        Self { table, list: Vec::new(), omitted: 0 }
    }

    /// Adds one. From a thousand on, they are only counted.
    pub fn push(&mut self, violation: Violation) {
        if self.list.len() < LISTED_MAX {
            self.list.push(violation);
        } else {
            self.omitted = self.omitted.saturating_add(1);
        }
    }

    /// Adds those of another list.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.extend(other.list);
        self.omitted = self.omitted.saturating_add(other.omitted);
    }

    /// The table that was judged by.
    #[must_use]
    pub const fn table(&self) -> &'static Table {
        self.table
    }

    /// How many are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many more there are than the thousand that are listed.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.omitted == 0
    }

    /// The violations, in the order of the table.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// Keeps those for which this holds.
    pub fn retain(&mut self, keep: impl FnMut(&Violation) -> bool) {
        self.list.retain(keep);
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl Extend<Violation> for Violations {
    fn extend<T: IntoIterator<Item = Violation>>(&mut self, violations: T) {
        for violation in violations {
            self.push(violation);
        }
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Table { id, page, .. } = self.table;
        let count = self.list.len().saturating_add(self.omitted);
        let plural = if count == 1 { "" } else { "s" };
        if page.is_empty() {
            write!(f, "{id} has {count} problem{plural}")?;
        } else {
            write!(f, "{id} breaks {count} documented rule{plural}")?;
        }
        let texts: Vec<_> = self.list.iter().map(Violation::text).collect();
        let widths = texts.iter().map(|text| text.chars().count());
        let widest = widths.max().unwrap_or_default().min(ALIGN_MAX);
        for (text, violation) in texts.iter().zip(&self.list) {
            write!(f, "\n  {text:widest$}{:GAP$}[{}]", "", violation.id)?;
        }
        if self.omitted > 0 {
            write!(f, "\n  and {} more", self.omitted)?;
        }
        if page.is_empty() { Ok(()) } else { write!(f, "\n  documented at {page}") }
    }
}

impl std::error::Error for Violations {}

#[cfg(test)]
mod tests {
    use super::{Violation, Violations};
    use crate::table::Table;

    static LIST_RULES: Table =
        Table::new("ListRules", "https://example.com/ListRules.html", &[], &[]);

    #[test]
    fn reads_as_an_aligned_block() {
        let mut violations = Violations::new(&LIST_RULES);
        violations.push(Violation::new(
            "ListRules.query.limit.max",
            "query.limit",
            "1000000 is more than the maximum 999999",
        ));
        let one = violations.to_string();
        violations.push(Violation::new(
            "ListRules.query.name.max",
            "query.name",
            "65 characters, at most 64",
        ));
        assert_eq!(
            violations.to_string(),
            "ListRules breaks 2 documented rules\n  \
             query.limit: 1000000 is more than the maximum 999999      [ListRules.query.limit.max]\n  \
             query.name: 65 characters, at most 64                     [ListRules.query.name.max]\n  \
             documented at https://example.com/ListRules.html"
        );
        assert!(one.starts_with("ListRules breaks 1 documented rule\n"), "{one}");
    }
}
