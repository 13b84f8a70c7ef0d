//! Rules that relate the rows of one table.

use serde_json::Value;

use super::value::{equal, show};
use super::{Given, Hearing, Place, Problem, Slot, with_subject};
use crate::model::{Check, Kind, Literal, Row, Rule};

impl Hearing<'_> {
    /// Judges all rules of a table whose own place is `place`.
    pub(super) fn rules(
        &mut self,
        rules: &[Rule],
        rows: &[Row],
        slots: &[Slot<'_>],
        place: &Place,
    ) {
        let table = Table { rows, slots };
        for rule in rules {
            for (place, found, message) in table.broken(&rule.check, place) {
                self.push(Problem {
                    pointer: place.pointer.clone(),
                    documented_pointer: place.documented_pointer.clone(),
                    message: with_subject(&place, &message),
                    found,
                    rule: Some(rule.id.clone()),
                });
            }
        }
    }
}

/// Place, what stands there, and what is wrong.
type Broken = (Place, String, String);

/// How many members of a choice are there.
struct Tally {
    /// Members all of whose rows are given.
    whole: usize,
    /// Members of which a row is given.
    touched: usize,
    /// The rows that are given.
    given: Vec<String>,
}

struct Table<'a, 'v> {
    rows: &'a [Row],
    slots: &'a [Slot<'v>],
}

impl Table<'_, '_> {
    fn broken(&self, check: &Check, place: &Place) -> Vec<Broken> {
        match check {
            Check::AtLeastOneOf(members) => {
                self.choice(members, place, "at least one", |of| of.whole >= 1)
            }
            Check::ExactlyOneOf(members) => {
                self.choice(members, place, "exactly one", |of| of.whole == 1 && of.touched == 1)
            }
            Check::AtMostOneOf(members) => {
                self.choice(members, place, "at most one", |of| of.touched <= 1)
            }
            Check::AllOrNone(members) => self.choice(members, place, "all or none", |of| {
                of.touched == 0 || of.whole == members.len()
            }),
            Check::LessOrEqual(left, right) => self.order(*left, *right, false),
            Check::LessThan(left, right) => self.order(*left, *right, true),
            Check::When { conditions, require, forbid, within } => {
                if conditions.iter().all(|(row, literal)| self.equals(*row, literal)) {
                    self.demands(conditions, require, forbid, within)
                } else {
                    Vec::new()
                }
            }
        }
    }

    /// What a rule demands whose conditions hold.
    fn demands(
        &self,
        conditions: &[(usize, Literal)],
        require: &[usize],
        forbid: &[usize],
        within: &[(usize, Vec<Literal>)],
    ) -> Vec<Broken> {
        let when: Vec<String> = conditions
            .iter()
            .map(|(row, literal)| format!("`{}` is {}", self.name(*row), literal_text(literal)))
            .collect();
        let when = when.join(" and ");
        let mut broken = Vec::new();
        let mut add = |row: usize, found: &str, message: String| {
            if let Some(slot) = self.slots.get(row) {
                broken.push((slot.place.clone(), found.to_owned(), message));
            }
        };
        for &row in require {
            if self.is_given(row) == Some(false) {
                let found = if self.is_null(row) { "null" } else { "absent" };
                add(row, found, format!("must be given when {when}"));
            }
        }
        for &row in forbid {
            if self.is_given(row) == Some(true) {
                add(row, "present", format!("must not be given when {when}"));
            }
        }
        for (row, literals) in within {
            let Some(value) = self.value(*row) else { continue };
            if !literals.iter().any(|literal| self.equals(*row, literal)) {
                let allowed: Vec<String> = literals.iter().map(literal_text).collect();
                let secret = self.rows.get(*row).is_some_and(|row| row.secret);
                let found = if secret { "another value".to_owned() } else { show(value) };
                let allowed = allowed.join(", ");
                add(*row, &found, format!("is {found}; when {when}, it must be one of: {allowed}"));
            }
        }
        broken
    }

