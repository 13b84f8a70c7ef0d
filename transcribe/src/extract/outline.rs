//! Where each block of a page stands: under which heading, on which side, under which status code, in which operation.

use crate::document::{Block, Content, Document, Text};
use crate::facts::{Certainty, Found, Side};
use crate::words::{self, Phrase, Section, Subject};

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
    /// The number of that heading.
    pub(super) scope: usize,
    /// Whether an operation was stated below that heading.
    pub(super) in_operation: bool,
    /// The message that was last spoken of, even where another heading ended it.
    pub(super) last_side: Option<Side>,
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
    /// Level of the last heading.
    last: u8,
    /// The section that a heading gave; lines within it may give others for a while.
    base: Option<Section>,
    /// The list depth of the item that gave the section.
    item: Option<usize>,
    operations: operations::Walk,
}

impl Walk {
    fn step(&mut self, document: &Document, index: usize, block: &Block) -> Context {
        self.context.announces = false;
        self.context.begins = None;
        let stated = operations::line_at(document, index);
        match &block.content {
            Content::Heading { level, text } => self.heading(*level, text, stated.is_some()),
            Content::Paragraph(text) | Content::Item(text) => {
                let next = document.blocks.get(index + 1).map(|block| &block.content);
                let item = matches!(block.content, Content::Item(_)).then_some(block.depth);
                self.text(text, item, matches!(next, Some(Content::Code(_) | Content::Table(_))));
            }
            Content::Note | Content::Code(_) | Content::Table(_) => {}
        }
        if let Some(mut line) = self.operations.step(document, index, stated, &self.context)
            && let Some(operation) = self.operations.note(&mut line, &self.context)
        {
            if operation != self.context.operation {
                self.context.status = None;
            }
            self.context.operation = operation;
            self.context.in_operation = true;
            self.context.begins = Some(line);
        }
        self.context.clone()
    }

    fn heading(&mut self, level: u8, text: &Text, states_operation: bool) {
        self.last = level;
        if states_operation {
            self.begin_anew(level, text);
            return;
        }
        match self.announced(&text.plain, Some(level)) {
            Announced::Section => {
                self.level = level;
                self.base = self.context.section;
                self.item = None;
                return;
            }
            Announced::Part => return,
            Announced::Nothing => {}
        }
        // `## Success` below `# Example response` goes on with it, `# Another operation` does not.
        if level <= self.level || self.context.section.is_none() {
            self.begin_anew(level, text);
        }
    }

    /// A heading that announces nothing known: what follows belongs to something else.
    fn begin_anew(&mut self, level: u8, text: &Text) {
        self.level = level;
        self.base = None;
        self.item = None;
        self.context.scope += 1;
        self.context.in_operation = false;
        self.context.section = None;
        self.context.side = None;
        self.context.status = None;
        self.context.heading = Some(words::without_number(&text.plain).replace('\n', " "));
    }

    fn text(&mut self, text: &Text, item: Option<usize>, before_content: bool) {
        // A paragraph announces by standing alone or by its colon; long ones never do.
        let plain = text.plain.trim();
        let stands_alone = before_content || item.is_some() || plain.ends_with([':', '：']);
        let is_known = || words::section(plain).is_some() || words::status_line(plain).is_some();
        let short = plain.chars().count() <= 60;
        let in_examples = self.context.in_examples();
        if short && (stands_alone || in_examples || is_known() || example_line(plain).is_some()) {
            let had_section = self.context.section.is_some();
            // An item beside the one that gave the section ends what that one began.
            if item.is_some() && item == self.item && self.ends_with_item(plain) {
                self.context.section = self.base;
                self.context.side = self.base.and_then(side);
            }
            let announced = self.announced(plain, None);
            if announced == Announced::Section {
                self.item = item;
            }
            if announced == Announced::Section && (!had_section || self.last > self.level) {
                self.level = self.last;
            }
        }
    }

