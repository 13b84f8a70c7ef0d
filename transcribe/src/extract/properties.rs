//! Whatever becomes of a page, what is found on it holds together.

use proptest::prelude::*;

use crate::facts::{Facts, RowPlace};
use crate::read::read;

/// Pages that have a little of everything.
const PAGES: &[&str] = &[
    "# Bake a cake\n\n## URI\n\n-   URI format\n\n    POST /v1/{id}/cakes?size={size}\n\n-   Parameters\n\n    **Table 1** URI parameters\n\n    |Name|Mandatory|Type|Description|\n    |---|---|---|---|\n    |id|Yes|String|Its ID. The value contains 1 to 64 characters.|\n    |size|No|Integer|Value range: 1-9. The default value is 3.|\n\n## Request\n\n**Table 2** Request parameters\n\n|Name|Mandatory|Type|Description|\n|---|---|---|---|\n|tags|No|Array of tags objects|See Table 3.|\n|kind|Yes|String|Enumeration values:<br>- round: a round one<br>- square|\n\n**Table 3** tags\n\n|Name|Mandatory|Type|Description|\n|---|---|---|---|\n|key|Yes|String|Either key or value must be set.|\n|» value|No|String|默认值为“a”。长度：1~9个字符。|\n\n## Example request\n\n```\nPOST https://{endpoint}/v1/7/cakes\n\n{\"kind\": \"round\", // a comment\n \"tags\": [...],}\n```\n\n## Response\n\nStatus code: 200\n\n|Parameter|Type|Description|\n|---|---|---|\n|id|String|Its ID.|\n\n```\n{\"id\": \"7\"}\n```\n\n## Status codes\n\n|Status code|Description|\n|---|---|\n|200|Done.|\n",
    "<html><body><h1>蛋糕</h1><h2>请求</h2><p>GET /v1/cakes</p><table><caption>Table 1 查询参数</caption><thead><tr><th>名称</th><th>位置</th><th>类型</th><th>说明</th></tr></thead><tbody><tr><td rowspan=\"2\">size</td><td>query</td><td>Integer<table><tr><td>a</td><td>是</td></tr></table></td><td><p>大小。</p><ul><li>1：小</li><li>2：大</li></ul></td></tr><tr><td colspan=\"3\">path</td></tr></tbody></table><h2>返回值</h2><pre>{\"a\"：1}</pre></body></html>",
    "Bake a cake\n===========\n\nURI\n---\n\nPUT /v1/cakes\n\n.. _one:\n\n.. table:: **Table 1** Request parameters\n\n   +-----------+--------+-------------------------+\n   | Parameter | Type   | Description             |\n   +===========+========+=========================+\n   | kind      | String | -  **round**: a cake.   |\n   |           |        | -  **square**: no cake. |\n   +-----------+--------+-------------------------+\n\n========== ======\nParameter  Type\n========== ======\n├─ a       Object\n└─ b       String\n========== ======\n",
    "Bake a cake\nURI\nDELETE /v1/cakes/{id}\nTable 1 Parameters\nParameter\nMandatory\nType\nDescription\nid\nYes\nString\nIts ID.\nMinimum: 1\nMaximum: 64\nResponse Parameters\nStatus code: 204\nNone\n",
];

