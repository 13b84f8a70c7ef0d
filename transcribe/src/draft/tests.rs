//! Drafts of facts that are made by hand.
