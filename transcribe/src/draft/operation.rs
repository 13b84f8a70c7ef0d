//! The draft of one operation of a page.

use crate::facts::{self, Certainty, Facts, Mandatory, Role};

use super::failures::Failures;
use super::objects::{self, Objects, add};
use super::sheet::{Body, Key, Part, Request, Row, Sheet, Table};
use super::undecided::{Kind, Quote, Todo, one_line};
use super::{Page, examples, responses, row, rules, words};

/// An operation that is to be drafted, with its name.
#[derive(Debug, Clone)]
pub(super) struct Planned<'f> {
    /// Index of the page.
    pub(super) page: usize,
    /// Index of the operation; 0 where the page states none.
    pub(super) operation: usize,
    pub(super) stated: Option<&'f facts::Operation>,
    pub(super) title: Option<String>,
    pub(super) name: String,
}

/// Drafts the file of an operation.
pub(super) fn draft<'f>(
    planned: &'f Planned<'f>,
    page: &'f Page<'f>,
    failures: &mut Failures<'f>,
) -> Sheet<'f> {
    let facts = page.facts;
    let operation = planned.operation;
    let mut objects = Objects::new(facts, operation, &planned.name);
    let mut tables = parameters(planned, facts, &mut objects);
    let responses = responses::draft(facts, operation, &planned.name, &mut objects, failures);
    objects.described();
    // What the page answers with comes first, then the objects in it.
    objects.tables.sort_by_key(|table| {
        let answer = responses.iter().position(|response| {
            matches!(&response.body, Body::Object(name) | Body::Undecided(name) if *name == table.name)
        });
        (answer.is_none(), answer, table.line)
    });
    tables.append(&mut objects.tables);
    let answers: Vec<String> = responses
        .iter()
        .filter_map(|response| match &response.body {
            Body::Object(name) | Body::Undecided(name) => Some(name.clone()),
            Body::LeftOut => None,
        })
        .collect();
    objects::mark_unused(&mut tables, &answers);
    for table in tables.iter_mut().filter(|table| table.part == Part::Object) {
        table.rules = rules::rules(&table.rows.iter().collect::<Vec<_>>());
    }
    let parameters: Vec<&Row<'_>> = tables
        .iter()
        .filter(|table| table.part != Part::Object)
        .flat_map(|table| &table.rows)
        .collect();
    let own_rules = rules::rules(&parameters);
    let find = |name: &str| {
        let own = tables.iter().find(|table| table.part == Part::Object && table.name == name);
        own.or_else(|| failures.objects.iter().find(|table| table.name == name))
    };
    let examples = examples::draft(facts, operation, &responses, find);
    let query = tables.iter().find(|table| table.part == Part::Query);
    let answer = answers.first().and_then(|name| find(name));
    let paginate = responses::pagination(query, answer);
    Sheet {
        page: planned.page,
        name: planned.name.clone(),
        rust: None,
        title: planned
            .title
            .as_deref()
            .map(one_line)
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| planned.name.clone()),
        about: words::about_operation(&planned.name),
        updated: facts.updated.as_ref().map(|found| found.value.clone()),
        address: page.address.map(str::to_owned),
        request: request(planned, facts),
        todos: remarks(facts, planned),
        rules: own_rules,
        paginate,
        responses,
        errata: Vec::new(),
        examples,
        tables,
    }
}

/// Method and path, and what else the page says of them.
fn request(planned: &Planned<'_>, facts: &Facts) -> Request {
    let mut request = Request { line: None, stand_in: None, todos: Vec::new(), notes: Vec::new() };
    let Some(stated) = planned.stated else {
        let text = "the page states no method and no path: where are they documented?";
        request.todos.push(Todo::new(Kind::Request, text));
        return request;
    };
    request.line = Some(format!("{} {}", stated.method, stated.uri));
    for other in
        facts.operations.iter().filter(|other| other.other_path_of == Some(planned.operation))
    {
        let line = one_line(&format!("{} {}", other.method, other.uri));
        request.notes.push(format!("the page has a second path, line {}: {line}", other.line));
    }
    request
}

/// What stands beside the tables, from the line of the operation to that of the next.
fn remarks(facts: &Facts, planned: &Planned<'_>) -> Vec<Todo> {
    let own = facts.operations.iter().filter(|stated| stated.other_path_of.is_none());
    let starts: Vec<usize> = own.map(|stated| stated.line).collect();
    let start = planned.stated.map_or(0, |stated| stated.line);
    let is_own = |line: usize| {
        let nearest = starts.iter().filter(|start| **start <= line).max();
        nearest.or(starts.iter().min()).is_none_or(|nearest| *nearest == start)
    };
    let sentences = facts.sentences.iter().filter(|sentence| {
        sentence.constrains && sentence.gave.is_empty() && is_own(sentence.line)
    });
    let sentences = sentences.map(|sentence| {
        let quote = Some(Quote { line: sentence.line, text: sentence.text.clone() });
        Todo::new(Kind::Sentence, "does this constrain a row, or relate rows?").quote(quote)
    });
    let doubts = facts.doubts.iter().filter(|doubt| is_own(doubt.line));
    let doubts = doubts.map(|doubt| {
        Todo::new(Kind::Doubt, doubt.message.clone()).quote(Some(row::here(doubt.line)))
    });
    sentences.chain(doubts).collect()
}

