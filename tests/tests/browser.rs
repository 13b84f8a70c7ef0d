//! The mock's page in a real browser: see `tests/browser/check.mjs`.
//!
//! It needs Chromium, Node and npm, and is left out of other runs for that:
//! `cargo xtask interop browser` runs it.

#![allow(missing_docs, clippy::panic, clippy::unwrap_used, reason = "a test binary")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apiscribe_mock::Mock;
use conformance::spec::{root, sdk};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A program that runs here.
fn found(program: impl AsRef<OsStr>) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The full path of a browser: `CHROMIUM` in the environment, or the first that is installed and runs.
fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let directories: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let all = BROWSERS.iter().flat_map(|name| directories.iter().map(move |one| one.join(name)));
    // Some systems have a script in its place that says how to install it.
    all.into_iter().find(|path| path.is_file() && found(path))
}

/// Puts the script and what it needs into `target/`.
fn install(directory: &Path) -> Result<(), String> {
    std::fs::create_dir_all(directory).unwrap();
    let lock = "package-lock.json";
    let [wanted, there] =
        [source().join(lock), directory.join(lock)].map(|path| std::fs::read(path).ok());
    // npm writes its own file last.
    let is_there = wanted == there && directory.join("node_modules/.package-lock.json").is_file();
    for name in ["package.json", lock, "check.mjs", "judge.mjs"] {
        std::fs::copy(source().join(name), directory.join(name)).unwrap();
    }
    if is_there {
        return Ok(());
    }
    let mut command = Command::new("npm");
    command.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1"]);
    let output = command.current_dir(directory).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(())
    } else {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(errors.lines().next().unwrap_or("no reason was given").to_owned())
    }
}

fn source() -> PathBuf {
    root().join("tests/browser")
}

/// Why the browser can't be had here.
fn missing() -> Option<String> {
    let programs = [("node", "Node"), ("npm", "npm")];
    let missing = programs.iter().find(|(program, _)| !found(program));
    match (browser(), missing) {
        (None, _) => Some("there is no Chromium: install it, or name it in CHROMIUM".to_owned()),
        (_, Some((_, name))) => Some(format!("there is no {name}: install it")),
        (Some(_), None) => None,
    }
}

#[test]
#[ignore = "needs Chromium, Node and npm: cargo xtask interop browser"]
fn the_page_is_pleasant_wide_and_narrow_and_by_keyboard() {
    if let Some(why) = missing() {
        println!("skipped: {why}");
        return;
    }
    let directory = root().join("target/browser");
    if let Err(why) = install(&directory) {
        println!("skipped: npm can't install playwright-core: {why}");
        return;
    }
    let mock = Mock::builder(sdk()).start().unwrap();
    let output = Command::new("node")
        .args(["check.mjs".into(), browser().unwrap(), mock.url().into(), ".".into()])
        .current_dir(&directory)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    println!("found: {}; screenshots in {}", printed.trim(), directory.display());
}
