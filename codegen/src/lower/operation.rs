//! Operations: one file each.

use super::failures::Failures;
use super::place::Owner;
use super::request_line::RequestLine;
use super::responses::{self, Responses};
use super::row::{Rows, Table};
use super::scope::{Declared, Scope, Unresolved};
use super::{documentation, number, object, pagination, rules, success};
use crate::check::cycles;
use crate::check::namespace::Namespace;
use crate::check::usage::{self, Layer, Reach, Visible};
use crate::diagnostic::{Diagnostic, Report};
use crate::load::LoadedOperation;
use crate::model::{Held, Home, Location, Object, ObjectRef, Operation, Page, Row, Success};
use crate::names::Ident;
use crate::raw::{At, RawOperation, RawSuccess, Scalar, operation::BodyType};

mod naming;
mod parameters;

pub(crate) use naming::distinct;

/// What an operation has from its group and service.
pub(crate) struct Around<'a> {
    pub(crate) report: &'a Report,
    /// Shared objects by name, those of the group first.
    pub(crate) declared: [&'a [Declared<'a>]; 2],
    /// Shared objects, lowered; the page's own list is empty.
    pub(crate) shared: Visible<'a>,
    /// False where a file that declares some of this could not be read.
    pub(crate) complete: bool,
    /// Names of types in the group.
    pub(crate) types: &'a Namespace<'a>,
    /// Names of methods of the client.
    pub(crate) methods: &'a Namespace<'a>,
    /// Modules beside that of the operation, for an operation of the root.
    pub(crate) modules: Option<&'a Namespace<'a>>,
    /// Methods and paths of the service.
    pub(crate) requests: &'a Namespace<'a>,
    /// False where `authentication` is given and unusable, or could not be read.
    pub(crate) credential_known: bool,
    /// The header of the credential.
    pub(crate) credential: Option<&'a str>,
    pub(crate) held: &'a [Held],
    pub(crate) success: Option<&'a At<RawSuccess>>,
    pub(crate) failures: Failures<'a>,
    pub(crate) requests_per_second: Option<u32>,
    /// Prefix of the ids of objects: `roma.link`.
    pub(crate) prefix: &'a str,
    /// References that were reported.
    pub(crate) unresolved: &'a Unresolved,
}

/// An operation, and what it says about its surroundings.
pub(crate) struct Lowered {
    pub(crate) operation: Operation,
    pub(crate) reach: Reach,
    /// Whether `reach` is certain: nothing that refers to objects was unusable.
    pub(crate) certain: bool,
}

/// Lowers one operation.
pub(crate) fn lower(loaded: &LoadedOperation, around: &Around<'_>) -> Lowered {
    Lowering { loaded, raw: &loaded.raw, around, report: around.report }.run()
}

/// What an operation is lowered with.
pub(super) struct Lowering<'a> {
    pub(super) loaded: &'a LoadedOperation,
    pub(super) raw: &'a RawOperation,
    pub(super) around: &'a Around<'a>,
    report: &'a Report,
}

/// What was lowered before the operation is put together.
struct Facts<'m> {
    rows: Rows,
    line: Option<RequestLine>,
    responses: Responses,
    visible: Visible<'m>,
}

