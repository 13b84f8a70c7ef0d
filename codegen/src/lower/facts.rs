//! The facts of a row: its kind, and which of its keys go with its type.

use super::scope::Type;
use super::{default, limits, text, values};
use crate::check::namespace::Namespace;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Format, Kind, Row};
use crate::names::Ident;
use crate::raw::{At, Key, RawRow, row as raw_row};
use crate::source::Span;

/// What a row needs to name its enumeration.
pub(crate) struct Names<'a> {
    pub(crate) key: &'a Key,
    pub(crate) owner: &'a Ident,
    pub(crate) types: &'a Namespace<'a>,
    pub(crate) report: &'a Report,
}

/// Fills the kind and all that constrains the value.
pub(crate) fn lower(names: &Names<'_>, documented: &Type, raw: &RawRow, row: &mut Row) {
    if *documented == Type::Unknown {
        row.kind = Kind::Json;
        return;
    }
    row.format = format(names, documented, raw);
    row.kind = kind(names, documented, raw, row);
    row.closed = raw.closed.value.unwrap_or(false);
    row.unit.clone_from(&raw.unit.value);
    limits::lower(names, documented, raw, row);
    text::lower(names, raw, row);
    unit(names, raw, row);
    default::lower(names, raw, row);
}

fn kind(names: &Names<'_>, documented: &Type, raw: &RawRow, row: &mut Row) -> Kind {
    match documented {
        Type::List(item) => Kind::List(Box::new(items(names, item, raw, row))),
        Type::Map(item) => Kind::Map(Box::new(items(names, item, raw, row))),
        _ => {
            misplaced(&raw.each, "each", "an `Array of` or `Map of`", row, names.report);
            let plain = plain(documented, row.format);
            values::lower(names, &plain, raw, row).unwrap_or(plain)
        }
    }
}

/// The kind of the items of a list or map, and what `each` says of them.
fn items(names: &Names<'_>, item: &Type, raw: &RawRow, row: &mut Row) -> Kind {
    values::refuse(
        raw,
        "a list or map",
        "`each: { values: … }` lists the values of its items",
        names.report,
    );
    let Some((each, _)) = raw.each.given() else { return bare(item) };
    only_constraints(each, names.report);
    let mut inner = Row::blank("", row.field.clone(), row.location);
    let prefix = if matches!(row.kind, Kind::Map(_)) { "Map of " } else { "Array of " };
    inner.documented_type = match row.documented_type.strip_prefix(prefix) {
        Some(rest) => rest.to_owned(),
        None => row
            .documented_type
            .split_once(" of ")
            .map_or(String::new(), |(_, rest)| rest.to_owned()),
    };
    lower(names, item, each, &mut inner);
    let kind = inner.kind.clone();
    row.each = Some(Box::new(inner));
    kind
}

/// The kind of an item about which nothing more is said.
fn bare(item: &Type) -> Kind {
    match item {
        Type::List(inner) => Kind::List(Box::new(bare(inner))),
        Type::Map(inner) => Kind::Map(Box::new(bare(inner))),
        _ => plain(item, None),
    }
}

fn plain(documented: &Type, format: Option<Format>) -> Kind {
    match (documented, format) {
        (Type::Text, Some(Format::DateTime)) | (Type::DateTime, _) => Kind::DateTime,
        (Type::Text, _) => Kind::Text,
        (Type::Integer, Some(Format::EpochMillis)) => Kind::EpochMillis,
        (Type::Integer, _) => Kind::Integer,
        (Type::Double, _) => Kind::Double,
        (Type::Boolean, _) => Kind::Boolean,
        (Type::Object(object), _) => Kind::Object { object: object.clone(), boxed: false },
        (Type::Json | Type::Unknown | Type::List(_) | Type::Map(_), _) => Kind::Json,
    }
}

fn format(names: &Names<'_>, documented: &Type, raw: &RawRow) -> Option<Format> {
    let (format, span) = raw.format.given()?;
    let (format, fits, wanted) = match format {
        raw_row::Format::DateTime => (
            Format::DateTime,
            matches!(documented, Type::Text | Type::DateTime),
            "`String` or `DateTime`",
        ),
        raw_row::Format::EpochMs => {
            (Format::EpochMillis, *documented == Type::Integer, "`Integer` or `Long`")
        }
        raw_row::Format::Uuid => (Format::Uuid, *documented == Type::Text, "`String`"),
        raw_row::Format::Uri => (Format::Uri, *documented == Type::Text, "`String`"),
    };
    if fits {
        return Some(format);
    }
    names.report.push(
        Diagnostic::new("E0412", span, "a format that the type does not have")
            .label(format!("only {wanted} has this format"))
            .help("remove `format`; the format of items stands in `each: { format: … }`"),
    );
    None
}

fn unit(names: &Names<'_>, raw: &RawRow, row: &Row) {
    if !matches!(row.kind, Kind::Integer | Kind::Double) {
        misplaced(&raw.unit, "unit", "an Integer, Long or Double", row, names.report);
    }
}

/// Reports a key that the type of its row does not have.
pub(crate) fn misplaced<T>(at: &At<T>, key: &str, wanted: &str, row: &Row, report: &Report) {
    if let Some(span) = &at.span {
        report.push(
            Diagnostic::new(
                "E0416",
                span,
                format!("`{key}` on a row of type `{}`", row.documented_type),
            )
            .label(format!("only {wanted} has `{key}`"))
            .help(format!("remove `{key}`, or correct `type`")),
        );
    }
}

/// Reports what `each` can't say.
fn only_constraints(each: &RawRow, report: &Report) {
    let spans: [(&str, &Option<Span>); 11] = [
        ("type", &each.kind.span),
        ("required", &each.required.span),
        ("default", &each.default.span),
        ("list", &each.list.span),
        ("nullable", &each.nullable.span),
        ("aliases", &each.aliases.span),
        ("secret", &each.secret.span),
        ("deprecated", &each.deprecated.span),
        ("reserved", &each.reserved.span),
        ("rust", &each.rust.span),
        ("about", &each.about.span),
    ];
    for (key, span) in spans {
        if let Some(span) = span {
            report.push(
                Diagnostic::new("E0419", span, format!("`{key}` in `each`"))
                    .label("`each` holds what constrains the items, and nothing else")
                    .help(format!("move `{key}` to the row, or remove it")),
            );
        }
    }
}
