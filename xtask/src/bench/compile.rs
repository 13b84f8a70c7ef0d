//! What the emitted crate costs its users, beside serde derives.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use apiscribe_codegen::model::Service;
use apiscribe_codegen::{check, generate};

use super::{copies, derives, median};
use crate::{Failure, Outcome, spec};

/// Emits both crates below `target/bench`, then measures them in turns.
///
/// # Errors
///
/// When the spec does not compile, a file cannot be written, or cargo fails.
pub(crate) fn run(operations: usize, rounds: usize) -> Result<Outcome, Failure> {
    let place = spec::root().join("target/bench/compile");
    let tables = prepare(&place, operations)?;
    let peers = [tables.as_str(), "derives"];
    println!("building dependencies …");
    for package in peers {
        cargo(&place, "check", package)?;
        cargo(&place, "build", package)?;
    }
    let mut check_times = [Vec::new(), Vec::new()];
    let mut build_times = [Vec::new(), Vec::new()];
    for _ in 0..rounds.max(1) {
        for (index, package) in peers.into_iter().enumerate() {
            if let (Some(check), Some(build)) =
                (check_times.get_mut(index), build_times.get_mut(index))
            {
                check.push(again(&place, "check", package)?);
                build.push(again(&place, "build", package)?);
            }
        }
    }
    let [tables_check, derives_check] = check_times.map(median);
    let [tables_build, derives_build] = build_times.map(median);
    println!("                  tables    derives    ratio");
    print_times("check", tables_check, derives_check);
    print_times("debug build", tables_build, derives_build);
    print_sizes(rlib(&place, &tables)?, rlib(&place, "derives")?);
    Ok(Outcome::Good)
}

/// Writes the workspace of the two crates; gives the name of the emitted one.
fn prepare(place: &Path, operations: usize) -> Result<String, Failure> {
    let sources = copies(&spec::directory(None), operations)?;
    let mut sdk = check(&sources).map_err(|problems| {
        Failure(format!("{} problems; run `cargo xtask lint`", problems.len()))
    })?;
    sdk.package.runtime_path = Some(spec::root().join("runtime").to_string_lossy().into_owned());
    for file in generate(&sdk) {
        write(&place.join("tables").join(file.path), &file.text)?;
    }
    write(&place.join("derives/src/lib.rs"), &derives::crate_text(&sdk))?;
    write(
        &place.join("derives/Cargo.toml"),
        "[package]\nname = \"derives\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n\
         serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n",
    )?;
    write(
        &place.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"tables\", \"derives\"]\n",
    )?;
    let lock = spec::root().join("Cargo.lock");
    fs::copy(&lock, place.join("Cargo.lock"))
        .map_err(|error| Failure::at(&lock, "copy", &error))?;
    println!(
        "{} operations",
        sdk.services
            .iter()
            .flat_map(Service::all_groups)
            .map(|group| group.operations.len())
            .sum::<usize>()
    );
    Ok(sdk.package.name)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::at(parent, "create", &error))?;
    }
    fs::write(path, text).map_err(|error| Failure::at(path, "write", &error))
}

/// Runs cargo after the package, and nothing else, was made stale.
fn again(place: &Path, what: &str, package: &str) -> Result<Duration, Failure> {
    let directory = if package == "derives" { "derives" } else { "tables" };
    let root = place.join(directory).join("src/lib.rs");
    let text = fs::read(&root).map_err(|error| Failure::at(&root, "read", &error))?;
    fs::write(&root, text).map_err(|error| Failure::at(&root, "write", &error))?;
    cargo(place, what, package)
}

fn cargo(place: &Path, what: &str, package: &str) -> Result<Duration, Failure> {
    let start = Instant::now();
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([what, "--quiet", "--package", package])
        .current_dir(place)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", place.join("target"))
        .stdout(Stdio::null())
        .status()
        .map_err(|error| Failure(format!("cannot start cargo: {error}")))?;
    if status.success() {
        Ok(start.elapsed())
    } else {
        Err(Failure(format!("cargo {what} --package {package} failed in {}", place.display())))
    }
}

fn rlib(place: &Path, package: &str) -> Result<u64, Failure> {
    let path: PathBuf =
        place.join("target/debug").join(format!("lib{}.rlib", package.replace('-', "_")));
    fs::metadata(&path).map(|data| data.len()).map_err(|error| Failure::at(&path, "read", &error))
}

#[allow(clippy::cast_precision_loss, reason = "a ratio for people, of numbers far below 2^52")]
fn print_sizes(tables: u64, derives: u64) {
    let (tables, derives) = (tables as f64 / 1e6, derives as f64 / 1e6);
    println!("{:<14} {tables:>6.1} MB  {derives:>6.1} MB  {:>7.2}", "rlib", tables / derives);
}

fn print_times(what: &str, tables: Duration, derives: Duration) {
    let (tables, derives) = (tables.as_secs_f64(), derives.as_secs_f64());
    println!("{what:<14} {tables:>6.2} s   {derives:>6.2} s   {:>7.2}", tables / derives);
}
