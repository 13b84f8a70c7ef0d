//! `failures:` which objects describe failures, and which of their fields say what.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{EnumerationValues, Failure, Kind, Object};
use crate::raw::{At, Entries, RawFailure};
use crate::source::Span;
use crate::suggest::did_you_mean;

/// The failures that a group knows: its own, then those of its service.
pub(crate) struct Failures<'a> {
    layers: [&'a Layer<'a>; 2],
    /// False where a file that may declare some could not be read.
    complete: bool,
}

/// The `failures` of a service or group, and which of them a response uses.
#[derive(Default)]
pub(crate) struct Layer<'a> {
    raw: Option<&'a Entries<RawFailure>>,
    used: RefCell<BTreeSet<String>>,
}

impl<'a> Layer<'a> {
    pub(crate) fn new(raw: Option<&'a At<Entries<RawFailure>>>) -> Self {
        Self { raw: raw.and_then(|raw| raw.value.as_ref()), used: RefCell::default() }
    }

    /// Reports what no response uses; `known` are the names that responses do use.
    pub(crate) fn unused(&self, known: &BTreeSet<String>, report: &Report) {
        for (key, _) in self.raw.into_iter().flat_map(|raw| &raw.entries) {
            if !self.used.borrow().contains(&key.text) {
                let mut diagnostic = Diagnostic::new(
                    "E0708",
                    &key.span,
                    format!("no response answers with `{}`", key.text),
                )
                .label("not the object of any response here");
                diagnostic.help = did_you_mean(&key.text, known.iter().map(String::as_str));
                report.push(diagnostic);
            }
        }
    }
}

impl<'a> Failures<'a> {
    pub(crate) fn new(group: &'a Layer<'a>, service: &'a Layer<'a>, complete: bool) -> Self {
        Self { layers: [group, service], complete }
    }

    fn raw(&self, object: &str) -> Option<&'a At<RawFailure>> {
        self.layers.iter().find_map(|layer| {
            let (_, at) = layer.raw?.entries.iter().find(|(key, _)| key.text == object)?;
            layer.used.borrow_mut().insert(object.to_owned());
            Some(at)
        })
    }

    /// What the object says about failures; a failure that says nothing is reported.
    pub(crate) fn find(
        &self,
        object: &str,
        span: &Span,
        success: bool,
        report: &Report,
    ) -> Option<Failure> {
        let Some(at) = self.raw(object) else {
            if !success && self.complete {
                report.push(
                    Diagnostic::new(
                        "E0709",
                        span,
                        format!("nothing says which fields of `{object}` tell what went wrong"),
                    )
                    .label("the object of a failure")
                    .help(format!(
                        "add `{object}: {{ code: …, message: … }}` to `failures` in service.yaml"
                    )),
                );
            }
            return None;
        };
        let raw = at.value.as_ref()?;
        Some(Failure {
            code: raw.code.value.clone(),
            message: raw.message.value.clone(),
            request_id: raw.request_id.value.clone(),
        })
    }

    /// Reports fields that the object of a failure does not have.
    pub(crate) fn check(&self, object: &Object, report: &Report) {
        let Some(raw) = self.raw(&object.name).and_then(|at| at.value.as_ref()) else { return };
        let fields = [
            ("code", &raw.code, true),
            ("message", &raw.message, false),
            ("request_id", &raw.request_id, false),
        ];
        for (what, at, number) in fields {
            if let Some((name, span)) = at.given() {
                field(object, what, name, span, number, report);
            }
        }
    }
}

fn field(object: &Object, what: &str, name: &str, span: &Span, number: bool, report: &Report) {
    let Some(row) = object.rows.iter().find(|row| row.name == name) else {
        let mut diagnostic =
            Diagnostic::new("E0708", span, format!("`{}` has no field `{name}`", object.name))
                .label(format!("the {what} of a failure"));
        diagnostic.help = did_you_mean(name, object.rows.iter().map(|row| row.name.as_str()));
        report.push(diagnostic);
        return;
    };
    let fits = match &row.kind {
        Kind::Text => true,
        Kind::Integer => number,
        Kind::Enumeration(enumeration) => {
            number || matches!(enumeration.values, EnumerationValues::Text(_))
        }
        _ => row.is_unread(),
    };
    if !fits {
        let wanted = if number { "a String or an Integer" } else { "a String" };
        report.push(
            Diagnostic::new(
                "E0708",
                span,
                format!("`{name}` of `{}` is of type `{}`", object.name, row.documented_type),
            )
            .label(format!("the {what} of a failure is {wanted}"))
            .help("name another field, or remove this one"),
        );
    }
}
