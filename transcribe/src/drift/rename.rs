//! Rows that are gone and come back under another name.

use apiscribe_codegen::suggest::closest;

use crate::compare::facts;
use crate::edition::{Fact, Row, Table};
use crate::type_name::Type;

/// Whether two rows look like one.
type Test<'t> = &'t dyn Fn(&Row, &Row) -> bool;

/// Takes the pairs of rows out of both lists that are one row under two names.
pub(super) fn take<'a>(
    (table, other): (&Table, &Table),
    gone: &mut Vec<&'a Row>,
    come: &mut Vec<&'a Row>,
) -> Vec<(&'a Row, &'a Row)> {
    let mut pairs = Vec::new();
    let same_place = |row: &Row, new: &Row| {
        neighbours(table, row) == neighbours(other, new)
            && Fact::ALL.into_iter().all(|fact| facts::same(fact, row, new))
    };
    let tests: [Test<'_>; 3] = [&same_words, &similar_name, &same_place];
    for test in tests {
        let mut left = Vec::new();
        for row in gone.drain(..) {
            let at = come.iter().position(|other| same_type(row, other) && test(row, other));
            match at {
                Some(at) => pairs.push((row, come.remove(at))),
                None => left.push(row),
            }
        }
        *gone = left;
    }
    pairs
}

/// The names of the rows above and below one.
fn neighbours<'t>(table: &'t Table, row: &Row) -> (Option<&'t str>, Option<&'t str>) {
    let at = table.rows.iter().position(|other| other.cite == row.cite && other.name == row.name);
    let name = |index: Option<usize>| Some(table.rows.get(index?)?.name.as_str());
    let above = at.and_then(|at| at.checked_sub(1));
    (name(above), name(at.map(|at| at + 1)))
}

fn same_type(row: &Row, other: &Row) -> bool {
    match (row.facts.get(&Fact::Type), other.facts.get(&Fact::Type)) {
        (Some(a), Some(b)) => Type::read(&a.text).same(&Type::read(&b.text)),
        (None, None) => true,
        _ => false,
    }
}

/// Two descriptions that say the same, and more than a word.
fn same_words(row: &Row, other: &Row) -> bool {
    let words = |row: &Row| -> Vec<String> {
        let texts = row.sentences.iter().map(|sentence| sentence.text.as_str());
        texts.flat_map(str::split_whitespace).map(str::to_lowercase).collect()
    };
    let words_of_row = words(row);
    words_of_row.len() > 2 && words_of_row == words(other)
}

/// Names that differ in a few letters, in case, or in how their words are joined.
fn similar_name(row: &Row, other: &Row) -> bool {
    let plain = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    plain(&row.name) == plain(&other.name)
        || closest(&row.name, [other.name.as_str()]).is_some() && row.name.len() > 4
}
