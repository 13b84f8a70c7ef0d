//! What the builders of both kinds of clients have in common.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use super::credentials::{Credentials, Given};
use crate::authentication::Authentication;
use crate::call::Core;
use crate::clock::Time;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::hook::Hook;
use crate::operation::{Operation, header_problem, segment_problem};
use crate::options::CallOptions;
use crate::policy::{Policy, Waivers};
use crate::rate::RateLimits;
use crate::retry::{Budget, Retry};
use crate::service::{HeldParameter, Service};
use crate::settings::Settings;
use crate::table::{Location, Table};
use crate::types::Secret;
use crate::validate::{Violation, Violations};

/// What a client's settings are judged by; no page documents them.
static CLIENT: Table = Table::new("client", "", &[], &[]);

/// How many bytes of an answer are kept unless set.
const BODY_CAP: usize = 64 << 20;

/// A setting and what is wrong with it.
pub(crate) type Problem = (&'static str, String);

/// A client that is being built, but for its way out.
pub(crate) struct Draft {
    service: &'static Service,
    operations: &'static [&'static Operation],
    settings: Settings,
    options: CallOptions,
    /// Names of values that no client of the service holds.
    unknown: Vec<&'static str>,
    credentials: Credentials,
    waived: Vec<String>,
    hooks: Vec<Box<dyn Hook>>,
    body_cap: usize,
}

impl Draft {
    pub(crate) fn new(service: &'static Service) -> Self {
        Self {
            service,
            operations: service.operations,
            settings: Settings::new().parameters(service.held),
            options: CallOptions::new(),
            unknown: Vec::new(),
            credentials: Credentials::default(),
            waived: Vec::new(),
            hooks: Vec::new(),
            body_cap: BODY_CAP,
        }
    }

