//! Tables that are written as values between commas.

use super::inline;
use super::lines::{self, Line};
use crate::document::{Block, Cell, Content, Row, Table};

/// The table in the content of the directive; `header` is its option of that name.
pub(super) fn table(
    content: &[Line<'_>],
    header: Option<&str>,
    head: usize,
    number: usize,
) -> Table {
    let mut table = Table::default();
    if let Some(header) = header {
        table.rows.push(Row { line: number, cells: cells(header, number) });
    }
    let content = lines::dedented(content);
    let mut row = String::new();
    let mut quoted = false;
    let mut start = number;
    for line in &content {
        if !quoted {
            row.clear();
            start = line.number;
        }
        row.push(' ');
        row.push_str(&line.text);
        // A row goes on while a quote is open.
        quoted ^= line.text.matches('"').count() % 2 == 1;
        if !quoted && !row.trim().is_empty() {
            table.rows.push(Row { line: start, cells: cells(&row, start) });
        }
    }
    table.head = (head + usize::from(header.is_some())).min(table.rows.len());
    table
}

fn cells(row: &str, line: usize) -> Vec<Cell> {
    values(row).iter().map(|value| cell(value, line)).collect()
}

fn cell(value: &str, line: usize) -> Cell {
    let text = inline::text(value);
    if text.plain.is_empty() {
        return Cell::default();
    }
    Cell {
        blocks: vec![Block { line, depth: 0, content: Content::Paragraph(text) }],
        spanned: false,
    }
}

fn values(row: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut quoted = false;
    let mut characters = row.chars().peekable();
    while let Some(c) = characters.next() {
        let Some(value) = values.last_mut() else { break };
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                value.push('"');
            }
            '"' if quoted || value.trim().is_empty() => quoted = !quoted,
            ',' if !quoted => values.push(String::new()),
            other => value.push(other),
        }
    }
    values.iter().map(|value| value.trim().to_owned()).collect()
}
