//! What the body of an answer with a success status says about success.

use super::{Absent, Success};
use crate::model::Model;
use crate::table::Literal;
use crate::value::Value;

/// What the field of an envelope says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Success,
    Failure,
    /// The field is absent, and the page does not say what that means.
    Unexpected,
}

impl Success {
    pub(super) fn judge(&self, answer: &dyn Model) -> Verdict {
        let holds = match (answer.value_of(self.field), self.equals) {
            (Value::Absent | Value::Null, _) => {
                return match self.absent {
                    Absent::Success => Verdict::Success,
                    Absent::Failure => Verdict::Failure,
                    Absent::Unexpected => Verdict::Unexpected,
                };
            }
            (Value::Text(text), Literal::Text(expected)) => text == expected,
            (Value::Integer(integer), Literal::Integer(expected)) => integer == expected,
            (Value::Boolean(boolean), Literal::Boolean(expected)) => boolean == expected,
            _ => false,
        };
        if holds { Verdict::Success } else { Verdict::Failure }
    }
}
