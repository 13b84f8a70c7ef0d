//! Values that break one rule of their table.

use apiscribe_runtime::Json;
use apiscribe_runtime::table::{Check, Row};
use conformance::tables::location;

use crate::random::{Maker, equal};
use crate::sites::escape;

/// The object whose rows a rule relates, or the request.
pub(crate) struct Related<'v> {
    pub(crate) root: &'v mut Json,
    pub(crate) pointer: &'v str,
    pub(crate) rows: &'static [Row],
    pub(crate) is_located: bool,
}

impl Related<'_> {
    fn home(&mut self, row: usize) -> Option<&mut serde_json::Map<String, Json>> {
        let pointer = if self.is_located {
            format!("{}/{}", self.pointer, escape(location(self.rows[row].location)))
        } else {
            self.pointer.to_owned()
        };
        self.root.pointer_mut(&pointer)?.as_object_mut()
    }

    fn take(&mut self, row: usize) {
        let names: Vec<&str> = std::iter::once(self.rows[row].name)
            .chain(self.rows[row].aliases.iter().copied())
            .collect();
        if let Some(home) = self.home(row) {
            for name in names {
                home.remove(name);
            }
        }
    }

    fn put(&mut self, row: usize, value: Json) {
        self.take(row);
        let name = self.rows[row].name.to_owned();
        if let Some(home) = self.home(row) {
            home.insert(name, value);
        }
    }

    fn get(&mut self, row: usize) -> Option<Json> {
        let names: Vec<&str> = std::iter::once(self.rows[row].name)
            .chain(self.rows[row].aliases.iter().copied())
            .collect();
        let home = self.home(row)?;
        names.iter().find_map(|name| home.get(*name)).filter(|value| !value.is_null()).cloned()
    }

    fn can_go(&self, rows: &[usize]) -> bool {
        rows.iter().all(|row| !self.rows[*row].required)
    }
}

impl Maker {
    /// Changes rows so that the rule is broken; false where that can't be done by this draw.
    pub(crate) fn break_rule(&mut self, check: &Check, rows: &mut Related<'_>) -> bool {
        match check {
            Check::AtLeastOneOf(members) => self.empty(members, rows),
            Check::ExactlyOneOf(members) if self.random.bool() => self.empty(members, rows),
            Check::ExactlyOneOf(members) | Check::AtMostOneOf(members) => {
                let first = self.random.usize(..members.len());
                let second = (first + 1) % members.len();
                self.give_all(members[first], rows);
                // A row of a member is as much as all of it.
                let touched = self.random.choice(members[second]).copied();
                self.give_all(touched.as_slice(), rows);
                first != second
            }
            Check::AllOrNone(members) => {
                let flat = members.concat();
                self.give_all(&flat, rows);
                let Some(gone) = self.random.choice(&flat).copied() else { return false };
                let can_go = rows.can_go(&[gone]) && flat.len() > 1;
                if can_go {
                    rows.take(gone);
                }
                can_go
            }
            Check::LessOrEqual(left, right) | Check::LessThan(left, right) => {
                let strict = matches!(check, Check::LessThan(..));
                self.give_all(&[*left, *right], rows);
                let Some(right) = rows.get(*right).and_then(|value| value.as_i64()) else {
                    return false;
                };
                let Some(beyond) = right.checked_add(i64::from(!strict)) else { return false };
                rows.put(*left, beyond.into());
                true
            }
            Check::When { conditions, require, forbid, within } => {
                for (row, literal) in *conditions {
                    let value = self.spelt(*literal, &rows.rows[*row]);
                    rows.put(*row, value);
                }
                self.give_all(require, rows);
                for row in *forbid {
                    rows.take(*row);
                }
                for (row, literals) in *within {
                    let Some(literal) = self.random.choice(*literals) else { return false };
                    rows.put(*row, conformance::values::literal(*literal));
                }
                let count = require.len() + forbid.len() + within.len();
                let chosen = self.random.usize(..count);
                if let Some(row) = require.get(chosen) {
                    rows.take(*row);
                    return rows.can_go(&[*row]);
                }
                if let Some(row) = forbid.get(chosen.wrapping_sub(require.len())) {
                    self.give_all(&[*row], rows);
                    return true;
                }
                let (row, literals) = within[chosen - require.len() - forbid.len()];
                let value = self.value(&rows.rows[row], 2);
                let other =
                    !literals.iter().any(|literal| equal(&value, *literal, &rows.rows[row]));
                rows.put(row, value);
                other
            }
            _ => false,
        }
    }

    /// Leaves no member whole; rows of one that has several may stay.
    fn empty(&mut self, members: &[&[usize]], rows: &mut Related<'_>) -> bool {
        let mut gone = Vec::new();
        for member in members {
            gone.extend(self.random.choice(*member));
            gone.extend(member.iter().filter(|_| self.random.bool()));
        }
        for row in &gone {
            match self.nothing(&rows.rows[*row]) {
                Some(null) => rows.put(*row, null),
                None => rows.take(*row),
            }
        }
        rows.can_go(&gone)
    }

    /// Gives each of these rows that has none a value.
    fn give_all(&mut self, given: &[usize], rows: &mut Related<'_>) {
        for row in given {
            if rows.get(*row).is_none() {
                let value = self.value(&rows.rows[*row], 2);
                rows.put(*row, value);
            }
        }
    }
}
