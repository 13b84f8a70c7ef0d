//! Nothing that a file may hold panics, and every place is one that can be shown.

use proptest::prelude::*;

use super::*;
use crate::report;

/// Loads, and shows what was found: every place is one that can be shown.
fn survives(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let text = String::from_utf8(bytes.clone()).ok();
    let mut sources = operation(&bytes);
    sources[1].bytes.clone_from(&bytes);
    sources[2].bytes = bytes;
    let report = Report::default();
    load(&sources, &report);
    let diagnostics = report.into_diagnostics();
    for diagnostic in &diagnostics {
        if let Some(text) = &text {
            prop_assert!(text.get(diagnostic.span.range.clone()).is_some(), "{diagnostic:?}");
        }
    }
    prop_assert_eq!(
        report::text(&diagnostics, &sources, "", false).is_empty(),
        diagnostics.is_empty()
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survives(bytes)?;
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        survives(text.into_bytes())?;
    }

    #[test]
    fn no_words_of_the_format_panic(
        words in proptest::collection::vec(prop_oneof![
            Just("query"), Just("objects"), Just("type"), Just("rules"), Just("each"), Just("about"), Just("values"),
            Just("responses"), Just("examples"), Just("json"), Just(": "), Just(":\n"), Just(": |\n"), Just("\n"),
            Just("\r\n"), Just("  "), Just("    "), Just("- "), Just("{"), Just("}"), Just("["), Just("]"), Just(", "),
            Just("\""), Just("'"), Just("&a "), Just("*a"), Just("!t "), Just("? "), Just("# "), Just("true"), Just("0"),
            Just("é"), Just("漢"), Just("\t"), Just("---\n"), Just("...\n"), Just("%"), Just("~"), Just("\u{FEFF}"),
        ], 0..40),
    ) {
        survives(words.concat().into_bytes())?;
    }

    #[test]
    fn no_damage_to_a_good_file_panics(at in 0..COMPLETE.len(), length in 0..20_usize, insert in "[\\[\\]{}:,&*!|>\"'\n\t x-]{0,3}") {
        let mut bytes = COMPLETE.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, insert.bytes());
        survives(bytes)?;
    }
}
