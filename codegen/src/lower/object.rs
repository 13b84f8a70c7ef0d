//! Objects: their names first, so that rows can refer to them, then their rows.

use super::row::{Rows, Supplier, Table, check_aliases};
use super::rules;
use super::scope::{BUILT_IN, Declared, Scope};
use crate::check::namespace::Namespace;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Home, Location, Object};
use crate::names::Ident;
use crate::raw::{At, Entries, Key, ObjectEntry, RawObject, RawRow, RawRule, Scalar};
use crate::source::Span;

/// Lowered objects of one list, and the keys of their rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Objects {
    pub(crate) objects: Vec<Object>,
    pub(crate) spans: Vec<Vec<Span>>,
}

/// The names that a list of objects declares.
pub(crate) fn declare<'a>(
    objects: Option<&'a At<Entries<RawObject>>>,
    home: &Home,
    outer: &Scope<'_>,
    types: &Namespace<'_>,
    report: &Report,
) -> Vec<Declared<'a>> {
    let entries = objects
        .and_then(|objects| objects.value.as_ref())
        .into_iter()
        .flat_map(|objects| &objects.entries);
    entries
        .map(|(key, raw)| {
            if let Some(other) = outer.find(&key.text) {
                report.push(
                    Diagnostic::new(
                        "E0210",
                        &key.span,
                        format!("two objects `{}` are visible here", key.text),
                    )
                    .label("declared for this page or group")
                    .related(other.span, "and for all of its group or service")
                    .help("remove this one if they are the same, or else give it another name"),
                );
            }
            check_name(key, report);
            let (type_name, id_name) = name(key, raw, report);
            if type_name != Ident::placeholder() && outer.find(&key.text).is_none() {
                let what = format!("the object `{}`", key.text);
                let help = "add `rust: OtherName` to one of the objects";
                claim_type(types, &type_name, &key.span, &what, help, report);
            }
            Declared {
                name: &key.text,
                span: &key.span,
                raw,
                type_name,
                id_name,
                home: home.clone(),
            }
        })
        .collect()
}

/// Takes the name of an emitted type; a reserved or used one is reported.
pub(crate) fn claim_type(
    types: &Namespace<'_>,
    name: &Ident,
    span: &Span,
    what: &str,
    help: &str,
    report: &Report,
) {
    if name.is_reserved_type() {
        report.push(
            Diagnostic::new(
                "E0206",
                span,
                format!("emitted code needs the name `{name}` for itself"),
            )
            .label(format!("{what} would take it"))
            .help(help),
        );
        return;
    }
    if let Err(taken) = types.claim(name.as_str(), span, &format!("{what} is `{name}`")) {
        report.push(
            Diagnostic::new(
                "E0205",
                span,
                format!("two emitted types of one module would be called `{name}`"),
            )
            .label(what)
            .related(&taken.span, taken.what)
            .help(help),
        );
    }
}

