//! What an error says to people.

use std::fmt;

use http::StatusCode;

use super::{Answer, Error, What};
use crate::transport::TransportError;
use crate::validate::Violations;

/// Longer texts of a service or an operating system are cut: the line must stay one.
const LONGEST_TEXT: usize = 300;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.0.subject;
        match &self.0.what {
            What::Invalid(violations) => violations.fmt(f),
            What::Misconfigured(violations) => misconfigured(f, subject, violations),
            What::Transport(source) => transport(f, self, source),
            What::Authentication(source) => {
                write!(f, "{subject} was not sent, for want of a credential: {source}")
            }
            What::Api => api(f, self),
            What::Unexpected { why, .. } => unexpected(f, self, why),
        }
    }
}

fn misconfigured(
    f: &mut fmt::Formatter<'_>,
    service: &str,
    violations: &Violations,
) -> fmt::Result {
    write!(f, "the client of {service} can't be built")?;
    for violation in violations {
        write!(f, "\n  {}: {}", violation.path(), violation.message())?;
    }
    Ok(())
}

fn transport(f: &mut fmt::Formatter<'_>, error: &Error, source: &TransportError) -> fmt::Result {
    write!(f, "{}: {source}", error.0.subject)?;
    let status = error.status().map(|status| format!("HTTP {status}"));
    let facts: Vec<_> = status.into_iter().chain(common_facts(error)).collect();
    if facts.is_empty() { Ok(()) } else { write!(f, " ({})", facts.join(", ")) }
}

fn api(f: &mut fmt::Formatter<'_>, error: &Error) -> fmt::Result {
    write!(f, "{} was refused", error.0.subject)?;
    if let Some(message) = error.message() {
        write!(f, ": {}", one_line(message))?;
    }
    let mut facts = Vec::new();
    facts.extend(error.status().map(|status| format!("HTTP {status}")));
    if error.code().is_none() && error.message().is_none() {
        facts.extend(error.bytes().map(|bytes| kept(bytes.len())));
    }
    facts.extend(common_facts(error));
    if !facts.is_empty() {
        write!(f, " ({})", facts.join(", "))?;
    }
    match error.status().and_then(advice) {
        Some(advice) => write!(f, "; {advice}"),
        None => Ok(()),
    }
}

fn kept(bytes: usize) -> String {
    match bytes {
        0 => "no body".to_owned(),
        1 => "1 byte kept".to_owned(),
        bytes => format!("{bytes} bytes kept"),
    }
}

/// What is said of every answer that is an error.
fn common_facts(error: &Error) -> impl Iterator<Item = String> {
    let code = error.code().map(|code| format!("code {}", one_line(code)));
    let id = error.request_id().map(|id| format!("request id {}", one_line(id)));
    let attempts = error.attempts();
    let attempts = (attempts > 1).then(|| format!("after {attempts} attempts"));
    let given_up = error.0.given_up.as_ref().map(|why| format!("not tried again: {why}"));
    [code, id, attempts, given_up].into_iter().flatten()
}

fn unexpected(f: &mut fmt::Formatter<'_>, error: &Error, why: &str) -> fmt::Result {
    write!(f, "{}: {}", error.0.subject, one_line(why))?;
    if let Some(message) = error.message() {
        write!(f, ": {}", one_line(message))?;
    }
    let Some(Answer { status, bytes, .. }) = &error.0.answer else { return Ok(()) };
    let facts = [format!("HTTP {status}"), kept(bytes.len())].into_iter();
    let facts: Vec<_> = facts.chain(common_facts(error)).collect();
    write!(f, " ({})", facts.join(", "))?;
    match advice(*status) {
        Some(advice) => write!(f, "; {advice}"),
        None => Ok(()),
    }
}

fn advice(status: StatusCode) -> Option<&'static str> {
    Some(match status.as_u16() {
        300..=399 => "redirects are not followed: set the endpoint to the service's own address",
        401 => "check the credentials that the client holds",
        403 => "check what the credentials are allowed to do",
        407 => "check the proxy's credentials",
        408 | 429 | 502..=504 => "try again later",
        500 => "the service failed: try again, then ask its support",
        _ => return None,
    })
}

/// One line of at most a few hundred characters: control characters are escaped.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(LONGEST_TEXT));
    for (count, character) in text.trim().chars().enumerate() {
        if count == LONGEST_TEXT {
            line.push('…');
            break;
        }
        // What ends a line, moves the cursor or reverses the text around it.
        if character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
    }
    line
}