/// The four tables of parameters, each where it has a row.
fn parameters<'f>(
    planned: &Planned<'f>,
    facts: &'f Facts,
    objects: &mut Objects<'f>,
) -> Vec<Table<'f>> {
    let mut parts = Parameters {
        placeholders: planned.stated.map(|stated| placeholders(&stated.uri)),
        tables: [Part::Path, Part::Query, Part::Header, Part::Body]
            .map(|part| Table::new(part, "")),
    };
    for source in facts.tables.iter().filter(|table| table.operation == planned.operation) {
        let part = match source.role {
            Role::Path => Part::Path,
            Role::Query => Part::Query,
            Role::Header => Part::Header,
            Role::RequestBody => Part::Body,
            _ => continue,
        };
        let mut gathered = Table::new(part, "");
        objects.rows(&source.rows, &planned.name, &mut gathered);
        parts.add(gathered, source);
    }
    parts.complete(planned.stated);
    let [path, query, header, body] = parts.tables;
    [path, query, header, body].into_iter().filter(|table| !table.rows.is_empty()).collect()
}

struct Parameters<'f> {
    /// `None` where the page has no path.
    placeholders: Option<Vec<String>>,
    tables: [Table<'f>; 4],
}

impl<'f> Parameters<'f> {
    fn table(&mut self, part: Part) -> Option<&mut Table<'f>> {
        self.tables.iter_mut().find(|table| table.part == part)
    }

    /// Adds the rows of a table of the page, each to the part that it belongs to.
    fn add(&mut self, gathered: Table<'f>, source: &facts::Table) {
        for mut row in gathered.rows {
            let mut part = gathered.part;
            if let Some(placeholder) = self.placeholder(&row, part) {
                part = Part::Path;
                if placeholder != row.name {
                    let text =
                        format!("the path has `{{{placeholder}}}`, the table `{}`", row.name);
                    row.todos.push(Todo::new(Kind::Row, text).quote(line(&row)));
                    row.name = placeholder;
                }
            } else if part == Part::Path && self.placeholders.is_some() {
                part = Part::Query;
            }
            let Some(table) = self.table(part) else { continue };
            // The first table of the page that has rows of this part gives it its place.
            if table.line == 0 && part == gathered.part {
                table.caption.clone_from(&source.caption);
                table.line = source.line;
                if source.certainty == Certainty::Guessed {
                    let text = format!("is this table of the {} parameters?", part.as_str());
                    table
                        .todos
                        .push(Todo::new(Kind::Table, text).quote(Some(row::here(source.line))));
                }
            }
            add(table, row);
        }
    }

    /// The placeholder that a row describes, and that no other row does.
    fn placeholder(&self, row: &Row<'_>, part: Part) -> Option<String> {
        if part == Part::Header || row.left_out {
            return None;
        }
        let taken = |name: &String| {
            self.tables.iter().any(|table| table.part == Part::Path && table.row(name).is_some())
        };
        let mut free = self.placeholders.as_ref()?.iter().filter(|name| !taken(name));
        let loose = |name: &str| -> String {
            name.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect()
        };
        let exact = free.clone().find(|name| **name == row.name);
        // A body or query may have a field that only resembles a placeholder.
        let near = || free.find(|name| part == Part::Path && loose(name) == loose(&row.name));
        exact.or_else(near).cloned()
    }

    /// Adds rows that placeholders lack, and marks all of the path as required.
    fn complete(&mut self, stated: Option<&facts::Operation>) {
        let placeholders = self.placeholders.clone().unwrap_or_default();
        let Some(table) = self.table(Part::Path) else { return };
        for name in placeholders {
            if table.row(&name).is_none() {
                let mut row = row::plain(&name, "String");
                let text = format!(
                    "the page has no row for `{{{name}}}`; an erratum `path.{name}` with `page: absent` says so"
                );
                let quote = stated.map(|stated| row::here(stated.line));
                row.todos.push(Todo::new(Kind::Row, text).quote(quote));
                table.rows.push(row);
            }
        }
        for row in table.rows.iter_mut().filter(|row| !row.left_out) {
            let mandatory = row.source.and_then(|source| source.mandatory.as_ref());
            if let Some(found) = mandatory.filter(|found| found.value == Mandatory::No) {
                let text = format!(
                    "no request goes without it; an erratum `path.{}.required` says what the page has",
                    row.name
                );
                row.todos.push(Todo::new(Kind::Mandatory, text).quote(Some(row::here(found.line))));
            }
            row.facts.insert(Key::Required, "true".to_owned());
            // A part of a path is text, whether the page says so or not.
            if row.source.is_some_and(|source| source.type_name.is_none()) {
                row.todos.retain(|todo| todo.kind != Kind::Type);
            }
        }
    }
}

fn line(row: &Row<'_>) -> Option<Quote> {
    row.source.map(|source| row::here(source.line))
}

/// The names in braces, in their order.
pub(super) fn placeholders(uri: &str) -> Vec<String> {
    let behind = uri.split('{').skip(1);
    let names = behind.filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()));
    let mut found: Vec<String> = Vec::new();
    for name in names {
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
