//! Two operations as the compiler would emit them: a paged list, and an envelope with a secret in its body.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]

use apiscribe_runtime::operation::{Absent, Failure, Operation, Pagination, Response, Success};
use apiscribe_runtime::table::{Check, Kind, Known, Literal, Location, Row, Rule, Table};
use apiscribe_runtime::{
    Credential, HeldParameter, Json, Model, Paged, Place, Request, Secret, Service, Signature,
    blank, model,
};

pub const TOKEN: &str = "marker-of-the-token";
pub const PASSWORD: &str = "marker-of-the-password";
const PAGE: &str = "https://example.com/ListRules.html";
const ADD_PAGE: &str = "https://example.com/AddDatasource.html";

/// A model and its table.
macro_rules! table {
    ($name:ident, $table:ident, $id:literal, $page:expr, { $($field:ident: $type:ty = $row:expr,)* }, $rules:expr) => {
        #[derive(Clone, Default)]
        pub struct $name { $(pub $field: Option<$type>,)* }

        pub static $table: Table = Table::new($id, $page, &[$($row,)*], $rules);

        impl Model for $name {
            fn table(&self) -> &'static Table {
                &$table
            }

            fn place(&self, row: usize) -> Option<&dyn Place> {
                let places: &[&dyn Place] = &[$(&self.$field,)*];
                places.get(row).copied()
            }

            fn place_mut(&mut self, row: usize) -> Option<&mut dyn Place> {
                let places: Vec<&mut dyn Place> = vec![$(&mut self.$field,)*];
                places.into_iter().nth(row)
            }
        }

        model!($name);
    };
}

table!(ListRules, LIST_RULES_ROWS, "ListRules", PAGE, {
    instance_id: String = Row::path("instance_id", Kind::Text, "String").required().max(36),
    offset: i64 = Row::query("offset", Kind::Integer, "Integer"),
    limit: i64 = Row::query("limit", Kind::Integer, "Integer").min(0).max(999_999).default("10"),
    name: String = Row::query("name", Kind::Text, "String").max(64),
    ids: Vec<i64> = Row::query("ids", Kind::List(&Row::new("", Kind::Integer, "Integer")), "Array of Integer"),
    tags: Vec<String> = Row::query("tags", Kind::List(&Row::new("", Kind::Text, "String")), "Array of String"),
    trace: String = Row::header("X-Trace", Kind::Text, "String"),
}, &[]);

table!(RulePage, RULE_PAGE_ROWS, "roma.link.RulePage", PAGE, {
    total: i64 = Row::new("total", Kind::Integer, "Integer").min(0),
    size: i64 = Row::new("size", Kind::Integer, "Integer").min(0).max(999),
    items: Vec<RuleObject> = Row::new("items", Kind::List(&Row::new("", Kind::Model(&RULE_ROWS), "Rule")), "Array of Rule"),
}, &[]);

table!(RuleObject, RULE_ROWS, "roma.link.Rule", PAGE, {
    rule_id: i64 = Row::new("rule_id", Kind::Integer, "Integer").required().min(1).max(99_999_999_999_999_999),
    name: String = Row::new("name", Kind::Text, "String").max(64),
    status: i64 = Row::new("status", Kind::Integer, "Integer")
        .values(&[Known::integer(0, "enabled"), Known::integer(1, "disabled")]),
    parsing: i64 = Row::new("parsing", Kind::Integer, "Integer"),
    password: Secret = Row::new("password", Kind::Text, "String").secret().max(8),
    extra: Json = Row::new("extra", Kind::Json, "Object"),
}, &[Rule::new("roma.link.Rule.when.status", Check::When {
    conditions: &[(2, Literal::Integer(0))],
    require: &[3],
    forbid: &[],
    within: &[],
})]);

table!(LinkFailure, LINK_FAILURE_ROWS, "roma.link.LinkFailure", PAGE, {
    error_code: String = Row::new("error_code", Kind::Text, "String"),
    error_msg: String = Row::new("error_msg", Kind::Text, "String"),
    request_id: String = Row::new("request_id", Kind::Text, "String").aliases(&["requestId"]).max(64),
}, &[]);

table!(AddDatasource, ADD_DATASOURCE_ROWS, "AddDatasource", ADD_PAGE, {
    connection: String = Row::body("jdbc_connection", Kind::Text, "String").max(512),
    password: Secret = Row::body("password", Kind::Text, "String").secret().min(2).max(32),
    dry_run: bool = Row::query("dry_run", Kind::Boolean, "Boolean"),
}, &[]);

table!(AddAnswer, ADD_ANSWER_ROWS, "sdp.AddAnswer", ADD_PAGE, {
    status: String = Row::new("status", Kind::Text, "String"),
    code: i64 = Row::new("code", Kind::Integer, "Integer"),
    message: String = Row::new("message", Kind::Text, "String"),
}, &[]);

const TOKEN_ROW: Row =
    Row::header("X-Auth-Token", Kind::Text, "String").required().secret().min(1).max(100);

pub static HELD: &[HeldParameter] =
    &[HeldParameter::new("project_id", "project_id", Location::Path)];

/// The service that a client of these operations is built for.
pub static SERVICE: Service = Service::new("roma", "ROMA Connect")
    .held(HELD)
    .credential(
        Credential::token("X-Auth-Token").or_signature(Signature::new().project("project_id")),
    )
    .operations(&[&LIST_RULES, &ADD_DATASOURCE]);

const LINK_FAILURE: Failure =
    Failure::new().code("error_code").message("error_msg").request_id("request_id");

pub static LIST_RULES: Operation = Operation::new(
    "ListRules",
    "roma",
    "GET",
    "/v2/{project_id}/link/instances/{instance_id}/rules",
    &LIST_RULES_ROWS,
    blank::<ListRules>,
)
.title("Querying Rules")
.held(&[Row::path("project_id", Kind::Text, "String").required().max(32), TOKEN_ROW])
.idempotent()
.responses(&[
    Response::new(200, &RULE_PAGE_ROWS, blank::<RulePage>),
    Response::new(400, &LINK_FAILURE_ROWS, blank::<LinkFailure>).failure(LINK_FAILURE),
    Response::new(404, &LINK_FAILURE_ROWS, blank::<LinkFailure>).failure(LINK_FAILURE),
])
.pagination(Pagination::new("offset", "limit", "items").page_max(999).total("total"));

pub static ADD_DATASOURCE: Operation = Operation::new(
    "AddDatasource",
    "sdp",
    "POST",
    "/data-source/add",
    &ADD_DATASOURCE_ROWS,
    blank::<AddDatasource>,
)
.title("Add Datasource")
.held(&[TOKEN_ROW])
.with_body()
.requests_per_second(10)
.responses(&[Response::new(200, &ADD_ANSWER_ROWS, blank::<AddAnswer>)
    .failure(Failure::new().code("code").message("message"))])
.success(Success::new("code", Literal::Integer(1001), Absent::Unexpected));

impl Request for ListRules {
    type Answer = RulePage;
    const OPERATION: &'static Operation = &LIST_RULES;
}

impl Paged for ListRules {
    type Item = RuleObject;

    fn items(page: RulePage) -> Vec<RuleObject> {
        page.items.unwrap_or_default()
    }
}

impl Request for AddDatasource {
    type Answer = AddAnswer;
    const OPERATION: &'static Operation = &ADD_DATASOURCE;
}

impl ListRules {
    pub fn of(instance_id: &str) -> Self {
        Self { instance_id: Some(instance_id.to_owned()), ..Self::default() }
    }
}
