//! Builds a client, or says all that is missing.

use std::fmt;
use std::sync::Arc;

use super::{Client, Shared};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::operation::{header_problem, segment_problem};
use crate::settings::{HeldParameter, Settings};
use crate::table::{Location, Table};
use crate::transport::{BodyCap, Transport};
use crate::types::Secret;
use crate::validate::{Violation, Violations};

/// What a client's settings are judged by; no page documents them.
static CLIENT: Table = Table::new("client", "", &[], &[]);

/// Builds a [`Client`]. Emitted builders wrap it with a setter for each parameter that the client holds.
#[must_use]
pub struct ClientBuilder {
    service: &'static str,
    parameters: &'static [HeldParameter],
    settings: Settings,
    transport: Option<Box<dyn Transport>>,
    body_cap: BodyCap,
}

impl ClientBuilder {
    /// A builder for the client of a service, which holds these parameters.
    pub fn new(service: &'static str, held: &'static [HeldParameter]) -> Self {
        Self {
            service,
            parameters: held,
            settings: Settings::new().parameters(held),
            transport: None,
            body_cap: BodyCap::DEFAULT,
        }
    }

    /// The base address of the service: https, or http on this machine. A base path is kept.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.settings = self.settings.endpoint(endpoint);
        self
    }

    /// Whether an endpoint elsewhere than on this machine may be http, which sends credentials in the clear.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.settings = self.settings.allow_http(allow);
        self
    }

    /// Holds the value of a parameter, by its wire name. Its documented bounds are checked at each call.
    pub fn hold(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        if let Some(parameter) = self.parameters.iter().find(|parameter| parameter.name == name) {
            self.settings = self.settings.hold(parameter.location, name, value);
        }
        self
    }

    /// Sends with this transport instead of the default one.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// How many bytes of an answer's body are read at most. 64 MiB unless set.
    pub fn body_cap(mut self, bytes: usize) -> Self {
        self.body_cap = BodyCap(bytes);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// `Invalid`, with everything that is missing or unfit and the setter to call for it.
    pub fn build(self) -> Result<Client, Error> {
        let Self { service, parameters, settings, transport, body_cap } = self;
        let held = parameters.iter().filter_map(|parameter| {
            held_problem(parameter, &settings).map(|problem| (parameter.setter, problem))
        });
        let mut problems: Vec<_> = held.collect();
        let base = settings.base();
        let transport = transport
            .map_or_else(|| default_transport(base.as_ref().is_ok_and(Endpoint::is_https)), Ok);
        if let Err(problem) = base {
            problems.insert(0, ("endpoint", problem));
        }
        match transport {
            Ok(transport) if problems.is_empty() => {
                let shared = Shared { service, settings, transport, body_cap };
                return Ok(Client { shared: Arc::new(shared) });
            }
            Ok(_) => {}
            Err(problem) => problems.push(("transport", problem)),
        }
        let mut violations = Violations::new(&CLIENT);
        violations.extend(problems.into_iter().map(|(setting, problem)| {
            Violation::new(format!("{service}.client.{setting}"), setting, problem)
        }));
        Err(Error::misconfigured(service, violations))
    }
}

fn held_problem(parameter: &HeldParameter, settings: &Settings) -> Option<String> {
    let HeldParameter { name, setter, location } = *parameter;
    let Some(value) = settings.held(location, name) else {
        return Some(format!("not set: call `.{setter}(…)`"));
    };
    let problem = match location {
        _ if value.expose().is_empty() => Some("is empty"),
        Location::Path => segment_problem(value.expose()),
        Location::Header => header_problem(value.expose()),
        Location::Query | Location::Body | Location::Field => None,
    };
    problem.map(str::to_owned)
}

#[cfg(feature = "reqwest")]
fn default_transport(for_https: bool) -> Result<Box<dyn Transport>, String> {
    let transport = crate::transport::reqwest::ReqwestTransport::new()
        .map_err(|error| format!("the default transport can't be made: {error}"))?;
    match transport.distrust().filter(|_| for_https) {
        Some(error) => Err(error.to_string()),
        None => Ok(Box::new(transport)),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_for_https: bool) -> Result<Box<dyn Transport>, String> {
    Err("not set: call `.transport(…)`, or turn on the feature `reqwest`".to_owned())
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("service", &self.service)
            .field("settings", &self.settings)
            .field("body_cap", &self.body_cap.0)
            .finish_non_exhaustive()
    }
}
