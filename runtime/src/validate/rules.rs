//! Relations between rows.

use super::judge::Judge;
use super::path::{Path, label};
use super::quote;
use super::text::{list_values, show_literal};
use crate::model::Model;
use crate::table::{Check, Literal, Row, Rule};
use crate::value::Value;

/// Rows that count as one.
type Member = &'static [usize];

/// Judges one rule of the object at the path.
pub(super) fn check(
    rule: &'static Rule,
    model: &dyn Model,
    path: &Path<'_>,
    judge: &mut Judge<'_>,
) {
    let mut checker = Checker { rule, model, path, judge };
    match rule.check {
        Check::AtLeastOneOf(members) => checker.at_least_one(members),
        Check::ExactlyOneOf(members) => checker.exactly_one(members),
        Check::AtMostOneOf(members) => checker.at_most_one(members),
        Check::AllOrNone(members) => checker.all_or_none(members),
        Check::LessOrEqual(left, right) => checker.compare(left, right, true),
        Check::LessThan(left, right) => checker.compare(left, right, false),
        Check::When { conditions, require, forbid, within } => {
            if conditions.iter().all(|(row, literal)| checker.equals(*row, *literal)) {
                let clause = checker.clause(conditions);
                checker.require(require, &clause);
                checker.forbid(forbid, &clause);
                checker.within(within, &clause);
            }
        }
    }
}

struct Checker<'a, 'v> {
    rule: &'static Rule,
    model: &'a dyn Model,
    path: &'a Path<'a>,
    judge: &'a mut Judge<'v>,
}

impl Checker<'_, '_> {
    fn at_least_one(&mut self, members: &[Member]) {
        if !members.iter().any(|member| self.is_whole(member)) {
            self.report(format!("set at least one of {}", self.names(members)));
        }
    }

    fn exactly_one(&mut self, members: &[Member]) {
        let whole = members.iter().filter(|member| self.is_whole(member)).count();
        let touched = self.touched(members);
        if whole != 1 || touched.len() != 1 {
            let seen = self.seen(&touched);
            self.report(format!("set exactly one of {}; {seen}", self.names(members)));
        }
    }

    fn at_most_one(&mut self, members: &[Member]) {
        let touched = self.touched(members);
        if touched.len() > 1 {
            let seen = self.seen(&touched);
            self.report(format!("set at most one of {}; {seen}", self.names(members)));
        }
    }

    fn all_or_none(&mut self, members: &[Member]) {
        let touched = self.touched(members);
        let whole = members.iter().all(|member| self.is_whole(member));
        if !touched.is_empty() && !whole {
            let seen = self.seen(&touched);
            self.report(format!("set all of {}, or none; {seen}", self.names(members)));
        }
    }

    /// Compares two numbers where both are given.
    fn compare(&mut self, left: usize, right: usize, or_equal: bool) {
        let (Some(left_row), Some(right_row)) = (self.row(left), self.row(right)) else { return };
        let (left, right) = (self.model.value(left), self.model.value(right));
        let Some((less, equal)) = order(left, right) else { return };
        if less || or_equal && equal {
            return;
        }
        let shown =
            if self.hides(left_row) { "is".to_owned() } else { format!("{} is", show(left)) };
        let word = if or_equal { "more than" } else { "not less than" };
        let limit = if self.hides(right_row) {
            String::new()
        } else {
            format!(", which is {}", show(right))
        };
        self.report_row(left_row, format!("{shown} {word} {}{limit}", label(right_row)));
    }

    fn require(&mut self, rows: &[usize], clause: &str) {
        for index in rows {
            if let Some(row) = self.row(*index).filter(|_| !self.is_set(*index)) {
                self.report_row(row, format!("required where {clause}, and not set"));
            }
        }
    }

    fn forbid(&mut self, rows: &[usize], clause: &str) {
        for index in rows {
            if let Some(row) = self.row(*index).filter(|_| self.is_set(*index)) {
                self.report_row(row, format!("not allowed where {clause}"));
            }
        }
    }

