//! Names of types in all their spellings.

/// Whether the text names a type: `String`, `Array of Rule objects`, `Map<string, Long>`, `List[int]`, `字符串`.
///
/// Every word of it has to be a type, a word that joins types, or the name of an object before `object`. A limit may
/// follow in brackets: `String(64)`.
#[must_use]
pub fn is_type(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > 120 {
        return false;
    }
    let written: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "<>[](){},|/:：（），、&".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let words: Vec<String> = written.iter().map(|word| word.to_lowercase()).collect();
    let Some(first) = words.first() else { return false };
    if !is_name(first) && !words.iter().skip(1).any(|word| is_object(word)) {
        return false;
    }
    // `Array of Label` names an object, `String of letters` does not.
    let names_object = |i: usize| {
        i > 0
            && i + 1 == words.len()
            && words.get(i - 1).is_some_and(|word| word == "of")
            && written.get(i).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    words.iter().enumerate().all(|(i, word)| {
        is_name(word)
            || i > 0 && (is_joint(word) || word.chars().all(|c| c.is_ascii_digit()))
            || is_identifier(word)
                && (names_object(i) || words.get(i + 1).is_some_and(|next| is_object(next)))
    })
}

fn is_name(word: &str) -> bool {
    NAMES.contains(&word)
        || word.strip_suffix('s').is_some_and(|one| NAMES.contains(&one))
        || CHINESE.contains(&word)
}

fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "or" | "and" | "a" | "an" | "in" | "format" | "或" | "的")
}

fn is_object(word: &str) -> bool {
    matches!(
        word,
        "object"
            | "objects"
            | "array"
            | "arrays"
            | "struct"
            | "structure"
            | "structures"
            | "list"
            | "lists"
            | "dict"
            | "dicts"
            | "enum"
            | "对象"
            | "数组"
            | "列表"
    )
}

fn is_identifier(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

const NAMES: &[&str] = &[
    "string",
    "str",
    "char",
    "varchar",
    "text",
    "integer",
    "int",
    "long",
    "short",
    "byte",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "bigint",
    "bigdecimal",
    "biginteger",
    "float",
    "float32",
    "float64",
    "double",
    "number",
    "numeric",
    "decimal",
    "boolean",
    "bool",
    "object",
    "array",
    "list",
    "map",
    "set",
    "dict",
    "dictionary",
    "dictionarie",
    "hash",
    "json",
    "jsonobject",
    "jsonarray",
    "struct",
    "structure",
    "structured",
    "datetime",
    "date-time",
    "date",
    "time",
    "timestamp",
    "uuid",
    "file",
    "binary",
    "enum",
    "enumeration",
    "any",
    "null",
    "uri",
    "url",
    "body",
    "bytes",
    "void",
    "stream",
    "collection",
    "tuple",
    "multipart",
    "inputstream",
];

const CHINESE: &[&str] = &[
    "字符串",
    "字符",
    "字符串类型",
    "字符型",
    "整型",
    "整数",
    "整形",
    "整数型",
    "长整型",
    "短整型",
    "布尔",
    "布尔型",
    "布尔值",
    "布尔类型",
    "数组",
    "对象",
    "列表",
    "集合",
    "浮点",
    "浮点型",
    "浮点数",
    "双精度",
    "数字",
    "数值",
    "数值型",
    "日期",
    "时间",
    "时间戳",
    "枚举",
    "字典",
    "文件",
    "对象数组",
    "字符串数组",
    "结构体",
];

#[cfg(test)]
mod tests {
    use super::is_type;

    #[test]
    fn types() {
        for text in [
            "String",
            "Array of strings",
            "Array of Rule objects",
            "CreatedUser object",
            "[Long]",
            "Map<string,integer>",
            "Array [Objects]",
            "List of Json",
            "String(64)",
            "字符串",
            "Array Of objects",
            "Array<Map<String, Object>>",
            "Integer or String",
            "list<string>",
            "double",
            "Array of Label",
        ] {
            assert!(is_type(text), "{text}");
        }
    }

    #[test]
    fn others() {
        for text in [
            "",
            "project_id",
            "Yes",
            "Name of a cake",
            "String of letters",
            "List of cakes that exist",
            "Array.",
            "-",
            "A string",
            "Status.",
            "time_of_day",
            "64",
            "Number of cakes displayed on each plate.",
        ] {
            assert!(!is_type(text), "{text}");
        }
    }
}
