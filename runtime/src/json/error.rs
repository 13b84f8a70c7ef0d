//! Why JSON was not read.

use std::fmt;

/// Bytes of a message that are kept: it may quote a value of any length.
const MESSAGE_MAX: usize = 240;

/// JSON that is not what the table says, and where. Never shows the value of a secret row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
}

impl DecodeError {
    /// With a message instead of the reader's own, where that would show too much.
    pub(super) fn new(
        path: String,
        error: &serde_json::Error,
        instead: Option<&'static str>,
    ) -> Self {
        let (line, column) = (error.line(), error.column());
        let mut message = match instead {
            Some(instead) => format!("{instead} at line {line} column {column}"),
            None => error.to_string(),
        };
        if message.len() > MESSAGE_MAX {
            message.truncate(message.floor_char_boundary(MESSAGE_MAX));
            message.shrink_to_fit();
            let position = format!("… at line {line} column {column}");
            message.push_str(&position);
        }
        Self { path, message }
    }

    /// Where the value is: `items[17].rule_id`; empty at the top.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong, with line and column.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

impl std::error::Error for DecodeError {}
