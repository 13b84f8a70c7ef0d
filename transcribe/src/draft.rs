//! Facts to draft specs: text that a curator finishes.
//!
//! A draft says what the pages say. What only a person can decide stands in a `# TODO`; the compiler reads the draft
//! before anybody else does, and what it refuses becomes such a place too.
//!
//! An example that breaks its table never becomes an erratum by itself, for an erratum says that the page is wrong. The
//! erratum that would do stands in a comment, and the compiler names the place until a person has decided.

mod compile;
mod examples;
mod failures;
mod objects;
mod operation;
mod plan;
mod render;
mod repair;
mod responses;
mod row;
mod rules;
mod service;
mod sheet;
mod types;
mod undecided;
mod words;
mod write;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use apiscribe_codegen::diagnostic::Diagnostic;
use apiscribe_codegen::source::Source;

use crate::facts::Facts;
use compile::{Origin, Spec};
use failures::Failures;
use operation::Planned;
use render::{Mode, Place};
use sheet::Body;

pub use plan::is_file_name;
pub use undecided::Kind;

/// A page to draft.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Name of its file, as comments show it.
    pub name: &'a str,
    /// What it says.
    pub facts: &'a Facts,
    /// Where it is published.
    pub address: Option<&'a str>,
}

/// What a draft is made for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Name of the service, which is that of its directory.
    pub service: String,
    /// Name of the group, where the service has groups.
    pub group: Option<String>,
    /// Whether undecided places get stand-ins that compile.
    pub stub: bool,
    /// Where the runtime is.
    pub runtime: String,
    /// The files that the spec has already.
    pub context: Vec<Source>,
}

/// A draft of some pages.
#[derive(Debug, Default)]
pub struct Draft {
    /// Its files, by path below the directory of the spec.
    pub files: Vec<File>,
    /// How many undecided places of each kind they have.
    pub undecided: BTreeMap<Kind, usize>,
    /// Drafted operations.
    pub operations: usize,
    /// Drafted rows.
    pub rows: usize,
    /// Pages of which nothing could be drafted, by index, and why.
    pub refused: Vec<(usize, String)>,
    /// What the compiler refuses besides the undecided places: mistakes of this crate.
    pub mistakes: Vec<Diagnostic>,
    /// What the places of `mistakes` are in.
    pub sources: Vec<Source>,
}

/// A drafted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Below the directory of the spec.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Drafts the spec of some pages. A page of which the compiler refuses the draft stops no other.
#[must_use]
pub fn draft(pages: &[Page<'_>], options: &Options) -> Draft {
    let mut refused = Vec::new();
    let mut planned = plan::operations(pages, options.stub, &mut refused);
    loop {
        let (mut draft, culprits) = compiled(pages, &planned, options);
        let before = planned.len();
        planned.retain(|planned| !culprits.contains_key(&planned.page));
        if planned.is_empty() || planned.len() == before {
            draft.refused = refused;
            return draft;
        }
        refused.extend(culprits);
    }
}

/// Drafts these operations; the pages of which the compiler refuses something, and what.
fn compiled(
    pages: &[Page<'_>],
    planned: &[Planned<'_>],
    options: &Options,
) -> (Draft, BTreeMap<usize, String>) {
    let mut draft = Draft::default();
    if planned.is_empty() {
        return (draft, BTreeMap::new());
    }
    let mut spec = gather(pages, planned, options);
    draft.mistakes = spec.settle();
    let mode = if options.stub { Mode::Stubbed } else { Mode::Open };
    let rendered = spec.render(mode);
    if draft.mistakes.is_empty() && mode == Mode::Open {
        let mut diagnostics = spec.check(&rendered);
        diagnostics.retain(|diagnostic| !is_explained(&spec, &rendered, diagnostic));
        draft.mistakes = diagnostics;
    }
    let mut culprits = BTreeMap::new();
    for mistake in &draft.mistakes {
        let file = rendered.get(mistake.span.file.index());
        if let Some(Origin::Sheet(index)) = file.map(|file| file.origin)
            && let Some(sheet) = spec.sheets.get(index)
        {
            let reason = format!(
                "the compiler refuses its draft, which is a mistake of `import`: {} [{}]",
                mistake.message, mistake.code
            );
            culprits.entry(sheet.page).or_insert(reason);
        }
    }
    draft.sources = if draft.mistakes.is_empty() { Vec::new() } else { spec.sources(&rendered) };
    draft.operations = spec.sheets.len();
    let tables = spec.sheets.iter().flat_map(|sheet| &sheet.tables);
    let rows = tables.flat_map(|table| &table.rows);
    draft.rows = rows.filter(|row| row.source.is_some()).count();
    for file in rendered {
        for kind in &file.written.undecided {
            *draft.undecided.entry(*kind).or_default() += 1;
        }
        draft.files.push(File { path: file.path, text: file.written.text });
    }
    (draft, culprits)
}

/// Drafts the operations and what they share.
fn gather<'f>(pages: &'f [Page<'f>], planned: &'f [Planned<'f>], options: &Options) -> Spec<'f> {
    let has = |path: &str| options.context.iter().find(|source| source.path == path);
    let service_path = format!("{}/service.yaml", options.service);
    let known = has(&service_path).map(plan::known_failures).unwrap_or_default();
    let success = has(&service_path).and_then(plan::known_success);
    let mut failures = Failures::new(&options.service, known);
    let mut sheets = Vec::new();
    for planned in planned {
        if let Some(page) = pages.get(planned.page) {
            sheets.push(operation::draft(planned, page, &mut failures));
        }
    }
    for sheet in &mut sheets {
        if sheet.request.line.is_none() {
            sheet.request.stand_in = Some(repair::stand_in(sheet));
        }
    }
    let group = options.group.as_deref();
    let shared = has(&service_path).is_none().then(|| {
        let mut shared = service::draft(&options.service, group, &sheets);
        shared.failures = failures.fields();
        shared.objects = failures.objects;
        shared
    });
    let sdk = has("sdk.yaml").is_none().then(|| service::sdk(&options.service, &options.runtime));
    let group = group.map(|group| format!("{group}/")).unwrap_or_default();
    Spec {
        directory: format!("{}/{group}", options.service),
        pages: pages.iter().map(|page| page.name.to_owned()).collect(),
        sheets,
        shared,
        sdk,
        success,
        context: options.context.clone(),
    }
}

/// Whether a diagnostic is about a place that carries its `TODO`.
fn is_explained(spec: &Spec<'_>, rendered: &[compile::Rendered], diagnostic: &Diagnostic) -> bool {
    if diagnostic.erratum.is_some() {
        return true;
    }
    let Some((Origin::Sheet(index), place)) = compile::located(rendered, diagnostic) else {
        return false;
    };
    let Some(sheet) = spec.sheets.get(index) else { return false };
    match place {
        Place::Address => sheet.address.is_none(),
        Place::Request => sheet.request.stand_in.is_some(),
        Place::Response(number) => {
            let body = sheet.responses.get(number).map(|response| &response.body);
            matches!(body, Some(Body::Undecided(_)))
        }
        _ => false,
    }
}
