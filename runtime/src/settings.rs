//! What a client knows and its requests do not: the endpoint and the values that it holds.

use std::fmt;

use crate::endpoint::Endpoint;
use crate::table::Location;
use crate::types::Secret;

/// A parameter that a client holds for all of its requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldParameter {
    /// The wire name: `X-Auth-Token`.
    pub name: &'static str,
    /// The method of the client's builder that sets it: `token`.
    pub setter: &'static str,
    /// Where it goes.
    pub location: Location,
}

/// The endpoint and the values that a client holds: all that [`Operation::prepare`] needs beside the request.
///
/// Nothing is checked before `prepare`, which reports everything at once. `Debug` shows no value.
///
/// [`Operation::prepare`]: crate::Operation::prepare
#[derive(Clone, Default)]
pub struct Settings {
    endpoint: Option<String>,
    allow_http: bool,
    parameters: &'static [HeldParameter],
    held: Vec<Held>,
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
        self
    }

    /// Whether an endpoint elsewhere than on this machine may be http.
    #[must_use]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
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

    pub(crate) fn base(&self) -> Result<Endpoint, String> {
        match &self.endpoint {
            Some(endpoint) => Endpoint::parse(endpoint, self.allow_http),
            None => Err("not set: call `.endpoint(\"https://…\")`".to_owned()),
        }
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
            .finish_non_exhaustive()
    }
}