/// Lowers the objects of one list.
pub(crate) fn lower(
    declared: &[Declared<'_>],
    scope: Scope<'_>,
    prefix: &str,
    types: &Namespace<'_>,
    report: &Report,
) -> Objects {
    let mut lowered = Objects::default();
    for declared in declared {
        let (object, spans) = one(declared, scope, prefix, types, report);
        lowered.objects.push(object);
        lowered.spans.push(spans);
    }
    lowered
}

fn one(
    declared: &Declared<'_>,
    scope: Scope<'_>,
    prefix: &str,
    types: &Namespace<'_>,
    report: &Report,
) -> (Object, Vec<Span>) {
    let id = format!("{prefix}.{}", declared.id_name);
    let table = Table::new(&declared.type_name, scope, types, report);
    let parts = Parts::of(declared.raw);
    let mut rows = Rows::default();
    for (key, row) in &parts.rows {
        let at = At { value: Some(*row), span: Some(key.span.clone()) };
        rows.rows.push(table.row(key, &at, Location::Field, Supplier::Request));
        rows.spans.push(key.span.clone());
    }
    check_aliases(parts.rows.iter().copied(), report);
    if parts.rows.is_empty() && parts.usable {
        report.push(
            Diagnostic::new(
                "E0217",
                declared.span,
                format!("the object `{}` has no row", declared.name),
            )
            .label("an object is a table")
            .help("add its rows; for any JSON write the type `Object` instead of its name"),
        );
    }
    let object = Object {
        name: declared.name.to_owned(),
        type_name: declared.type_name.clone(),
        about: parts.about.map(|about| about.text.trim().to_owned()),
        page: None,
        rules: rules::rules(parts.rules, &rows.rows, &id, report),
        rows: rows.rows,
        in_requests: false,
        errata: Vec::new(),
        id,
    };
    (object, rows.spans)
}

/// The entries of an object by their kind.
struct Parts<'a> {
    about: Option<&'a Scalar>,
    rules: &'a [At<RawRule>],
    rows: Vec<(&'a Key, &'a RawRow)>,
    /// Whether every entry could be read.
    usable: bool,
}

impl<'a> Parts<'a> {
    fn of(object: &'a At<RawObject>) -> Self {
        let mut parts =
            Self { about: None, rules: &[], rows: Vec::new(), usable: object.value.is_some() };
        for (key, entry) in object.value.iter().flat_map(|object| &object.entries.entries) {
            match (&entry.value, key.text.as_str()) {
                (Some(ObjectEntry::Mapping(row)), _) => parts.rows.push((key, row)),
                (Some(ObjectEntry::Scalar(about)), "about") => parts.about = Some(about),
                (Some(ObjectEntry::Scalar(_)), "rust") => {}
                (Some(ObjectEntry::Sequence(rules)), "rules") => parts.rules = rules,
                // Other texts and lists were reported when the file was read.
                (None | Some(ObjectEntry::Scalar(_) | ObjectEntry::Sequence(_)), _) => {
                    parts.usable = false;
                }
            }
        }
        parts
    }
}

fn check_name(key: &Key, report: &Report) {
    let label = if BUILT_IN.contains(&key.text.as_str()) {
        "this is the name of a type"
    } else if key.text.contains(|character: char| character.is_whitespace() || character == '.') {
        "the name of an object is one word without a dot"
    } else {
        return;
    };
    report.push(
        Diagnostic::new("E0216", &key.span, format!("no object can be called `{}`", key.text))
            .label(label)
            .help("give it another name, here and where it is used"),
    );
}

fn name<'a>(key: &'a Key, raw: &'a At<RawObject>, report: &Report) -> (Ident, &'a str) {
    let written =
        raw.value.iter().flat_map(|object| &object.entries.entries).find_map(|(key, entry)| {
            match &entry.value {
                Some(ObjectEntry::Scalar(name)) if key.text == "rust" => {
                    Some((name, entry.span.as_ref()?))
                }
                _ => None,
            }
        });
    let Some((name, span)) = written else {
        let ident = Ident::camel(&key.text).unwrap_or_else(|| {
            report.push(
                Diagnostic::new(
                    "E0201",
                    &key.span,
                    format!("`{}` gives no name for a type", key.text),
                )
                .label("a Rust name is made of ASCII letters and digits")
                .help("add `rust: SomeName` to the object"),
            );
            Ident::placeholder()
        });
        return (ident, &key.text);
    };
    let ident = Ident::written_type(&name.text).unwrap_or_else(|| {
        let mut diagnostic =
            Diagnostic::new("E0207", span, format!("`{}` is no name for a type", name.text))
                .label("not a Rust name in upper camel case");
        diagnostic.help = Ident::camel(&name.text).map(|better| format!("write `{better}`"));
        report.push(diagnostic);
        Ident::placeholder()
    });
    (ident, &name.text)
}
