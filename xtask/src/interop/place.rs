//! Where tools are installed and work: `target/interop`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use apiscribe_codegen::export::{self, Answers, Version};
use apiscribe_codegen::model::{Sdk, Service};
use apiscribe_console::{Failure, spec};

use super::Stop;
use crate::program::cargo;

/// Lines of a tool's output that a failure shows.
const SHOWN: usize = 30;

/// The directory of all tools.
pub(super) struct Place {
    root: PathBuf,
}

impl Place {
    pub(super) fn new() -> Result<Self, Failure> {
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| spec::root().join("target"), PathBuf::from);
        let place = Self { root: target.join("interop") };
        place.directory("exported")?;
        Ok(place)
    }

    /// A directory below, which is there afterwards.
    pub(super) fn directory(&self, name: &str) -> Result<PathBuf, Failure> {
        let directory = self.root.join(name);
        fs::create_dir_all(&directory)
            .map_err(|error| Failure::at(&directory, "create", &error))?;
        Ok(directory)
    }

    /// An empty directory below, for output.
    pub(super) fn fresh(&self, name: &str) -> Result<PathBuf, Failure> {
        let directory = self.root.join(name);
        match fs::remove_dir_all(&directory) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::at(&directory, "remove", &error));
            }
            _ => {}
        }
        self.directory(name)
    }

    /// A package of npm; the directory that has `node_modules`.
    pub(super) fn npm(&self, package: &str, version: &str) -> Result<PathBuf, Stop> {
        self.install(&format!("npm-{}-{version}", package.replace(['@', '/'], "_")), |directory| {
            let mut npm = Command::new("npm");
            npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]);
            npm.arg(directory).arg(format!("{package}@{version}"));
            npm
        })
    }

    /// Packages of `PyPI` (`name==version`); the directory for `PYTHONPATH`.
    pub(super) fn pip(&self, name: &str, packages: &[String]) -> Result<PathBuf, Stop> {
        self.install(&format!("pip-{name}"), |directory| {
            let mut pip = Command::new("python3");
            pip.args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--target",
            ]);
            pip.arg(directory).args(packages);
            pip
        })
    }

    /// A program of crates.io; the directory that has `bin`.
    pub(super) fn cargo(&self, package: &str, version: &str) -> Result<PathBuf, Stop> {
        let build = self.directory("build")?;
        self.install(&format!("cargo-{package}-{version}"), |directory| {
            let mut cargo = cargo();
            cargo.args(["install", "--quiet", "--locked", package, "--version", version, "--root"]);
            cargo.arg(directory).arg("--target-dir").arg(build);
            cargo
        })
    }

    /// Installs once: into a directory that gets its name when all is there.
    fn install(&self, name: &str, command: impl FnOnce(&Path) -> Command) -> Result<PathBuf, Stop> {
        let installed = self.root.join(name);
        if installed.is_dir() {
            return Ok(installed);
        }
        let beside = self.fresh(&format!("{name}.new"))?;
        output(&mut command(&beside)).map_err(|why| {
            let why = why
                .lines()
                .map(str::trim)
                .find(|line| !line.is_empty())
                .unwrap_or("no reason was given");
            Stop::Skipped(format!("can't be installed: {why}"))
        })?;
        fs::rename(&beside, &installed)
            .map_err(|error| Failure::at(&installed, "write", &error))?;
        Ok(installed)
    }

    /// The document of a service as a file.
    pub(super) fn export(
        &self,
        sdk: &Sdk,
        service: &Service,
        version: Version,
    ) -> Result<PathBuf, Failure> {
        let document = export::openapi(sdk, service, version, Answers::Lenient);
        let (version, extension, text) = match version {
            Version::V31 => ("3.1", "yaml", export::yaml(&document, service)),
            Version::V30 => ("3.0", "json", export::json(&document)),
        };
        let directory = self.directory("exported")?;
        write(&directory, &format!("{}-{version}.{extension}", service.module), &text)
    }

    /// The document of a service whose answers are as strict as their tables.
    pub(super) fn export_documented(
        &self,
        sdk: &Sdk,
        service: &Service,
    ) -> Result<PathBuf, Failure> {
        let document = export::openapi(sdk, service, Version::V31, Answers::Documented);
        let text = export::yaml(&document, service);
        let directory = self.directory("exported")?;
        write(&directory, &format!("{}-documented.yaml", service.module), &text)
    }

    /// Cargo, building where all tools do.
    pub(super) fn building(&self) -> Result<Command, Failure> {
        let mut cargo = cargo();
        cargo.env("CARGO_TARGET_DIR", self.directory("build")?);
        Ok(cargo)
    }
}

/// Writes a file; its path.
pub(super) fn write(directory: &Path, name: &str, text: &str) -> Result<PathBuf, Failure> {
    let path = directory.join(name);
    fs::write(&path, text).map_err(|error| Failure::at(&path, "write", &error))?;
    Ok(path)
}

/// Runs a program that has to be there.
pub(super) fn needs(program: &str) -> Result<(), Stop> {
    // Whatever it answers: that it could be started is enough.
    match Command::new(program).arg("--version").output() {
        Ok(_) => Ok(()),
        Err(error) => Err(Stop::Skipped(format!("{program} can't be started: {error}"))),
    }
}

/// Runs a command to its good end; what it printed.
pub(super) fn run(command: &mut Command) -> Result<String, Stop> {
    output(command).map_err(Stop::Failed)
}

fn output(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output =
        command.output().map_err(|error| format!("{program} can't be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let all: Vec<&str> = errors.lines().chain(text.lines()).collect();
    let shown = all.get(..SHOWN).unwrap_or(&all).join("\n");
    Err(if shown.is_empty() { format!("{program} ended with {}", output.status) } else { shown })
}
