//! What a page says of one of its operations.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::nest::{self, Slot};
use super::{Cite, Cited, Edition, Example, Fact, Place, Row, Stated, Status, Table};
use crate::facts::{self, Facts, Form, Found, Mandatory, Role, RowPlace, Side};

/// The edition of the operation with this index; 0 is all that a page without operations says.
#[must_use]
pub fn of(facts: &Facts, operation: usize) -> Edition {
    let mut edition = Edition {
        titles: titles(facts, operation),
        updated: facts.updated.as_ref().map(cited),
        requests: requests(facts, operation),
        sentences: sentences(facts, operation),
        ..Edition::default()
    };
    let placeholders: Vec<&str> =
        edition.requests.iter().flat_map(|request| placeholders(&request.text)).collect();
    let placeholders: HashSet<String> = placeholders.into_iter().map(str::to_owned).collect();
    let mut tables = Tables { facts, placeholders, slots: HashMap::new(), heads: HashMap::new() };
    for (index, table) in facts.tables.iter().enumerate() {
        if table.operation == operation {
            tables.add(&mut edition, index, table);
        }
    }
    tables.link(&mut edition);
    statuses(facts, operation, &mut edition);
    edition.examples = facts
        .examples
        .iter()
        .filter(|example| example.operation == operation)
        .filter_map(example)
        .collect();
    edition
}

/// The placeholders of a path: `{project_id}`.
pub(crate) fn placeholders(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name.trim()).collect()
}

/// A line of method and path as it counts in comparisons.
#[must_use]
pub fn request_line(method: &str, path: &str) -> String {
    format!("{} {}", method.to_ascii_uppercase(), path.trim())
}

/// The sentences outside of tables that stand between an operation and the next one.
fn sentences(facts: &Facts, operation: usize) -> Vec<facts::Sentence> {
    let starts = |index: usize| {
        let own = facts.operations.get(index).filter(|found| found.other_path_of.is_none());
        own.map(|found| found.line)
    };
    let several = (0..facts.operations.len()).filter_map(starts).count() > 1;
    let first = if several { starts(operation).unwrap_or(0) } else { 0 };
    let end = (operation + 1..facts.operations.len()).find_map(starts);
    let inside = |line: usize| line >= first && end.is_none_or(|end| !several || line < end);
    facts.sentences.iter().filter(|sentence| inside(sentence.line)).cloned().collect()
}

fn cited(found: &Found<String>) -> Cited {
    Cited { text: found.value.clone(), cite: Cite::Line(found.line) }
}

fn titles(facts: &Facts, operation: usize) -> Vec<Cited> {
    let own = facts.operations.get(operation).and_then(|operation| {
        let title = operation.title.clone()?;
        Some(Cited { text: title, cite: Cite::Line(operation.line) })
    });
    let several =
        facts.operations.iter().filter(|operation| operation.other_path_of.is_none()).count() > 1;
    let whole = facts.title.as_ref().map(cited);
    match (several, own) {
        // The title of a page with several operations names none of them.
        (true, Some(own)) => vec![own],
        (_, own) => whole.into_iter().chain(own).collect(),
    }
}

fn requests(facts: &Facts, operation: usize) -> Vec<Cited> {
    let belongs = |(index, found): &(usize, &facts::Operation)| {
        *index == operation || found.other_path_of == Some(operation)
    };
    let all = facts.operations.iter().enumerate().filter(belongs);
    all.map(|(_, found)| Cited {
        text: request_line(&found.method, &found.uri),
        cite: Cite::Line(found.line),
    })
    .collect()
}

/// The tables of one operation as they are moved into its edition.
struct Tables<'f> {
    facts: &'f Facts,
    placeholders: HashSet<String>,
    /// Where each row of the page went.
    slots: HashMap<RowPlace, Slot>,
    /// The table in the edition of each table of the page.
    heads: HashMap<usize, usize>,
}

