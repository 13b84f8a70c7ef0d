//! What can be set for a client as a whole and for single calls.

use std::fmt;
use std::time::Duration;

use http::header::{
    CONNECTION, CONTENT_LENGTH, EXPECT, HOST, HeaderName, HeaderValue, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE,
};

use crate::authentication::secret_value;
use crate::operation::{Operation, encode};
use crate::policy::Policy;
use crate::retry::Retry;
use crate::service::Credential;
use crate::table::Location;
use crate::types::Secret;
use crate::validate::Violation;

/// Settings of single calls, in place of those of their client.
///
/// ```
/// use std::time::Duration;
/// use apiscribe_runtime::{CallOptions, Retry};
///
/// let patient = CallOptions::new().attempt_timeout(Duration::from_secs(120)).retry(Retry::off());
/// let traced = CallOptions::new().header("X-Trace", "4711").query("dry_run", "true");
/// ```
///
/// `with_options` of a client gives one that uses them, and shares everything else with the client that it came from.
#[derive(Clone, Default)]
#[must_use]
pub struct CallOptions {
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) query: Vec<(String, Secret)>,
    pub(crate) retry: Option<Retry>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) policy: Option<Policy>,
    pub(crate) keep_rate_limits: Option<bool>,
    /// Setting and problem.
    problems: Vec<(&'static str, String)>,
}

impl CallOptions {
    /// How long an attempt may take unless set.
    pub(crate) const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);
    /// How long a call may take unless set.
    pub(crate) const DEADLINE: Duration = Duration::from_mins(2);

    /// Nothing is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends a header that no page documents. It replaces a documented one of the same name.
    ///
    /// A value that can't be sent, or the name of a header that the transport writes, is reported at the call.
    pub fn header(mut self, name: impl AsRef<str>, value: impl Into<Secret>) -> Self {
        match checked_header(name.as_ref(), &value.into()) {
            Ok((name, value)) => {
                self.headers.retain(|(other, _)| *other != name);
                self.headers.push((name, value));
            }
            Err(problem) => self.problems.push(("header", problem)),
        }
        self
    }

    /// Adds a query parameter that no page documents, after the documented ones. What is set for a call replaces what is set
    /// for its client under the same name. A name that the operation documents is reported at the call.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        let name = name.into();
        if name.is_empty() {
            self.problems.push(("query", "the name of a query parameter is empty".to_owned()));
        } else {
            self.query.push((name, value.into()));
        }
        self
    }

    /// When and how often idempotent operations are tried again.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// How long one attempt may take, from connecting to the last byte of the answer. 30 seconds unless set.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// How long a call may take with all its attempts and the waits between them. 2 minutes unless set.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// What happens to requests that break documented rules.
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// Whether calls wait so that documented limits of requests a second are kept. They do unless set.
    pub fn keep_rate_limits(mut self, keep: bool) -> Self {
        self.keep_rate_limits = Some(keep);
        self
    }

    /// These options, and what they leave open as `others` say.
    pub(crate) fn over(mut self, others: &Self) -> Self {
        self.headers.extend(missing(&self.headers, &others.headers));
        self.query.splice(0..0, missing(&self.query, &others.query));
        self.problems.splice(0..0, others.problems.iter().cloned());
        Self {
            retry: self.retry.or_else(|| others.retry.clone()),
            attempt_timeout: self.attempt_timeout.or(others.attempt_timeout),
            deadline: self.deadline.or(others.deadline),
            policy: self.policy.or(others.policy),
            keep_rate_limits: self.keep_rate_limits.or(others.keep_rate_limits),
            ..self
        }
    }

    pub(crate) fn problems(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        let zero = |name, limit: Option<Duration>| {
            let none = limit.is_some_and(|limit| limit.is_zero());
            none.then(|| (name, "no time is too little: nothing could be sent".to_owned()))
        };
        self.problems
            .iter()
            .cloned()
            .chain(zero("attempt_timeout", self.attempt_timeout))
            .chain(zero("deadline", self.deadline))
    }

    /// The problems, and a header that is the credential's.
    pub(crate) fn problems_with(
        &self,
        credential: Option<&Credential>,
    ) -> impl Iterator<Item = (&'static str, String)> + '_ {
        let name = credential.map(|credential| (credential.header, credential.setter()));
        let taken = name.and_then(|(header, setter)| {
            self.headers.iter().find(|(name, _)| name.as_str().eq_ignore_ascii_case(header))?;
            let why = format!("`{header}` is the header of the credential: call `.{setter}(…)`");
            Some(("header", why))
        });
        self.problems().chain(taken)
    }

    /// Everything that keeps a call of this operation from being sent with these options.
    pub(crate) fn violations<'a>(
        &'a self,
        operation: &'a Operation,
        credential: Option<&Credential>,
    ) -> impl Iterator<Item = Violation> + 'a {
        let rows = || operation.request.rows.iter().chain(operation.held);
        let documented = self.query.iter().filter(move |(name, _)| {
            rows().any(|row| row.location == Location::Query && row.name == name)
        });
        let documented = documented.map(|(name, _)| {
            let why = format!("`{name}` is documented: set it on the request or the client");
            ("query", why)
        });
        self.problems_with(credential).chain(documented).map(|(setting, problem)| {
            Violation::new(format!("options.{setting}"), setting, problem)
        })
    }

    /// Adds the extra headers and query parameters to a request.
    pub(crate) fn extend<B>(&self, request: &mut http::Request<B>) -> Result<(), String> {
        for (name, value) in &self.headers {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        if self.query.is_empty() {
            return Ok(());
        }
        let mut address = request.uri().to_string();
        let mut separator = if request.uri().query().is_some() { '&' } else { '?' };
        for (name, value) in &self.query {
            address.push(separator);
            address.extend(encode(name));
            address.push('=');
            address.extend(encode(value.expose()));
            separator = '&';
        }
        let length = address.len();
        *request.uri_mut() = http::Uri::try_from(address)
            .map_err(|error| format!("the address of {length} bytes can't be sent: {error}"))?;
        Ok(())
    }
}

/// What stands in `others` under names that are not in `own`.
fn missing<K: PartialEq + Clone, V: Clone>(own: &[(K, V)], others: &[(K, V)]) -> Vec<(K, V)> {
    let is_missing = |(name, _): &&(K, V)| !own.iter().any(|(other, _)| other == name);
    others.iter().filter(is_missing).cloned().collect()
}

/// Headers that belong to the connection and to the transport.
const FRAMING: [HeaderName; 8] =
    [CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE];

fn checked_header(name: &str, value: &Secret) -> Result<(HeaderName, HeaderValue), String> {
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("`{}` is not the name of a header", name.escape_debug()))?;
    if FRAMING.contains(&name) {
        return Err(format!("`{name}` is written by the transport"));
    }
    let value = if value.expose().is_empty() {
        HeaderValue::from_static("")
    } else {
        secret_value(value).map_err(|problem| format!("the value of `{name}` {problem}"))?
    };
    Ok((name, value))
}

/// Names only: a value may be a secret.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        let query: Vec<_> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("CallOptions")
            .field("headers", &headers)
            .field("query", &query)
            .field("retry", &self.retry)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("deadline", &self.deadline)
            .field("policy", &self.policy)
            .field("keep_rate_limits", &self.keep_rate_limits)
            .finish_non_exhaustive()
    }
}
