//! What a program that uses one client costs to build, from nothing and after a change, for each choice of features.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use apiscribe_console::{Failure, Outcome, spec};

use super::workshop::{cargo, copy_lock, output, timed, touch, write};

/// A choice of features, and a program for it.
struct Choice {
    title: &'static str,
    directory: &'static str,
    features: &'static str,
    needs_tokio: bool,
    program: &'static str,
}

/// What a program costs.
struct Cost {
    crates: usize,
    cold: Duration,
    warm: Duration,
}

const REQUEST: &str = "ListRules::new(\"an-instance\")";

const CHOICES: [Choice; 3] = [
    Choice {
        title: "default features, ROMA only",
        directory: "asynchronous",
        features: "\"roma-link\", \"reqwest\", \"signature\"",
        needs_tokio: true,
        program: "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {\n    \
            let client = roma::Client::builder().endpoint(\"http://127.0.0.1:9\").project_id(\"p\").token(\"t\").build();\n    \
            let page = client.expect(\"complete\").list_rules(&REQUEST).await;\n    println!(\"{page:?}\");\n}\n",
    },
    Choice {
        title: "blocking only",
        directory: "blocking",
        features: "\"roma-link\", \"ureq\", \"signature\"",
        needs_tokio: false,
        program: "fn main() {\n    \
            let client = roma::blocking::Client::builder().endpoint(\"http://127.0.0.1:9\").project_id(\"p\").token(\"t\").build();\n    \
            let page = client.expect(\"complete\").list_rules(&REQUEST);\n    println!(\"{page:?}\");\n}\n",
    },
    Choice {
        title: "core only",
        directory: "core",
        features: "\"roma-link\"",
        needs_tokio: false,
        program: "use datasource_apis::runtime::{Request as _, Settings, table::Location};\n\nfn main() {\n    \
            let settings = Settings::new().endpoint(\"http://127.0.0.1:9\").hold(Location::Path, \"project_id\", \"p\")\n        \
            .hold(Location::Header, \"X-Auth-Token\", \"t\");\n    \
            let request = ListRules::OPERATION.prepare(&REQUEST, &settings);\n    println!(\"{request:?}\");\n}\n",
    },
];

/// Builds each program from nothing, then after a change of its own file. Crates are fetched before.
///
/// # Errors
///
/// When a file cannot be written, or cargo fails.
pub(crate) fn run(rounds: usize) -> Result<Outcome, Failure> {
    let place = spec::root().join("target/bench/program");
    println!("{:<30} {:>7} {:>9} {:>9}", "features", "crates", "cold", "warm");
    for choice in &CHOICES {
        let directory = place.join(choice.directory);
        prepare(&directory, choice)?;
        let Cost { crates, cold, warm } = measure(&directory, rounds)?;
        println!(
            "{:<30} {crates:>7} {:>7.1} s {:>7.2} s",
            choice.title,
            cold.as_secs_f64(),
            warm.as_secs_f64()
        );
    }
    Ok(Outcome::Good)
}

fn prepare(directory: &Path, choice: &Choice) -> Result<(), Failure> {
    let generated = spec::root().join("generated");
    let tokio = "tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         datasource-apis = {{ path = {:?}, default-features = false, features = [{}] }}\n{}",
        generated.to_string_lossy(),
        choice.features,
        if choice.needs_tokio { tokio } else { "" },
    );
    let import = if choice.directory == "core" {
        "roma::link::ListRules"
    } else {
        "roma::{self, link::ListRules}"
    };
    let program =
        format!("use datasource_apis::{import};\n{}", choice.program.replace("REQUEST", REQUEST));
    write(&directory.join("Cargo.toml"), &manifest)?;
    write(&directory.join("src/main.rs"), &program)?;
    copy_lock(directory)?;
    timed(&mut cargo(directory, &["fetch", "--quiet"])).map(drop)
}

fn measure(directory: &Path, rounds: usize) -> Result<Cost, Failure> {
    let target = directory.join("target");
    let build = || timed(&mut cargo(directory, &["build", "--quiet"]));
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    for _ in 0..rounds.max(1) {
        if target.exists() {
            fs::remove_dir_all(&target).map_err(|error| Failure::at(&target, "remove", &error))?;
        }
        cold.push(build()?);
        touch(&directory.join("src/main.rs"))?;
        warm.push(build()?);
    }
    Ok(Cost { crates: crates(directory)?, cold: super::median(cold), warm: super::median(warm) })
}

/// How many crates are compiled, the program's own apart.
fn crates(directory: &Path) -> Result<usize, Failure> {
    let arguments = ["tree", "--edges", "normal,build", "--prefix", "none"];
    let output = output(&mut cargo(directory, &arguments))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let names: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.split(" (").next())
        .filter(|line| !line.trim().is_empty())
        .collect();
    Ok(names.len().saturating_sub(1))
}
