//! Documents as short texts, for tests.

use crate::document::{Block, Cell, Content, Row, Table};

/// `LINE.DEPTH KIND TEXT` for each block.
pub(super) fn shown(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(|block| format!("{}.{} {}", block.line, block.depth, kind(block))).collect()
}

fn kind(block: &Block) -> String {
    match &block.content {
        Content::Heading { level, text } => format!("h{level} {}", text.plain),
        Content::Paragraph(text) => format!("p {}", text.plain),
        Content::Item(text) => format!("item {}", text.plain),
        Content::Note => "note".to_owned(),
        Content::Code(code) => format!("code {code}"),
        Content::Table(table) => {
            let caption = table.caption.as_ref().map_or("", |text| &text.plain);
            format!("table {caption} {}: {}", table.head, rows(table).join(" / "))
        }
    }
}

/// `CELL|CELL` for each row, with `^` before cells that go on with another one.
pub(super) fn rows(table: &Table) -> Vec<String> {
    let cell = |cell: &Cell| {
        format!("{}{}", if cell.spanned { "^" } else { "" }, cell.plain().replace('\n', "¶"))
    };
    let row = |row: &Row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|");
    table.rows.iter().map(row).collect()
}

/// The last table.
pub(super) fn table(blocks: Vec<Block>) -> Table {
    let tables = blocks.into_iter().rev().filter_map(|block| match block.content {
        Content::Table(table) => Some(table),
        _ => None,
    });
    tables.into_iter().next().expect("a table")
}
