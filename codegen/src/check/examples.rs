//! Documented examples against their tables, and the errata that say which of them break theirs.

use crate::diagnostic::{Diagnostic, Report};
use crate::judge::Judge;
use crate::lower::responses::is_status;
use crate::model::{Group, Kind, Operation, Response, Row, Service};
use crate::raw::{RawExample, RawOperation, Side};
use crate::source::{Source, Span};

use super::errata::{self, Scope};
use excuse::Excuses;

mod body;
mod excuse;
mod line;
mod places;
#[cfg(test)]
mod tests;

/// What the examples of one operation are judged with.
struct Docket<'a> {
    service: &'a Service,
    group: &'a Group,
    operation: &'a Operation,
    report: &'a Report,
    /// Whether the operation's status codes are known: none was reported.
    statuses_known: bool,
    /// Text of the operation's file, to find places inside of examples.
    text: &'a str,
}

/// Something about an example that an erratum can excuse.
struct Finding {
    code: &'static str,
    pointer: String,
    /// The pointer made of documented names; an erratum may use either.
    documented_pointer: String,
    message: String,
    found: String,
    rule: Option<String>,
    span: Span,
}

impl Finding {
    /// Something about the example as a whole.
    fn whole(code: &'static str, message: String, found: String, span: Span) -> Self {
        let (pointer, documented_pointer) = (String::new(), String::new());
        Self { code, pointer, documented_pointer, message, found, rule: None, span }
    }

    fn of(mut self, rule: Option<String>) -> Self {
        self.rule = rule;
        self
    }
}

/// Judges the examples of an operation strictly, and its errata: each deviation needs its erratum, and each erratum
/// its deviation.
pub(crate) fn operation(
    service: &Service,
    group: &Group,
    operation: &Operation,
    raw: &RawOperation,
    sources: &[Source],
    report: &Report,
) {
    let examples = raw.examples.value.as_deref().unwrap_or_default();
    let text = raw
        .examples
        .span
        .as_ref()
        .and_then(|span| sources.get(span.file.0))
        .and_then(|source| std::str::from_utf8(&source.bytes).ok())
        .unwrap_or_default();
    let written = raw.responses.value.iter().flat_map(|responses| &responses.entries);
    let statuses_known =
        !operation.responses.is_empty() && written.into_iter().all(|(key, _)| is_status(&key.text));
    let docket = Docket { service, group, operation, report, statuses_known, text };
    let scope = Scope::operation(service, group, operation, examples.len());
    let errata = errata::check(&raw.errata, &scope, report);
    let mut excuses = Excuses::new(&errata);
    for (index, example) in examples.iter().enumerate() {
        let findings = example.given().and_then(|(example, span)| docket.judge(example, span));
        let Some(findings) = findings else {
            excuses.spare(index);
            continue;
        };
        for finding in findings {
            if !excuses.cover(&finding, index) {
                report.push(excuse::ask(finding, index));
            }
        }
    }
    let is_known = |index: usize, pointer: &str| {
        let example = examples.get(index).and_then(|example| example.value.as_ref());
        example.is_none_or(|example| docket.is_known(example, pointer))
    };
    excuses.unneeded(is_known, report);
}

impl Docket<'_> {
    /// All that is wrong with an example; `None` where it is not even clear what it is an example of.
    fn judge(&self, example: &RawExample, span: &Span) -> Option<Vec<Finding>> {
        match example.side.value? {
            Side::Request => self.request(example, span),
            Side::Response => self.response(example),
        }
    }

    /// What a request lacks altogether is reported where examples are read; what it shows is judged here.
    fn request(&self, example: &RawExample, span: &Span) -> Option<Vec<Finding>> {
        let mut findings = Vec::new();
        let body = if example.json.is_absent() {
            None
        } else {
            let (json, place) = example.json.given()?;
            Some(body::read(json, place, self.text, &mut findings))
        };
        let mut request = line::request(self.operation, &example.line, &mut findings)?;
        request.body = body.as_ref().and_then(|body| body.value.as_ref());
        let problems = Judge::new(self.service, self.group).request(self.operation, &request);
        let line = example.line.span.as_ref().unwrap_or(span);
        findings.extend(problems.into_iter().map(|problem| {
            match &body {
                Some(body) if !problem.pointer.is_empty() => body.breach(problem),
                _ => Finding::whole("E0603", problem.message, problem.found, line.clone())
                    .of(problem.rule),
            }
        }));
        Some(findings)
    }

    fn response(&self, example: &RawExample) -> Option<Vec<Finding>> {
        let response = self.status(example)?;
        let mut findings = Vec::new();
        let (json, place) = example.json.given()?;
        let body = body::read(json, place, self.text, &mut findings);
        if let Some(value) = &body.value {
            let problems = Judge::new(self.service, self.group).object(value, &response.object);
            findings.extend(problems.into_iter().map(|problem| body.breach(problem)));
        }
        Some(findings)
    }

    /// Whether the types of all rows on the way to a place in an example could be read.
    fn is_known(&self, example: &RawExample, pointer: &str) -> bool {
        let mut rows = match example.side.value {
            Some(Side::Request) => Some(self.operation.rows.as_slice()),
            _ => self.response_rows(example),
        };
        for step in pointer.split('/').skip(1) {
            let named =
                |row: &&Row| row.name == step || row.aliases.iter().any(|alias| alias == step);
            // A step that is no row is an index or a key: the rows stay those of the list or map.
            let Some(row) = rows.and_then(|rows| rows.iter().find(named)) else { continue };
            if row.is_unread() {
                return false;
            }
            rows = self.rows_of(&row.kind);
        }
        true
    }

    fn response_rows(&self, example: &RawExample) -> Option<&[Row]> {
        let status = example.status.value.as_ref()?.text.parse::<u16>().ok()?;
        let response = self.operation.responses.iter().find(|known| known.status == status)?;
        self.service.object(self.group, &response.object).map(|object| object.rows.as_slice())
    }

    /// The rows of the object that a type holds, perhaps in lists or maps.
    fn rows_of(&self, kind: &Kind) -> Option<&[Row]> {
        match kind {
            Kind::List(item) | Kind::Map(item) => self.rows_of(item),
            Kind::Object { object, .. } => {
                self.service.object(self.group, object).map(|object| object.rows.as_slice())
            }
            _ => None,
        }
    }

    /// The documented response that an example is an example of.
    fn status(&self, example: &RawExample) -> Option<&Response> {
        let (status, place) = example.status.given()?;
        // What is no status code at all is reported where examples are read.
        let code = status.text.parse::<u16>().ok().filter(|code| (200..600).contains(code))?;
        let responses = &self.operation.responses;
        let documented = responses.iter().find(|known| known.status == code);
        if documented.is_none() && self.statuses_known {
            let known: Vec<String> =
                responses.iter().map(|known| known.status.to_string()).collect();
            self.report.push(
                Diagnostic::new(
                    "E0605",
                    place,
                    format!("the operation documents no response {code}"),
                )
                .label("not among its `responses`")
                .help(format!("add it to `responses`, or use one of: {}", known.join(", "))),
            );
        }
        documented
    }
}
