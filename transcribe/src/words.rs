//! The vocabulary of documentation pages, English and Chinese: column names, headings, types, labels.
//!
//! Everything here looks at one string and knows nothing of where it stands. Case, white space, markup of emphasis,
//! full-width forms and a closing colon never count.

mod columns;
mod lines;
mod sections;
mod types;

pub use columns::{Column, column};
pub use lines::{
    Caption, METHODS, Note, RequestLine, caption, is_breadcrumb, is_navigation, note, request_line,
    status_line, updated,
};
pub use sections::{Section, section};
pub use types::is_type;

/// What a cell says that answers whether a row is mandatory; `None` where it says anything else.
#[must_use]
pub fn yes_or_no(cell: &str) -> Option<bool> {
    look_up(ANSWERS, &key(cell))
}

/// What of a text counts in comparisons: lower case, no white space, half-width, no emphasis, no closing colon.
#[must_use]
pub fn key(text: &str) -> String {
    let mut key: String = text
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '`' | '\u{200b}' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect();
    while key.ends_with(':') {
        key.pop();
    }
    key
}

/// The ASCII character for a full-width one.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The meaning of a key; the keys of a meaning stand in one string, with spaces between.
fn look_up<T: Copy>(table: &[(T, &str)], key: &str) -> Option<T> {
    let is_key = |(_, words): &&(T, &str)| words.split_whitespace().any(|word| word == key);
    table.iter().find(is_key).map(|(meaning, _)| *meaning)
}

const ANSWERS: &[(bool, &str)] = &[
    (true, "yes y true mandatory required m 是 必选 必填 必须"),
    (false, "no n false optional o notrequired 否 可选 选填 非必选"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_in_both_languages() {
        for (name, expected) in [
            ("Parameter Name ", Some(Column::Name)),
            ("参数名称", Some(Column::Name)),
            ("是 否必选", Some(Column::Mandatory)),
            ("是否可选", Some(Column::Optional)),
            ("**Type**", Some(Column::Type)),
            ("HTTP Status Code", Some(Column::StatusCode)),
            ("说明：", Some(Column::Description)),
            ("project_id", None),
            ("", None),
        ] {
            assert_eq!(column(name), expected, "{name}");
        }
    }

    #[test]
    fn headings_with_and_without_remark() {
        for (heading, expected) in [
            ("Request Parameters", Some(Section::Request)),
            ("Example response (successful request)", Some(Section::ExampleResponse)),
            ("响应样例（失败）", Some(Section::ExampleResponse)),
            ("URI", Some(Section::Uri)),
            ("Creating a Cake", None),
            ("(URI)", None),
        ] {
            assert_eq!(section(heading), expected, "{heading}");
        }
    }

    #[test]
    fn answers() {
        assert_eq!(yes_or_no(" Yes "), Some(true));
        assert_eq!(yes_or_no("否"), Some(false));
        assert_eq!(yes_or_no("Yes, for flour"), None);
    }

    #[test]
    fn no_word_has_two_meanings() {
        fn distinct<T>(table: &[(T, &str)]) {
            let mut words: Vec<&str> =
                table.iter().flat_map(|(_, words)| words.split_whitespace()).collect();
            words.sort_unstable();
            let count = words.len();
            words.dedup();
            assert_eq!(words.len(), count);
        }
        distinct(columns::NAMES);
        distinct(sections::HEADINGS);
        distinct(ANSWERS);
    }
}
