//! What a change of the documentation does to the SDK: one table, read from what emitted code does.
//!
//! Models are `#[non_exhaustive]` and have a setter for each row; `new` takes the path parameters that the client does
//! not hold. A missing or wrong value of a request is a violation at the call, and no signature. Answers are read
//! leniently: a broken rule is a deviation and no error. Rule ids are public, since a client can waive them, and one
//! that is unknown makes `build` fail.

use super::{Direction, Side};
use crate::edition::Fact;

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

use Direction::{Added, Changed, Loosened, Removed, Renamed, Tightened};
use Effect::{Behaviour, Breaking, Compatible};
use Step::{Major, Minor, Patch};

const REQUEST: Option<Side> = Some(Side::Request);
const RESPONSE: Option<Side> = Some(Side::Response);
const ANY: &[Direction] = &[Added, Removed, Tightened, Loosened, Renamed, Changed];
const BOUNDS: &[What] = &[
    What::Fact(Fact::Min),
    What::Fact(Fact::Max),
    What::Fact(Fact::Charset),
    What::Fact(Fact::Format),
];

const fn row(
    what: &'static str,
    kinds: &'static [What],
    side: Option<Side>,
    directions: &'static [Direction],
    (effect, step): (Effect, Step),
    reason: &'static str,
) -> Rule {
    Rule { what, kinds, side, directions, effect, step, reason }
}

