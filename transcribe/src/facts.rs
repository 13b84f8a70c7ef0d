//! What a page says: operations, tables, rows, examples, each with its place and how sure the reader is.

pub mod json;

/// Everything that was found on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Title of the page.
    pub title: Option<Found<String>>,
    /// The date of its edition: `2022-12-05`.
    pub updated: Option<Found<String>>,
    /// In the order of the page; empty where it states no method and address.
    pub operations: Vec<Operation>,
    /// In the order of the page.
    pub tables: Vec<Table>,
    /// In the order of the page.
    pub examples: Vec<Example>,
    /// Sentences outside of tables that may constrain a request: footnotes of tables, notes, limits.
    pub sentences: Vec<Sentence>,
    /// What the reader could make nothing of.
    pub doubts: Vec<Doubt>,
}

/// A fact with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// The fact.
    pub value: T,
    /// The line of the page.
    pub line: usize,
    /// How sure the reader is.
    pub certainty: Certainty,
}

/// How sure the reader is of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// A guess from the surroundings.
    Guessed,
    /// A sentence says it in words.
    Prose,
    /// It stands under a label, in a column or in markup of its own.
    Stated,
}

/// A documented operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path as written, without host and query string.
    pub uri: String,
    /// The heading that it stands under.
    pub title: Option<String>,
    /// The first sentence that describes it, as written.
    pub purpose: Option<String>,
    /// The line of its method.
    pub line: usize,
    /// Where it is a second path of an operation: the index of that one, to which the tables belong.
    pub other_path_of: Option<usize>,
}

/// What a table describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Path parameters, or placeholders and query parameters mixed.
    Path,
    /// Query parameters.
    Query,
    /// Request headers.
    Header,
    /// Fields of the request body.
    RequestBody,
    /// Response headers.
    ResponseHeader,
    /// Fields of the response body.
    ResponseBody,
    /// Fields of an object, in a request or a response.
    Object,
    /// Status codes.
    Status,
    /// Error codes.
    Error,
    /// Something else.
    Other,
}

impl Role {
    /// The word for it in the JSON of facts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::RequestBody => "request_body",
            Self::ResponseHeader => "response_header",
            Self::ResponseBody => "response_body",
            Self::Object => "object",
            Self::Status => "status",
            Self::Error => "error",
            Self::Other => "other",
        }
    }
}

/// Which message a table or an example belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// What is sent.
    Request,
    /// What is answered.
    Response,
}

impl Side {
    /// The word for it in the JSON of facts and in the spec.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// A table of parameters, fields, codes or anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// `Table 5 Rule`, as written.
    pub caption: Option<String>,
    /// The line on which it begins.
    pub line: usize,
    /// What it describes.
    pub role: Role,
    /// How sure the reader is of the role.
    pub certainty: Certainty,
    /// The message that it is part of; `None` for codes and others.
    pub side: Option<Side>,
    /// The status code that it stands under.
    pub status: Option<String>,
    /// The type or field that a table of an object describes.
    pub object: Option<String>,
    /// Index of the operation; 0 where the page has none.
    pub operation: usize,
    /// The rows that point to a table of an object.
    pub parents: Vec<RowPlace>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowPlace {
    /// Index of the table.
    pub table: usize,
    /// Index of the row.
    pub row: usize,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The documented name, without marks of depth.
    pub name: String,
    /// The line on which it begins.
    pub line: usize,
    /// How many marks of depth (`»`) stand before the name.
    pub depth: usize,
    /// Whether it is mandatory.
    pub mandatory: Option<Found<Mandatory>>,
    /// The type, as written.
    pub type_name: Option<Found<String>>,
    /// Least value, length or count: a number, as written but for separators of thousands.
    pub min: Option<Found<String>>,
    /// Greatest value, length or count.
    pub max: Option<Found<String>>,
    /// What the service takes where the value is absent.
    pub default: Option<Found<String>>,
    /// The values that it can have.
    pub values: Option<Found<Vec<Choice>>>,
    /// Whether upper and lower case count as the same.
    pub ignore_case: Option<Found<bool>>,
    /// Whether null is documented.
    pub nullable: Option<Found<bool>>,
    /// `ms`, `s`, `MB`, …
    pub unit: Option<Found<String>>,
    /// `date-time`, `epoch-ms`, `uuid` or `uri`.
    pub format: Option<Found<String>>,
    /// Allowed characters in the words of the spec: `letters digits _ -`.
    pub charset: Option<Found<String>>,
    /// Whether the page calls it deprecated.
    pub deprecated: Option<Found<bool>>,
    /// Whether the page calls it reserved.
    pub reserved: Option<Found<bool>>,
    /// The description, sentence by sentence.
    pub sentences: Vec<Sentence>,
    /// The table of the object that it holds.
    pub object: Option<usize>,
    /// What the description says of a fact besides, in other words: `max`, and the value. Often a contradiction.
    pub also: Vec<(&'static str, Found<String>)>,
    /// What the description tells about how it relates to other rows.
    pub relations: Vec<Found<Relation>>,
}

/// Whether a row is mandatory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mandatory {
    /// Always.
    Yes,
    /// Never.
    No,
    /// Under a condition, as written.
    Conditional(String),
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The wire value.
    pub value: String,
    /// What the page says of it, as written.
    pub meaning: Option<String>,
}

/// How rows relate to each other. Names are documented names of rows of the same table or operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// One or more are given; a member may be a group that counts as one.
    AtLeastOneOf(Vec<Vec<String>>),
    /// Exactly one is given.
    ExactlyOneOf(Vec<Vec<String>>),
    /// None or one is given.
    AtMostOneOf(Vec<Vec<String>>),
    /// All are given, or none.
    AllOrNone(Vec<Vec<String>>),
    /// Where the other row has this value, this row is mandatory.
    RequiredWhen {
        /// The other row.
        row: String,
        /// Its value.
        value: String,
    },
    /// Where the other row has this value, this row has one of these.
    ValuesWhen {
        /// The other row.
        row: String,
        /// Its value.
        value: String,
        /// What this row can be then.
        values: Vec<String>,
    },
    /// The row counts only where the other one has this value.
    OnlyWhen {
        /// The other row.
        row: String,
        /// Its value.
        value: String,
    },
    /// Something that these rows have to do with each other, which only a person can put into a rule.
    Unclear(Vec<String>),
}

/// A sentence of a description.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// As written, white space collapsed.
    pub text: String,
    /// The line.
    pub line: usize,
    /// Whether it seems to constrain what may be sent or is answered.
    pub constrains: bool,
    /// The keys of the facts that were read from it: `min`, `default`, `values`, `relation`, …
    pub gave: Vec<&'static str>,
}

/// An example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Request or response.
    pub side: Side,
    /// The status code that it stands under.
    pub status: Option<String>,
    /// Index of the operation.
    pub operation: usize,
    /// The line on which it begins.
    pub line: usize,
    /// What it is.
    pub form: Form,
    /// As written.
    pub text: String,
    /// The JSON in it, where a request line or headers stand before it.
    pub json: Option<String>,
    /// The request line in it: `GET /v2/…`.
    pub request_line: Option<String>,
}

/// What an example is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JSON that parses as it stands, perhaps after a request line and headers.
    Json,
    /// Meant as JSON, but it does not parse.
    Broken,
    /// A request line only.
    Line,
    /// Text.
    Text,
}

impl Form {
    /// The word for it in the JSON of facts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Broken => "broken",
            Self::Line => "line",
            Self::Text => "text",
        }
    }
}

/// What the reader could make nothing of; for a person to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The line of the page.
    pub line: usize,
    /// What is wrong, in one line.
    pub message: String,
}
