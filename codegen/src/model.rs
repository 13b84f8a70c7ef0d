//! The checked model: what the spec says, with every name resolved and nothing left to doubt.
//!
//! Plain data. Emitters read it and cannot fail.

mod row;

pub use row::{
    Bound, Enumeration, EnumerationValues, Format, IntegerValue, Kind, Location, Row, TextValue,
};

use crate::names::Ident;

/// The whole spec.
#[derive(Debug, Clone, PartialEq)]
pub struct Sdk {
    /// The emitted package.
    pub package: Package,
    /// Services in the order of their names.
    pub services: Vec<Service>,
}

/// The emitted package, from `sdk.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Name of the package.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its description.
    pub about: String,
    /// SPDX licence expression.
    pub license: String,
    /// Address of the repository.
    pub repository: Option<String>,
    /// Path to the runtime, relative to the emitted package.
    pub runtime_path: Option<String>,
    /// Version requirement of the runtime.
    pub runtime_version: Option<String>,
}

/// A service: one module with a client.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// The module, and the name of the directory.
    pub module: Ident,
    /// The vendor's name.
    pub title: String,
    /// One sentence.
    pub about: String,
    /// The start page of its documentation.
    pub page: Option<Page>,
    /// How requests prove who sends them.
    pub authentication: Option<Authentication>,
    /// Parameters that the client holds, the credential's header apart.
    pub held: Vec<Held>,
    /// Objects and operations outside any group (`module` is `None`).
    pub root: Group,
    /// Groups in the order of `service.yaml`.
    pub groups: Vec<Group>,
    /// `spec/<service>/service.yaml`.
    pub source: String,
}

impl Service {
    /// The root group, then the others.
    pub fn all_groups(&self) -> impl Iterator<Item = &Group> {
        std::iter::once(&self.root).chain(&self.groups)
    }

    /// How a request can be signed in place of a token.
    #[must_use]
    pub fn signature(&self) -> Option<&Signature> {
        self.authentication.as_ref()?.signature.as_ref()
    }

    /// The object that `reference` names from within `group`; `None` only for a reference from elsewhere.
    #[must_use]
    pub fn object<'a>(&'a self, group: &'a Group, reference: &ObjectRef) -> Option<&'a Object> {
        let objects = match &reference.home {
            Home::ServiceShared => &self.root.shared,
            Home::GroupShared => &group.shared,
            Home::Operation(module) => {
                let home =
                    group.operations.iter().find(|operation| operation.method_name == *module);
                &home?.objects
            }
        };
        objects.iter().find(|object| object.name == reference.name)
    }
}

/// A group of operations: one module and one feature. Also the part of a service that is in no group.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The module below the service; `None` for the root.
    pub module: Option<Ident>,
    /// The cargo feature: `roma-link`, or `sdp` for a root. A root that has no operation has no feature of its own.
    pub feature: String,
    /// The vendor's name.
    pub title: String,
    /// One sentence.
    pub about: String,
    /// Objects that operations share, in the order of `service.yaml`.
    pub shared: Vec<Object>,
    /// Operations in the order of their file names.
    pub operations: Vec<Operation>,
    /// Errata of the shared objects.
    pub errata: Vec<Erratum>,
}

/// How requests prove who sends them.
#[derive(Debug, Clone, PartialEq)]
pub struct Authentication {
    /// Kind of the credential.
    pub kind: AuthenticationKind,
    /// The header that carries it.
    pub header: String,
    /// The client builder's setter: `token` or `api_key`.
    pub setter: Ident,
    /// One sentence.
    pub about: String,
    /// How a request can be signed in place of the token.
    pub signature: Option<Signature>,
}

/// How a request can be signed in place of a token: by SDK-HMAC-SHA256, the one algorithm that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The held parameter (documented name) that a signed request repeats in the header `X-Project-Id`.
    pub project: Option<String>,
}

/// Kind of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthenticationKind {
    /// A token of limited life.
    Token,
    /// A fixed key.
    ApiKey,
}

/// A parameter that the client holds for all operations.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The documented name.
    pub name: String,
    /// The client builder's setter.
    pub setter: Ident,
    /// Where operations have it.
    pub location: Location,
    /// One sentence.
    pub about: String,
}

/// A page of the vendor's documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// Date of the edition that was read.
    pub updated: Option<String>,
}