    fn within(&mut self, rows: &[(usize, &'static [Literal])], clause: &str) {
        for (index, literals) in rows {
            let allowed = literals.iter().any(|literal| self.equals(*index, *literal));
            if let Some(row) = self.row(*index).filter(|_| self.is_set(*index) && !allowed) {
                let value = self.model.value(*index);
                let shown =
                    if self.hides(row) { "is".to_owned() } else { format!("{} is", show(value)) };
                let values = list_values(literals.iter().copied());
                self.report_row(row, format!("{shown} not one of {values} where {clause}"));
            }
        }
    }

    /// `status is 0 and kind is "x"`.
    fn clause(&self, conditions: &[(usize, Literal)]) -> String {
        let shown = conditions.iter().filter_map(|(index, literal)| {
            let row = self.row(*index)?;
            let name = label(row);
            Some(if self.hides(row) {
                format!("{name} has a certain value")
            } else {
                format!("{name} is {}", show_literal(*literal))
            })
        });
        shown.collect::<Vec<_>>().join(" and ")
    }

    /// Whether the value of the row must not be shown.
    fn hides(&self, row: &Row) -> bool {
        row.secret || self.judge.secret
    }

    fn row(&self, index: usize) -> Option<&'static Row> {
        self.model.table().rows.get(index)
    }

    fn is_set(&self, index: usize) -> bool {
        self.model.value(index).is_set()
    }

    fn is_whole(&self, member: Member) -> bool {
        member.iter().all(|index| self.is_set(*index))
    }

    /// The members of which something is given.
    fn touched(&self, members: &[Member]) -> Vec<Member> {
        let touched = |member: &Member| member.iter().any(|index| self.is_set(*index));
        members.iter().copied().filter(touched).collect()
    }

    /// Whether the row has this value.
    fn equals(&self, index: usize, literal: Literal) -> bool {
        match (self.model.value(index), literal) {
            (Value::Text(text), Literal::Text(literal)) => {
                text == literal
                    || self.row(index).is_some_and(|row| row.ignore_case)
                        && text.eq_ignore_ascii_case(literal)
            }
            (Value::Integer(integer), Literal::Integer(literal)) => integer == literal,
            (Value::Boolean(boolean), Literal::Boolean(literal)) => boolean == literal,
            _ => false,
        }
    }

    /// `body.master_username with body.password, body.secret`.
    fn names(&self, members: &[Member]) -> String {
        let group = |member: &Member| {
            let rows = member.iter().filter_map(|index| self.row(*index));
            rows.map(label).collect::<Vec<_>>().join(" with ")
        };
        members.iter().map(group).collect::<Vec<_>>().join(", ")
    }

    /// What is given, for the end of a message.
    fn seen(&self, touched: &[Member]) -> String {
        let set = touched.iter().flat_map(|member| member.iter());
        let set = set.filter(|index| self.is_set(**index)).filter_map(|index| self.row(*index));
        let set: Vec<_> = set.map(label).collect();
        match set.as_slice() {
            [] => "none is set".to_owned(),
            [one] => format!("only {one} is set"),
            several => format!("{} are set", several.join(", ")),
        }
    }

    /// Reports the object as a whole.
    fn report(&mut self, message: String) {
        self.judge.report_rule(self.rule.id, self.path, with_about(message, self.rule));
    }

    /// Reports one row of the object.
    fn report_row(&mut self, row: &'static Row, message: String) {
        let path = Path::Row(self.path, row);
        self.judge.report_rule(self.rule.id, &path, with_about(message, self.rule));
    }
}

fn with_about(message: String, rule: &Rule) -> String {
    match rule.about {
        Some(about) => format!("{message} ({about})"),
        None => message,
    }
}

/// Whether the first number is less than the second, and whether they are equal.
// Mixed rows compare as doubles; two integers compare exactly.
#[allow(clippy::cast_precision_loss, clippy::float_cmp)]
fn order(left: Value<'_>, right: Value<'_>) -> Option<(bool, bool)> {
    Some(match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => (left < right, left == right),
        (Value::Integer(left), Value::Double(right)) => {
            ((left as f64) < right, left as f64 == right)
        }
        (Value::Double(left), Value::Integer(right)) => (left < right as f64, left == right as f64),
        (Value::Double(left), Value::Double(right)) => (left < right, left == right),
        _ => return None,
    })
}

/// A value as a message shows it.
fn show(value: Value<'_>) -> String {
    match value {
        Value::Text(text) => quote(text),
        Value::Integer(integer) => integer.to_string(),
        Value::Double(double) => double.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        _ => "it".to_owned(),
    }
}
