//! Relations between the rows of a table.

use super::Literal;

/// A relation between rows of one table.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its stable id, the table's id included: `ListServices.at_least_one_of(product_id,product_template_id)`.
    pub id: &'static str,
    /// What must hold.
    pub check: Check,
    /// One sentence about it.
    pub about: Option<&'static str>,
}

impl Rule {
    /// A rule without a sentence.
    #[must_use]
    pub const fn new(id: &'static str, check: Check) -> Self {
        Self { id, check, about: None }
    }

    /// Adds a sentence, which ends the messages about the rule.
    #[must_use]
    pub const fn about(mut self, about: &'static str) -> Self {
        self.about = Some(about);
        self
    }
}

/// What a rule demands. Rows are named by their index; a member is one row, or several that count as one.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Check {
    /// At least one member is given.
    AtLeastOneOf(&'static [&'static [usize]]),
    /// Exactly one member is given.
    ExactlyOneOf(&'static [&'static [usize]]),
    /// At most one member is given.
    AtMostOneOf(&'static [&'static [usize]]),
    /// All members are given, or none.
    AllOrNone(&'static [&'static [usize]]),
    /// The first number is less than or equal to the second, where both are given.
    LessOrEqual(usize, usize),
    /// The first number is less than the second, where both are given.
    LessThan(usize, usize),
    /// Demands that hold where each field has its value.
    When {
        /// Row and value; all must match.
        conditions: &'static [(usize, Literal)],
        /// Rows that must be given.
        require: &'static [usize],
        /// Rows that must not be given.
        forbid: &'static [usize],
        /// Values that rows must have, where they are given.
        within: &'static [(usize, &'static [Literal])],
    },
}
