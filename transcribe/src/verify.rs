//! The spec against the page, row by row, both ways.
//!
//! What the page should say is the spec with its errata applied backwards, so an erratum explains a difference; one that
//! explains nothing any more means that the vendor has mended the page.

use std::collections::BTreeSet;

use crate::compare::{self, Pairs};
use crate::edition::{Amended, Edition, Note, Place, Table};

mod address;
mod examples;
mod known;
mod rows;
mod statuses;
mod words;

pub use known::known;

pub(crate) use address::plain as plain_title;
pub(crate) use statuses::truth as true_code;
pub(crate) use words::{says, short};

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The page has it, the spec has not.
    MissingInSpec,
    /// The spec has it, the page has not.
    MissingOnPage,
    /// Both have it and say different things.
    Differs,
    /// An erratum that the page no longer needs.
    Mended,
}

impl Kind {
    /// The word for it in messages and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MissingInSpec => "missing-in-spec",
            Self::MissingOnPage => "missing-on-page",
            Self::Differs => "differs",
            Self::Mended => "mended",
        }
    }
}

/// A difference between spec and page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind it is.
    pub kind: Kind,
    /// The place, as errata write it: `query.limit.max`.
    pub at: String,
    /// What is wrong, in one line.
    pub message: String,
    /// The place in the spec, and what stands there; none where nothing of the spec is concerned.
    pub spec: Option<Note>,
    /// The place on the page, and what stands there; none where the page has nothing like it.
    pub page: Option<Note>,
    /// What to do.
    pub help: String,
}

/// What came of comparing a spec with a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Differences, in the order of the spec.
    pub findings: Vec<Finding>,
    /// Errata that the page still needs: indexes into the errata of the edition.
    pub needed: BTreeSet<usize>,
    /// The example of the page that each example of the spec is: the index of the latter, and its errata.
    pub examples: Vec<PairedExample>,
}

/// An example of the page and the one of the spec that repeats it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairedExample {
    /// Index on the page.
    pub page: usize,
    /// Index in the spec.
    pub spec: usize,
}

/// Compares what the page should say with what it says.
#[must_use]
pub fn verify(expected: &Edition, page: &Edition) -> Verdict {
    let mut comparison =
        Comparison { expected, page, reachable: reachable(expected), verdict: Verdict::default() };
    comparison.head();
    let pairs = compare::tables(expected, page);
    comparison.tables(&pairs);
    comparison.statuses();
    comparison.examples();
    comparison.verdict
}

struct Comparison<'e> {
    expected: &'e Edition,
    page: &'e Edition,
    /// Tables of the spec that the page should have.
    reachable: BTreeSet<usize>,
    verdict: Verdict,
}

impl Comparison<'_> {
    fn tables(&mut self, pairs: &Pairs) {
        let (expected, page) = (self.expected, self.page);
        for (a, b) in &pairs.both {
            if let (Some(table), Some(other)) = (expected.tables.get(*a), page.tables.get(*b)) {
                self.table(table, other);
            }
        }
        for table in
            pairs.old.iter().filter_map(|index| Some((*index, expected.tables.get(*index)?)))
        {
            self.spec_alone(table.0, table.1);
        }
        // What no row of the page leads to, no row of the spec could hold.
        let orphans = page.orphans();
        for index in pairs.new.iter().filter(|index| !orphans.contains(index)) {
            if let Some(table) = page.tables.get(*index) {
                self.page_alone(table);
            }
        }
    }

    fn push(&mut self, finding: Finding) {
        self.verdict.findings.push(finding);
    }

    fn need(&mut self, erratum: usize) {
        self.verdict.needed.insert(erratum);
    }

    /// Reports that the page says what the spec says, so that an erratum is of no use any more.
    fn mended(&mut self, at: &str, erratum: usize, page: Option<Note>) {
        let Some(applied) = self.expected.errata.get(erratum) else { return };
        self.push(Finding {
            kind: Kind::Mended,
            at: at.to_owned(),
            message: format!(
                "{at}: the vendor has mended the page, which now says what the spec says"
            ),
            spec: Some((
                applied.cite.clone(),
                format!("says that the page has `{}`", applied.page),
            )),
            page,
            help: "remove the erratum".to_owned(),
        });
    }

    /// What a message adds where an erratum was meant to explain a difference and does not.
    fn erratum_help(&self, amended: Option<&Amended>) -> Option<String> {
        let applied = self.expected.errata.get(amended?.erratum)?;
        Some(format!(
            "its erratum `{}` says that the page has `{}`: the page has changed; correct the spec, or what the erratum says",
            applied.at, applied.page
        ))
    }
}

/// Tables to which something leads that is on the page by the spec: an answer, or a row that no erratum takes away.
fn reachable(edition: &Edition) -> BTreeSet<usize> {
    let is_root = |table: &Table| !matches!(table.place, Place::Object(_));
    let mut queue: Vec<usize> = (0..edition.tables.len())
        .filter(|index| edition.tables.get(*index).is_some_and(is_root))
        .collect();
    let stands = |status: &&crate::edition::Status| status.absent.is_none();
    // A page without codes still has the table of its success.
    let answers = edition.statuses.iter().filter(|status| stands(status) || status.success);
    queue.extend(answers.filter_map(|status| status.table));
    let mut seen = BTreeSet::new();
    while let Some(index) = queue.pop() {
        let Some(table) = edition.tables.get(index).filter(|_| seen.insert(index)) else {
            continue;
        };
        let rows = table.rows.iter().filter(|row| row.absent.is_none() && rows::leads_on(row));
        queue.extend(rows.filter_map(|row| row.object));
    }
    seen
}
