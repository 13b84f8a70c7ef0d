//! `cargo xtask drift`: what a newer edition of a page changes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use apiscribe_codegen::diagnostic::{Diagnostic, Severity};
use apiscribe_console::{Failure, Outcome, counted, is_colored, print};
use apiscribe_transcribe::drift::{Change, Effect, drift, step};
use apiscribe_transcribe::edition::Edition;
use apiscribe_transcribe::operations::{self, Known};
use apiscribe_transcribe::papers::{PageId, Papers};
use serde_json::{Value, json};

use super::Format;
use crate::shelf::{Page, Shelf};
use crate::spec::Spec;

/// What is compared.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The old edition: a page, or an operation of the spec (its name, or the path of its file)
    old: String,
    /// The new edition: a page
    new: PathBuf,
    /// Directory of the spec
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// How changes are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What changed about one operation.
struct Drifted {
    name: String,
    /// What is said where the operation is new or gone.
    whole: Option<&'static str>,
    papers: Papers,
    old: PageId,
    new: PageId,
    changes: Vec<Change>,
}

/// Compares two editions.
///
/// # Errors
///
/// When one of them cannot be read, or they have no operation in common.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let new = Shelf::of_file(&arguments.new)?;
    let path = Path::new(&arguments.old);
    let is_page = path.is_file() && path.extension().is_none_or(|ending| ending != "yaml");
    let (drifted, version) = if is_page {
        (pages(&Shelf::of_file(path)?, &new)?, None)
    } else {
        let spec = Spec::read(arguments.spec.as_deref())?;
        let all = operations::all(&spec.sdk);
        let known = operations::named(&all, &arguments.old).map_err(|reason| {
            Failure(format!("{}: no page of this name, and {reason}", arguments.old))
        })?;
        (vec![of_spec(&spec, known, &new)?], Some(spec.sdk.package.version.clone()))
    };
    match arguments.format {
        Format::Text => print(&text(&drifted, version.as_deref()))?,
        Format::Json => print(&json_text(&drifted, version.as_deref()))?,
    }
    let clean = drifted.iter().all(|one| one.changes.is_empty());
    Ok(if clean { Outcome::Good } else { Outcome::Bad })
}

/// The spec of an operation, and what a page says of it.
fn of_spec(spec: &Spec, known: Known<'_>, new: &Shelf) -> Result<Drifted, Failure> {
    let found = new.matches(&[known]).pop().or_else(|| new.only(known)).ok_or_else(|| {
        let pages: Vec<String> = new.pages.iter().map(Page::documents).collect();
        Failure(format!(
            "the page does not document `{}` ({} {}): it documents {}",
            known.operation.name,
            known.operation.method,
            known.operation.path,
            pages.join(", ")
        ))
    })?;
    let mut papers = spec.papers(&known);
    let page = papers.add_page(&found.page.bytes, &found.page.shown);
    let held: Vec<String> = known.service.held.iter().map(|held| held.name.clone()).collect();
    let credential = known.service.authentication.as_ref().map(|one| one.header.clone());
    let held: Vec<String> = held.into_iter().chain(credential).collect();
    let changes = drift(&found.expected, &found.found, &held);
    let name = known.operation.name.clone();
    Ok(Drifted { name, whole: None, papers, old: page, new: page, changes })
}

