//! What the emitted crate costs its users, beside serde derives.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use apiscribe_codegen::model::Service;
use apiscribe_codegen::{check, generate};
use apiscribe_console::{Failure, Outcome, spec};

use super::derives::{self, Extent};
use super::workshop::{cargo, copy_lock, timed, touch, write};
use super::{copies, median};

/// A crate that is measured: its directory and package.
struct Subject {
    directory: &'static str,
    package: String,
}

/// What a crate costs.
struct Cost {
    check: Duration,
    build: Duration,
    bytes: u64,
}

/// Emits all crates below `target/bench`, then measures them in turns.
///
/// # Errors
///
/// When the spec does not compile, a file cannot be written, or cargo fails.
pub(crate) fn run(operations: usize, rounds: usize) -> Result<Outcome, Failure> {
    let place = spec::root().join("target/bench/compile");
    let subjects = prepare(&place, operations)?;
    println!("building dependencies …");
    for subject in &subjects {
        run_on(&place, "check", &subject.package)?;
        run_on(&place, "build", &subject.package)?;
    }
    let mut times: Vec<[Vec<Duration>; 2]> = vec![Default::default(); subjects.len()];
    for _ in 0..rounds.max(1) {
        for (subject, [check, build]) in subjects.iter().zip(&mut times) {
            for (what, times) in [("check", check), ("build", build)] {
                // The crate that uses the emitted one must not pay for its last touch.
                if let Some(emitted) = subjects.first() {
                    run_on(&place, what, &emitted.package)?;
                }
                times.push(again(&place, what, subject)?);
            }
        }
    }
    let costs = subjects.iter().zip(times).map(|(subject, [check, build])| {
        let bytes = rlib(&place, &subject.package)?;
        Ok(Cost { check: median(check), build: median(build), bytes })
    });
    let costs = costs.collect::<Result<Vec<_>, Failure>>()?;
    if let [emitted, calls, structs, stubs] = costs.as_slice() {
        print_comparison(
            "emitted crate / structs only: nothing of either is compiled",
            emitted,
            structs,
        );
        print_comparison(
            "emitted crate / structs with the serde_json calls of their client stubs",
            emitted,
            stubs,
        );
        let used = Cost {
            check: emitted.check + calls.check,
            build: emitted.build + calls.build,
            bytes: emitted.bytes + calls.bytes,
        };
        print_comparison(
            "emitted crate and a crate that instantiates every request and answer / the same",
            &used,
            stubs,
        );
    }
    Ok(Outcome::Good)
}

/// Writes the workspace: the emitted crate, one that uses all of it, and the two peers.
fn prepare(place: &Path, operations: usize) -> Result<[Subject; 4], Failure> {
    let sources = copies(&spec::directory(None), operations)?;
    let mut sdk = check(&sources).map_err(|problems| {
        Failure(format!("{} problems; run `cargo xtask lint`", problems.len()))
    })?;
    sdk.package.runtime_path = Some(spec::root().join("runtime").to_string_lossy().into_owned());
    for file in generate(&sdk) {
        write(&place.join("tables").join(file.path), &file.text)?;
    }
    let name = sdk.package.name.clone();
    write(&place.join("calls/src/lib.rs"), &derives::calls_text(&sdk))?;
    let dependency = format!("{name} = {{ path = \"../tables\" }}\n");
    write(&place.join("calls/Cargo.toml"), &manifest("calls", &dependency))?;
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    for (directory, extent) in [("structs", Extent::Structs), ("stubs", Extent::Stubs)] {
        let text = derives::crate_text(&sdk, extent);
        write(&place.join(directory).join("src/lib.rs"), &text)?;
        write(&place.join(directory).join("Cargo.toml"), &manifest(directory, serde))?;
    }
    write(
        &place.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"tables\", \"calls\", \"structs\", \"stubs\"]\n",
    )?;
    copy_lock(place)?;
    println!(
        "{} operations",
        sdk.services
            .iter()
            .flat_map(Service::all_groups)
            .map(|group| group.operations.len())
            .sum::<usize>()
    );
    let own = |directory: &'static str| Subject { directory, package: directory.to_owned() };
    Ok([Subject { directory: "tables", package: name }, own("calls"), own("structs"), own("stubs")])
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{dependencies}"
    )
}

/// Runs cargo after the package, and nothing else, was made stale.
fn again(place: &Path, what: &str, subject: &Subject) -> Result<Duration, Failure> {
    touch(&place.join(subject.directory).join("src/lib.rs"))?;
    run_on(place, what, &subject.package)
}

fn run_on(place: &Path, what: &str, package: &str) -> Result<Duration, Failure> {
    let arguments = [what, "--quiet", "--package", package];
    timed(cargo(place, &arguments).env("CARGO_INCREMENTAL", "0"))
}

fn rlib(place: &Path, package: &str) -> Result<u64, Failure> {
    let path: PathBuf =
        place.join("target/debug").join(format!("lib{}.rlib", package.replace('-', "_")));
    fs::metadata(&path).map(|data| data.len()).map_err(|error| Failure::at(&path, "read", &error))
}

#[allow(clippy::cast_precision_loss, reason = "a ratio for people, of numbers far below 2^52")]
fn print_comparison(title: &str, ours: &Cost, peer: &Cost) {
    println!("{title}");
    print_line("check", "s ", ours.check.as_secs_f64(), peer.check.as_secs_f64());
    print_line("debug build", "s ", ours.build.as_secs_f64(), peer.build.as_secs_f64());
    print_line("rlib", "MB", ours.bytes as f64 / 1e6, peer.bytes as f64 / 1e6);
}

fn print_line(what: &str, unit: &str, ours: f64, peer: f64) {
    println!("  {what:<12} {ours:>7.2} {unit} {peer:>7.2} {unit} {:>7.2}", ours / peer);
}
