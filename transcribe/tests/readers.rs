//! Readers survive whatever a page may hold, and lines of blocks lie where they should.

#![allow(clippy::indexing_slicing, reason = "a test binary")]

use apiscribe_transcribe::document::{Block, Content, Layout};
use apiscribe_transcribe::read::{Unreadable, read};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const TEXT: &str = "Baking a Cake\n\nURI\n\nPOST /v1/{kitchen}/cakes\n\nTable 1 Path parameters\n\nParameter\n\nMandatory\n\n\
    Type\n\nDescription\n\nkitchen\n\nYes\n\nString\n\nKitchen ID.\n\n  • one\n\nNOTE:\n\nHot.\n\nExample Request\n\n\
    {\n  \"a\": [1,\n  2]\n}\n\nStatus Codes\n\nStatus Code\n\nDescription\n\n200\n\nOK\n| a | b |\n|---|---|\n| 1 |\n";

const MARKDOWN: &str = "# 烤蛋糕<a name=\"x\"></a>\n\n-   参数\n\n    **表 1**  参数\n\n    <table><thead><tr><th>参数</th></tr></thead>\n\n\
    \x20   <tbody><tr><td rowspan=2><p>a</p>\n    </td></tr></table>\n\n    ```\n    {\n    }\n    ```\n\nText:\n| a | b |\n|--|\n\
    | `c` | d\n> Note: [x](#y)\n\n[1]: z\n";

const RST: &str = ":original_name: cake.html\n\n.. _cake:\n\nCake\n====\n\n-  URI::\n\n      POST /v1\n\n.. table:: **Table 1** 参数\n\n\
    \x20  +-----+------+\n   | 名  | b    |\n   |     +------+\n   |     | -  c |\n   +=====+======+\n   | d   | e    |\n   +-----+------+\n\n\
    .. note::\n\n   :ref:`x <y>` ``z``\n\n=== ===\na   b\n=== ===\nc   d\n=== ===\n\n.. list-table::\n\n   * - a\n     - b\n\n\
    .. csv-table::\n\n   a,\"b\"\n";

const HTML: &str = "<!DOCTYPE html>\n<body><h1>Cake</h1>\n<ul><li>URI<p>GET /v1</p></li></ul>\n<div class=note>Hot.</div>\n\
    <table id=t><caption>Table 1</caption>\n<tr><th colspan=2>a</th></tr>\n<tr><td rowspan=3>b<pre>{\n}</pre></td><td>c<table><tr><td>d\n\
    </table></table>\n<a href=#t>x</a>\n";

/// Blocks and those in cells, with their lines in the page.
fn check(blocks: &[Block], count: usize, ascending: bool) {
    let mut previous = 1;
    for block in blocks {
        assert!((1..=count).contains(&block.line), "line {} of {count}", block.line);
        assert!(!ascending || block.line >= previous, "line {} after {previous}", block.line);
        previous = block.line;
        if let Content::Table(table) = &block.content {
            assert!(table.head <= table.rows.len());
            for row in &table.rows {
                assert!((1..=count).contains(&row.line), "row on line {} of {count}", row.line);
                row.cells.iter().for_each(|cell| check(&cell.blocks, count, false));
            }
        }
    }
}

fn read_and_check(page: &[u8]) {
    if let Ok(document) = read(page) {
        let text = String::from_utf8_lossy(page).replace("\r\n", "\n").replace('\r', "\n");
        check(&document.blocks, text.lines().count().max(1), true);
    }
}

#[derive(Debug, Clone)]
enum Change {
    Drop(Index),
    Repeat(Index),
    Swap(Index, Index),
    Indent(Index),
    Cut(Index),
    Insert(Index, &'static str),
}

const PIECES: &[&str] = &[
    "<",
    "</td>",
    "<table>",
    "<li>",
    "<pre>",
    "&",
    "|",
    "||",
    "+",
    "+--+",
    "=",
    "*",
    "**",
    "`",
    "``",
    "```",
    "~~~\n",
    ":",
    "::",
    "..",
    "\n",
    "\n\n",
    "\t",
    " ",
    "- ",
    "\\",
    "\0",
    "\u{feff}",
    "：",
    "表 2  ",
    "Table 3 ",
    "名",
    "{",
    "}",
    "[",
    "\"",
    "#",
    "## x",
    "Yes",
    "String",
    "Parameter\nType",
    "\r",
    "<!--",
    "_",
    ">",
    "=== ===",
    ".. table::",
    "-",
];

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Change::Drop),
        at().prop_map(Change::Repeat),
        (at(), at()).prop_map(|(one, other)| Change::Swap(one, other)),
        at().prop_map(Change::Indent),
        at().prop_map(Change::Cut),
        (at(), select(PIECES)).prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