    pub(crate) fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.settings = self.settings.endpoint(endpoint);
        self
    }

    pub(crate) fn allow_http(mut self, allow: bool) -> Self {
        self.settings = self.settings.allow_http(allow);
        self
    }

    pub(crate) fn hold(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        match self.service.held.iter().find(|held| held.name == name) {
            Some(held) => self.settings = self.settings.hold(held.location, name, value),
            None => self.unknown.push(name),
        }
        self
    }

    pub(crate) fn credential(mut self, value: impl Into<Secret>) -> Self {
        if let Some(credential) = self.service.credential {
            self.settings = self.settings.hold(Location::Header, credential.header, value);
        }
        self.credentials.give(Given::Fixed);
        self
    }

    /// A provider is held by the builder; here it only counts.
    pub(crate) fn provided(mut self) -> Self {
        self.credentials.give(Given::Provider);
        self
    }

    pub(crate) fn authentication(mut self, by: impl Authentication + 'static) -> Self {
        self.credentials.give(Given::Whole(Box::new(by)));
        self
    }

    #[cfg(feature = "signature")]
    pub(crate) fn access_key(mut self, key: crate::AccessKey) -> Self {
        self.credentials.give(Given::AccessKey(key));
        self
    }

    pub(crate) fn body_cap(mut self, bytes: usize) -> Self {
        self.body_cap = bytes;
        self
    }

    pub(crate) fn retry(mut self, retry: Retry) -> Self {
        self.options = self.options.retry(retry);
        self
    }

    pub(crate) fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.options = self.options.attempt_timeout(limit);
        self
    }

    pub(crate) fn deadline(mut self, limit: Duration) -> Self {
        self.options = self.options.deadline(limit);
        self
    }

    pub(crate) fn keep_rate_limits(mut self, keep: bool) -> Self {
        self.options = self.options.keep_rate_limits(keep);
        self
    }

    pub(crate) fn policy(mut self, policy: Policy) -> Self {
        self.options = self.options.policy(policy);
        self
    }

    pub(crate) fn operations(mut self, operations: &'static [&'static Operation]) -> Self {
        self.operations = operations;
        self
    }

    pub(crate) fn waive(mut self, rule: impl Into<String>) -> Self {
        self.waived.push(rule.into());
        self
    }

    pub(crate) fn header(mut self, name: impl AsRef<str>, value: impl Into<Secret>) -> Self {
        self.options = self.options.header(name, value);
        self
    }

    pub(crate) fn query(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.options = self.options.query(name, value);
        self
    }

    pub(crate) fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.hooks.push(Box::new(hook));
        self
    }

    /// The module of the service.
    pub(crate) fn service(&self) -> &'static str {
        self.service.name
    }

    /// Whether requests will leave by https.
    pub(crate) fn is_https(&self) -> bool {
        self.settings.base().is_ok_and(|endpoint: Endpoint| endpoint.is_https())
    }

    /// Everything but the way out, whose problems are told along with the others.
    pub(crate) fn finish(
        self,
        time: Option<Arc<dyn Time>>,
        others: Vec<Problem>,
    ) -> Result<(Core, CallOptions), Error> {
        let mut problems = self.problems();
        problems.extend(others);
        let Self {
            service,
            operations,
            settings,
            options,
            unknown: _,
            credentials,
            waived,
            hooks,
            body_cap,
        } = self;
        let waivers =
            Waivers::new(&service.operations(operations), waived).unwrap_or_else(|unknown| {
                problems.extend(unknown.into_iter().map(|problem| ("waive", problem)));
                Waivers::default()
            });
        let Some(time) = time.filter(|_| problems.is_empty()) else {
            return Err(misconfigured(service, problems));
        };
        let (proof, settings) = credentials.proof(service, settings);
        let retry = options.retry.clone().unwrap_or_default();
        let core = Core {
            service,
            settings,
            proof,
            waivers,
            budget: Budget::new(&retry.budget_of()),
            limits: RateLimits::new(),
            hooks,
            body_cap,
            time,
            calls: AtomicU64::new(0),
        };
        Ok((core, options))
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Err(problem) = self.settings.base() {
            problems.push(("endpoint", problem));
        }
        for parameter in self.service.held {
            let problem = held_problem(parameter, &self.settings);
            problems.extend(problem.map(|problem| (parameter.setter, problem)));
        }
        for name in &self.unknown {
            problems.push((
                "hold",
                format!("the service has no parameter `{name}` that a client holds"),
            ));
        }
        problems.extend(self.credentials.problems(self.service, &self.settings));
        problems.extend(self.options.problems_with(self.service.credential.as_ref()));
        if self.body_cap == 0 {
            problems.push(("body_cap", "no answer could be read".to_owned()));
        }
        problems
    }
}

fn held_problem(parameter: &HeldParameter, settings: &Settings) -> Option<String> {
    let HeldParameter { name, setter, location } = *parameter;
    let Some(value) = settings.held(location, name) else {
        return Some(format!("not set: call `.{setter}(…)`"));
    };
    value_problem(location, value).map(str::to_owned)
}

/// Why a value that a client holds can't be sent in its place, if it can't.
pub(super) fn value_problem(location: Location, value: &Secret) -> Option<&'static str> {
    match location {
        _ if value.expose().is_empty() => Some("is empty"),
        Location::Path => segment_problem(value.expose()),
        Location::Header => header_problem(value.expose()),
        Location::Query | Location::Body | Location::Field => None,
    }
}

fn misconfigured(service: &Service, problems: Vec<Problem>) -> Error {
    let mut violations = Violations::new(&CLIENT);
    violations.extend(problems.into_iter().map(|(setting, problem)| {
        Violation::new(format!("{}.client.{setting}", service.name), setting, problem)
    }));
    Error::misconfigured(service.name, violations)
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("service", &self.service.name)
            .field("settings", &self.settings)
            .field("options", &self.options)
            .field("waived", &self.waived)
            .field("body_cap", &self.body_cap)
            .finish_non_exhaustive()
    }
}
