//! The rows of a table.

use super::columns::Columns;
use super::constraints;
use super::description::{self, Line};
use crate::document::{Cell, Content, Row as Cells};
use crate::facts::{Certainty, Choice, Found, Mandatory, Row};
use crate::words::{self, Column};

/// The row in these cells; `None` where it names nothing.
pub(super) fn row(cells: &Cells, columns: &Columns, name_column: usize) -> Option<Row> {
    let written = cells.cells.get(name_column)?.plain();
    let (depth, name) = name(&written)?;
    let mut row = Row { name, line: line_of(cells, name_column), depth, ..Row::default() };
    row.mandatory = mandatory(cells, columns);
    row.type_name = text(cells, columns, Column::Type);
    if let Some(Found { value, .. }) = &row.type_name
        && is_nothing(value)
        && value != "无"
    {
        row.type_name = None;
    }
    let mut lines = Vec::new();
    for (index, kind) in columns.kinds.iter().enumerate() {
        let describes =
            matches!(kind, Some(Column::Description | Column::Meaning | Column::Constraint) | None);
        if describes
            && index != name_column
            && let Some(cell) = cells.cells.get(index)
        {
            lines.extend(
                description::lines(&cell.blocks).into_iter().filter(|line| !is_nothing(&line.text)),
            );
        }
    }
    let lines = without_notes(lines);
    constraints::read(&mut row, &lines);
    if let Some(default) =
        text(cells, columns, Column::Default).filter(|found| !is_nothing(&found.value))
    {
        row.default = Some(default);
    }
    if let Some(column) = columns.index(Column::Constraint)
        && let Some(cell) = cells.cells.get(column)
    {
        constraint_column(&mut row, cell);
    }
    Some(row)
}

/// Marks of depth and the name behind them.
fn name(written: &str) -> Option<(usize, String)> {
    let mut depth = 0;
    let mut rest = written.trim_start();
    while let Some(next) = rest.strip_prefix(['»', '›', '└', '├', '─', '│', '>']) {
        depth += usize::from(rest.starts_with(['»', '›', '>', '└', '├']));
        rest = next.trim_start();
    }
    let name: String = rest.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(['*', '`', ' ']).replace("\\_", "_");
    (!name.is_empty() && !is_nothing(&name)).then_some((depth, name))
}

fn is_nothing(text: &str) -> bool {
    matches!(
        text.trim(),
        "" | "-" | "--" | "—" | "–" | "/" | "none" | "None" | "N/A" | "n/a" | "无"
    )
}

fn line_of(cells: &Cells, column: usize) -> usize {
    let cell = cells.cells.get(column);
    cell.and_then(|cell| cell.blocks.first()).map_or(cells.line, |block| block.line)
}

fn text(cells: &Cells, columns: &Columns, kind: Column) -> Option<Found<String>> {
    let column = columns.index(kind)?;
    let plain = cells.cells.get(column)?.plain();
    let value = plain.split_whitespace().collect::<Vec<_>>().join(" ").replace("\\_", "_");
    let value = value.trim_matches(['*', '`']).to_owned();
    let certainty = if columns.guessed { Certainty::Guessed } else { Certainty::Stated };
    (!value.is_empty()).then(|| Found { value, line: line_of(cells, column), certainty })
}

fn mandatory(cells: &Cells, columns: &Columns) -> Option<Found<Mandatory>> {
    let (found, inverted) = match text(cells, columns, Column::Mandatory) {
        Some(found) => (found, false),
        None => (text(cells, columns, Column::Optional)?, true),
    };
    let value = match words::yes_or_no(&found.value) {
        // Under `Optional`, "optional" and "mandatory" still mean what they say.
        Some(answer) if inverted && is_bare_answer(&found.value) => yes(!answer),
        Some(answer) => yes(answer),
        None if is_nothing(&found.value) => return None,
        None => Mandatory::Conditional(found.value),
    };
    Some(Found { value, line: found.line, certainty: found.certainty })
}

fn is_bare_answer(text: &str) -> bool {
    matches!(words::key(text).as_str(), "yes" | "no" | "y" | "n" | "true" | "false" | "是" | "否")
}

fn yes(answer: bool) -> Mandatory {
    if answer { Mandatory::Yes } else { Mandatory::No }
}

/// A note is a sentence like any other, but its mark says nothing.
fn without_notes(lines: Vec<Line>) -> Vec<Line> {
    let kept = lines.into_iter().filter_map(|line| match words::note(&line.text) {
        Some(note) if note.rest.is_empty() => None,
        Some(note) => Some(Line { text: note.rest.to_owned(), ..line }),
        None => Some(line),
    });
    kept.collect()
}

/// A column of its own for constraints: a bare range or a bare list is labelled by the column.
fn constraint_column(row: &mut Row, cell: &Cell) {
    for line in description::lines(&cell.blocks) {
        let found =
            |value: String| Some(Found { value, line: line.line, certainty: Certainty::Stated });
        if let Some(range) = super::numbers::range(&line.text) {
            row.min = range.min.and_then(found).or(row.min.take());
            row.max = range.max.and_then(found).or(row.max.take());
        }
    }
}

/// Whether a cell holds a table of its own.
pub(super) fn holds_table(cell: &Cell) -> bool {
    cell.blocks.iter().any(|block| matches!(block.content, Content::Table(_)))
}

/// A value that a table of explanations lists, as a choice of the row that refers to it.
pub(super) fn as_choice(row: &Row) -> Choice {
    let meaning =
        row.sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ");
    Choice { value: row.name.clone(), meaning: (!meaning.is_empty()).then_some(meaning) }
}
