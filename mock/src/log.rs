//! The last requests.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::violation::Violation;

/// So many are remembered.
const REMEMBERED: usize = 200;

/// A request that was answered, and why it was refused if it was.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recorded {
    /// Counts all requests of the mock, from 1.
    pub number: u64,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub time: u64,
    /// The method.
    pub method: String,
    /// The path and the query, without the values of secret parameters.
    pub target: String,
    /// The name of the operation; `None` where the address is of none.
    pub operation: Option<String>,
    /// The status that was answered.
    pub status: u16,
    /// Whether the answer is a failure: a field of its body can say so, whatever the status.
    pub refused: bool,
    /// Milliseconds from the head of the request to the answer.
    pub milliseconds: u64,
    /// Everything that the request breaks.
    pub violations: Vec<Violation>,
    /// What else decided on the answer: a fault on demand, a thing that is not there.
    pub note: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Log {
    last: Mutex<VecDeque<Recorded>>,
}

impl Log {
    pub(crate) fn add(&self, recorded: Recorded) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() == REMEMBERED {
            last.pop_front();
        }
        last.push_back(recorded);
    }

    /// In the order in which they were answered.
    pub(crate) fn all(&self) -> Vec<Recorded> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
