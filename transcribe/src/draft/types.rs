//! Types of pages as drafts have them: containers, and what is in them.

use crate::type_name::Type;
use crate::words::half_width;

/// A type in the spelling of the spec, but for an object in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelling {
    /// `Array of Map of `.
    containers: String,
    pub(super) item: Item,
}

/// What is in all the containers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// A value of this type.
    Value(&'static str),
    /// Any JSON.
    Json,
    /// An object, and the page does not say which.
    Objects,
    /// An object of this name.
    Named(String),
    /// Bytes.
    File,
    /// Nobody knows.
    Unknown,
}

/// Containers in containers at most.
const DEEPEST: usize = 4;
/// Characters of a type at most: a longer one is a sentence.
const LONGEST: usize = 200;

impl Spelling {
    /// Reads a type as a page has it.
    pub(super) fn read(text: &str) -> Self {
        let half: String = text.chars().map(half_width).collect();
        let text = half.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.trim_end_matches(['.', ',', ';', ':']);
        let mut spelling = Self { containers: String::new(), item: Item::Unknown };
        if text.chars().count() > LONGEST {
            return spelling;
        }
        let read = Type::read(text);
        let mut inner = Some(&read);
        for _ in 0..=DEEPEST {
            match inner {
                Some(Type::List(item)) => {
                    spelling.containers.push_str("Array of ");
                    inner = item.as_deref();
                }
                Some(Type::Map(value)) => {
                    spelling.containers.push_str("Map of ");
                    inner = value.as_deref();
                }
                other => {
                    spelling.item = other.map_or(Item::Unknown, |read| item(read, text));
                    return spelling;
                }
            }
        }
        spelling.containers.clear();
        spelling
    }

    /// A value without containers.
    pub(super) fn value(name: &'static str) -> Self {
        Self { containers: String::new(), item: Item::Value(name) }
    }

    /// The type in the spec's spelling, with `object` where it holds one.
    pub(super) fn spelt(&self, object: &str) -> String {
        let item = match &self.item {
            Item::Value(name) => name,
            Item::File => "String",
            Item::Json | Item::Objects | Item::Named(_) | Item::Unknown => object,
        };
        format!("{}{item}", self.containers)
    }

    /// Whether an object may be meant.
    pub(super) fn may_be_object(&self) -> bool {
        !matches!(self.item, Item::Value(_) | Item::File)
    }

    pub(super) fn is_list(&self) -> bool {
        self.containers.starts_with("Array of ")
    }
}

fn item(read: &Type, text: &str) -> Item {
    match read {
        Type::Text => Item::Value("String"),
        Type::Integer => Item::Value("Integer"),
        Type::Long => Item::Value("Long"),
        Type::Number | Type::Double => Item::Value("Double"),
        Type::Boolean => Item::Value("Boolean"),
        Type::DateTime => Item::Value("DateTime"),
        Type::Object if ["json", "any"].contains(&text.to_lowercase().as_str()) => Item::Json,
        Type::Object => Item::Objects,
        Type::Named(name) => named(name),
        Type::List(_) | Type::Map(_) => Item::Unknown,
    }
}

/// A word that is no type by itself: a name of an object, if it can be one.
fn named(name: &str) -> Item {
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    match name.to_lowercase().as_str() {
        "date" | "time" | "guid" | "enumeration" => Item::Value("String"),
        "timestamp" => Item::Value("DateTime"),
        "int8" | "int16" | "uint" | "uint8" | "uint16" | "uint32" => Item::Value("Integer"),
        "uint64" => Item::Value("Long"),
        "file" | "files" | "binary" | "byte" | "bytes" | "stream" | "inputstream" | "文件" => {
            Item::File
        }
        _ if is_name => Item::Named(name.to_owned()),
        _ => Item::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(text: &str) -> String {
        Spelling::read(text).spelt("Object")
    }

    #[test]
    fn types_have_many_spellings() {
        for (page, spec) in [
            ("String", "String"),
            ("String（1-64）", "String"),
            ("Array of Strings", "Array of String"),
            ("List < string >", "Array of String"),
            ("string[]", "Array of String"),
            ("[Long]", "Array of Long"),
            ("array(int)", "Array of Integer"),
            ("List", "Array of Object"),
            ("Array of Array of int", "Array of Array of Integer"),
            ("int32", "Integer"),
            ("Float", "Double"),
            ("number", "Double"),
            ("Bool", "Boolean"),
            ("Map<String, List<Integer>>", "Map of Array of Integer"),
            ("map[string]boolean", "Map of Boolean"),
            ("map", "Map of Object"),
            ("JSON", "Object"),
            ("Object.", "Object"),
            ("date", "String"),
            ("timestamp", "DateTime"),
            ("file", "String"),
            ("长整型", "Long"),
            ("字符串数组", "Array of String"),
            ("Array（String）", "Array of String"),
            ("Integer or String", "Object"),
            ("", "Object"),
        ] {
            assert_eq!(spelt(page), spec, "{page}");
        }
    }

    #[test]
    fn objects_are_known_by_name() {
        for (page, name) in [
            ("Array of Rule objects", "Rule"),
            ("CreatedUser object", "CreatedUser"),
            ("List<Tag>", "Tag"),
            ("Map<String, Tag>", "Tag"),
        ] {
            assert_eq!(Spelling::read(page).item, Item::Named(name.to_owned()), "{page}");
        }
        for unknown in ["a, b", &"[".repeat(40), &"Array of ".repeat(9), &"x".repeat(999)] {
            assert_eq!(Spelling::read(unknown).item, Item::Unknown, "{unknown}");
        }
        assert!(!Spelling::read("Array of Strings").may_be_object());
    }
}
