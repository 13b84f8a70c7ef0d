use super::blocks;
use crate::document::Content;
use crate::read::testing;

/// A page from lines, each followed by a blank one.
fn page(lines: &[&str]) -> String {
    lines.join("\n\n")
}

fn shown(page: &str) -> Vec<String> {
    testing::shown(&blocks(page))
}

/// The rows of the last table.
fn table(lines: &[&str]) -> Vec<String> {
    testing::rows(&testing::table(blocks(&page(lines))))
}

const HEAD: [&str; 4] = ["Parameter", "Mandatory", "Type", "Description"];

#[test]
fn headings_are_known_by_their_words_and_places() {
    let page = "Help/ Cakes/ Baking/ Baking a Cake\nUpdated on 2024-01-01 GMT+08:00\n\nBaking a Cake\n\nFunction\n\n\
        Bakes.\n\nURI\n\n  • URI format\n\nPOST /v1/cakes\n\nExample Request\n\nNone\n\nParent topic: Cakes";
    assert_eq!(
        shown(page),
        [
            "1.0 p Help/ Cakes/ Baking/ Baking a Cake",
            "2.0 p Updated on 2024-01-01 GMT+08:00",
            "4.0 h1 Baking a Cake",
            "6.0 h2 Function",
            "8.0 p Bakes.",
            "10.0 h2 URI",
            "12.1 item URI format",
            "14.0 p POST /v1/cakes",
            "16.0 h2 Example Request",
            "18.0 p None",
            "20.0 p Parent topic: Cakes",
        ]
    );
}

#[test]
fn headings_of_known_words_end_a_table_and_captions_of_examples_head_nothing() {
    let page = "Bake Cake\n\nRequest Elements\n\nElement\n\nDescription\n\nMandatory\n\nSize\n\nIts size.\n\n\
        Type: integer\n\nYes\n\nResponse Syntax\n\nExample Request\n\nBaking a large cake\n\nPOST /v1/cakes\n";
    assert_eq!(
        shown(page),
        [
            "1.0 h1 Bake Cake",
            "3.0 h2 Request Elements",
            "5.0 table  1: Element|Description|Mandatory / Size|Its size.¶Type: integer|Yes",
            "19.0 h2 Response Syntax",
            "21.0 h2 Example Request",
            "23.0 p Baking a large cake",
            "25.0 p POST /v1/cakes",
        ]
    );
}

#[test]
fn a_type_may_refer_to_a_table() {
    let lines = [
        "Parameter",
        "Type",
        "Description",
        "map",
        "Table 3",
        "A map.",
        "key",
        "Table 4",
        "A key.",
    ];
    assert_eq!(
        table(&lines),
        ["Parameter|Type|Description", "map|Table 3|A map.", "key|Table 4|A key."]
    );
}

#[test]
fn a_title_before_a_request_line_begins_an_operation() {
    let page = "Cake API\nBake Cake\nPOST /cakes\nBakes.\nRequest\n| Name | Type |\n|---|---|\n| a | string |\n\
        Response Examples\nSuccess\n{\n\"ok\": true\n}\nEat Cake\nDELETE /cakes\n";
    assert_eq!(
        shown(page),
        [
            "1.0 h1 Cake API",
            "2.0 h2 Bake Cake",
            "3.0 p POST /cakes",
            "4.0 p Bakes.",
            "5.0 h3 Request",
            "6.0 table  1: Name|Type / a|string",
            "9.0 h3 Response Examples",
            "10.0 p Success",
            "11.0 code {\n\"ok\": true\n}",
            "14.0 h2 Eat Cake",
            "15.0 p DELETE /cakes",
        ]
    );
}

#[test]
fn rows_are_told_apart_by_the_shape_of_their_cells() {
    let body = [
        "flour",
        "Yes",
        "String",
        "Kind of flour.",
        "Minimum: 0",
        "Values:",
        "  • rye",
        "  • wheat",
        "NOTE:",
        "Mind the gluten.",
        "sugar",
        "No",
        "Integer",
        "Yes",
        "No",
        "Boolean",
        "Range",
        "None",
        "Icing",
        "No",
        "Array of Icing objects",
        "Icing",
        "sub-items",
        "Yes",
        "Object",
        "Items",
    ];
    let lines = [&HEAD[..], &body, &["Response Parameters", "None"]].concat();
    assert_eq!(
        table(&lines),
        [
            "Parameter|Mandatory|Type|Description",
            "flour|Yes|String|Kind of flour.¶Minimum: 0¶Values:¶rye¶wheat¶Mind the gluten.",
            "sugar|No|Integer|",
            "Yes|No|Boolean|Range¶None",
            "Icing|No|Array of Icing objects|Icing",
            "sub-items|Yes|Object|Items",
        ]
    );
}

