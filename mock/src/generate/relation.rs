//! Mends random fields until they keep the rules that relate them.

use apiscribe_codegen::model::{Check, Literal, Object, Row};
use serde_json::{Map, Value};

use super::Generator;
use crate::envelope::json;

/// Changes fields so that one rule holds, as far as that can be done without a look at the others.
pub(super) fn mend(
    generator: &mut Generator<'_>,
    check: &Check,
    object: &Object,
    fields: &mut Map<String, Value>,
    depth: usize,
) {
    let mut mender = Mender { generator, object, fields, depth };
    match check {
        Check::AtLeastOneOf(members) => {
            if !members.iter().any(|member| mender.is_whole(member)) {
                mender.give_any(members);
            }
        }
        Check::ExactlyOneOf(members) => {
            mender.take_all(members);
            mender.give_any(members);
        }
        Check::AtMostOneOf(members) => {
            if members.iter().filter(|member| mender.is_touched(member)).count() > 1 {
                mender.take_all(members);
                mender.give_any(members);
            }
        }
        Check::AllOrNone(members) => {
            if members.iter().any(|member| mender.is_touched(member)) {
                for member in members {
                    mender.give(member);
                }
            }
        }
        Check::LessOrEqual(left, right) | Check::LessThan(left, right) => {
            mender.order(*left, *right);
        }
        Check::When { conditions, require, forbid, within } => {
            if conditions.iter().all(|(row, literal)| mender.is(*row, literal)) {
                mender.give(require);
                for row in forbid {
                    mender.take(*row);
                }
                for (row, literals) in within {
                    mender.choose(*row, literals);
                }
            }
        }
    }
}

struct Mender<'m, 'd> {
    generator: &'m mut Generator<'d>,
    object: &'m Object,
    fields: &'m mut Map<String, Value>,
    depth: usize,
}

impl<'m> Mender<'m, '_> {
    fn row(&self, index: usize) -> Option<&'m Row> {
        self.object.rows.get(index)
    }

    fn value(&self, index: usize) -> Option<&Value> {
        self.fields.get(&self.row(index)?.name)
    }

    fn is_whole(&self, member: &[usize]) -> bool {
        member.iter().all(|row| self.value(*row).is_some())
    }

    fn is_touched(&self, member: &[usize]) -> bool {
        member.iter().any(|row| self.value(*row).is_some())
    }

    fn is(&self, index: usize, literal: &Literal) -> bool {
        self.value(index).is_some_and(|value| *value == json(literal))
    }

    fn give(&mut self, member: &[usize]) {
        for index in member {
            if let Some(row) = self.row(*index)
                && !self.fields.contains_key(&row.name)
            {
                let value = self.generator.kind(Some(row), &row.kind, self.depth);
                self.fields.insert(row.name.clone(), value);
            }
        }
    }

    fn give_any(&mut self, members: &[Vec<usize>]) {
        if let Some(member) = self.generator.random.choice(members) {
            self.give(member);
        }
    }

    fn take(&mut self, index: usize) {
        if let Some(row) = self.row(index).filter(|row| !row.required) {
            self.fields.remove(&row.name);
        }
    }

    fn take_all(&mut self, members: &[Vec<usize>]) {
        members.iter().flatten().for_each(|row| self.take(*row));
    }

    /// Swaps two numbers that stand the wrong way round.
    fn order(&mut self, left: usize, right: usize) {
        let (Some(a), Some(b)) = (self.value(left).cloned(), self.value(right).cloned()) else {
            return;
        };
        let wrong = match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => a > b,
            _ => a.as_f64() > b.as_f64(),
        };
        if let (true, Some(left), Some(right)) = (wrong, self.row(left), self.row(right)) {
            self.fields.insert(left.name.clone(), b);
            self.fields.insert(right.name.clone(), a);
        }
    }

    fn choose(&mut self, index: usize, literals: &[Literal]) {
        let given = self.value(index).is_some();
        let literal = self.generator.random.choice(literals);
        if let (true, Some(row), Some(literal)) = (given, self.row(index), literal) {
            self.fields.insert(row.name.clone(), json(literal));
        }
    }
}
