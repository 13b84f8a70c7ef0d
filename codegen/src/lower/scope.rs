//! Names of objects: which are visible where, and what a type says.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

use super::place::part;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Home, ObjectRef};
use crate::names::Ident;
use crate::raw::{At, RawObject};
use crate::source::Span;
use crate::suggest::{closest, did_you_mean};

/// Words of the type grammar: no object may have such a name.
pub(crate) const BUILT_IN: &[&str] =
    &["String", "Integer", "Long", "Double", "Boolean", "DateTime", "Object"];

/// What other tables call these types.
const FOREIGN: &[(&[&str], &str)] = &[
    (&["str", "text", "char", "varchar", "strings"], "String"),
    (&["int", "int32", "short", "integers"], "Integer"),
    (&["int64", "bigint", "biginteger", "longs"], "Long"),
    (&["number", "float", "decimal", "float64", "double-precision"], "Double"),
    (&["bool", "booleans"], "Boolean"),
    (&["datetime", "date-time", "timestamp"], "DateTime"),
    (&["any", "json", "dict", "struct"], "Object"),
    (&["array", "list"], "Array of T"),
    (&["map"], "Map of T"),
];

/// Words that pages use as types and that are none, and what to do about each.
const VAGUE: &[(&[&str], &str)] = &[
    (
        &["object", "objects"],
        "write the name of the object that the page describes, and declare it under `objects`; \
         `Object` is any JSON",
    ),
    (&["enum", "enumeration"], "write `String` or `Integer`, and the values under `values`"),
    (&["date", "time"], "write `DateTime`, or `String` with a `pattern`"),
    (
        &["file", "binary", "byte", "bytes"],
        "files are not emitted yet: leave the operation out for now",
    ),
    (&["uuid", "guid"], "write `String` with `format: uuid`"),
    (&["url", "uri"], "write `String` with `format: uri`"),
];

/// What pages call lists and maps, in lower case.
const CONTAINERS: [&str; 4] = ["array", "list", "set", "map"];

/// Lists of lists of lists: deeper is a slip, and would overflow the stack in time.
const DEEPEST: usize = 8;

/// An object that a file declares.
#[derive(Debug)]
pub(crate) struct Declared<'a> {
    pub(crate) name: &'a str,
    /// Its key.
    pub(crate) span: &'a Span,
    pub(crate) raw: &'a At<RawObject>,
    pub(crate) type_name: Ident,
    /// The name in its ids: the documented one, or the one that a maintainer gave it.
    pub(crate) id_name: &'a str,
    pub(crate) home: Home,
}

/// The objects that are visible in one place, from the innermost list to the outermost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) layers: [&'a [Declared<'a>]; 3],
    /// False where a file with objects could not be read: then an unknown name is no mistake.
    pub(crate) complete: bool,
    pub(crate) unresolved: &'a Unresolved,
}

/// References that were reported: what they seem to mean is not unused.
#[derive(Debug, Default)]
pub(crate) struct Unresolved {
    meant: RefCell<BTreeSet<String>>,
    lost: Cell<usize>,
}

impl Unresolved {
    /// Whether a misspelt name seems to mean this object.
    pub(crate) fn means(&self, name: &str) -> bool {
        self.meant.borrow().contains(name)
    }

    /// How many references seem to mean nothing known: with any of them nobody knows what is unused.
    pub(crate) fn lost(&self) -> usize {
        self.lost.get()
    }

    /// Notes a text that no reference came of.
    pub(crate) fn note<'n>(&self, text: &str, names: impl Iterator<Item = &'n str> + Clone) {
        let word = |name: &&str| {
            text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == *name)
        };
        let meant = names.clone().find(word).or_else(|| closest(text, names));
        match meant {
            Some(meant) => drop(self.meant.borrow_mut().insert(meant.to_owned())),
            None => self.lost.set(self.lost.get() + 1),
        }
    }
}

/// What a type says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type {
    Text,
    Integer,
    Double,
    Boolean,
    DateTime,
    Json,
    List(Box<Type>),
    Map(Box<Type>),
    Object(ObjectRef),
    /// It was reported, or belongs to a file that was.
    Unknown,
}

impl<'a> Scope<'a> {
    /// The object of this name.
    pub(crate) fn find(&self, name: &str) -> Option<&'a Declared<'a>> {
        self.layers.iter().flat_map(|layer| layer.iter()).find(|declared| declared.name == name)
    }

