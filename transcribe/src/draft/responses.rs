//! Status codes and what they answer with.

use apiscribe_codegen::scalar;
use serde_json::Value;

use crate::facts::{self, Facts, Role, Side};

use super::failures::Failures;
use super::objects::Objects;
use super::row;
use super::sheet::{Body, Key, Part, Response, Row, State, Table};
use super::undecided::{Kind, Todo};
use super::words;

/// The tables and examples of the answers of one operation.
struct Answers<'f> {
    facts: &'f Facts,
    operation: usize,
    name: &'f str,
}

/// The responses of an operation; objects of failures go into `failures`.
pub(super) fn draft<'f>(
    facts: &'f Facts,
    operation: usize,
    name: &'f str,
    objects: &mut Objects<'f>,
    failures: &mut Failures<'f>,
) -> Vec<Response> {
    let answers = Answers { facts, operation, name };
    let mut responses = vec![answers.success(objects)];
    answers.failures(failures, &mut responses);
    if let Some(table) = answers.tables(Role::ResponseHeader).next() {
        let text = "response headers are not emitted yet: which of them do clients need?";
        let todo = Todo::new(Kind::Response, text).quote(Some(row::here(table.line)));
        if let Some(success) = responses.first_mut() {
            success.todos.push(todo);
        }
    }
    responses
}

