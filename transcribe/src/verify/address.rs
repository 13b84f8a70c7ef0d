//! The head of a page: title, date, method and path.

use super::words::short;
use super::{Comparison, Finding, Kind};
use crate::edition::Cited;

impl Comparison<'_> {
    pub(super) fn head(&mut self) {
        self.title();
        self.date();
        self.request();
    }

    fn title(&mut self) {
        let (Some(title), Some(found)) = (self.expected.titles.first(), self.page.titles.first())
        else {
            return;
        };
        if self.page.titles.iter().any(|other| plain(&other.text) == plain(&title.text)) {
            return;
        }
        self.differs("title", "title", title, found);
    }

    fn date(&mut self) {
        let Some(found) = &self.page.updated else { return };
        match &self.expected.updated {
            Some(date) if date.text == found.text => {}
            Some(date) => self.differs("page.updated", "date", date, found),
            None => {
                let title = self.expected.titles.first();
                let spec = title.map(|title| (title.cite.clone(), "states no date".to_owned()));
                self.push(Finding {
                    kind: Kind::MissingInSpec,
                    at: "page.updated".to_owned(),
                    message: format!("page.updated: the page is the edition of {}", found.text),
                    spec,
                    page: Some((found.cite.clone(), "the date on the page".to_owned())),
                    help: format!("write `updated: {}` into `page`", found.text),
                });
            }
        }
    }

    fn differs(&mut self, at: &str, what: &str, spec: &Cited, page: &Cited) {
        let (ours, theirs) = (short(&spec.text), short(&page.text));
        self.push(Finding {
            kind: Kind::Differs,
            at: at.to_owned(),
            message: format!("{at}: the page has the {what} {theirs}, the spec {ours}"),
            spec: Some((spec.cite.clone(), format!("the {what} in the spec"))),
            page: Some((page.cite.clone(), format!("the {what} on the page"))),
            help: "read the page again, and correct the spec".to_owned(),
        });
    }

    fn request(&mut self) {
        let (expected, page) = (self.expected, self.page);
        let amended = expected.true_request.as_ref();
        let truth = amended.and_then(|amended| amended.truth.as_ref());
        let on_page = |text: &str| page.requests.iter().find(|found| found.text == text);
        let as_expected = match expected.requests.first() {
            Some(request) => on_page(&request.text).is_some(),
            None => page.requests.is_empty(),
        };
        if as_expected {
            return amended.into_iter().for_each(|amended| self.need(amended.erratum));
        }
        if let (Some(amended), Some(truth)) = (amended, truth)
            && let Some(found) = on_page(&truth.text)
        {
            let shown = (found.cite.clone(), "here it is".to_owned());
            return self.mended("request", amended.erratum, Some(shown));
        }
        let spec = match (truth, expected.requests.first()) {
            (Some(truth), _) => Cited { text: truth.text.clone(), cite: truth.cite.clone() },
            (None, Some(request)) => request.clone(),
            (None, None) => return,
        };
        let Some(found) = page.requests.first() else {
            return self.push(Finding {
                kind: Kind::MissingOnPage,
                at: "request".to_owned(),
                message: "request: the page states no method and path".to_owned(),
                spec: Some((spec.cite, "only the spec has it".to_owned())),
                page: None,
                help: "if the page has lost its address, add an erratum: at: request, page: absent"
                    .to_owned(),
            });
        };
        let help = self.erratum_help(amended).unwrap_or_else(|| {
            format!(
                "correct the spec; or, if the page is wrong, add an erratum: at: request, page: {}",
                found.text
            )
        });
        self.push(Finding {
            kind: Kind::Differs,
            at: "request".to_owned(),
            message: format!("request: the page has {}, the spec {}", found.text, spec.text),
            spec: Some((spec.cite, "the request in the spec".to_owned())),
            page: Some((found.cite.clone(), "the request on the page".to_owned())),
            help,
        });
    }
}

/// A title as it counts in comparisons.
pub(crate) fn plain(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
