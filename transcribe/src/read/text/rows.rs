//! Splits the pieces below a head into rows and cells: the reading that costs least.
//!
//! A row takes one piece for each column in order and may skip columns; a cell of free text may take more pieces. Each
//! piece costs by how badly it fits its column ([`shape`]), each skipped column costs too. The cheapest sequence is
//! found piece by piece.

use super::pieces::Piece;
use super::shape;
use crate::words::Column;

/// For each row, the pieces of each column, as ranges of indices into the pieces.
pub(super) fn split(pieces: &[Piece<'_>], columns: &[Column]) -> Vec<Vec<Vec<usize>>> {
    let steps = cheapest(pieces, columns);
    let mut rows: Vec<Vec<Vec<usize>>> = Vec::new();
    for (index, step) in steps.into_iter().enumerate() {
        if step.begins_row || rows.is_empty() {
            rows.push(vec![Vec::new(); columns.len()]);
        }
        if let Some(cell) = rows.last_mut().and_then(|row| row.get_mut(step.column)) {
            cell.push(index);
        }
    }
    rows
}

/// Where a piece goes.
#[derive(Debug, Clone, Copy)]
struct Step {
    column: usize,
    begins_row: bool,
}

/// How the cheapest reading came to a piece in a column.
#[derive(Debug, Clone, Copy)]
struct Came {
    from: u8,
    begins_row: bool,
}

fn cheapest(pieces: &[Piece<'_>], columns: &[Column]) -> Vec<Step> {
    let skipped = skipped(columns);
    let between = |from: usize, to: usize| cost(&skipped, to).saturating_sub(cost(&skipped, from));
    let mut costs: Vec<u32> = Vec::new();
    let mut came: Vec<Came> = Vec::with_capacity(pieces.len() * columns.len());
    for piece in pieces {
        let ended = (0..columns.len())
            .map(|last| (cost(&costs, last).saturating_add(between(last + 1, columns.len())), last))
            .min()
            .unwrap_or((0, 0));
        let mut next = Vec::with_capacity(columns.len());
        for (to, &column) in columns.iter().enumerate() {
            let first = shape::first(piece, column);
            let begin = (if costs.is_empty() { 0 } else { ended.0 }) + between(0, to) + first;
            let mut best = (begin, Came { from: narrow(ended.1), begins_row: true });
            if !costs.is_empty() {
                for from in 0..to {
                    let total = cost(&costs, from) + between(from + 1, to) + first;
                    if total < best.0 {
                        best = (total, Came { from: narrow(from), begins_row: false });
                    }
                }
                let total = cost(&costs, to) + shape::further(piece, column);
                if total < best.0 {
                    best = (total, Came { from: narrow(to), begins_row: false });
                }
            }
            next.push(best.0);
            came.push(best.1);
        }
        costs = next;
    }
    let last = (0..columns.len())
        .min_by_key(|last| cost(&costs, *last).saturating_add(between(last + 1, columns.len())));
    walk_back(&came, columns.len(), last.unwrap_or(0))
}

/// The steps of the cheapest reading, from its last column back to the first piece.
fn walk_back(came: &[Came], width: usize, last: usize) -> Vec<Step> {
    let mut column = last;
    let mut steps = Vec::new();
    for row in came.chunks(width.max(1)).rev() {
        let Some(came) = row.get(column) else { break };
        steps.push(Step { column, begins_row: came.begins_row });
        column = usize::from(came.from);
    }
    steps.reverse();
    steps
}

/// What skipping all columns before each one costs.
fn skipped(columns: &[Column]) -> Vec<u32> {
    let mut sums = vec![0];
    for column in columns {
        sums.push(sums.last().copied().unwrap_or(0) + shape::missing(*column));
    }
    sums
}

fn cost(costs: &[u32], at: usize) -> u32 {
    costs.get(at).copied().unwrap_or(u32::MAX / 4)
}

/// Columns are few.
fn narrow(column: usize) -> u8 {
    u8::try_from(column).unwrap_or(u8::MAX)
}
