//! From the checked model to the text of a package.
//!
//! Nothing here can fail: whatever could, did so before the model was built.

mod document;
pub mod export;
mod json_schema;
mod openapi;
mod provenance;
mod rust;

use self::openapi::{Answers, Version};
use crate::model::{Sdk, Service};
use crate::parallel;

/// A file of the emitted package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path below the directory of the package, with `/`: `src/roma/link.rs`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Emits the package, in a fixed order: manifest, README, formatting settings and sources, and an OpenAPI document
/// for each service.
#[must_use]
pub fn generate(sdk: &Sdk) -> Vec<File> {
    let mut files = rust::package(sdk);
    let services: Vec<&Service> = rust::services(sdk).collect();
    files.extend(parallel::map(&services, |service| {
        let document = openapi::openapi(sdk, service, Version::V31, Answers::Lenient);
        let path = format!("openapi/{}.yaml", service.module);
        File { path, text: export::yaml(&document, service) }
    }));
    files
}
