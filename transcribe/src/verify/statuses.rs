//! Status codes.

use super::{Comparison, Finding, Kind};
use crate::edition::Status;

impl Comparison<'_> {
    pub(super) fn statuses(&mut self) {
        let (expected, page) = (self.expected, self.page);
        let on_page = |code: &str| page.statuses.iter().find(|found| found.code == code);
        let mut explained: Vec<&str> = Vec::new();
        for status in &expected.statuses {
            let truth = truth(status);
            let at = format!("responses.{truth}");
            let (found, true_found) = (on_page(&status.code), on_page(&truth));
            explained.extend(found.or(true_found).map(|found| found.code.as_str()));
            let here = |found: &Status| Some((found.cite.clone(), "here it is".to_owned()));
            match (status.absent, found) {
                (Some(erratum), None) => self.need(erratum),
                (Some(erratum), Some(found)) => self.mended(&at, erratum, here(found)),
                (None, Some(_)) => {
                    status.amended.iter().for_each(|amended| self.need(amended.erratum));
                }
                (None, None) => match (&status.amended, true_found) {
                    (Some(amended), Some(found)) => {
                        self.mended(&at, amended.erratum, here(found));
                    }
                    _ => self.lacks(status, at),
                },
            }
        }
        let unknown = |found: &&Status| !explained.contains(&found.code.as_str());
        for found in page.statuses.iter().filter(unknown) {
            let at = format!("responses.{}", found.code);
            let first = expected.statuses.first();
            self.push(Finding {
                kind: Kind::MissingInSpec,
                message: format!("{at}: the spec has no such status code"),
                spec: first.map(|first| (first.cite.clone(), "`responses` lacks it".to_owned())),
                page: Some((found.cite.clone(), "only the page has it".to_owned())),
                help: format!(
                    "add `{}` with the object of its body to `responses`; a code that is no HTTP status belongs into an erratum",
                    found.code
                ),
                at,
            });
        }
    }

    fn lacks(&mut self, status: &Status, at: String) {
        let help = self.erratum_help(status.amended.as_ref()).unwrap_or_else(|| {
            format!(
                "remove it; or, if it is known from elsewhere, add an erratum: at: {at}, page: absent"
            )
        });
        self.push(Finding {
            kind: Kind::MissingOnPage,
            message: format!("{at}: the page documents no such status code"),
            spec: Some((status.cite.clone(), "only the spec has it".to_owned())),
            page: None,
            help,
            at,
        });
    }
}

/// The code that is true, whatever the page says.
pub(crate) fn truth(status: &Status) -> String {
    let amended = status.amended.as_ref().and_then(|amended| amended.truth.as_ref());
    amended.map_or_else(|| status.code.clone(), |truth| truth.text.clone())
}
