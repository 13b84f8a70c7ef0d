//! `cargo xtask verify`: the spec against the page.

use std::path::PathBuf;

use apiscribe_codegen::diagnostic::{Diagnostic, Severity};
use apiscribe_console::{Failure, Outcome, print};
use apiscribe_transcribe::contradictions::{self, Contradiction, Subject};
use apiscribe_transcribe::operations::{self, Known};
use apiscribe_transcribe::papers::{PageId, Papers};
use apiscribe_transcribe::verify::{Finding, Kind, Verdict, known, verify};

use super::Format;
use crate::shelf::{Match, Shelf};
use crate::spec::Spec;

mod output;

/// What is compared.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// An operation: `ListRules`, `roma.link.ListRules` or the path of its file; without one, all that a page documents
    operation: Option<String>,
    /// A page, as text, Markdown, HTML or reStructuredText
    #[arg(long, value_name = "FILE", conflicts_with = "pages")]
    page: Option<PathBuf>,
    /// A directory of pages; without --page, `pages/` of the workspace if it is there
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    /// Directory of the spec
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// Show also what the page contradicts in itself and an erratum knows already: all that can be told to the vendor
    #[arg(long)]
    known: bool,
    /// How differences are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Compares spec and pages.
///
/// # Errors
///
/// When spec or page cannot be read, or the page documents no operation of the spec.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let spec = Spec::read(arguments.spec.as_deref())?;
    let all = operations::all(&spec.sdk);
    let wanted = match &arguments.operation {
        Some(name) => vec![operations::named(&all, name).map_err(Failure)?],
        None => all.clone(),
    };
    let shelf = match (&arguments.page, arguments.pages.clone().or_else(Shelf::usual)) {
        (Some(page), _) => Shelf::of_file(page)?,
        (None, Some(directory)) => Shelf::of_directory(&directory)?,
        (None, None) => return Err(no_pages(&wanted, arguments.operation.is_some())),
    };
    let mut matches = shelf.matches(&wanted);
    if matches.is_empty()
        && let [known] = wanted.as_slice()
    {
        matches.extend(shelf.only(*known));
    }
    if matches.is_empty() {
        return Err(no_match(&shelf, &wanted));
    }
    let mut results: Vec<Compared<'_>> =
        matches.iter().map(|found| Compared::new(&spec, found)).collect();
    share_requests(&mut results);
    let missing: Vec<&Known<'_>> = wanted
        .iter()
        .filter(|known| !matches.iter().any(|found| found.known.id() == known.id()))
        .collect();
    // One page is about the operations that it documents; a directory should have all of them.
    let missing = if arguments.page.is_some() { Vec::new() } else { missing };
    let is_named = arguments.operation.is_some();
    let other = if is_named { Vec::new() } else { shelf.unmatched(&matches) };
    let about = output::About { missing, other, shelf: &shelf };
    match arguments.format {
        Format::Text => print(&output::text(&results, &about, arguments.known))?,
        Format::Json => print(&output::json(&results, &about))?,
    }
    let clean = results.iter().all(|result| result.verdict.findings.is_empty());
    Ok(if clean { Outcome::Good } else { Outcome::Bad })
}

/// What became of one operation.
struct Compared<'s> {
    found: &'s Match<'s>,
    papers: Papers,
    page: PageId,
    source: String,
    verdict: Verdict,
    /// With the place of the erratum that knows it.
    contradictions: Vec<(Contradiction, Option<String>)>,
}

impl<'s> Compared<'s> {
    fn new(spec: &Spec, found: &'s Match<'s>) -> Self {
        let mut papers = spec.papers(&found.known);
        let page = papers.add_page(&found.page.bytes, &found.page.shown);
        let verdict = verify(&found.expected, &found.found);
        let contradictions = contradictions::find(&found.page.facts, found.operation, &found.found);
        let contradictions = contradictions
            .into_iter()
            .map(|one| {
                let erratum = known(&one, &found.expected, &verdict);
                let erratum = erratum.and_then(|index| found.expected.errata.get(index));
                (one, erratum.map(|erratum| erratum.at.clone()))
            })
            .collect();
        let source = spec.shown(&found.known.operation.source);
        Self { found, papers, page, source, verdict, contradictions }
    }

