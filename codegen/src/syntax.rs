//! What to say about a YAML syntax error.

use serde_yaml::granit_parser::ErrorKind;

/// Code, message and help for what the parser met at an offset.
pub(crate) fn describe(
    kind: &ErrorKind,
    text: &str,
    at: usize,
) -> (&'static str, String, Option<String>) {
    if matches!(kind, ErrorKind::RecursionLimitExceeded) {
        let help = "no part of the format nests this deep: look for a bracket that is never closed";
        return ("E0122", "nested too deep".to_owned(), Some(help.to_owned()));
    }
    if let Some(line) = conflict(text) {
        let help = "choose one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`";
        return (
            "E0101",
            format!("YAML syntax: a merge conflict begins at line {line}"),
            Some(help.to_owned()),
        );
    }
    let found = text.get(at..).and_then(|rest| rest.chars().next());
    let message = match (kind, found) {
        (ErrorKind::UnexpectedEofImplicitFlowMapping, Some(',')) => {
            "YAML syntax: nothing stands before this comma".to_owned()
        }
        _ => format!("YAML syntax: {}", meaning(kind)),
    };
    ("E0101", message, help(kind, found).map(str::to_owned))
}

/// The line of the first mark that a merge left.
fn conflict(text: &str) -> Option<usize> {
    let line = text.lines().position(|line| line.starts_with("<<<<<<< "))?;
    Some(line + 1)
}

/// The error in the words of someone who writes rows, where there are better ones than the parser's.
fn meaning(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnclosedFlowCollection { open: '{' } => {
            "`{` is never closed".to_owned()
        }
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::UnclosedFlowCollection { .. } => "`[` is never closed".to_owned(),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            format!("`{open}` is closed by `{close}`")
        }
        ErrorKind::MisplacedFlowCollectionEnd => "a closing bracket that nothing opened".to_owned(),
        ErrorKind::ExpectedFlowMappingSeparator => "expected `,` or `}`".to_owned(),
        ErrorKind::ExpectedFlowSequenceSeparator => "expected `,` or `]`".to_owned(),
        ErrorKind::UnclosedQuotedScalar => "a quote is never closed".to_owned(),
        ErrorKind::MappingValueNotAllowed => "`: ` inside a text without quotes".to_owned(),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            "a key without `:`".to_owned()
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation => "a tab in the indentation".to_owned(),
        ErrorKind::TabInPlainScalar => "a tab inside a text without quotes".to_owned(),
        ErrorKind::BomInsideDocument => "a byte order mark inside the text".to_owned(),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "a text goes on behind its quotes".to_owned()
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "an escape that double quotes do not have".to_owned()
        }
        ErrorKind::ExpectedBlockMappingKey => "this line belongs to no mapping".to_owned(),
        ErrorKind::ExpectedBlockSequenceEntry => "this line belongs to no list".to_owned(),
        _ => kind.to_string(),
    }
}

fn help(kind: &ErrorKind, found: Option<char>) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => "indent with spaces",
        ErrorKind::MappingValueNotAllowed => {
            "quote a text that contains `: `; keys of one mapping start in one column"
        }
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::UnclosedFlowCollection { .. } => {
            "close the bracket; quote a text that contains `,`, `[`, `]`, `{`, `}` or `: `"
        }
        ErrorKind::UnexpectedCharacter { .. } if matches!(found, Some('@' | '`')) => {
            "quote a text that starts with `@` or a backtick"
        }
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::InvalidDirectiveName
            if found == Some('%') =>
        {
            "quote a text that starts with `%`"
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            "remove it, or quote the text that has it; the lines of `json: |` are indented deeper than `json`"
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "in double quotes `\\` begins an escape: use single quotes, as for every `pattern`"
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "quote the whole text, with the other kind of quotes: `'\"First\" item'`"
        }
        ErrorKind::ExpectedBlockSequenceEntry => {
            "items of a list start in one column, each with its `- `; rows and objects are no lists"
        }
        ErrorKind::UnclosedQuotedScalar => {
            "close the quote; a single quote inside single quotes is written twice"
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected => {
            "keys of one mapping start in one column, each with its `:`"
        }
        _ => return None,
    })
}
