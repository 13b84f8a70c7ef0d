//! Whether two rows say the same of a fact.

use super::spoken::is_spoken;
use crate::edition::fact::agree;
use crate::edition::{Cite, Fact, Row, Stated};
use crate::facts::Certainty;
use crate::type_name::Type;

/// Whether a page's row says of a fact what an older row does, as far as anybody can tell.
#[must_use]
pub fn same(fact: Fact, old: &Row, new: &Row) -> bool {
    let (a, b) = (old.facts.get(&fact), new.facts.get(&fact));
    // A table without types says nothing of them.
    let untyped = fact == Fact::Type && (a.is_none() || b.is_none());
    if agree(fact, a, b) || untyped || !counts(fact, old, new) {
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
        || fact == Fact::Type && (is_named(old, new) || is_named(new, old))
        || fact == Fact::Unit && (is_implied(old, a, b) || is_implied(new, b, a))
}

/// Whether the format of one row already has the unit that only the other row states.
fn is_implied(row: &Row, own: Option<&Stated>, other: Option<&Stated>) -> bool {
    own.is_none()
        && other.is_some_and(|unit| unit.text == "ms")
        && row.facts.get(&Fact::Format).is_some_and(|format| format.text == "epoch-ms")
}

/// Whether a fact is one for rows like these: case counts in enumerations, units are those of numbers, and the values
/// of a truth value are no list.
fn counts(fact: Fact, old: &Row, new: &Row) -> bool {
    let kinds = || {
        let both = [old, new].into_iter().filter_map(|row| row.facts.get(&Fact::Type));
        both.map(|kind| Type::read(&kind.text))
    };
    match fact {
        Fact::Case => [old, new].into_iter().any(|row| row.facts.contains_key(&Fact::Values)),
        Fact::Unit => kinds()
            .all(|kind| matches!(kind, Type::Integer | Type::Long | Type::Number | Type::Double)),
        Fact::Values => kinds().all(|kind| kind != Type::Boolean),
        _ => true,
    }
}

/// Whether one row says "object" and has its table, and the other names the object.
fn is_named(row: &Row, other: &Row) -> bool {
    let kind = |row: &Row| row.facts.get(&Fact::Type).map(|kind| Type::read(&kind.text));
    let (Some(unnamed), Some(named)) = (kind(row), kind(other)) else { return false };
    let given = named.object().and_then(|name| unnamed.naming(name));
    row.object.is_some() && given.is_some_and(|given| given.same(&named))
}
