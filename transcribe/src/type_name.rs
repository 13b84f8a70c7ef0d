//! Types in all their spellings: `Array of Rule objects`, `List<Rule>` and `Rule[]` are one type.

use std::fmt;

use crate::draft::types;

/// A type, however it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `String`.
    Text,
    /// `Integer`.
    Integer,
    /// `Long`: on the wire an integer.
    Long,
    /// A number of which the page does not say whether it is whole.
    Number,
    /// `Double`.
    Double,
    /// `Boolean`.
    Boolean,
    /// `DateTime`.
    DateTime,
    /// An object of which the page does not say which.
    Object,
    /// A list; `None` where the page does not say of what.
    List(Option<Box<Type>>),
    /// A map from texts; `None` where the page does not say to what.
    Map(Option<Box<Type>>),
    /// An object of this name, as written.
    Named(String),
}

impl Type {
    /// Reads a type.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        match text.to_lowercase().as_str() {
            "number" | "numeric" | "数字" | "数值" | "数值型" => Self::Number,
            _ => Self::from(types::read(text), text),
        }
    }

    fn from(read: types::Type, text: &str) -> Self {
        let inner = |item: types::Type| match item {
            types::Type::Unknown => None,
            item => Some(Box::new(Self::from(item, text))),
        };
        match read {
            types::Type::Text => Self::Text,
            types::Type::Integer => Self::Integer,
            types::Type::Long => Self::Long,
            types::Type::Double => Self::Double,
            types::Type::Boolean => Self::Boolean,
            types::Type::DateTime => Self::DateTime,
            types::Type::Json | types::Type::Objects => Self::Object,
            types::Type::Named(name) => Self::Named(name),
            types::Type::List(item) => Self::List(inner(*item)),
            types::Type::Map(value) => Self::Map(inner(*value)),
            types::Type::File | types::Type::Unknown => Self::Named(text.to_owned()),
        }
    }

    /// Whether two spellings name one type. Names of objects compare without case and plural.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) | (Self::Map(a), Self::Map(b)) => match (a, b) {
                (Some(a), Some(b)) => a.same(b),
                (None, None) => true,
                // What a page does not say of is any JSON.
                (Some(inner), None) | (None, Some(inner)) => **inner == Self::Object,
            },
            (Self::Named(a), Self::Named(b)) => plain(a) == plain(b),
            (Self::Number, Self::Integer | Self::Long | Self::Double)
            | (Self::Integer | Self::Long | Self::Double, Self::Number) => true,
            _ => self == other,
        }
    }

    /// The same type with this name in the place of an object without one.
    #[must_use]
    pub fn naming(&self, name: &str) -> Option<Self> {
        match self {
            Self::Object => Some(Self::Named(name.to_owned())),
            Self::List(None) => Some(Self::List(Some(Box::new(Self::Named(name.to_owned()))))),
            Self::List(Some(item)) => Some(Self::List(Some(Box::new(item.naming(name)?)))),
            Self::Map(None) => Some(Self::Map(Some(Box::new(Self::Named(name.to_owned()))))),
            Self::Map(Some(value)) => Some(Self::Map(Some(Box::new(value.naming(name)?)))),
            _ => None,
        }
    }

    /// The name of the object that it holds, perhaps in lists or maps.
    #[must_use]
    pub fn object(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::List(Some(inner)) | Self::Map(Some(inner)) => inner.object(),
            _ => None,
        }
    }
}

/// In the spelling of the spec.
impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => formatter.write_str("String"),
            Self::Integer => formatter.write_str("Integer"),
            Self::Long => formatter.write_str("Long"),
            Self::Number => formatter.write_str("number"),
            Self::Double => formatter.write_str("Double"),
            Self::Boolean => formatter.write_str("Boolean"),
            Self::DateTime => formatter.write_str("DateTime"),
            Self::Object => formatter.write_str("Object"),
            Self::List(None) => formatter.write_str("list"),
            Self::List(Some(item)) => write!(formatter, "Array of {item}"),
            Self::Map(None) => formatter.write_str("map"),
            Self::Map(Some(value)) => write!(formatter, "Map of {value}"),
            Self::Named(name) => formatter.write_str(name),
        }
    }
}

/// A name as it counts in comparisons.
fn plain(name: &str) -> String {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    name.to_lowercase().trim_end_matches('s').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_become_the_specs() {
        for (written, spelt) in [
            ("string", "String"),
            ("String(64)", "String"),
            ("int", "Integer"),
            ("Array of strings", "Array of String"),
            ("Array of Rule objects", "Array of Rule"),
            ("CreatedUser object", "CreatedUser"),
            ("List<String>", "Array of String"),
            ("[Long]", "Array of Long"),
            ("Tag[]", "Array of Tag"),
            ("Array [Objects]", "Array of Object"),
            ("String array", "Array of String"),
            ("Array of objects", "Array of Object"),
            ("list", "list"),
            ("Map<String,String>", "Map of String"),
            ("Map<String, List<Long>>", "Map of Array of Long"),
            ("map[string]Tag", "Map of Tag"),
            ("Array of Map of Long", "Array of Map of Long"),
            ("datetime", "DateTime"),
            ("字符串", "String"),
            ("对象数组", "Array of Object"),
            ("Rule", "Rule"),
            ("", ""),
        ] {
            assert_eq!(Type::read(written).to_string(), spelt, "{written}");
        }
    }

    #[test]
    fn one_type_is_one_type() {
        for (a, b, same) in [
            ("Array of Rule", "array of Rules objects", true),
            ("number", "Integer", true),
            ("Integer", "Long", false),
            ("list", "Array of String", false),
            ("Array of Tag", "Array of Strings", false),
            ("list", "array", true),
            ("list", "Array of Object", true),
            ("Array of Map", "Array of Map of Object", true),
        ] {
            assert_eq!(Type::read(a).same(&Type::read(b)), same, "{a} {b}");
        }
    }

    #[test]
    fn objects_without_a_name_take_one() {
        let named = |text: &str| Type::read(text).naming("Tag").map(|kind| kind.to_string());
        assert_eq!(named("Array of objects").as_deref(), Some("Array of Tag"));
        assert_eq!(named("list").as_deref(), Some("Array of Tag"));
        assert_eq!(named("Object").as_deref(), Some("Tag"));
        assert_eq!(named("Array of strings"), None);
    }
}