#[test]
fn empty_cells_leave_nothing() {
    let head = ["参数", "是否必选", "参数类型", "说明"];
    let lines = [&head[..], &["a", "是", "b", "否", "字符串", "B。", "c", "Long"]].concat();
    assert_eq!(
        table(&lines),
        ["参数|是否必选|参数类型|说明", "a|是||", "b|否|字符串|B。", "c||Long|"]
    );
}

#[test]
fn tables_of_two_columns() {
    let lines = [
        "Status Codes",
        "Status Code",
        "Description",
        "200",
        "OK",
        "400",
        "Bad Request",
        "Try again.",
        "500",
    ];
    assert_eq!(
        table(&lines),
        ["Status Code|Description", "200|OK", "400|Bad Request¶Try again.", "500|"]
    );
    let lines =
        ["Parameter", "Description", "name", "Name of a cake.", "Range", "None", "size", "Size."];
    assert_eq!(
        table(&lines),
        ["Parameter|Description", "name|Name of a cake.¶Range¶None", "size|Size."]
    );
}

#[test]
fn a_heading_in_a_cell_does_not_end_the_table() {
    let lines = [
        &HEAD[..],
        &["Response", "Yes", "Object", "Response", "b", "No", "Long", "B.", "Response"],
    ]
    .concat();
    assert_eq!(
        table(&lines),
        ["Parameter|Mandatory|Type|Description", "Response|Yes|Object|Response", "b|No|Long|B."]
    );
}

#[test]
fn what_announces_a_request_line_ends_the_table() {
    let body = [
        "a",
        "Yes",
        "String",
        "See GET.",
        "An example of the address:",
        "  • with a tag",
        "GET /v1/cakes?a=b",
    ];
    let page = page(&[&HEAD[..], &body].concat());
    let shown = shown(&page);
    assert_eq!(
        shown[0],
        "1.0 table  1: Parameter|Mandatory|Type|Description / a|Yes|String|See GET."
    );
    assert_eq!(shown[1], "17.0 p An example of the address:");
    assert_eq!(shown.len(), 4);
}

#[test]
fn the_first_column_may_stand_behind_the_caption() {
    let page = "URI\nTable 1 URI parameter Parameter\nMandatory\nType\nDescription\nid\nYes\nString\nID.\nRequest";
    let shown = shown(page);
    assert_eq!(
        shown[1],
        "2.0 table Table 1 URI parameter 1: Parameter|Mandatory|Type|Description / id|Yes|String|ID."
    );
}

#[test]
fn json_spans_lines_and_blank_lines_and_may_be_broken() {
    let page = "Example\n\n{\n  \"a\": [1,\n\n    2],\n  \"b\": \"}\"\n}\n\nThat was it.\n\n{\n  \"c\": ...\n\nStatus Codes\n\n200";
    assert_eq!(
        shown(page),
        [
            "1.0 h2 Example",
            "3.0 code {\n  \"a\": [1,\n\n    2],\n  \"b\": \"}\"\n}",
            "10.0 p That was it.",
            "12.0 code {\n  \"c\": ...",
            "15.0 h2 Status Codes",
            "17.0 p 200",
        ]
    );
}

#[test]
fn a_sentence_between_items_belongs_to_the_first() {
    let body = [
        "kind",
        "Yes",
        "String",
        "Kind:",
        "  • rye",
        "Sold out.",
        "  • wheat",
        "Dark:",
        "  • spelt",
    ];
    let blocks = blocks(&page(&[&HEAD[..], &body].concat()));
    let Content::Table(table) = &blocks[0].content else { panic!("no table") };
    let depths: Vec<usize> =
        table.rows[1].cells[3].blocks.iter().map(|block| block.depth).collect();
    assert_eq!(depths, [0, 1, 1, 1, 0, 1]);
}

#[test]
fn heads_of_unknown_words_below_a_caption() {
    let lines = [
        "Table 1 Cakes",
        "Argument",
        "Needed",
        "Kind",
        "Notes",
        "a",
        "Yes",
        "String",
        "A.",
        "Or b.",
        "b",
        "No",
        "Long",
    ];
    assert_eq!(
        table(&lines),
        ["Argument|Needed|Kind|Notes", "a|Yes|String|A.¶Or b.", "b|No|Long|"]
    );
    let lines = [
        "Table 2 Letters",
        "Letter",
        "Stands for",
        "Sample",
        "G",
        "Era of time",
        "AD",
        "y",
        "Year",
        "1996",
        "M",
        "Month name",
        "07",
        "Example",
    ];
    assert_eq!(
        table(&lines),
        ["Letter|Stands for|Sample", "G|Era of time|AD", "y|Year|1996", "M|Month name|07"]
    );
}

#[test]
fn a_column_may_be_written_small() {
    let lines = [
        "Name",
        "Type",
        "Required",
        "description",
        "» a",
        "string",
        "true",
        "none",
        "b",
        "integer",
        "false",
    ];
    assert_eq!(
        table(&lines),
        ["Name|Type|Required|description", "» a|string|true|none", "b|integer|false|"]
    );
}
