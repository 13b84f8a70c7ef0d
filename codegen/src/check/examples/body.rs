//! The JSON of an example: parsing, fields given twice, and where a value stands in the YAML file.

use serde_json::Value;

use super::Finding;
use super::places::{Embedded, Places};
use crate::judge::Problem;
use crate::source::Span;

/// The JSON of an example.
pub(super) struct Body<'t> {
    text: &'t str,
    /// What it says; `None` where it does not parse.
    pub(super) value: Option<Value>,
    places: Places,
    embedded: Embedded,
}

impl Body<'_> {
    /// Where the value of `pointer` stands; the nearest value around it where it is absent.
    fn span(&self, pointer: &str) -> Span {
        let range = self.places.nearest(pointer).unwrap_or_default();
        self.embedded.span(&range)
    }

    /// What breaks its table, shown at its place; a number as it is written, whatever its type makes of it.
    pub(super) fn breach(&self, problem: Problem) -> Finding {
        let Problem { pointer, documented_pointer, message, mut found, rule } = problem;
        let value = self.value.as_ref().and_then(|value| value.pointer(&pointer));
        let number = value.filter(|value| value.is_number()).map(Value::to_string);
        if number.as_ref() == Some(&found)
            && let Some(written) = self.places.nearest(&pointer).and_then(|at| self.text.get(at))
        {
            written.clone_into(&mut found);
        }
        let span = self.span(&pointer);
        Finding { code: "E0603", pointer, documented_pointer, message, found, rule, span }
    }
}

/// Reads the JSON `text` that is written at `span` of a file whose text is `file`.
pub(super) fn read<'t>(
    text: &'t str,
    span: &Span,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Body<'t> {
    let embedded = Embedded::new(text, span, file);
    let value = match serde_json::from_str::<Value>(text) {
        Ok(value) => value,
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            let message = error.to_string();
            // The place is shown anyway.
            let reason = message.split(" at line ").next().unwrap_or_default();
            let reason = slip(text, at).unwrap_or(reason);
            findings.push(Finding::whole(
                "E0601",
                format!("is not JSON: {reason}"),
                format!("not JSON, {reason}"),
                embedded.span(&(at..at)),
            ));
            return Body { text, value: None, places: Places::default(), embedded };
        }
    };
    let places = Places::of(text);
    for (pointer, place) in places.repeated() {
        findings.push(Finding {
            code: "E0602",
            pointer: pointer.clone(),
            documented_pointer: pointer.clone(),
            message: "is given twice in one object".to_owned(),
            found: "given twice".to_owned(),
            rule: None,
            span: embedded.span(place),
        });
    }
    Body { text, value: Some(value), places, embedded }
}

/// The byte of a line and column, both from 1; serde counts columns in bytes and points behind what it has read.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What people mean with that which is no JSON at an offset, where it is a common slip.
fn slip(text: &str, at: usize) -> Option<&'static str> {
    let rest = text.get(at..)?.trim_start();
    Some(match rest.chars().next() {
        None if text.trim().is_empty() => "nothing is there",
        None => "the text ends too early",
        Some('/') => "JSON has no comments",
        Some('\'') => "JSON has double quotes only",
        Some('\u{201c}' | '\u{201d}') => "typographic quotes",
        Some('.' | '\u{2026}') => "something was left out",
        Some('T' | 'F' | 'N' | 'u')
            if ["True", "False", "None", "NULL", "NaN", "undefined"]
                .iter()
                .any(|word| rest.starts_with(word)) =>
        {
            "JSON has `true`, `false` and `null` only"
        }
        _ => return None,
    })
}
