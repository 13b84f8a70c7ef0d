//! Rules that relate the rows of one table: names to indexes, and stable ids.
//!
//! An id is made of the kind and the sorted members, never of a position, so that it survives edits of the page.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Check, Kind, Row, Rule};
use crate::raw::{At, Member, RawRule};
use crate::source::Span;
use crate::suggest::did_you_mean;

use members::Choice;

mod literal;
mod members;
#[cfg(test)]
mod tests;
mod when;

/// Lowers the rules of a table whose ids begin with `prefix`: `ListServices`, `roma.link.Rule`.
pub(crate) fn rules(raw: &[At<RawRule>], rows: &[Row], prefix: &str, report: &Report) -> Vec<Rule> {
    let lowering = Lowering { rows, prefix, report };
    let mut first: HashMap<String, Span> = HashMap::new();
    let mut rules = Vec::new();
    for (rule, span) in raw.iter().filter_map(At::given) {
        let Some(rule) = lowering.rule(rule, span) else { continue };
        if let Some(other) = first.get(&rule.id) {
            report.push(
                Diagnostic::new("E0509", span, format!("two rules have the id `{}`", rule.id))
                    .label("the second")
                    .related(other, "the first")
                    .help("merge them, or give one of them an `id:` of its own"),
            );
            continue;
        }
        first.insert(rule.id.clone(), span.clone());
        rules.push(rule);
    }
    rules
}

/// What a rule is lowered with.
struct Lowering<'a> {
    rows: &'a [Row],
    prefix: &'a str,
    report: &'a Report,
}

