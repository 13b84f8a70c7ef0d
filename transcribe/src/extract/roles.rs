//! What each table describes: by the words of its caption, by where it stands, by what stands before it.

mod address;
mod objects;

use std::collections::{HashMap, HashSet};

use super::columns;
use super::tables::{Draft, Kind};
use crate::document::Document;
use crate::facts::{Certainty, Operation, Role, Side};
use crate::words::{self, Phrase, Section, Subject};

pub(super) use objects::{object_name, type_words};

/// Gives each table its role, side and object.
pub(super) fn assign(drafts: &mut [Draft], operations: &[Operation], document: &Document) {
    let mut page = Page {
        operations,
        asked: operations.iter().map(|operation| address::asked(document, operation)).collect(),
        begun: HashSet::new(),
        rows: HashMap::new(),
        types: HashSet::new(),
    };
    for draft in drafts {
        if draft.label.is_none() {
            draft.label = page.row_that_leads_to(draft);
        }
        let (role, certainty) = page.role(draft);
        let object = Some(object_name(draft.title())).filter(|name| !name.is_empty());
        let table = &mut draft.table;
        table.role = role;
        table.certainty = certainty;
        table.side = match role {
            // Without any heading, what an operation states is its request.
            Role::Object if table.side.is_none() && draft.context.in_operation => {
                draft.context.last_side.or(Some(Side::Request))
            }
            Role::Object => table.side.or(draft.context.last_side),
            Role::Status | Role::Error | Role::Other => None,
            _ => side_of(role),
        };
        if !matches!(role, Role::ResponseHeader | Role::ResponseBody | Role::Object | Role::Other) {
            table.status = None;
        }
        if role == Role::Object {
            table.object = object;
        }
        page.note(draft);
    }
}

impl Draft {
    /// What it is called: its caption without number, or the line before it where that names nothing.
    fn title(&self) -> &str {
        let caption = self.table.caption.as_deref().map(title);
        let named = caption.filter(|caption| !is_generic(caption));
        named.or(self.label.as_deref()).or(caption).unwrap_or_default()
    }
}

/// What was seen of the page so far.
struct Page<'p> {
    operations: &'p [Operation],
    /// What stands in the query string of the request line of each.
    asked: Vec<Vec<String>>,
    /// The messages whose own table was seen: what follows describes objects.
    begun: HashSet<Message>,
    /// The names of the rows of tables before, by operation and key.
    rows: HashMap<(usize, String), String>,
    /// The words of their types.
    types: HashSet<(usize, String)>,
}

type Message = (usize, Side, Option<String>);

fn message(draft: &Draft, side: Side) -> Message {
    let status = draft.table.status.clone().filter(|_| side == Side::Response);
    (draft.table.operation, side, status)
}