/// A documented operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The vendor's name, or the one given in its place; the prefix of its rule ids: `ListRules`.
    pub name: String,
    /// The request type.
    pub type_name: Ident,
    /// The client's method, and the module of its file.
    pub method_name: Ident,
    /// Title of the page.
    pub title: String,
    /// One sentence.
    pub about: String,
    /// The page.
    pub page: Page,
    /// `GET`, `POST`, `PUT`, `DELETE`, `PATCH`, `HEAD` or `OPTIONS`.
    pub method: String,
    /// The path template, with placeholders in braces.
    pub path: String,
    /// Whether sending the request twice does no harm.
    pub idempotent: bool,
    /// Documented limit of requests a second.
    pub requests_per_second: Option<u32>,
    /// Every documented parameter: path, query, header, body, in this order and in the order of the tables.
    pub rows: Vec<Row>,
    /// Indexes into `rows` of the path parameters that the client does not hold, in the order of the template.
    pub new_parameters: Vec<usize>,
    /// Relations between rows.
    pub rules: Vec<Rule>,
    /// Whether the operation has a body table.
    pub has_body: bool,
    /// How pages follow each other.
    pub pagination: Option<Pagination>,
    /// The object of a success.
    pub answer: ObjectRef,
    /// Every documented status code, in the order of the file.
    pub responses: Vec<Response>,
    /// The success condition of the body, where the service has one.
    pub success: Option<Success>,
    /// Objects of this page, in its order.
    pub objects: Vec<Object>,
    /// Where the page differs from the spec.
    pub errata: Vec<Erratum>,
    /// The documented examples, in the order of the page.
    pub examples: Vec<Example>,
    /// `spec/<service>[/<group>]/<operation>.yaml`.
    pub source: String,
}

/// A documented status code.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The object of its body.
    pub object: ObjectRef,
    /// Which fields say what went wrong, where the object describes failures.
    pub failure: Option<Failure>,
}

/// Which fields (documented names) of an object say what went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The code.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// The id of the request.
    pub request_id: Option<String>,
}

/// The field of a body with a success status that says whether it is a success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Success {
    /// Documented name of the field.
    pub field: String,
    /// Its value in a success.
    pub equals: Literal,
    /// What an answer without the field is.
    pub absent: AbsentMeans,
}

/// What an answer without the success field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbsentMeans {
    /// A success.
    Success,
    /// A failure.
    Failure,
    /// An answer that nobody documented.
    Unexpected,
}

/// A wire value that a field is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// A text.
    Text(String),
    /// A number.
    Integer(i64),
    /// A truth value.
    Boolean(bool),
}

/// How pages of results follow each other: documented names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// Query parameter: where the page starts.
    pub offset: String,
    /// Query parameter: how many items it holds.
    pub limit: String,
    /// Items that the service returns at most.
    pub page_max: Option<u64>,
    /// Row of the answer with the items.
    pub items: String,
    /// Row of the answer that counts all items.
    pub total: Option<String>,
}

/// A documented object.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// The documented name.
    pub name: String,
    /// Prefix of its rule ids: `roma.link.Rule`.
    pub id: String,
    /// The emitted type.
    pub type_name: Ident,
    /// One sentence.
    pub about: Option<String>,
    /// The page that documents it; for a shared object the first page that uses it.
    pub page: Option<Page>,
    /// The rows of its table.
    pub rows: Vec<Row>,
    /// Relations between rows.
    pub rules: Vec<Rule>,
    /// Whether a request can hold it: it gets setters.
    pub in_requests: bool,
    /// Errata about it: of its page or, for a shared object, of its group and of the pages that use it.
    pub errata: Vec<Erratum>,
}

/// Where an object is: enough to name it from any module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectRef {
    /// Documented name.
    pub name: String,
    /// The emitted type.
    pub type_name: Ident,
    /// The file module in which it is emitted.
    pub home: Home,
}

/// The file in which an object is emitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// Shared objects of the service itself.
    ServiceShared,
    /// Shared objects of the group.
    GroupShared,
    /// The operation's file: its `method_name`.
    Operation(Ident),
}

/// A relation between rows of one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its stable id, the table's prefix included.
    pub id: String,
    /// What must hold.
    pub check: Check,
    /// One sentence.
    pub about: Option<String>,
}

/// What a rule demands. Members and fields are indexes into the rows of the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// At least one member is given; a member is one row or a group of rows.
    AtLeastOneOf(Vec<Vec<usize>>),
    /// Exactly one member is given.
    ExactlyOneOf(Vec<Vec<usize>>),
    /// At most one member is given.
    AtMostOneOf(Vec<Vec<usize>>),
    /// All members are given or none.
    AllOrNone(Vec<Vec<usize>>),
    /// The first is less than or equal to the second.
    LessOrEqual(usize, usize),
    /// The first is less than the second.
    LessThan(usize, usize),
    /// Demands that hold where each field has its value.
    When {
        /// Field and value; all must match.
        conditions: Vec<(usize, Literal)>,
        /// Rows that must be given.
        require: Vec<usize>,
        /// Rows that must not be given.
        forbid: Vec<usize>,
        /// Values that rows must have where they are given.
        within: Vec<(usize, Vec<Literal>)>,
    },
}

/// Where a page differs from the spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erratum {
    /// Place in the spec, as written.
    pub at: String,
    /// What the page says there.
    pub page: String,
    /// Why the spec differs.
    pub why: String,
    /// Another source.
    pub evidence: Option<String>,
}

/// A documented example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Whether it is a request.
    pub request: bool,
    /// Status code of a response.
    pub status: Option<u16>,
    /// The request line.
    pub line: Option<String>,
    /// The JSON body as text.
    pub json: Option<String>,
}
