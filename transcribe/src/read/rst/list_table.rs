//! Tables that are written as a list of lists.

use super::body::{self, Place};
use super::lines::{self, Line};
use crate::document::{Cell, Row, Table};

/// The table in the content of the directive.
pub(super) fn table(content: &[Line<'_>], head: usize, place: Place) -> Table {
    let content = lines::dedented(content);
    let mut table = Table::default();
    for row in items(&content) {
        let inner = lines::dedented(&row);
        let cells: Vec<Cell> = items(&inner)
            .into_iter()
            .map(|cell| Cell { blocks: body::cell(&cell, place), spanned: false })
            .collect();
        if !cells.is_empty() {
            let line = row.first().map_or(1, |line| line.number);
            table.rows.push(Row { line, cells });
        }
    }
    table.head = head.min(table.rows.len());
    table
}

/// The items of a list, each without its bullet.
fn items<'a>(lines: &'a [Line<'_>]) -> Vec<Vec<Line<'a>>> {
    let mut items: Vec<Vec<Line<'a>>> = Vec::new();
    for line in lines {
        let text = line.text.as_ref();
        let begins = text.starts_with(['*', '-', '+'])
            && matches!(text.as_bytes().get(1), None | Some(b' '));
        let text = if begins { text.get(1..).unwrap_or_default() } else { text };
        // The bullet gives way to a space, so that the text stays in its column.
        let text =
            if begins { format!(" {text}").trim_end().to_owned().into() } else { text.into() };
        if begins {
            items.push(Vec::new());
        }
        if let Some(item) = items.last_mut() {
            item.push(Line { number: line.number, text });
        }
    }
    items
}