/// Two pages, operation by operation.
fn pages(old: &Shelf, new: &Shelf) -> Result<Vec<Drifted>, Failure> {
    let (Some(old), Some(new)) = (old.pages.first(), new.pages.first()) else {
        return Err(Failure("there is no page".to_owned()));
    };
    let before = operations::on_page(&old.facts);
    let after = operations::on_page(&new.facts);
    let expected: Vec<Edition> = before.iter().map(|(_, edition)| edition.clone()).collect();
    let found: Vec<&Edition> = after.iter().map(|(_, edition)| edition).collect();
    let mut pairs = operations::pair(&expected, &found);
    // Two pages of one operation each are two editions of it, whatever they call it.
    if pairs.is_empty() && before.len() == 1 && after.len() == 1 {
        pairs.push((0, 0));
    }
    let sheet = |name: &str, whole, changes| {
        let mut papers = Papers::default();
        let first = papers.add_page(&old.bytes, &old.shown);
        let second = papers.add_page(&new.bytes, &new.shown);
        Drifted { name: name.to_owned(), whole, papers, old: first, new: second, changes }
    };
    let mut drifted = Vec::new();
    for (index, (_, edition)) in before.iter().enumerate() {
        let pair = pairs.iter().find(|(a, _)| *a == index);
        if let Some((_, found)) = pair.and_then(|(_, b)| after.get(*b)) {
            drifted.push(sheet(edition.name(), None, drift(edition, found, &[])));
        } else {
            let change = apiscribe_transcribe::drift::whole(edition, false);
            drifted.push(sheet(edition.name(), Some("gone"), vec![change]));
        }
    }
    for (index, (_, edition)) in after.iter().enumerate() {
        if !pairs.iter().any(|(_, b)| *b == index) {
            let change = apiscribe_transcribe::drift::whole(edition, true);
            drifted.push(sheet(edition.name(), Some("new"), vec![change]));
        }
    }
    Ok(drifted)
}

fn diagnostic(one: &Drifted, change: &Change) -> Diagnostic {
    let old = change.old.iter().map(|(cite, says)| (cite, says.as_str(), one.old));
    let new = change.new.iter().map(|(cite, says)| (cite, says.as_str(), one.new));
    let places: Vec<_> = new.chain(old).collect();
    let severity = match change.rule.effect {
        Effect::Compatible => Severity::Note,
        Effect::Behaviour => Severity::Warning,
        Effect::Breaking => Severity::Error,
    };
    one.papers
        .diagnostic(change.direction.as_str(), &change.message, &places)
        .severity(severity)
        .help(format!(
            "{}, {}: {}",
            change.rule.effect.as_str(),
            change.rule.step.as_str(),
            change.rule.reason
        ))
}

fn text(drifted: &[Drifted], version: Option<&str>) -> String {
    let color = is_colored(&std::io::stdout());
    let mut out = String::new();
    for one in drifted {
        let diagnostics: Vec<Diagnostic> =
            one.changes.iter().map(|change| diagnostic(one, change)).collect();
        out.push_str(&one.papers.text(&diagnostics, color));
        let what = match (one.whole, one.changes.len()) {
            (Some(whole), _) => whole.to_owned(),
            (None, 0) => "no change".to_owned(),
            (None, more) => counted(more, "change"),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}: {what}", one.name);
    }
    let changes: Vec<&Change> = drifted.iter().flat_map(|one| &one.changes).collect();
    let of = |effect| changes.iter().filter(|change| change.rule.effect == effect).count();
    let Some(step) = changes.iter().map(|change| change.rule.step).max() else {
        out.push_str("\nno drift: the two editions say the same\n");
        return out;
    };
    let next = version.and_then(|version| Some(format!(": {version} -> {}", step.after(version)?)));
    let _ = writeln!(
        out,
        "\n{}: {} breaking, {} of behaviour, {} compatible; a {} version follows{}",
        counted(changes.len(), "change"),
        of(Effect::Breaking),
        of(Effect::Behaviour),
        of(Effect::Compatible),
        step.as_str(),
        next.unwrap_or_default()
    );
    out
}

fn json_text(drifted: &[Drifted], version: Option<&str>) -> String {
    let operations: Vec<Value> = drifted
        .iter()
        .map(|one| {
            let changes = one.changes.iter().map(|change| {
                let Change { at, message, direction, old, new, rule } = change;
                json!({
                    "at": at, "direction": direction.as_str(), "message": message,
                    "effect": rule.effect.as_str(), "step": rule.step.as_str(), "reason": rule.reason,
                    "old": one.papers.json(old.as_ref(), one.old), "new": one.papers.json(new.as_ref(), one.new),
                })
            });
            json!({ "operation": one.name, "changes": changes.collect::<Vec<_>>() })
        })
        .collect();
    let all: Vec<Change> = drifted.iter().flat_map(|one| one.changes.clone()).collect();
    let step = step(&all);
    let next = step.zip(version).and_then(|(step, version)| step.after(version));
    let value = json!({
        "operations": operations, "step": step.map(apiscribe_transcribe::drift::Step::as_str),
        "version": version, "next_version": next,
    });
    format!("{value:#}\n")
}
