//! Members of a rule: rows, and groups of rows that count as one; and whether the rows leave them a choice.

use super::{Lowering, Named};
use crate::diagnostic::Diagnostic;
use crate::raw::{At, Member};
use crate::source::Span;

/// One member: a row, or several.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) rows: Vec<Named>,
}

impl Choice {
    /// The member's part of the rule's id.
    pub(super) fn text(&self) -> String {
        let mut names: Vec<&str> = self.rows.iter().map(|row| row.name.as_str()).collect();
        names.sort_unstable();
        names.join("+")
    }

    pub(super) fn indexes(self) -> Vec<usize> {
        self.rows.into_iter().map(|row| row.index).collect()
    }
}

impl Lowering<'_> {
    /// The members of a choice; `None` where anything about them was reported.
    pub(super) fn members(
        &self,
        key: &str,
        listed: &[At<Member>],
        span: &Span,
    ) -> Option<Vec<Choice>> {
        // All members are looked up before any of them may fail the rule.
        let members: Vec<Option<Choice>> =
            listed.iter().map(|member| self.member(member)).collect();
        let members: Vec<Choice> = members.into_iter().collect::<Option<_>>()?;
        if members.len() < 2 {
            self.report.push(
                Diagnostic::new("E0503", span, format!("`{key}` relates two members or more"))
                    .label(format!("{} here", members.len()))
                    .help("name the other members, or drop the rule"),
            );
            return None;
        }
        let named = members.iter().flat_map(|member| member.rows.iter());
        self.once(named).then_some(members)
    }

    fn member(&self, member: &At<Member>) -> Option<Choice> {
        let (member, span) = member.given()?;
        match member {
            Member::Scalar(name) => Some(Choice { rows: vec![self.row(name, span)?] }),
            Member::Sequence(names) => {
                let rows = self.names(names)?;
                if rows.is_empty() {
                    self.report.push(
                        Diagnostic::new("E0503", span, "a group without rows")
                            .label("nothing in here")
                            .help("name the rows that count as one, or drop the group"),
                    );
                    return None;
                }
                Some(Choice { rows })
            }
        }
    }

    /// Rows by their names; each one that does not exist is reported.
    pub(super) fn names(&self, names: &[At<String>]) -> Option<Vec<Named>> {
        let rows: Vec<Option<Named>> = names
            .iter()
            .map(|name| name.given().and_then(|(name, span)| self.row(name, span)))
            .collect();
        let rows: Vec<Named> = rows.into_iter().collect::<Option<_>>()?;
        self.once(rows.iter()).then_some(rows)
    }

    /// Whether no row is named twice.
    pub(super) fn once<'n>(&self, named: impl Iterator<Item = &'n Named>) -> bool {
        let mut seen: Vec<&Named> = Vec::new();
        let before = self.report.len();
        for row in named {
            match seen.iter().find(|other| other.index == row.index) {
                Some(first) => self.report.push(
                    Diagnostic::new(
                        "E0504",
                        &row.span,
                        format!("the rule names `{}` twice", row.name),
                    )
                    .label("the second time")
                    .related(&first.span, "the first time")
                    .help("name each row once in a rule"),
                ),
                None => seen.push(row),
            }
        }
        self.report.len() == before
    }

    /// Reports a choice that the rows have made already.
    pub(super) fn makes_sense(&self, key: &str, members: &[Choice], span: &Span) -> Option<()> {
        let always: Vec<String> = members
            .iter()
            .filter(|member| member.rows.iter().all(|row| self.is_always_given(row)))
            .map(|member| format!("`{}`", member.text()))
            .collect();
        let message = match (key, always.len()) {
            (_, 0) => return Some(()),
            ("at_least_one_of", _) => "nothing can break this rule".to_owned(),
            ("all_or_none", given) if given == members.len() => {
                "nothing can break this rule".to_owned()
            }
            ("all_or_none", _) => "this rule only makes its other rows required".to_owned(),
            (_, 1) => "this rule only forbids its other rows".to_owned(),
            _ => "nothing can keep this rule".to_owned(),
        };
        self.report.push(
            Diagnostic::new("E0505", span, message)
                .label(format!("always given: {}", always.join(", ")))
                .help("drop the rule, or `required: true` of these rows with an erratum for what the page says"),
        );
        None
    }

    /// Whether the row is in every valid request or object.
    pub(super) fn is_always_given(&self, named: &Named) -> bool {
        self.rows.get(named.index).is_some_and(|row| row.required)
    }
}
