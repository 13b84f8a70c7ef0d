//! The names of objects, in titles and in types.

use crate::words;

/// The type or field that a caption names: `tags parameters` describes `tags`.
pub(in crate::extract) fn object_name(title: &str) -> String {
    // What follows a dash explains the name.
    let title = title.split(" — ").next().and_then(|title| title.split(" – ").next());
    let title = title.unwrap_or_default().trim();
    // A remark in brackets is no part of the name.
    let bare = title.strip_suffix([')', '）']).and_then(|rest| rest.split_once(['(', '（']));
    let title = bare.map_or(title, |(name, _)| name);
    let mut name = title.trim().trim_matches(['*', '"', '“', '”', '`']).to_owned();
    for start in ["description of the ", "parameters in the ", "fields of the ", "the "] {
        let begins = name.to_lowercase().starts_with(start) && name.len() > start.len();
        if let Some(rest) = name.get(start.len()..).filter(|_| begins) {
            name = String::from(rest);
        }
    }
    let endings = [
        "parameter descriptions",
        "parameter description",
        "parameters description",
        "request parameters",
        "response parameters",
        "parameters",
        "parameter",
        "field description",
        "fields",
        "field",
        "data structure",
        "structure",
        "struct",
        "schema",
        "object",
        "objects",
        "description",
        "descriptions",
        "请求参数说明",
        "响应参数说明",
        "参数说明",
        "请求参数",
        "响应参数",
        "参数",
        "字段说明",
        "字段",
        "元素",
        "数据结构",
        "结构说明",
        "说明",
        "结构",
    ];
    loop {
        let lower = name.to_lowercase();
        let ending =
            endings.iter().find(|ending| lower.ends_with(*ending) && lower.len() > ending.len());
        let Some(ending) = ending else { return name };
        let end = name.len().saturating_sub(ending.len());
        let Some(rest) = name.get(..end) else { return name };
        let rest = rest.trim().trim_end_matches(['的', '"', '”', '“', ':']).trim().to_owned();
        if rest.is_empty() {
            return name;
        }
        name = rest;
    }
}

/// The keys of the words in a type that may name an object: `rule` of `Array of Rule objects`.
pub(in crate::extract) fn type_words(type_name: &str) -> impl Iterator<Item = String> {
    let words =
        type_name.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-' || c == '.'));
    words.filter(|word| !is_type_word(word)).map(words::key)
}

fn is_type_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "" | "array"
            | "list"
            | "of"
            | "object"
            | "objects"
            | "map"
            | "string"
            | "strings"
            | "body"
            | "long"
            | "integer"
            | "json"
    )
}