/// What a person or a program does to a page.
#[derive(Debug, Clone)]
enum Change {
    Cut(usize, usize),
    Double(usize, usize),
    Insert(usize, &'static str),
    Swap(usize, usize),
}

const SCRAPS: &[&str] = &[
    "|",
    "||\n",
    "\n",
    "```\n",
    "<table>",
    "</td>",
    "<tr><td>",
    "**",
    "# ",
    "- ",
    "：",
    "“",
    "{",
    "[",
    "}",
    "...",
    ",",
    "POST /x",
    "GET",
    "Table 9",
    "表 2",
    "»»",
    "└─ ",
    "1-",
    "~99999999999999999999",
    "\u{0}",
    "\u{200b}",
    "\t",
    "默认值为",
    "Value range: ",
    "取值范围：",
    "+---+",
    "=== ===",
    ".. table:: x\n",
    "&nbsp;",
    "<br>",
    "Response",
    "请求",
    "Example",
    "Status code: 4",
    "Enumeration values:",
    "𝄞",
    "é",
];

fn change() -> impl Strategy<Value = Change> {
    let at = 0..4000_usize;
    prop_oneof![
        (at.clone(), 0..60_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at.clone(), 0..80_usize).prop_map(|(at, length)| Change::Double(at, length)),
        (at.clone(), 0..SCRAPS.len()).prop_map(|(at, scrap)| Change::Insert(at, SCRAPS[scrap])),
        (at.clone(), at).prop_map(|(one, other)| Change::Swap(one, other)),
    ]
}

fn changed(page: &str, changes: &[Change]) -> String {
    let mut text: Vec<char> = page.chars().collect();
    for change in changes {
        let length = text.len().max(1);
        match *change {
            Change::Cut(at, count) => {
                let at = at % length;
                text.drain(at.min(text.len())..(at + count).min(text.len()));
            }
            Change::Double(at, count) => {
                let at = (at % length).min(text.len());
                let part: Vec<char> = text[at..(at + count).min(text.len())].to_vec();
                text.splice(at..at, part);
            }
            Change::Insert(at, scrap) => {
                let at = (at % length).min(text.len());
                text.splice(at..at, scrap.chars());
            }
            Change::Swap(one, other) => {
                if !text.is_empty() {
                    text.swap(one % length, other % length);
                }
            }
        }
    }
    text.into_iter().collect()
}

/// Whether all lines are lines of the page, and all indexes lead somewhere and back.
fn holds(facts: &Facts, page: &str) {
    let last = page.split('\n').count().max(1);
    let is_line = |line: usize| assert!((1..=last).contains(&line), "line {line} of {last}");
    let row = |place: RowPlace| &facts.tables[place.table].rows[place.row];
    for operation in &facts.operations {
        is_line(operation.line);
        assert!(operation.uri.starts_with('/'), "{}", operation.uri);
        if let Some(main) = operation.other_path_of {
            assert!(main < facts.operations.len());
        }
    }
    for table in &facts.tables {
        is_line(table.line);
        assert!(table.operation == 0 || table.operation < facts.operations.len());
        for place in &table.parents {
            assert!(row(*place).object.is_some());
        }
        for row in &table.rows {
            is_line(row.line);
            assert!(!row.name.is_empty());
            if let Some(object) = row.object {
                assert!(object < facts.tables.len());
            }
            row.sentences.iter().for_each(|sentence| is_line(sentence.line));
        }
    }
    facts.examples.iter().for_each(|example| is_line(example.line));
    facts.sentences.iter().for_each(|sentence| is_line(sentence.line));
    facts.doubts.iter().for_each(|doubt| is_line(doubt.line));
}

proptest! {
    #[test]
    fn changed_pages_are_read(page in 0..PAGES.len(), changes in prop::collection::vec(change(), 0..24)) {
        let page = changed(PAGES[page], &changes);
        if let Ok(document) = read(page.as_bytes()) {
            holds(&crate::extract(&document), &page);
        }
    }

    #[test]
    fn scraps_are_read(scraps in prop::collection::vec(0..SCRAPS.len(), 0..60)) {
        let page: String = scraps.into_iter().map(|scrap| SCRAPS[scrap]).collect();
        if let Ok(document) = read(page.as_bytes()) {
            holds(&crate::extract(&document), &page);
        }
    }
}

#[test]
fn the_pages_are_read_as_they_are() {
    for page in PAGES {
        let facts = crate::extract(&read(page.as_bytes()).unwrap());
        assert_eq!(facts.operations.len(), 1, "{page}");
        assert!(!facts.tables.is_empty(), "{page}");
        holds(&facts, page);
    }
}
