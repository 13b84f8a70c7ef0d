//! `sdk.yaml`: the emitted package.

use super::documentation::web_address;
use super::place::Owner;
use crate::diagnostic::{Diagnostic, Report};
use crate::load::LoadedFile;
use crate::model::Package;
use crate::raw::{At, RawRuntime, RawSdk};

/// The format that this compiler reads.
const FORMAT: &str = "1";

/// Names that cargo refuses for a package, or that would hide a crate that emitted code needs.
const REFUSED: &[&str] =
    &["alloc", "apiscribe-runtime", "apiscribe_runtime", "core", "proc_macro", "std", "test"];

/// Lowers `sdk.yaml`; a missing file was reported.
pub(crate) fn lower(file: Option<&LoadedFile<RawSdk>>, report: &Report) -> Package {
    let mut package = Package {
        name: String::new(),
        version: String::new(),
        about: String::new(),
        license: String::new(),
        repository: None,
        runtime_path: None,
        runtime_version: None,
    };
    let Some(file) = file else { return package };
    let raw = &file.raw;
    let owner = Owner { what: "sdk.yaml", span: &file.span, report };
    format(raw, &owner);
    package.name = raw.package.required_text("package", &owner);
    package.version = raw.version.required_text("version", &owner);
    package.about = raw.about.required_text("about", &owner);
    package.license = raw.license.required_text("license", &owner);
    package.repository.clone_from(&raw.repository.value);
    web_address(&raw.repository, report);
    let taken = raw.package.value.as_deref().is_some_and(is_taken);
    let label = if taken {
        "Rust, or emitted code, uses this name already"
    } else {
        "letters, digits, `-` and `_`, a letter first"
    };
    wrong(&raw.package, is_package, "name of a package", label, report);
    wrong(
        &raw.version,
        is_version,
        "version",
        "three numbers such as 0.1.0, and a suffix such as -rc.1",
        report,
    );
    wrong(
        &raw.license,
        is_license,
        "licence",
        "an SPDX expression such as MIT OR Apache-2.0; for terms of your own, LicenseRef-Own",
        report,
    );
    raw.runtime.required("runtime", &owner);
    runtime(&raw.runtime, &mut package, report);
    package
}

/// Reports a format that this compiler does not read.
fn format(raw: &RawSdk, owner: &Owner<'_>) {
    raw.format.required("format", owner);
    if let Some((format, span)) = raw.format.given()
        && (format.text != FORMAT || format.quoted)
    {
        owner.report.push(
            Diagnostic::new("E0702", span, format!("format `{}` is unknown", format.text))
                .label(format!("this compiler reads format {FORMAT}"))
                .help(format!(
                    "write `format: {FORMAT}`, or use the compiler that the spec was written for"
                )),
        );
    }
}

fn runtime(at: &At<RawRuntime>, package: &mut Package, report: &Report) {
    let Some((raw, span)) = at.given() else { return };
    package.runtime_path.clone_from(&raw.path.value);
    package.runtime_version.clone_from(&raw.version.value);
    if raw.path.is_absent() && raw.version.is_absent() {
        report.push(
            Diagnostic::new("E0704", span, "nothing says where the runtime comes from")
                .label("neither `path` nor `version`")
                .help("add `version: 0.1.0`, or `path:` relative to the emitted package"),
        );
    }
    if let Some((path, span)) = raw.path.given()
        && (path.trim().is_empty() || path.chars().any(char::is_control))
    {
        report.push(
            Diagnostic::new("E0704", span, "no path")
                .label("a path relative to the emitted package"),
        );
    }
    if let Some((version, span)) = raw.version.given()
        && !is_requirement(version)
    {
        report.push(
            Diagnostic::new("E0704", span, format!("`{version}` is no version"))
                .label("one to three numbers such as 0.1.0")
                .help("write the version of apiscribe-runtime"),
        );
    }
}

fn wrong(at: &At<String>, good: fn(&str) -> bool, what: &str, label: &str, report: &Report) {
    if let Some((text, span)) = at.given()
        && !text.trim().is_empty()
        && !good(text)
    {
        report.push(
            Diagnostic::new("E0703", span, format!("`{text}` is no {what}"))
                .label(label.to_owned()),
        );
    }
}

fn is_package(name: &str) -> bool {
    let module = name.replace('-', "_");
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && !is_taken(name)
        && crate::names::Ident::snake(&module).is_some()
}

