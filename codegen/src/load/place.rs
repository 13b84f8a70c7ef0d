//! What a path says about its file, and what a directory lacks.

use std::collections::BTreeSet;

use super::{LoadedOperation, LoadedService};
use crate::diagnostic::{Diagnostic, Report};
use crate::source::{FileId, Source, Span};
use crate::suggest::did_you_mean;

/// What a file is, by its path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place<'p> {
    Sdk,
    /// `service.yaml` of this directory.
    Service(&'p str),
    Operation {
        service: &'p str,
        group: Option<&'p str>,
        stem: &'p str,
    },
    /// Notes, the schema, hidden files.
    Ignored,
    /// What to do with it.
    Unknown(&'static str),
}

pub(super) fn of(path: &str) -> Place<'_> {
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    if path == "schema.json" || parts.iter().any(|part| part.starts_with('.')) {
        return Place::Ignored;
    }
    let stem = match name.rsplit_once('.') {
        Some((stem, "yaml")) => stem,
        Some((_, "md")) => return Place::Ignored,
        Some((_, "yml" | "YAML" | "YML" | "Yaml")) => return Place::Unknown("call it `.yaml`"),
        _ => {
            return Place::Unknown("a spec is made of `.yaml` files; notes are `.md` files");
        }
    };
    match (parts.as_slice(), stem) {
        (["sdk.yaml"], _) => Place::Sdk,
        ([_], "service") => Place::Unknown("move it into the directory of its service"),
        ([_], _) => {
            Place::Unknown("move it into the directory of its service; only sdk.yaml stands here")
        }
        ([service, _], "service") => Place::Service(service),
        ([_, _, _], "service") => Place::Unknown(
            "a group has no file of its own: it is described in `groups` of its service's service.yaml",
        ),
        ([service, _], _) => Place::Operation { service, group: None, stem },
        ([service, group, _], _) => Place::Operation { service, group: Some(group), stem },
        _ => Place::Unknown(
            "operations are `<service>/<operation>.yaml` or `<service>/<group>/<operation>.yaml`",
        ),
    }
}

pub(super) fn unknown(file: FileId, source: &Source, help: &str) -> Diagnostic {
    let message = format!("`{}` is no file of a spec", source.path);
    Diagnostic::new("E0121", &start(file), message).label("this file is not read").help(help)
}

/// `file` is none of the sources: there is no file to point at.
pub(super) fn report_no_sdk(file: FileId, report: &Report) {
    report.push(
        Diagnostic::new("E0118", &start(file), "there is no sdk.yaml")
            .help("write one: `format: 1`, and `package`, `version`, `about`, `license`, `runtime` of the emitted crate"),
    );
}

pub(super) fn report_no_service(name: &str, first: FileId, report: &Report) {
    report.push(
        Diagnostic::new(
            "E0120",
            &start(first),
            format!("the directory `{name}` has no service.yaml"),
        )
        .label(format!("this file belongs to the service `{name}`"))
        .help(format!(
            "write {name}/service.yaml with `service: {name}`, or move the files to their service"
        )),
    );
}

/// A subdirectory that `groups` does not name; said once, at its first operation.
pub(super) fn report_groups(service: &LoadedService, report: &Report) {
    let Some(file) = &service.service else { return };
    let groups = file.raw.groups.value.as_ref();
    if groups.is_none() && file.raw.groups.span.is_some() {
        return;
    }
    let declared: Vec<&str> = groups
        .iter()
        .flat_map(|groups| &groups.entries)
        .map(|(key, _)| key.text.as_str())
        .collect();
    let mut seen = BTreeSet::new();
    for LoadedOperation { group, span, .. } in &service.operations {
        let Some(group) = group.as_deref().filter(|group| !declared.contains(group)) else {
            continue;
        };
        if !seen.insert(group) {
            continue;
        }
        let at = file.raw.groups.span.as_ref().unwrap_or(&file.span);
        let message =
            format!("the group `{group}` of the service `{}` is not declared", service.name);
        let mut diagnostic = Diagnostic::new("E0123", span, message)
            .label(format!("this file is in the directory `{group}`"))
            .related(
                &Span { file: at.file, range: at.range.start..at.range.start },
                "groups are declared here",
            );
        diagnostic.help = did_you_mean(group, declared.iter().copied()).or_else(|| {
            Some(format!("add `groups: {{ {group}: {{ title: …, about: … }} }}` to service.yaml"))
        });
        report.push(diagnostic);
    }
}

fn start(file: FileId) -> Span {
    Span { file, range: 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_says_what_a_file_is() {
        assert_eq!(of("sdk.yaml"), Place::Sdk);
        assert_eq!(of("roma/service.yaml"), Place::Service("roma"));
        let operation = |group| Place::Operation { service: "roma", group, stem: "list_rules" };
        assert_eq!(of("roma/list_rules.yaml"), operation(None));
        assert_eq!(of("roma/link/list_rules.yaml"), operation(Some("link")));
        for ignored in
            ["README.md", "roma/notes.md", "schema.json", ".git/x.yaml", "roma/.list.yaml.swp"]
        {
            assert_eq!(of(ignored), Place::Ignored, "{ignored}");
        }
        for unknown in [
            "",
            "service.yaml",
            "list.yaml",
            "roma/a/b/c.yaml",
            "roma/link/service.yaml",
            "roma/list.yml",
            "a/schema.json",
        ] {
            assert!(matches!(of(unknown), Place::Unknown(_)), "{unknown}");
        }
    }
}
