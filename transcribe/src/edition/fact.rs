//! Facts of rows that pages state and specs repeat, and when two of them say the same.

use crate::edition::Cite;
use crate::facts::Certainty;
use crate::type_name::Type;

/// A fact of a row: a key of the spec that a page can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Its type.
    Type,
    /// Whether it is mandatory.
    Required,
    /// Least value, length or count.
    Min,
    /// Greatest value, length or count.
    Max,
    /// What the service takes where it is absent.
    Default,
    /// The values that it can have.
    Values,
    /// Whether upper and lower case count as the same.
    Case,
    /// What it stands for.
    Format,
    /// Allowed characters.
    Charset,
    /// Its unit.
    Unit,
    /// Whether null is documented.
    Nullable,
    /// Whether it is deprecated.
    Deprecated,
    /// Whether it is reserved.
    Reserved,
}

impl Fact {
    /// All of them, in the order of the keys of a row.
    pub const ALL: [Self; 13] = [
        Self::Type,
        Self::Required,
        Self::Min,
        Self::Max,
        Self::Default,
        Self::Values,
        Self::Case,
        Self::Format,
        Self::Charset,
        Self::Unit,
        Self::Nullable,
        Self::Deprecated,
        Self::Reserved,
    ];

    /// The key in the spec.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Required => "required",
            Self::Min => "min",
            Self::Max => "max",
            Self::Default => "default",
            Self::Values => "values",
            Self::Case => "case",
            Self::Format => "format",
            Self::Charset => "charset",
            Self::Unit => "unit",
            Self::Nullable => "nullable",
            Self::Deprecated => "deprecated",
            Self::Reserved => "reserved",
        }
    }

    /// The fact with this key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.key() == key)
    }

    /// What people call it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Type => "the type",
            Self::Required => "whether it is mandatory",
            Self::Min => "the minimum",
            Self::Max => "the maximum",
            Self::Default => "the default",
            Self::Values => "the values",
            Self::Case => "whether case counts",
            Self::Format => "the format",
            Self::Charset => "the allowed characters",
            Self::Unit => "the unit",
            Self::Nullable => "whether it may be null",
            Self::Deprecated => "whether it is deprecated",
            Self::Reserved => "whether it is reserved",
        }
    }

    /// What is said where nothing is stated.
    #[must_use]
    pub fn unstated(self) -> &'static str {
        match self {
            Self::Required | Self::Nullable | Self::Deprecated | Self::Reserved => "no",
            Self::Case => "sensitive",
            _ => "nothing",
        }
    }

    /// Whether two texts say the same of this fact.
    #[must_use]
    pub fn same(self, a: &str, b: &str) -> bool {
        match self {
            Self::Type => Type::read(a).same(&Type::read(b)),
            Self::Values | Self::Charset => {
                let separator = if self == Self::Values { '|' } else { ' ' };
                set(a, separator) == set(b, separator)
            }
            Self::Min | Self::Max | Self::Default => same_number(a, b),
            _ => a.trim().eq_ignore_ascii_case(b.trim()),
        }
    }
}

/// What an edition states of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// In the form of an erratum: `yes`, `64`, `a|b`, a type.
    pub text: String,
    /// Other readings of the same words.
    pub variants: Vec<String>,
    /// Where.
    pub cite: Cite,
    /// How sure the reader is; always sure in a spec.
    pub certainty: Certainty,
}

impl Stated {
    /// What is written for certain.
    #[must_use]
    pub fn new(text: impl Into<String>, cite: Cite) -> Self {
        Self { text: text.into(), variants: Vec::new(), cite, certainty: Certainty::Stated }
    }

    /// Whether both say the same in one of their readings.
    #[must_use]
    pub fn says(&self, fact: Fact, other: &Self) -> bool {
        self.readings().any(|a| other.readings().any(|b| fact.same(a, b)))
    }

    fn readings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_str()).chain(self.variants.iter().map(String::as_str))
    }
}

/// Whether two editions say the same of a fact; what is not stated is the fact's usual value.
#[must_use]
pub fn agree(fact: Fact, a: Option<&Stated>, b: Option<&Stated>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.says(fact, b),
        (Some(one), None) | (None, Some(one)) => one.text == fact.unstated(),
    }
}

/// The parts of a list, in no order.
#[must_use]
pub fn set(text: &str, separator: char) -> std::collections::BTreeSet<&str> {
    text.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn same_number(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    // Whole numbers never pass through a float.
    match (a.parse::<i128>(), b.parse::<i128>()) {
        (Ok(a), Ok(b)) => a == b,
        _ => match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(a), Ok(b)) => a.total_cmp(&b).is_eq(),
            _ => a == b || (is_truth(a) && a.eq_ignore_ascii_case(b)),
        },
    }
}

fn is_truth(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_compare_in_their_own_form() {
        for (fact, a, b, same) in [
            (Fact::Type, "Array of strings", "Array of String", true),
            (Fact::Values, "a|b", "b | a", true),
            (Fact::Values, "a|b", "a", false),
            (Fact::Charset, "letters digits _", "_ letters digits", true),
            (Fact::Min, "1", "1.0", true),
            (Fact::Max, "99999999999999999", "99999999999999998", false),
            (Fact::Default, "True", "true", true),
            (Fact::Default, "A", "a", false),
            (Fact::Unit, "MS", "ms", true),
        ] {
            assert_eq!(fact.same(a, b), same, "{fact:?} {a} {b}");
        }
    }

    #[test]
    fn what_is_not_stated_is_the_usual_value() {
        let stated = |text: &str| Stated::new(text, Cite::Line(1));
        assert!(agree(Fact::Required, None, Some(&stated("no"))));
        assert!(!agree(Fact::Required, None, Some(&stated("yes"))));
        assert!(!agree(Fact::Max, Some(&stated("1")), None));
        assert!(agree(Fact::Max, None, None));
    }

    #[test]
    fn every_fact_is_a_fact_of_the_spec() {
        for fact in Fact::ALL {
            assert!(apiscribe_codegen::fact::NAMES.contains(&fact.key()));
            assert_eq!(Fact::of_key(fact.key()), Some(fact));
        }
    }
}
