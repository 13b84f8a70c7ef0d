//! Why a request is refused.

use std::fmt;

use apiscribe_codegen::judge::Problem;

/// One reason why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where, what is wrong and what is allowed: `` `query.limit` is 1000000, more than the maximum 999999 ``. Never the
    /// value of a secret row.
    pub message: String,
    /// Id of the documented rule that is broken: `ListRules.query.limit.max`. `None` where the spec has no row or rule for it.
    pub rule: Option<String>,
}

impl Violation {
    /// A reason that no row of a table gives.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), rule: None }
    }
}

impl From<Problem> for Violation {
    fn from(problem: Problem) -> Self {
        let Problem { pointer, message, rule, .. } = problem;
        let message = match pointer.strip_prefix('/') {
            Some(field) => format!("`body.{}` {message}", field.replace('/', ".")),
            // Parameters are named in the message; what is left is about the request as a whole.
            None if message.starts_with('`') => message,
            None => format!("the request {message}"),
        };
        Self { message, rule }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.rule {
            Some(rule) => write!(f, "{} [{rule}]", self.message),
            None => f.write_str(&self.message),
        }
    }
}
