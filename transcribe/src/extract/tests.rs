//! What small pages say, from the page to its facts.

use crate::facts::{Facts, Form, Mandatory, Role, Side, Table};
use crate::read::read;

fn facts(page: &str) -> Facts {
    super::extract(&read(page.as_bytes()).unwrap())
}

/// Role, side and object of each table, in one line.
fn shown(table: &Table) -> String {
    let side = table.side.map_or("-", Side::as_str);
    format!("{} {side} {}", table.role.as_str(), table.object.as_deref().unwrap_or("-"))
}

fn roles(page: &str) -> Vec<String> {
    facts(page).tables.iter().map(shown).collect()
}

/// A table of two columns or three with these rows.
fn table(head: &str, rows: &[&str]) -> String {
    let width = head.split('|').count();
    let rows: Vec<String> = rows.iter().map(|row| format!("|{row}|\n")).collect();
    format!("|{head}|\n|{}\n{}\n", "---|".repeat(width), rows.concat())
}

fn names() -> String {
    table("Name|Type|Description", &["size|Integer|Its size."])
}

#[test]
fn headings_of_any_wording_give_roles() {
    for (heading, role) in [
        ("Request Elements", "request_body request -"),
        ("Request Headers", "header request -"),
        ("Query parameters", "query request -"),
        ("Parameters in the URI", "path request -"),
        ("Body", "request_body request -"),
        ("Response Elements", "response_body response -"),
        ("Response header fields", "response_header response -"),
        ("请求参数 (Query)", "query request -"),
        ("入参", "request_body request -"),
        ("返回数据", "response_body response -"),
        ("2.1 输出参数", "response_body response -"),
    ] {
        let page = format!("# Bake\n\nPOST /v1/cakes\n\n## {heading}\n\n{}", names());
        assert_eq!(roles(&page), [role], "{heading}");
    }
}

#[test]
fn a_part_belongs_to_the_message_around_it() {
    let page = format!(
        "# Bake\n\nPOST /v1/cakes\n\n## Request\n\n### Headers\n\n{0}### Body\n\n{0}## Response\n\n### Headers\n\n{0}### Body\n\n{0}",
        names()
    );
    let expected = [
        "header request -",
        "request_body request -",
        "response_header response -",
        "response_body response -",
    ];
    assert_eq!(roles(&page), expected);
    // Items beside each other are parts of the same section.
    let page = format!(
        "# Bake\n\nGET /v1/cakes\n\n## Request\n\n- Request header\n\n  None\n\n- Parameters\n\n{}## Response\n\n- Description\n\n{}",
        names(),
        names()
    );
    assert_eq!(roles(&page), ["query request -", "response_body response -"]);
}

#[test]
fn sentences_and_captions_give_roles() {
    let page = format!(
        "# Bake\n\nGET /v1/{{id}}\n\nThis table shows the URI parameters for the request:\n\n{}This table shows the body parameters for the response:\n\n{}",
        table("Name|Type|Description", &["{id}|String|Its ID."]),
        names()
    );
    assert_eq!(roles(&page), ["path request -", "response_body response -"]);
    let page = format!(
        "# Bake\n\nPOST /v1/cakes\n\n## Request\n\n**Table 1** Parameter in the request\n\n{}**Table 2** Description of the tags field\n\n{}",
        table("Name|Type|Description", &["tags|Array of objects|Its tags."]),
        names()
    );
    assert_eq!(roles(&page), ["request_body request -", "object request tags"]);
}

#[test]
fn captions_that_name_nothing_leave_the_name_to_what_stands_before() {
    let head = "Name|Type|Mandatory";
    let root = table(head, &["tags|Array of objects, see [Table 2](#t)|Yes"]);
    let page = format!(
        "# Bake\n\nPOST /v1/cakes\n\n## Request\n\n**Table 1** Parameters\n\n{root}- **tags** field description\n\n<a name=\"t\"></a>\n\n**Table 2** Parameter description\n\n{0}## Response\n\n**Table 3** Parameters\n\n{0}",
        table(head, &["key|String|Yes"])
    );
    let expected = ["request_body request -", "object request tags", "response_body response -"];
    assert_eq!(roles(&page), expected);
    // A link tells as much.
    let page = page.replace("- **tags** field description\n\n", "");
    assert_eq!(roles(&page), expected);
}

