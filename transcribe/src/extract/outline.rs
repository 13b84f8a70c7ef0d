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
        is_example(self.section)
    }
}

fn is_example(section: Option<Section>) -> bool {
    matches!(
        section,
        Some(
            Section::Example
                | Section::ExampleRequest
                | Section::ExampleResponse
                | Section::SampleCode
        )
    )
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
    /// The sections of the headings around, with their levels.
    around: Vec<(u8, Section)>,
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
            Content::Table(_) => self.table(),
            Content::Note | Content::Code(_) => {}
        }
        if let Some(mut line) = self.operations.step(document, index, stated, &self.context)
            && let Some(operation) = self.operations.note(&mut line, &self.context)
        {
            if operation != self.context.operation {
                self.context.status = None;
            }
            self.context.operation = operation;
            self.context.in_operation = true;
            self.context.last_side = self.context.side;
            self.context.begins = Some(line);
        }
        self.context.clone()
    }

    /// A line that announced an example does not reach over a table: the heading around it does.
    fn table(&mut self) {
        let base = self.base();
        if is_example(self.context.section) && base.is_some_and(|base| !is_example(Some(base))) {
            self.go_back_to(base);
        }
    }

    fn heading(&mut self, level: u8, text: &Text, states_operation: bool) {
        self.item = None;
        while self.around.pop_if(|(other, _)| *other >= level).is_some() {}
        if states_operation {
            self.around.clear();
            self.begin_anew(text);
            return;
        }
        let base = self.base();
        match self.announced(&text.plain, By::Heading) {
            Announced::Section => self.around.extend(self.context.section.map(|one| (level, one))),
            Announced::Part => {}
            // `## Success` below `# Example response` goes on with it, `# Another operation` does not.
            Announced::Nothing if base.is_some() => self.go_back_to(base),
            Announced::Nothing => self.begin_anew(text),
        }
    }

    /// The section of the innermost heading around.
    fn base(&self) -> Option<Section> {
        self.around.last().map(|(_, section)| *section)
    }

    /// What an inner heading or item announced is over.
    fn go_back_to(&mut self, base: Option<Section>) {
        if self.context.section != base {
            self.context.section = base;
            self.context.side = base.and_then(side);
            self.context.status = None;
        }
    }

    /// A heading that announces nothing known: what follows belongs to something else.
    fn begin_anew(&mut self, text: &Text) {
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
        if plain.chars().count() > 60 {
            return;
        }
        let stands_alone = before_content
            || item.is_some()
            || plain.ends_with([':', '：'])
            || self.context.in_examples();
        let is_known = || words::section(plain).is_some() || words::status_line(plain).is_some();
        if !stands_alone && !is_known() && example_line(plain).is_none() {
            return;
        }
        // An item beside the one that gave the section ends what that one began.
        if item.is_some() && item == self.item && self.says_parameters(plain) {
            self.go_back_to(self.base());
        }
        if self.announced(plain, By::Line) == Announced::Section {
            self.item = item;
        }
    }

    /// Whether an item says that parameters of the section around it follow.
    fn says_parameters(&self, text: &str) -> bool {
        let section = words::phrase(text).and_then(Phrase::section);
        section == Some(Section::Parameters) && self.base().and_then(side).is_some()
    }

    /// Takes up what a heading or a line announces.
    fn announced(&mut self, text: &str, by: By) -> Announced {
        if let Some(status) = words::status_line(text) {
            self.status(status);
            return Announced::Section;
        }
        if let Some(coded) = words::coded(text) {
            return self.coded(&coded, by);
        }
        let phrase = words::phrase(text);
        let by_words = || phrase?.section();
        let section = match words::section(text) {
            // A remark in brackets may say which: `Request parameters (path)`, `Example (curl)`.
            Some(whole @ (Section::Request | Section::Response | Section::Example)) => {
                by_words().or(Some(whole))
            }
            section => section.or_else(by_words),
        };
        let Some(section) = section.or_else(|| example_line(text)) else {
            return Announced::Nothing;
        };
        self.context.announces = true;
        let around = match by {
            By::Heading => self.base(),
            By::Line => self.context.section,
        };
        let Some(section) = self.resolved(section, phrase.unwrap_or_default(), around) else {
            if by == By::Heading {
                self.go_back_to(self.base());
            }
            return Announced::Part;
        };
        // A section of examples or of one message begins anew; its status lines are still to come.
        self.context.status = None;
        self.context.side = side(section);
        self.context.last_side = self.context.side.or(self.context.last_side);
        self.context.section = Some(section);
        Announced::Section
    }

    /// `Response (200 OK)`: what its words announce, and the status of it.
    fn coded(&mut self, coded: &words::Coded, by: By) -> Announced {
        if !coded.rest.is_empty() {
            self.announced(&coded.rest, by);
        }
        self.status(&coded.status);
        Announced::Section
    }

    /// What follows stands under a status code, which only answers have.
    fn status(&mut self, status: &str) {
        self.context.status = Some(status.to_owned());
        if self.context.in_examples() && self.context.side == Some(Side::Request) {
            self.context.section = Some(Section::ExampleResponse);
            self.context.side = Some(Side::Response);
        }
        self.context.side = self.context.side.or(Some(Side::Response));
        self.context.last_side = self.context.side;
        self.context.announces = true;
    }

    /// What a section means inside another one: `Body` below `Response` is that of the response. `None` where the
    /// outer one goes on.
    fn resolved(
        &self,
        section: Section,
        phrase: Phrase,
        around: Option<Section>,
    ) -> Option<Section> {
        let names_request = phrase.has(Subject::Request);
        if is_example(around) && !phrase.has(Subject::Parameter) {
            return match side(section) {
                Some(Side::Request) if names_request => Some(Section::ExampleRequest),
                Some(Side::Response) => Some(Section::ExampleResponse),
                Some(Side::Request) => None,
                None if section == Section::Parameters => None,
                None => Some(section),
            };
        }
        let outer = around.and_then(side);
        match section {
            Section::Parameters => self.parameters(around),
            // `Description` below `Response` describes its fields.
            Section::Function if outer.is_some() => None,
            Section::RequestHeader if outer == Some(Side::Response) && !names_request => {
                Some(Section::ResponseHeader)
            }
            Section::RequestBody if outer == Some(Side::Response) && !names_request => {
                Some(Section::ResponseBody)
            }
            Section::Example => Some(match outer {
                Some(Side::Request) if around != Some(Section::Uri) => Section::ExampleRequest,
                Some(Side::Response) => Section::ExampleResponse,
                _ => Section::Example,
            }),
            section => Some(section),
        }
    }

    /// The section that mere parameters belong to: the one around them, or that of the example that they follow.
    fn parameters(&self, around: Option<Section>) -> Option<Section> {
        let base = self.base().filter(|base| side(*base).is_some());
        // A line that announced the address ends where one announces parameters; a heading goes on.
        let around = around.filter(|one| *one != Section::Uri || base == Some(Section::Uri));
        match around.and_then(side) {
            Some(_) if !is_example(around) => None,
            _ if base.is_some() && around.is_some() => base,
            Some(Side::Response) => Some(Section::Response),
            _ => Some(Section::Parameters),
        }
    }
}

/// What announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// A heading, which stands below other headings.
    Heading,
    /// A paragraph or an item, which stands in what was announced last.
    Line,
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
