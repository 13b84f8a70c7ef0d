//! Which contradictions of a page the errata of the spec know already.

use super::Verdict;
use super::examples::touches;
use crate::contradictions::{Contradiction, Subject};
use crate::edition::{Edition, Fact, Row};

/// The erratum about a contradiction: its index in the edition of the spec.
#[must_use]
pub fn known(
    contradiction: &Contradiction,
    expected: &Edition,
    verdict: &Verdict,
) -> Option<usize> {
    match &contradiction.subject {
        Subject::Example(page, pointer) => {
            let pair = verdict.examples.iter().find(|pair| pair.page == *page)?;
            let example = expected.examples.get(pair.spec)?;
            let about = example.errata.iter().find(|(place, _)| touches(pointer, place));
            about.map(|(_, erratum)| *erratum).or_else(|| of_field(expected, pointer))
        }
        Subject::Request => Some(expected.true_request.as_ref()?.erratum),
        Subject::Status(code) => {
            let status = expected.statuses.iter().find(|status| status.code == *code)?;
            Some(status.amended.as_ref()?.erratum)
        }
        Subject::Row(at, fact) => {
            let row = rows(expected).find(|(place, _)| place == at)?.1;
            let amended = Fact::of_key(fact).and_then(|fact| row.amended.get(&fact));
            amended.map(|amended| amended.erratum).or(row.absent)
        }
        Subject::Other => None,
    }
}

/// The erratum about a field that only the examples of a page have, or only they spell so.
fn of_field(expected: &Edition, pointer: &str) -> Option<usize> {
    let name = pointer.rsplit('/').next()?.replace("~1", "/").replace("~0", "~");
    let lost = rows(expected).find(|(_, row)| row.name == name && row.absent.is_some());
    let spelt = || rows(expected).find(|(_, row)| row.aliases.contains(&name));
    match lost {
        Some((_, row)) => row.absent,
        None => spelt()?.1.unread.first().copied(),
    }
}

fn rows(expected: &Edition) -> impl Iterator<Item = (String, &Row)> {
    expected.tables.iter().flat_map(|table| {
        table.rows.iter().map(move |row| (format!("{}.{}", table.place.at(), row.name), row))
    })
}
