//! Tables: rows, spans, captions.

use super::flow::{Flow, Place};
use super::tree::{Id, Node};
use crate::document::{Block, Cell, Content, Row, Table, Text};

/// Cells that one cell may cover, whatever the page says.
const WIDEST: usize = 64;

/// A cell that reaches into rows below.
struct Reaching {
    column: usize,
    rows: usize,
    cell: Cell,
}

/// Reads a table; a table inside a cell is a block of that cell.
pub(super) fn read(flow: &Flow<'_>, id: Id, place: Place) -> Table {
    let mut found = Found::default();
    gather(flow, id, &mut found, 0, false);
    let mut table =
        Table { caption: found.caption.map(|id| caption(flow, id, place)), ..Table::default() };
    let mut reaching = Vec::new();
    for (id, in_head) in found.rows {
        let Some(node) = flow.tree.node(id) else { continue };
        let line = (flow.line_of)(usize::try_from(node.line).unwrap_or(usize::MAX));
        let (cells, all_heads) = row(flow, node, place, &mut reaching);
        if cells.is_empty() {
            continue;
        }
        // Pages that never close their head have all rows in it: then only rows of header cells count.
        if all_heads && table.head == table.rows.len() && (in_head || table.head == 0) {
            table.head += 1;
        }
        table.rows.push(Row { line, cells });
    }
    if table.caption.as_ref().is_some_and(|caption| caption.plain.is_empty()) {
        table.caption = None;
    }
    table
}

#[derive(Default)]
struct Found {
    rows: Vec<(Id, bool)>,
    caption: Option<Id>,
}

/// Rows and caption of a table, whatever stands between.
fn gather(flow: &Flow<'_>, id: Id, found: &mut Found, depth: usize, in_head: bool) {
    let Some(node) = flow.tree.node(id) else { return };
    if depth > 8 {
        return;
    }
    for &child in &node.children {
        match flow.tree.node(child).and_then(Node::element) {
            Some("tr") => found.rows.push((child, in_head)),
            Some("caption") => found.caption = Some(child),
            Some("thead") => gather(flow, child, found, depth + 1, true),
            Some("tbody" | "tfoot") => gather(flow, child, found, depth + 1, false),
            _ => {}
        }
    }
}

fn caption(flow: &Flow<'_>, id: Id, place: Place) -> Text {
    let texts = blocks(flow, id, place).into_iter().filter_map(|block| match block.content {
        Content::Paragraph(text) | Content::Item(text) => Some(text),
        _ => None,
    });
    texts
        .reduce(|mut one, other| {
            one.plain.push(' ');
            one.plain.push_str(&other.plain);
            one
        })
        .unwrap_or_default()
}

fn blocks(flow: &Flow<'_>, id: Id, place: Place) -> Vec<Block> {
    let mut inner = Flow::new(flow.tree, flow.line_of);
    inner.children(id, Place { lists: 0, elements: place.elements + 3 });
    inner.finish()
}

/// The cells of a row, and whether all are header cells.
fn row(
    flow: &Flow<'_>,
    node: &Node,
    place: Place,
    reaching: &mut Vec<Reaching>,
) -> (Vec<Cell>, bool) {
    let mut cells = Vec::new();
    let mut all_heads = true;
    let mut started = Vec::new();
    for &child in &node.children {
        let Some(cell_node) = flow.tree.node(child) else { continue };
        let Some(name @ ("td" | "th")) = cell_node.element() else { continue };
        take_reaching(&mut cells, reaching);
        all_heads &= name == "th";
        let cell = Cell { blocks: blocks(flow, child, place), spanned: false };
        let span = |attribute| {
            let number = cell_node.attribute(attribute).and_then(|text| text.trim().parse().ok());
            number.unwrap_or(1_usize).clamp(1, WIDEST)
        };
        let (columns, rows) = (span("colspan"), span("rowspan"));
        for column in 0..columns {
            let cell = Cell { spanned: column > 0, ..cell.clone() };
            if rows > 1 {
                let below = Cell { spanned: true, ..cell.clone() };
                started.push(Reaching { column: cells.len(), rows: rows - 1, cell: below });
            }
            cells.push(cell);
        }
    }
    take_reaching(&mut cells, reaching);
    reaching.retain_mut(|one| {
        one.rows -= 1;
        one.rows > 0
    });
    reaching.extend(started);
    reaching.sort_by_key(|one| one.column);
    (cells, all_heads)
}

/// Puts in the cells of rows above that reach to the next column.
fn take_reaching(cells: &mut Vec<Cell>, reaching: &[Reaching]) {
    while let Some(one) = reaching.iter().find(|one| one.column == cells.len()) {
        cells.push(one.cell.clone());
    }
}
