//! Groups of a service: what their operations share, and the operations.

use std::collections::BTreeSet;

use super::failures::{self, Failures};
use super::object::{self, Objects};
use super::operation::{self, Around, Lowered, report_unused};
use super::place::Owner;
use super::scope::{Declared, Scope, Unresolved};
use super::{documentation, success};
use crate::check::cycles;
use crate::check::namespace::Namespace;
use crate::check::usage::{Layer, Visible, objects_have_gaps};
use crate::diagnostic::{Diagnostic, Report};
use crate::load::{LoadedOperation, LoadedService};
use crate::model::{Erratum, Group, Held, Home};
use crate::names::Ident;
use crate::raw::{At, RawGroup, RawService, RawSuccess};
use crate::source::Span;

/// One group of the spec, or the root.
struct Plan<'a> {
    name: Option<&'a str>,
    span: Option<&'a Span>,
    raw: Option<&'a RawGroup>,
    /// False where what the group shares is unknown.
    complete: bool,
}

/// What all groups of a service see.
pub(crate) struct Common<'s, 'a> {
    pub(crate) loaded: &'a LoadedService,
    pub(crate) raw: Option<&'a RawService>,
    pub(crate) report: &'s Report,
    pub(crate) declared: &'s [Declared<'a>],
    pub(crate) objects: &'s Objects,
    pub(crate) types: &'s Namespace<'s>,
    pub(crate) methods: Namespace<'s>,
    pub(crate) modules: Namespace<'s>,
    pub(crate) requests: Namespace<'s>,
    pub(crate) held: &'s [Held],
    pub(crate) credential: Option<&'s str>,
    pub(crate) credential_known: bool,
    pub(crate) requests_per_second: Option<u32>,
    pub(crate) failures: &'s failures::Layer<'a>,
    pub(crate) unresolved: &'s Unresolved,
}

/// A group with its operations.
pub(crate) struct LoweredGroup<'a> {
    pub(crate) group: Group,
    pub(crate) operations: Vec<(&'a LoadedOperation, Lowered)>,
}

