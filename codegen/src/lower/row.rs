//! Rows: from what a table says to what a row of the model is.

use super::place::Owner;
use super::scope::{Scope, Type};
use super::{facts, location, secret};
use crate::check::namespace::Namespace;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Location, Row};
use crate::names::Ident;
use crate::raw::{At, Entries, Key, RawRow};
use crate::source::Span;

/// Rows of one emitted type, and where each was written.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    /// The key of each row.
    pub(crate) spans: Vec<Span>,
}

/// Who supplies the value of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Supplier {
    /// The request.
    Request,
    /// The client, for all requests.
    Client,
    /// The client, as its credential.
    Credential,
}

/// What the rows of one emitted type have in common.
pub(crate) struct Table<'a> {
    pub(crate) report: &'a Report,
    pub(crate) scope: Scope<'a>,
    /// The emitted type.
    pub(crate) owner: &'a Ident,
    /// Names of emitted types.
    pub(crate) types: &'a Namespace<'a>,
    /// Names of fields and setters of the emitted type.
    pub(crate) fields: Namespace<'a>,
}

impl<'a> Table<'a> {
    pub(crate) fn new(
        owner: &'a Ident,
        scope: Scope<'a>,
        types: &'a Namespace<'a>,
        report: &'a Report,
    ) -> Self {
        Self { report, scope, owner, types, fields: Namespace::default() }
    }

    /// Adds the rows of one documented table.
    pub(crate) fn add(
        &self,
        location: Location,
        table: &At<Entries<RawRow>>,
        supplier: &dyn Fn(&str) -> Supplier,
        rows: &mut Rows,
    ) {
        for (key, raw) in table.value.iter().flat_map(|table| &table.entries) {
            rows.rows.push(self.row(key, raw, location, supplier(&key.text)));
            rows.spans.push(key.span.clone());
        }
    }

    /// Lowers one row. An unusable one stays as a row of any JSON, so that other checks don't miss it.
    pub(crate) fn row(
        &self,
        key: &Key,
        at: &At<impl std::borrow::Borrow<RawRow>>,
        location: Location,
        supplier: Supplier,
    ) -> Row {
        let Some(raw) = at.value.as_ref().map(std::borrow::Borrow::borrow) else {
            let field = Ident::snake(&key.text).unwrap_or_else(Ident::placeholder);
            return Row::blank(&key.text, field, location);
        };
        let field = self.field(key, raw);
        let mut row = Row::blank(&key.text, field, location);
        row.held = supplier != Supplier::Request;
        row.credential = supplier == Supplier::Credential;
        row.required = raw.required.value.unwrap_or(false);
        row.nullable = raw.nullable.value.unwrap_or(false);
        row.deprecated = raw.deprecated.value.unwrap_or(false);
        row.reserved = raw.reserved.value.unwrap_or(false);
        row.secret = raw.secret.value.unwrap_or(false) || row.credential;
        row.about = raw.about.value.as_deref().map(|about| about.trim().to_owned());
        row.aliases = texts(&raw.aliases);
        if !row.held {
            self.claim(key, &row);
        }
        let what = format!("the row `{}`", key.text);
        let owner = Owner { what: &what, span: &key.span, report: self.report };
        row.documented_type = raw.kind.required("type", &owner).cloned().unwrap_or_default();
        let documented = match raw.kind.given() {
            Some((text, span)) => self.scope.read(text, span, self.report),
            None => Type::Unknown,
        };
        let names = facts::Names { key, owner: self.owner, types: self.types, report: self.report };
        facts::lower(&names, &documented, raw, &mut row);
        location::check(&row, raw, key, supplier, self.report);
        secret::check(&row, raw, key, &documented, self.report);
        row
    }

    fn field(&self, key: &Key, raw: &RawRow) -> Ident {
        if let Some((text, span)) = raw.rust.given() {
            return Ident::written_field(text).unwrap_or_else(|| {
                let mut diagnostic =
                    Diagnostic::new("E0207", span, format!("`{text}` is no name for a field"))
                        .label("not a Rust name in lower case with single `_` between words");
                diagnostic.help = Ident::snake(text).map(|better| format!("write `{better}`"));
                self.report.push(diagnostic);
                Ident::placeholder()
            });
        }
        Ident::snake(&key.text).unwrap_or_else(|| {
            if raw.rust.is_absent() {
                self.report.push(
                    Diagnostic::new(
                        "E0201",
                        &key.span,
                        format!("`{}` gives no name for a field", key.text),
                    )
                    .label("a Rust name is made of ASCII letters and digits")
                    .help("add `rust: some_name` to the row"),
                );
            }
            Ident::placeholder()
        })
    }

    fn claim(&self, key: &Key, row: &Row) {
        if row.field == Ident::placeholder() {
            return;
        }
        let what = format!("`{}` is the field `{}`", key.text, row.setter);
        if let Err(taken) = self.fields.claim(row.setter.as_str(), &key.span, &what) {
            self.report.push(
                Diagnostic::new(
                    "E0202",
                    &key.span,
                    format!("two rows become the field `{}` of `{}`", row.setter, self.owner),
                )
                .label("the second of them")
                .related(&taken.span, taken.what)
                .help("add `rust: other_name` to one of the rows"),
            );
        }
    }
}

/// Reports spellings of an object's fields that stand for two rows.
pub(crate) fn check_aliases<'r>(
    rows: impl Iterator<Item = (&'r Key, &'r RawRow)> + Clone,
    report: &Report,
) {
    let names = Namespace::default();
    for (key, _) in rows.clone() {
        // Two rows of one name are two keys of one name, which the reader reports.
        let _ = names.claim(&key.text, &key.span, "a row has this name");
    }
    for (key, raw) in rows {
        for alias in raw.aliases.value.iter().flatten() {
            let Some((text, span)) = alias.given() else { continue };
            let what = format!("an alias of `{}`", key.text);
            if let Err(taken) = names.claim(text, span, &what) {
                report.push(
                    Diagnostic::new("E0215", span, format!("`{text}` stands for two rows"))
                        .label(what)
                        .related(&taken.span, taken.what)
                        .help("remove the alias"),
                );
            }
        }
    }
}

fn texts(list: &At<Vec<At<String>>>) -> Vec<String> {
    list.value.iter().flatten().filter_map(|item| item.value.clone()).collect()
}
