use crate::extract::description::Line;
use crate::facts::{Certainty, Found, Row};

/// The row of this type whose description has these lines.
fn row(type_name: &str, lines: &[&str]) -> Row {
    let found =
        |value: &str| Found { value: value.to_owned(), line: 1, certainty: Certainty::Stated };
    let mut row = Row { type_name: Some(found(type_name)), ..Row::default() };
    let line = |text: &&str| Line { text: (*text).to_owned(), at: 1, item: None, in_list: false };
    crate::extract::constraints::read(&mut row, &lines.iter().map(line).collect::<Vec<_>>());
    row
}

fn value(found: Option<Found<String>>) -> Option<String> {
    found.map(|found| found.value)
}

#[test]
fn bounds_of_prose_belong_to_the_type() {
    for (type_name, line, max) in [
        ("String", "It holds up to 64 characters.", Some("64")),
        ("String", "You can add up to 5 tags.", None),
        ("String", "The value ranges from 1 to 100.", None),
        ("String", "The length ranges from 1 to 100.", Some("100")),
        ("Integer", "The value ranges from 1 to 100.", Some("100")),
        ("Integer", "The value ranges from 1 to 9, or 99, or 33 to 36.", None),
        ("Integer", "You can bake at most 5 cakes a day.", None),
        ("Integer", "最大值为100。", Some("100")),
        ("Array of strings", "A maximum of 20 records are supported.", Some("20")),
        ("Array of strings", "Each name holds up to 64 characters.", None),
        ("Object", "A maximum of 64 characters.", None),
        ("Integer", "If the oven is small, the maximum value is 5.", None),
        ("Integer", "It is recommended that the maximum value is 5.", None),
        ("Integer", "Small oven: the maximum value is 5.", None),
        ("String", "最多5个标签", None),
        ("String", "不能超过64个字符", Some("64")),
    ] {
        assert_eq!(value(row(type_name, &[line]).max).as_deref(), max, "{type_name}: {line}");
    }
}

#[test]
fn two_bounds_of_prose_are_none() {
    let lines =
        ["Large cakes have at most 254 characters.", "Small ones have at most 63 characters."];
    assert_eq!(row("String", &lines).max, None);
    let lines = ["名称不能超过128个字符", "多个名称使用逗号“,”分隔"];
    assert_eq!(row("String", &lines).max, None);
    let lines = ["It holds up to 64 characters.", "Maximum: 64"];
    assert_eq!(value(row("String", &lines).max).as_deref(), Some("64"));
}

#[test]
fn what_holds_of_one_kind_only_or_not_of_all_is_no_fact() {
    let found =
        row("Integer", &["The minimum value is 64.", "Small oven: the minimum value is 16."]);
    assert_eq!(found.min, None);
    let only = "It can contain only letters, digits, and underscores (_).";
    assert!(row("String", &[only]).charset.is_some());
    assert_eq!(row("String", &[only, "It can contain the dollar sign ($)."]).charset, None);
    assert_eq!(
        row("String", &["名称只能包含数字和字母。", "名称可以包含特殊字符。"]).charset,
        None
    );
    let name =
        row("String", &["The name can consist of 128 characters, including digits and letters."]);
    assert_eq!(value(name.max).as_deref(), Some("128"));
}

#[test]
fn lines_below_a_range_are_values_where_each_has_its_meaning() {
    let values = |lines: &[&str]| -> Vec<String> {
        let found = row("Integer", lines).values.into_iter().flat_map(|found| found.value);
        found.map(|choice| choice.value).collect()
    };
    assert_eq!(
        values(&["Range", "0: shared oven", "1: own oven", "Default Value", "None"]),
        ["0", "1"]
    );
    assert!(values(&["Range", "0: shared oven", "It is hot."]).is_empty());
    assert!(values(&["Range", "1-100"]).is_empty());
}

#[test]
fn a_sentence_of_which_nothing_is_kept_stays_open() {
    let open = |lines: &[&str]| -> Vec<String> {
        let sentences = row("String", lines).sentences.into_iter();
        sentences.filter(|one| one.gave.is_empty()).map(|one| one.text).collect()
    };
    let contested =
        ["Large cakes have at most 254 characters.", "Small ones have at most 63 characters."];
    assert_eq!(open(&contested), contested);
    let case = ["The name is case-insensitive and cannot be left blank."];
    assert_eq!(open(&case), case);
    assert!(open(&["The value is case-insensitive. Options: lemon, cocoa."]).is_empty());
}

#[test]
fn the_default_of_a_text_keeps_its_unit() {
    for (type_name, line, default) in [
        (
            "String",
            "The default value is 8 GB, and a cake of less than 3 GB is refused.",
            Some("8 GB"),
        ),
        ("String", "Default: 10s", Some("10s")),
        ("String", "Default: 10 or so", Some("10")),
        ("Integer", "The default value is 4 GB.", Some("4")),
    ] {
        let found = value(row(type_name, &[line]).default);
        assert_eq!(found.as_deref(), default, "{type_name}: {line}");
    }
}

#[test]
fn defaults_of_prose_are_values_of_the_type() {
    for (type_name, line, default) in [
        ("Integer", "The default value is 10.", Some("10")),
        ("Integer", "The default quota is 10.", None),
        ("Integer", "The default value is Oven.HOTTEST.", None),
        ("Integer", "If it is not specified, the default value is 10.", Some("10")),
        ("Integer", "If the oven is hot, the default value is 10.", None),
        ("Integer", "如果未指定，默认值为1", Some("1")),
        ("String", "The default value is a dot (.).", None),
        ("String", "默认值为“(a*b)/c”。", None),
        ("Boolean", "默认为“false”。", Some("false")),
        ("Array of strings", "“a.b”默认值为“false”。", None),
    ] {
        assert_eq!(value(row(type_name, &[line]).default).as_deref(), default, "{line}");
    }
}

#[test]
fn values_of_prose_are_values_of_the_type() {
    for (type_name, line, count) in [
        ("String", "The value can be round or square.", 2),
        ("Integer", "The value can be round or square.", 0),
        ("Integer", "The options are 3, 5, and 8.", 3),
        ("Integer", "It is optional when shape is set to round or square.", 0),
        ("String", "application/json", 0),
    ] {
        let found = row(type_name, &[line]).values;
        assert_eq!(found.map_or(0, |found| found.value.len()), count, "{line}");
    }
}
