//! `paginate:` how pages of results follow each other.

use super::number;
use super::place::Owner;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{EnumerationValues, Kind, Location, Object, Pagination, Row};
use crate::raw::{At, RawPaginate};
use crate::suggest::did_you_mean;

/// Lowers the pagination of an operation.
pub(crate) fn lower(
    at: &At<RawPaginate>,
    rows: &[Row],
    answer: Option<&Object>,
    report: &Report,
) -> Option<Pagination> {
    let (raw, span) = at.given()?;
    let owner = Owner { what: "`paginate`", span, report };
    raw.offset.required("offset", &owner);
    raw.limit.required("limit", &owner);
    raw.items.required("items", &owner);
    let query: Vec<&Row> =
        rows.iter().filter(|row| row.location == Location::Query && !row.held).collect();
    let answer_rows: Option<Vec<&Row>> = answer.map(|answer| answer.rows.iter().collect());
    let integer = |row: &Row| matches!(row.kind, Kind::Integer);
    let count = |row: &Row| match &row.kind {
        Kind::Enumeration(enumeration) => {
            matches!(enumeration.values, EnumerationValues::Integer(_))
        }
        kind => *kind == Kind::Integer,
    };
    let list = |row: &Row| matches!(row.kind, Kind::List(_));
    let in_query = "a query parameter of type Integer or Long";
    named(&raw.offset, &query, &integer, in_query, report);
    named(&raw.limit, &query, &integer, in_query, report);
    if let Some(rows) = &answer_rows {
        named(&raw.items, rows, &list, "an `Array of` in the answer", report);
        named(&raw.total, rows, &count, "an Integer or Long in the answer", report);
    }
    let page_max = number::integer(&raw.page_max, "`page_max`", report).and_then(|value| {
        let positive = u64::try_from(value).ok().filter(|value| *value > 0);
        if let (None, Some((_, span))) = (positive, raw.page_max.given()) {
            report.push(
                Diagnostic::new("E0711", span, "a page that holds nothing")
                    .label("a positive number of items")
                    .help("remove `page_max` if the page does not say it"),
            );
        }
        positive
    });
    Some(Pagination {
        offset: raw.offset.value.clone()?,
        limit: raw.limit.value.clone()?,
        page_max,
        items: raw.items.value.clone()?,
        total: raw.total.value.clone(),
    })
}

fn named(
    at: &At<String>,
    rows: &[&Row],
    fits: &dyn Fn(&Row) -> bool,
    wanted: &str,
    report: &Report,
) {
    let Some((name, span)) = at.given() else { return };
    match rows.iter().find(|row| row.name == *name) {
        None => {
            let mut diagnostic =
                Diagnostic::new("E0711", span, format!("`paginate` names no row: `{name}`"))
                    .label(format!("the name of {wanted}"));
            diagnostic.help =
                did_you_mean(name, rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>());
            report.push(diagnostic);
        }
        Some(row) if row.is_unread() => {}
        Some(row) if !fits(row) => report.push(
            Diagnostic::new(
                "E0711",
                span,
                format!("`{name}` is of type `{}`", row.documented_type),
            )
            .label(format!("wanted is {wanted}"))
            .help("name another row, or remove `paginate`"),
        ),
        Some(_) => {}
    }
}
