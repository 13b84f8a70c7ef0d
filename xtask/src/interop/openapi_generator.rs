//! OpenAPI Generator: it takes each document, and the Python clients that it emits read the documented examples.

use std::path::{Path, PathBuf};
use std::process::Command;

use apiscribe_codegen::export::Version;
use apiscribe_codegen::model::Sdk;

use super::place::{Place, needs, run};
use super::{Stop, Tool};

pub(super) const TOOL: Tool = Tool { name: "openapi-generator", version: VERSION, run: generate };
const VERSION: &str = "7.26.0";

/// What the emitted Python clients run on.
const NEEDED: [&str; 4] = [
    "pydantic==2.12.5",
    "python-dateutil==2.9.0.post0",
    "typing-extensions==4.15.0",
    "urllib3==2.7.0",
];

/// Reads every documented answer with the emitted models.
const EXAMPLES: &str = include_str!("examples.py");

fn generate(place: &Place, sdk: &Sdk) -> Result<String, Stop> {
    let generator = jar(place)?;
    needs("python3")?;
    let needed = place.pip(&format!("emitted-clients-{VERSION}"), &NEEDED.map(str::to_owned))?;
    let mut read = 0;
    for service in &sdk.services {
        let old = place.export(sdk, service, Version::V30)?;
        let new = place.export(sdk, service, Version::V31)?;
        for document in [&old, &new] {
            run(java(&generator).arg("validate").arg("--input-spec").arg(document))?;
        }
        let out = place.fresh(&format!("python/{}", service.module))?;
        emit(&generator, "python", &new, &out)?;
        let mut python = Command::new("python3");
        python.args(["-c", EXAMPLES]).arg(&old);
        let paths = std::env::join_paths([&out, &needed]).unwrap_or_default();
        let printed = run(python.env("PYTHONPATH", paths).env("PYTHONDONTWRITEBYTECODE", "1"))?;
        read += printed.trim().parse::<usize>().unwrap_or_default();
    }
    if read == 0 {
        return Err(Stop::Failed("no documented example was read".to_owned()));
    }
    Ok(format!(
        "{} documents are valid; Python clients read all {read} documented answers",
        2 * sdk.services.len()
    ))
}

/// The generator's jar: the package of npm would load it from Maven, that of `PyPI` has it.
pub(super) fn jar(place: &Place) -> Result<PathBuf, Stop> {
    needs("java")?;
    let package = format!("openapi-generator-cli=={VERSION}");
    let installed = place.pip(&format!("openapi-generator-{VERSION}"), &[package])?;
    Ok(installed.join("openapi_generator_cli/openapi-generator.jar"))
}

fn java(jar: &Path) -> Command {
    let mut java = Command::new("java");
    java.arg("-jar").arg(jar);
    java
}

/// Emits a client in another language.
pub(super) fn emit(jar: &Path, language: &str, document: &Path, out: &Path) -> Result<(), Stop> {
    let mut java = java(jar);
    java.args(["generate", "--generator-name", language, "--input-spec"]);
    run(java.arg(document).arg("--output").arg(out)).map(drop)
}
