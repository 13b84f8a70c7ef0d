//! The ledger: what of the documented rows the spec has, and which sentences of constraint it does not express.

use crate::compare::{self, facts, is_said};
use crate::edition::{Cite, Edition, Fact, Row, Table};
use crate::facts::{Facts, Role, Sentence};
use crate::operations::Known;
use crate::type_name::Type;
use crate::verify::says;

pub mod html;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The spec has it as the page states it.
    Modelled,
    /// The spec has it, and an erratum says what the page says instead.
    Amended,
    /// The spec has it, and says something else than the page without an erratum.
    Differs,
    /// The page has it and the spec has not.
    LeftOut,
    /// The spec has it and the page has not, by an erratum.
    Added,
    /// The spec has it and the page has not.
    NotOnPage,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Modelled, Self::Amended, Self::Differs, Self::LeftOut, Self::Added, Self::NotOnPage];

    /// The words for it, in tables and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Modelled => "modelled",
            Self::Amended => "with erratum",
            Self::Differs => "differs",
            Self::LeftOut => "left out",
            Self::Added => "added by erratum",
            Self::NotOnPage => "not on page",
        }
    }

    /// A sign for those who see no colours.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Modelled => "✓",
            Self::Amended => "≈",
            Self::Differs => "!",
            Self::LeftOut => "✗",
            Self::Added => "+",
            Self::NotOnPage => "?",
        }
    }

    /// Whether the page documents such a row.
    #[must_use]
    pub fn is_documented(self) -> bool {
        !matches!(self, Self::Added | Self::NotOnPage)
    }
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The place, as errata write it.
    pub at: String,
    /// What became of it.
    pub state: State,
    /// What the spec states, or the page where the spec has nothing: `Integer, 0 to 999999, default 10`.
    pub states: String,
    /// What differs, or what errata are about.
    pub remarks: Vec<String>,
    /// The place in the spec.
    pub spec: Option<Cite>,
    /// The place on the page.
    pub page: Option<Cite>,
    /// Sentences of constraint that the spec does not express.
    pub open: Vec<Open>,
    /// How many sentences of constraint the row has.
    pub constraints: usize,
}

/// A sentence of constraint that the spec does not express.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// As written.
    pub text: String,
    /// Its line.
    pub line: usize,
}

/// The ledger of one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// `roma.link.ListRules`.
    pub id: String,
    /// Title of the page.
    pub title: String,
    /// Address of the page.
    pub url: String,
    /// `GET /v2/things`.
    pub request: String,
    /// The file of the spec, as people write its path.
    pub spec: String,
    /// The page that was read, as people write its path.
    pub page: Option<String>,
    /// Its rows.
    pub entries: Vec<Entry>,
    /// Sentences outside of tables that the spec does not express.
    pub open: Vec<Open>,
}

impl Ledger {
    /// How many rows are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.entries.iter().filter(|entry| entry.state == state).count()
    }

    /// How many rows the page documents; without a page, how many the spec says that it does.
    #[must_use]
    pub fn documented(&self) -> usize {
        self.entries.iter().filter(|entry| entry.state.is_documented()).count()
    }

    /// How many sentences of constraint are not expressed.
    #[must_use]
    pub fn open(&self) -> usize {
        self.entries.iter().map(|entry| entry.open.len()).sum::<usize>() + self.open.len()
    }
}

/// The ledger of an operation: with a page, row by row against it; without one, what the spec alone can tell.
#[must_use]
pub fn ledger(
    known: &Known<'_>,
    expected: &Edition,
    page: Option<(&Facts, usize, &Edition)>,
) -> Ledger {
    let (entries, open) = match page {
        Some((facts, operation, page)) => {
            let mut entries = against(expected, page);
            entries.extend(response_headers(facts, operation));
            (entries, outside(expected, page))
        }
        None => (alone(expected), Vec::new()),
    };
    let operation = known.operation;
    Ledger {
        id: known.id(),
        title: operation.title.clone(),
        url: operation.page.url.clone(),
        request: format!("{} {}", operation.method, operation.path),
        spec: String::new(),
        page: None,
        entries,
        open,
    }
}

