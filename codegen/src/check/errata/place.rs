//! The grammar of `at`, and the place that it names.

use super::{Rejected, Scope};
use crate::fact::{self, Fact};
use crate::model::{Object, Response, Row};
use crate::suggest::{closest, did_you_mean};

/// How a place is written.
const FORMS: &str = "write `request`, `responses.STATUS`, `examples.N` or `examples.N/pointer`, \
                     `path|query|header|body.ROW` or `objects.NAME.ROW`, the last two with `.FACT` where only one fact of the row differs";

/// How a place begins.
const HEADS: [&str; 8] =
    ["request", "path", "query", "header", "body", "responses", "objects", "examples"];

/// A place that an erratum names.
#[derive(Debug, Clone, PartialEq)]
pub enum Place<'m> {
    /// Method and path.
    Request,
    /// A row as a whole.
    Row(&'m Row),
    /// A fact of a row.
    Fact {
        /// The row.
        row: &'m Row,
        /// The key of the fact: `max`, `each.max`.
        name: &'m str,
        /// What the spec says.
        fact: Fact,
    },
    /// A status code.
    Response(&'m Response),
    /// An example, or a value in it.
    Example {
        /// Which example, from 0.
        index: usize,
        /// JSON pointer; empty for the example as a whole.
        pointer: &'m str,
    },
}

impl<'m> Scope<'m> {
    /// The place that `at` names.
    pub(super) fn locate(&self, at: &'m str) -> Result<Place<'m>, Rejected> {
        let (head, rest) = at.split_once('.').unwrap_or((at, ""));
        match (head, self.operation) {
            ("objects", _) => self.object(rest),
            ("request", Some(_)) if rest.is_empty() => Ok(Place::Request),
            ("responses", Some(operation)) if !rest.is_empty() => {
                response(&operation.responses, rest)
            }
            ("examples", Some(_)) if !rest.is_empty() => self.example(rest),
            ("path" | "query" | "header" | "body", Some(operation)) if !rest.is_empty() => {
                let rows = operation.rows.iter().filter(|row| row.location.as_str() == head);
                row(&rows.collect::<Vec<_>>(), &format!("the {head} table"), rest)
            }
            ("request" | "responses" | "examples" | "path" | "query" | "header" | "body", None) => {
                Err((
                    "E0606",
                    format!("`{at}` is a place of an operation"),
                    "this file has shared objects only".to_owned(),
                    Some(
                        "move the erratum to the file of the operation, or name `objects.NAME.ROW`"
                            .to_owned(),
                    ),
                ))
            }
            _ => Err((
                "E0606",
                format!("`{at}` is no place in a spec"),
                "can't be read".to_owned(),
                Some(match closest(head, HEADS) {
                    Some(meant) => format!(
                        "did you mean `{meant}{}`?",
                        at.get(head.len()..).unwrap_or_default()
                    ),
                    None => FORMS.to_owned(),
                }),
            )),
        }
    }

    fn object(&self, rest: &'m str) -> Result<Place<'m>, Rejected> {
        // The longest name wins: names from pages may contain dots.
        let named = |object: &&&Object| {
            rest.strip_prefix(object.name.as_str()).is_some_and(|behind| behind.starts_with('.'))
        };
        if let Some(object) =
            self.objects.iter().filter(named).max_by_key(|object| object.name.len())
        {
            let behind = rest.get(object.name.len() + 1..).unwrap_or_default();
            let rows: Vec<&Row> = object.rows.iter().collect();
            return row(&rows, &format!("object `{}`", object.name), behind);
        }
        let name = rest.split('.').next().unwrap_or_default();
        if name.is_empty() || self.objects.iter().any(|object| object.name == name) {
            return Err((
                "E0606",
                format!("`objects.{rest}` names no row"),
                "a row belongs behind the object".to_owned(),
                Some("write `objects.NAME.ROW` or `objects.NAME.ROW.FACT`".to_owned()),
            ));
        }
        let known: Vec<&str> = self.objects.iter().map(|object| object.name.as_str()).collect();
        Err(missing(format!("no object is called `{name}`"), did_you_mean(name, known)))
    }

    fn example(&self, rest: &'m str) -> Result<Place<'m>, Rejected> {
        let slash = rest.find('/').unwrap_or(rest.len());
        let (number, pointer) = rest.split_at_checked(slash).unwrap_or((rest, ""));
        let Ok(index) = number.parse::<usize>() else {
            return Err((
                "E0606",
                format!("`{number}` is no number of an example"),
                "can't be read".to_owned(),
                Some("count the examples from 0: `examples.0`".to_owned()),
            ));
        };
        if index >= self.examples {
            let help = match self.examples {
                0 => "the file has no examples".to_owned(),
                count => format!("the examples are 0 to {}", count - 1),
            };
            return Err(missing(format!("there is no example {index}"), Some(help)));
        }
        Ok(Place::Example { index, pointer })
    }
}

fn response<'m>(responses: &'m [Response], status: &str) -> Result<Place<'m>, Rejected> {
    if let Some(response) = responses.iter().find(|known| known.status.to_string() == status) {
        return Ok(Place::Response(response));
    }
    let known: Vec<String> = responses.iter().map(|known| known.status.to_string()).collect();
    let help = format!("`responses` has: {}", known.join(", "));
    Err(missing(format!("the operation has no response {status}"), Some(help)))
}

/// A row, or one of its facts.
fn row<'m>(rows: &[&'m Row], table: &str, rest: &'m str) -> Result<Place<'m>, Rejected> {
    if let Some(row) = rows.iter().find(|row| row.name == rest) {
        return Ok(Place::Row(row));
    }
    let with_fact = |row: &&&'m Row| {
        rest.strip_prefix(row.name.as_str()).is_some_and(|behind| behind.starts_with('.'))
    };
    let Some(row) = rows.iter().filter(with_fact).max_by_key(|row| row.name.len()) else {
        let name = rest.split('.').next().unwrap_or_default();
        let known: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        return Err(missing(format!("{table} has no row `{name}`"), did_you_mean(name, known)));
    };
    let name = rest.get(row.name.len() + 1..).unwrap_or_default();
    match fact::of(row, name) {
        Some(fact) => Ok(Place::Fact { row, name, fact }),
        None => Err((
            "E0606",
            format!("`{name}` is no fact of a row"),
            "can't be read".to_owned(),
            did_you_mean(name, fact::NAMES.iter().copied()),
        )),
    }
}

fn missing(message: String, help: Option<String>) -> Rejected {
    ("E0607", message, "does not exist in the spec".to_owned(), help)
}
