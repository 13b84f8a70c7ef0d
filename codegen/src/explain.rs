//! What each code means: a paragraph, a spec that is wrong, the same spec mended.

mod examples;
mod facts;
mod names;
mod requests;
mod rules;
mod services;
mod structure;
mod yaml;

/// The ranges: one file for each, its codes in order.
const RANGES: &[&[Entry]] = &[
    yaml::ENTRIES,
    structure::ENTRIES,
    names::ENTRIES,
    requests::ENTRIES,
    facts::ENTRIES,
    rules::ENTRIES,
    examples::ENTRIES,
    services::ENTRIES,
];

/// A code and its explanation, whose first line is a title.
type Entry = (&'static str, &'static str);

/// The explanation of a code, as Markdown; `None` where no diagnostic has this code.
#[must_use]
pub fn explain(code: &str) -> Option<&'static str> {
    entries().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, text)| text)
}

/// All codes, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    entries().map(|(code, _)| code)
}

fn entries() -> impl Iterator<Item = Entry> {
    RANGES.iter().copied().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_each_has_a_title_and_a_paragraph() {
        let all: Vec<&str> = codes().collect();
        assert!(all.is_sorted_by(|a, b| a < b), "{all:?}");
        for code in all {
            let text = explain(code).unwrap();
            let (title, rest) = text.split_once("\n\n").unwrap_or_default();
            assert!(
                !title.is_empty() && !title.contains('\n') && !title.ends_with('.'),
                "{code}: {title}"
            );
            assert!(
                rest.len() > 60 && text.ends_with('\n') && !text.ends_with("\n\n"),
                "{code}: {rest}"
            );
            assert_eq!(text.matches("```").count() % 2, 0, "{code}");
        }
        assert_eq!(explain("E0000"), None);
        assert_eq!(explain("e0101"), explain("E0101"));
    }
}