impl Lowering<'_> {
    fn run(&self) -> Lowered {
        let raw = self.raw;
        let lost = self.around.unresolved.lost();
        let owner = Owner { what: "the operation", span: &self.loaded.span, report: self.report };
        let (name, type_name, method_name) = self.name(&owner);
        let home = Home::Operation(method_name.clone());
        let outer = self.scope(&[]);
        let declared =
            object::declare(Some(&raw.objects), &home, &outer, self.around.types, self.report);
        let scope = self.scope(&declared);
        let mut objects =
            object::lower(&declared, scope, self.around.prefix, self.around.types, self.report);
        cycles::check(&mut objects, &home, self.report);
        let mut objects = objects.objects;
        let rows = self.rows(&type_name, scope);
        let line = self.request_line(&owner);
        let responses =
            responses::lower(&raw.responses, scope, &self.around.failures, &nowhere(&home), &owner);
        let visible = Visible { page: &objects, ..self.around.shared };
        let answered = responses.answer.is_some();
        let facts = Facts { rows, line, responses, visible };
        let mut operation = self.assemble(facts, (name, type_name, method_name), &home, &owner);
        let reach = Reach::of(&operation, visible, self.around.unresolved);
        let certain = self.around.complete
            && answered
            && !usage::has_gaps(raw)
            && self.around.unresolved.lost() == lost;
        if certain {
            let used = |name: &str| reach.has(Layer::Page, name);
            report_unused(&declared, used, self.around.unresolved, self.report);
        }
        for object in &mut objects {
            object.in_requests = reach.in_requests(Layer::Page, &object.name);
            object.page = Some(operation.page.clone());
            object.errata = documentation::about_object(&operation.errata, &object.name);
        }
        operation.objects = objects;
        Lowered { operation, reach, certain }
    }

    fn assemble(
        &self,
        facts: Facts<'_>,
        (name, type_name, method_name): (String, Ident, Ident),
        home: &Home,
        owner: &Owner<'_>,
    ) -> Operation {
        let (raw, report) = (self.raw, self.report);
        let Facts { rows, line, responses, visible } = facts;
        let (answer, success) = self.answer(&responses, visible);
        self.body_type();
        let new_parameters = self.placeholders(line.as_ref(), &rows);
        let (method, path) = line.map(|line| (line.method, line.path)).unwrap_or_default();
        let raw_rules = raw.rules.value.as_deref().unwrap_or_default();
        Operation {
            title: raw.title.required_text("title", owner),
            about: raw.about.required_text("about", owner),
            page: self.page(owner),
            idempotent: raw.idempotent.value.unwrap_or(method == "GET"),
            requests_per_second: rate(&raw.requests_per_second, report)
                .or(self.around.requests_per_second),
            new_parameters,
            rules: rules::rules(raw_rules, &rows.rows, &name, report),
            has_body: !raw.body.is_absent(),
            pagination: pagination::lower(&raw.paginate, &rows.rows, answer, report),
            answer: responses.answer.map_or_else(|| nowhere(home), |(answer, _)| answer),
            responses: responses.responses,
            success,
            objects: Vec::new(),
            errata: documentation::errata(&raw.errata, report),
            examples: documentation::examples(&raw.examples, report),
            source: format!("spec/{}", self.loaded.path),
            name,
            type_name,
            method_name,
            method,
            path,
            rows: rows.rows,
        }
    }

    fn scope<'d>(&'d self, own: &'d [Declared<'d>]) -> Scope<'d> {
        let [group, service] = self.around.declared;
        Scope {
            layers: [own, group, service],
            complete: self.around.complete,
            unresolved: self.around.unresolved,
        }
    }

    fn rows(&self, type_name: &Ident, scope: Scope<'_>) -> Rows {
        let table = Table::new(type_name, scope, self.around.types, self.report);
        let mut rows = Rows::default();
        for (location, entries) in [
            (Location::Path, &self.raw.path),
            (Location::Query, &self.raw.query),
            (Location::Header, &self.raw.header),
            (Location::Body, &self.raw.body),
        ] {
            table.add(location, entries, &|name| self.supplier(location, name), &mut rows);
        }
        rows
    }

    /// The object of the success, and the condition on it; checks the objects of failures by the way.
    fn answer<'m>(
        &self,
        responses: &Responses,
        visible: Visible<'m>,
    ) -> (Option<&'m Object>, Option<Success>) {
        for response in responses.responses.iter().filter(|response| response.failure.is_some()) {
            if let Some(object) = visible.find(&response.object) {
                self.around.failures.check(object, self.report);
            }
        }
        let Some((reference, span)) = &responses.answer else { return (None, None) };
        let Some(answer) = visible.find(reference) else { return (None, None) };
        let condition = self.around.success.filter(|success| !success.is_absent());
        (Some(answer), condition.and_then(|raw| success::lower(raw, answer, span, self.report)))
    }

    fn page(&self, owner: &Owner<'_>) -> Page {
        self.raw.page.required("page", owner);
        documentation::page(&self.raw.page, self.report)
            .unwrap_or_else(|| Page { url: String::new(), updated: None })
    }

    fn body_type(&self) {
        let Some((body_type, span)) = self.raw.body_type.given() else { return };
        if *body_type != BodyType::Json {
            self.report.push(
                Diagnostic::new("E0314", span, "only JSON bodies are emitted yet")
                    .label("the format can say it; the emitter can't")
                    .help("leave the operation out for now"),
            );
        }
    }
}

/// Reports declared objects that nothing leads to.
pub(crate) fn report_unused(
    declared: &[Declared<'_>],
    used: impl Fn(&str) -> bool,
    unresolved: &Unresolved,
    report: &Report,
) {
    for object in declared {
        if !used(object.name) && !unresolved.means(object.name) {
            report.push(
                Diagnostic::new(
                    "E0204",
                    object.span,
                    format!("nothing uses the object `{}`", object.name),
                )
                .label("no row and no response leads to it")
                .help("remove it, or name it where the page does"),
            );
        }
    }
}

/// A documented limit of requests a second.
pub(crate) fn rate(at: &At<Scalar>, report: &Report) -> Option<u32> {
    let value = number::integer(at, "`requests_per_second`", report)?;
    let rate = u32::try_from(value).ok().filter(|rate| *rate > 0);
    if let (None, Some((_, span))) = (rate, at.given()) {
        report.push(
            Diagnostic::new("E0712", span, "no rate of requests")
                .label("a number from 1 to 4294967295")
                .help("remove it if the page documents none"),
        );
    }
    rate
}

/// What an operation without a usable success refers to; the problem was reported, and no model comes of it.
fn nowhere(home: &Home) -> ObjectRef {
    ObjectRef { name: String::new(), type_name: Ident::placeholder(), home: home.clone() }
}

/// Whether any of the rows is supplied in this way.
pub(crate) fn any_held(rows: &[Row], location: Location, name: &str) -> bool {
    rows.iter().any(|row| {
        row.held
            && !row.credential
            && row.location == location
            && row.name.eq_ignore_ascii_case(name)
    })
}