    fn difference(&self, finding: &Finding) -> Diagnostic {
        let mut places: Vec<_> = finding.spec.iter().chain(&finding.page).collect();
        // What only the page has is shown there first.
        if finding.kind == Kind::MissingInSpec {
            places.reverse();
        }
        let places: Vec<_> =
            places.iter().map(|(cite, says)| (cite, says.as_str(), self.page)).collect();
        self.papers.diagnostic(finding.kind.as_str(), &finding.message, &places).help(&finding.help)
    }

    fn contradiction(&self, one: &Contradiction, erratum: Option<&str>) -> Diagnostic {
        let places: Vec<_> = std::iter::once(&one.place)
            .chain(&one.other)
            .map(|(cite, says)| (cite, says.as_str(), self.page))
            .collect();
        let diagnostic = self.papers.diagnostic(one.kind, &one.message, &places);
        match erratum {
            Some(erratum) => diagnostic
                .severity(Severity::Note)
                .help(format!("known: the spec has an erratum `{erratum}`")),
            None => diagnostic
                .severity(Severity::Warning)
                .help("tell the vendor; if it concerns what the spec says, add an erratum"),
        }
    }
}

/// An address that two operations of a page have is wrong for one of them, and an erratum of that one knows it.
fn share_requests(results: &mut [Compared<'_>]) {
    let errata: Vec<(String, String, String)> = results
        .iter()
        .filter(|result| result.found.expected.true_request.is_some())
        .filter_map(|result| {
            let request = result.found.expected.requests.first()?.text.clone();
            let page = result.found.page.shown.clone();
            Some((page, request, format!("{}: request", result.found.known.operation.name)))
        })
        .collect();
    for result in results {
        let own = result.found.found.requests.first().map(|request| request.text.as_str());
        let page = &result.found.page.shown;
        let shared = errata.iter().find(|(on, text, _)| on == page && Some(text.as_str()) == own);
        let Some((_, _, at)) = shared else { continue };
        for (one, known) in &mut result.contradictions {
            if one.subject == Subject::Request && known.is_none() {
                *known = Some(at.clone());
            }
        }
    }
}

/// Where to get pages: they are the vendors', and not part of the repository.
fn no_pages(wanted: &[Known<'_>], is_named: bool) -> Failure {
    let addresses: Vec<String> = wanted
        .iter()
        .map(|known| format!("  {}  {}", known.operation.name, known.operation.page.url))
        .collect();
    let name = if is_named { wanted.first().map_or("", |known| &known.operation.name) } else { "" };
    Failure(format!(
        "there is no page to compare with: pages are the vendors' and not in the repository\n\
         save the page (as HTML, Markdown or text) and run `cargo xtask verify --page FILE{}{name}`,\n\
         or save all of them into one directory and run `cargo xtask verify --pages DIR`; a directory `pages/` in the \
         workspace is taken by itself, and git ignores it\n{}",
        if name.is_empty() { "" } else { " " },
        addresses.join("\n")
    ))
}

fn no_match(shelf: &Shelf, wanted: &[Known<'_>]) -> Failure {
    let what = match wanted {
        [known] => format!(
            "`{}` ({} {})",
            known.operation.name, known.operation.method, known.operation.path
        ),
        _ => "an operation of the spec".to_owned(),
    };
    let pages: Vec<String> = shelf
        .pages
        .iter()
        .take(5)
        .map(|page| format!("  {} documents {}", page.shown, page.documents()))
        .collect();
    Failure(format!(
        "no page documents {what}, by address or by title\n{}\n\
         to transcribe a page, run `cargo xtask import PAGE`",
        pages.join("\n")
    ))
}
