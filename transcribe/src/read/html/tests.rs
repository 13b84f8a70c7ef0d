use super::blocks;
use crate::document::{Block, Content, Link, Table};

fn read(html: &str) -> Vec<Block> {
    blocks(html, &|line| line)
}

fn shown(html: &str) -> Vec<String> {
    let kind = |block: &Block| match &block.content {
        Content::Heading { level, text } => format!("h{level} {}", text.plain),
        Content::Paragraph(text) => format!("p {}", text.plain),
        Content::Item(text) => format!("item {}", text.plain),
        Content::Note => "note".to_owned(),
        Content::Code(code) => format!("code {code}"),
        Content::Table(table) => format!("table {}", rows(table).join(" / ")),
    };
    read(html)
        .iter()
        .map(|block| format!("{}.{} {}", block.line, block.depth, kind(block)))
        .collect()
}

fn rows(table: &Table) -> Vec<String> {
    let row = |row: &crate::document::Row| {
        row.cells.iter().map(crate::document::Cell::plain).collect::<Vec<_>>()
    };
    table.rows.iter().map(|one| row(one).join("|")).collect()
}

fn table(html: &str) -> Table {
    let mut tables = read(html).into_iter().filter_map(|block| match block.content {
        Content::Table(table) => Some(table),
        _ => None,
    });
    tables.next_back().expect("a table")
}

#[test]
fn elements_become_blocks_with_lines_and_depths() {
    let page = "<head><title>No</title><script>no()</script></head>\n<h1>The <i>title</i></h1>\n\
        <ul><li><p>URI <b>format</b></p>\n<p>GET /v1</p></li>\n<li>b\n<ul><li>c</li></ul></li></ul>\n\
        text<div>more\n  text</div><p style='display: none'>no</p><pre>{\n  \"a\":&nbsp;1<br>}</pre>";
    assert_eq!(
        shown(page),
        [
            "2.0 h1 The title",
            "3.1 item URI format",
            "4.1 p GET /v1",
            "5.1 item b",
            "6.2 item c",
            "7.0 p text",
            "7.0 p more text",
            "8.0 code {\n  \"a\": 1\n}",
        ]
    );
}

#[test]
fn notes_stand_before_what_they_hold() {
    let page = "<td></td><div class='note'><span>NOTE:</span><div><p>Mind.</p></div></div>";
    assert_eq!(shown(page), ["1.0 note", "1.0 p NOTE:", "1.0 p Mind."]);
}

#[test]
fn spans_cover_every_place() {
    let page = "<table><tr><th>a</th><th>b</th><th>c</th></tr>\n<tr><td rowspan=2>1</td><td colspan=2>2</td></tr>\n\
        <tr><td>3</td><td>4<br>5</td></tr></table>";
    let table = table(page);
    assert_eq!(rows(&table), ["a|b|c", "1|2|2", "1|3|4\n5"]);
    assert_eq!(table.head, 1);
    assert!(table.rows[2].cells[0].spanned && table.rows[1].cells[2].spanned);
    assert!(!table.rows[1].cells[0].spanned);
    assert_eq!(table.rows[2].line, 3);
}

#[test]
fn a_head_that_is_never_closed_ends_with_its_header_cells() {
    let page = "<table><thead><tr><th>a</th></tr><thead><tbody><tr><td>1</td></tr></table>";
    assert_eq!(table(page).head, 1);
    let page = "<table><thead><tr><th>a</th></tr><tr><td>1</td></tr></table>";
    assert_eq!((table(page).head, table(page).rows.len()), (1, 2));
    assert_eq!(table("<table><tr><td>a</td></tr></table>").head, 0);
}

#[test]
fn tables_keep_captions_anchors_and_tables_inside() {
    let page = "<p><a name='t1'></a></p><div id='t2'><table id='t3'><caption><b>Table 1</b> Rule</caption>\
        <tr><td>x<table><tr><td>y</td></tr></table></td></tr></table></div><p>See <a href='#t3'>Table 1</a>.</p>";
    let table = table(page);
    assert_eq!(table.caption.as_ref().unwrap().plain, "Table 1 Rule");
    assert_eq!(table.anchors, ["t1", "t2", "t3"]);
    assert!(matches!(table.rows[0].cells[0].blocks[1].content, Content::Table(_)));
    let last = read(page).pop().unwrap();
    let link = Link { shown: "Table 1".to_owned(), target: "t3".to_owned() };
    assert_eq!(last.content.text().unwrap().links, [link]);
}

#[test]
fn depth_is_bounded_and_text_is_kept() {
    for element in ["div", "ul><li", "table><tr><td", "b"] {
        let deep = format!("{}end", format!("<{element}>").repeat(3_000));
        assert!(format!("{:?}", read(&deep)).contains("end"), "{element}");
    }
}
