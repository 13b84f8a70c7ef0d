//! What a change of the documentation does to the SDK: one table, read from what emitted code does.
//!
//! Models are `#[non_exhaustive]` and have a setter for each row; `new` takes the path parameters that the client does
//! not hold. A missing or wrong value of a request is a violation at the call, and no signature. Answers are read
//! leniently: a broken rule is a deviation and no error. Rule ids are public, since a client can waive them, and one
//! that is unknown makes `build` fail.

use std::fmt::Write as _;

use super::{Direction, Side};
use crate::edition::Fact;

mod table;

pub use table::RULES;

/// What can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// An operation of a page.
    Operation,
    /// Method or path.
    Address,
    /// Title, date, examples, words.
    Words,
    /// A sentence that constrains and that no reader understands.
    Sentence,
    /// A path parameter that `new` takes.
    PathRow,
    /// A parameter that the client holds.
    HeldRow,
    /// A row that is optional.
    OptionalRow,
    /// A row that is mandatory.
    MandatoryRow,
    /// The place that a parameter is sent to.
    Place,
    /// A type that is another one in Rust.
    Type,
    /// A type that is the same one in Rust.
    SameType,
    /// Another fact of a row.
    Fact(Fact),
    /// A format that is a type of its own in Rust: a date and time, milliseconds.
    TypedFormat,
    /// A whole list of values.
    Values,
    /// A value of a list.
    Value,
    /// An object.
    Object,
    /// A status code.
    Status,
    /// Something that the spec has already, by an erratum.
    Mended,
}

/// What a change does to programs that use the SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// They compile and behave as before.
    Compatible,
    /// They compile, and something happens that did not happen before.
    Behaviour,
    /// They may not compile any more.
    Breaking,
}

impl Effect {
    /// The word for it in messages and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Behaviour => "behaviour",
            Self::Breaking => "breaking",
        }
    }
}

/// The step of the version that follows, by Semantic Versioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// `1.2.3` becomes `1.2.4`.
    Patch,
    /// `1.2.3` becomes `1.3.0`.
    Minor,
    /// `1.2.3` becomes `2.0.0`.
    Major,
}

impl Step {
    /// The word for it in messages and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The version after this one. Before 1.0.0, cargo counts the second number as the one that breaks.
    #[must_use]
    pub fn after(self, version: &str) -> Option<String> {
        let mut numbers = version.split(['-', '+']).next()?.split('.').map(str::parse::<u64>);
        let mut next = || numbers.next()?.ok();
        let (major, minor, patch) = (next()?, next()?, next()?);
        let (major, minor, patch) = match (self, major) {
            (Self::Major, 0) => (0, minor + 1, 0),
            (_, 0) => (0, minor, patch + 1),
            (Self::Major, _) => (major + 1, 0, 0),
            (Self::Minor, _) => (major, minor + 1, 0),
            (Self::Patch, _) => (major, minor, patch + 1),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

/// A row of the table of effects.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// What changed, in words.
    pub what: &'static str,
    /// Which kinds it is for.
    pub kinds: &'static [What],
    /// Which sides; both where there is none.
    pub side: Option<Side>,
    /// Which ways.
    pub directions: &'static [Direction],
    /// What it does.
    pub effect: Effect,
    /// The step that follows.
    pub step: Step,
    /// Why, in terms of emitted code.
    pub reason: &'static str,
}

/// What stands for a change of which the table says nothing: the greatest step, so that nobody relies on less.
static UNKNOWN: Rule = table::row(
    "something else",
    &[],
    None,
    table::ANY,
    (Effect::Breaking, Step::Major),
    "the table of effects says nothing of it",
);

/// The row of the table for a change.
#[must_use]
pub fn rule(what: What, side: Side, direction: Direction) -> &'static Rule {
    let fits = |rule: &&Rule| {
        rule.kinds.contains(&what)
            && rule.side.is_none_or(|own| own == side)
            && rule.directions.contains(&direction)
    };
    RULES.iter().find(fits).unwrap_or(&UNKNOWN)
}

/// The table for documentation, as Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut out =
        "| What | Where | Change | Effect | Step | Why |\n|---|---|---|---|---|---|\n".to_owned();
    for rule in RULES {
        let side = match rule.side {
            Some(Side::Request) => "request",
            Some(Side::Response) => "answer",
            None => "",
        };
        let ways: Vec<&str> = rule.directions.iter().map(|direction| direction.as_str()).collect();
        let ways = if rule.directions.len() == table::ANY.len() {
            "any other".to_owned()
        } else {
            ways.join(", ")
        };
        let Rule { what, effect, step, reason, .. } = rule;
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "| {what} | {side} | {ways} | {} | {} | {reason} |",
            effect.as_str(),
            step.as_str()
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Direction::{Added, Removed, Renamed};
    use super::Step::{Major, Minor, Patch};
    use super::table::ANY;
    use super::*;

    #[test]
    fn each_kind_has_a_rule_for_each_way() {
        let facts = Fact::ALL.into_iter().filter(|fact| !matches!(fact, Fact::Type | Fact::Values));
        let others = [
            What::Operation,
            What::Address,
            What::Words,
            What::Sentence,
            What::Place,
            What::Type,
            What::SameType,
            What::TypedFormat,
            What::Values,
            What::Value,
            What::Object,
            What::Status,
            What::Mended,
        ];
        for what in facts.map(What::Fact).chain(others) {
            for side in [Side::Request, Side::Response] {
                for direction in ANY {
                    assert!(
                        !std::ptr::eq(rule(what, side, *direction), &raw const UNKNOWN),
                        "{what:?} {side:?} {direction:?}"
                    );
                }
            }
        }
        for what in [What::OptionalRow, What::MandatoryRow] {
            for side in [Side::Request, Side::Response] {
                for direction in [Added, Removed, Renamed] {
                    assert!(!rule(what, side, direction).kinds.is_empty());
                }
            }
        }
    }

    #[test]
    fn each_rule_is_reached() {
        for rule in RULES {
            let kinds = rule.kinds.iter();
            let reached = kinds
                .flat_map(|what| rule.directions.iter().map(move |way| (*what, *way)))
                .any(|(what, way)| {
                    let side = rule.side.unwrap_or(Side::Request);
                    std::ptr::eq(super::rule(what, side, way), rule)
                });
            assert!(reached, "{}", rule.reason);
        }
    }

    #[test]
    fn versions_go_on() {
        for (step, version, next) in [
            (Patch, "1.2.3", Some("1.2.4")),
            (Minor, "1.2.3", Some("1.3.0")),
            (Major, "1.2.3", Some("2.0.0")),
            (Patch, "0.1.0", Some("0.1.1")),
            (Minor, "0.1.0", Some("0.1.1")),
            (Major, "0.1.0", Some("0.2.0")),
            (Major, "1.0.0-beta.1", Some("2.0.0")),
            (Major, "one", None),
        ] {
            assert_eq!(step.after(version).as_deref(), next, "{version}");
        }
    }
}
