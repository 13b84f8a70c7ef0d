//! What `verify` prints.

use std::fmt::Write as _;

use apiscribe_codegen::diagnostic::Diagnostic;
use apiscribe_console::{counted, is_colored};
use apiscribe_transcribe::operations::Known;
use apiscribe_transcribe::verify::Finding;
use serde_json::Value;

use super::Compared;
use crate::shelf::{Page, Shelf};

/// What else there is to tell.
pub(super) struct About<'s> {
    /// Operations without a page.
    pub(super) missing: Vec<&'s Known<'s>>,
    /// Pages without an operation, where all operations were looked for.
    pub(super) other: Vec<&'s Page>,
    pub(super) shelf: &'s Shelf,
}

/// For people: each operation with what differs, then a summary.
pub(super) fn text(results: &[Compared<'_>], about: &About<'_>, with_known: bool) -> String {
    let color = is_colored(&std::io::stdout());
    let mut out = String::new();
    for result in results {
        let findings = result.verdict.findings.iter().map(|finding| result.difference(finding));
        let shown = result.contradictions.iter().filter(|(_, known)| with_known || known.is_none());
        let shown = shown.map(|(one, known)| result.contradiction(one, known.as_deref()));
        let diagnostics: Vec<Diagnostic> = findings.chain(shown).collect();
        out.push_str(&result.papers.text(&diagnostics, color));
        let verdict = match result.verdict.findings.len() {
            0 => "they agree".to_owned(),
            more => counted(more, "difference"),
        };
        let (name, page) = (&result.found.known.operation.name, &result.found.page.shown);
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(out, "{name}: {} against {page}: {verdict}", result.source);
        if !diagnostics.is_empty() {
            out.push('\n');
        }
    }
    for known in &about.missing {
        let _ = writeln!(out, "{}: no page", known.id());
    }
    for page in &about.other {
        let what = page.documents();
        let _ = writeln!(out, "{}: not compared: no operation is left for {what}", page.shown);
    }
    for (page, reason) in &about.shelf.unread {
        let _ = writeln!(out, "{page}: passed over: {reason}");
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
    out.push_str(&summary(results, about, with_known));
    out
}

fn summary(results: &[Compared<'_>], about: &About<'_>, with_known: bool) -> String {
    let differences: usize = results.iter().map(|result| result.verdict.findings.len()).sum();
    let needed = match results.iter().map(|result| result.verdict.needed.len()).sum() {
        1_usize => "1 erratum".to_owned(),
        more => format!("{more} errata"),
    };
    let all = || results.iter().flat_map(|result| &result.contradictions);
    let (places, known) = (all().count(), all().filter(|(_, known)| known.is_some()).count());
    let hint = if with_known || known == 0 { "" } else { " (--known shows them)" };
    format!(
        "{} on {}: {}; {needed} still needed; the pages contradict themselves at {}, of which errata know {known}{hint}\n",
        counted(results.len(), "operation"),
        counted(about.shelf.pages.len() - about.other.len(), "page"),
        counted(differences, "difference"),
        counted(places, "place"),
    )
}

/// For programs: one JSON document.
pub(super) fn json(results: &[Compared<'_>], about: &About<'_>) -> String {
    let operations: Vec<Value> = results
        .iter()
        .map(|result| {
            let findings = result.verdict.findings.iter().map(|finding| {
                let Finding { kind, at, message, spec, page, help } = finding;
                serde_json::json!({
                    "kind": kind.as_str(), "at": at, "message": message, "help": help,
                    "spec": result.papers.json(spec.as_ref(), result.page),
                    "page": result.papers.json(page.as_ref(), result.page),
                })
            });
            let contradictions = result.contradictions.iter().map(|(one, known)| {
                serde_json::json!({
                    "kind": one.kind, "at": one.at, "message": one.message,
                    "place": result.papers.json(Some(&one.place), result.page),
                    "other": result.papers.json(one.other.as_ref(), result.page),
                    "known": known,
                })
            });
            let errata = result.found.expected.errata.iter().enumerate().map(|(index, erratum)| {
                serde_json::json!({ "at": erratum.at, "needed": result.verdict.needed.contains(&index) })
            });
            serde_json::json!({
                "operation": result.found.known.id(), "spec": result.source, "page": result.found.page.shown,
                "differences": findings.collect::<Vec<_>>(),
                "errata": errata.collect::<Vec<_>>(),
                "contradictions": contradictions.collect::<Vec<_>>(),
            })
        })
        .collect();
    let missing: Vec<String> = about.missing.iter().map(|known| known.id()).collect();
    let unread: Vec<Value> = about
        .shelf
        .unread
        .iter()
        .map(|(page, reason)| serde_json::json!({ "page": page, "reason": reason }))
        .collect();
    let value = serde_json::json!({ "operations": operations, "without_page": missing, "without_operation": about.other.iter().map(|page| &page.shown).collect::<Vec<_>>(), "unread": unread });
    format!("{value:#}\n")
}