    /// Every visible name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.layers.into_iter().flatten().map(|declared| declared.name)
    }

    /// The object of this name; an unknown one is reported.
    pub(crate) fn object(&self, name: &str, span: &Span, report: &Report) -> Option<ObjectRef> {
        if let Some(declared) = self.find(name) {
            // What could not be read was reported, and nothing can be said of its rows.
            return declared.raw.value.is_some().then(|| ObjectRef {
                name: name.to_owned(),
                type_name: declared.type_name.clone(),
                home: declared.home.clone(),
            });
        }
        self.unresolved.note(name, self.names());
        if self.complete {
            let mut diagnostic = Diagnostic::new("E0203", span, format!("unknown object `{name}`"))
                .label("no object of this page or service has this name");
            diagnostic.help = did_you_mean(name, self.names());
            report.push(diagnostic);
        }
        None
    }

    /// Reads a type: `Array of Rule`.
    pub(crate) fn read(&self, text: &str, span: &Span, report: &Report) -> Type {
        self.read_from(text, 0, text.len(), 0, &|range| part(span, text, range), report)
    }

    fn read_from(
        &self,
        text: &str,
        start: usize,
        end: usize,
        depth: usize,
        place: &dyn Fn(Range<usize>) -> Span,
        report: &Report,
    ) -> Type {
        let rest = text.get(start..end).unwrap_or_default();
        if depth > DEEPEST {
            self.unresolved.note(rest, self.names());
            report.push(
                Diagnostic::new("E0212", &place(start..end), "a type nested too deep")
                    .label(format!("more than {DEEPEST} times `Array of` or `Map of`"))
                    .help("give the inner type a name: declare it under `objects`"),
            );
            return Type::Unknown;
        }
        for (prefix, wrap) in [
            ("Array of ", Type::List as fn(Box<Type>) -> Type),
            ("Map of ", Type::Map as fn(Box<Type>) -> Type),
        ] {
            if rest.starts_with(prefix) {
                let inner = start + prefix.len();
                return wrap(Box::new(self.read_from(text, inner, end, depth + 1, place, report)));
            }
        }
        match rest {
            "String" => Type::Text,
            "Integer" | "Long" => Type::Integer,
            "Double" => Type::Double,
            "Boolean" => Type::Boolean,
            "DateTime" => Type::DateTime,
            "Object" => Type::Json,
            name => self.named(name, &place(start..end), report),
        }
    }

    fn named(&self, name: &str, span: &Span, report: &Report) -> Type {
        if self.find(name).is_none()
            && let Some((help, object)) = self.misspelt(name)
        {
            if object {
                self.unresolved.note(name, self.names());
            }
            report.push(
                Diagnostic::new("E0212", span, format!("`{name}` is not a type"))
                    .label("a type is one of the seven words, `Array of T`, `Map of T`, or an object's name")
                    .help(help),
            );
            return Type::Unknown;
        }
        self.object(name, span, report).map_or(Type::Unknown, Type::Object)
    }

    /// What to write instead of a text that no object could have as its name, and whether an object may be meant.
    fn misspelt(&self, name: &str) -> Option<(String, bool)> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let lower = words.join(" ").to_lowercase();
        let built_in = BUILT_IN.iter().find(|word| word.to_lowercase() == lower);
        let foreign = || FOREIGN.iter().find(|(names, _)| names.contains(&lower.as_str()));
        if let Some(word) = built_in.or_else(|| foreign().map(|(_, word)| word)) {
            return Some((format!("write `{word}`"), false));
        }
        if let Some((_, help)) = VAGUE.iter().find(|(names, _)| names.contains(&lower.as_str())) {
            return Some(((*help).to_owned(), true));
        }
        match words.as_slice() {
            [container, "of", item] if CONTAINERS.contains(&container.to_lowercase().as_str()) => {
                let map = container.eq_ignore_ascii_case("map");
                Some((format!("write `{} of {item}`", if map { "Map" } else { "Array" }), true))
            }
            [] => Some((format!("write one of {}", BUILT_IN.join(", ")), true)),
            [first, "object" | "objects"] if self.find(first).is_some() => {
                Some((format!("write `{first}`"), true))
            }
            [first] if *first == name => {
                let brackets = first.contains(['<', '[', '(', '{']);
                brackets.then(|| ("write `Array of T` or `Map of T`".to_owned(), true))
            }
            _ => {
                let help = "write `Array of T`, `Map of T`, or an object's name, with one space between words";
                Some((help.to_owned(), true))
            }
        }
    }
}
