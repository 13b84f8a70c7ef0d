//! Whether two rows say the same of a fact.

use super::spoken::is_spoken;
use crate::edition::fact::agree;
use crate::edition::{Cite, Fact, Row, Stated};
use crate::facts::Certainty;

/// Whether a page's row says of a fact what an older row does, as far as anybody can tell.
#[must_use]
pub fn same(fact: Fact, old: &Row, new: &Row) -> bool {
    let (a, b) = (old.facts.get(&fact), new.facts.get(&fact));
    if agree(fact, a, b) {
        return true;
    }
    // A guess confirms, it does not accuse.
    let guessed = |one: Option<&Stated>, other: Option<&Stated>| {
        other.is_none() && one.is_some_and(|one| one.certainty == Certainty::Guessed)
    };
    let unread = |one: Option<&Stated>, other: Option<&Stated>, row: &Row| {
        other.is_none()
            && one.is_some_and(|one| {
                matches!(one.cite, Cite::Spec { .. }) && is_spoken(fact, one, &row.sentences)
            })
    };
    guessed(a, b)
        || guessed(b, a)
        || unread(a, b, new)
        || unread(b, a, old)
        || fact == Fact::Unit && (is_implied(old, a, b) || is_implied(new, b, a))
}

/// Whether the format of one row already has the unit that only the other row states.
fn is_implied(row: &Row, own: Option<&Stated>, other: Option<&Stated>) -> bool {
    own.is_none()
        && other.is_some_and(|unit| unit.text == "ms")
        && row.facts.get(&Fact::Format).is_some_and(|format| format.text == "epoch-ms")
}
