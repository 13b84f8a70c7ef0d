//! Prism, which mocks what an `OpenAPI` document says: the generated client calls it, and both agree on what is valid.

use std::process::Command;

use apiscribe_codegen::export::Version;
use apiscribe_codegen::model::Sdk;

use super::conformance::Test;
use super::place::{Place, needs};
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
        found = Test::new("mock", TEST).env("PRISM", &addresses.join(" ")).run()?;
    }
    Ok(format!("3.1 and 3.0: {found}"))
}
