//! A documented operation: what its page says, and the two pure steps that follow from it.

use crate::model::Model;
use crate::table::{Literal, Row, Table};

mod deviations;
mod envelope;
mod head;
mod parameter;
mod path;
mod prepare;
mod read;

pub(crate) use head::header_problem;
pub(crate) use path::segment_problem;

/// One documented operation, as a static.
///
/// [`prepare`](Self::prepare) and [`read`](Self::read) do all that there is to do but the sending.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The documented name: `ListRules`.
    pub name: &'static str,
    /// The module of the service: `roma`.
    pub service: &'static str,
    /// The title of the page.
    pub title: &'static str,
    /// The address of the page.
    pub page: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The template of the path: `/v2/{project_id}/link/instances/{instance_id}/rules`.
    pub path: &'static str,
    /// The rows of the request; what the client holds is absent.
    pub request: &'static Table,
    /// The rows whose values the client holds.
    pub held: &'static [Row],
    /// Whether a JSON body is sent, `{}` where nothing in it is set.
    pub has_body: bool,
    /// Whether sending it twice does no more than sending it once.
    pub idempotent: bool,
    /// How many calls a second the service documents as allowed.
    pub requests_per_second: Option<u32>,
    /// The documented answers by status.
    pub responses: &'static [Response],
    /// What in the body of a 2xx answer says that it is a success, where the status is not enough.
    pub success: Option<Success>,
    /// How its list is paged.
    pub pagination: Option<Pagination>,
    /// An empty request.
    pub blank: fn() -> Box<dyn Model>,
}

/// A documented answer.
#[derive(Debug, Clone, Copy)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The rows of its body.
    pub table: &'static Table,
    /// An empty body.
    pub blank: fn() -> Box<dyn Model>,
    /// Which of its fields say what went wrong. A 2xx answer has them where its body may report a failure.
    pub failure: Option<Failure>,
}

impl Response {
    /// Whether the status says that the operation succeeded.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

/// The wire names of the fields that say what went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failure {
    /// The field with the service's code.
    pub code: Option<&'static str>,
    /// The field with the sentence for people.
    pub message: Option<&'static str>,
    /// The field with the id that the service's support asks for.
    pub request_id: Option<&'static str>,
}

/// The field of a 2xx answer that says whether it is a success.
#[derive(Debug, Clone, Copy)]
pub struct Success {
    /// The wire name of the field.
    pub field: &'static str,
    /// Its value in a success; any other is a failure.
    pub equals: Literal,
    /// What an absent or null field means.
    pub absent: Absent,
}

/// What it means that the field of a [`Success`] is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Absent {
    /// The answer is a success.
    Success,
    /// The answer is a failure.
    Failure,
    /// The answer is not one that is documented.
    Unexpected,
}

/// How a list is paged by offset and limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pagination {
    /// The wire name of the parameter that says how many items to skip.
    pub offset: &'static str,
    /// The wire name of the parameter that says how many items to return.
    pub limit: &'static str,
    /// How many items the service returns at most, whatever the limit.
    pub page_max: Option<u64>,
    /// The wire name of the field of the answer with the items.
    pub items: &'static str,
    /// The wire name of the field of the answer with the number of all items.
    pub total: Option<&'static str>,
}

/// A request: a model whose table is the request table of an operation.
pub trait Request: Model {
    /// The documented answer.
    type Answer: Model + Default + Clone;

    /// The operation that it asks for.
    const OPERATION: &'static Operation;
}

/// An empty model: what the tables name to make one without knowing its type.
#[must_use]
pub fn blank<M: Model + Default>() -> Box<dyn Model> {
    Box::new(M::default())
}

impl Operation {
    /// The documented answer with this status.
    #[must_use]
    pub fn response(&self, status: u16) -> Option<&'static Response> {
        self.responses.iter().find(|response| response.status == status)
    }
}
