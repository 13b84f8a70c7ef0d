//! The tables of a page, before it is known what each describes.

use super::columns::{self, Columns};
use super::outline::Context;
use super::{roles, rows};
use crate::document::{Block, Content, Document, Link, Row as Cells, Table};
use crate::facts::{self, Certainty, Doubt, Role, Side};
use crate::words::{self, Column};

/// A table with what is needed to find out what it describes.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) table: facts::Table,
    pub(super) kind: Kind,
    pub(super) context: Context,
    /// The number in its caption.
    pub(super) number: Option<String>,
    pub(super) anchors: Vec<String>,
    /// For each row, where its cells refer to.
    pub(super) references: Vec<Vec<Link>>,
    /// Where its caption names nothing: the heading, item or line right before it that names what it describes.
    pub(super) label: Option<String>,
    /// Where it has neither caption nor label: the sentence right before it.
    pub(super) lead: Option<String>,
    /// Index of the draft and row in whose cell it stands.
    pub(super) inside: Option<facts::RowPlace>,
}

/// What the columns of a table tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Parameters or fields.
    Fields,
    /// Names with explanations: fields, values or anything else.
    Explanations,
    /// Status codes.
    Status,
    /// Error codes.
    Errors,
    /// No column is known.
    Unknown,
    /// Parameters that a column of the table puts here.
    Placed(Role),
}

/// The tables, in the order of the page; those inside cells follow the one that they stand in.
pub(super) fn tables(
    document: &Document,
    outline: &[Context],
    doubts: &mut Vec<Doubt>,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, (block, context)) in document.blocks.iter().zip(outline).enumerate() {
        let Content::Table(table) = &block.content else { continue };
        // A table that states method and address is no table of parameters.
        if context.begins.is_some() {
            continue;
        }
        let first = drafts.len();
        let place = Place { line: block.line, context, inside: None };
        add(&mut drafts, table, place, doubts);
        let before = index
            .checked_sub(1)
            .and_then(|before| Some((document.blocks.get(before)?, outline.get(before)?)));
        let caption = table.caption.as_ref().map(|caption| caption.plain.as_str());
        if let Some((before, its)) = before.filter(|_| caption.is_none_or(roles::names_nothing)) {
            for draft in drafts.iter_mut().skip(first).filter(|draft| draft.inside.is_none()) {
                introduce(draft, before, its);
            }
        }
    }
    drafts
}

/// Takes the block before a table for its label, or for the sentence that leads to it.
fn introduce(draft: &mut Draft, before: &Block, context: &Context) {
    let Some(text) = before.content.text() else { return };
    let plain = text.plain.trim();
    let names = !context.announces && context.begins.is_none() && plain.chars().count() <= 60;
    let is_sentence =
        plain.ends_with(['.', '。', ':', '：']) || plain.contains(", ") || plain.contains('，');
    match before.content {
        Content::Heading { .. } | Content::Item(_) if names => draft.label = Some(plain.to_owned()),
        Content::Paragraph(_) if names && !is_sentence => draft.label = Some(plain.to_owned()),
        Content::Paragraph(_) | Content::Item(_)
            if draft.table.caption.is_none()
                && plain.chars().count() <= 200
                && (!context.announces || words::phrase(plain).is_none()) =>
        {
            draft.lead = Some(plain.to_owned());
        }
        _ => {}
    }
}

/// Where a table stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    line: usize,
    context: &'p Context,
    /// The row in whose cell it stands.
    inside: Option<facts::RowPlace>,
}

fn add(drafts: &mut Vec<Draft>, table: &Table, place: Place<'_>, doubts: &mut Vec<Doubt>) {
    let columns = columns::columns(table);
    let kind = kind(table, &columns);
    if columns.guessed && kind != Kind::Fields {
        let message = "a table without a head that is known; its rows are not read".to_owned();
        doubts.push(Doubt { line: place.line, message });
    }
    let mut draft = empty(table, kind, place);
    let mut nested = Vec::new();
    let mut places = Vec::new();
    let mut tree = rows::Tree::default();
    let name_column = name_column(kind, &columns);
    for cells in table.rows.iter().skip(columns.head) {
        if is_divider(cells, name_column) {
            continue;
        }
        if cells.cells.len() < columns.kinds.len() && kind == Kind::Fields && cells.cells.len() < 2
        {
            doubts.push(ragged(cells, &columns));
        }
        let Some(mut row) = rows::row(cells, &columns, name_column) else { continue };
        tree.place(&mut row, cells.cells.get(name_column));
        if kind == Kind::Status {
            row.name = String::from(rows::code(&row.name));
        }
        let inner = cells.cells.iter().filter(|cell| rows::holds_table(cell));
        nested.extend(inner.map(|cell| (draft.table.rows.len(), cell)));
        let column = columns.index(Column::Place);
        let said = column.and_then(|column| columns::place(&cells.cells.get(column)?.plain()));
        places.push(said.map(|role| sent(role, place.context.side)));
        draft.references.push(references(cells));
        draft.table.rows.push(row);
    }
    // Rows with bounds and defaults of their own are parameters, whatever the head leaves out.
    if draft.kind == Kind::Explanations && draft.table.rows.iter().any(is_labelled) {
        draft.kind = Kind::Fields;
    }
    let rows = split_by_place(drafts, draft, &places);
    for (row, cell) in nested {
        let inside = rows.get(row).copied();
        for block in &cell.blocks {
            if let Content::Table(inner) = &block.content {
                add(drafts, inner, Place { line: block.line, inside, ..place }, doubts);
            }
        }
    }
}