/// The table; the first row that fits counts.
pub const RULES: &[Rule] = &[
    row(
        "a fact that the spec has by an erratum",
        &[What::Mended],
        None,
        ANY,
        (Compatible, Patch),
        "the spec states it already, so emitted code stays; only its erratum goes",
    ),
    row(
        "an operation",
        &[What::Operation],
        None,
        &[Added],
        (Compatible, Minor),
        "a new request type and a new method of the client",
    ),
    row(
        "an operation",
        &[What::Operation],
        None,
        ANY,
        (Breaking, Major),
        "its request type and its method disappear",
    ),
    row(
        "method or path",
        &[What::Address],
        None,
        ANY,
        (Behaviour, Minor),
        "programs compile, and their calls go to another address",
    ),
    row(
        "title, date, example, description",
        &[What::Words],
        None,
        ANY,
        (Compatible, Patch),
        "documentation and tests only",
    ),
    row(
        "a sentence that constrains and that no reader understands",
        &[What::Sentence],
        None,
        ANY,
        (Behaviour, Minor),
        "a person has to read it: a rule that it becomes refuses requests",
    ),
    row(
        "a parameter that the client holds",
        &[What::HeldRow],
        None,
        &[Added, Removed],
        (Compatible, Patch),
        "the client has a setter for it anyway, and the request type never has a field",
    ),
    row(
        "a path parameter",
        &[What::PathRow],
        REQUEST,
        ANY,
        (Breaking, Major),
        "`new` takes the path parameters, so its signature changes",
    ),
    row(
        "an optional row of a request",
        &[What::OptionalRow],
        REQUEST,
        &[Added],
        (Compatible, Minor),
        "a new field of a `#[non_exhaustive]` type, and a setter",
    ),
    row(
        "a mandatory row of a request",
        &[What::MandatoryRow],
        REQUEST,
        &[Added],
        (Behaviour, Minor),
        "a new field and setter; programs compile, and calls without it are refused as violations",
    ),
    row(
        "a row of an answer",
        &[What::OptionalRow, What::MandatoryRow],
        RESPONSE,
        &[Added],
        (Compatible, Minor),
        "a new field of a `#[non_exhaustive]` type; before, the value was a deviation",
    ),
    row(
        "a row",
        &[What::OptionalRow, What::MandatoryRow, What::HeldRow],
        None,
        &[Removed, Renamed],
        (Breaking, Major),
        "its field and setter disappear",
    ),
    row(
        "where a parameter is sent",
        &[What::Place],
        None,
        ANY,
        (Breaking, Major),
        "the ids of its rules change, and waivers name them; the value goes to another place",
    ),
    row(
        "a type that is another one in Rust",
        &[What::Type],
        None,
        ANY,
        (Breaking, Major),
        "the type of the field changes",
    ),
    row("Integer and Long", &[What::SameType], None, ANY, (Compatible, Patch), "both are `i64`"),
    row(
        "mandatory",
        &[What::Fact(Fact::Required)],
        REQUEST,
        &[Tightened, Added],
        (Behaviour, Minor),
        "no signature changes; calls without the value are refused as violations",
    ),
    row(
        "mandatory",
        &[What::Fact(Fact::Required)],
        REQUEST,
        ANY,
        (Behaviour, Minor),
        "calls without the value pass; the id of the rule goes, so `build` refuses a waiver of it",
    ),
    row(
        "mandatory",
        &[What::Fact(Fact::Required)],
        RESPONSE,
        ANY,
        (Compatible, Patch),
        "every field of an answer is an `Option`; only deviations change",
    ),
    row(
        "a bound, a format or the allowed characters",
        BOUNDS,
        REQUEST,
        &[Added, Tightened, Changed],
        (Behaviour, Minor),
        "calls that passed are refused as violations",
    ),
    row(
        "a bound, a format or the allowed characters",
        BOUNDS,
        REQUEST,
        &[Loosened],
        (Compatible, Patch),
        "calls that were refused pass",
    ),
    row(
        "a bound, a format or the allowed characters",
        BOUNDS,
        REQUEST,
        &[Removed, Renamed],
        (Behaviour, Minor),
        "calls that were refused pass; the id of the rule goes, so `build` refuses a waiver of it",
    ),
    row(
        "a bound, a format or the allowed characters",
        BOUNDS,
        RESPONSE,
        ANY,
        (Compatible, Patch),
        "answers are read leniently; only deviations change",
    ),
    row(
        "a date and time or milliseconds as the format",
        &[What::TypedFormat],
        None,
        ANY,
        (Breaking, Major),
        "`DateTime` and `EpochMillis` are types of their own",
    ),
    row(
        "a list of values",
        &[What::Values],
        None,
        ANY,
        (Breaking, Major),
        "the type of the field becomes an enumeration, or is one no longer",
    ),
    row(
        "a value of a list",
        &[What::Value],
        None,
        &[Added, Loosened],
        (Compatible, Minor),
        "a new variant of a `#[non_exhaustive]` enumeration; before, the value was `Unknown`",
    ),
    row(
        "a value of a list",
        &[What::Value],
        None,
        ANY,
        (Breaking, Major),
        "its variant disappears; the value itself is still sent and read as `Unknown`",
    ),
    row(
        "whether case counts",
        &[What::Fact(Fact::Case)],
        None,
        ANY,
        (Behaviour, Minor),
        "another spelling becomes the same variant, or `Unknown`",
    ),
    row(
        "null",
        &[What::Fact(Fact::Nullable)],
        None,
        ANY,
        (Breaking, Major),
        "`Option` and `Nullable` are two types",
    ),
    row(
        "default, unit, deprecated, reserved",
        &[
            What::Fact(Fact::Default),
            What::Fact(Fact::Unit),
            What::Fact(Fact::Deprecated),
            What::Fact(Fact::Reserved),
        ],
        None,
        ANY,
        (Compatible, Patch),
        "documentation only: defaults are never sent",
    ),
    row("an object", &[What::Object], None, &[Added], (Compatible, Minor), "a new type"),
    row(
        "an object",
        &[What::Object],
        None,
        ANY,
        (Breaking, Major),
        "its type disappears or has another name",
    ),
    row(
        "a status code",
        &[What::Status],
        None,
        ANY,
        (Behaviour, Minor),
        "an answer with it becomes a typed one, or one that is unexpected",
    ),
];

/// What stands for a change of which the table says nothing: the greatest step, so that nobody relies on less.
static UNKNOWN: Rule = row(
    "something else",
    &[],
    None,
    ANY,
    (Breaking, Major),
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
        let ways = if rule.directions.len() == ANY.len() {
            "any other".to_owned()
        } else {
            ways.join(", ")
        };
        let Rule { what, effect, step, reason, .. } = rule;
        out.push_str(&format!(
            "| {what} | {side} | {ways} | {} | {} | {reason} |\n",
            effect.as_str(),
            step.as_str()
        ));
    }
    out
}

#[cfg(test)]
mod tests {
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
