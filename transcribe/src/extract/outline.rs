//! Where each block of a page stands: under which heading, on which side, under which status code, in which operation.

use crate::document::{Block, Content, Document, Text};
use crate::facts::{Certainty, Found, Side};
use crate::words::{self, Section};

use super::operations;

/// Where a block stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// What the nearest heading that is known announces.
    pub(super) section: Option<Section>,
    /// The message that the block is part of.
    pub(super) side: Option<Side>,
    /// The status code that it stands under.
    pub(super) status: Option<String>,
    /// Index of the operation.
    pub(super) operation: usize,
    /// The nearest heading that announces nothing known: what the operation is called.
    pub(super) heading: Option<String>,
    /// Whether the block announces what follows and says nothing itself.
    pub(super) announces: bool,
    /// Index of an operation that begins here.
    pub(super) begins: Option<operations::Line>,
}

impl Context {
    /// Whether examples stand here.
    pub(super) fn in_examples(&self) -> bool {
        matches!(
            self.section,
            Some(
                Section::Example
                    | Section::ExampleRequest
                    | Section::ExampleResponse
                    | Section::SampleCode
            )
        )
    }
}

/// The context of each block.
pub(super) fn outline(document: &Document) -> Vec<Context> {
    let mut walk = Walk::default();
    document
        .blocks
        .iter()
        .enumerate()
        .map(|(index, block)| walk.step(document, index, block))
        .collect()
}

/// Title of the page: its first heading that announces nothing known.
pub(super) fn title(document: &Document) -> Option<Found<String>> {
    document.blocks.iter().find_map(|block| match &block.content {
        Content::Heading { text, .. } if words::section(&text.plain).is_none() => {
            let value = text.plain.replace('\n', " ");
            Some(Found { value, line: block.line, certainty: Certainty::Stated })
        }
        _ => None,
    })
}

/// The date of the edition, which stands near the top or the end.
pub(super) fn updated(document: &Document) -> Option<Found<String>> {
    document.blocks.iter().find_map(|block| {
        let text = block.content.text()?;
        let date = text.plain.lines().find_map(words::updated)?;
        let value = date.replace('/', "-");
        Some(Found { value, line: block.line, certainty: Certainty::Stated })
    })
}

/// The state of the walk.
#[derive(Default)]
struct Walk {
    context: Context,
    /// Level of the heading that gave the section.
    level: u8,
    seen: operations::Seen,
}

impl Walk {
    fn step(&mut self, document: &Document, index: usize, block: &Block) -> Context {
        self.context.announces = false;
        self.context.begins = None;
        match &block.content {
            Content::Heading { level, text } => self.heading(*level, text),
            Content::Paragraph(text) | Content::Item(text) => self.text(text),
            Content::Note | Content::Code(_) | Content::Table(_) => {}
        }
        if !self.context.in_examples()
            && let Some(line) = operations::line_at(document, index)
            && let Some(operation) = self.seen.note(&line, &self.context)
        {
            if operation != self.context.operation {
                self.context.status = None;
            }
            self.context.operation = operation;
            self.context.begins = Some(line);
        }
        self.context.clone()
    }

    fn heading(&mut self, level: u8, text: &Text) {
        if self.announced(&text.plain) {
            self.level = level;
            return;
        }
        // `## Success` below `# Example response` goes on with it, `# Another operation` does not.
        if level <= self.level || self.context.section.is_none() {
            self.context.section = None;
            self.context.side = None;
            self.context.status = None;
            self.context.heading = Some(text.plain.replace('\n', " "));
        }
    }

    fn text(&mut self, text: &Text) {
        // A paragraph announces by standing alone or by its colon; long ones never do.
        let plain = text.plain.trim();
        if plain.chars().count() <= 60 {
            self.announced(plain);
        }
    }

    /// Takes up what a heading or a line like one announces.
    fn announced(&mut self, text: &str) -> bool {
        if let Some(status) = words::status_line(text) {
            self.context.status = Some(status.to_owned());
            if self.context.side.is_none() {
                self.context.side = Some(Side::Response);
            }
            self.context.announces = true;
            return true;
        }
        let Some(section) = words::section(text).or_else(|| example_line(text)) else {
            return false;
        };
        // A section of examples or of one message begins anew; its status lines are still to come.
        self.context.status = None;
        self.context.side = side(section).or(match section {
            Section::Schema => Some(Side::Response),
            _ => None,
        });
        self.context.section = Some(section);
        self.context.announces = true;
        true
    }
}

/// The message that a section belongs to.
fn side(section: Section) -> Option<Side> {
    match section {
        Section::Uri
        | Section::PathParameters
        | Section::QueryParameters
        | Section::Request
        | Section::RequestHeader
        | Section::RequestBody
        | Section::ExampleRequest => Some(Side::Request),
        Section::Response
        | Section::ResponseHeader
        | Section::ResponseBody
        | Section::Schema
        | Section::ExampleResponse => Some(Side::Response),
        Section::Function
        | Section::Debugging
        | Section::Authorization
        | Section::Constraints
        | Section::Example
        | Section::SampleCode
        | Section::StatusCodes
        | Section::ErrorCodes => None,
    }
}

/// What a line such as `- Example request (JSON)` or `成功响应样例：` announces.
fn example_line(text: &str) -> Option<Section> {
    let key = words::key(text);
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if !has(&["example", "sample", "示例", "样例"]) || text.trim_end().ends_with(['.', '。']) {
        return None;
    }
    if has(&["response", "响应", "返回"]) {
        Some(Section::ExampleResponse)
    } else if has(&["request", "请求"]) {
        Some(Section::ExampleRequest)
    } else {
        None
    }
}