    /// Takes up what a heading of a level, or a line like one, announces.
    fn announced(&mut self, text: &str, level: Option<u8>) -> Announced {
        if let Some(status) = words::status_line(text) {
            self.context.status = Some(status.to_owned());
            // Only answers have one.
            if self.context.in_examples() && self.context.side == Some(Side::Request) {
                self.context.section = Some(Section::ExampleResponse);
                self.context.side = Some(Side::Response);
            }
            if self.context.side.is_none() {
                self.context.side = Some(Side::Response);
            }
            self.context.last_side = self.context.side;
            self.context.announces = true;
            return Announced::Section;
        }
        let phrase = words::phrase(text);
        let by_words = || phrase?.section();
        let section = match words::section(text) {
            // A remark in brackets may say which parameters: `Request parameters (path)`.
            Some(whole @ (Section::Request | Section::Response)) => by_words().or(Some(whole)),
            section => section.or_else(by_words),
        };
        let Some(section) = section.or_else(|| example_line(text)) else {
            return Announced::Nothing;
        };
        let inside = level.is_none_or(|level| level > self.level);
        let Some(section) = self.resolved(section, phrase.unwrap_or_default(), inside) else {
            self.context.announces = true;
            return Announced::Part;
        };
        // A section of examples or of one message begins anew; its status lines are still to come.
        self.context.status = None;
        self.context.side = side(section);
        self.context.last_side = self.context.side.or(self.context.last_side);
        self.context.section = Some(section);
        self.context.announces = true;
        Announced::Section
    }

    /// What a section means where it stands: `Body` below `Response` is that of the response. `None` where the one
    /// that it stands in goes on.
    fn resolved(&self, section: Section, phrase: Phrase, inside: bool) -> Option<Section> {
        let around = self.context.section.filter(|_| inside);
        let names_request = phrase.has(Subject::Request);
        if self.context.in_examples() && inside && !phrase.has(Subject::Parameter) {
            return match side(section) {
                Some(Side::Request) if names_request => Some(Section::ExampleRequest),
                Some(Side::Response) => Some(Section::ExampleResponse),
                Some(Side::Request) => None,
                None if section == Section::Parameters => None,
                None => Some(section),
            };
        }
        let below_response = around.is_some() && self.context.side == Some(Side::Response);
        match section {
            Section::Parameters => self.parameters(around),
            Section::RequestHeader if below_response && !names_request => {
                Some(Section::ResponseHeader)
            }
            Section::RequestBody if below_response && !names_request => Some(Section::ResponseBody),
            Section::Example if around.is_some() => Some(match self.context.side {
                Some(Side::Request) if around != Some(Section::Uri) => Section::ExampleRequest,
                Some(Side::Response) => Section::ExampleResponse,
                _ => Section::Example,
            }),
            section => Some(section),
        }
    }
}

impl Walk {
    /// Whether an item says that parameters of the section around it follow.
    fn ends_with_item(&self, text: &str) -> bool {
        let section = words::phrase(text).and_then(Phrase::section);
        section == Some(Section::Parameters) && self.base.and_then(side).is_some()
    }

    /// The section that mere parameters belong to: the one around them, or that of the example that they follow.
    fn parameters(&self, around: Option<Section>) -> Option<Section> {
        let base = self.base.filter(|base| side(*base).is_some() && around.is_some());
        // A line that announced the address ends where one announces parameters; a heading goes on.
        let around = around.filter(|one| *one != Section::Uri || base == Some(Section::Uri));
        match self.context.side {
            _ if !self.context.in_examples() && around.is_some_and(|one| side(one).is_some()) => {
                None
            }
            _ if base.is_some() && self.context.in_examples() => base,
            Some(Side::Response) if around.is_some() => Some(Section::Response),
            _ => Some(Section::Parameters),
        }
    }
}

/// What a heading or a line announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// Nothing known.
    Nothing,
    /// A part of the section that it stands in.
    Part,
    /// A section, or the status that what follows stands under.
    Section,
}

/// The message that a section belongs to.
fn side(section: Section) -> Option<Side> {
    match section {
        Section::Uri
        | Section::PathParameters
        | Section::QueryParameters
        | Section::Request
        | Section::Parameters
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
