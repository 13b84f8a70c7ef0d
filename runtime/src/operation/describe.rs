//! What a page says about an operation, beside its tables: built as statics by emitted code.

use crate::model::Model;
use crate::table::{Literal, Row, Table};

/// One documented operation, as a static.
///
/// [`prepare`](Self::prepare) and [`read`](Self::read) do all that there is to do but the sending.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Operation {
    /// The documented name: `ListRules`.
    pub name: &'static str,
    /// The module of the service: `roma`.
    pub service: &'static str,
    /// The title of the page.
    pub title: &'static str,
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
#[non_exhaustive]
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

/// The wire names of the fields that say what went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
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
#[non_exhaustive]
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
#[non_exhaustive]
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

impl Operation {
    /// An operation that documents no answer: `.responses(…)` says which there are.
    #[must_use]
    pub const fn new(
        name: &'static str,
        service: &'static str,
        method: &'static str,
        path: &'static str,
        request: &'static Table,
        blank: fn() -> Box<dyn Model>,
    ) -> Self {
        Self {
            name,
            service,
            title: "",
            method,
            path,
            request,
            held: &[],
            has_body: false,
            idempotent: false,
            requests_per_second: None,
            responses: &[],
            success: None,
            pagination: None,
            blank,
        }
    }

    /// The title of the page.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    /// The rows whose values the client holds.
    #[must_use]
    pub const fn held(mut self, rows: &'static [Row]) -> Self {
        self.held = rows;
        self
    }

    /// It has a JSON body.
    #[must_use]
    pub const fn with_body(mut self) -> Self {
        self.has_body = true;
        self
    }

    /// Sending it twice does no more than sending it once.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// How many calls a second the service documents as allowed.
    #[must_use]
    pub const fn requests_per_second(mut self, limit: u32) -> Self {
        self.requests_per_second = Some(limit);
        self
    }

    /// The documented answers.
    #[must_use]
    pub const fn responses(mut self, responses: &'static [Response]) -> Self {
        self.responses = responses;
        self
    }

    /// What in the body says that it is a success.
    #[must_use]
    pub const fn success(mut self, success: Success) -> Self {
        self.success = Some(success);
        self
    }

    /// How its list is paged.
    #[must_use]
    pub const fn pagination(mut self, pagination: Pagination) -> Self {
        self.pagination = Some(pagination);
        self
    }

    /// The address of the page.
    #[must_use]
    pub const fn page(&self) -> &'static str {
        self.request.page
    }

    /// The documented answer with this status.
    #[must_use]
    pub fn response(&self, status: u16) -> Option<&'static Response> {
        self.responses.iter().find(|response| response.status == status)
    }
}

impl Response {
    /// An answer with this status and body.
    #[must_use]
    pub const fn new(status: u16, table: &'static Table, blank: fn() -> Box<dyn Model>) -> Self {
        Self { status, table, blank, failure: None }
    }

    /// Which of its fields say what went wrong.
    #[must_use]
    pub const fn failure(mut self, failure: Failure) -> Self {
        self.failure = Some(failure);
        self
    }

    /// Whether the status says that the operation succeeded.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

impl Failure {
    /// A failure of which no field says more.
    #[must_use]
    pub const fn new() -> Self {
        Self { code: None, message: None, request_id: None }
    }

    /// The field with the service's code.
    #[must_use]
    pub const fn code(mut self, field: &'static str) -> Self {
        self.code = Some(field);
        self
    }

    /// The field with the sentence for people.
    #[must_use]
    pub const fn message(mut self, field: &'static str) -> Self {
        self.message = Some(field);
        self
    }

    /// The field with the id that the service's support asks for.
    #[must_use]
    pub const fn request_id(mut self, field: &'static str) -> Self {
        self.request_id = Some(field);
        self
    }
}

impl Success {
    /// A success where this field has this value.
    #[must_use]
    pub const fn new(field: &'static str, equals: Literal, absent: Absent) -> Self {
        Self { field, equals, absent }
    }
}

impl Pagination {
    /// Pages by these parameters, with the items in this field.
    #[must_use]
    pub const fn new(offset: &'static str, limit: &'static str, items: &'static str) -> Self {
        Self { offset, limit, page_max: None, items, total: None }
    }

    /// How many items the service returns at most.
    #[must_use]
    pub const fn page_max(mut self, items: u64) -> Self {
        self.page_max = Some(items);
        self
    }

    /// The field with the number of all items.
    #[must_use]
    pub const fn total(mut self, field: &'static str) -> Self {
        self.total = Some(field);
        self
    }
}
