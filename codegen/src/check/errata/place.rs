//! The grammar of `at`, and whether the place that it names exists.

use super::fact::{self, Page};
use super::{Scope, Subject};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Object, Operation, Row};
use crate::raw::RawErratum;
use crate::source::Span;
use crate::suggest::{closest, did_you_mean};

/// How a place is written.
const FORMS: &str = "write `request`, `responses.STATUS`, `examples.N` or `examples.N/pointer`, \
                     `path|query|header|body.ROW` or `objects.NAME.ROW`, the last two with `.FACT` where only one fact of the row differs";

/// How a place begins.
const HEADS: [&str; 8] =
    ["request", "path", "query", "header", "body", "responses", "objects", "examples"];

/// A rejected erratum: code, message, label, help.
type Rejected = (&'static str, String, String, Option<String>);

impl Scope<'_> {
    /// Judges one erratum, whose `at` stands at `span`.
    pub(super) fn judge(
        &self,
        erratum: &RawErratum,
        at: &str,
        span: &Span,
        report: &Report,
    ) -> Option<Subject> {
        let page = erratum.page.value.as_ref().map(|page| page.text.trim());
        match self.subject(at, page) {
            Ok(subject) => Some(subject),
            Err((code, message, label, help)) => {
                // What is wrong with the page's words is shown at them.
                let place = erratum.page.span.as_ref().filter(|_| matches!(code, "E0609"));
                let mut diagnostic =
                    Diagnostic::new(code, place.unwrap_or(span), message).label(label);
                diagnostic.help = help;
                report.push(diagnostic);
                None
            }
        }
    }

    fn subject(&self, at: &str, page: Option<&str>) -> Result<Subject, Rejected> {
        let (head, rest) = at.split_once('.').unwrap_or((at, ""));
        match (head, self.operation) {
            ("objects", _) => self.object(rest, page),
            ("request", Some(operation)) if rest.is_empty() => request(operation, page),
            ("responses", Some(operation)) if !rest.is_empty() => response(operation, rest, page),
            ("examples", Some(_)) if !rest.is_empty() => self.example(rest),
            ("path" | "query" | "header" | "body", Some(operation)) if !rest.is_empty() => {
                let rows = operation.rows.iter().filter(|row| row.location.as_str() == head);
                row(&rows.collect::<Vec<_>>(), &format!("the {head} table"), rest, page)
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

    fn object(&self, rest: &str, page: Option<&str>) -> Result<Subject, Rejected> {
        // The longest name wins: names from pages may contain dots.
        let named = |object: &&&Object| {
            rest.strip_prefix(object.name.as_str()).is_some_and(|behind| behind.starts_with('.'))
        };
        if let Some(object) =
            self.objects.iter().filter(named).max_by_key(|object| object.name.len())
        {
            let behind = rest.get(object.name.len() + 1..).unwrap_or_default();
            let rows: Vec<&Row> = object.rows.iter().collect();
            return row(&rows, &format!("object `{}`", object.name), behind, page);
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

    fn example(&self, rest: &str) -> Result<Subject, Rejected> {
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
        Ok(Subject::Example { index, pointer: pointer.to_owned() })
    }
}

fn request(operation: &Operation, page: Option<&str>) -> Result<Subject, Rejected> {
    let stated = format!("{} {}", operation.method, operation.path);
    let Some(page) = page else { return Ok(Subject::Table) };
    let words: Vec<&str> = page.split_whitespace().collect();
    if words.join(" ") == stated {
        return Err(unchanged("request", &stated));
    }
    match words.as_slice() {
        ["absent"] => Ok(Subject::Table),
        [method, path]
            if method.bytes().all(|byte| byte.is_ascii_uppercase()) && path.starts_with('/') =>
        {
            Ok(Subject::Table)
        }
        _ => Err(page_form(
            page,
            "write the page's method and path, such as `GET /v2/things`, or `absent`",
        )),
    }
}

fn response(operation: &Operation, status: &str, page: Option<&str>) -> Result<Subject, Rejected> {
    let known = operation.responses.iter().find(|known| known.status.to_string() == status);
    let Some(response) = known else {
        let known: Vec<String> =
            operation.responses.iter().map(|known| known.status.to_string()).collect();
        let help = format!("`responses` has: {}", known.join(", "));
        return Err(missing(format!("the operation has no response {status}"), Some(help)));
    };
    match page {
        Some(page) if page == status || page == response.object.name => {
            Err(unchanged(&format!("responses.{status}"), page))
        }
        _ => Ok(Subject::Table),
    }
}

/// A row, or one of its facts.
fn row(rows: &[&Row], table: &str, rest: &str, page: Option<&str>) -> Result<Subject, Rejected> {
    if let Some(row) = rows.iter().find(|row| row.name == rest) {
        return match page {
            None | Some("absent") => Ok(Subject::Table),
            Some(page) => Err(page_form(
                page,
                &format!(
                    "write `absent` where the page has no row `{}`; for one fact of it, name the fact: `….{}.FACT`",
                    row.name, row.name
                ),
            )),
        };
    }
    let with_fact = |row: &&&Row| {
        rest.strip_prefix(row.name.as_str()).is_some_and(|behind| behind.starts_with('.'))
    };
    let Some(row) = rows.iter().filter(with_fact).max_by_key(|row| row.name.len()) else {
        let name = rest.split('.').next().unwrap_or_default();
        let known: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        return Err(missing(format!("{table} has no row `{name}`"), did_you_mean(name, known)));
    };
    let name = rest.get(row.name.len() + 1..).unwrap_or_default();
    let Some(found) = fact::of(row, name) else {
        let help = did_you_mean(name, fact::NAMES.iter().copied());
        return Err((
            "E0606",
            format!("`{name}` is no fact of a row"),
            "can't be read".to_owned(),
            help,
        ));
    };
    match page.map_or(Page::Differs, |page| found.compare(page)) {
        Page::Differs => Ok(Subject::Table),
        Page::Same => Err(unchanged(rest, &found.stated.unwrap_or_else(|| "absent".to_owned()))),
        Page::Unreadable(form) => Err(page_form(page.unwrap_or_default(), &form)),
    }
}

fn missing(message: String, help: Option<String>) -> Rejected {
    ("E0607", message, "does not exist in the spec".to_owned(), help)
}

fn unchanged(place: &str, stated: &str) -> Rejected {
    (
        "E0608",
        format!("nothing needs this erratum: the spec says the same of `{place}`"),
        format!("the spec says {stated}"),
        Some("drop it, or let the spec say what is true".to_owned()),
    )
}

fn page_form(page: &str, help: &str) -> Rejected {
    (
        "E0609",
        format!("`{page}` is not what a page says there"),
        "can't be compared".to_owned(),
        Some(help.to_owned()),
    )
}
