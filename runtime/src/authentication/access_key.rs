//! An access key, which signs requests instead of sending a token.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::{AUTHORIZATION, HOST, HeaderValue};
use http::{Request, Uri};

use super::signature::{self, DATE, PROJECT_ID, SECURITY_TOKEN};
use super::{Authentication, AuthenticationError, secret_value};
use crate::types::Secret;

/// An access key: an id, and a secret that signs requests by SDK-HMAC-SHA256 and is never sent.
///
/// A signed request has the headers `Host`, `X-Sdk-Date` and `Authorization`, and `X-Project-Id` and `X-Security-Token`
/// where they are set here. A `Host` that the request has is kept: HTTP clients send it as it is. Method, address, body
/// and all other headers stay as they are.
///
/// Signed are the method, the address, the body, and these headers together with `Content-Type`. The address is signed
/// by what it says when decoded, so that a slash at its end and how a character is encoded do not matter.
///
/// A service refuses signatures whose date is some minutes from its own clock: keep the clock of the machine right.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use apiscribe_runtime::{AccessKey, Authentication, bytes::Bytes, http};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = AccessKey::new("AKEXAMPLE", "the secret of the key").project("p1");
/// let mut request =
///     http::Request::get("https://roma.example.com/v2/p1/rules?limit=10").body(Bytes::new())?;
/// key.authenticate(&mut request, SystemTime::UNIX_EPOCH + Duration::from_secs(1_777_755_845))?;
///
/// let headers = request.headers();
/// assert_eq!(headers["host"], "roma.example.com");
/// assert_eq!(headers["x-sdk-date"], "20260502T210405Z");
/// assert_eq!(headers["x-project-id"], "p1");
/// let signed = "SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=host;x-project-id;x-sdk-date, Signature=";
/// assert!(headers["authorization"].to_str()?.starts_with(signed));
/// # Ok(())
/// # }
/// ```
///
/// `Debug` shows the id and the project, never the secret or the security token.
#[derive(Debug, Clone)]
#[must_use]
pub struct AccessKey {
    id: String,
    secret: Secret,
    security_token: Option<Secret>,
    project: Option<String>,
}

impl AccessKey {
    /// A permanent key of this id and this secret.
    ///
    /// Neither may be empty, hold control characters, or start or end with a space, and the id is visible ASCII without
    /// a comma: a key that is unfit signs nothing.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { id: id.into(), secret: secret.into(), security_token: None, project: None }
    }

    /// The token that came with a temporary key, sent as `X-Security-Token`. None unless set.
    pub fn security_token(mut self, token: impl Into<Secret>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// The id of the project that requests are about, sent as `X-Project-Id`. Unless set, a client gives its own, where it
    /// holds one; a request that has the header keeps it then.
    pub fn project(mut self, id: impl Into<String>) -> Self {
        self.project = Some(id.into());
        self
    }

    /// Whether it says which project requests are about.
    pub(crate) fn has_project(&self) -> bool {
        self.project.is_some()
    }

    /// Everything that keeps the key from signing: which part of it, and a sentence that names that part. No value is
    /// shown.
    pub(crate) fn problems(&self) -> Vec<(&'static str, String)> {
        let token = self.security_token.as_ref().map(Secret::expose);
        let parts = [
            ("id", part_problem(&self.id).or_else(|| id_problem(&self.id))),
            ("secret", part_problem(self.secret.expose())),
            ("security token", token.and_then(part_problem)),
            ("project", self.project.as_deref().and_then(part_problem)),
        ];
        let problems = parts
            .into_iter()
            .map(|(part, problem)| Some((part, format!("the {part} {}", problem?))));
        problems.flatten().collect()
    }
}

/// What no part of a key may be.
fn part_problem(value: &str) -> Option<&'static str> {
    if value.is_empty() {
        Some("is empty")
    } else if value.chars().any(char::is_control) {
        Some("contains a control character (a line break at its end, perhaps)")
    } else if value.trim() != value {
        Some("starts or ends with a space (copied along with it, perhaps)")
    } else {
        None
    }
}

/// The id stands between commas in a header.
fn id_problem(id: &str) -> Option<&'static str> {
    let stray = id.chars().any(|c| !c.is_ascii_graphic() || c == ',');
    stray.then_some("contains a space, a comma, or a character beyond ASCII")
}

impl Authentication for AccessKey {
    fn authenticate(
        &self,
        request: &mut Request<Bytes>,
        now: SystemTime,
    ) -> Result<(), AuthenticationError> {
        let problems: Vec<_> = self.problems().into_iter().map(|(_, problem)| problem).collect();
        if !problems.is_empty() {
            let why = format!("the access key can't sign: {}", problems.join("; "));
            return Err(AuthenticationError::new(why));
        }
        let date = signature::date(now)?;
        if !request.headers().contains_key(HOST) {
            let host = host(request.uri())?;
            request.headers_mut().insert(HOST, host);
        }
        let headers = request.headers_mut();
        headers.insert(DATE, header_value(date.as_bytes())?);
        if let Some(project) = &self.project {
            headers.insert(PROJECT_ID, header_value(project.as_bytes())?);
        }
        if let Some(token) = &self.security_token {
            headers.insert(SECURITY_TOKEN, secret_value(token).map_err(AuthenticationError::new)?);
        }
        let authorization =
            signature::authorization(request, &self.id, self.secret.expose(), &date)?;
        let mut authorization = header_value(authorization.as_bytes())?;
        authorization.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, authorization);
        Ok(())
    }
}

/// The host as HTTP clients write it: with its port, unless that is the one that the scheme implies.
fn host(uri: &Uri) -> Result<HeaderValue, AuthenticationError> {
    let Some(authority) = uri.authority() else {
        let why =
            "the address of the request has no host: make it absolute, or set the header Host";
        return Err(AuthenticationError::new(why));
    };
    let implied = match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    };
    match authority.port_u16() {
        Some(port) if Some(port) != implied => {
            header_value(format!("{}:{port}", authority.host()).as_bytes())
        }
        _ => header_value(authority.host().as_bytes()),
    }
}

fn header_value(bytes: &[u8]) -> Result<HeaderValue, AuthenticationError> {
    HeaderValue::from_bytes(bytes).map_err(AuthenticationError::new)
}

#[cfg(test)]
mod tests {
    use super::AccessKey;

    fn problems(key: &AccessKey) -> Vec<&'static str> {
        key.problems().into_iter().map(|(part, _)| part).collect()
    }

    #[test]
    fn every_part_that_is_unfit_is_named_at_once() {
        let fit = AccessKey::new("AK1", "s e/c+r=é").security_token("t").project("p");
        assert!(problems(&fit).is_empty());
        let empty = AccessKey::new("", "").security_token("").project("");
        let all = ["id", "secret", "security token", "project"];
        assert_eq!(problems(&empty), all);
        let broken = AccessKey::new("a\n", "b\u{7f}").security_token("c ").project("\u{85}d");
        assert_eq!(problems(&broken), all);
        for id in ["a b", "a,b", "é"] {
            assert_eq!(problems(&AccessKey::new(id, "secret")), ["id"]);
        }
    }

    #[test]
    fn a_problem_does_not_show_the_value() {
        let key = AccessKey::new("marker one", "marker-two\n").security_token("marker-three ");
        let problems = format!("{:?}", key.problems());
        assert!(!problems.contains("marker"), "{problems}");
    }
}