fn apply(page: &str, changes: &[Change]) -> String {
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    for change in changes {
        if lines.is_empty() {
            break;
        }
        let count = lines.len();
        match change {
            Change::Drop(at) => drop(lines.remove(at.index(count))),
            Change::Repeat(at) => lines.insert(at.index(count), lines[at.index(count)].clone()),
            Change::Swap(one, other) => lines.swap(one.index(count), other.index(count)),
            Change::Indent(at) => lines[at.index(count)].insert_str(0, "    "),
            Change::Cut(at) => {
                let line = &mut lines[at.index(count)];
                let length = at.index(line.chars().count() + 1);
                *line = line.chars().take(length).collect();
            }
            Change::Insert(at, piece) => {
                let line = &mut lines[at.index(count)];
                let before: String =
                    line.chars().take(at.index(line.chars().count() + 1)).collect();
                line.insert_str(before.len(), piece);
            }
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_pages_are_read(page in select(vec![TEXT, MARKDOWN, RST, HTML]), changes in vec(change(), 1..12)) {
        read_and_check(apply(page, &changes).as_bytes());
    }

    #[test]
    fn mixtures_of_layouts_are_read(parts in vec((select(vec![TEXT, MARKDOWN, RST, HTML]), any::<Index>(), 0..400_usize), 1..5)) {
        let page: String = parts
            .iter()
            .flat_map(|(page, at, length)| page.chars().skip(at.index(page.chars().count())).take(*length))
            .collect();
        read_and_check(page.as_bytes());
    }

    #[test]
    fn any_marks_are_read(pieces in vec(select(PIECES), 1..80)) {
        read_and_check(pieces.concat().as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }
}

#[test]
fn the_pages_have_the_layouts_that_they_stand_for() {
    for (page, layout) in [
        (TEXT, Layout::Text),
        (MARKDOWN, Layout::Markdown),
        (RST, Layout::ReStructuredText),
        (HTML, Layout::Html),
    ] {
        assert_eq!(read(page.as_bytes()).unwrap().layout, layout);
        read_and_check(page.as_bytes());
    }
}

#[test]
fn endless_repetition_is_read() {
    let heads =
        ["", "# A\n\n", "A\n=\n\n.. x::\n\n", "<html><body>", "Parameter\nType\nDescription\n"];
    let parts = [
        "<",
        "<a ",
        "<p",
        "<b><p>",
        "[",
        "![",
        "](",
        "*a ",
        "**a",
        "`",
        "``a ",
        "_",
        "a_.",
        ":a",
        ":a:`",
        "|",
        "|a\n",
        "|-",
        "+-",
        "+\n",
        "+-+\n| |\n",
        "{",
        "{\n",
        "{\n\n",
        "[\n",
        "- ",
        "- a\n",
        "  - a\n",
        "> ",
        ">",
        "1. ",
        "    ",
        "\n",
        "a\n",
        "Yes\n",
        "\\",
        "\"",
        "=",
        "= =\n",
        "== ==\n\n",
        "..\n",
        ".. a::\n",
        ".. _a:\n",
        ":a: b\n",
        "::\n\n a\n",
        "```\n",
        "~~~",
        "<table>\n\n",
        "</table>",
        "<td>",
        "<!--",
        "&",
        "•\n",
        "• a\n",
        "a\n-\n",
        "a | b\n-|-\n",
        "Table 1 a\n",
        "GET /a\n",
        "\u{3000}",
        "表1",
        "\0a",
    ];
    for head in heads {
        for part in parts {
            let page = format!("{head}{}", part.repeat(1_500));
            read_and_check(page.as_bytes());
        }
    }
}

#[test]
fn depth_is_refused_where_it_would_cost_too_much() {
    let page = format!("<html>\n{}", "<div>\n".repeat(100_000));
    assert_eq!(read(page.as_bytes()), Err(Unreadable::TooDeep { line: 3_001 }));
    let page = format!("# A\n\n{}", "<div>\n\n".repeat(100_000));
    assert!(matches!(read(page.as_bytes()), Err(Unreadable::TooDeep { .. })));
}
