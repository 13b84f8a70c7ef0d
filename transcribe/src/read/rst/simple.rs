//! Simple tables: columns below runs of `=`.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

use super::body::{self, Place};
use super::lines::Line;
use crate::document::{Cell, Row, Table};

/// The simple table that begins at a line, and the line after it.
pub(super) fn table(lines: &[Line<'_>], at: usize, place: Place) -> Option<(Table, usize)> {
    let columns = columns(&lines.get(at)?.text)?;
    let end = end(lines, at)?;
    let mut table = Table::default();
    let mut row: Vec<&Line<'_>> = Vec::new();
    for line in lines.get(at + 1..end)? {
        if border(&line.text, '=') {
            finish(&mut row, &columns, place, &mut table);
            if line.number < lines.get(end - 1)?.number {
                table.head = table.rows.len();
            }
        } else if border(&line.text, '-') {
            finish(&mut row, &columns, place, &mut table);
        } else {
            // A row begins where its first column is not empty; blank lines separate rows too.
            let first =
                slice(&line.text, columns.first()?.0, columns.get(1).map(|column| column.0));
            if !first.trim().is_empty() || line.is_blank() && columns.len() == 1 {
                finish(&mut row, &columns, place, &mut table);
            }
            row.push(line);
        }
    }
    finish(&mut row, &columns, place, &mut table);
    (!table.rows.is_empty()).then_some((table, end))
}

/// Start and end of each column, in columns of the screen.
fn columns(text: &str) -> Option<Vec<(usize, usize)>> {
    if !border(text, '=') || !text.contains(' ') {
        return None;
    }
    let mut columns: Vec<(usize, usize)> = Vec::new();
    let mut previous = ' ';
    for (position, c) in text.chars().enumerate() {
        if c == '=' {
            match columns.last_mut().filter(|_| previous == '=') {
                Some(column) => column.1 = position + 1,
                None => columns.push((position, position + 1)),
            }
        }
        previous = c;
    }
    Some(columns)
}

/// Whether a line is runs of a mark with spaces between.
fn border(text: &str, mark: char) -> bool {
    text.starts_with(mark) && text.len() > 1 && text.chars().all(|c| c == mark || c == ' ')
}

/// The line after the last border: the one that a blank line follows, or the third.
fn end(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let mut borders = 0;
    for (index, line) in lines.iter().enumerate().skip(at + 1) {
        if !line.is_blank()
            && line.indent() == 0
            && border(&line.text, '=')
            && line.text.contains(' ')
        {
            borders += 1;
            if borders == 2 || lines.get(index + 1).is_none_or(Line::is_blank) {
                return Some(index + 1);
            }
        }
    }
    None
}

fn finish(row: &mut Vec<&Line<'_>>, columns: &[(usize, usize)], place: Place, table: &mut Table) {
    let lines = std::mem::take(row);
    if lines.iter().all(|line| line.is_blank()) {
        return;
    }
    let cell = |index: usize, start: usize| {
        let next = columns.get(index + 1).map(|column| column.0);
        let lines: Vec<Line<'_>> = lines
            .iter()
            .map(|line| Line {
                number: line.number,
                text: slice(&line.text, start, next).trim_end().to_owned().into(),
            })
            .collect();
        Cell { blocks: body::cell(&lines, place), spanned: false }
    };
    let cells = columns.iter().enumerate().map(|(index, column)| cell(index, column.0)).collect();
    let line = lines.iter().find(|line| !line.is_blank()).map_or(1, |line| line.number);
    table.rows.push(Row { line, cells });
}

/// The part of a line between two columns of the screen; the last column has no end.
fn slice(text: &str, start: usize, end: Option<usize>) -> Cow<'_, str> {
    let mut column = 0;
    let mut part = String::new();
    for c in text.chars() {
        if column >= start && end.is_none_or(|end| column < end) {
            part.push(c);
        }
        column += c.width().unwrap_or(0);
    }
    Cow::Owned(part)
}
