//! Grid tables, with cells that span rows or columns and hold bodies.
//!
//! Cells are found by walking along their borders from the corner at the upper left, as docutils does; each cell found
//! gives the corners of further ones. Columns are those of the screen: a wide character takes two.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar as _;

use super::body::{self, Place};
use super::lines::Line;
use crate::document::{Cell, Row, Table};

/// Places that one cell may fill, whatever it covers.
const MOST_PLACES: usize = 256;

/// The second column of a wide character.
const FILLER: char = '\0';

/// The grid table that begins at a line, and the line after it.
pub(super) fn table(lines: &[Line<'_>], at: usize, place: Place) -> Option<(Table, usize)> {
    if !is_border(&lines.get(at)?.text) {
        return None;
    }
    let block = lines.get(at..)?;
    let length = block.iter().take_while(|line| line.text.starts_with(['+', '|'])).count();
    let length = block.get(..length)?.iter().rposition(|line| is_border(&line.text))? + 1;
    let block = block.get(..length)?;
    // Some write tables by counting characters, not columns.
    let grid = [true, false]
        .into_iter()
        .map(|wide| Grid::new(block, wide))
        .find(|grid| !grid.frames.is_empty())?;
    Some((grid.table(block, place), at + length))
}

fn is_border(text: &str) -> bool {
    text.len() > 2
        && text.starts_with('+')
        && text.ends_with('+')
        && text.bytes().all(|byte| b"+-=".contains(&byte))
}

/// The border of a cell; all four lines are part of it.
#[derive(Debug, Clone, Copy)]
struct Frame {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

struct Grid {
    rows: Vec<Vec<char>>,
    /// The line below the head.
    head: Option<usize>,
    frames: Vec<Frame>,
    /// Steps along borders that may still be taken.
    budget: usize,
}

impl Grid {
    fn new(block: &[Line<'_>], wide: bool) -> Self {
        let mut rows: Vec<Vec<char>> = block.iter().map(|line| columns(&line.text, wide)).collect();
        let head =
            block.iter().position(|line| line.text.starts_with("+=") && is_border(&line.text));
        if let Some(row) = head.and_then(|head| rows.get_mut(head)) {
            row.iter_mut().filter(|c| **c == '=').for_each(|c| *c = '-');
        }
        let budget = 16 * rows.iter().map(Vec::len).sum::<usize>() + 10_000;
        let mut grid = Self { rows, head, frames: Vec::new(), budget };
        grid.find_frames();
        grid
    }

    fn at(&self, row: usize, column: usize) -> char {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(' ')
    }

    /// One step along a border.
    fn step(&mut self) -> Option<()> {
        self.budget = self.budget.checked_sub(1)?;
        Some(())
    }

    fn find_frames(&mut self) {
        let width = self.rows.first().map_or(0, Vec::len);
        // For each column, the row down to which cells were found.
        let mut done = vec![0_usize; width];
        let mut corners = BTreeSet::from([(0, 0)]);
        while let Some((top, left)) = corners.pop_first() {
            if done.get(left).is_none_or(|done| top < *done) {
                continue;
            }
            let Some(frame) = self.frame(top, left) else { continue };
            for done in done.iter_mut().take(frame.right).skip(left) {
                *done = frame.bottom;
            }
            corners.insert((top, frame.right));
            corners.insert((frame.bottom, left));
            self.frames.push(frame);
        }
    }

    /// The smallest cell whose upper left corner stands at a place.
    fn frame(&mut self, top: usize, left: usize) -> Option<Frame> {
        if self.at(top, left) != '+' {
            return None;
        }
        let width = self.rows.get(top)?.len();
        for right in left + 1..width {
            self.step()?;
            match self.at(top, right) {
                '+' => {
                    if let Some(bottom) = self.bottom(top, left, right) {
                        return Some(Frame { top, left, bottom, right });
                    }
                }
                '-' => {}
                _ => return None,
            }
        }
        None
    }

    fn bottom(&mut self, top: usize, left: usize, right: usize) -> Option<usize> {
        for bottom in top + 1..self.rows.len() {
            self.step()?;
            match self.at(bottom, right) {
                '+' if self.closes(top, left, bottom, right) => return Some(bottom),
                '+' | '|' => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether the lower and the left line are borders.
    fn closes(&mut self, top: usize, left: usize, bottom: usize, right: usize) -> bool {
        self.budget = self.budget.saturating_sub(right - left + bottom - top);
        self.at(bottom, left) == '+'
            && (left + 1..right).all(|column| matches!(self.at(bottom, column), '-' | '+'))
            && (top + 1..bottom).all(|row| matches!(self.at(row, left), '|' | '+'))
    }

    fn table(&self, block: &[Line<'_>], place: Place) -> Table {
        let tops: Vec<usize> = sorted(self.frames.iter().map(|frame| frame.top));
        let lefts: Vec<usize> = sorted(self.frames.iter().map(|frame| frame.left));
        let mut rows: Vec<Row> = tops
            .iter()
            .map(|top| Row {
                line: block.get(top + 1).map_or(1, |line| line.number),
                cells: vec![Cell::default(); lefts.len()],
            })
            .collect();
        for frame in &self.frames {
            let cell = Cell { blocks: self.blocks(block, frame, place), spanned: false };
            let covered = |starts: &[usize], from: usize, to: usize| {
                starts.partition_point(|start| *start < from)
                    ..starts.partition_point(|start| *start < to)
            };
            let (down, across) =
                (covered(&tops, frame.top, frame.bottom), covered(&lefts, frame.left, frame.right));
            let places =
                down.clone().flat_map(|row| across.clone().map(move |column| (row, column)));
            for (row, column) in places.take(MOST_PLACES) {
                if let Some(target) = rows.get_mut(row).and_then(|row| row.cells.get_mut(column)) {
                    let spanned = row > down.start || column > across.start;
                    *target = Cell { spanned, ..cell.clone() };
                }
            }
        }
        let head = self.head.map_or(0, |head| tops.partition_point(|top| *top < head));
        Table { head: head.min(rows.len()), rows, ..Table::default() }
    }

    fn blocks(
        &self,
        block: &[Line<'_>],
        frame: &Frame,
        place: Place,
    ) -> Vec<crate::document::Block> {
        let lines: Vec<Line<'_>> = (frame.top + 1..frame.bottom)
            .filter_map(|row| {
                let number = block.get(row)?.number;
                let row = self.rows.get(row)?;
                let inside =
                    row.get(frame.left + 1..frame.right.min(row.len())).unwrap_or_default();
                let text: String = inside.iter().filter(|c| **c != FILLER).collect();
                Some(Line { number, text: text.trim_end().to_owned().into() })
            })
            .collect();
        body::cell(&lines, place)
    }
}

/// The characters of a line, one for each column.
fn columns(text: &str, wide: bool) -> Vec<char> {
    let mut columns = Vec::with_capacity(text.len());
    for c in text.chars() {
        let width = if wide { c.width().unwrap_or(0) } else { 1 };
        if width > 0 {
            columns.push(c);
        }
        if width > 1 {
            columns.push(FILLER);
        }
    }
    columns
}

fn sorted(values: impl Iterator<Item = usize>) -> Vec<usize> {
    values.collect::<BTreeSet<_>>().into_iter().collect()
}
