//! The words of messages.

use crate::edition::{Fact, Stated};

/// Most characters of a text that a message repeats.
const LONGEST: usize = 80;

/// What the spec or the page says of a fact: `has the maximum 64`, `lists no values`.
pub(crate) fn says(fact: Fact, stated: Option<&Stated>) -> String {
    let condition = match fact {
        Fact::Required => "it is mandatory",
        Fact::Nullable => "it may be null",
        Fact::Deprecated => "it is deprecated",
        Fact::Reserved => "it is reserved",
        Fact::Case => "case does not count",
        Fact::Values => {
            return stated.map_or_else(
                || "lists no values".to_owned(),
                |stated| format!("lists {}", short(&stated.text.replace('|', ", "))),
            );
        }
        Fact::Type
        | Fact::Min
        | Fact::Max
        | Fact::Default
        | Fact::Format
        | Fact::Charset
        | Fact::Unit => {
            let noun = fact.words();
            return match stated {
                Some(stated) => format!("has {noun} {}", short(&stated.text)),
                None => format!("has no {}", noun.strip_prefix("the ").unwrap_or(noun)),
            };
        }
    };
    match stated {
        Some(_) => format!("says that {condition}"),
        None => format!("does not say that {condition}"),
    }
}

/// What to write as `page` of an erratum.
pub(super) fn page_of_erratum(fact: Fact, page: Option<&Stated>) -> String {
    page.map_or_else(
        || match fact {
            Fact::Required | Fact::Nullable | Fact::Deprecated | Fact::Reserved => "no".to_owned(),
            _ => "absent".to_owned(),
        },
        |stated| stated.text.clone(),
    )
}

/// A text on one line, cut where it is long.
pub(crate) fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{cut}…")
}

/// `1 row`, `3 rows`.
pub(crate) fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}