impl Page<'_> {
    fn note(&mut self, draft: &Draft) {
        let operation = draft.table.operation;
        if let Role::RequestBody | Role::ResponseBody = draft.table.role
            && let Some(side) = side_of(draft.table.role)
        {
            self.begun.insert(message(draft, side));
        }
        if matches!(draft.table.role, Role::Other | Role::Status | Role::Error) {
            return;
        }
        for row in &draft.table.rows {
            self.rows.insert((operation, words::key(&row.name)), row.name.clone());
            let type_name = row.type_name.as_ref().map(|found| found.value.as_str());
            let words = type_words(type_name.unwrap_or_default());
            self.types.extend(words.map(|word| (operation, word)));
        }
    }

    fn has_begun(&self, draft: &Draft, side: Side) -> bool {
        self.begun.contains(&message(draft, side))
    }

    fn role(&self, draft: &Draft) -> (Role, Certainty) {
        let by_columns = match draft.kind {
            Kind::Status => Some(Role::Status),
            Kind::Errors => Some(Role::Error),
            // Objects of a body are in it as well.
            Kind::Placed(Role::RequestBody | Role::ResponseBody) if self.names_row(draft) => {
                Some(Role::Object)
            }
            Kind::Placed(role) => Some(role),
            Kind::Fields if draft.inside.is_some() => Some(Role::Object),
            Kind::Explanations if draft.inside.is_some() => Some(Role::Other),
            Kind::Fields | Kind::Explanations | Kind::Unknown => None,
        };
        if let Some(role) = by_columns {
            return (role, Certainty::Stated);
        }
        if draft.kind == Kind::Unknown {
            return (Role::Other, Certainty::Guessed);
        }
        let named = named(draft).map(|role| self.object_of_message(draft, role));
        if draft.kind == Kind::Explanations && named.is_none() && !self.stands_alone(draft) {
            return (Role::Other, Certainty::Guessed);
        }
        let role = self
            .names_row(draft)
            .then_some(Role::Object)
            .or(named)
            .or_else(|| led_to(draft))
            .or_else(|| self.by_section(draft))
            .or_else(|| self.by_operation(draft))
            .or_else(|| self.names_type(draft).then_some(Role::Object))
            .or_else(|| mentioned(draft));
        let certainty = if named.is_some() { Certainty::Stated } else { Certainty::Guessed };
        match role {
            Some(Role::RequestBody) => (self.request(draft), certainty),
            Some(role) => (role, certainty),
            None => (Role::Other, Certainty::Guessed),
        }
    }

    /// `Payload fields` where the message has its fields already describes an object of it.
    fn object_of_message(&self, draft: &Draft, role: Role) -> Role {
        let phrase = words::mentions(draft.title());
        let says_side = phrase.has(Subject::Request) || phrase.has(Subject::Response);
        let is_body = matches!(role, Role::RequestBody | Role::ResponseBody);
        let begun = side_of(role).is_some_and(|side| self.has_begun(draft, side));
        if is_body && begun && !says_side { Role::Object } else { role }
    }

    /// Whether a table of names and explanations is the first one of its message: then it is its parameters.
    fn stands_alone(&self, draft: &Draft) -> bool {
        draft.table.side.is_some_and(|side| !self.has_begun(draft, side))
            && draft.table.rows.iter().all(|row| columns::is_name(&row.name))
    }

    /// Whether the title names a row or a type of a table before: `Description of the tags field`.
    fn names_row(&self, draft: &Draft) -> bool {
        let object = object_name(draft.title());
        let phrase = words::phrase(&object).unwrap_or_default();
        let speaks = [Subject::Request, Subject::Response, Subject::Parameter];
        let key = (draft.table.operation, words::key(&object));
        !key.1.is_empty()
            && !speaks.iter().any(|subject| phrase.has(*subject))
            && (self.rows.contains_key(&key) || self.types.contains(&key))
    }

    /// The row before whose name begins the sentence that leads to a table: `tags holds these fields:`.
    fn row_that_leads_to(&self, draft: &Draft) -> Option<String> {
        let lead = draft.lead.as_deref()?.trim();
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.[]".contains(c);
        let end = lead.find(|c: char| !is_part(c)).unwrap_or(lead.len());
        let name = lead.get(..end).filter(|name| name.len() > 1)?;
        self.rows.get(&(draft.table.operation, words::key(name))).cloned()
    }

    /// A table that follows its operation without any heading: where it tells what is mandatory, it is the request.
    fn by_operation(&self, draft: &Draft) -> Option<Role> {
        let is_request = draft.kind == Kind::Fields
            && draft.context.section.is_none()
            && draft.context.in_operation
            && draft.table.rows.iter().any(|row| row.mandatory.is_some());
        let begun = self.has_begun(draft, Side::Request);
        is_request.then_some(if begun { Role::Object } else { Role::RequestBody })
    }

    /// Whether a table of fields that stands apart is called by one word: what it describes is a type.
    fn names_type(&self, draft: &Draft) -> bool {
        let object = object_name(draft.title());
        !self.rows.is_empty() && draft.kind == Kind::Fields && columns::is_name(&object)
    }

    /// The role that the place of a table gives.
    fn by_section(&self, draft: &Draft) -> Option<Role> {
        let root_or_object = |side, root| {
            let names_nothing = draft.table.caption.is_some() && is_generic(draft.title());
            if self.has_begun(draft, side) && !names_nothing { Role::Object } else { root }
        };
        let side = match draft.context.section? {
            Section::Uri => return Some(self.of_address(draft)),
            Section::PathParameters => return Some(Role::Path),
            Section::QueryParameters => return Some(Role::Query),
            Section::RequestHeader => return Some(Role::Header),
            Section::ResponseHeader => return Some(Role::ResponseHeader),
            Section::Request | Section::RequestBody => Side::Request,
            Section::Response
            | Section::ResponseBody
            | Section::Schema
            | Section::StatusCodes
            | Section::ErrorCodes => Side::Response,
            _ => draft.table.side?,
        };
        Some(match side {
            Side::Request => root_or_object(side, Role::RequestBody),
            Side::Response => root_or_object(side, Role::ResponseBody),
        })
    }
}

