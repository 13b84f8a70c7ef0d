//! Pages on disk, and the operations of the spec that they document.

use std::path::{Path, PathBuf};

use apiscribe_console::Failure;
use apiscribe_console::spec::root;
use apiscribe_console::spec::shown;
use apiscribe_transcribe::edition::Edition;
use apiscribe_transcribe::facts::{Facts, Role, Table};
use apiscribe_transcribe::operations::{self, Known};

use crate::pages;

/// A page that could be read.
pub(crate) struct Page {
    /// As people write its path.
    pub(crate) shown: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) facts: Facts,
}

/// Pages, and what could not be read of them.
#[derive(Default)]
pub(crate) struct Shelf {
    pub(crate) pages: Vec<Page>,
    /// Path and reason of each page that says nothing.
    pub(crate) unread: Vec<(String, String)>,
}

/// An operation of the spec and what a page says of it.
pub(crate) struct Match<'s> {
    pub(crate) known: Known<'s>,
    pub(crate) expected: Edition,
    pub(crate) page: &'s Page,
    /// Index of the operation on the page.
    pub(crate) operation: usize,
    pub(crate) found: Edition,
}

impl Shelf {
    /// One page.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is no page.
    pub(crate) fn of_file(path: &Path) -> Result<Self, Failure> {
        let page = read(path)?;
        let page = page.map_err(|reason| Failure(format!("{}: {reason}", shown(path))))?;
        Ok(Self { pages: vec![page], unread: Vec::new() })
    }

    /// All pages below a directory. A file that is no page is passed over, and said so.
    ///
    /// # Errors
    ///
    /// When the directory cannot be read.
    pub(crate) fn of_directory(directory: &Path) -> Result<Self, Failure> {
        let mut shelf = Self::default();
        for path in pages::listed(&[directory.to_path_buf()])? {
            match read(&path).unwrap_or_else(|failure| Err(failure.0)) {
                Ok(page) => shelf.pages.push(page),
                Err(reason) => shelf.unread.push((shown(&path), reason)),
            }
        }
        if shelf.pages.is_empty() {
            return Err(Failure(format!("{} has no page that could be read", shown(directory))));
        }
        Ok(shelf)
    }

    /// The directory in which pages are kept, if there is one: `pages/` of the workspace, which git ignores.
    pub(crate) fn usual() -> Option<PathBuf> {
        let pages = root().join("pages");
        pages.is_dir().then_some(pages)
    }

    /// The one operation of the only page, taken for the one that a person named: another address and title, and
    /// most of its rows.
    pub(crate) fn only<'s>(&'s self, known: Known<'s>) -> Option<Match<'s>> {
        let [page] = self.pages.as_slice() else { return None };
        let mut found = operations::on_page(&page.facts);
        let (operation, found) = found.pop().filter(|_| found.is_empty())?;
        let expected = known.edition();
        operations::resembles(&expected, &found).then_some(Match {
            known,
            expected,
            page,
            operation,
            found,
        })
    }

    /// The operations of the spec that the pages document, in the order of the spec; one page for each, the likest.
    pub(crate) fn matches<'s>(&'s self, known: &[Known<'s>]) -> Vec<Match<'s>> {
        let expected: Vec<Edition> = known.iter().map(Known::edition).collect();
        let mut found: Vec<(&Page, usize, Edition)> = Vec::new();
        for page in &self.pages {
            let own = operations::on_page(&page.facts).into_iter();
            found.extend(own.map(|(operation, edition)| (page, operation, edition)));
        }
        let editions: Vec<&Edition> = found.iter().map(|(.., edition)| edition).collect();
        let pairs = operations::pair(&expected, &editions);
        let matches = pairs.into_iter().filter_map(|(a, b)| {
            let (page, operation, edition) = found.get(b)?;
            let (known, expected) = (*known.get(a)?, expected.get(a)?.clone());
            Some(Match { known, expected, page, operation: *operation, found: edition.clone() })
        });
        matches.collect()
    }

    /// Pages that are matched with no operation.
    pub(crate) fn unmatched(&self, matches: &[Match<'_>]) -> Vec<&Page> {
        let is_used = |page: &Page| matches.iter().any(|found| found.page.shown == page.shown);
        self.pages.iter().filter(|page| !is_used(page)).collect()
    }
}

impl Page {
    /// What the page documents, for people: `GET /v2/things`, or its title.
    pub(crate) fn documents(&self) -> String {
        let lines: Vec<String> = self
            .facts
            .operations
            .iter()
            .map(|operation| format!("{} {}", operation.method, operation.uri))
            .collect();
        let title = self.facts.title.as_ref().map(|title| title.value.clone());
        match (lines.is_empty(), title) {
            (false, _) => lines.join(", "),
            (true, Some(title)) => format!("“{title}”"),
            (true, None) => "no address".to_owned(),
        }
    }
}

fn read(path: &Path) -> Result<Result<Page, String>, Failure> {
    let bytes = pages::bytes(path)?;
    let says = |table: &Table| !matches!(table.role, Role::Other | Role::Status | Role::Error);
    Ok(pages::facts(&bytes).and_then(|facts| {
        if facts.tables.iter().any(says) {
            Ok(Page { shown: shown(path), bytes, facts })
        } else {
            Err("this is no page of API documentation, or in a layout that nobody knows: it has no table of parameters".to_owned())
        }
    }))
}
