//! Rules that hold under a condition.

use super::{Lowering, Named};
use crate::diagnostic::Diagnostic;
use crate::model::{Check, Literal};
use crate::raw::{At, Entries, RawRule, Scalar};
use crate::source::Span;

impl Lowering<'_> {
    pub(super) fn when(&self, raw: &RawRule, span: &Span) -> Option<(String, Check)> {
        let conditions = self.conditions(&raw.when);
        let require = self.demanded("require", &raw.require, true);
        let forbid = self.demanded("forbid", &raw.forbid, false);
        let within = self.within(&raw.within);
        let (conditions, require, forbid, within) = (conditions?, require?, forbid?, within?);
        if require.is_empty() && forbid.is_empty() && within.is_empty() {
            self.report.push(
                Diagnostic::new("E0501", span, "a condition that demands nothing")
                    .label("`when` is all that it says")
                    .help("add `require: [ROW]`, `forbid: [ROW]` or `in: { ROW: [VALUE] }`"),
            );
            return None;
        }
        let rows = |named: &[Named]| named.iter().map(|row| row.index).collect::<Vec<_>>();
        let tested = conditions.iter().map(|(row, ..)| row);
        // A row may be both required and limited to values.
        let consistent = self.once(tested.clone().chain(&require).chain(&forbid))
            & self.once(tested.chain(within.iter().map(|(row, _)| row)))
            & self.once(forbid.iter().chain(within.iter().map(|(row, _)| row)));
        if !consistent {
            return None;
        }
        let mut texts: Vec<String> =
            conditions.iter().map(|(row, text, _)| format!("{}={text}", row.name)).collect();
        texts.sort();
        let check = Check::When {
            require: rows(&require),
            forbid: rows(&forbid),
            within: within.into_iter().map(|(row, values)| (row.index, values)).collect(),
            conditions: conditions.into_iter().map(|(row, _, value)| (row.index, value)).collect(),
        };
        Some((format!("when({})", texts.join(",")), check))
    }

    /// Each field that is tested, with its value as text and as a literal.
    fn conditions(&self, raw: &At<Entries<Scalar>>) -> Option<Vec<(Named, String, Literal)>> {
        let (conditions, span) = raw.given()?;
        if conditions.entries.is_empty() {
            self.report.push(
                Diagnostic::new("E0503", span, "`when` tests no row")
                    .label("nothing in here")
                    .help("write `when: { ROW: VALUE }`"),
            );
            return None;
        }
        let conditions: Vec<Option<_>> = conditions
            .entries
            .iter()
            .map(|(key, value)| {
                let row = self.row(&key.text, &key.span);
                let (value, span) = value.given()?;
                let row = row?;
                let literal = self.literal(row.index, value, span)?;
                Some((row, value.text.clone(), literal))
            })
            .collect();
        conditions.into_iter().collect()
    }

    /// The rows of `require` or `forbid`; absent is empty.
    fn demanded(&self, key: &str, raw: &At<Vec<At<String>>>, require: bool) -> Option<Vec<Named>> {
        if raw.is_absent() {
            return Some(Vec::new());
        }
        let (names, _) = raw.given()?;
        let rows = self.names(names)?;
        let before = self.report.len();
        for row in rows.iter().filter(|row| self.is_always_given(row)) {
            let message = if require {
                "nothing can break this demand"
            } else {
                "nothing can keep this demand"
            };
            self.report.push(
                Diagnostic::new("E0505", &row.span, message)
                    .label(format!("`{}` is always given", row.name))
                    .help(format!("drop it from `{key}`, or `required: true` from the row")),
            );
        }
        (self.report.len() == before).then_some(rows)
    }

    /// The values of `in`; absent is empty.
    fn within(&self, raw: &At<Entries<Vec<At<Scalar>>>>) -> Option<Vec<(Named, Vec<Literal>)>> {
        if raw.is_absent() {
            return Some(Vec::new());
        }
        let (entries, _) = raw.given()?;
        let entries: Vec<Option<_>> = entries
            .entries
            .iter()
            .map(|(key, values)| {
                let row = self.row(&key.text, &key.span);
                let (values, span) = values.given()?;
                let row = row?;
                Some((self.allowed(&row, values, span)?, row))
            })
            .map(|entry| entry.map(|(values, row)| (row, values)))
            .collect();
        entries.into_iter().collect()
    }

    fn allowed(&self, row: &Named, values: &[At<Scalar>], span: &Span) -> Option<Vec<Literal>> {
        if values.is_empty() {
            self.report.push(
                Diagnostic::new("E0503", span, format!("no value of `{}` is allowed", row.name))
                    .label("nothing in here")
                    .help("list the values, or use `forbid`"),
            );
            return None;
        }
        let literals: Vec<Option<Literal>> = values
            .iter()
            .map(|value| {
                value.given().and_then(|(value, span)| self.literal(row.index, value, span))
            })
            .collect();
        let literals: Vec<Literal> = literals.into_iter().collect::<Option<_>>()?;
        for (index, literal) in literals.iter().enumerate() {
            if literals.iter().take(index).any(|other| other == literal) {
                let place = values.get(index).and_then(|value| value.span.as_ref()).unwrap_or(span);
                self.report.push(
                    Diagnostic::new("E0504", place, "the rule lists one value twice")
                        .label("the second time")
                        .help("list each value once"),
                );
                return None;
            }
        }
        Some(literals)
    }
}
