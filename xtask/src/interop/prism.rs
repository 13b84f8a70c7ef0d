//! Prism, which mocks what an `OpenAPI` document says: the generated client calls it, and both agree on what is valid.

use std::process::Command;

use apiscribe_codegen::export::Version;
use apiscribe_codegen::model::Sdk;

use super::place::{Place, cargo, needs, run};
use super::server::{Prints, Server};
use super::{Stop, Tool};

pub(super) const TOOL: Tool = Tool { name: "prism", version: VERSION, run: mock };
/// The last that runs on node 18 to 22; later ones ask for 24.
const VERSION: &str = "5.14.2";

/// The test that calls it.
const TEST: &str = "prism::prism_and_the_generated_validation_agree";

fn mock(place: &Place, sdk: &Sdk) -> Result<String, Stop> {
    needs("node")?;
    let installed = place.npm("@stoplight/prism-cli", VERSION)?;
    let program = installed.join("node_modules/@stoplight/prism-cli/dist/index.js");
    let mut found = String::new();
    for version in [Version::V31, Version::V30] {
        let (mut servers, mut addresses) = (Vec::new(), Vec::new());
        for service in &sdk.services {
            let document = place.export(sdk, service, version)?;
            let mut node = Command::new("node");
            node.arg(&program).args(["mock", "--errors", "--port", "0"]).arg(document);
            let server = Server::start(&mut node, Prints::Output)?;
            addresses.push(format!("{}={}", service.module, server.url));
            servers.push(server);
        }
        let mut test = cargo();
        test.args(["test", "--quiet", "--package", "conformance", "--test", "mock", "--"]);
        test.args(["--ignored", "--exact", "--nocapture", TEST]);
        let printed = run(test.env("PRISM", addresses.join(" ")).env("RUST_BACKTRACE", "0"))?;
        let told = printed.lines().find_map(|line| line.split_once("prism: "));
        let Some((_, told)) = told else {
            return Err(Stop::Failed(format!("{TEST} did not run:\n{printed}")));
        };
        told.clone_into(&mut found);
    }
    Ok(format!("3.1 and 3.0: {found}"))
}
