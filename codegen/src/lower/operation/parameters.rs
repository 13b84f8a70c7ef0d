//! The request line, and the parameters that it names.

use super::Lowering;
use crate::diagnostic::Diagnostic;
use crate::lower::place::Owner;
use crate::lower::request_line::{self, RequestLine};
use crate::lower::row::{Rows, Supplier};
use crate::lower::secret;
use crate::model::Location;
use crate::suggest::closest;

impl Lowering<'_> {
    /// Who supplies a parameter.
    pub(super) fn supplier(&self, location: Location, name: &str) -> Supplier {
        let header = location == Location::Header;
        let same = |other: &str| other == name || (header && other.eq_ignore_ascii_case(name));
        let unknown = !self.around.credential_known && secret::looks_secret(name);
        if header && (unknown || self.around.credential.is_some_and(same)) {
            Supplier::Credential
        } else if self.around.held.iter().any(|held| held.location == location && same(&held.name))
        {
            Supplier::Client
        } else {
            Supplier::Request
        }
    }

    /// The request line, which no other operation of the service has.
    pub(super) fn request_line(&self, owner: &Owner<'_>) -> Option<RequestLine> {
        self.raw.request.required("request", owner)?;
        let (text, span) = self.raw.request.given()?;
        let line = request_line::read(text, span, self.report)?;
        if let Err(taken) =
            self.around.requests.claim(&line.shape(), span, "requested by this operation")
        {
            self.report.push(
                Diagnostic::new("E0306", span, "two operations have the same method and path")
                    .label("the second of them")
                    .related(&taken.span, taken.what)
                    .help("look at both pages again; where one of them is wrong, say so in an erratum at `request`"),
            );
        }
        Some(line)
    }

    /// Compares placeholders and path rows both ways; gives the rows that `new` takes.
    pub(super) fn placeholders(&self, line: Option<&RequestLine>, rows: &Rows) -> Vec<usize> {
        let unreadable = self.raw.path.value.is_none() && !self.raw.path.is_absent();
        let Some(line) = line.filter(|line| line.complete && !unreadable) else {
            return Vec::new();
        };
        let parameters =
            || rows.rows.iter().enumerate().filter(|(_, row)| row.location == Location::Path);
        let mut new_parameters = Vec::new();
        for (name, span) in &line.placeholders {
            if let Some((index, row)) = parameters().find(|(_, row)| row.name == *name) {
                if !row.held {
                    new_parameters.push(index);
                }
                continue;
            }
            let help = match closest(name, parameters().map(|(_, row)| row.name.as_str())) {
                Some(row) => format!("did you mean `{row}`?"),
                None => format!("add the row `{name}` under `path:`"),
            };
            self.report.push(
                Diagnostic::new("E0304", span, format!("the table `path` has no row `{name}`"))
                    .label("a placeholder without a parameter")
                    .help(help),
            );
        }
        for (index, row) in parameters() {
            let known = line.placeholders.iter().any(|(name, _)| *name == row.name);
            if let (false, Some(span)) = (known, rows.spans.get(index)) {
                let help = match closest(
                    &row.name,
                    line.placeholders.iter().map(|(name, _)| name.as_str()),
                ) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => "add it to the path in `request`, or move the row to another table"
                        .to_owned(),
                };
                let mut diagnostic = Diagnostic::new(
                    "E0305",
                    span,
                    format!("the path has no placeholder `{{{}}}`", row.name),
                )
                .label("a parameter without a placeholder")
                .help(help);
                diagnostic.related.extend(
                    self.raw.request.span.clone().map(|span| (span, "the path".to_owned())),
                );
                self.report.push(diagnostic);
            }
        }
        new_parameters
    }
}
