//! What a client knows and its requests do not: the endpoint and the values that it holds.

use std::fmt;

use crate::endpoint::Endpoint;
use crate::service::HeldParameter;
use crate::table::{Location, Row};
use crate::types::Secret;

/// The endpoint and the values that a client holds: all that [`Operation::prepare`] needs beside the request.
///
/// Nothing is checked before `prepare`, which reports everything at once. `Debug` shows no value.
///
/// [`Operation::prepare`]: crate::Operation::prepare
#[derive(Clone, Default)]
pub struct Settings {
    /// As it was given, to be parsed again where `allow_http` follows.
    endpoint: Option<String>,
    /// What came of it.
    base: Option<Result<Endpoint, String>>,
    allow_http: bool,
    parameters: &'static [HeldParameter],
    held: Vec<Held>,
    supplied: Vec<&'static str>,
}

#[derive(Debug, Clone)]
struct Held {
    location: Location,
    name: &'static str,
    value: Secret,
}

impl Settings {
    /// No endpoint, nothing held.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What a client may hold, so that a missing value is reported with its setter.
    #[must_use]
    pub fn parameters(mut self, parameters: &'static [HeldParameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The base address of the service: https, or http on this machine. A base path is kept.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self.parsed()
    }

    /// Whether an endpoint elsewhere than on this machine may be http.
    #[must_use]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self.parsed()
    }

    /// Holds a value; the last one given counts.
    #[must_use]
    pub fn hold(
        mut self,
        location: Location,
        name: &'static str,
        value: impl Into<Secret>,
    ) -> Self {
        self.held.retain(|held| !is_same(held.location, held.name, location, name));
        self.held.push(Held { location, name, value: value.into() });
        self
    }

    /// Says that this header is added to each request after [`Operation::prepare`]: a credential, perhaps.
    ///
    /// An operation whose page documents the header then asks for no held value of it, and writes none. Upper and
    /// lower case count as the same.
    ///
    /// [`Operation::prepare`]: crate::Operation::prepare
    #[must_use]
    pub fn supplied(mut self, header: &'static str) -> Self {
        self.supplied.push(header);
        self
    }

    /// Parses the endpoint once, and not at each call.
    fn parsed(mut self) -> Self {
        self.base =
            self.endpoint.as_deref().map(|endpoint| Endpoint::parse(endpoint, self.allow_http));
        self
    }

    /// The base address, or why there is none to be used.
    pub(crate) fn base(&self) -> Result<Endpoint, String> {
        match &self.base {
            Some(base) => base.clone(),
            None => Err("not set: call `.endpoint(\"https://…\")`".to_owned()),
        }
    }

    /// Whether the value of a row is added after the request is prepared.
    pub(crate) fn is_supplied(&self, row: &Row) -> bool {
        row.location == Location::Header
            && self.supplied.iter().any(|header| header.eq_ignore_ascii_case(row.name))
    }

    pub(crate) fn held(&self, location: Location, name: &str) -> Option<&Secret> {
        self.held
            .iter()
            .find(|held| is_same(held.location, held.name, location, name))
            .map(|held| &held.value)
    }

    /// What to call for a value that is not held.
    pub(crate) fn setter(&self, location: Location, name: &str) -> Option<&'static str> {
        self.parameters
            .iter()
            .find(|parameter| is_same(parameter.location, parameter.name, location, name))
            .map(|parameter| parameter.setter)
    }
}

/// Whether two parameters are one: pages differ in how they write the name of a header.
fn is_same(left: Location, left_name: &str, right: Location, right_name: &str) -> bool {
    left == right
        && match left {
            Location::Header => left_name.eq_ignore_ascii_case(right_name),
            _ => left_name == right_name,
        }
}

/// An endpoint that is unfit is not shown: it may hold a password.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("endpoint", &self.base().ok())
            .field("allow_http", &self.allow_http)
            .field("held", &self.held)
            .field("supplied", &self.supplied)
            .finish_non_exhaustive()
    }
}
