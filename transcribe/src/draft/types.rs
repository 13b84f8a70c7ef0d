//! Types in the spellings of pages, and in that of the spec.

/// What a page says that a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Integer,
    Long,
    Double,
    Boolean,
    DateTime,
    /// Any JSON.
    Json,
    /// An object, and the page does not say which.
    Objects,
    /// An object of this name.
    Named(String),
    List(Box<Type>),
    Map(Box<Type>),
    /// Bytes.
    File,
    /// Nobody knows.
    Unknown,
}

/// Containers in containers at most.
const DEEPEST: usize = 4;

/// Reads a type as a page has it.
pub(crate) fn read(text: &str) -> Type {
    let half: String = text.chars().map(crate::words::half_width).collect();
    let words: Vec<&str> = half.split_whitespace().collect();
    parse(&words.join(" "), 0)
}

fn parse(text: &str, depth: usize) -> Type {
    let text = without_length(text.trim().trim_end_matches(['.', ',', ';', ':']));
    if depth > DEEPEST || text.is_empty() {
        return Type::Unknown;
    }
    let lower = text.to_lowercase();
    if let Some(known) = word(&lower) {
        return known;
    }
    let inner =
        |range: std::ops::Range<usize>| parse(text.get(range).unwrap_or_default(), depth + 1);
    if let Some(item) = lower.strip_suffix("[]") {
        return Type::List(Box::new(inner(0..item.len())));
    }
    if lower.starts_with('[') && lower.ends_with(']') {
        return Type::List(Box::new(inner(1..text.len() - 1)));
    }
    for container in ["array", "arrays", "list", "lists", "set", "collection"] {
        let Some(rest) = lower.strip_prefix(container) else { continue };
        if let Some(range) = argument(rest, lower.len()) {
            return Type::List(Box::new(inner(range)));
        }
    }
    for container in ["map", "dict", "dictionary", "hashmap"] {
        let Some(rest) = lower.strip_prefix(container) else { continue };
        if let Some(range) = argument(rest, lower.len()) {
            let pair = text.get(range.clone()).unwrap_or_default();
            let after_key = pair.find([',', ':']).map_or(0, |comma| comma + 1);
            let after_bracket = pair.find(']').filter(|_| after_key == 0).map_or(0, |end| end + 1);
            return Type::Map(Box::new(inner(
                range.start + after_key.max(after_bracket)..range.end,
            )));
        }
    }
    for (suffix, list) in [
        (" objects", false),
        (" object", false),
        (" structures", false),
        (" structure", false),
        (" array", true),
        (" arrays", true),
        (" list", true),
        (" lists", true),
        ("数组", true),
        ("列表", true),
        ("对象", false),
        ("类型", false),
    ] {
        let Some(rest) = lower.strip_suffix(suffix) else { continue };
        let item = inner(0..rest.len());
        return match item {
            item if list => Type::List(Box::new(item)),
            Type::Unknown => name(text.get(..rest.len()).unwrap_or_default()),
            item => item,
        };
    }
    name(text)
}

/// The place of what stands behind the word of a container: `<T>`, `[T]`, `(T)`, ` of T`.
fn argument(rest: &str, end: usize) -> Option<std::ops::Range<usize>> {
    let start = end - rest.len();
    let blanks = rest.len() - rest.trim_start().len();
    let bare = rest.trim_start();
    for (open, close) in [('<', '>'), ('[', ']'), ('(', ')')] {
        if bare.starts_with(open) && bare.ends_with(close) {
            return Some(start + blanks + 1..end - 1);
        }
    }
    // `map[string]integer`
    if bare.starts_with('[') && bare.contains(']') {
        return Some(start + blanks + 1..end);
    }
    if let Some(item) = rest.strip_prefix(" of ") {
        return Some(end - item.len()..end);
    }
    // `Array String`, `List Rule`
    let item = rest.strip_prefix(' ')?;
    (!item.is_empty() && !item.contains(' ')).then(|| end - item.len()..end)
}

/// A name of an object, if the text can be one.
fn name(text: &str) -> Type {
    let good = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if good { Type::Named(text.to_owned()) } else { Type::Unknown }
}

/// `String(64)` without its limit.
fn without_length(text: &str) -> &str {
    match text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((bare, limit))
            if limit.bytes().all(|byte| byte.is_ascii_digit() || b"-~ ,".contains(&byte)) =>
        {
            bare.trim_end()
        }
        _ => text,
    }
}

