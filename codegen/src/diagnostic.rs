//! Problems in a spec, and the sink that gathers all of them.

use std::cell::RefCell;

use crate::source::Span;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It has to be mended.
    Error,
    /// A person should look at it.
    Warning,
    /// It is good to know.
    Note,
}

impl Severity {
    /// The word for it in messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A problem in a spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is; problems that the compiler finds are errors.
    pub severity: Severity,
    /// Stable code: `E0203`; `explain` knows it.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What stands there: shown below the marked text.
    pub label: String,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Span, String)>,
    /// What to do.
    pub help: Option<String>,
    /// The erratum that would excuse it, where the page has it so.
    pub erratum: Option<Suggestion>,
}

/// An erratum that lacks its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The place: `examples.2/request_id`.
    pub at: String,
    /// What the page has there.
    pub page: String,
}

impl Diagnostic {
    /// A problem without label, related places or help.
    #[must_use]
    pub fn new(code: &'static str, span: &Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            span: span.clone(),
            label: String::new(),
            related: Vec::new(),
            help: None,
            erratum: None,
        }
    }

    /// Sets how bad it is.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets the text below the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: &Span, what: impl Into<String>) -> Self {
        self.related.push((span.clone(), what.into()));
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Gathers problems; shared by all passes of one run. Threads have one each.
#[derive(Debug, Default)]
pub(crate) struct Report {
    diagnostics: RefCell<Vec<Diagnostic>>,
}

impl Report {
    /// Adds a problem.
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// Adds the problems that a part of the run has gathered for itself.
    pub(crate) fn append(&self, part: Self) {
        self.diagnostics.borrow_mut().append(&mut part.diagnostics.into_inner());
    }

    /// How many problems there are; a pass compares before and after.
    pub(crate) fn len(&self) -> usize {
        self.diagnostics.borrow().len()
    }

    /// All problems, in the order of files and places.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.into_inner();
        diagnostics.sort_by(|a, b| {
            (a.span.file, a.span.range.start, a.code).cmp(&(
                b.span.file,
                b.span.range.start,
                b.code,
            ))
        });
        diagnostics.dedup();
        diagnostics
    }
}
