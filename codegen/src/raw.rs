//! The YAML files as they are written: one type for each kind of mapping, every field an [`At`].
//!
//! Nothing is resolved here. The same types give the JSON Schema that editors complete from.

use crate::source::Span;

pub(crate) mod operation;
pub(crate) mod row;
pub(crate) mod service;

pub(crate) use operation::{
    RawErratum, RawExample, RawOperation, RawPage, RawPaginate, ResponseEntry, Side,
};
pub(crate) use row::{Member, ObjectEntry, RawObject, RawRow, RawRule, Scalar};
pub(crate) use service::{
    RawAuthentication, RawFailure, RawGroup, RawHeld, RawRuntime, RawSdk, RawService, RawSuccess,
};

/// A value with the place where it was written.
///
/// `value` is `None` where the key is absent (then `span` is the default one) or where the value was reported
/// as unusable: whoever reads it goes on without a second report.
#[derive(Debug, Clone, Default)]
pub(crate) struct At<T> {
    pub(crate) value: Option<T>,
    /// Where the value stands; `None` where the key is absent.
    pub(crate) span: Option<Span>,
}

/// A mapping whose keys are names from the page, in the order of the file.
#[derive(Debug, Clone)]
pub(crate) struct Entries<T> {
    pub(crate) entries: Vec<(Key, At<T>)>,
}

/// A key of an [`Entries`] mapping.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) span: Span,
}
