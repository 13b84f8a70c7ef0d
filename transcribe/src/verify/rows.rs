//! Rows of paired tables, and tables that only one side has.

use super::words::{page_of_erratum, rows as row_count, says};
use super::{Comparison, Finding, Kind};
use crate::compare::{self, facts};
use crate::edition::fact::agree;
use crate::edition::{Fact, Place, Row, Table};
use crate::type_name::Type;

impl Comparison<'_> {
    /// Compares a table of the spec with the one of the page.
    pub(super) fn table(&mut self, table: &Table, other: &Table) {
        for pair in compare::rows(table, other) {
            match pair {
                (Some(row), Some(found)) => self.row(table, row, found),
                (Some(row), None) if row.absent.is_some() => self.need_all(row),
                (Some(row), None) => self.missing_on_page(table, row, Some(other)),
                (None, Some(found)) => self.missing_in_spec(table, Some(table), found),
                (None, None) => {}
            }
        }
    }

    fn row(&mut self, table: &Table, row: &Row, found: &Row) {
        let at = format!("{}.{}", table.place.at(), row.name);
        let here = || Some((found.cite.clone(), "here it is".to_owned()));
        if let Some(erratum) = row.absent {
            self.mended(&at, erratum, here());
        }
        let by_alias = row.aliases.contains(&found.name);
        for erratum in &row.unread {
            // The page's own table has the spelling that an erratum takes from its examples.
            if by_alias {
                self.mended(&format!("{at}.aliases"), *erratum, here());
            } else {
                self.need(*erratum);
            }
        }
        let is_header = table.place == Place::Header && row.name.eq_ignore_ascii_case(&found.name);
        if row.name != found.name && !is_header {
            self.push(Finding {
                kind: Kind::Differs,
                at: at.clone(),
                message: format!("{at}: the page spells the name `{}`", found.name),
                spec: Some((row.cite.clone(), "the name in the spec".to_owned())),
                page: Some((found.cite.clone(), "the name on the page".to_owned())),
                help: "a key is the documented name: write it as the page does".to_owned(),
            });
        }
        for fact in Fact::ALL {
            self.fact(&at, fact, row, found);
        }
    }

    fn fact(&mut self, at: &str, fact: Fact, row: &Row, found: &Row) {
        let (expected, page) = (row.facts.get(&fact), found.facts.get(&fact));
        let amended = row.amended.get(&fact);
        if facts::same(fact, row, found) {
            return amended.into_iter().for_each(|amended| self.need(amended.erratum));
        }
        let at = format!("{at}.{}", fact.key());
        let place = page.map_or(&found.cite, |page| &page.cite).clone();
        let shown = Some((place, format!("the page {}", says(fact, page))));
        if let Some(amended) = amended
            && agree(fact, amended.truth.as_ref(), page)
        {
            return self.mended(&at, amended.erratum, shown);
        }
        let truth = amended.map_or(expected, |amended| amended.truth.as_ref());
        let spec = truth.map_or(&row.cite, |truth| &truth.cite).clone();
        let help = self.erratum_help(amended).unwrap_or_else(|| {
            let page = page_of_erratum(fact, page);
            format!(
                "correct the spec; or, if the page is wrong, add an erratum: at: {at}, page: \"{page}\""
            )
        });
        self.push(Finding {
            kind: Kind::Differs,
            message: format!("{at}: the page {}; the spec {}", says(fact, page), says(fact, truth)),
            at,
            spec: Some((spec, format!("the spec {}", says(fact, truth)))),
            page: shown,
            help,
        });
    }

    /// Counts all errata about a row as needed: the page lacks it.
    fn need_all(&mut self, row: &Row) {
        let facts = row.amended.values().map(|amended| amended.erratum);
        let all: Vec<usize> =
            row.absent.into_iter().chain(facts).chain(row.unread.iter().copied()).collect();
        self.verdict.needed.extend(all);
    }

    fn missing_on_page(&mut self, table: &Table, row: &Row, other: Option<&Table>) {
        let at = format!("{}.{}", table.place.at(), row.name);
        let page = other.map(|other| (other.cite.clone(), "this table has no such row".to_owned()));
        self.push(Finding {
            kind: Kind::MissingOnPage,
            message: format!("{at}: the page has no such row"),
            spec: Some((row.cite.clone(), "only the spec has it".to_owned())),
            page,
            help: format!(
                "remove the row; or, if it is known from elsewhere, add an erratum: at: {at}, page: absent"
            ),
            at,
        });
    }

    /// Reports a row of the page; `home` is the table of the spec that should have it.
    fn missing_in_spec(&mut self, table: &Table, home: Option<&Table>, found: &Row) {
        let at = format!("{}.{}", table.place.at(), found.name);
        let kind = found.facts.get(&Fact::Type).map_or_else(String::new, |kind| {
            format!(" `{}: {{ type: {}, … }}`", found.name, Type::read(&kind.text))
        });
        self.push(Finding {
            kind: Kind::MissingInSpec,
            message: format!("{at}: the spec has no such row"),
            spec: home.map(|home| (home.cite.clone(), "this table lacks it".to_owned())),
            page: Some((found.cite.clone(), "only the page has it".to_owned())),
            help: format!("add the row{kind}"),
            at,
        });
    }

    /// A table of the spec that the page has not.
    pub(super) fn spec_alone(&mut self, index: usize, table: &Table) {
        let is_expected = self.reachable.contains(&index);
        for row in table.rows.iter().filter(|row| row.absent.is_some() || !is_expected) {
            self.need_all(row);
        }
        let left: Vec<&Row> =
            table.rows.iter().filter(|row| is_expected && row.absent.is_none()).collect();
        if left.is_empty() {
            return;
        }
        if !matches!(table.place, Place::Object(_)) {
            return left.into_iter().for_each(|row| self.missing_on_page(table, row, None));
        }
        let at = table.place.at();
        self.push(Finding {
            kind: Kind::MissingOnPage,
            message: format!("{at}: the page has no table for this object"),
            spec: Some((
                table.cite.clone(),
                format!("{} that only the spec has", row_count(left.len())),
            )),
            page: None,
            help: format!(
                "remove the object; or, if it is known from elsewhere, add an erratum for each row: at: {at}.ROW, page: absent"
            ),
            at,
        });
    }

    /// A table of the page that the spec has not.
    pub(super) fn page_alone(&mut self, table: &Table) {
        match &table.place {
            // A status that the spec lacks is reported as such.
            Place::Response(status)
                if !status.is_empty()
                    && !self.expected.statuses.iter().any(|known| known.code == *status) =>
            {
                return;
            }
            Place::Path | Place::Query | Place::Header | Place::Body => {
                return table.rows.iter().for_each(|row| self.missing_in_spec(table, None, row));
            }
            Place::Response(_) | Place::Object(_) => {}
        }
        let at = table.place.at();
        let count = row_count(table.rows.len());
        self.push(Finding {
            kind: Kind::MissingInSpec,
            message: format!("{at}: the spec has no object for a table of the page"),
            spec: None,
            page: Some((
                table.cite.clone(),
                format!("{}, with {count} that only the page has", table.label),
            )),
            help: "add the object, and let the row that holds it name it".to_owned(),
            at,
        });
    }
}

/// Whether the page should describe the object that a row holds: not where an erratum gives the row a plain type.
pub(super) fn leads_on(row: &Row) -> bool {
    if !row.amended.contains_key(&Fact::Type) {
        return true;
    }
    row.facts.get(&Fact::Type).is_some_and(|stated| {
        let kind = Type::read(&stated.text);
        kind.naming("Object").is_some() || kind.object().is_some()
    })
}
