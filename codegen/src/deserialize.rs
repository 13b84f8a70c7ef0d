//! A serde `Deserializer` over the spanned tree.
//!
//! serde stops at the first mistake; a spec is read to its end. So every value of a derived struct is an
//! [`At`](crate::raw::At), which reports its own failure and goes on, and the reader of a struct, which knows its
//! field names, reports and skips the keys that the struct does not have.

mod access;
mod error;
mod impls;
mod lint;

use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

use crate::diagnostic::{Diagnostic, Report};
use crate::source::{FileId, Span};
use crate::tree::{Kind, Node};

use access::{Fields, Items, Names, Parts, Variant};
use error::Error;

/// Names by which the types of `raw` ask for more than serde's data model has.
mod magic {
    pub(super) const AT: &str = "$apiscribe::At";
    pub(super) const KEY: &str = "$apiscribe::Key";
    pub(super) const SCALAR: &str = "$apiscribe::Scalar";
    pub(super) const OBJECT: &str = "$apiscribe::Object";
}

/// Reads a tree; what can't be used is reported. `None` where nothing can.
pub(crate) fn read<'t, T: Deserialize<'t>>(
    root: &'t Node<'_>,
    file: FileId,
    report: &Report,
) -> Option<T> {
    let reader = Reader { node: root, file, report, key: None };
    match T::deserialize(reader) {
        Ok(value) => Some(value),
        Err(error) => {
            error.report(report, &reader.span());
            None
        }
    }
}

/// A node to be read, and how to call it.
#[derive(Clone, Copy)]
struct Reader<'t, 's, 'r> {
    node: &'t Node<'s>,
    file: FileId,
    report: &'r Report,
    /// The key that the node is the value of, or that the list is.
    key: Option<(&'t str, &'t Range<usize>)>,
}

impl<'t, 's> Reader<'t, 's, '_> {
    fn span(&self) -> Span {
        Span { file: self.file, range: self.node.range.clone() }
    }

    fn at(&self, range: &Range<usize>) -> Span {
        Span { file: self.file, range: range.clone() }
    }

    /// The same file and report, another node.
    fn child(&self, node: &'t Node<'s>, key: Option<(&'t str, &'t Range<usize>)>) -> Self {
        Self { node, key: key.or(self.key), ..*self }
    }

    /// How messages call the value.
    fn name(&self) -> String {
        match self.key {
            Some((key, _)) => format!("`{key}`"),
            None => "the file".to_owned(),
        }
    }

    /// The value is something else than it must be.
    fn mismatch(&self, expected: &str, help: Option<String>) -> Error {
        let found = match &self.node.kind {
            Kind::Refused => return Error::reported(),
            Kind::Scalar { text, plain: true } if text.is_empty() => "nothing",
            Kind::Scalar { .. } => "text",
            Kind::Sequence(_) => "a list",
            Kind::Mapping { .. } => "a mapping",
        };
        // A collection of many lines is marked at its key.
        let range = match (&self.node.kind, self.key) {
            (Kind::Sequence(_) | Kind::Mapping { one_line: false, .. }, Some((_, key))) => key,
            _ => &self.node.range,
        };
        let mut diagnostic = Diagnostic::new(
            "E0113",
            &self.at(range),
            format!("{} must be {expected}, not {found}", self.name()),
        )
        .label(format!("this is {found}"));
        diagnostic.help = help;
        Error::from(diagnostic)
    }

    fn text(&self) -> Result<&'t str, Error> {
        if let Kind::Scalar { text, .. } = &self.node.kind {
            return Ok(text);
        }
        let json = self.key.is_some_and(|(key, _)| key == "json");
        let help = "write `json: |`, and the JSON on the next lines, indented deeper";
        Err(self.mismatch("text", json.then(|| help.to_owned())))
    }

    fn items(&self) -> Result<&'t [Node<'s>], Error> {
        match &self.node.kind {
            Kind::Sequence(items) => Ok(items),
            Kind::Scalar { text, .. } => {
                Err(self.mismatch("a list", Some(format!("write `[{text}]`"))))
            }
            _ => Err(self.mismatch(
                "a list",
                Some("write `[first, second]`, or one item a line after `- `".into()),
            )),
        }
    }

    fn boolean(&self) -> Result<bool, Error> {
        let help = match &self.node.kind {
            Kind::Scalar { text, plain: true } if text == "true" => return Ok(true),
            Kind::Scalar { text, plain: true } if text == "false" => return Ok(false),
            Kind::Scalar { text, .. } => match text.to_lowercase().as_str() {
                "yes" | "y" | "on" | "true" | "1" | "mandatory" => {
                    Some("write `true`, without quotes".to_owned())
                }
                "no" | "n" | "off" | "false" | "0" | "optional" => {
                    Some("write `false`, without quotes".to_owned())
                }
                _ => None,
            },
            _ => return Err(self.mismatch("`true` or `false`", None)),
        };
        let message = format!("{} must be `true` or `false`", self.name());
        let mut diagnostic = Diagnostic::new("E0114", &self.span(), message)
            .label("neither the plain word `true` nor `false`");
        diagnostic.help = help;
        Err(Error::from(diagnostic))
    }
}

impl<'de> Deserializer<'de> for Reader<'de, '_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Refused => Err(Error::reported()),
            Kind::Scalar { text, .. } => visitor.visit_str(text),
            Kind::Sequence(_) => self.deserialize_seq(visitor),
            Kind::Mapping { .. } => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.boolean()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text()?)
    }

    /// A node is always something; what is absent has no node.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Items::new(self, self.items()?))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Kind::Mapping { entries, .. } = &self.node.kind else {
            let values = self.key.is_some_and(|(key, _)| key == "values");
            let help = values.then(|| "write `{ value: meaning, other: meaning }`".to_owned());
            return Err(self.mismatch("a mapping", help));
        };
        visitor.visit_map(Names::new(self, entries))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Kind::Mapping { entries, one_line } = &self.node.kind else {
            return Err(self.mismatch("a mapping", lint::form(name).map(str::to_owned)));
        };
        if name == "RawRow" {
            self.lint_line(*one_line);
            self.lint_order("the row ", entries, fields);
        } else if matches!(name, "RawAuthentication" | "RawSignature") {
            self.lint_order("", entries, fields);
        }
        visitor.visit_map(Fields::new(self, entries, name, fields))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            magic::AT => {
                if matches!(&self.node.kind, Kind::Scalar { text, plain: true } if text.is_empty())
                {
                    self.report.push(self.nothing());
                    return visitor.visit_seq(Parts::at(&self.span(), None));
                }
                visitor.visit_seq(Parts::at(&self.span(), Some(self)))
            }
            magic::SCALAR => {
                let plain = matches!(&self.node.kind, Kind::Scalar { plain: true, .. });
                visitor.visit_seq(Parts::scalar(!plain, self.text()?))
            }
            magic::OBJECT => {
                let Kind::Mapping { entries, .. } = &self.node.kind else {
                    return Err(self.mismatch("a mapping of rows", None));
                };
                visitor.visit_map(Names::object(self, entries))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let variant = if variants.iter().all(|variant| Variant::KINDS.contains(variant)) {
            self.kind_variant(variants)?
        } else {
            self.word_variant(variants)?
        };
        visitor.visit_enum(Variant::new(self, variant))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}
