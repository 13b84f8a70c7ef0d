//! What is wrong with a request, and what of it counts under a policy.

use super::unsendable;
use crate::policy::{Policy, Waivers};
use crate::table::Table;
use crate::validate::{Violation, Violations};

/// Gathers what is wrong with a request.
pub(super) struct Findings<'a> {
    policy: Policy,
    pub(super) waivers: &'a Waivers,
    /// What it is refused for.
    pub(super) refused: Violations,
    /// What is told, although it is sent.
    pub(super) told: Violations,
}

impl<'a> Findings<'a> {
    pub(super) fn new(table: &'static Table, policy: Policy, waivers: &'a Waivers) -> Self {
        let (refused, told) = (Violations::new(table), Violations::new(table));
        Self { policy, waivers, refused, told }
    }

    /// Where broken rules of the page go; `None` where nobody asks for them.
    pub(super) fn documented(&mut self) -> Option<&mut Violations> {
        match self.policy {
            Policy::Enforce => Some(&mut self.refused),
            Policy::Warn => Some(&mut self.told),
            Policy::Off => None,
        }
    }

    /// Adds a broken rule of the page.
    pub(super) fn report(&mut self, violation: Violation) {
        if !self.waivers.covers(violation.id())
            && let Some(documented) = self.documented()
        {
            documented.push(violation);
        }
    }

    /// Adds what keeps the request from being sent, under every policy.
    pub(super) fn refuse(&mut self, violation: Violation) {
        unsendable::add(&mut self.refused, violation);
    }
}
