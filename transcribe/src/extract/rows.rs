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
    let Named { depth, name, mandatory: beside } = name(&written)?;
    let line = line_of(cells, name_column);
    let mut row = Row { name, line, depth, ..Row::default() };
    row.type_name = text(cells, columns, Column::Type);
    row.type_name.take_if(|found| is_nothing(&found.value) && found.value != "无");
    let beside = beside.or_else(|| answer_in_brackets(&row.type_name.as_ref()?.value));
    let guess = |answer| Found { value: yes(answer), line, certainty: Certainty::Prose };
    row.mandatory = mandatory(cells, columns).or_else(|| beside.map(guess));
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
    in_type(&mut row);
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

/// What the cell of a name says.
struct Named {
    /// How many marks of depth stand before the name.
    depth: usize,
    name: String,
    /// Whether it says that the row is mandatory: below the name, or in brackets.
    mandatory: Option<bool>,
}

fn name(written: &str) -> Option<Named> {
    let (depth, rest) = marks(written.trim());
    let mut lines = rest.lines().map(str::trim).collect::<Vec<_>>();
    let mut mandatory = None;
    while let [_, .., last] = lines.as_slice() {
        let Some(answer) = words::yes_or_no(last.trim_matches(['(', ')', '（', '）'])) else {
            break;
        };
        mandatory = Some(answer);
        lines.pop();
    }
    let name: String = lines.join(" ");
    let mut name = name.trim_matches(['*', '`', ' ']);
    if let Some(answer) = answer_in_brackets(name) {
        mandatory = mandatory.or(Some(answer));
        name = name.split(['(', '（']).next().unwrap_or_default().trim_end();
    }
    // A placeholder is the parameter that it stands for.
    let bare = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    let name = bare.trim().replace("\\_", "_");
    (!name.is_empty() && !is_nothing(&name)).then_some(Named { depth, name, mandatory })
}

/// How many marks of depth a text begins with, and what follows: `»» name`, `└─ name`, `-- name`.
fn marks(written: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = written;
    loop {
        let Some(mark) = rest.chars().next() else { return (depth, rest) };
        let Some(next) = rest.get(mark.len_utf8()..) else { return (depth, rest) };
        match mark {
            '»' | '›' | '>' | '└' | '├' | '∟' => depth += 1,
            '─' | '│' | '┃' | '━' | '\u{a0}' => {}
            '-' | '+' if next.starts_with([' ', '-', '+', '>']) || depth > 0 || is_word(next) => {
                depth += usize::from(!next.starts_with('>'));
            }
            _ => return (depth, rest),
        }
        rest = next.trim_start_matches([' ', '\t']);
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && super::columns::is_name(text)
}

/// The answer in brackets at the end of a text: `list (Required)`, `名称（必填）`.
fn answer_in_brackets(text: &str) -> Option<bool> {
    let (_, inside) = text.trim().strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    let answer = words::yes_or_no(inside)?;
    (words::key(inside).chars().count() > 1).then_some(answer)
}

/// The code in `400 Bad Request`.
pub(super) fn code(name: &str) -> &str {
    let end = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
    match name.split_at_checked(end) {
        Some((code, rest)) if end == 3 && rest.starts_with([' ', ':', '-', '(', '（', '：']) => {
            code
        }
        _ => name,
    }
}

/// The tree that marks such as `├` and `└` draw: what follows the last one of its level stands below it.
#[derive(Default)]
pub(super) struct Tree {
    /// Levels whose last row was met.
    closed: usize,
}

impl Tree {
    pub(super) fn place(&mut self, row: &mut Row, cell: Option<&Cell>) {
        let written = cell.map(Cell::plain).unwrap_or_default();
        let first = written.trim_start().chars().next();
        match first {
            Some('├' | '└') if row.depth == 1 => row.depth += self.closed,
            Some('│' | '├' | '└') => {}
            _ => self.closed = 0,
        }
        let holds_rows = row.type_name.as_ref().is_some_and(|found| {
            let lower = found.value.to_lowercase();
            ["object", "array", "list", "[]", "struct", "map"]
                .iter()
                .any(|word| lower.contains(word))
        });
        if first == Some('└') && holds_rows {
            self.closed += 1;
        }
    }
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

/// What a type says in brackets: `String(64)`, `string (round, square)`.
fn in_type(row: &mut Row) {
    let Some(found) = &row.type_name else { return };
    let Some((name, inside)) =
        found.value.trim().strip_suffix([')', '）']).and_then(|rest| rest.split_once(['(', '（']))
    else {
        return;
    };
    let line = found.line;
    let is_text =
        matches!(words::key(name).as_str(), "string" | "str" | "varchar" | "char" | "字符串");
    let certainty = Certainty::Prose;
    if let Some(length) = super::numbers::number(inside).filter(|_| is_text) {
        row.max.get_or_insert(Found { value: length, line, certainty });
    } else if let Some(range) = super::numbers::range(inside).filter(|_| is_text) {
        for (place, value) in [(&mut row.min, range.min), (&mut row.max, range.max)] {
            if let (None, Some(value)) = (&place, value) {
                *place = Some(Found { value, line, certainty });
            }
        }
    } else if is_text && row.values.is_none() {
        let parts: Vec<&str> = inside.split([',', '，', '|', '/', '、']).map(str::trim).collect();
        let is_value = |part: &&str| {
            super::columns::is_name(part)
                && !words::is_type(part)
                && words::yes_or_no(part).is_none()
        };
        if parts.len() >= 2 && parts.iter().all(is_value) {
            let choice = |part: &&str| Choice { value: (*part).to_owned(), meaning: None };
            row.values = Some(Found { value: parts.iter().map(choice).collect(), line, certainty });
        }
    }
}

/// A column of its own for constraints: a bare range or a bare list is labelled by the column.
fn constraint_column(row: &mut Row, cell: &Cell) {
    for line in description::lines(&cell.blocks) {
        let found =
            |value: String| Some(Found { value, line: line.at, certainty: Certainty::Stated });
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