impl<'a> Common<'_, 'a> {
    /// The root, then declared groups, then those that only have a directory, which is reported.
    fn plans(&self) -> Vec<Plan<'a>> {
        let complete = self.raw.is_some();
        let mut plans = vec![Plan { name: None, span: None, raw: None, complete }];
        let entries = self.raw.and_then(|raw| raw.groups.value.as_ref());
        for (key, at) in entries.into_iter().flat_map(|groups| &groups.entries) {
            let raw = at.value.as_ref();
            plans.push(Plan {
                name: Some(&key.text),
                span: Some(&key.span),
                raw,
                complete: raw.is_some(),
            });
        }
        for operation in &self.loaded.operations {
            let name = operation.group.as_deref();
            if !plans.iter().any(|plan| plan.name == name) {
                plans.push(Plan { name, span: None, raw: None, complete: false });
            }
        }
        plans
    }

    /// Lowers every group, the root first.
    pub(crate) fn groups(&self) -> Vec<LoweredGroup<'a>> {
        let plans = self.plans();
        for plan in &plans {
            if let (Some(name), Some(span)) = (plan.name, plan.span) {
                module_name(name, "group", span, self.report);
                // Keys of one mapping differ, so this can't fail.
                let _ = self.modules.claim(name, span, &format!("the group `{name}`"));
            }
        }
        plans.iter().map(|plan| self.group(plan)).collect()
    }

    fn group(&self, plan: &Plan<'a>) -> LoweredGroup<'a> {
        let report = self.report;
        let types = &Namespace::within(self.types);
        let prefix = match plan.name {
            Some(name) => format!("{}.{name}", self.loaded.name),
            None => self.loaded.name.clone(),
        };
        let raw_objects = plan.raw.map(|raw| &raw.objects);
        let outer = Scope {
            layers: [&[], &[], self.declared],
            complete: plan.complete,
            unresolved: self.unresolved,
        };
        let declared = object::declare(raw_objects, &Home::GroupShared, &outer, types, report);
        let scope = Scope { layers: [&[], &declared, self.declared], ..outer };
        let mut objects = object::lower(&declared, scope, &prefix, types, report);
        cycles::check(&mut objects, &Home::GroupShared, report);
        let layer = failures::Layer::new(plan.raw.map(|raw| &raw.failures));
        let around = Around {
            report,
            types,
            declared: [&declared, self.declared],
            shared: Visible { service: &self.objects.objects, group: &objects.objects, page: &[] },
            complete: plan.complete,
            methods: &self.methods,
            modules: plan.name.is_none().then_some(&self.modules),
            requests: &self.requests,
            credential: self.credential,
            credential_known: self.credential_known,
            held: self.held,
            success: self.success(plan),
            failures: Failures::new(&layer, self.failures, plan.complete && self.raw.is_some()),
            requests_per_second: self.requests_per_second,
            prefix: &prefix,
            unresolved: self.unresolved,
        };
        let files = self.loaded.operations.iter().filter(|file| file.group.as_deref() == plan.name);
        let files: Vec<&LoadedOperation> = files.collect();
        let distinct = operation::distinct(&files, report);
        let copies = distinct.len() < files.len();
        let operations: Vec<_> =
            distinct.into_iter().map(|file| (file, operation::lower(file, &around))).collect();
        if self.loaded.complete && plan.complete {
            layer.unused(&answers(operations.iter()), report);
            let certain = !operations.is_empty()
                && !copies
                && operations.iter().all(|(_, lowered)| lowered.certain)
                && !raw_objects.is_some_and(objects_have_gaps);
            if certain {
                let used = |name: &str| {
                    operations.iter().any(|(_, lowered)| lowered.reach.has(Layer::Group, name))
                };
                report_unused(&declared, used, self.unresolved, report);
            }
        }
        let mut group = self.described(plan, operations.is_empty());
        share(&mut objects, Layer::Group, &group.errata, &operations.iter());
        group.shared = objects.objects;
        LoweredGroup { group, operations }
    }

    fn success(&self, plan: &Plan<'a>) -> Option<&'a At<RawSuccess>> {
        let own = plan.raw.map(|raw| &raw.success).filter(|success| !success.is_absent());
        own.or(self.raw.map(|raw| &raw.success))
    }

    fn described(&self, plan: &Plan<'a>, empty: bool) -> Group {
        let mut group = blank_group(&self.loaded.name);
        let (Some(name), Some(raw), Some(span)) = (plan.name, plan.raw, plan.span) else {
            return group;
        };
        let what = format!("the group `{name}`");
        let owner = Owner { what: &what, span, report: self.report };
        group.module = Ident::snake(name);
        group.feature = format!("{}-{name}", self.loaded.name);
        group.title = raw.title.required_text("title", &owner);
        group.about = raw.about.required_text("about", &owner);
        group.errata = documentation::errata(&raw.errata, self.report);
        success::check(&raw.success, self.report);
        if empty && self.loaded.complete && !self.loaded.operations.is_empty() {
            self.report.push(
                Diagnostic::new("E0714", span, format!("the group `{name}` has no operation"))
                    .label("no file in its directory")
                    .help(format!(
                        "add operations under {}/{name}/, or remove the group",
                        self.loaded.name
                    )),
            );
        }
        group
    }
}

/// Names of objects that responses use.
pub(crate) fn answers<'l, 'a: 'l>(
    operations: impl Iterator<Item = &'l (&'a LoadedOperation, Lowered)>,
) -> BTreeSet<String> {
    operations
        .flat_map(|(_, lowered)| &lowered.operation.responses)
        .map(|response| response.object.name.clone())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Fills what shared objects have from the operations that use them.
pub(crate) fn share<'l, 'a: 'l>(
    objects: &mut Objects,
    layer: Layer,
    errata: &[Erratum],
    operations: &(impl Iterator<Item = &'l (&'a LoadedOperation, Lowered)> + Clone),
) {
    for object in &mut objects.objects {
        object.errata = documentation::about_object(errata, &object.name);
        for (_, lowered) in operations.clone() {
            if !lowered.reach.has(layer, &object.name) {
                continue;
            }
            let operation = &lowered.operation;
            object.in_requests |= lowered.reach.in_requests(layer, &object.name);
            object.page.get_or_insert_with(|| operation.page.clone());
            for erratum in documentation::about_object(&operation.errata, &object.name) {
                if !object.errata.contains(&erratum) {
                    object.errata.push(erratum);
                }
            }
        }
    }
}

/// Names of directories are names of modules and features.
pub(crate) fn module_name(name: &str, what: &str, span: &Span, report: &Report) {
    let ident = Ident::snake(name);
    let plain = ident.as_ref().is_some_and(|ident| ident.as_str().trim_end_matches('_') == name);
    let reserved = ident.as_ref().is_some_and(Ident::is_reserved_module);
    if plain && !reserved {
        return;
    }
    let label = if reserved {
        "emitted code needs this name"
    } else {
        "a name has ASCII letters, digits and single `_`, in lower case"
    };
    let mut diagnostic =
        Diagnostic::new("E0213", span, format!("no {what} can be called `{name}`")).label(label);
    diagnostic.help = match ident.filter(|_| !reserved) {
        Some(better) => Some(format!("call it `{better}`, and its directory too")),
        None => Some("give it another name, and its directory too".to_owned()),
    };
    report.push(diagnostic);
}

/// A group about which nothing is known.
pub(crate) fn blank_group(feature: &str) -> Group {
    Group {
        module: None,
        feature: feature.to_owned(),
        title: String::new(),
        about: String::new(),
        shared: Vec::new(),
        operations: Vec::new(),
        errata: Vec::new(),
    }
}