impl Tables<'_> {
    fn add(&mut self, edition: &mut Edition, index: usize, table: &facts::Table) {
        let place = match table.role {
            Role::Path if self.is_mixed(table) => {
                let (inside, query): (Vec<usize>, Vec<usize>) =
                    (0..table.rows.len()).partition(|row| {
                        let row = table.rows.get(*row);
                        row.is_some_and(|row| self.placeholders.contains(&row.name))
                    });
                self.insert(edition, index, table, Place::Path, &inside);
                return self.insert(edition, index, table, Place::Query, &query);
            }
            Role::Path => Place::Path,
            Role::Query => Place::Query,
            Role::Header => Place::Header,
            Role::RequestBody => Place::Body,
            Role::ResponseBody => Place::Response(table.status.clone().unwrap_or_default()),
            Role::Object => Place::Object(table.object.clone().unwrap_or_default()),
            Role::ResponseHeader | Role::Status | Role::Error | Role::Other => return,
        };
        let rows: Vec<usize> = (0..table.rows.len()).collect();
        self.insert(edition, index, table, place, &rows);
    }

    /// Whether a table of the path holds query parameters as well.
    fn is_mixed(&self, table: &facts::Table) -> bool {
        let inside = |row: &facts::Row| self.placeholders.contains(&row.name);
        let has_query = self
            .facts
            .tables
            .iter()
            .any(|other| other.operation == table.operation && other.role == Role::Query);
        !self.placeholders.is_empty() && !has_query && !table.rows.iter().all(inside)
    }

    fn insert(
        &mut self,
        edition: &mut Edition,
        index: usize,
        table: &facts::Table,
        place: Place,
        numbers: &[usize],
    ) {
        let mut rows: Vec<facts::Row> =
            numbers.iter().filter_map(|number| table.rows.get(*number)).cloned().collect();
        if place == Place::Path {
            rows.iter_mut().for_each(assume_mandatory);
        }
        if rows.is_empty() {
            return;
        }
        let label = table.caption.clone().unwrap_or_else(|| match &place {
            Place::Object(name) => format!("the table of {name}"),
            Place::Response(status) if status.is_empty() => "the table of the answer".to_owned(),
            Place::Response(status) => format!("the table of the answer {status}"),
            other => format!("the {} table", other.at()),
        });
        let is_object = matches!(place, Place::Object(_));
        // Two tables of one place are one that the page cut in two.
        let joined = edition.table(&place).filter(|_| !is_object);
        let in_requests = table.side == Some(Side::Request)
            || matches!(place, Place::Path | Place::Query | Place::Header | Place::Body);
        let new =
            Table { place, label, cite: Cite::Line(table.line), in_requests, rows: Vec::new() };
        let (head, slots) = nest::add(edition, new, &rows);
        for (number, slot) in numbers.iter().zip(&slots) {
            self.slots.insert(RowPlace { table: index, row: *number }, *slot);
        }
        self.heads.entry(index).or_insert(head);
        if let Some(first) = joined {
            self.join(edition, first, head);
        }
    }

    /// Moves the rows of one table behind those of another.
    fn join(&mut self, edition: &mut Edition, first: usize, second: usize) {
        let Some(table) = edition.tables.get_mut(second) else { return };
        let rows = std::mem::take(&mut table.rows);
        table.place = Place::Object(String::new());
        let Some(table) = edition.tables.get_mut(first) else { return };
        let before = table.rows.len();
        table.rows.extend(rows);
        for slot in self.slots.values_mut().filter(|slot| slot.table == second) {
            *slot = Slot { table: first, row: before + slot.row };
        }
    }

    /// Leads rows to the tables of their objects.
    fn link(&self, edition: &mut Edition) {
        let links: Vec<(Slot, usize)> = self
            .slots
            .iter()
            .filter_map(|(place, slot)| {
                let row = self.facts.tables.get(place.table)?.rows.get(place.row)?;
                Some((*slot, *self.heads.get(&row.object?)?))
            })
            .collect();
        for (slot, head) in links {
            let table = edition.tables.get_mut(slot.table);
            let Some(row) = table.and_then(|table| table.rows.get_mut(slot.row)) else { continue };
            row.object = Some(head);
        }
    }
}

/// A parameter of the path is always there, where no column says so.
fn assume_mandatory(row: &mut facts::Row) {
    let (line, certainty) = (row.line, facts::Certainty::Guessed);
    row.mandatory.get_or_insert(Found { value: Mandatory::Yes, line, certainty });
}

