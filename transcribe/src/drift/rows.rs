//! What changed in tables and rows.

use super::{Direction, Moved, NOWHERE, Side, Walk, What, rename};
use crate::compare::{self, facts};
use crate::edition::fact::{agree, set};
use crate::edition::{Cite, Fact, Note, Place, Row, Stated, Table};
use crate::type_name::Type;
use crate::verify::{says, short};

impl Walk<'_> {
    /// A table of both editions.
    pub(super) fn table(&mut self, table: &Table, other: &Table, moved: &Moved) {
        if let (Place::Object(old), Place::Object(new)) = (&table.place, &other.place)
            && !old.is_empty()
            && !new.is_empty()
            && !Type::Named(old.clone()).same(&Type::Named(new.clone()))
            // The spec gives objects names that pages do not have.
            && matches!(table.cite, Cite::Line(_))
        {
            self.push(
                What::Object,
                (side(table), Direction::Renamed),
                (table.place.at(), format!("the object `{old}` is called `{new}`")),
                here(&table.cite, "the old name"),
                here(&other.cite, "the new name"),
            );
        }
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for pair in compare::rows(table, other) {
            match pair {
                (Some(row), Some(found)) => self.row(table, row, found),
                (Some(row), None) if row.absent.is_none() => gone.push(row),
                (None, Some(found)) => come.push(found),
                (Some(_) | None, None) => {}
            }
        }
        for (row, found) in rename::take((table, other), &mut gone, &mut come) {
            self.renamed(table, row, found);
        }
        for row in gone {
            self.row_gone(table, row, Some(other), moved);
        }
        for found in come {
            self.row_new(other, Some(table), found, moved);
        }
    }

    fn row(&mut self, table: &Table, row: &Row, found: &Row) {
        let at = format!("{}.{}", table.place.at(), row.name);
        if row.absent.is_some() {
            self.push(
                What::Mended,
                (side(table), Direction::Added),
                (at.clone(), format!("{at} is on the page now")),
                here(&row.cite, "the spec has it"),
                here(&found.cite, "and now the page"),
            );
        }
        let is_header = table.place == Place::Header;
        let other_spelling = row.name != found.name
            && !row.aliases.contains(&found.name)
            && !(is_header && row.name.eq_ignore_ascii_case(&found.name));
        if other_spelling {
            self.renamed(table, row, found);
        } else {
            self.facts(table, &at, row, found);
        }
    }

    fn renamed(&mut self, table: &Table, row: &Row, found: &Row) {
        let at = format!("{}.{}", table.place.at(), row.name);
        let what = self.what(table, row);
        self.push(
            what,
            (side(table), Direction::Renamed),
            (at.clone(), format!("{at} is called `{}`", found.name)),
            here(&row.cite, "the old name"),
            here(&found.cite, "the new name"),
        );
        self.facts(table, &at, row, found);
    }

    fn facts(&mut self, table: &Table, at: &str, row: &Row, found: &Row) {
        for fact in Fact::ALL {
            if !facts::same(fact, row, found) {
                self.fact(table, at, fact, row, found);
            }
        }
        self.sentences(table, at, row, found);
    }

    fn fact(&mut self, table: &Table, at: &str, fact: Fact, row: &Row, found: &Row) {
        let (old, new) = (row.facts.get(&fact), found.facts.get(&fact));
        let at = format!("{at}.{}", fact.key());
        let old_place = old.map_or(&row.cite, |old| &old.cite).clone();
        let new_place = new.map_or(&found.cite, |new| &new.cite).clone();
        let places = (
            Some((old_place, format!("{} before", says(fact, old)))),
            Some((new_place, format!("{} now", says(fact, new)))),
        );
        if let Some(amended) = row.amended.get(&fact)
            && agree(fact, amended.truth.as_ref(), new)
        {
            let message = format!("{at}: the page says now what the spec says");
            let way = (side(table), Direction::Changed);
            return self.push(What::Mended, way, (at, message), places.0, places.1);
        }
        // The object of another name is told where its table is compared.
        let objects = row.object.is_some() && found.object.is_some();
        if fact == Fact::Type && objects && skeleton(old) == skeleton(new) {
            return;
        }
        for (what, direction, message) in changes(fact, old, new) {
            let texts = (at.clone(), format!("{at}: {message}"));
            self.push(what, (side(table), direction), texts, places.0.clone(), places.1.clone());
        }
    }

    /// Sentences that constrain and that no reader understands: only two pages have them.
    fn sentences(&mut self, table: &Table, at: &str, row: &Row, found: &Row) {
        if !matches!(row.cite, Cite::Line(_)) {
            return;
        }
        let open = |row: &Row| -> Vec<(String, usize)> {
            let all = row.sentences.iter();
            let open = all.filter(|sentence| sentence.constrains && sentence.gave.is_empty());
            open.map(|sentence| (sentence.text.clone(), sentence.line)).collect()
        };
        let (old, new) = (open(row), open(found));
        for (text, line) in
            new.iter().filter(|(text, _)| !old.iter().any(|(other, _)| other == text))
        {
            self.push(
                What::Sentence,
                (side(table), Direction::Added),
                (at.to_owned(), format!("{at}: a sentence is new: {}", short(text))),
                here(&row.cite, "the row before"),
                here(&Cite::Line(*line), "the sentence"),
            );
        }
        for (text, line) in
            old.iter().filter(|(text, _)| !new.iter().any(|(other, _)| other == text))
        {
            self.push(
                What::Sentence,
                (side(table), Direction::Removed),
                (at.to_owned(), format!("{at}: a sentence is gone: {}", short(text))),
                here(&Cite::Line(*line), "the sentence"),
                here(&found.cite, "the row now"),
            );
        }
    }

    fn row_gone(&mut self, table: &Table, row: &Row, other: Option<&Table>, moved: &Moved) {
        let at = format!("{}.{}", table.place.at(), row.name);
        if let Some((from, to)) = moved.has(&row.name)
            && *from == table.place
        {
            return self.push(
                What::Place,
                (Side::Request, Direction::Changed),
                (at.clone(), format!("{at} is sent as {}.{}", to.at(), row.name)),
                here(&row.cite, "before"),
                NOWHERE,
            );
        }
        let what = self.what(table, row);
        let new = other.map(|other| here(&other.cite, "this table has no such row now"));
        let texts = (at.clone(), format!("{at} is gone"));
        self.push(what, (side(table), Direction::Removed), texts, here(&row.cite, "before"), new);
    }

    fn row_new(&mut self, table: &Table, old: Option<&Table>, found: &Row, moved: &Moved) {
        if moved.has(&found.name).is_some_and(|(_, to)| *to == table.place) {
            return;
        }
        let place = old.map_or(&table.place, |old| &old.place);
        let at = format!("{}.{}", place.at(), found.name);
        let what = self.what(table, found);
        let old = old.map(|old| here(&old.cite, "this table did not have it"));
        let kind = found.facts.get(&Fact::Type);
        let kind = kind.map_or(String::new(), |kind| format!(", {}", Type::read(&kind.text)));
        let is = if found.facts.contains_key(&Fact::Required) { ", mandatory" } else { "" };
        let texts = (at.clone(), format!("{at} is new{kind}{is}"));
        self.push(what, (side(table), Direction::Added), texts, old, here(&found.cite, "now"));
    }

    /// A table that only the old edition has.
    pub(super) fn table_gone(&mut self, table: &Table, moved: &Moved) {
        if table.rows.iter().all(|row| row.absent.is_some()) {
            return;
        }
        if !matches!(table.place, Place::Object(_) | Place::Response(_)) {
            for row in table.rows.iter().filter(|row| row.absent.is_none()) {
                self.row_gone(table, row, None, moved);
            }
            return;
        }
        let at = table.place.at();
        let texts = (at.clone(), format!("{at}: its table is gone"));
        let old = here(&table.cite, "before");
        self.push(What::Object, (side(table), Direction::Removed), texts, old, NOWHERE);
    }

    /// A table that only the new edition has.
    pub(super) fn table_new(&mut self, table: &Table, moved: &Moved) {
        if !matches!(table.place, Place::Object(_) | Place::Response(_)) {
            return table.rows.iter().for_each(|row| self.row_new(table, None, row, moved));
        }
        let at = table.place.at();
        let texts = (at.clone(), format!("{at}: a table is new"));
        let new = here(&table.cite, "now");
        self.push(What::Object, (side(table), Direction::Added), texts, NOWHERE, new);
    }

    fn what(&self, table: &Table, row: &Row) -> What {
        if matches!(table.place, Place::Path | Place::Query | Place::Header) && self.is_held(row) {
            return What::HeldRow;
        }
        match (&table.place, row.facts.contains_key(&Fact::Required)) {
            (Place::Path, _) => What::PathRow,
            (_, true) => What::MandatoryRow,
            (_, false) => What::OptionalRow,
        }
    }
}

