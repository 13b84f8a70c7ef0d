//! What changed between two examples, as JSON values.

use apiscribe_codegen::judge::escape;
use serde_json::Value;

use crate::edition::Example;
use crate::verify::short;

/// A place at which two examples part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// JSON pointer; empty for the example as a whole.
    pub pointer: String,
    /// What stands there in the first; `None` for nothing.
    pub old: Option<String>,
    /// What stands there in the second.
    pub new: Option<String>,
}

impl Change {
    fn new(pointer: &str, old: Option<String>, new: Option<String>) -> Self {
        Self { pointer: pointer.to_owned(), old, new }
    }

    /// In words: `the page has 3, the spec 2`.
    #[must_use]
    pub fn between(&self, first: &str, second: &str) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!("{second} has {new}, {first} {old}"),
            (Some(old), None) => format!("{second} has nothing there, {first} has {old}"),
            (None, Some(new)) => format!("{second} has {new}, {first} nothing"),
            (None, None) => format!("{first} and {second} part"),
        }
    }
}

/// Where two examples part.
#[must_use]
pub fn differences(old: &Example, new: &Example) -> Vec<Change> {
    let mut changes = Vec::new();
    let line = |example: &Example| {
        let words = example.line.as_deref()?.split_whitespace().collect::<Vec<_>>();
        Some(format!("the line `{}`", words.join(" ")))
    };
    if line(old) != line(new) {
        changes.push(Change::new("", line(old), line(new)));
    }
    let text = |body: &Option<String>| body.as_deref().map(short);
    match (&old.body, &new.body) {
        (None, None) => {}
        (Some(a), Some(b)) => match (serde_json::from_str(a), serde_json::from_str(b)) {
            (Ok(a), Ok(b)) => walk(&a, &b, "", &mut changes),
            (Err(_), Err(_)) if squeezed(a) == squeezed(b) => {}
            (Ok::<Value, _>(_), Err(_)) => {
                changes.push(Change::new(
                    "",
                    Some("JSON".to_owned()),
                    Some("what is no JSON".to_owned()),
                ));
            }
            (Err(_), Ok::<Value, _>(_)) => {
                changes.push(Change::new(
                    "",
                    Some("what is no JSON".to_owned()),
                    Some("JSON".to_owned()),
                ));
            }
            (Err(_), Err(_)) => {
                changes.push(Change::new("", text(&old.body), text(&new.body)));
            }
        },
        (a, b) => changes.push(Change::new("", text(a), text(b))),
    }
    changes
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Goes down where both have a value, and reports the places at which they part.
fn walk(a: &Value, b: &Value, pointer: &str, changes: &mut Vec<Change>) {
    let show = |value: &Value| Some(short(&value.to_string()));
    match (a, b) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                let below = format!("{pointer}/{}", escape(name));
                match new.get(name) {
                    Some(other) => walk(value, other, &below, changes),
                    None => changes.push(Change::new(&below, show(value), None)),
                }
            }
            for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
                let below = format!("{pointer}/{}", escape(name));
                changes.push(Change::new(&below, None, show(value)));
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (value, other)) in old.iter().zip(new).enumerate() {
                walk(value, other, &format!("{pointer}/{index}"), changes);
            }
        }
        _ if a == b => {}
        _ => changes.push(Change::new(pointer, show(a), show(b))),
    }
}