/// Whether a package of this name would hide something.
fn is_taken(name: &str) -> bool {
    let module = name.replace('-', "_");
    REFUSED.contains(&name)
        || crate::names::Ident::snake(&module).is_some_and(|ident| ident.as_str().ends_with('_'))
}

fn is_version(version: &str) -> bool {
    let (core, suffix) = match version.find(['-', '+']) {
        Some(at) => version.split_at(at),
        None => (version, ""),
    };
    let build: Vec<&str> = suffix.split('+').collect();
    let parts_are_good = match build.as_slice() {
        [pre] => pre.is_empty() || identifiers(pre.strip_prefix('-').unwrap_or(pre), true),
        [pre, build] => {
            (pre.is_empty() || identifiers(pre.strip_prefix('-').unwrap_or(pre), true))
                && identifiers(build, false)
        }
        _ => false,
    };
    core.split('.').count() == 3 && core.split('.').all(is_number) && parts_are_good
}

fn identifiers(text: &str, pre_release: bool) -> bool {
    text.split('.').all(|part| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && (!pre_release || !digits || is_number(part))
    })
}

fn is_requirement(version: &str) -> bool {
    let bare = version.strip_prefix(['^', '~', '=']).unwrap_or(version);
    is_version(bare) || (bare.split('.').count() <= 2 && bare.split('.').all(is_number))
}

fn is_number(text: &str) -> bool {
    super::number::is_integer(text) && !text.starts_with('-') && text.parse::<u64>().is_ok()
}

/// Whether a text has the form of an SPDX expression, and none of its names is a word that only looks like one.
fn is_license(text: &str) -> bool {
    const NO_NAMES: [&str; 10] = [
        "apache",
        "apache2",
        "bsd",
        "gpl",
        "lgpl",
        "agpl",
        "mpl",
        "none",
        "proprietary",
        "unlicensed",
    ];
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut open = 0_usize;
    let mut name_follows = true;
    for word in spaced.split_whitespace() {
        match (word, name_follows) {
            ("(", true) => open += 1,
            (")", false) if open > 0 => open -= 1,
            ("AND" | "OR" | "WITH", false) => name_follows = true,
            (name, true) => {
                let plain = name.strip_suffix('+').unwrap_or(name);
                let good = !matches!(name, "AND" | "OR" | "WITH")
                    && plain
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
                    && plain.starts_with(|first: char| first.is_ascii_alphanumeric())
                    && !NO_NAMES.contains(&plain.to_lowercase().as_str());
                if !good {
                    return false;
                }
                name_follows = false;
            }
            _ => return false,
        }
    }
    open == 0 && !name_follows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_have_the_form_of_spdx() {
        for good in [
            "MIT",
            "MIT OR Apache-2.0",
            "(MIT AND ISC) OR Apache-2.0 WITH LLVM-exception",
            "GPL-3.0+",
            "LicenseRef-Own",
        ] {
            assert!(is_license(good), "{good}");
        }
        for bad in [
            "",
            "Apache",
            "Apache 2.0",
            "MIT OR",
            "OR MIT",
            "MIT/Apache-2.0",
            "GPL",
            "proprietary",
            "(MIT",
            "MIT)",
            "( )",
            "MIT, ISC",
            "MIT or ISC",
        ] {
            assert!(!is_license(bad), "{bad}");
        }
    }

    #[test]
    fn packages_and_versions_are_those_of_cargo() {
        for name in ["datasource-apis", "a", "x_y2"] {
            assert!(is_package(name), "{name}");
        }
        for name in ["", "2a", "a b", "größe", "std", "type", "a/b", "-a"] {
            assert!(!is_package(name), "{name}");
        }
        for version in ["0.1.0", "1.0.0-rc.1", "1.0.0+build.7", "1.0.0-a-b+c"] {
            assert!(is_version(version), "{version}");
        }
        for version in [
            "",
            "1",
            "1.0",
            "01.0.0",
            "1.0.0-",
            "1.0.0-01",
            "1.0.0+",
            "1.0.0+a+b",
            "v1.0.0",
            "1.0.0.0",
            "99999999999999999999.0.0",
        ] {
            assert!(!is_version(version), "{version}");
        }
        for requirement in ["0.1", "1", "^1.2.3", "=0.1.0"] {
            assert!(is_requirement(requirement), "{requirement}");
        }
        for requirement in ["", "*", "latest", ">=1, <2"] {
            assert!(!is_requirement(requirement), "{requirement}");
        }
    }
}
