//! What changed outside of tables: address, title, date, status codes, examples.

use super::{Direction, NOWHERE, Side, Walk, What};
use crate::compare::examples::differences;
use crate::edition::{Cited, Edition, Example, Status};
use crate::verify::{plain_title, short};

impl Walk<'_> {
    pub(super) fn head(&mut self) {
        let (old, new) = (self.old, self.new);
        self.address(old, new);
        if let (Some(title), Some(found)) = (old.titles.first(), new.titles.first())
            && !new.titles.iter().any(|other| plain_title(&other.text) == plain_title(&title.text))
        {
            self.words("title", "the title", Some(title), Some(found));
        }
        if let (Some(date), Some(found)) = (&old.updated, &new.updated)
            && date.text != found.text
        {
            self.words("page.updated", "the date", Some(date), Some(found));
        }
    }

    fn address(&mut self, old: &Edition, new: &Edition) {
        let found = new.requests.first();
        let has = |text: &str| new.requests.iter().any(|request| request.text == text);
        match (old.requests.first(), found) {
            (Some(request), Some(found)) if !has(&request.text) => {
                let truth = old.true_request.as_ref().and_then(|amended| amended.truth.as_ref());
                let what = match truth {
                    Some(truth) if has(&truth.text) => What::Mended,
                    _ => What::Address,
                };
                let message = format!("request: {} now, {} before", found.text, request.text);
                self.push(
                    what,
                    (Side::Request, Direction::Changed),
                    ("request".to_owned(), message),
                    Some((request.cite.clone(), "before".to_owned())),
                    Some((found.cite.clone(), "now".to_owned())),
                );
            }
            (None, Some(found)) if old.true_request.is_some() => {
                let truth = old.true_request.as_ref().and_then(|amended| amended.truth.as_ref());
                let same = truth.is_some_and(|truth| has(&truth.text));
                self.push(
                    if same { What::Mended } else { What::Address },
                    (Side::Request, Direction::Added),
                    ("request".to_owned(), format!("request: {} is on the page now", found.text)),
                    truth.map(|truth| (truth.cite.clone(), "the spec has it".to_owned())),
                    Some((found.cite.clone(), "now".to_owned())),
                );
            }
            _ => {}
        }
    }

    fn words(&mut self, at: &str, what: &str, old: Option<&Cited>, new: Option<&Cited>) {
        let text =
            |one: Option<&Cited>| one.map_or_else(|| "nothing".to_owned(), |one| short(&one.text));
        let message = format!("{at}: {what} is {} now, {} before", text(new), text(old));
        let place =
            |one: Option<&Cited>, says: &str| one.map(|one| (one.cite.clone(), says.to_owned()));
        self.push(
            What::Words,
            (Side::Request, Direction::Changed),
            (at.to_owned(), message),
            place(old, "before"),
            place(new, "now"),
        );
    }

    pub(super) fn statuses(&mut self) {
        let (old, new) = (self.old, self.new);
        let truth = |status: &Status| crate::verify::true_code(status);
        for status in old.statuses.iter().filter(|status| status.absent.is_none()) {
            let stays = new
                .statuses
                .iter()
                .any(|other| other.code == status.code || other.code == truth(status));
            if !stays {
                let at = format!("responses.{}", truth(status));
                let message = format!("{at}: the status code is gone");
                let place = Some((status.cite.clone(), "before".to_owned()));
                self.push(
                    What::Status,
                    (Side::Response, Direction::Removed),
                    (at, message),
                    place,
                    NOWHERE,
                );
            }
        }
        for found in &new.statuses {
            let known = old
                .statuses
                .iter()
                .find(|status| status.code == found.code || truth(status) == found.code);
            let what = match known {
                None => What::Status,
                Some(status) if status.absent.is_some() || status.code != found.code => {
                    What::Mended
                }
                Some(_) => continue,
            };
            let at = format!("responses.{}", found.code);
            let message = format!("{at}: the status code is new");
            let place = Some((found.cite.clone(), "now".to_owned()));
            self.push(what, (Side::Response, Direction::Added), (at, message), NOWHERE, place);
        }
    }

    pub(super) fn examples(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut left: Vec<&Example> = new.examples.iter().collect();
        let mut gone: Vec<(usize, &Example)> = Vec::new();
        for (index, example) in old.examples.iter().enumerate() {
            let same = |other: &&Example| {
                other.request == example.request && differences(example, other).is_empty()
            };
            match left.iter().position(same) {
                Some(at) => drop(left.remove(at)),
                None => gone.push((index, example)),
            }
        }
        for (index, example) in gone {
            let at = left.iter().position(|other| {
                other.request == example.request
                    && (other.status == example.status || other.status.is_none())
            });
            let found = at.map(|at| left.remove(at));
            let place = format!("examples.{index}");
            let (way, message) = match found {
                Some(_) => (Direction::Changed, format!("{place} shows something else")),
                None => (Direction::Removed, format!("{place} is gone")),
            };
            self.push(
                What::Words,
                (Side::Request, way),
                (place, message),
                Some((example.cite.clone(), "before".to_owned())),
                found.map(|found| (found.cite.clone(), "now".to_owned())),
            );
        }
        for found in left {
            let message = "examples: an example is new".to_owned();
            let place = Some((found.cite.clone(), "now".to_owned()));
            self.push(
                What::Words,
                (Side::Request, Direction::Added),
                ("examples".to_owned(), message),
                NOWHERE,
                place,
            );
        }
    }
}
