//! Enumerations: `values: { wire value: meaning }`.

use std::cmp::Ordering;

use super::facts::Names;
use super::number;
use crate::check::namespace::Namespace;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Enumeration, EnumerationValues, IntegerValue, Kind, Row, TextValue};
use crate::names::Ident;
use crate::raw::{Entries, Key, RawRow, row::Case};

/// The enumeration that a row of this plain kind is; `None` where it lists no values.
pub(crate) fn lower(names: &Names<'_>, plain: &Kind, raw: &RawRow, row: &Row) -> Option<Kind> {
    let report = names.report;
    if raw.values.is_absent() {
        refuse(raw, "a row without `values`", "add `values`", report);
        return None;
    }
    let what = match plain {
        Kind::Text if row.format.is_none() => None,
        Kind::Integer => None,
        Kind::Text | Kind::DateTime | Kind::EpochMillis => Some("a row with a format"),
        _ => Some("a row that is neither text nor integer"),
    };
    if let Some(what) = what {
        refuse(raw, what, "describe the values in `about`", report);
        return None;
    }
    let (entries, span) = raw.values.given()?;
    if entries.entries.is_empty() {
        report.push(
            Diagnostic::new("E0410", span, "an enumeration without values")
                .label("at least one `wire value: meaning`")
                .help("remove `values`"),
        );
        return None;
    }
    let case = raw.case.value.unwrap_or(Case::Sensitive);
    let type_name = names.owner.enumeration(&row.field);
    let variants = Variants { type_name: &type_name, taken: Namespace::default(), report };
    let values = if *plain == Kind::Integer {
        if let (Case::Insensitive, Some((_, span))) = (case, raw.case.given()) {
            report.push(
                Diagnostic::new("E0411", span, "`case` of numbers")
                    .label("numbers have no case")
                    .help("remove `case`"),
            );
        }
        EnumerationValues::Integer(integers(&variants, entries, raw, report))
    } else {
        EnumerationValues::Text(texts(&variants, entries, raw, case == Case::Insensitive))
    };
    claim(names, &type_name);
    Some(Kind::Enumeration(Enumeration {
        type_name,
        ignore_case: case == Case::Insensitive,
        values,
    }))
}

/// Reports keys of enumerations on a row that is none.
pub(crate) fn refuse(raw: &RawRow, what: &str, help: &str, report: &Report) {
    if let Some(span) = &raw.values.span {
        report.push(
            Diagnostic::new("E0409", span, format!("`values` on {what}"))
                .label("only texts and integers have an enumeration")
                .help(help),
        );
        return;
    }
    for (key, span) in [("closed", &raw.closed.span), ("case", &raw.case.span)] {
        if let Some(span) = span {
            report.push(
                Diagnostic::new("E0411", span, format!("`{key}` on {what}"))
                    .label(format!("`{key}` says how `values` are meant"))
                    .help(format!("remove `{key}`, or {help}")),
            );
        }
    }
}

fn claim(names: &Names<'_>, type_name: &Ident) {
    let what = format!("the values of `{}` become it", names.key.text);
    super::object::claim_type(
        names.types,
        type_name,
        &names.key.span,
        &what,
        "add `rust: other_name` to the row",
        names.report,
    );
}

fn texts(
    variants: &Variants<'_>,
    entries: &Entries<String>,
    raw: &RawRow,
    ignore_case: bool,
) -> Vec<TextValue> {
    let wires = Namespace::default();
    let mut values = Vec::new();
    for (key, meaning) in &entries.entries {
        let wire = if ignore_case { key.text.to_lowercase() } else { key.text.clone() };
        if let Err(taken) = wires.claim(&wire, &key.span, "the same value") {
            variants.report.push(
                Diagnostic::new("E0410", &key.span, format!("`{}` is listed twice", key.text))
                    .label("case does not count here")
                    .related(&taken.span, taken.what)
                    .help("keep one of them, or remove `case: insensitive`"),
            );
            continue;
        }
        let length = i64::try_from(key.text.chars().count()).unwrap_or(i64::MAX);
        within_bounds(length, &format!("the length of `{}`", key.text), key, raw, variants.report);
        let meaning = meaning.value.as_deref().unwrap_or_default().trim();
        let names = [key.text.as_str(), meaning];
        if let Some(variant) = variants.name(key, &names) {
            values.push(TextValue { wire: key.text.clone(), variant, meaning: meaning.to_owned() });
        }
    }
    values
}

fn integers(
    variants: &Variants<'_>,
    entries: &Entries<String>,
    raw: &RawRow,
    report: &Report,
) -> Vec<IntegerValue> {
    let mut values = Vec::new();
    for (key, at) in &entries.entries {
        let Some(wire) = number::read_integer(&key.text) else {
            report.push(
                Diagnostic::new(
                    "E0410",
                    &key.span,
                    format!("`{}` is no value of an Integer", key.text),
                )
                .label("a whole number of at most 64 bits")
                .help("correct it, or make the row a `String`"),
            );
            continue;
        };
        within_bounds(wire, &format!("the value {wire}"), key, raw, report);
        let meaning = at.value.as_deref().unwrap_or_default().trim();
        if at.value.is_none() {
            continue;
        }
        if let Some(variant) = variants.name(key, &[meaning]) {
            values.push(IntegerValue { wire, variant, meaning: meaning.to_owned() });
        }
    }
    values
}

fn within_bounds(size: i64, what: &str, key: &Key, raw: &RawRow, report: &Report) {
    for (name, bound, outside) in
        [("minimum", &raw.min, Ordering::Less), ("maximum", &raw.max, Ordering::Greater)]
    {
        let Some((scalar, bound_span)) = bound.given() else { continue };
        let Some(limit) = number::read_integer(&scalar.text) else { continue };
        if size.cmp(&limit) == outside {
            report.push(
                Diagnostic::new("E0410", &key.span, format!("{what} is beyond the {name}"))
                    .label("listed as a value")
                    .related(bound_span, format!("the {name} is {limit}"))
                    .help(
                        "correct the one that is wrong, and say what the page says in an erratum",
                    ),
            );
        }
    }
}

/// The variants of one enumeration.
struct Variants<'a> {
    type_name: &'a Ident,
    taken: Namespace<'a>,
    report: &'a Report,
}

impl Variants<'_> {
    /// The variant named after the first of the texts that gives a free name.
    fn name(&self, key: &Key, texts: &[&str]) -> Option<Ident> {
        let what = format!("`{}` has it already", key.text);
        let mut clash = None;
        for text in texts {
            let Some(variant) = Ident::variant(text) else { continue };
            match self.taken.claim(variant.as_str(), &key.span, &what) {
                Ok(()) => return Some(variant),
                Err(taken) => clash = clash.or(Some((variant, taken))),
            }
        }
        let diagnostic = match clash {
            Some((variant, taken)) => {
                let message =
                    format!("two values of `{}` become the variant `{variant}`", self.type_name);
                Diagnostic::new("E0208", &key.span, message)
                    .label("the second of them")
                    .related(&taken.span, taken.what)
                    .help("give the values meanings that differ: they name the variants where wire values can't")
            }
            None => Diagnostic::new(
                "E0208",
                &key.span,
                format!("`{}` gives no name for a variant", key.text),
            )
            .label("a Rust name is made of ASCII letters and digits")
            .help("give the value a meaning in plain words: it names the variant"),
        };
        self.report.push(diagnostic);
        None
    }
}
