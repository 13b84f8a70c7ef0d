//! Types in all their spellings: `Array of Rule objects`, `List<Rule>` and `Rule[]` are one type.

use std::fmt;

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

/// Containers in containers at most: more would overflow the stack in time.
const DEEPEST: usize = 16;

impl Type {
    /// Reads a type.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self::within(text, 0)
    }

    /// Reads a type that is in so many containers; what is in too many is a name.
    fn within(text: &str, depth: usize) -> Self {
        if depth > DEEPEST {
            return Self::Named(text.trim().to_owned());
        }
        let text = without_length(text.trim());
        // Of ASCII alone: both texts then have the same offsets.
        let lower = text.to_ascii_lowercase();
        if let Some(item) = list_item(text, &lower) {
            return Self::List(Self::inner(item, depth));
        }
        if let Some(value) = map_value(text, &lower) {
            return Self::Map(Self::inner(value, depth));
        }
        if let Some(known) = known(&lower).or_else(|| known(lower.strip_suffix('s')?)) {
            return known;
        }
        for suffix in [" objects", " object", " structures", " structure", " struct", "对象"] {
            if lower.ends_with(suffix)
                && let Some(name) = text.get(..text.len() - suffix.len())
                && !name.trim().is_empty()
            {
                return Self::Named(name.trim().to_owned());
            }
        }
        Self::Named(text.to_owned())
    }

    fn inner(text: &str, depth: usize) -> Option<Box<Self>> {
        (!text.trim().is_empty()).then(|| Box::new(Self::within(text, depth + 1)))
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

/// `String(64)` is `String`.
fn without_length(text: &str) -> &str {
    let Some((head, rest)) = text.split_once(['(', '（']) else { return text };
    let inside = rest.trim_end_matches([')', '）']);
    let is_length = !inside.is_empty()
        && inside.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '~' | ','));
    if is_length { head.trim_end() } else { text }
}

/// What a list is of: empty where it does not say.
fn list_item<'t>(text: &'t str, lower: &str) -> Option<&'t str> {
    const BARE: &[&str] = &["array", "arrays", "list", "lists", "set", "jsonarray", "数组", "列表"];
    if BARE.contains(&lower) {
        return Some("");
    }
    for prefix in ["array of ", "arrays of ", "list of ", "lists of ", "set of "] {
        if lower.starts_with(prefix) {
            return text.get(prefix.len()..);
        }
    }
    for name in ["array", "list", "set", "数组", "列表", ""] {
        let Some(rest) = lower.strip_prefix(name).map(str::trim_start) else { continue };
        for (open, close) in [('<', '>'), ('[', ']'), ('(', ')')] {
            if rest.starts_with(open) && rest.ends_with(close) && (open == '[' || !name.is_empty())
            {
                let start = text.len() - rest.len() + 1;
                return text.get(start..text.len() - 1).map(str::trim);
            }
        }
    }
    for suffix in ["[]", " array", " list", "数组", "列表"] {
        if lower.ends_with(suffix) {
            return text.get(..text.len() - suffix.len()).map(str::trim);
        }
    }
    None
}

/// What a map leads to: empty where it does not say.
fn map_value<'t>(text: &'t str, lower: &str) -> Option<&'t str> {
    const BARE: &[&str] = &["map", "dict", "dictionary", "hash", "字典"];
    if BARE.contains(&lower) {
        return Some("");
    }
    for prefix in ["map of ", "maps of ", "dictionary of ", "dict of "] {
        if lower.starts_with(prefix) {
            return text.get(prefix.len()..);
        }
    }
    if lower.starts_with("map[")
        && let Some(close) = text.find(']')
    {
        return text.get(close + 1..).map(str::trim);
    }
    let inside = ["map<", "dict<", "dict[", "map("].iter().find_map(|open| {
        lower.starts_with(open).then(|| text.get(open.len()..text.len() - 1)).flatten()
    })?;
    Some(inside.split_once(',').map_or("", |(_, value)| value.trim()))
}

fn known(lower: &str) -> Option<Type> {
    Some(match lower {
        "string" | "str" | "char" | "varchar" | "text" | "uuid" | "uri" | "url" | "enum"
        | "字符串" | "字符" | "字符型" | "字符串类型" | "枚举" => Type::Text,
        "integer" | "int" | "int32" | "short" | "整型" | "整数" | "整形" | "整数型" => {
            Type::Integer
        }
        "long" | "int64" | "bigint" | "biginteger" | "长整型" => Type::Long,
        "number" | "numeric" | "数字" | "数值" | "数值型" => Type::Number,
        "double" | "float" | "float32" | "float64" | "decimal" | "bigdecimal" | "浮点"
        | "浮点型" | "浮点数" | "双精度" => Type::Double,
        "boolean" | "bool" | "布尔" | "布尔型" | "布尔值" | "布尔类型" => Type::Boolean,
        "datetime" | "date-time" | "日期" => Type::DateTime,
        "object" | "json" | "jsonobject" | "json object" | "struct" | "structure" | "any"
        | "对象" | "结构体" => Type::Object,
        _ => return None,
    })
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
