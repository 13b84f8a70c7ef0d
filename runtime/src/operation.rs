//! A documented operation: what its page says, and the two pure steps that follow from it.

use crate::model::Model;

mod describe;
mod deviations;
mod envelope;
mod findings;
mod head;
mod parameter;
mod path;
mod prepare;
mod read;
mod unsendable;

pub use describe::{Absent, Failure, Operation, Pagination, Response, Success};
pub(crate) use head::header_problem;
pub(crate) use path::{encode, segment_problem};
pub(crate) use prepare::ENDPOINT;
pub(crate) use unsendable::add_unsendable;

/// A request: a model whose table is the request table of an operation.
pub trait Request: Model {
    /// The documented answer.
    type Answer: Model + Default + Clone;

    /// The operation that it asks for.
    const OPERATION: &'static Operation;
}

/// A request for one page of a list.
pub trait Paged: Request + Clone {
    /// What the list is made of.
    type Item: Send + 'static;

    /// The items of a page.
    fn items(page: Self::Answer) -> Vec<Self::Item>;
}

/// An empty model: what the tables name to make one without knowing its type.
#[must_use]
pub fn blank<M: Model + Default>() -> Box<dyn Model> {
    Box::new(M::default())
}
