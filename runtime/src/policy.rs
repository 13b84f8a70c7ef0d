//! How strictly requests are held to what their page documents, and the ids of the rules.
//!
//! A page can be wrong, and a service can change before its page does. Then a request that the service would take is
//! refused here. [`Policy`] sets what a client does with broken rules; a waiver lets one rule go by its id, which is in
//! brackets behind each violation. [`rule_ids`] lists the ids of an operation.
//!
//! Neither lets a request through that HTTP can't carry as it was meant.

mod nearest;
mod rule_ids;
#[cfg(test)]
mod tests;
mod waivers;

pub use rule_ids::rule_ids;
pub(crate) use waivers::Waivers;

/// What becomes of a request that breaks a documented rule.
///
/// | policy | documented rules are | a request that breaks one is | cost |
/// |---|---|---|---|
/// | [`Enforce`](Self::Enforce) | judged | refused, with all violations | a walk over the request |
/// | [`Warn`](Self::Warn) | judged | sent, and its violations are traced | the same |
/// | [`Off`](Self::Off) | not judged | sent | none |
///
/// Under every policy a request is refused that HTTP can't carry as it was meant: with a value that its path needs and
/// that is missing, empty, `.` or `..`; with a line break in a header; with a comma in an item of a list in the query; with
/// a number that JSON has no word for; without a fit endpoint.
///
/// Answers are always read leniently, whatever the policy.
///
/// ```
/// use apiscribe_runtime::Policy;
///
/// assert_eq!(Policy::default(), Policy::Enforce);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Policy {
    /// The request is refused before anything is sent, with every violation at once. The default.
    #[default]
    Enforce,
    /// The request is sent all the same, and each violation is an event of the [trace](crate::trace).
    Warn,
    /// No documented rule is judged.
    Off,
}
