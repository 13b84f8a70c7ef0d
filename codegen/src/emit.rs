//! From the checked model to the text of a package.
//!
//! Nothing here can fail: whatever could, did so before the model was built.

mod rust;

use crate::model::Sdk;

/// A file of the emitted package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path below the directory of the package, with `/`: `src/roma/link.rs`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Emits the package: manifest, README, formatting settings and sources, in a fixed order.
#[must_use]
pub fn generate(sdk: &Sdk) -> Vec<File> {
    rust::package(sdk)
}