fn name_column(kind: Kind, columns: &Columns) -> usize {
    let column = match kind {
        Kind::Unknown => None,
        Kind::Status => columns.index(Column::StatusCode),
        Kind::Errors => columns.index(Column::ErrorCode),
        _ => columns.index(Column::Name),
    };
    column.unwrap_or(0)
}

fn ragged(cells: &Cells, columns: &Columns) -> Doubt {
    let (has, of) = (cells.cells.len(), columns.kinds.len());
    Doubt { line: cells.line, message: format!("a row of {has} cells in a table of {of} columns") }
}

fn is_labelled(row: &facts::Row) -> bool {
    let stated = [&row.min, &row.max, &row.default];
    stated.into_iter().flatten().any(|found| found.certainty == Certainty::Stated)
}

fn empty(table: &Table, kind: Kind, place: Place<'_>) -> Draft {
    let Place { line, context, inside } = place;
    let caption = table.caption.as_ref().map(|text| text.plain.replace('\n', " "));
    let number =
        caption.as_deref().and_then(words::caption).map(|caption| caption.number.to_owned());
    Draft {
        table: facts::Table {
            caption,
            line,
            role: Role::Other,
            certainty: Certainty::Stated,
            side: context.side,
            status: context.status.clone(),
            object: None,
            operation: context.operation,
            parents: Vec::new(),
            rows: Vec::new(),
        },
        kind,
        context: context.clone(),
        number,
        anchors: table.anchors.clone(),
        references: Vec::new(),
        label: None,
        lead: None,
        inside,
    }
}

/// What the columns say.
fn kind(table: &Table, columns: &Columns) -> Kind {
    let first = columns.kinds.first().copied().flatten();
    if columns.has(Column::ErrorCode) && columns.has(Column::StatusCode) {
        return Kind::Errors;
    }
    if first == Some(Column::StatusCode)
        || columns.has(Column::StatusCode) && !columns.has(Column::Name)
    {
        return Kind::Status;
    }
    if first == Some(Column::ErrorCode)
        || columns.has(Column::ErrorCode) && !columns.has(Column::Name)
    {
        return Kind::Errors;
    }
    if !columns.has(Column::Name) {
        return Kind::Unknown;
    }
    let says = |kind| columns.has(kind);
    if says(Column::Mandatory)
        || says(Column::Optional)
        || says(Column::Type)
        || says(Column::Default)
        || says(Column::Place)
    {
        return Kind::Fields;
    }
    if table.rows.len() > columns.head { Kind::Explanations } else { Kind::Unknown }
}

/// A row that is one cell over all columns divides a table and describes nothing.
fn is_divider(cells: &Cells, name_column: usize) -> bool {
    let spans = cells.cells.len() >= 3 && cells.cells.iter().skip(1).all(|cell| cell.spanned);
    spans || cells.cells.get(name_column).is_some_and(|cell| cell.spanned && name_column == 0)
}

fn references(cells: &Cells) -> Vec<Link> {
    let mut found = Vec::new();
    for text in
        cells.cells.iter().flat_map(|cell| &cell.blocks).filter_map(|block| block.content.text())
    {
        found.extend(text.links.iter().cloned());
        for number in table_numbers(&text.plain) {
            found.push(Link { shown: number, target: String::new() });
        }
    }
    found
}

/// The numbers of the tables that a text names: `For details, see Table 5.`
fn table_numbers(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    for word in ["Table", "table", "表"] {
        for (at, _) in text.match_indices(word) {
            let rest = text.get(at + word.len()..).unwrap_or_default().trim_start();
            let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
            let number = rest.get(..end).unwrap_or_default().trim_end_matches('-');
            if !number.is_empty() && !numbers.iter().any(|known| known == number) {
                numbers.push(number.to_owned());
            }
        }
    }
    numbers
}

/// The places that rows can name.
const PLACES: [Role; 6] = [
    Role::Path,
    Role::Query,
    Role::Header,
    Role::RequestBody,
    Role::ResponseHeader,
    Role::ResponseBody,
];

/// A place in the message that a table is part of.
fn sent(role: Role, side: Option<Side>) -> Role {
    match (role, side) {
        (Role::Header, Some(Side::Response)) => Role::ResponseHeader,
        (Role::RequestBody, Some(Side::Response)) => Role::ResponseBody,
        _ => role,
    }
}

/// A table whose rows say where each is sent becomes one table for each place; gives where each row went.
fn split_by_place(
    drafts: &mut Vec<Draft>,
    draft: Draft,
    places: &[Option<Role>],
) -> Vec<facts::RowPlace> {
    let whole = |row| facts::RowPlace { table: drafts.len(), row };
    let mut went: Vec<facts::RowPlace> = (0..places.len()).map(whole).collect();
    if draft.kind != Kind::Fields || places.iter().all(Option::is_none) {
        drafts.push(draft);
        return went;
    }
    let rest = sent(Role::RequestBody, draft.context.side);
    for role in PLACES {
        let mut part = Draft {
            table: facts::Table { rows: Vec::new(), ..draft.table.clone() },
            kind: Kind::Placed(role),
            context: draft.context.clone(),
            number: draft.number.clone(),
            anchors: draft.anchors.clone(),
            references: Vec::new(),
            label: None,
            lead: None,
            inside: draft.inside,
        };
        for (index, (place, to)) in places.iter().zip(&mut went).enumerate() {
            if place.unwrap_or(rest) != role {
                continue;
            }
            *to = facts::RowPlace { table: drafts.len(), row: part.table.rows.len() };
            part.table.rows.extend(draft.table.rows.get(index).cloned());
            part.references.push(draft.references.get(index).cloned().unwrap_or_default());
        }
        if !part.table.rows.is_empty() {
            drafts.push(part);
        }
    }
    went
}
