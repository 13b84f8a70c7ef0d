//! Examples of requests and responses.

use super::numbers::regex;
use super::outline::Context;
use crate::document::{Block, Content, Document};
use crate::facts::{Example, Form, Side};
use crate::words::Section;

/// The examples of a page.
pub(super) fn examples(document: &Document, outline: &[Context]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut last_side = None;
    for (block, context) in document.blocks.iter().zip(outline) {
        if context.section == Some(Section::SampleCode) {
            last_side = None;
            continue;
        }
        let is_example = context.in_examples();
        if !is_example {
            last_side = None;
            if !holds_messages(context) || !matches!(block.content, Content::Code(_)) {
                continue;
            }
        }
        let Some(text) = text(block, context) else { continue };
        let (form, json, request_line) = form(&text);
        // Among parameters, only what is JSON shows a message, and a schema shows none.
        if !is_example && (json.is_none() || json.as_deref().is_some_and(is_schema)) {
            continue;
        }
        let guess = || match () {
            () if is_answer(&text) => Side::Response,
            () if request_line.is_some() || examples.is_empty() => Side::Request,
            () => Side::Response,
        };
        let side = context.side.or(last_side).unwrap_or_else(guess);
        last_side = Some(side);
        examples.push(Example {
            side,
            status: context.status.clone().filter(|_| side == Side::Response),
            operation: context.operation,
            line: block.line,
            form,
            text,
            json,
            request_line,
        });
    }
    examples
}

/// Whether parameters of a message stand here.
fn holds_messages(context: &Context) -> bool {
    context.side.is_some()
        && matches!(
            context.section,
            Some(
                Section::Request
                    | Section::Parameters
                    | Section::RequestBody
                    | Section::Response
                    | Section::ResponseBody
            )
        )
}

/// Whether a text begins as answers of HTTP do.
fn is_answer(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.starts_with("HTTP/") || crate::words::status_line(line).is_some()
}

/// Whether JSON describes a message and is none: a JSON Schema.
fn is_schema(json: &str) -> bool {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let is_type = |value: Option<&serde_json::Value>| {
        let types = ["object", "array"];
        value.and_then(serde_json::Value::as_str).is_some_and(|name| types.contains(&name))
    };
    let describes = ["properties", "items", "$ref"].iter().any(|key| value.get(key).is_some());
    is_type(value.get("type")) && describes
}

/// The text of an example: code, or a paragraph that is JSON or a request line.
fn text(block: &Block, context: &Context) -> Option<String> {
    let text = match &block.content {
        Content::Code(code) => code.clone(),
        Content::Paragraph(text) | Content::Item(text) if !context.announces => {
            let plain = text.plain.trim();
            let is_json = plain.starts_with('{') && plain.ends_with('}')
                || plain.starts_with('[') && plain.ends_with(']');
            let is_line = crate::words::request_line(plain.lines().next()?).is_some();
            if !is_json && !is_line {
                return None;
            }
            plain.to_owned()
        }
        _ => return None,
    };
    let key = crate::words::key(&text);
    (!matches!(key.as_str(), "" | "none" | "null" | "无" | "n/a" | "na" | "无。")).then_some(text)
}

/// What an example is, the JSON in it, and its request line.
fn form(text: &str) -> (Form, Option<String>, Option<String>) {
    let text = text.trim().trim_start_matches('\u{feff}');
    let line = text.lines().map(str::trim).find(|line| !line.is_empty());
    let request_line = line.filter(|line| {
        crate::words::request_line(line).is_some()
            || crate::words::METHODS.iter().any(|method| line.starts_with(&format!("{method} ")))
    });
    if is_json(text) {
        return (Form::Json, Some(text.to_owned()), None);
    }
    if is_command(text) {
        return (Form::Text, None, None);
    }
    if let Some(body) = body(text) {
        let form = if is_json(body) { Form::Json } else { Form::Broken };
        return (form, Some(body.to_owned()), request_line.map(str::to_owned));
    }
    let form = if request_line.is_some() { Form::Line } else { Form::Text };
    (form, None, request_line.map(str::to_owned))
}

/// Whether an example is a command of a shell or markup.
fn is_command(text: &str) -> bool {
    ["curl", "wget", "http ", "$ ", "<"].iter().any(|start| text.starts_with(start))
}

/// The part that begins with a brace at the beginning of a line, if only a head stands before it.
fn body(text: &str) -> Option<&str> {
    static START: std::sync::LazyLock<regex_lite::Regex> =
        std::sync::LazyLock::new(|| regex(r"(?m)^\s*[\[{]"));
    let start = START.find(text)?;
    let before = text.get(..start.start())?;
    let is_head = before.lines().map(str::trim).all(|line| {
        line.is_empty()
            || line.contains(": ")
            || is_header(line)
            || line.starts_with("HTTP/")
            || line.contains("://")
            || crate::words::METHODS.iter().any(|method| line.starts_with(method))
            || line.starts_with(['/', '?', '&'])
    });
    is_head.then(|| text.get(start.start()..).map(str::trim))?
}

/// Whether a line is a header of HTTP, whatever follows its colon.
fn is_header(line: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    line.ends_with(':')
        || line
            .split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_part))
}

fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
