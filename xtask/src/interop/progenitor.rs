//! Progenitor, which makes Rust clients of OpenAPI 3.0: it takes each document, and what it emits compiles.

use std::process::Command;

use apiscribe_codegen::export::Version;
use apiscribe_codegen::model::Sdk;

use super::place::{Place, run, write};
use super::{Stop, Tool};

pub(super) const TOOL: Tool = Tool { name: "progenitor", version: VERSION, run: generate };
const VERSION: &str = "0.15.1";

fn generate(place: &Place, sdk: &Sdk) -> Result<String, Stop> {
    let installed = place.cargo("cargo-progenitor", VERSION)?;
    let out = place.fresh("progenitor")?;
    let mut members = Vec::new();
    for service in &sdk.services {
        let document = place.export(sdk, service, Version::V30)?;
        let mut progenitor = Command::new(installed.join("bin/cargo-progenitor"));
        progenitor.args(["progenitor", "--version", "0.1.0", "--name"]);
        progenitor.arg(format!("{}-client", service.module)).arg("--input").arg(document);
        progenitor.arg("--output").arg(out.join(service.module.as_str()));
        run(&mut progenitor)?;
        members.push(format!("{:?}", service.module.as_str()));
    }
    // A workspace of their own: they are below this one's directory.
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    write(&out, "Cargo.toml", &text)?;
    run(place.building()?.args(["check", "--quiet", "--workspace"]).current_dir(&out))?;
    Ok(format!("{} documents of OpenAPI 3.0 become crates that compile", members.len()))
}
