//! Values with places: what is required, and parts of a text.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Report};
use crate::raw::At;
use crate::source::Span;

impl<T> At<T> {
    /// The value, and where it stands; `None` where it is absent or was reported.
    pub(crate) fn given(&self) -> Option<(&T, &Span)> {
        Some((self.value.as_ref()?, self.span.as_ref()?))
    }

    /// Whether the key is absent, as opposed to unusable.
    pub(crate) fn is_absent(&self) -> bool {
        self.span.is_none()
    }

    /// The value; an absent one is reported at `owner`, the thing that lacks it.
    pub(crate) fn required<'a>(&'a self, key: &str, owner: &Owner<'_>) -> Option<&'a T> {
        if self.is_absent() {
            owner.report.push(
                Diagnostic::new("E0701", owner.span, format!("{} lacks `{key}`", owner.what))
                    .label("it belongs here")
                    .help(format!("add `{key}:`")),
            );
        }
        self.value.as_ref()
    }
}

impl At<String> {
    /// As [`At::required`]; an empty text is as good as none.
    pub(crate) fn required_text(&self, key: &str, owner: &Owner<'_>) -> String {
        let text = self.required(key, owner).map(|text| text.trim()).unwrap_or_default();
        if let (true, Some((_, span))) = (text.is_empty(), self.given()) {
            owner.report.push(
                Diagnostic::new("E0701", span, format!("`{key}` of {} is empty", owner.what))
                    .label("one short sentence or name belongs here"),
            );
        }
        text.to_owned()
    }
}

/// Something that may lack a key.
#[derive(Clone, Copy)]
pub(crate) struct Owner<'a> {
    /// How a message calls it: "the operation".
    pub(crate) what: &'a str,
    /// Where it stands.
    pub(crate) span: &'a Span,
    pub(crate) report: &'a Report,
}

/// The place of a part of a scalar: exact where the text is written as it is, else the whole scalar.
pub(crate) fn part(span: &Span, text: &str, range: Range<usize>) -> Span {
    // Escapes and folded lines make the lengths differ; ASCII keeps the offsets on character boundaries.
    let quotes = match span.range.len().checked_sub(text.len()) {
        Some(0) if text.is_ascii() => 0,
        Some(2) if text.is_ascii() => 1,
        _ => return span.clone(),
    };
    let start = span.range.start + quotes;
    Span { file: span.file, range: start + range.start..start + range.end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn a_part_is_exact_only_where_the_text_is_plain() {
        let span = |range| Span { file: FileId(0), range };
        assert_eq!(part(&span(10..16), "abcdef", 2..4), span(12..14));
        assert_eq!(part(&span(10..18), "abcdef", 2..4), span(13..15));
        assert_eq!(part(&span(10..19), "abcdef", 2..4), span(10..19));
        assert_eq!(part(&span(10..12), "abcdef", 2..4), span(10..12));
    }
}
