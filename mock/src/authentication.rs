//! Who sends a request: a token, a key, or a signature.

mod signature;

use apiscribe_codegen::judge::Parameter;
use apiscribe_codegen::model::Location;
use bytes::Bytes;
use http::HeaderValue;
use http::header::AUTHORIZATION;
use http::request::Parts;

use crate::catalogue::Documented;
use crate::options::Options;
use crate::violation::Violation;

/// What a request says about who sends it.
#[derive(Debug, Default)]
pub(crate) struct Finding {
    /// The row of the credential: with its text, or with none where a signature takes its place.
    pub(crate) parameter: Option<Parameter>,
    /// What is wrong with it.
    pub(crate) violations: Vec<Violation>,
    /// Whether it is missing or wrong.
    pub(crate) refused: bool,
}

/// Judges the credential of a request.
///
/// Any will do, unless some are known: then those alone.
pub(crate) fn check(
    documented: &Documented,
    path: &[(&str, &str)],
    parts: &Parts,
    body: &Bytes,
    options: &Options,
) -> Finding {
    let Some(row) = documented.credential() else { return Finding::default() };
    let parameter = |value| Parameter { location: Location::Header, name: row.name.clone(), value };
    let authorization = parts.headers.get(AUTHORIZATION).map(HeaderValue::as_bytes);
    if let (Some(signature), Some(authorization)) = (documented.service.signature(), authorization)
        && let Some(authorization) = signature::claimed(authorization)
    {
        let project = signature.project.as_deref();
        let project = project.and_then(|name| path.iter().find(|(known, _)| *known == name));
        let project = project.map(|(_, value)| *value);
        let violations = signature::check(&authorization, project, parts, body, options);
        let refused = !violations.is_empty();
        return Finding { parameter: Some(parameter(None)), violations, refused };
    }
    let given = parts.headers.get(row.name.as_str()).filter(|value| !value.is_empty());
    let Some(given) = given else {
        let mut violations = Vec::new();
        if !row.required {
            let message = format!("`header.{}` is missing, and the service asks for it", row.name);
            violations.push(Violation::new(message));
        }
        return Finding { parameter: None, violations, refused: true };
    };
    let given = String::from_utf8_lossy(given.as_bytes()).into_owned();
    let mut violations = Vec::new();
    if options.knows_credentials() && !options.tokens.contains(&given) {
        let message = format!("`header.{}` is none that this mock was started with", row.name);
        violations.push(Violation::new(message));
    }
    let refused = !violations.is_empty();
    Finding { parameter: Some(parameter(Some(given))), violations, refused }
}
