//! Documents as text.

use serde_json::Value;

use crate::render;

/// A document as YAML, with the line that names its source. Whatever an older YAML reads as a number, a time or a truth
/// value is quoted.
#[must_use]
pub(super) fn yaml(document: &Value, source: &str) -> String {
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    let mut text = String::new();
    // JSON is YAML, too, should the writer refuse.
    if serde_yaml::to_fmt_writer_with_options(&mut text, document, options).is_err() {
        text = json(document);
    }
    render::yaml(source, &text)
}

/// A document as JSON.
#[must_use]
pub fn json(document: &Value) -> String {
    format!("{document:#}\n")
}