/// The role that the words of a title give.
fn named(draft: &Draft) -> Option<Role> {
    let title = draft.title();
    if let Some(section) = words::phrase(title).and_then(Phrase::section) {
        return of_section(section, draft.table.side, words::mentions(title));
    }
    // Other words may stand beside these: `Query parameters of a cake`.
    let key = words::key(title);
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let section = if has(&["queryparam", "querystring", "query参数", "查询参数"]) {
        Section::QueryParameters
    } else if has(&[
        "pathparam",
        "uriparam",
        "urlparam",
        "uri参数",
        "url参数",
        "path参数",
        "路径参数",
    ]) {
        Section::PathParameters
    } else if has(&[
        "headerparam",
        "requestheader",
        "responseheader",
        "messageheader",
        "header参数",
        "header说明",
        "消息头",
        "请求头",
        "响应头",
    ]) {
        Section::RequestHeader
    } else if has(&["responsebody", "响应体", "响应body"]) {
        Section::ResponseBody
    } else if has(&[
        "requestbody",
        "bodyparam",
        "formparam",
        "formdata",
        "请求体",
        "请求body",
        "表单参数",
        "body参数",
    ]) {
        Section::RequestBody
    } else {
        return None;
    };
    of_section(section, draft.table.side, words::mentions(title))
}

/// The role of parameters that stand under a heading of these words.
fn of_section(section: Section, side: Option<Side>, phrase: Phrase) -> Option<Role> {
    let request = phrase.has(Subject::Request);
    let response = phrase.has(Subject::Response) || side == Some(Side::Response) && !request;
    Some(match section {
        Section::Uri | Section::PathParameters => Role::Path,
        Section::QueryParameters => Role::Query,
        Section::RequestHeader | Section::ResponseHeader if response => Role::ResponseHeader,
        Section::RequestHeader | Section::ResponseHeader => Role::Header,
        Section::RequestBody | Section::ResponseBody if response => Role::ResponseBody,
        Section::Request | Section::RequestBody => Role::RequestBody,
        Section::Response | Section::ResponseBody => Role::ResponseBody,
        _ => return None,
    })
}

/// The role that the sentence before a table gives, where no heading says anything as exact.
fn led_to(draft: &Draft) -> Option<Role> {
    let exact = matches!(
        draft.context.section,
        Some(
            Section::PathParameters
                | Section::QueryParameters
                | Section::RequestHeader
                | Section::RequestBody
                | Section::ResponseHeader
                | Section::ResponseBody
        )
    );
    let lead = words::mentions(draft.lead.as_deref().unwrap_or_default());
    let (request, response) = (lead.has(Subject::Request), lead.has(Subject::Response));
    if exact || request && response {
        return None;
    }
    let section = match () {
        () if lead.has(Subject::Header) => Section::RequestHeader,
        () if lead.has(Subject::Query) && !response => Section::QueryParameters,
        () if lead.has(Subject::Path) && !response => Section::PathParameters,
        () if lead.has(Subject::Body) && (request || response) => Section::RequestBody,
        () if response => Section::Response,
        () if request => Section::Request,
        () => return None,
    };
    of_section(section, draft.table.side, lead)
}

/// The role that words among others in a title give, where nothing else gives one: `Parameters of the token request`.
fn mentioned(draft: &Draft) -> Option<Role> {
    let phrase = words::mentions(draft.title());
    if !phrase.has(Subject::Parameter) {
        return None;
    }
    match (phrase.has(Subject::Request), phrase.has(Subject::Response)) {
        (true, false) => Some(Role::RequestBody),
        (false, true) => Some(Role::ResponseBody),
        _ => None,
    }
}

/// Whether a caption only says that parameters follow.
pub(super) fn names_nothing(caption: &str) -> bool {
    is_generic(title(caption))
}

/// Whether a title only says that parameters follow.
fn is_generic(title: &str) -> bool {
    title.is_empty()
        || words::section(title) == Some(Section::Parameters)
        || words::phrase(title).and_then(Phrase::section) == Some(Section::Parameters)
}

fn side_of(role: Role) -> Option<Side> {
    match role {
        Role::Path | Role::Query | Role::Header | Role::RequestBody => Some(Side::Request),
        Role::ResponseHeader | Role::ResponseBody => Some(Side::Response),
        Role::Object | Role::Status | Role::Error | Role::Other => None,
    }
}

/// A caption without its number.
pub(super) fn title(caption: &str) -> &str {
    words::caption(caption).map_or(caption, |caption| caption.title)
}
