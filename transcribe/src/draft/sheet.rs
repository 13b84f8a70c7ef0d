//! A draft before it is text: what can still be changed when the compiler refuses it.

use std::collections::BTreeMap;

use crate::facts;

use super::undecided::Todo;

/// The draft of an operation's file.
#[derive(Debug, Clone)]
pub(super) struct Sheet<'f> {
    /// Index of the page among those that are drafted.
    pub(super) page: usize,
    pub(super) name: String,
    pub(super) rust: Option<String>,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) updated: Option<String>,
    pub(super) address: Option<String>,
    pub(super) request: Request,
    /// What concerns the page as a whole.
    pub(super) todos: Vec<Todo>,
    /// The four tables of parameters, then objects.
    pub(super) tables: Vec<Table<'f>>,
    pub(super) rules: Vec<Rule>,
    pub(super) paginate: Option<Vec<(&'static str, String)>>,
    pub(super) responses: Vec<Response>,
    pub(super) errata: Vec<Erratum>,
    pub(super) examples: Vec<Example>,
}

/// The request line of a draft.
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// As the page has it; `None` where it has none.
    pub(super) line: Option<String>,
    /// A line that the compiler takes, where it refuses that of the page.
    pub(super) stand_in: Option<String>,
    pub(super) todos: Vec<Todo>,
    /// Remarks that ask for nothing.
    pub(super) notes: Vec<String>,
}

/// The draft of `service.yaml`.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared<'f> {
    pub(super) name: String,
    /// Name of the directory that the operations are in, where there is one.
    pub(super) group: Option<String>,
    pub(super) authentication: Option<Authentication>,
    /// Path parameters that the client holds.
    pub(super) held: Vec<String>,
    pub(super) failures: Vec<Failure>,
    pub(super) objects: Vec<Table<'f>>,
}

/// What carries the credential.
#[derive(Debug, Clone)]
pub(super) struct Authentication {
    pub(super) kind: &'static str,
    pub(super) header: String,
}

/// Which fields of an object tell what went wrong.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) object: String,
    /// `code`, `message`, `request_id`, each with its field.
    pub(super) fields: Vec<(&'static str, String)>,
}

/// Where a table stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Path,
    Query,
    Header,
    Body,
    Object,
}

impl Part {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
            Self::Object => "objects",
        }
    }
}

/// A table of rows.
#[derive(Debug, Clone)]
pub(super) struct Table<'f> {
    pub(super) part: Part,
    /// Of an object.
    pub(super) name: String,
    pub(super) rust: Option<String>,
    pub(super) about: String,
    /// What the page calls it.
    pub(super) caption: Option<String>,
    pub(super) line: usize,
    pub(super) todos: Vec<Todo>,
    pub(super) rows: Vec<Row<'f>>,
    pub(super) rules: Vec<Rule>,
    pub(super) state: State,
}

/// Whether a table is part of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Drafted,
    /// In comments only: nothing uses it.
    Unused,
    /// Only where undecided places have stand-ins.
    StandIn,
}

/// A row.
#[derive(Debug, Clone)]
pub(super) struct Row<'f> {
    pub(super) name: String,
    /// Its keys and what stands behind each, as YAML.
    pub(super) facts: BTreeMap<Key, String>,
    pub(super) todos: Vec<Todo>,
    pub(super) source: Option<&'f facts::Row>,
    /// Whether it stays in a comment: the compiler refuses it as a whole.
    pub(super) left_out: bool,
}

/// A key of a row; the order is that of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Type,
    Required,
    Min,
    Max,
    Each,
    Default,
    Values,
    Case,
    Format,
    Charset,
    Unit,
    Nullable,
    Secret,
    Deprecated,
    Reserved,
    Rust,
    About,
}

impl Key {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Required => "required",
            Self::Min => "min",
            Self::Max => "max",
            Self::Each => "each",
            Self::Default => "default",
            Self::Values => "values",
            Self::Case => "case",
            Self::Format => "format",
            Self::Charset => "charset",
            Self::Unit => "unit",
            Self::Nullable => "nullable",
            Self::Secret => "secret",
            Self::Deprecated => "deprecated",
            Self::Reserved => "reserved",
            Self::Rust => "rust",
            Self::About => "about",
        }
    }
}

/// A relation between rows.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// The lines of the list item; empty where only the comment is written.
    pub(super) lines: Vec<String>,
    pub(super) todo: Option<Todo>,
}

/// A status code and what it answers with.
#[derive(Debug, Clone)]
pub(super) struct Response {
    pub(super) status: String,
    pub(super) body: Body,
    pub(super) todos: Vec<Todo>,
}

/// What an answer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    Object(String),
    /// Nobody knows; the object stands in for it.
    Undecided(String),
    /// In a comment only.
    LeftOut,
}

/// An example that breaks its table, as the compiler found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Erratum {
    pub(super) at: String,
    pub(super) page: String,
    /// What breaks which rule.
    pub(super) message: String,
    /// Line of the example in the page.
    pub(super) line: usize,
}

/// An example.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub(super) request: bool,
    pub(super) status: Option<String>,
    pub(super) request_line: Option<String>,
    pub(super) json: Option<String>,
    pub(super) line: usize,
    pub(super) todos: Vec<Todo>,
    pub(super) left_out: bool,
}

impl<'f> Table<'f> {
    pub(super) fn new(part: Part, name: impl Into<String>) -> Self {
        Self {
            part,
            name: name.into(),
            rust: None,
            about: String::new(),
            caption: None,
            line: 0,
            todos: Vec::new(),
            rows: Vec::new(),
            rules: Vec::new(),
            state: State::Drafted,
        }
    }

    /// The row of this name that is written.
    pub(super) fn row(&self, name: &str) -> Option<&Row<'f>> {
        self.rows.iter().find(|row| row.name == name && !row.left_out)
    }
}

impl Row<'_> {
    pub(super) fn fact(&self, key: Key) -> Option<&str> {
        self.facts.get(&key).map(String::as_str)
    }
}

impl<'f> Sheet<'f> {
    pub(super) fn table(&self, part: Part) -> Option<&Table<'f>> {
        self.tables.iter().find(|table| table.part == part)
    }

    /// The file's name below the directory of the service.
    pub(super) fn stem(&self) -> String {
        let method = apiscribe_codegen::names::Ident::method(&self.name);
        method.map_or_else(String::new, |name| name.as_str().trim_end_matches('_').to_owned())
    }
}
