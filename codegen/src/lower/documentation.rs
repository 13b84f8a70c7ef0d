//! What goes beside the tables: pages, errata, examples.

use super::place::Owner;
use super::responses::is_status;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Erratum, Example, Page};
use crate::raw::{At, RawErratum, RawExample, RawPage, operation::Side};

/// The page that documents something.
pub(crate) fn page(at: &At<RawPage>, report: &Report) -> Option<Page> {
    let (raw, span) = at.given()?;
    let owner = Owner { what: "the page", span, report };
    let url = raw.url.required("url", &owner).cloned().unwrap_or_default();
    web_address(&raw.url, report);
    if let Some((date, span)) = raw.updated.given()
        && !crate::judge::format::is_date(date)
    {
        report.push(
            Diagnostic::new("E0713", span, format!("`{date}` is no date"))
                .label("a year, a month and a day that the calendar has")
                .help("write such as 2022-12-05"),
        );
    }
    Some(Page { url, updated: raw.updated.value.clone() })
}

/// Reports an address that no browser opens.
pub(crate) fn web_address(at: &At<String>, report: &Report) {
    let Some((url, span)) = at.given() else { return };
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
            && rest.chars().all(|character| {
                !character.is_whitespace()
                    && !character.is_control()
                    && !"<>\"`{}|\\^".contains(character)
            })
    });
    if !good {
        report.push(
            Diagnostic::new("E0713", span, "no address of a page")
                .label("an address begins with https:// or http:// and has no blanks")
                .help("copy it from the browser"),
        );
    }
}

/// Errata, as written.
pub(crate) fn errata(at: &At<Vec<At<RawErratum>>>, report: &Report) -> Vec<Erratum> {
    let errata = at.value.iter().flatten().filter_map(At::given);
    errata
        .map(|(raw, span)| {
            let owner = Owner { what: "the erratum", span, report };
            web_address(&raw.evidence, report);
            Erratum {
                at: raw.at.required_text("at", &owner),
                page: raw
                    .page
                    .required("page", &owner)
                    .map(|page| page.text.clone())
                    .unwrap_or_default(),
                why: raw.why.required_text("why", &owner),
                evidence: raw.evidence.value.clone(),
            }
        })
        .collect()
}

/// Those of the errata that are about the object of this name.
pub(crate) fn about_object(errata: &[Erratum], name: &str) -> Vec<Erratum> {
    let is_about = |erratum: &&Erratum| {
        let rest = erratum.at.strip_prefix("objects.").and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    errata.iter().filter(is_about).cloned().collect()
}

/// Examples, as written; one that could not be read keeps its number.
pub(crate) fn examples(at: &At<Vec<At<RawExample>>>, report: &Report) -> Vec<Example> {
    at.value.iter().flatten().map(|at| example(at, report)).collect()
}

fn example(at: &At<RawExample>, report: &Report) -> Example {
    let mut example = Example { request: false, status: None, line: None, json: None };
    let Some((raw, span)) = at.given() else { return example };
    let owner = Owner { what: "the example", span, report };
    let side = raw.side.required("side", &owner);
    example.request = side == Some(&Side::Request);
    match side {
        Some(Side::Response) => {
            raw.status.required("status", &owner);
        }
        Some(Side::Request) => misplaced(&raw.status, "status", "a request has no status", report),
        None => {}
    }
    if side == Some(&Side::Response) {
        misplaced(&raw.line, "line", "only a request has a request line", report);
        if raw.json.is_absent() {
            raw.json.required("json", &owner);
        }
    } else if side.is_some() && raw.json.is_absent() && raw.line.is_absent() {
        report.push(
            Diagnostic::new("E0701", span, "the example shows nothing")
                .label("neither `line` nor `json`")
                .help("add the request line, the body, or both"),
        );
    }
    if let Some((status, span)) = raw.status.given() {
        if is_status(&status.text) {
            example.status = status.text.parse().ok();
        } else {
            report.push(
                Diagnostic::new(
                    "E0312",
                    span,
                    format!("`{}` is no status code of an answer", status.text),
                )
                .label("three digits from 200 to 599"),
            );
        }
    }
    example.line.clone_from(&raw.line.value);
    example.json.clone_from(&raw.json.value);
    example
}

fn misplaced<T>(at: &At<T>, key: &str, why: &str, report: &Report) {
    if let Some(span) = &at.span {
        report.push(
            Diagnostic::new("E0715", span, format!("`{key}` does not belong to this example"))
                .label(why)
                .help(format!("remove `{key}`, or correct `side`")),
        );
    }
}
