//! What all readers have in common: captions that stand before a table as a paragraph, and the order of lines.

use crate::document::{Block, Content};
use crate::words;

/// Makes a paragraph such as `Table 5 Rule` directly before a table without caption its caption.
pub(super) fn captions(blocks: &mut Vec<Block>) {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        if let Content::Table(table) = &mut block.content
            && table.caption.is_none()
            && let Some(before) = kept.pop_if(is_caption)
        {
            table.caption = before.content.text().cloned();
            block.line = before.line;
        }
        kept.push(block);
    }
    *blocks = kept;
}

/// Makes the lines of blocks ascend: in broken HTML, what stands wrongly in a table is shown before it.
pub(super) fn lines(blocks: &mut [Block], count: usize) {
    let mut least = 1;
    for block in blocks {
        block.line = block.line.clamp(least, count.max(least));
        least = block.line;
        let Content::Table(table) = &mut block.content else { continue };
        for row in &mut table.rows {
            row.line = row.line.clamp(1, count.max(1));
            for cell in &mut row.cells {
                lines(&mut cell.blocks, count);
            }
        }
    }
}

fn is_caption(block: &mut Block) -> bool {
    match &block.content {
        Content::Paragraph(text) | Content::Item(text) => words::caption(&text.plain).is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Table, Text};

    #[test]
    fn a_paragraph_becomes_the_caption_once() {
        let paragraph = |text: &str| Content::Paragraph(Text::new(text));
        let table = || Content::Table(Table::default());
        let contents =
            [paragraph("Table 1 describes."), table(), paragraph("表 2  蛋糕"), table(), table()];
        let block = |(line, content)| Block { line, depth: 0, content };
        let mut blocks: Vec<Block> = contents.into_iter().enumerate().map(block).collect();
        captions(&mut blocks);
        let captions: Vec<_> = blocks
            .iter()
            .map(|block| match &block.content {
                Content::Table(table) => table.caption.as_ref().map(|text| text.plain.as_str()),
                _ => Some("-"),
            })
            .collect();
        assert_eq!(captions, [Some("-"), None, Some("表 2  蛋糕"), None]);
        assert_eq!(blocks[2].line, 2);
    }
}
