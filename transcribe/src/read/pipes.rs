//! Pipe tables as they stand in text: with or without outer pipes, with missing cells.

use crate::document::{Block, Cell, Content, Row, Table, Text};

/// The pipe table whose head is the line at `at`, and the line after it.
pub(in crate::read) fn table(lines: &[&str], at: usize) -> Option<(Table, usize)> {
    let width = head_width(lines, at)?;
    let mut table = Table { head: 1, ..Table::default() };
    table.rows.push(row(lines.get(at)?, at + 1, width));
    let mut end = at + 2;
    while let Some(line) = lines.get(end).filter(|line| line.contains('|')) {
        table.rows.push(row(line, end + 1, width));
        end += 1;
    }
    Some((table, end))
}

/// The number of columns, if the line is the head of a pipe table.
pub(in crate::read) fn head_width(lines: &[&str], at: usize) -> Option<usize> {
    let rule = lines.get(at + 1)?.trim();
    let head = lines.get(at)?.trim();
    if !head.contains('|') || !is_rule(rule) {
        return None;
    }
    let width = cells(head).len();
    (width >= 1 && cells(rule).len() <= width + 1).then_some(width)
}

/// Whether a line is the rule below a head: `|---|:-:|`.
pub(in crate::read) fn is_rule(line: &str) -> bool {
    line.contains('|')
        && line.contains('-')
        && cells(line).iter().all(|cell| {
            let dashes = cell.trim_start_matches(':').trim_end_matches(':');
            !dashes.is_empty() && dashes.chars().all(|c| c == '-')
        })
}

fn row(line: &str, number: usize, width: usize) -> Row {
    let mut texts = cells(line.trim());
    // Rows that are wider than the head end in empty cells, where the last pipes were all written.
    while texts.len() > width && texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    let cells = texts.into_iter().map(|text| cell(&text, number)).collect();
    Row { line: number, cells }
}

fn cell(text: &str, line: usize) -> Cell {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Cell::default();
    }
    let content = Content::Paragraph(Text::new(text));
    Cell { blocks: vec![Block { line, depth: 0, content }], spanned: false }
}

/// The texts between the pipes of a line; `\|` is no pipe.
fn cells(line: &str) -> Vec<String> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in inner.chars() {
        if c == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            if c == '|' {
                cell.pop();
            }
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    if cells.last().is_some_and(|last| last.trim().is_empty()) && cells.len() > 1 {
        cells.pop();
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(page: &str) -> Option<Vec<String>> {
        let lines: Vec<&str> = page.lines().collect();
        let (table, _) = table(&lines, 0)?;
        let texts = |row: &Row| row.cells.iter().map(Cell::plain).collect::<Vec<_>>().join("/");
        Some(table.rows.iter().map(texts).collect())
    }

    #[test]
    fn ragged_rows_with_and_without_outer_pipes() {
        let page =
            "| a | b | c |\n|---|---|---|\n| 1 | 2 | |\n| 3 | 4 |\n5 | 6\\|7 | 8\n| 9 |\nend";
        assert_eq!(rows(page).unwrap(), ["a/b/c", "1/2/", "3/4", "5/6|7/8", "9"]);
    }

    #[test]
    fn a_head_needs_its_rule() {
        assert_eq!(rows("a | b\nc | d"), None);
        assert_eq!(rows("a | b\n--|--\n1 | 2").unwrap(), ["a/b", "1/2"]);
        assert_eq!(rows("a\n---"), None);
    }
}
