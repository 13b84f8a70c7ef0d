//! What the page says at the place of an erratum, against what the spec says there.

use super::place::Place;
use super::{Rejected, Scope, Subject};
use crate::diagnostic::{Diagnostic, Report};
use crate::fact::Page;
use crate::model::{Operation, Response, Row};
use crate::raw::RawErratum;
use crate::source::Span;

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
        let place = self.locate(at)?;
        let Some(page) = page else { return Ok(Subject::of(&place)) };
        match (&place, self.operation) {
            (Place::Request, Some(operation)) => request(operation, page)?,
            (Place::Row(row), _) => whole_row(row, page)?,
            (Place::Fact { row, name, fact }, _) => match fact.compare(page) {
                Page::Differs => {}
                Page::Same => {
                    let stated = fact.stated().unwrap_or("absent");
                    return Err(unchanged(&format!("{}.{name}", row.name), stated));
                }
                Page::Unreadable(form) => return Err(page_form(page, &form)),
            },
            (Place::Response(response), _) => status(response, page)?,
            (Place::Request | Place::Example { .. }, _) => {}
        }
        Ok(Subject::of(&place))
    }
}

fn request(operation: &Operation, page: &str) -> Result<(), Rejected> {
    let stated = format!("{} {}", operation.method, operation.path);
    let words: Vec<&str> = page.split_whitespace().collect();
    if words.join(" ") == stated {
        return Err(unchanged("request", &stated));
    }
    match words.as_slice() {
        ["absent"] => Ok(()),
        [method, path]
            if method.bytes().all(|byte| byte.is_ascii_uppercase()) && path.starts_with('/') =>
        {
            Ok(())
        }
        _ => Err(page_form(
            page,
            "write the page's method and path, such as `GET /v2/things`, or `absent`",
        )),
    }
}

fn whole_row(row: &Row, page: &str) -> Result<(), Rejected> {
    if page == "absent" {
        return Ok(());
    }
    Err(page_form(
        page,
        &format!(
            "write `absent` where the page has no row `{}`; for one fact of it, name the fact: `….{}.FACT`",
            row.name, row.name
        ),
    ))
}

fn status(response: &Response, page: &str) -> Result<(), Rejected> {
    let status = response.status.to_string();
    if page == status || page == response.object.name {
        return Err(unchanged(&format!("responses.{status}"), page));
    }
    Ok(())
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
