//! What an error says to people.

use std::fmt;

use http::StatusCode;

use super::{Answer, Error, Refusal, What};
use crate::validate::Violations;

/// Longer texts of a service or an operating system are cut: the line must stay one.
const LONGEST_TEXT: usize = 300;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.0.subject;
        let answer = self.0.answer.as_ref();
        match &self.0.what {
            What::Invalid(violations) => violations.fmt(f),
            What::Misconfigured(violations) => misconfigured(f, subject, violations),
            What::Transport(source) => write!(f, "{subject}: {source}"),
            What::Api(refusal) => api(f, subject, refusal, answer),
            What::Unexpected { why, .. } => unexpected(f, subject, why, answer),
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

fn api(
    f: &mut fmt::Formatter<'_>,
    subject: &str,
    refusal: &Refusal,
    answer: Option<&Answer>,
) -> fmt::Result {
    let Refusal { code, message, request_id, body: _ } = refusal;
    write!(f, "{subject} was refused")?;
    if let Some(message) = message {
        write!(f, ": {}", one_line(message))?;
    }
    let mut facts = Vec::new();
    facts.extend(answer.map(|answer| format!("HTTP {}", answer.status)));
    facts.extend(code.as_deref().map(|code| format!("code {}", one_line(code))));
    facts.extend(request_id.as_deref().map(|id| format!("request id {}", one_line(id))));
    if !facts.is_empty() {
        write!(f, " ({})", facts.join(", "))?;
    }
    match answer.and_then(|answer| advice(answer.status)) {
        Some(advice) => write!(f, "; {advice}"),
        None => Ok(()),
    }
}

fn unexpected(
    f: &mut fmt::Formatter<'_>,
    subject: &str,
    why: &str,
    answer: Option<&Answer>,
) -> fmt::Result {
    write!(f, "{subject}: {}", one_line(why))?;
    let Some(Answer { status, bytes, .. }) = answer else { return Ok(()) };
    write!(f, " (HTTP {status}")?;
    match bytes.len() {
        0 => f.write_str(", no body)"),
        1 => f.write_str(", 1 byte kept)"),
        kept => write!(f, ", {kept} bytes kept)"),
    }?;
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
