//! Where in the JSON the decoder is.

use std::fmt::Write;

/// One step from an object or list to what it holds.
#[derive(Debug)]
pub(super) enum Step {
    /// A documented field.
    Field(&'static str),
    /// An item of a list.
    Index(usize),
    /// A key of a map.
    Key(String),
}

/// How many objects, lists and maps may be within each other, the outermost included; as many as `serde_json` reads.
pub(crate) const DEPTH_MAX: usize = 127;

/// The path to an error, recorded on the way out of it: reading without errors costs nothing.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// From the inside outwards.
    steps: Vec<Step>,
    depth: usize,
    keeps_each: bool,
    hidden: bool,
}

impl Trail {
    /// For a reader that keeps each item of a list, nulls included.
    pub(super) fn of_each() -> Self {
        Self { keeps_each: true, ..Self::default() }
    }

    /// Whether each item of a list is kept.
    pub(super) fn keeps_each(&self) -> bool {
        self.keeps_each
    }

    /// Goes one level deeper; `false` if that is too deep.
    pub(super) fn enter(&mut self) -> bool {
        self.depth += 1;
        self.depth < DEPTH_MAX
    }

    /// Comes back.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Whether no step was recorded.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether the error is about the value itself: about nothing in it, and not about how deep it is.
    pub(super) fn is_here(&self) -> bool {
        self.is_empty() && self.depth < DEPTH_MAX
    }

    /// Says that a message of the reader about this error would quote a secret.
    pub(super) fn hide(&mut self) {
        self.hidden = true;
    }

    /// Whether a message of the reader would quote a secret.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Records a step, on the way out of an error.
    pub(super) fn record(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// `items[17].rule_id`; empty at the top.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Field(name) => join(&mut path, name),
                // Writing to a `String` cannot fail.
                Step::Index(index) => write!(path, "[{index}]").unwrap_or_default(),
                Step::Key(key) => path.push_str(&key_step(key)),
            }
        }
        path
    }
}

/// Adds a field to a path.
pub(crate) fn join(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// `["the key"]`, escaped, and cut where it is long.
pub(crate) fn key_step(key: &str) -> String {
    format!("[{}]", crate::validate::quote(key))
}
