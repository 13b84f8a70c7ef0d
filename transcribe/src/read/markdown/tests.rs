use super::render;
use crate::document::Block;
use crate::read::{finish, testing};

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = render(page).blocks();
    finish::captions(&mut blocks);
    blocks
}

fn shown(page: &str) -> Vec<String> {
    testing::shown(&blocks(page))
}

#[test]
fn blocks_know_their_lines() {
    let page = "\
# Bake<a name=\"x\"></a>

-   URI:

    PUT /v1/\\{cake\\_id\\}/<slice>

    ```json
    {

      \"a\": 1
    }
    ```

Two lines
of *text*, see [Table 1](#t1).

>![](icon.gif) **说明：**
>很热。
";
    assert_eq!(
        shown(page),
        [
            "1.0 h1 Bake",
            "3.1 item URI:",
            "5.1 p PUT /v1/{cake_id}/<slice>",
            "7.1 code {\n\n  \"a\": 1\n}",
            "14.0 p Two lines of text, see Table 1.",
            "17.0 note",
            "17.0 p 说明： 很热。",
        ]
    );
    let text = blocks(page).into_iter().filter_map(|block| block.content.text().cloned());
    let links: Vec<_> = text.flat_map(|text| text.links).map(|link| link.target).collect();
    assert_eq!(links, ["t1"]);
}

#[test]
fn pipe_tables_between_paragraphs() {
    let page = "# A\nBefore:\n| Name | Text | More |\n|--|--|\n| a | b<br>c |\nd | e \\| f | `g` | h\nAfter.\n";
    assert_eq!(
        shown(page),
        [
            "1.0 h1 A",
            "2.0 p Before:",
            "3.0 table  1: Name|Text|More / a|b¶c| / d|e | f|g",
            "7.0 p After."
        ]
    );
}

#[test]
fn rows_know_their_lines() {
    for page in
        ["x\n|a|\n|-|\n|b|\n", "\n<table>\n<tr><th>a</th></tr>\n\n<tr><td>b</td></tr></table>"]
    {
        let lines: Vec<usize> =
            testing::table(blocks(page)).rows.iter().map(|row| row.line).collect();
        assert_eq!(lines[0] + 2, lines[1], "{page}");
    }
}

#[test]
fn captions_before_tables_of_html_in_lists() {
    let page = "\
-   Parameters

    **表 1**  蛋糕

    <a name=\"t1\"></a>
    <table><thead><tr><th>Name</th></tr>

    <tbody><tr><td>a

  b
    </td></tr>
    </table>

    More
";
    assert_eq!(
        shown(page),
        ["1.1 item Parameters", "3.1 table 表 1 蛋糕 1: Name / a b", "14.1 p More"]
    );
}

#[test]
fn markdown_in_cells_of_html() {
    let page =
        "<table>\n<tr>\n<td>\n\n- one\n- **two**\n\n      </td>\n<td>three</td></tr></table>\n";
    assert_eq!(shown(page), ["1.0 table  0: one¶two|three"]);
}

#[test]
fn fences_that_are_never_closed_end_at_a_heading() {
    let page = "# A\n\n```\n{\n\n## B\n\n```\n[1]\n\n```json\n[2]\n```\n";
    assert_eq!(
        shown(page),
        ["1.0 h1 A", "3.0 code {", "6.0 h2 B", "8.0 code [1]", "11.0 code [2]"]
    );
}

#[test]
fn json_without_a_fence_is_code() {
    let page = "# A\n{\n  \"a_b\": [\n\n  1],\n  \"_c_\": 2\n}\n[not json](x)\n";
    assert_eq!(
        shown(page),
        ["1.0 h1 A", "2.0 code {\n  \"a_b\": [\n\n  1],\n  \"_c_\": 2\n}", "8.0 p not json"]
    );
}

#[test]
fn nesting_is_bounded() {
    for mark in [">", "- ", "[", "*a ", "<b>", "![", "|"] {
        let page = format!("# A\n\n{}end\n", mark.repeat(2_000));
        assert!(format!("{:?}", blocks(&page)).contains("end") || mark == "![", "{mark}");
    }
}