#[test]
fn request_and_response_may_each_have_an_object_of_a_name() {
    let root = table("Name|Type", &["cake|Object"]);
    let object = table("Name|Type", &["size|Integer"]);
    let page = format!(
        "# Bake\n\nPOST /v1/cakes\n\n## Request\n\n{root}**Table 2** cake\n\n{object}## Response\n\n{root}**Table 4** cake\n\n{object}"
    );
    let facts = facts(&page);
    let parents: Vec<Vec<usize>> = facts
        .tables
        .iter()
        .map(|table| table.parents.iter().map(|place| place.table).collect())
        .collect();
    assert_eq!(parents, [vec![], vec![0], vec![], vec![2]]);
    assert_eq!(facts.tables[3].side, Some(Side::Response));
}

#[test]
fn an_example_of_an_address_does_not_reach_over_its_parameters() {
    let page = format!(
        "# List\n\n## URI\n\nGET /v1/cakes\n\nExample:\n\n```\nGET https://b.example/v1/cakes?size={{size}}\n```\n\n**Table 1** Parameter description\n\n{0}## Response\n\n**Table 2** cake objects\n\n{0}",
        table("Name|Mandatory|Type", &["size|No|Integer"])
    );
    // Without any placeholder, what the address takes is its query.
    assert_eq!(roles(&page), ["query request -", "response_body response -"]);
}

#[test]
fn tables_right_below_an_operation_are_its_request() {
    let page = format!(
        "# Cakes\n\n## List\n\n```\nGET /cakes/:id\n```\n\n{}## Bake\n\n```\nPOST /cakes\n```\n\n{}",
        table("Attribute|Type|Required", &["id|string|yes", "size|integer|no"]),
        table("Attribute|Type|Required", &["name|string|yes"])
    );
    assert_eq!(roles(&page), ["path request -", "request_body request -"]);
}

#[test]
fn a_column_of_places_divides_a_table() {
    let rows = ["id|path|string|yes", "size|query|string|no", "name|body|string|no"];
    let page = format!(
        "# PUT /cakes/{{id}}\n\n## Parameters\n\n{}",
        table("Name|In|Type|Required", &rows)
    );
    assert_eq!(roles(&page), ["path request -", "query request -", "request_body request -"]);
    let rows = ["etag|header|string|no", "layers|body|Array of objects|no"];
    let page = format!(
        "# GET /cakes/{{id}}\n\n## Response\n\n{}**Table 2** layers field\n\n{}",
        table("Name|In|Type|Required", &rows),
        table("Name|In|Type", &["size|body|int"])
    );
    let expected =
        ["response_header response -", "response_body response -", "object response layers"];
    assert_eq!(roles(&page), expected);
    let rows = ["**Header**|**x-key**<br>*required*|A key.|string"];
    let page = format!(
        "# Bake\n\nPUT /cakes\n\n#### Parameters\n\n{}",
        table("Type|Name|Description|Schema", &rows)
    );
    let facts = facts(&page);
    let row = &facts.tables[0].rows[0];
    assert_eq!((facts.tables[0].role, row.name.as_str()), (Role::Header, "x-key"));
    assert_eq!(row.mandatory.as_ref().map(|found| &found.value), Some(&Mandatory::Yes));
    assert_eq!(row.type_name.as_ref().map(|found| found.value.as_str()), Some("string"));
}

#[test]
fn objects_find_the_rows_that_hold_them() {
    let root = table(
        "Name|Type|Description",
        &[
            "top|Layer|Its top.",
            "parts|Array of objects|See [Table 2](#parts).",
            "box|Object|Its box.",
        ],
    );
    let page = format!(
        "# Bake\n\nPOST /cakes\n\n## Response\n\n{root}- Layer\n\n{0}<a name=\"parts\"></a>\n\n**Table 2** Parts\n\n{0}box in detail:\n\n{0}",
        names()
    );
    let facts = facts(&page);
    let held: Vec<Option<usize>> = facts.tables[0].rows.iter().map(|row| row.object).collect();
    assert_eq!(held, [Some(1), Some(2), Some(3)]);
    for (index, table) in facts.tables.iter().enumerate().skip(1) {
        assert_eq!((table.role, table.parents.len()), (Role::Object, 1), "table {index}");
    }
}

#[test]
fn rows_say_by_marks_how_deep_they_stand() {
    let rows = [
        "data|object|yes",
        "├─ total|number|yes",
        "└─ rows|object[]|yes",
        "&nbsp;&nbsp;├─ id|number|no",
        "»» deep|string|no",
        "-- flat|string|no",
    ];
    let page = format!("# A\n\nPOST /a\n\n## Response\n\n{}", table("Name|Type|Required", &rows));
    let facts = facts(&page);
    let shown: Vec<(&str, usize)> =
        facts.tables[0].rows.iter().map(|row| (row.name.as_str(), row.depth)).collect();
    let expected = [("data", 0), ("total", 1), ("rows", 1), ("id", 2), ("deep", 2), ("flat", 2)];
    assert_eq!(shown, expected);
}

