//! Drafts of facts that are made by hand.

mod arbitrary;
mod make;
mod operations;
mod rows;

use apiscribe_codegen::report;

use super::{Draft, Options, Page, draft};
use crate::facts::Facts;

/// Options of a spec that has nothing yet.
fn options(stub: bool) -> Options {
    Options {
        service: "bay".to_owned(),
        group: None,
        stub,
        runtime: "../runtime".to_owned(),
        context: Vec::new(),
    }
}

/// The draft of some pages; nothing but undecided places may be refused.
fn drafted(facts: &[Facts], options: &Options) -> Draft {
    let names: Vec<String> = (0..facts.len()).map(|number| format!("page_{number}.md")).collect();
    let pages: Vec<Page<'_>> = facts
        .iter()
        .zip(&names)
        .map(|(facts, name)| Page { name, facts, address: Some("https://example.org/page") })
        .collect();
    let draft = draft(&pages, options);
    assert!(
        draft.mistakes.is_empty(),
        "{}",
        report::text(&draft.mistakes, &draft.sources, "", false)
    );
    draft
}

/// The text of the one file whose path ends so; drafted with and without stand-ins.
fn text(facts: &[Facts], file: &str) -> String {
    drafted(facts, &options(true));
    let draft = drafted(facts, &options(false));
    let found = draft.files.into_iter().find(|found| found.path.ends_with(file));
    found.map_or_else(|| panic!("no {file}"), |found| found.text)
}

/// Whether each of the texts is a line, apart from blanks around it, one after the other.
#[track_caller]
fn has_lines(text: &str, lines: &[&str]) {
    let mut rest = text.lines().map(str::trim);
    for line in lines {
        assert!(rest.any(|found| found == *line), "{line}\nis not (there) in\n{text}");
    }
}
