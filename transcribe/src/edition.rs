//! What one edition of the documentation says of one operation: a page, or the spec with its errata applied backwards.
//!
//! Verifying, drift and the ledger compare editions, and need not know where one comes from.

use std::collections::BTreeMap;

pub mod fact;
mod nest;
pub mod page;
pub mod spec;

pub use fact::{Fact, Stated};

/// A place that an edition can be cited by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cite {
    /// A line of the page.
    Line(usize),
    /// A JSON pointer into a file of the spec.
    Spec {
        /// Path of the file below the directory of the spec.
        file: String,
        /// `/query/limit`.
        pointer: String,
    },
}

/// A place, and what stands there.
pub type Note = (Cite, String);

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The text.
    pub text: String,
    /// Its place.
    pub cite: Cite,
}

/// One edition of an operation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edition {
    /// Titles that it goes by: that of the page, that of its section.
    pub titles: Vec<Cited>,
    /// Date of the edition.
    pub updated: Option<Cited>,
    /// Method and path; further paths of the same operation follow.
    pub requests: Vec<Cited>,
    /// What the spec says of the request where an erratum says that the page differs.
    pub true_request: Option<Amended>,
    /// Tables of parameters and fields.
    pub tables: Vec<Table>,
    /// Status codes.
    pub statuses: Vec<Status>,
    /// Examples.
    pub examples: Vec<Example>,
    /// Sentences outside of tables.
    pub sentences: Vec<crate::facts::Sentence>,
    /// Errata that were applied backwards.
    pub errata: Vec<Applied>,
}

/// An erratum that was applied backwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its place in the spec, as written.
    pub at: String,
    /// What it says that the page has.
    pub page: String,
    /// The erratum itself.
    pub cite: Cite,
}

/// What the spec says where an erratum says that the page differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Amended {
    /// What the spec says; `None` where it says nothing.
    pub truth: Option<Stated>,
    /// Index of the erratum.
    pub erratum: usize,
}

/// Where the values of a table go.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Path parameters.
    Path,
    /// Query parameters.
    Query,
    /// Request headers.
    Header,
    /// The request body.
    Body,
    /// The body of an answer with this status; empty where the page does not say.
    Response(String),
    /// An object of this name, which other tables point to.
    Object(String),
}

impl Place {
    /// The head of a place in an erratum: `query`, `objects.Rule`.
    #[must_use]
    pub fn at(&self) -> String {
        match self {
            Self::Path => "path".to_owned(),
            Self::Query => "query".to_owned(),
            Self::Header => "header".to_owned(),
            Self::Body => "body".to_owned(),
            Self::Response(status) if status.is_empty() => "response".to_owned(),
            Self::Response(status) => format!("responses.{status}"),
            Self::Object(name) => format!("objects.{name}"),
        }
    }
}

/// A table of parameters or fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Where its values go.
    pub place: Place,
    /// What it is called where it stands: `Table 5 Rule`, or the name of the object.
    pub label: String,
    /// Where it begins.
    pub cite: Cite,
    /// Whether a request can hold it.
    pub in_requests: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The documented name.
    pub name: String,
    /// Other spellings of the name in answers.
    pub aliases: Vec<String>,
    /// Where it begins.
    pub cite: Cite,
    /// What it states.
    pub facts: BTreeMap<Fact, Stated>,
    /// The erratum that says that the page lacks the row.
    pub absent: Option<usize>,
    /// Facts that an erratum is about.
    pub amended: BTreeMap<Fact, Amended>,
    /// Errata about what no reader finds on a page, such as its words.
    pub unread: Vec<usize>,
    /// Index of the table of the object that it holds.
    pub object: Option<usize>,
    /// Keys of the spec that constrain the value in ways of which pages have no column: `pattern`, rules.
    pub also: Vec<&'static str>,
    /// What the description says of a fact in other words.
    pub besides: Vec<(Fact, Stated)>,
    /// The description, sentence by sentence.
    pub sentences: Vec<crate::facts::Sentence>,
}

/// A status code.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// The code as this edition writes it.
    pub code: String,
    /// Where.
    pub cite: Cite,
    /// Whether its answer is the success.
    pub success: bool,
    /// Index of the table of its body.
    pub table: Option<usize>,
    /// What the spec says of the code where an erratum says that the page differs: `None` for `absent`.
    pub amended: Option<Amended>,
    /// The erratum that says that the page lacks the code.
    pub absent: Option<usize>,
}

/// An example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Whether it is a request.
    pub request: bool,
    /// Status code of a response.
    pub status: Option<String>,
    /// The request line.
    pub line: Option<String>,
    /// The body as text.
    pub body: Option<String>,
    /// Where it begins.
    pub cite: Cite,
    /// Errata about it: pointer and index.
    pub errata: Vec<(String, usize)>,
}

impl Edition {
    /// The first table with this place.
    #[must_use]
    pub fn table(&self, place: &Place) -> Option<usize> {
        self.tables.iter().position(|table| table.place == *place)
    }

    /// Tables of objects to which no row leads.
    #[must_use]
    pub fn orphans(&self) -> Vec<usize> {
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        let led: std::collections::BTreeSet<usize> = rows.filter_map(|row| row.object).collect();
        let is_orphan = |(index, table): &(usize, &Table)| {
            matches!(table.place, Place::Object(_))
                && !table.rows.is_empty()
                && !led.contains(index)
        };
        self.tables.iter().enumerate().filter(is_orphan).map(|(index, _)| index).collect()
    }

    /// The name under which people know the operation: its first title, or its address.
    #[must_use]
    pub fn name(&self) -> &str {
        let first = self.titles.first().or_else(|| self.requests.first());
        first.map_or("the operation", |first| first.text.as_str())
    }
}