#[test]
fn columns_of_any_wording_are_known() {
    for (head, row) in [
        ("Field name|Field type|Mandatory or not", "size|int|Mandatory"),
        ("参数名|类型及范围|是否必需", "size|int|必需"),
        ("字段|数据类型|必填项", "size|int|✅"),
        ("名称|参数名|类型|必选", "大小|size|int|M"),
    ] {
        let page = format!("# A\n\nPOST /a\n\n## Request\n\n{}", table(head, &[row]));
        let facts = facts(&page);
        let row = &facts.tables[0].rows[0];
        assert_eq!(row.name, "size", "{head}");
        assert_eq!(
            row.mandatory.as_ref().map(|found| &found.value),
            Some(&Mandatory::Yes),
            "{head}"
        );
        assert_eq!(row.type_name.as_ref().map(|found| found.value.as_str()), Some("int"), "{head}");
    }
}

#[test]
fn types_say_more_in_brackets() {
    let rows = [
        "a|String(64)",
        "b|string (round, square)",
        "c|integer(int64)",
        "d|varchar(1-9)",
        "e|list (Required)",
    ];
    let page = format!("# A\n\nPOST /a\n\n## Request\n\n{}", table("Name|Type", &rows));
    let facts = facts(&page);
    let rows = &facts.tables[0].rows;
    let max: Vec<Option<&str>> =
        rows.iter().map(|row| row.max.as_ref().map(|found| found.value.as_str())).collect();
    assert_eq!(max, [Some("64"), None, None, Some("9"), None]);
    let values: Vec<usize> =
        rows.iter().map(|row| row.values.as_ref().map_or(0, |found| found.value.len())).collect();
    assert_eq!(values, [0, 2, 0, 0, 0]);
    assert_eq!(rows[4].mandatory.as_ref().map(|found| &found.value), Some(&Mandatory::Yes));
}

#[test]
fn codes_are_told_from_fields() {
    let status = table("Returned Values|Description", &["204|Done.", "400 Bad Request|Not done."]);
    let errors = table("HttpCode|错误码|描述", &["404|Cake.NotFound|没有蛋糕"]);
    let page = format!("# A\n\nDELETE /a\n\n## Returned values\n\n{status}## 错误码\n\n{errors}");
    let facts = facts(&page);
    let shown: Vec<(&str, &str)> = facts
        .tables
        .iter()
        .flat_map(|table| table.rows.iter().map(|row| (table.role.as_str(), row.name.as_str())))
        .collect();
    assert_eq!(shown, [("status", "204"), ("status", "400"), ("error", "Cake.NotFound")]);
}

fn examples(page: &str) -> Vec<(Side, Option<String>, Form)> {
    facts(page)
        .examples
        .into_iter()
        .map(|example| (example.side, example.status, example.form))
        .collect()
}

#[test]
fn examples_stand_in_many_places() {
    let json = "```\n{\"size\": 1}\n```\n";
    let head = "# A\n\nPOST /a\n\n";
    for (page, expected) in [
        (format!("## Request example\n\n{json}"), vec![(Side::Request, None, Form::Json)]),
        (
            format!("## Request\n\n- Example\n\n  {}", json.replace('\n', "\n  ")),
            vec![(Side::Request, None, Form::Json)],
        ),
        (format!("## Response\n\n{json}"), vec![(Side::Response, None, Form::Json)]),
        (
            format!("## 示例\n\n请求示例\n\n{json}\n正常返回示例\n\n`JSON` 格式\n\n{json}"),
            vec![(Side::Request, None, Form::Json), (Side::Response, None, Form::Json)],
        ),
        (
            format!("## Example\n\n#### 输入：\n\n{json}\n#### 输出：\n\n{json}"),
            vec![(Side::Request, None, Form::Json), (Side::Response, None, Form::Json)],
        ),
        (
            format!(
                "## Example\n\n- Request\n\n- Success response\n\n  HTTP status code 200\n\n  {}",
                json.replace('\n', "\n  ")
            ),
            vec![(Side::Response, Some("200".to_owned()), Form::Json)],
        ),
        (
            "## Example response\n\n```\nHTTP/1.1 200 OK\nServer:bakery\n{\"size\": 1}\n```\n"
                .to_owned(),
            vec![(Side::Response, None, Form::Json)],
        ),
        (
            "## Example request\n\n```\ncurl -d '{\"size\": 1}' http://bakery.example/a\n```\n"
                .to_owned(),
            vec![(Side::Request, None, Form::Text)],
        ),
        ("## Example (curl)\n\n```\ncurl http://bakery.example/a\n```\n".to_owned(), vec![]),
        ("## Returns\n\n```\n{\"type\": \"object\", \"properties\": {}}\n```\n".to_owned(), vec![]),
    ] {
        assert_eq!(examples(&format!("{head}{page}")), expected, "{page}");
    }
}

