//! Services: what their operations share, and their groups.

use super::group::{Common, LoweredGroup, answers, blank_group, module_name, share};
use super::operation::{self, report_unused};
use super::place::Owner;
use super::scope::{Scope, Unresolved};
use super::{client, documentation, failures, object, success};
use crate::check::cycles;
use crate::check::namespace::Namespace;
use crate::check::usage::{Layer, objects_have_gaps};
use crate::diagnostic::{Diagnostic, Report};
use crate::load::{LoadedOperation, LoadedService};
use crate::model::{Authentication, Group, Home, Service};
use crate::names::Ident;

/// A service, and what its operations were lowered from.
pub(crate) struct LoweredService<'a> {
    pub(crate) service: Service,
    /// For each group of `service.all_groups()`, the file of each operation.
    pub(crate) operations: Vec<Vec<&'a LoadedOperation>>,
}

/// Lowers one service.
pub(crate) fn lower<'a>(loaded: &'a LoadedService, report: &Report) -> LoweredService<'a> {
    let raw = loaded.service.as_ref().map(|file| &file.raw);
    let types = Namespace::default();
    let unresolved = Unresolved::default();
    let outer = Scope { layers: [&[], &[], &[]], complete: raw.is_some(), unresolved: &unresolved };
    let declared =
        object::declare(raw.map(|raw| &raw.objects), &Home::ServiceShared, &outer, &types, report);
    let scope = Scope { layers: [&declared, &[], &[]], ..outer };
    let mut objects = object::lower(&declared, scope, &loaded.name, &types, report);
    cycles::check(&mut objects, &Home::ServiceShared, report);
    let authentication = raw.and_then(|raw| client::authentication(raw, report));
    let held = raw
        .map(|raw| client::held(&raw.client, authentication.as_ref(), report))
        .unwrap_or_default();
    let failures = failures::Layer::new(raw.map(|raw| &raw.failures));
    let common = Common {
        loaded,
        raw,
        report,
        declared: &declared,
        objects: &objects,
        types: &types,
        methods: Namespace::default(),
        modules: Namespace::default(),
        requests: Namespace::default(),
        held: &held,
        credential: authentication.as_ref().map(|authentication| authentication.header.as_str()),
        credential_known: authentication.is_some()
            || raw.is_some_and(|raw| raw.authentication.is_absent()),
        requests_per_second: raw.and_then(|raw| operation::rate(&raw.requests_per_second, report)),
        failures: &failures,
        unresolved: &unresolved,
    };
    let groups = common.groups();
    unused(&common, &groups, authentication.as_ref());
    let meta = meta(loaded, report);
    let errata = raw.map(|raw| documentation::errata(&raw.errata, report)).unwrap_or_default();
    let mut objects = objects.clone();
    share(
        &mut objects,
        Layer::Service,
        &errata,
        &groups.iter().flat_map(|group| &group.operations),
    );
    let (mut root, groups, operations) = split(groups, &loaded.name);
    root.title.clone_from(&meta.title);
    root.about.clone_from(&meta.about);
    root.shared = objects.objects;
    root.errata = errata;
    LoweredService { service: Service { authentication, held, root, groups, ..meta }, operations }
}

/// The root, the other groups, and the files of each.
fn split<'a>(
    lowered: Vec<LoweredGroup<'a>>,
    name: &str,
) -> (Group, Vec<Group>, Vec<Vec<&'a LoadedOperation>>) {
    let mut files = Vec::new();
    let mut groups = Vec::new();
    for LoweredGroup { mut group, operations } in lowered {
        let operations = operations.into_iter().map(|(file, lowered)| (file, lowered.operation));
        let (own, operations) = operations.unzip();
        group.operations = operations;
        files.push(own);
        groups.push(group);
    }
    let others = groups.split_off(groups.len().min(1));
    (groups.pop().unwrap_or_else(|| blank_group(name)), others, files)
}

/// The service without what was lowered already.
fn meta(loaded: &LoadedService, report: &Report) -> Service {
    let name = &loaded.name;
    let mut service = Service {
        module: Ident::snake(name).unwrap_or_else(Ident::placeholder),
        title: String::new(),
        about: String::new(),
        page: None,
        authentication: None,
        held: Vec::new(),
        root: blank_group(name),
        groups: Vec::new(),
        source: format!("spec/{name}/service.yaml"),
    };
    let Some(file) = &loaded.service else { return service };
    let owner = Owner { what: "the service", span: &file.span, report };
    let written = file.raw.service.required("service", &owner);
    let span = file.raw.service.span.as_ref().unwrap_or(&file.span);
    if let Some(written) = written.filter(|written| *written != name) {
        report.push(
            Diagnostic::new(
                "E0705",
                span,
                format!("the service `{written}` is in the directory `{name}`"),
            )
            .label("a directory is called after its service")
            .help(format!("write `service: {name}`, or rename the directory")),
        );
    }
    module_name(name, "service", span, report);
    service.title = file.raw.title.required_text("title", &owner);
    service.about = file.raw.about.required_text("about", &owner);
    service.page = documentation::page(&file.raw.page, report);
    success::check(&file.raw.success, report);
    service
}

/// Reports what the service declares and no operation uses.
fn unused(
    common: &Common<'_, '_>,
    groups: &[LoweredGroup<'_>],
    authentication: Option<&Authentication>,
) {
    let Some(file) = common.loaded.service.as_ref().filter(|_| common.loaded.complete) else {
        return;
    };
    let operations = || groups.iter().flat_map(|group| &group.operations);
    if operations().next().is_none() {
        common.report.push(
            Diagnostic::new(
                "E0714",
                &file.span,
                format!("the service `{}` has no operation", common.loaded.name),
            )
            .label("no operation in its directory")
            .help("add one, or remove the directory"),
        );
        return;
    }
    common.failures.unused(&answers(operations()), common.report);
    let rows = || operations().map(|(_, lowered)| lowered.operation.rows.as_slice());
    client::unused(&file.raw, authentication, &rows, common.report);
    if operations().all(|(_, lowered)| lowered.certain) && !objects_have_gaps(&file.raw.objects) {
        let used =
            |name: &str| operations().any(|(_, lowered)| lowered.reach.has(Layer::Service, name));
        report_unused(common.declared, used, common.unresolved, common.report);
    }
}