/// Row by row, in the order of the tables of the page.
fn against(expected: &Edition, page: &Edition) -> Vec<Entry> {
    let pairs = compare::tables(expected, page);
    let mut entries: Vec<(usize, Entry)> = Vec::new();
    for (a, b) in &pairs.both {
        let (Some(table), Some(other)) = (expected.tables.get(*a), page.tables.get(*b)) else {
            continue;
        };
        for pair in compare::rows(table, other) {
            entries.extend(entry(expected, table, pair).map(|entry| (*b, entry)));
        }
    }
    for index in &pairs.new {
        let Some(table) = page.tables.get(*index) else { continue };
        for row in &table.rows {
            entries.extend(entry(expected, table, (None, Some(row))).map(|entry| (*index, entry)));
        }
    }
    // The order of the page is the order in which people read beside it.
    entries.sort_by_key(|(table, _)| *table);
    let behind = pairs.old.iter().filter_map(|index| expected.tables.get(*index));
    let behind = behind.flat_map(|table| {
        table.rows.iter().filter_map(|row| entry(expected, table, (Some(row), None)))
    });
    entries.into_iter().map(|(_, entry)| entry).chain(behind).collect()
}

/// What the spec alone can tell.
fn alone(expected: &Edition) -> Vec<Entry> {
    let rows = expected.tables.iter().flat_map(|table| {
        table.rows.iter().map(move |row| {
            let mut entry = blank(table, row);
            entry.spec = Some(row.cite.clone());
            entry.state = match (row.absent, row.amended.is_empty() && row.unread.is_empty()) {
                (Some(_), _) => State::Added,
                (None, true) => State::Modelled,
                (None, false) => State::Amended,
            };
            entry.remarks = errata(expected, row);
            entry
        })
    });
    rows.collect()
}

fn blank(table: &Table, row: &Row) -> Entry {
    Entry {
        at: format!("{}.{}", table.place.at(), row.name),
        state: State::Modelled,
        states: states(row),
        remarks: Vec::new(),
        spec: None,
        page: None,
        open: Vec::new(),
        constraints: 0,
    }
}

fn entry(expected: &Edition, table: &Table, pair: compare::RowPair<'_>) -> Option<Entry> {
    let (row, found) = pair;
    let mut entry = blank(table, row.or(found)?);
    entry.spec = row.map(|row| row.cite.clone());
    entry.page = found.map(|found| found.cite.clone());
    match (row, found) {
        (Some(row), Some(found)) => {
            let differing = Fact::ALL.into_iter().filter(|fact| !facts::same(*fact, row, found));
            let differing = differing.map(|fact| {
                let (old, new) = (row.facts.get(&fact), found.facts.get(&fact));
                format!("the page {}, the spec {}", says(fact, new), says(fact, old))
            });
            entry.remarks = differing.collect();
            entry.state = match (entry.remarks.is_empty(), errata(expected, row).is_empty()) {
                (false, _) => State::Differs,
                (true, false) => State::Amended,
                (true, true) => State::Modelled,
            };
            entry.remarks.extend(errata(expected, row));
            let constraints = found.sentences.iter().filter(|sentence| sentence.constrains);
            let all: Vec<&Sentence> = constraints.collect();
            entry.constraints = all.len();
            entry.open = all
                .into_iter()
                .filter(|sentence| !is_expressed(table, row, found, sentence))
                .map(open)
                .collect();
        }
        (None, Some(found)) => {
            entry.state = State::LeftOut;
            let constraints = found.sentences.iter().filter(|sentence| sentence.constrains);
            entry.constraints = constraints.clone().count();
            // What a reader understands of the row is shown with it.
            entry.open =
                constraints.filter(|sentence| sentence.gave.is_empty()).map(open).collect();
        }
        (Some(row), None) => {
            entry.state = if row.absent.is_some() { State::Added } else { State::NotOnPage };
            entry.remarks = errata(expected, row);
        }
        (None, None) => return None,
    }
    Some(entry)
}

fn open(sentence: &Sentence) -> Open {
    Open { text: sentence.text.clone(), line: sentence.line }
}