#[test]
fn json_that_does_not_parse_is_still_an_example() {
    for body in [
        "{\"a\": 1,}",
        "{\"a\": 1, ...}",
        "{\n  \"a\": 1 // one\n}",
        "{\"a\"：1}",
        "{\"a\": “b”}",
        "[{\"a\": 1}, ...]",
    ] {
        let page = format!("# A\n\nPOST /a\n\n## Example response\n\n```\n{body}\n```\n");
        assert_eq!(examples(&page), [(Side::Response, None, Form::Broken)], "{body}");
    }
}

#[test]
fn a_page_of_something_else_has_a_doubt_and_no_facts() {
    for page in [
        "# My holiday\n\nIt was warm.\n\n|City|Days|\n|---|---|\n|Rome|3|\n",
        "One line.",
        "fn main() {\n    println!(\"GET out\");\n}\n",
    ] {
        let facts = facts(page);
        assert!(facts.operations.is_empty() && facts.examples.is_empty(), "{page}");
        assert!(facts.tables.iter().all(|table| table.role == Role::Other), "{page}");
        assert!(
            facts.doubts.iter().any(|doubt| doubt.message.contains("is it the page")),
            "{page}"
        );
    }
}

#[test]
fn sentences_that_announce_or_repeat_values_are_expressed_by_them() {
    let open = |description: &str| -> Vec<String> {
        let page = format!(
            "# A\n\n## URI\n\nPOST /a\n\n## Request Parameters\n\n<table><tr><th>Parameter</th><th>Type</th><th>Description</th></tr><tr><td>icing</td><td>String</td><td>{description}</td></tr></table>\n"
        );
        let sentences = facts(&page).tables.remove(0).rows.remove(0).sentences;
        let open = sentences.into_iter().filter(|one| one.constrains && one.gave.is_empty());
        open.map(|sentence| sentence.text).collect()
    };
    let values = "<ul><li>lemon: sour</li><li>cocoa: sweet</li></ul>";
    assert!(open(&format!("<p>Icing. The options are as follows:</p>{values}")).is_empty());
    assert!(open(&format!("<p>Options: lemon and cocoa.</p>{values}")).is_empty());
    // Without values nothing expresses what is announced.
    assert_eq!(open("<p>The options are as follows:</p>"), ["The options are as follows:"]);
    assert_eq!(
        open(&format!("<p>Only lemon is in stock.</p>{values}")),
        ["Only lemon is in stock."]
    );
}

#[test]
fn tables_without_head_and_ragged_rows_are_read_as_far_as_they_tell() {
    let rows = "<table><tr><td>size</td><td>Yes</td><td>Integer</td><td>Its size.</td></tr>\
        <tr><td>name</td><td>No</td><td>String</td></tr><tr><td>alone</td></tr></table>";
    let page = format!("# A\n\nPOST /a\n\n## Request\n\n{rows}\n");
    let facts = facts(&page);
    let names: Vec<&str> = facts.tables[0].rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["size", "name", "alone"]);
    assert_eq!(facts.doubts.len(), 1, "{:?}", facts.doubts);
}

#[test]
fn a_table_in_a_cell_describes_its_row() {
    let inner = "<table><tr><th>Name</th><th>Type</th></tr><tr><td>x</td><td>int</td></tr></table>";
    let page = format!(
        "# A\n\nPUT /a/{{id}}\n\n## Parameters\n\n<table><tr><th>Name</th><th>In</th><th>Type</th></tr>\
         <tr><td>box</td><td>body</td><td>object{inner}</td></tr>\
         <tr><td>id</td><td>path</td><td>int</td></tr></table>\n"
    );
    let facts = facts(&page);
    let place = facts.tables.iter().find_map(|table| table.parents.first()).unwrap();
    assert_eq!(facts.tables[place.table].rows[place.row].name, "box");
}