fn word(lower: &str) -> Option<Type> {
    Some(match lower {
        "string" | "strings" | "str" | "char" | "varchar" | "text" | "uuid" | "guid" | "url"
        | "uri" | "date" | "time" | "enum" | "enumeration" | "字符串" | "字符" | "字符型"
        | "字符串型" | "枚举" | "日期" | "时间" => Type::Text,
        "integer" | "integers" | "int" | "ints" | "int32" | "int16" | "int8" | "uint" | "uint8"
        | "uint16" | "uint32" | "short" | "整型" | "整数" | "整形" | "整数型" | "短整型" => {
            Type::Integer
        }
        "long" | "longs" | "int64" | "uint64" | "bigint" | "biginteger" | "长整型" => Type::Long,
        "double" | "doubles" | "float" | "floats" | "float32" | "float64" | "number"
        | "numbers" | "numeric" | "decimal" | "bigdecimal" | "浮点" | "浮点型" | "浮点数"
        | "双精度" | "数字" | "数值" | "数值型" => Type::Double,
        "boolean" | "booleans" | "bool" | "bools" | "布尔" | "布尔型" | "布尔值" => {
            Type::Boolean
        }
        "datetime" | "date-time" | "date time" | "timestamp" | "时间戳" => Type::DateTime,
        "json" | "jsonobject" | "json object" | "json objects" | "any" | "json string" => {
            Type::Json
        }
        "object" | "objects" | "struct" | "structs" | "structure" | "structures" | "dict"
        | "dictionary" | "对象" | "结构体" | "结构" => Type::Objects,
        "map" | "maps" | "hashmap" | "字典" => Type::Map(Box::new(Type::Unknown)),
        "array" | "arrays" | "list" | "lists" | "set" | "collection" | "jsonarray" | "数组"
        | "列表" | "集合" => Type::List(Box::new(Type::Unknown)),
        "file" | "files" | "binary" | "byte" | "bytes" | "stream" | "inputstream" | "文件" => {
            Type::File
        }
        _ => return None,
    })
}

impl Type {
    /// What is in all the lists and maps.
    pub(super) fn innermost(&self) -> &Self {
        match self {
            Self::List(item) | Self::Map(item) => item.innermost(),
            other => other,
        }
    }

    /// The type in the spec's spelling, with `object` where it holds one.
    pub(super) fn spelt(&self, object: &str) -> String {
        match self {
            Self::Text | Self::File => "String".to_owned(),
            Self::Integer => "Integer".to_owned(),
            Self::Long => "Long".to_owned(),
            Self::Double => "Double".to_owned(),
            Self::Boolean => "Boolean".to_owned(),
            Self::DateTime => "DateTime".to_owned(),
            Self::Json | Self::Objects | Self::Named(_) | Self::Unknown => object.to_owned(),
            Self::List(item) => format!("Array of {}", item.spelt(object)),
            Self::Map(item) => format!("Map of {}", item.spelt(object)),
        }
    }

    /// Whether an object may be meant.
    pub(super) fn may_be_object(&self) -> bool {
        matches!(self.innermost(), Self::Json | Self::Objects | Self::Named(_) | Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(text: &str) -> String {
        read(text).spelt("Object")
    }

    #[test]
    fn types_have_many_spellings() {
        for (page, spec) in [
            ("String", "String"),
            ("string", "String"),
            ("String(64)", "String"),
            ("String (1-64)", "String"),
            ("Array of strings", "Array of String"),
            ("Array of Strings", "Array of String"),
            ("List<String>", "Array of String"),
            ("List < string >", "Array of String"),
            ("string[]", "Array of String"),
            ("[Long]", "Array of Long"),
            ("Array [Objects]", "Array of Object"),
            ("array(int)", "Array of Integer"),
            ("List", "Array of Object"),
            ("List String", "Array of String"),
            ("Array of Array of int", "Array of Array of Integer"),
            ("int32", "Integer"),
            ("Int", "Integer"),
            ("Float", "Double"),
            ("number", "Double"),
            ("Bool", "Boolean"),
            ("Map<String,String>", "Map of String"),
            ("Map<String, List<Integer>>", "Map of Array of Integer"),
            ("map[string]boolean", "Map of Boolean"),
            ("Map of integers", "Map of Integer"),
            ("map", "Map of Object"),
            ("JSON", "Object"),
            ("Object", "Object"),
            ("date", "String"),
            ("datetime", "DateTime"),
            ("file", "String"),
            ("字符串", "String"),
            ("整型", "Integer"),
            ("长整型", "Long"),
            ("字符串数组", "Array of String"),
            ("对象数组", "Array of Object"),
            ("数组", "Array of Object"),
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
            ("LdDatasourceInfo", "LdDatasourceInfo"),
            ("Map<String, Tag>", "Tag"),
        ] {
            assert_eq!(*read(page).innermost(), Type::Named(name.to_owned()), "{page}");
        }
        assert_eq!(read("a, b"), Type::Unknown);
        assert_eq!(read(&"[".repeat(40)), Type::Unknown);
        assert!(!read("Array of Strings").may_be_object());
    }
}