/// A row of the page with what it states.
pub(super) fn row(found: &facts::Row) -> Row {
    let mut facts = BTreeMap::new();
    let mut state = |fact: Fact, text: Option<String>, line: usize, certainty| {
        if let Some(text) = text {
            let stated = Stated { certainty, ..Stated::new(text, Cite::Line(line)) };
            facts.insert(fact, stated);
        }
    };
    if let Some(mandatory) = &found.mandatory {
        let is = mandatory.value == Mandatory::Yes;
        state(Fact::Required, is.then(|| "yes".to_owned()), mandatory.line, mandatory.certainty);
    }
    for (fact, text) in [
        (Fact::Type, &found.type_name),
        (Fact::Min, &found.min),
        (Fact::Max, &found.max),
        (Fact::Default, &found.default),
        (Fact::Unit, &found.unit),
        (Fact::Format, &found.format),
        (Fact::Charset, &found.charset),
    ] {
        if let Some(text) = text {
            state(fact, Some(text.value.clone()), text.line, text.certainty);
        }
    }
    for (fact, flag, word) in [
        (Fact::Case, &found.ignore_case, "insensitive"),
        (Fact::Nullable, &found.nullable, "yes"),
        (Fact::Deprecated, &found.deprecated, "yes"),
        (Fact::Reserved, &found.reserved, "yes"),
    ] {
        if let Some(flag) = flag {
            state(fact, flag.value.then(|| word.to_owned()), flag.line, flag.certainty);
        }
    }
    if let Some(values) = &found.values {
        facts.insert(Fact::Values, choices(values));
    }
    Row {
        name: found.name.clone(),
        aliases: Vec::new(),
        cite: Cite::Line(found.line),
        facts,
        absent: None,
        amended: BTreeMap::new(),
        unread: Vec::new(),
        object: None,
        also: Vec::new(),
        besides: found
            .also
            .iter()
            .filter_map(|(key, other)| {
                let stated = Stated::new(other.value.clone(), Cite::Line(other.line));
                Some((Fact::of_key(key)?, Stated { certainty: other.certainty, ..stated }))
            })
            .collect(),
        sentences: found.sentences.clone(),
    }
}

/// Values, and the same values with what may stand in brackets behind them.
fn choices(values: &Found<Vec<facts::Choice>>) -> Stated {
    let plain: Vec<&str> = values.value.iter().map(|choice| choice.value.as_str()).collect();
    let whole: Vec<String> = values
        .value
        .iter()
        .map(|choice| match choice.meaning.as_deref() {
            Some(meaning) if !meaning.contains(char::is_whitespace) => {
                format!("{}({meaning})", choice.value)
            }
            _ => choice.value.clone(),
        })
        .collect();
    let mut stated = Stated {
        certainty: values.certainty,
        ..Stated::new(plain.join("|"), Cite::Line(values.line))
    };
    let whole = whole.join("|");
    if whole != stated.text {
        stated.variants.push(whole);
    }
    stated
}

/// Status codes, from tables of codes, from the tables of answers and from examples, each once.
fn statuses(facts: &Facts, operation: usize, edition: &mut Edition) {
    let mut codes: Vec<(String, usize)> = Vec::new();
    for table in facts.tables.iter().filter(|table| table.operation == operation) {
        match table.role {
            Role::Status => {
                codes
                    .extend(table.rows.iter().filter_map(|row| Some((code(&row.name)?, row.line))));
            }
            Role::ResponseBody => {
                codes.extend(table.status.as_deref().and_then(code).map(|code| (code, table.line)));
            }
            _ => {}
        }
    }
    let shown = facts
        .examples
        .iter()
        .filter(|example| example.operation == operation && example.side == Side::Response);
    codes.extend(
        shown.filter_map(|example| Some((code(example.status.as_deref()?)?, example.line))),
    );
    let mut known = HashSet::new();
    codes.retain(|(code, _)| known.insert(code.clone()));
    for (code, line) in codes {
        let table = edition.table(&Place::Response(code.clone()));
        edition.statuses.push(Status {
            // An answer that is no HTTP status may well be the success of an envelope.
            success: code.starts_with('2') && code.len() == 3,
            code,
            cite: Cite::Line(line),
            table,
            amended: None,
            absent: None,
        });
    }
}

/// The number that a cell of a status code begins with.
fn code(text: &str) -> Option<String> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    (3..=5).contains(&digits.len()).then_some(digits)
}

/// An example that the spec can hold: a request line, JSON, or what was meant as JSON.
fn example(example: &facts::Example) -> Option<Example> {
    let body = match example.form {
        Form::Json => Some(example.json.clone().unwrap_or_else(|| example.text.clone())),
        Form::Broken => Some(example.json.clone().unwrap_or_else(|| example.text.clone())),
        Form::Line => None,
        Form::Text => return None,
    };
    Some(Example {
        request: example.side == Side::Request,
        status: example.status.clone(),
        line: example.request_line.clone(),
        body,
        cite: Cite::Line(example.line),
        errata: Vec::new(),
    })
}
