//! The vocabulary of documentation pages, English and Chinese: column names, headings, types, labels.
//!
//! Everything here looks at one string and knows nothing of where it stands. Case, white space, markup of emphasis,
//! full-width forms and a closing colon never count.

mod columns;
mod lines;
mod phrases;
mod sections;
mod types;

pub use lines::{
    Caption, METHODS, Note, RequestLine, caption, is_breadcrumb, is_navigation, note, request_line,
    status_line, updated,
};
pub use phrases::{Coded, Phrase, Subject, coded, mentions, phrase, without_number};
pub use types::is_type;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Names of parameters or fields.
    Name,
    /// Whether a row is mandatory.
    Mandatory,
    /// Whether a row is optional: the opposite of [`Column::Mandatory`].
    Optional,
    /// Types.
    Type,
    /// What a row means.
    Description,
    /// Default values.
    Default,
    /// Constraints: `Restrictions`, `Value Range`.
    Constraint,
    /// Where a parameter is sent: `path`, `query`, `header`, `body`.
    Place,
    /// Examples of values.
    Example,
    /// Status codes of HTTP.
    StatusCode,
    /// Error codes.
    ErrorCode,
    /// Messages of errors.
    ErrorMessage,
    /// What to do about an error.
    Solution,
    /// A short word for the row: `Meaning`, `Title`.
    Meaning,
    /// The schema of a body.
    Schema,
}

/// What a heading announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// What the operation does.
    Function,
    /// A link to a console in which the operation can be tried.
    Debugging,
    /// Permissions that a caller needs.
    Authorization,
    /// Limits, prerequisites and precautions.
    Constraints,
    /// Method and address.
    Uri,
    /// Parameters of the path.
    PathParameters,
    /// Parameters of the query.
    QueryParameters,
    /// Parameters, of whatever is spoken of.
    Parameters,
    /// The request, or its parameters.
    Request,
    /// Headers of the request.
    RequestHeader,
    /// The body of the request.
    RequestBody,
    /// The response, or its parameters.
    Response,
    /// Headers of the response.
    ResponseHeader,
    /// The body of the response.
    ResponseBody,
    /// The schema of a response.
    Schema,
    /// Examples of either side.
    Example,
    /// Examples of requests.
    ExampleRequest,
    /// Examples of responses.
    ExampleResponse,
    /// Code that calls the operation from a language.
    SampleCode,
    /// Status codes.
    StatusCodes,
    /// Error codes.
    ErrorCodes,
}

/// What a column of this name holds.
#[must_use]
pub fn column(name: &str) -> Option<Column> {
    look_up(columns::COLUMNS, &key(name))
}

/// What a column holds whose name stands in a head by markup: by the words that the name consists of.
#[must_use]
pub fn column_of_head(name: &str) -> Option<Column> {
    column(name).or_else(|| columns::composed(&key(name)))
}

/// What a heading with this text announces.
///
/// A remark in brackets at its end does not count: `Example response (success)`.
#[must_use]
pub fn section(heading: &str) -> Option<Section> {
    let key = key(without_number(heading));
    look_up(sections::SECTIONS, &key).or_else(|| {
        let open = key.find('(')?;
        key.ends_with(')').then(|| look_up(sections::SECTIONS, key.get(..open)?)).flatten()
    })
}

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
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '*' | '`' | '\u{200b}' | '\u{fe0f}' | '\u{feff}')
        })
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

fn look_up<T: Copy>(table: &[(T, &[&str])], key: &str) -> Option<T> {
    table.iter().find(|(_, words)| words.contains(&key)).map(|(meaning, _)| *meaning)
}

const ANSWERS: &[(bool, &[&str])] = &[
    (
        true,
        &[
            "yes",
            "y",
            "true",
            "mandatory",
            "required",
            "m",
            "✓",
            "✅",
            "✔",
            "√",
            "是",
            "必选",
            "必填",
            "必须",
            "必需",
            "必传",
        ],
    ),
    (
        false,
        &[
            "no",
            "n",
            "false",
            "optional",
            "o",
            "notrequired",
            "✗",
            "❌",
            "✘",
            "×",
            "否",
            "可选",
            "选填",
            "非必选",
            "非必须",
            "非必填",
            "非必需",
            "非必传",
            "不必须",
            "不必选",
        ],
    ),
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
        fn distinct<T>(table: &[(T, &[&str])]) {
            let mut words: Vec<&str> =
                table.iter().flat_map(|(_, words)| *words).copied().collect();
            words.sort_unstable();
            let count = words.len();
            words.dedup();
            assert_eq!(words.len(), count);
        }
        distinct(columns::COLUMNS);
        distinct(sections::SECTIONS);
        distinct(ANSWERS);
    }
}