/// What errata say about a row.
fn errata(expected: &Edition, row: &Row) -> Vec<String> {
    let facts = row.amended.values().map(|amended| amended.erratum);
    let all = row.absent.into_iter().chain(facts).chain(row.unread.iter().copied());
    let applied = all.filter_map(|index| expected.errata.get(index));
    let words = applied.map(|erratum| match erratum.page.as_str() {
        "absent" => format!("erratum `{}`: absent on the page", erratum.at),
        page => format!("erratum `{}`: the page has `{page}`", erratum.at),
    });
    words.collect()
}

/// Whether the spec expresses what a sentence demands.
fn is_expressed(table: &Table, row: &Row, found: &Row, sentence: &Sentence) -> bool {
    let is_ruled = |row: &Row| row.also.contains(&"rules");
    let names_rule = is_ruled(row)
        && table.rows.iter().any(|other| {
            other.name != row.name && is_ruled(other) && sentence.text.contains(&other.name)
        });
    let has = |key: &&str| match Fact::of_key(key) {
        Some(fact) => facts::same(fact, row, found) || row.amended.contains_key(&fact),
        // Relations are rules in the spec.
        None => is_ruled(row),
    };
    if !sentence.gave.is_empty() {
        return sentence.gave.iter().all(has);
    }
    let mut stated = row.facts.iter();
    names_rule
        || stated.any(|(fact, stated)| is_said(*fact, &stated.text, &sentence.text))
        || row.also.iter().any(|key| *key != "rules")
}

/// Sentences outside of tables that name no rows which a rule ties together.
fn outside(expected: &Edition, page: &Edition) -> Vec<Open> {
    let rows: Vec<&Row> = expected.tables.iter().flat_map(|table| &table.rows).collect();
    let is_ruled = |sentence: &&Sentence| {
        rows.iter().any(|row| row.also.contains(&"rules") && sentence.text.contains(&row.name))
    };
    let constraints = page.sentences.iter().filter(|sentence| sentence.constrains);
    constraints.filter(|sentence| !is_ruled(sentence)).map(open).collect()
}

/// Headers of answers: the spec can name them, and nothing is emitted for them yet.
fn response_headers(facts: &Facts, operation: usize) -> Vec<Entry> {
    let tables = facts.tables.iter().filter(|table| table.operation == operation);
    let rows =
        tables.filter(|table| table.role == Role::ResponseHeader).flat_map(|table| &table.rows);
    rows.map(|row| Entry {
        at: format!("response header {}", row.name),
        state: State::LeftOut,
        states: row.type_name.as_ref().map_or(String::new(), |kind| kind.value.clone()),
        remarks: vec!["headers of answers are not emitted yet".to_owned()],
        spec: None,
        page: Some(Cite::Line(row.line)),
        open: Vec::new(),
        constraints: 0,
    })
    .collect()
}

/// What a row states, in one line.
fn states(row: &Row) -> String {
    let text = |fact: Fact| {
        let amended = row.amended.get(&fact).map(|amended| amended.truth.as_ref());
        amended.unwrap_or_else(|| row.facts.get(&fact)).map(|stated| stated.text.as_str())
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(text(Fact::Type).map(|kind| Type::read(kind).to_string()));
    parts.extend(text(Fact::Required).map(|_| "mandatory".to_owned()));
    match (text(Fact::Min), text(Fact::Max)) {
        (Some(min), Some(max)) => parts.push(format!("{min} to {max}")),
        (Some(min), None) => parts.push(format!("at least {min}")),
        (None, Some(max)) => parts.push(format!("at most {max}")),
        (None, None) => {}
    }
    parts.extend(text(Fact::Default).map(|default| format!("default {default}")));
    parts.extend(text(Fact::Values).map(|values| match values.split('|').count() {
        1..=4 => format!("one of {}", values.replace('|', ", ")),
        more => format!("one of {more} values"),
    }));
    parts.extend(text(Fact::Case).map(|_| "case does not count".to_owned()));
    for fact in [Fact::Format, Fact::Charset, Fact::Unit] {
        parts.extend(text(fact).map(str::to_owned));
    }
    for (fact, word) in [
        (Fact::Nullable, "nullable"),
        (Fact::Deprecated, "deprecated"),
        (Fact::Reserved, "reserved"),
    ] {
        parts.extend(text(fact).map(|_| word.to_owned()));
    }
    parts.extend(row.also.iter().map(|key| (*key).to_owned()));
    parts.join(", ")
}