    fn order(&self, left: usize, right: usize, strict: bool) -> Vec<Broken> {
        let (Some(a), Some(b)) = (self.value(left), self.value(right)) else { return Vec::new() };
        let holds = match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => a < b || (!strict && a == b),
            _ => match (a.as_f64(), b.as_f64()) {
                (Some(a), Some(b)) => a < b || (!strict && a <= b),
                // A wrong type is reported as such.
                _ => true,
            },
        };
        if holds {
            return Vec::new();
        }
        let relation = if strict { "less than" } else { "at most" };
        let Some(slot) = self.slots.get(left) else { return Vec::new() };
        let shown = |row: usize, value: &Value| match self.rows.get(row) {
            Some(row) if row.secret => "a secret value".to_owned(),
            _ => value.to_string(),
        };
        let (left, smaller) = (shown(left, a), self.name(right));
        let message = format!("is {left}; it must be {relation} `{smaller}`, {}", shown(right, b));
        vec![(slot.place.clone(), left, message)]
    }

    /// Judges how many members are given.
    fn choice(
        &self,
        members: &[Vec<usize>],
        place: &Place,
        wanted: &str,
        holds: impl Fn(&Tally) -> bool,
    ) -> Vec<Broken> {
        let Some(tally) = self.tally(members).filter(|tally| !holds(tally)) else {
            return Vec::new();
        };
        let members = self.list(members);
        let given = if tally.given.is_empty() { "none".to_owned() } else { tally.given.join(", ") };
        let message = format!("gives {given}; the table asks for {wanted} of {members}");
        vec![(place.clone(), format!("{given} of {members}"), message)]
    }

    /// Counts members; `None` where one of them is not shown.
    fn tally(&self, members: &[Vec<usize>]) -> Option<Tally> {
        let mut tally = Tally { whole: 0, touched: 0, given: Vec::new() };
        for member in members {
            let mut given = Vec::new();
            for &row in member {
                if self.is_given(row)? {
                    given.push(self.name(row).to_owned());
                }
            }
            tally.whole += usize::from(given.len() == member.len());
            tally.touched += usize::from(!given.is_empty());
            tally.given.append(&mut given);
        }
        Some(tally)
    }

    /// Whether a row is given: a null gives nothing, wherever it is documented.
    fn is_given(&self, row: usize) -> Option<bool> {
        match &self.slots.get(row)?.given {
            Given::Hidden => None,
            Given::Absent | Given::Null => Some(false),
            Given::Placeholder | Given::Value(_) => Some(true),
        }
    }

    fn is_null(&self, row: usize) -> bool {
        self.slots.get(row).is_some_and(|slot| matches!(slot.given, Given::Null))
    }

    fn value(&self, row: usize) -> Option<&Value> {
        match &self.slots.get(row)?.given {
            Given::Value(value) => Some(value),
            _ => None,
        }
    }

    fn equals(&self, row: usize, literal: &Literal) -> bool {
        let ignore_case = self
            .rows
            .get(row)
            .is_some_and(|row| matches!(&row.kind, Kind::Enumeration(known) if known.ignore_case));
        match (literal, self.value(row)) {
            (Literal::Text(literal), Some(Value::String(text))) => {
                equal(literal, text, ignore_case)
            }
            (Literal::Integer(literal), Some(Value::Number(number))) => {
                number.as_i64() == Some(*literal)
            }
            (Literal::Boolean(literal), Some(Value::Bool(boolean))) => literal == boolean,
            _ => false,
        }
    }

    fn name(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |row| row.name.as_str())
    }

    /// Members in words: `a`, `b` and `c` together.
    fn list(&self, members: &[Vec<usize>]) -> String {
        let members: Vec<String> = members
            .iter()
            .map(|member| {
                let names: Vec<&str> = member.iter().map(|&row| self.name(row)).collect();
                names.join(" with ")
            })
            .collect();
        members.join(", ")
    }
}

fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("`{text}`"),
        Literal::Integer(integer) => integer.to_string(),
        Literal::Boolean(boolean) => boolean.to_string(),
    }
}
