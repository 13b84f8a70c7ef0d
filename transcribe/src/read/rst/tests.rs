use super::blocks;
use crate::document::{Content, Table};
use crate::read::testing::{self, rows};

fn shown(page: &str) -> Vec<String> {
    testing::shown(&blocks(page))
}

fn table(page: &str) -> Table {
    testing::table(blocks(page))
}

#[test]
fn sections_lists_and_literals() {
    let page = "\
:original_name: cake.html

.. _cake:

Bake
====

URI
---

-  URI format

   POST /v1/cakes

#. See::

      {
        \"a\": 1
      }

.. code-block:: json
   :linenos:

   [1]

.. A comment
   of two lines.

.. caution::

   Hot.

==========
Over title
==========

| one
| two
";
    assert_eq!(
        shown(page),
        [
            "5.0 h1 Bake",
            "8.0 h2 URI",
            "11.1 item URI format",
            "13.1 p POST /v1/cakes",
            "15.1 item See:",
            "17.1 code {\n  \"a\": 1\n}",
            "24.0 code [1]",
            "29.0 note",
            "31.0 p Hot.",
            "33.0 h3 Over title",
            "37.0 p one\ntwo",
        ]
    );
}

#[test]
fn inline_markup_goes_and_links_stay() {
    let page = "See :ref:`Table 1 <cake__t1>`, `the site <https://cake.example>`__ and sugar_, **not** *\\*raw* \
        ``{a}_b`` in flour_type\\ **x**\\ y: 2 * 3 * 4, :abbr:`API`, a|b|c.";
    let block = &blocks(page)[0];
    let text = block.content.text().unwrap();
    assert_eq!(
        text.plain,
        "See Table 1, the site and sugar, not *raw {a}_b in flour_typexy: 2 * 3 * 4, API, a|b|c."
    );
    let links: Vec<_> =
        text.links.iter().map(|link| format!("{}>{}", link.shown, link.target)).collect();
    assert_eq!(links, ["Table 1>cake__t1", "the site>https://cake.example", "sugar>sugar"]);
}

#[test]
fn grid_tables_with_spans_and_bodies_in_cells() {
    let page = "\
.. _t1:

.. table:: **Table 1** Cakes

   +------+-----------------+
   | Name | Rest            |
   |      +-------+---------+
   |      | Type  | Text    |
   +======+=======+=========+
   | a    | x     | One.    |
   |      |       |         |
   |      |       | -  two  |
   +------+-------+         |
   | 糕点 | 多                |         |
   +------+-------+---------+
"
    .replace("多                |", "多    |");
    let table = table(&page);
    assert_eq!(
        rows(&table),
        ["Name|Rest|^Rest", "^Name|Type|Text", "a|x|One.¶two", "糕点|多|^One.¶two"]
    );
    assert_eq!(table.caption.as_ref().unwrap().plain, "Table 1 Cakes");
    assert_eq!((table.head, table.anchors.as_slice()), (2, ["t1".to_owned()].as_slice()));
    assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [6, 8, 10, 14]);
    assert!(matches!(table.rows[2].cells[2].blocks[1].content, Content::Item(_)));
}

#[test]
fn grid_tables_that_count_characters() {
    let page = "+----+----+\n| 糕点 | b  |\n+====+====+\n| c  | d  |\n+----+----+\n";
    assert_eq!(rows(&table(page)), ["糕点|b", "c|d"]);
}

#[test]
fn simple_tables() {
    let page = "\
====  ==========
Code  Text
====  ==========
200   Good.
      Better.
404   No.
====  ==========

After.
";
    assert_eq!(
        shown(page),
        ["1.0 table  1: Code|Text / 200|Good. Better. / 404|No.", "9.0 p After."]
    );
}

#[test]
fn tables_of_lists_and_of_values() {
    let page = "\
.. list-table:: Table 2 Cakes
   :header-rows: 1

   * - Name
     - Text
   * - a
     - One.

       * two
   * - b
     -

.. csv-table:: Table 3
   :header: \"Name\", \"Text\"

   a, \"One, \"\"two\"\"
   three\"
   b,
";
    assert_eq!(
        shown(page),
        [
            "1.0 table Table 2 Cakes 1: Name|Text / a|One.¶two / b|",
            "13.0 table Table 3 1: Name|Text / a|One, \"two\" three / b|",
        ]
    );
}

#[test]
fn what_is_broken_is_read_as_text() {
    for page in [
        "+---+\n| a\n+--\n",
        "+---+---+\n| a |\n+---+\n",
        ".. table::",
        ".. list-table::\n\n   * a\n",
        "==== ====\na b\n",
        "`a **b ``c :ref:`d\n",
        "====\n",
        "-",
        "::",
        "..",
        ":a:",
        "|",
    ] {
        let _ = blocks(page);
    }
    assert_eq!(shown("+---+\n| a\n+--\n"), ["1.0 p +---+ | a +--"]);
    let deep = (0..500).fold(String::new(), |deep, depth| {
        deep + &"  ".repeat(depth)
            + "- x

"
    });
    assert!(format!("{:?}", blocks(&deep)).contains('x'));
}