fn here(cite: &Cite, says: &str) -> Note {
    (cite.clone(), says.to_owned())
}

fn side(table: &Table) -> Side {
    if table.in_requests { Side::Request } else { Side::Response }
}

/// What a change of a fact amounts to: which way, and in words.
fn changes(
    fact: Fact,
    old: Option<&Stated>,
    new: Option<&Stated>,
) -> Vec<(What, Direction, String)> {
    let value = |stated: Option<&Stated>| {
        stated.map_or_else(|| fact.unstated().to_owned(), |one| one.text.replace('|', ", "))
    };
    let message = format!("{} now, {} before", short(&value(new)), short(&value(old)));
    let one = |what, direction| vec![(what, direction, message.clone())];
    let came_or_went = match (old, new) {
        (None, _) => Direction::Added,
        (_, None) => Direction::Removed,
        _ => Direction::Changed,
    };
    match fact {
        Fact::Type => {
            let read = |stated: Option<&Stated>| stated.map(|stated| Type::read(&stated.text));
            let same = read(old).zip(read(new)).is_some_and(|(a, b)| in_rust(&a) == in_rust(&b));
            one(if same { What::SameType } else { What::Type }, came_or_went)
        }
        Fact::Required => one(
            What::Fact(fact),
            if new.is_some() { Direction::Tightened } else { Direction::Loosened },
        ),
        Fact::Values => match (old, new) {
            (Some(old), Some(new)) => values(&old.text, &new.text),
            _ => one(What::Values, came_or_went),
        },
        Fact::Min | Fact::Max => {
            let number =
                |stated: Option<&Stated>| stated.and_then(|one| one.text.parse::<f64>().ok());
            let direction = match (number(old), number(new)) {
                (Some(old), Some(new)) if (new > old) == (fact == Fact::Min) => {
                    Direction::Tightened
                }
                (Some(_), Some(_)) => Direction::Loosened,
                _ => came_or_went,
            };
            one(What::Fact(fact), direction)
        }
        Fact::Charset => {
            let direction = match (old, new) {
                (Some(old), Some(new)) => {
                    let (old, new) = (set(&old.text, ' '), set(&new.text, ' '));
                    if old.is_subset(&new) {
                        Direction::Loosened
                    } else if new.is_subset(&old) {
                        Direction::Tightened
                    } else {
                        Direction::Changed
                    }
                }
                _ => came_or_went,
            };
            one(What::Fact(fact), direction)
        }
        Fact::Format => {
            let typed = |stated: Option<&Stated>| {
                stated.is_some_and(|one| matches!(one.text.as_str(), "date-time" | "epoch-ms"))
            };
            let is_typed = typed(old) || typed(new);
            one(if is_typed { What::TypedFormat } else { What::Fact(fact) }, came_or_went)
        }
        Fact::Default
        | Fact::Case
        | Fact::Unit
        | Fact::Nullable
        | Fact::Deprecated
        | Fact::Reserved => one(What::Fact(fact), came_or_went),
    }
}

fn values(old: &str, new: &str) -> Vec<(What, Direction, String)> {
    let (old, new) = (set(old, '|'), set(new, '|'));
    let added = new.difference(&old).map(|value| (Direction::Added, *value, "is a new value"));
    let gone =
        old.difference(&new).map(|value| (Direction::Removed, *value, "is no value any more"));
    let all = added.chain(gone);
    all.map(|(way, value, what)| (What::Value, way, format!("`{value}` {what}"))).collect()
}

/// A type without the name of its object.
fn skeleton(stated: Option<&Stated>) -> Option<String> {
    let kind = Type::read(&stated?.text);
    let name = kind.object()?.to_owned();
    Some(kind.to_string().replace(&name, ""))
}

/// The type as emitted code has it.
fn in_rust(kind: &Type) -> String {
    match kind {
        Type::Long => "integer".to_owned(),
        Type::List(Some(item)) => format!("array of {}", in_rust(item)),
        Type::Map(Some(value)) => format!("map of {}", in_rust(value)),
        other => other.to_string().to_lowercase(),
    }
}
