//! TypeScript's compiler, on the clients that OpenAPI Generator emits in that language.

use std::process::Command;

use apiscribe_codegen::export::Version;
use apiscribe_codegen::model::Sdk;

use super::openapi_generator::{emit, jar};
use super::place::{Place, needs, run};
use super::{Stop, Tool};

pub(super) const TOOL: Tool = Tool { name: "typescript", version: VERSION, run: compile };
const VERSION: &str = "5.9.3";

fn compile(place: &Place, sdk: &Sdk) -> Result<String, Stop> {
    needs("node")?;
    let generator = jar(place)?;
    let installed = place.npm("typescript", VERSION)?;
    for service in &sdk.services {
        let document = place.export(sdk, service, Version::V31)?;
        let out = place.fresh(&format!("typescript/{}", service.module))?;
        emit(&generator, "typescript-fetch", &document, &out)?;
        let mut node = Command::new("node");
        node.arg(installed.join("node_modules/typescript/bin/tsc"));
        node.args(["--noEmit", "--strict", "--target", "es2022", "--module", "esnext"]);
        node.args(["--moduleResolution", "bundler", "--lib", "es2022,dom", "index.ts"]);
        run(node.current_dir(&out))?;
    }
    Ok(format!("the TypeScript clients of {} services compile", sdk.services.len()))
}
