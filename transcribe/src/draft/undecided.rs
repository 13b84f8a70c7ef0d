//! Places of a draft that only a person can decide.

/// What has to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Sentences of the curator's own, in place of those made from names.
    About,
    /// The address of the page.
    Address,
    /// Method and path.
    Request,
    /// A table that nothing points to, or rows under a name that is taken.
    Table,
    /// A row that one side has and the other lacks.
    Row,
    /// Whether a row is mandatory.
    Mandatory,
    /// The type of a row.
    Type,
    /// A bound.
    Bound,
    /// A default.
    Default,
    /// The values of an enumeration, or their meanings.
    Values,
    /// A sentence that no key expresses yet.
    Sentence,
    /// How rows relate to each other.
    Relation,
    /// What a status code answers with.
    Response,
    /// An example that breaks its table.
    Example,
    /// Another fact that the compiler refuses.
    Fact,
    /// What the operations of the service share.
    Service,
    /// What the reader of the page could make nothing of.
    Doubt,
}

impl Kind {
    /// The word for it in comments and summaries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Address => "address",
            Self::Request => "request",
            Self::Table => "table",
            Self::Row => "row",
            Self::Mandatory => "mandatory",
            Self::Type => "type",
            Self::Bound => "bound",
            Self::Default => "default",
            Self::Values => "values",
            Self::Sentence => "sentence",
            Self::Relation => "relation",
            Self::Response => "response",
            Self::Example => "example",
            Self::Fact => "fact",
            Self::Service => "service",
            Self::Doubt => "doubt",
        }
    }
}

/// Words of the page, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) line: usize,
    /// Empty where the page only has the place.
    pub(super) text: String,
}

/// One place that a person has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Todo {
    pub(super) kind: Kind,
    /// What to decide.
    pub(super) text: String,
    pub(super) quote: Option<Quote>,
}

/// Characters of a quoted sentence at most.
const LONGEST: usize = 240;

impl Todo {
    pub(super) fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), quote: None }
    }

    pub(super) fn quote(mut self, quote: Option<Quote>) -> Self {
        self.quote = quote;
        self
    }

    /// The comment, without its `#`.
    pub(super) fn comment(&self) -> String {
        let Self { kind, text, quote } = self;
        let mut comment = format!("TODO {}: {text}", kind.as_str());
        if let Some(Quote { line, text }) = quote {
            let end = if comment.ends_with(['.', '?', '!']) { "" } else { "." };
            comment = match shortened(text).as_str() {
                "" => format!("{comment}{end} Line {line} of the page."),
                text => format!("{comment}{end} Line {line} of the page: {text}"),
            };
        }
        one_line(&comment)
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.trim().to_owned(),
    }
}

/// A text that may stand in a comment: one line, no control characters.
pub(super) fn one_line(text: &str) -> String {
    let blank =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
    text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_one_line_with_its_quote() {
        let quote = |text: &str| Some(Quote { line: 7, text: text.to_owned() });
        let todo = Todo::new(Kind::Bound, "`max: x` is no number");
        assert_eq!(todo.comment(), "TODO bound: `max: x` is no number");
        assert_eq!(
            todo.clone().quote(quote("At\n\u{7}most x.")).comment(),
            "TODO bound: `max: x` is no number. Line 7 of the page: At most x."
        );
        assert_eq!(
            todo.clone().quote(quote("")).comment(),
            "TODO bound: `max: x` is no number. Line 7 of the page."
        );
        assert!(todo.quote(quote(&"ä".repeat(500))).comment().ends_with("ä…"));
    }
}