/// Whether a code is one that the compiler takes for a status.
fn is_status(code: &str) -> bool {
    code.len() == 3
        && code.starts_with(['2', '3', '4', '5'])
        && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// The code in a cell such as `200 OK`.
fn code(text: &str) -> &str {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn is_success(code: &str) -> bool {
    is_status(code) && code.starts_with('2')
}

fn is_failure(code: &str) -> bool {
    is_status(code) && !code.starts_with('2')
}

impl<'f> Answers<'f> {
    fn tables(&self, role: Role) -> impl Iterator<Item = &'f facts::Table> + use<'f> {
        let operation = self.operation;
        let tables = self.facts.tables.iter();
        tables.filter(move |table| table.role == role && table.operation == operation)
    }

    fn examples(&self) -> impl Iterator<Item = &'f facts::Example> + use<'f> {
        let operation = self.operation;
        let examples = self.facts.examples.iter();
        examples
            .filter(move |example| example.operation == operation && example.side == Side::Response)
    }

    /// Documented codes with their lines, each once.
    fn codes(&self) -> Vec<(&'f str, usize)> {
        let rows = self.tables(Role::Status).flat_map(|table| &table.rows);
        let listed = rows.map(|row| (code(&row.name), row.line));
        let bodies = self.tables(Role::ResponseBody);
        let bodies = bodies.filter_map(|table| Some((code(table.status.as_deref()?), table.line)));
        let shown = self.examples();
        let shown =
            shown.filter_map(|example| Some((code(example.status.as_deref()?), example.line)));
        let mut codes: Vec<(&str, usize)> = Vec::new();
        for (code, line) in listed.chain(bodies).chain(shown) {
            if !code.is_empty() && !codes.iter().any(|(known, _)| *known == code) {
                codes.push((code, line));
            }
        }
        codes
    }

    fn success(&self, objects: &mut Objects<'f>) -> Response {
        let codes = self.codes();
        let mut good = codes.iter().filter(|(code, _)| is_success(code));
        let mut todos = Vec::new();
        let status = if let Some((status, _)) = good.next() {
            for (other, line) in good {
                let text =
                    format!("{other} is a success too; one is emitted. Which do clients need?");
                todos.push(Todo::new(Kind::Response, text).quote(Some(row::here(*line))));
            }
            (*status).to_owned()
        } else {
            let strange = codes.iter().find(|(code, _)| !is_status(code));
            let (text, quote) = match strange {
                Some((code, line)) => (
                    format!(
                        "{code} is no status: which one is it? Then an erratum at `responses.200` says that the page has {code}"
                    ),
                    Some(row::here(*line)),
                ),
                None => ("the page states no status of the success".to_owned(), None),
            };
            todos.push(Todo::new(Kind::Response, text).quote(quote));
            "200".to_owned()
        };
        let bodies: Vec<&facts::Table> = self
            .tables(Role::ResponseBody)
            .filter(|table| {
                let code = table.status.as_deref().map(code).unwrap_or_default();
                code == status || !is_status(code)
            })
            .collect();
        let body = match bodies.split_first() {
            Some((first, others)) => Body::Object(self.answer(first, others, objects)),
            None => self.without_table(&status, objects, &mut todos),
        };
        Response { status, body, todos }
    }

    /// The object of the answer: the rows of all its tables.
    fn answer(
        &self,
        first: &'f facts::Table,
        others: &[&'f facts::Table],
        objects: &mut Objects<'f>,
    ) -> String {
        let name = objects.free(&format!("{}Response", self.name));
        let mut table = objects.object(name.clone(), first);
        for other in others {
            let text = "a second table describes this answer: do all of its rows belong here?";
            table.todos.push(Todo::new(Kind::Table, text).quote(Some(row::here(other.line))));
            objects.rows(&other.rows, &name, &mut table);
        }
        objects.tables.push(table);
        name
    }

    /// An answer that no table describes: what an example shows, or a stand-in.
    fn without_table(
        &self,
        status: &str,
        objects: &mut Objects<'f>,
        todos: &mut Vec<Todo>,
    ) -> Body {
        let name = objects.free(&format!("{}Response", self.name));
        let mut table = Table::new(Part::Object, name.clone());
        table.about = words::about_object(&name);
        let shown = self.examples().find_map(|example| {
            let stated = example.status.as_deref().map(code);
            let same = stated.is_none_or(|stated| stated == status || !is_status(stated));
            Some((example.line, fields(example).filter(|_| same)?))
        });
        if let Some((line, rows)) = shown {
            table.rows = rows;
            let text = "no table describes this answer: its rows are read off an example";
            table.todos.push(Todo::new(Kind::Response, text).quote(Some(row::here(line))));
            objects.tables.push(table);
            return Body::Object(name);
        }
        let text =
            "no table and no example describes this answer; one without a body is not emitted yet";
        todos.push(Todo::new(Kind::Response, text));
        table.rows = vec![row::plain("undecided", "Object")];
        table.todos.push(Todo::new(Kind::Response, "stands in for the answer: replace it"));
        table.state = State::StandIn;
        objects.tables.push(table);
        Body::Undecided(name)
    }

    fn failures(&self, failures: &mut Failures<'f>, responses: &mut Vec<Response>) {
        let codes = self.codes();
        let codes: Vec<_> = codes.into_iter().filter(|(code, _)| is_failure(code)).collect();
        let tables: Vec<&facts::Table> = self
            .tables(Role::ResponseBody)
            .filter(|table| table.status.as_deref().is_some_and(|status| is_failure(code(status))))
            .collect();
        let described: Vec<(&str, String)> = tables
            .iter()
            .map(|table| {
                (code(table.status.as_deref().unwrap_or_default()), failures.described(table))
            })
            .collect();
        let mut shared: Vec<&String> = described.iter().map(|(_, object)| object).collect();
        shared.sort();
        shared.dedup();
        let mut bare = Vec::new();
        for (status, line) in codes {
            let own = described
                .iter()
                .find(|(code, _)| *code == status)
                .map(|(_, object)| object.clone());
            let object =
                own.or_else(|| self.shown(status, failures)).or_else(|| match shared.as_slice() {
                    [one] => Some((*one).clone()),
                    _ => None,
                });
            match object {
                Some(object) => responses.push(Response {
                    status: status.to_owned(),
                    body: Body::Object(object),
                    todos: Vec::new(),
                }),
                None => bare.push((status, line)),
            }
        }
        if let Some((_, line)) = bare.first() {
            let status: Vec<&str> = bare.iter().map(|(status, _)| *status).collect();
            let status = status.join(", ");
            let text = format!("the page does not say what is answered with {status}");
            responses.push(Response {
                status,
                body: Body::LeftOut,
                todos: vec![Todo::new(Kind::Response, text).quote(Some(row::here(*line)))],
            });
        }
    }

    /// The object of a failure that only an example shows.
    fn shown(&self, status: &str, failures: &mut Failures<'f>) -> Option<String> {
        let example =
            self.examples().find(|example| example.status.as_deref().map(code) == Some(status))?;
        Some(failures.shown(fields(example)?, example.line))
    }
}

/// The fields of the object that an example shows, with types as far as values tell.
pub(super) fn fields<'f>(example: &facts::Example) -> Option<Vec<Row<'f>>> {
    let value: Value = serde_json::from_str(example.json.as_deref()?).ok()?;
    let fields = value.as_object().filter(|fields| !fields.is_empty())?;
    Some(fields.iter().map(|(name, value)| row::plain(name, &type_of(value))).collect())
}

fn type_of(value: &Value) -> String {
    match value {
        Value::String(_) => "String".to_owned(),
        Value::Bool(_) => "Boolean".to_owned(),
        Value::Number(number) if number.is_i64() => "Integer".to_owned(),
        Value::Number(_) => "Double".to_owned(),
        Value::Array(items) => {
            let mut types: Vec<String> = items.iter().map(type_of).collect();
            types.dedup();
            match types.as_slice() {
                [one] if !one.starts_with("Array") => format!("Array of {one}"),
                _ => "Array of Object".to_owned(),
            }
        }
        Value::Null | Value::Object(_) => "Object".to_owned(),
    }
}

/// What pages an answer through its items, where that is evident.
pub(super) fn pagination(
    query: Option<&Table<'_>>,
    answer: Option<&Table<'_>>,
) -> Option<Vec<(&'static str, String)>> {
    let is = |row: &Row<'_>, types: &[&str]| {
        row.fact(Key::Type).is_some_and(|spelt| types.contains(&spelt)) && !row.left_out
    };
    let whole = ["Integer", "Long"];
    let (query, answer) = (query?, answer?);
    let mut paginate = Vec::new();
    for name in ["offset", "limit"] {
        query.row(name).filter(|row| is(row, &whole))?;
        paginate.push((name, name.to_owned()));
    }
    let lists = answer.rows.iter().filter(|row| !row.left_out);
    let mut lists =
        lists.filter(|row| row.fact(Key::Type).is_some_and(|spelt| spelt.starts_with("Array of ")));
    let items = lists.next().filter(|_| lists.next().is_none())?;
    let total = ["total", "total_count", "totalCount", "count"];
    let total = total.iter().find_map(|name| answer.row(name).filter(|row| is(row, &whole)))?;
    paginate.push(("items", scalar::flow(&items.name)));
    paginate.push(("total", scalar::flow(&total.name)));
    Some(paginate)
}
