//! Deviations of examples that lack an erratum, and errata that lack a deviation.

use std::collections::HashMap;

use super::Finding;
use crate::check::errata::{Judged, Subject};
use crate::diagnostic::{Diagnostic, Report, Suggestion};
use crate::scalar;

/// The errata of an operation, and which of them an example needs.
pub(super) struct Excuses<'e> {
    errata: &'e [Judged],
    needed: Vec<bool>,
    /// The erratum of each place: example and pointer.
    places: HashMap<(usize, &'e str), usize>,
}

impl<'e> Excuses<'e> {
    pub(super) fn new(errata: &'e [Judged]) -> Self {
        let place = |(number, erratum): (usize, &'e Judged)| match &erratum.subject {
            Subject::Example { index, pointer } => Some(((*index, pointer.as_str()), number)),
            Subject::Table => None,
        };
        let places = errata.iter().enumerate().filter_map(place).collect();
        Self { errata, needed: vec![false; errata.len()], places }
    }

    /// Whether an erratum covers the finding, by the example's spelling or the documented one.
    pub(super) fn cover(&mut self, finding: &Finding, example: usize) -> bool {
        let mut covered = false;
        for pointer in [&finding.pointer, &finding.documented_pointer] {
            let number = self.places.get(&(example, pointer.as_str()));
            if let Some(needed) = number.and_then(|number| self.needed.get_mut(*number)) {
                (*needed, covered) = (true, true);
            }
        }
        covered
    }

    /// Counts the errata of an example that can't be judged as needed: nobody knows what it breaks.
    pub(super) fn spare(&mut self, example: usize) {
        for (erratum, needed) in self.errata.iter().zip(&mut self.needed) {
            *needed |=
                matches!(&erratum.subject, Subject::Example { index, .. } if *index == example);
        }
    }

    /// Reports the errata of examples that break nothing there, as far as that is known.
    pub(super) fn unneeded(&self, is_known: impl Fn(usize, &str) -> bool, report: &Report) {
        for (erratum, needed) in self.errata.iter().zip(&self.needed) {
            let Subject::Example { index, pointer } = &erratum.subject else { continue };
            if *needed || !is_known(*index, pointer) {
                continue;
            }
            let place = if pointer.is_empty() {
                "as a whole".to_owned()
            } else {
                format!("at `{pointer}`")
            };
            report.push(
                Diagnostic::new(
                    "E0608",
                    &erratum.span,
                    format!("nothing needs this erratum: example {index} breaks nothing {place}"),
                )
                .label("changes nothing")
                .help("drop it, or name the place that breaks its table"),
            );
        }
    }
}

/// Asks for the erratum of a deviation.
pub(super) fn ask(finding: Finding, example: usize) -> Diagnostic {
    let Finding { code, pointer, documented_pointer: _, message, found, rule, span } = finding;
    let place = if pointer.is_empty() { String::new() } else { format!(" `{pointer}`") };
    let message = format!("example {example}:{place} {message}");
    let label = match rule {
        Some(rule) => format!("breaks {rule}"),
        None => found.clone(),
    };
    let at = format!("examples.{example}{pointer}");
    let help = format!(
        "mend the spec; or, where the page has it so, errata: - {{ at: {}, page: {}, why: … }}",
        scalar::flow(&at),
        scalar::flow(&found)
    );
    let mut diagnostic = Diagnostic::new(code, &span, message).label(label).help(help);
    diagnostic.erratum = Some(Suggestion { at, page: found });
    diagnostic
}