impl Lowering<'_> {
    fn rule(&self, raw: &RawRule, span: &Span) -> Option<Rule> {
        let key = self.relation(raw, span)?;
        let id = self.explicit_id(raw);
        let (composed, check) = match key {
            "at_least_one_of" => self.choice(key, &raw.at_least_one_of, Check::AtLeastOneOf)?,
            "exactly_one_of" => self.choice(key, &raw.exactly_one_of, Check::ExactlyOneOf)?,
            "at_most_one_of" => self.choice(key, &raw.at_most_one_of, Check::AtMostOneOf)?,
            "all_or_none" => self.choice(key, &raw.all_or_none, Check::AllOrNone)?,
            "less_or_equal" => self.order(key, &raw.less_or_equal, Check::LessOrEqual)?,
            "less_than" => self.order(key, &raw.less_than, Check::LessThan)?,
            _ => self.when(raw, span)?,
        };
        let own = match id {
            Ok(id) => id.unwrap_or(composed),
            Err(Reported) => return None,
        };
        let about = raw.about.value.clone().filter(|about| !about.trim().is_empty());
        Some(Rule { id: format!("{}.{own}", self.prefix), check, about })
    }

    /// The one relation that a rule states.
    fn relation(&self, raw: &RawRule, span: &Span) -> Option<&'static str> {
        let relations = [
            ("at_least_one_of", &raw.at_least_one_of.span),
            ("exactly_one_of", &raw.exactly_one_of.span),
            ("at_most_one_of", &raw.at_most_one_of.span),
            ("all_or_none", &raw.all_or_none.span),
            ("less_or_equal", &raw.less_or_equal.span),
            ("less_than", &raw.less_than.span),
            ("when", &raw.when.span),
        ];
        let mut stated = relations.iter().filter_map(|(key, span)| Some((*key, span.as_ref()?)));
        let demands = [&raw.require.span, &raw.forbid.span, &raw.within.span];
        let demand = demands.into_iter().flatten().next();
        let Some((key, place)) = stated.next() else {
            let diagnostic = match demand {
                Some(demand) => Diagnostic::new("E0501", demand, "a demand without `when`")
                    .label("this holds under a condition only")
                    .help("add `when: { FIELD: VALUE }`, or mark the row `required: true`"),
                None => Diagnostic::new("E0501", span, "a rule that states no relation")
                    .label("nothing to check here")
                    .help("add one of: `at_least_one_of`, `exactly_one_of`, `at_most_one_of`, `all_or_none`, `less_or_equal`, `less_than`, `when`"),
            };
            self.report.push(diagnostic);
            return None;
        };
        let second = stated.next().or_else(|| match demand {
            Some(demand) if key != "when" => Some(("a demand of `when`", demand)),
            _ => None,
        });
        if let Some((other, other_place)) = second {
            self.report.push(
                Diagnostic::new("E0501", other_place, "one rule states two relations")
                    .label(format!("{} beside `{key}`", other.replace("a demand", "demand")))
                    .related(place, "the first")
                    .help("write two rules"),
            );
            return None;
        }
        Some(key)
    }

    /// The id that the maintainer gave.
    fn explicit_id(&self, raw: &RawRule) -> Result<Option<String>, Reported> {
        let Some((id, span)) = raw.id.given() else { return Ok(None) };
        let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if !id.is_empty() && id.bytes().all(word) {
            return Ok(Some(id.clone()));
        }
        self.report.push(
            Diagnostic::new("E0510", span, format!("`{id}` can't be the id of a rule"))
                .label(format!("becomes a part of `{}.…`", self.prefix))
                .help("use ASCII letters, digits, `_` and `-`"),
        );
        Err(Reported)
    }

    /// A relation between members, each a row or a group of rows.
    fn choice(
        &self,
        key: &'static str,
        raw: &At<Vec<At<Member>>>,
        check: fn(Vec<Vec<usize>>) -> Check,
    ) -> Option<(String, Check)> {
        let (listed, span) = raw.given()?;
        let members = self.members(key, listed, span)?;
        self.makes_sense(key, &members, span)?;
        let mut names: Vec<String> = members.iter().map(Choice::text).collect();
        names.sort();
        let indexes = members.into_iter().map(Choice::indexes).collect();
        Some((format!("{key}({})", names.join(",")), check(indexes)))
    }

    /// A comparison of two rows.
    fn order(
        &self,
        key: &'static str,
        raw: &At<Vec<At<String>>>,
        check: fn(usize, usize) -> Check,
    ) -> Option<(String, Check)> {
        let (listed, span) = raw.given()?;
        let named = self.names(listed)?;
        let [left, right] = named.as_slice() else {
            self.report.push(
                Diagnostic::new("E0503", span, format!("`{key}` compares two rows"))
                    .label(format!("{} here", named.len()))
                    .help(format!("write `{key}: [smaller, greater]`")),
            );
            return None;
        };
        let of = |index: usize| self.rows.get(index).map(|row| order_of(&row.kind));
        if !matches!((of(left.index), of(right.index)), (Some(Some(a)), Some(Some(b))) if a == b) {
            self.report.push(
                Diagnostic::new(
                    "E0506",
                    span,
                    format!("`{}` and `{}` can't be compared", left.name, right.name),
                )
                .label(format!("{} and {}", self.kind(left.index), self.kind(right.index)))
                .help("only two rows of one numeric type have an order"),
            );
            return None;
        }
        Some((format!("{key}({},{})", left.name, right.name), check(left.index, right.index)))
    }

    /// The row of a name, alone or behind its location.
    fn row(&self, name: &str, span: &Span) -> Option<Named> {
        let named = |index| Named { index, name: name.to_owned(), span: span.clone() };
        let mut plain = self.rows.iter().enumerate().filter(|(_, row)| row.name == name);
        match (plain.next(), plain.next()) {
            (Some((index, _)), None) => return self.visible(named(index)),
            (Some((_, first)), Some((_, second))) => {
                let (first, second) = (first.location.as_str(), second.location.as_str());
                self.report.push(
                    Diagnostic::new("E0502", span, format!("two rows are called `{name}`"))
                        .label("which one?")
                        .help(format!("write `{first}.{name}` or `{second}.{name}`")),
                );
                return None;
            }
            (None, _) => {}
        }
        let qualified = self
            .rows
            .iter()
            .position(|row| format!("{}.{}", row.location.as_str(), row.name) == name);
        if qualified.is_none() {
            let mut diagnostic =
                Diagnostic::new("E0502", span, format!("the rule names no row: `{name}`"))
                    .label("no row of this table has this name");
            if let Some(help) = did_you_mean(name, self.rows.iter().map(|row| row.name.as_str())) {
                diagnostic = diagnostic.help(help);
            }
            self.report.push(diagnostic);
        }
        self.visible(named(qualified?))
    }

    /// A row that requests have: the rules of a request can't see what the client holds.
    fn visible(&self, named: Named) -> Option<Named> {
        if !self.rows.get(named.index).is_some_and(|row| row.held) {
            return Some(named);
        }
        self.report.push(
            Diagnostic::new(
                "E0505",
                &named.span,
                format!("a rule about `{}`, which the client holds", named.name),
            )
            .label("in every request, and the same in all of them")
            .help("leave it out of the rule"),
        );
        None
    }

    fn kind(&self, index: usize) -> &str {
        self.rows.get(index).map_or("", |row| row.documented_type.as_str())
    }
}

/// A row that a rule names, as written.
#[derive(Debug, Clone)]
struct Named {
    index: usize,
    name: String,
    span: Span,
}

/// What was wrong has been reported.
struct Reported;

/// The class of types that are compared with each other.
fn order_of(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Integer | Kind::EpochMillis => Some("integer"),
        Kind::Double => Some("double"),
        _ => None,
    }
}
