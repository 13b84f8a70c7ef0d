//! The compiler reads the draft; what it refuses becomes an undecided place that says why.
//!
//! So a draft never repeats the rules of the compiler, and a rule that is added there needs no word here.

use std::collections::BTreeMap;

use apiscribe_codegen::check;
use apiscribe_codegen::diagnostic::Diagnostic;
use apiscribe_codegen::source::{Source, Span};

use super::render::{self, Mode, Place};
use super::repair;
use super::service;
use super::sheet::{Erratum, Shared, Sheet};
use super::write::Written;

/// Rounds at most; each of them mends all that the one before was told.
const ROUNDS: usize = 24;

/// A whole draft.
pub(super) struct Spec<'f> {
    /// The directory of the operations: `roma/link/`.
    pub(super) directory: String,
    /// Names of the pages, as comments show them.
    pub(super) pages: Vec<String>,
    pub(super) sheets: Vec<Sheet<'f>>,
    /// `None` where there is a `service.yaml` already.
    pub(super) shared: Option<Shared<'f>>,
    /// `None` where there is an `sdk.yaml` already.
    pub(super) sdk: Option<Written>,
    /// The field by which the service that is there tells a success, and its type.
    pub(super) success: Option<(String, &'static str)>,
    /// Files that are there already.
    pub(super) context: Vec<Source>,
}

/// What a source is a draft of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Sdk,
    Shared,
    Sheet(usize),
}

/// A rendered file.
#[derive(Debug)]
pub(super) struct Rendered {
    pub(super) path: String,
    pub(super) origin: Origin,
    pub(super) written: Written,
}

impl Spec<'_> {
    /// Changes the draft until the compiler takes it with stand-ins; gives what it still refuses.
    pub(super) fn settle(&mut self) -> Vec<Diagnostic> {
        let mut left = Vec::new();
        for _ in 0..ROUNDS {
            let rendered = self.render(Mode::Stubbed);
            let (errata, refused): (Vec<_>, Vec<_>) = self
                .check(&rendered)
                .into_iter()
                .partition(|diagnostic| diagnostic.erratum.is_some());
            if refused.is_empty() {
                self.excuse(&rendered, errata);
                let rendered = self.render(Mode::Stubbed);
                return self.check(&rendered);
            }
            let before = left.len();
            left.clear();
            let mut mended = 0;
            for diagnostic in refused {
                if self.repair(&rendered, &diagnostic) {
                    mended += 1;
                } else {
                    left.push(diagnostic);
                }
            }
            if mended == 0 && before == left.len() {
                break;
            }
        }
        left
    }

    /// What the compiler says of files of the draft, and of others because of them.
    pub(super) fn check(&self, rendered: &[Rendered]) -> Vec<Diagnostic> {
        let diagnostics = check(&self.sources(rendered)).err().unwrap_or_default();
        let is_own = |span: &Span| span.file.index() < rendered.len();
        let placed = diagnostics.into_iter().filter_map(|mut diagnostic| {
            if !is_own(&diagnostic.span) {
                // Of two files that can't both be right, the one that was there is.
                let (own, _) = diagnostic.related.iter().find(|(span, _)| is_own(span))?;
                diagnostic.span = own.clone();
            }
            Some(diagnostic)
        });
        placed.collect()
    }

    /// The draft and the files around it, the draft first.
    pub(super) fn sources(&self, rendered: &[Rendered]) -> Vec<Source> {
        let own = rendered.iter().map(|file| Source {
            path: file.path.clone(),
            bytes: file.written.text.clone().into_bytes(),
        });
        let drafted = |source: &&Source| !rendered.iter().any(|file| file.path == source.path);
        own.chain(self.context.iter().filter(drafted).cloned()).collect()
    }

    /// All files of the draft.
    pub(super) fn render(&self, mode: Mode) -> Vec<Rendered> {
        let mut files = Vec::new();
        if let Some(sdk) = &self.sdk {
            files.push(Rendered {
                path: "sdk.yaml".to_owned(),
                origin: Origin::Sdk,
                written: sdk.clone(),
            });
        }
        if let Some(shared) = &self.shared {
            let written = service::service(shared, mode);
            let path = format!("{}/service.yaml", shared.name);
            files.push(Rendered { path, origin: Origin::Shared, written });
        }
        for (index, sheet) in self.sheets.iter().enumerate() {
            let page = self.pages.get(sheet.page).map_or("a page", String::as_str);
            let written = render::operation(sheet, page, mode);
            let path = format!("{}{}.yaml", self.directory, sheet.stem());
            files.push(Rendered { path, origin: Origin::Sheet(index), written });
        }
        files
    }

    /// Changes what the compiler refuses; false where nothing can be done about it.
    fn repair(&mut self, rendered: &[Rendered], diagnostic: &Diagnostic) -> bool {
        // A file that can't be read is no matter of facts: it was written wrong.
        let Some((origin, place)) =
            located(rendered, diagnostic).filter(|_| !diagnostic.code.starts_with("E01"))
        else {
            return false;
        };
        match origin {
            Origin::Sheet(index) => self.sheets.get_mut(index).is_some_and(|sheet| {
                repair::sheet(sheet, place, diagnostic, self.success.as_ref())
            }),
            Origin::Shared => {
                self.shared.as_mut().is_some_and(|shared| repair::shared(shared, place, diagnostic))
            }
            Origin::Sdk => false,
        }
    }

    /// Notes the errata that the examples ask for.
    fn excuse(&mut self, rendered: &[Rendered], diagnostics: Vec<Diagnostic>) {
        let mut errata: BTreeMap<usize, Vec<Erratum>> = BTreeMap::new();
        for diagnostic in diagnostics {
            let file = rendered.get(diagnostic.span.file.index());
            let Some(Origin::Sheet(index)) = file.map(|file| file.origin) else { continue };
            let Diagnostic { message, erratum: Some(suggestion), .. } = diagnostic else {
                continue;
            };
            let line = self.sheets.get(index).map_or(0, |sheet| line_of(sheet, &suggestion.at));
            let known = errata.entry(index).or_default();
            if !known.iter().any(|other| other.at == suggestion.at) {
                known.push(Erratum { at: suggestion.at, page: suggestion.page, message, line });
            }
        }
        for (index, errata) in errata {
            if let Some(sheet) = self.sheets.get_mut(index) {
                sheet.errata = errata;
            }
        }
    }
}

/// The line of the page on which the example of a place such as `examples.2/id` begins.
fn line_of(sheet: &Sheet<'_>, at: &str) -> usize {
    let number = at.trim_start_matches("examples.").split('/').next().unwrap_or_default();
    // Examples that are left out have no number.
    let mut written = sheet.examples.iter().filter(|example| !example.left_out);
    let number: usize = number.parse().unwrap_or(usize::MAX);
    written.nth(number).map_or(0, |example| example.line)
}

/// What a diagnostic is about.
pub(super) fn located(rendered: &[Rendered], diagnostic: &Diagnostic) -> Option<(Origin, Place)> {
    let file = rendered.get(diagnostic.span.file.index())?;
    let place = render::narrowest(&file.written.marks, diagnostic.span.range.start)?;
    Some((file.origin, place))
}
