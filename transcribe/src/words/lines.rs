//! Lines that say by their form what they are: captions, request lines, status codes, notes, furniture of pages.

use super::half_width;

/// Methods of HTTP that pages document.
pub const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// The text above a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caption<'a> {
    /// `5`, `3-1`.
    pub number: &'a str,
    /// What follows; may be empty.
    pub title: &'a str,
}

/// The caption in `Table 5 Rule`, `**Table 5** Rule` or `表 5  规则`; `None` for a sentence about a table.
#[must_use]
pub fn caption(text: &str) -> Option<Caption<'_>> {
    let text = text.trim().trim_start_matches(['*', '_', ' ']);
    let rest = strip_word(text, "table").or_else(|| text.strip_prefix('表'))?;
    let rest = rest.trim_start();
    let end =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.'))).unwrap_or(rest.len());
    let (number, title) = (rest.get(..end)?, rest.get(end..)?);
    let number = number.trim_end_matches(['-', '.']);
    if !number.starts_with(|c: char| c.is_ascii_digit()) || number.len() > 8 {
        return None;
    }
    let title = title
        .trim_start_matches(['*', '_', ':', '：', '.', '-', '–', ' ', '\t', '\u{a0}', '\u{3000}']);
    (!is_sentence(title)).then_some(Caption { number, title: title.trim_end() })
}

/// Whether what follows `Table 5` makes a sentence of it.
fn is_sentence(title: &str) -> bool {
    const VERBS: &[&str] = &[
        "describes",
        "shows",
        "provides",
        "is",
        "are",
        "and",
        "to",
        "for",
        "below",
        "gives",
        "explains",
        "in",
        "contains",
        "presents",
        "defines",
        "summarizes",
        "or",
        "of",
    ];
    // These may be the name of a field as well.
    const NOUNS_TOO: &[&str] = &["lists", "details"];
    const ARTICLES: &[&str] = &["the", "a", "an", "all", "how", "what", "which", "some", "each"];
    const PARTICLES: &[&str] =
        &["所示", "所列", "描述了", "列出", "为", "和", "中", "给出", "说明了"];
    let mut words = title.split_whitespace().map(|word| word.trim_end_matches(['.', ',']));
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    VERBS.contains(&first)
        || NOUNS_TOO.contains(&first) && (ARTICLES.contains(&second) || title.ends_with('.'))
        || PARTICLES.iter().any(|word| title.starts_with(word))
        || title.starts_with([',', '，', '。', ';', '；', ')', '）', '、'])
        || title.ends_with(['。', '；', ';', ','])
        || title.ends_with('.') && title.split_whitespace().count() > 6
}

/// Text after an English word at its beginning, whatever its case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    start.eq_ignore_ascii_case(word).then(|| text.get(word.len()..)).flatten()
}

/// A method and where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestLine<'a> {
    /// In upper case, one of [`METHODS`].
    pub method: &'static str,
    /// A path or an address, perhaps with query string, as written.
    pub target: &'a str,
}

/// The request line in `GET /v2/{id}`, `POST https://{endpoint}/v1`, `PUT /v1 HTTP/1.1`.
#[must_use]
pub fn request_line(text: &str) -> Option<RequestLine<'_>> {
    let text = text.trim();
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (word, rest) = text.split_at(length);
    let method = METHODS.iter().find(|method| **method == word)?;
    let target = rest.trim_start_matches([':', '：', ' ', '\t', '\u{a0}', '\u{3000}']).trim_end();
    let target = target.split("HTTP/").next().unwrap_or(target).trim_end();
    let after = target.trim_start_matches('/');
    let is_list = METHODS.iter().any(|method| after.starts_with(method));
    let is_target = (target.starts_with(['/', '{']) || target.contains("://"))
        && !target.contains(char::is_whitespace)
        && !is_list;
    is_target.then_some(RequestLine { method, target })
}

/// The code in `Status code: 400`, `HTTP Status Code 1001`, `状态码： 200`.
#[must_use]
pub fn status_line(text: &str) -> Option<&str> {
    let text = text.trim().trim_start_matches(['*', ' ']);
    let text = strip_word(text, "http").map_or(text, str::trim_start);
    let text = text.strip_prefix("响应").unwrap_or(text);
    let rest = strip_word(text, "status code")
        .or_else(|| strip_word(text, "response code"))
        .or_else(|| text.strip_prefix("状态码"))
        .or_else(|| text.strip_prefix("返回码"))?;
    let code =
        rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '*' | '`'));
    let is_code = (3..=5).contains(&code.len()) && code.chars().all(|c| c.is_ascii_digit());
    (is_code || code.eq_ignore_ascii_case("default")).then_some(code)
}

/// The mark of a note at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note<'a> {
    /// What follows; empty where the mark stands alone.
    pub rest: &'a str,
}

/// The note in `NOTE:`, `Note: …`, `CAUTION:`, `说明：`.
#[must_use]
pub fn note(text: &str) -> Option<Note<'_>> {
    const WORDS: &[&str] = &[
        "note",
        "notes",
        "notice",
        "caution",
        "warning",
        "important",
        "danger",
        "tip",
        "hint",
        "attention",
    ];
    const CHINESE: &[&str] = &["说明", "注意", "须知", "警告", "危险", "提示", "备注"];
    let text = text.trim();
    let (word, rest) = text.split_at(text.find([':', '：'])?);
    let rest = rest.trim_start_matches([':', '：']).trim_start();
    let word = word.trim_matches(['*', ' ', '_']);
    let known = WORDS.iter().any(|note| word.eq_ignore_ascii_case(note)) || CHINESE.contains(&word);
    known.then_some(Note { rest })
}

/// The date in `Updated on 2022-12-05 GMT+08:00` or `更新时间：2022-12-05`: `2022-12-05`.
#[must_use]
pub fn updated(text: &str) -> Option<&str> {
    const LABELS: &[&str] = &[
        "updated on",
        "updated at",
        "last updated",
        "last modified",
        "update time",
        "modified on",
    ];
    let text = text.trim();
    let rest = LABELS
        .iter()
        .find_map(|label| strip_word(text, label))
        .or_else(|| text.strip_prefix("更新时间"))
        .or_else(|| text.strip_prefix("最近更新"))
        .or_else(|| text.strip_prefix("更新于"))?;
    let rest = rest.trim_start_matches([':', '：', ' ', '\u{a0}']);
    let rest = strip_word(rest, "on").map_or(rest, str::trim_start);
    let date = rest.get(..10)?;
    let shape = |(i, c): (usize, char)| {
        if matches!(i, 4 | 7) { matches!(c, '-' | '/') } else { c.is_ascii_digit() }
    };
    date.chars().enumerate().all(shape).then_some(date)
}

/// Whether a line is the path of a page through its site: `Help Center/ Service/ API Reference`.
#[must_use]
pub fn is_breadcrumb(text: &str) -> bool {
    let text = text.trim();
    let parts =
        |separator: &str| text.split(separator).filter(|part| !part.trim().is_empty()).count();
    let marked = [" > ", " >", "/ ", " › ", " » "].iter().any(|separator| parts(separator) >= 3);
    marked
        && !text.ends_with(['.', '。', ';'])
        && !text.starts_with(['/', '{', '<', '|', '+', '-', '*'])
}

/// Whether a line leads to other pages: `Parent topic: …`, `Previous: …`, `上一篇：…`.
#[must_use]
pub fn is_navigation(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "parent topic",
        "last article",
        "next article",
        "previous article",
        "previous topic",
        "next topic",
        "previous",
        "next",
    ];
    const CHINESE: &[&str] = &["父主题", "上一篇", "下一篇", "上一节", "下一节"];
    let text = text.trim();
    let rest = LABELS
        .iter()
        .find_map(|label| strip_word(text, label))
        .or_else(|| CHINESE.iter().find_map(|label| text.strip_prefix(label)));
    rest.and_then(|rest| rest.trim_start().chars().next()).is_some_and(|c| half_width(c) == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_sentences() {
        for (text, expected) in [
            ("Table 5 Rule", Some(("5", "Rule"))),
            ("**Table 5** Rule", Some(("5", "Rule"))),
            ("表 1  URI 参数", Some(("1", "URI 参数"))),
            ("表1 状态码", Some(("1", "状态码"))),
            ("Table 3-1 Cakes", Some(("3-1", "Cakes"))),
            ("Table 2: Cakes", Some(("2", "Cakes"))),
            ("Table 2", Some(("2", ""))),
            ("Table 4 describes status codes.", None),
            ("表4所示。", None),
            ("Table 4 details parameters", Some(("4", "details parameters"))),
            ("Table 4 lists the parameters", None),
            ("Table 4 lists parameters.", None),
            ("Table of cakes", None),
            ("Tables 4", None),
            ("表示一个蛋糕", None),
            ("**", None),
        ] {
            assert_eq!(caption(text).map(|c| (c.number, c.title)), expected, "{text}");
        }
    }

    #[test]
    fn request_lines() {
        for (text, expected) in [
            ("GET /v1/cakes", Some(("GET", "/v1/cakes"))),
            (
                "POST https://{endpoint}/v1/cakes?x=1 HTTP/1.1",
                Some(("POST", "https://{endpoint}/v1/cakes?x=1")),
            ),
            ("GET: /v1", Some(("GET", "/v1"))),
            ("GET/v1/cakes", Some(("GET", "/v1/cakes"))),
            ("GET/POST", None),
            ("GET requests are cheap", None),
            ("Get /v1", None),
            ("PUT", None),
        ] {
            assert_eq!(request_line(text).map(|r| (r.method, r.target)), expected, "{text}");
        }
    }

    #[test]
    fn status_codes() {
        for (text, expected) in [
            ("Status code: 400", Some("400")),
            ("HTTP Status Code **1001**", Some("1001")),
            ("状态码： 200", Some("200")),
            ("Status Codes", None),
            ("Status code", None),
        ] {
            assert_eq!(status_line(text), expected, "{text}");
        }
    }

    #[test]
    fn notes() {
        assert_eq!(note("NOTE:"), Some(Note { rest: "" }));
        assert_eq!(note("说明：很好"), Some(Note { rest: "很好" }));
        assert_eq!(note("Notebook: x"), None);
    }

    #[test]
    fn furniture() {
        assert_eq!(updated("Updated on 2022-12-05 GMT+08:00"), Some("2022-12-05"));
        assert_eq!(updated("Updated on request"), None);
        assert!(is_breadcrumb("Help/ Cakes/ API Reference/ Baking"));
        assert!(!is_breadcrumb("Flour and/ or sugar"));
        assert!(!is_breadcrumb("GET /v1/a/b/c"));
        assert!(is_navigation("Parent topic: Cakes"));
        assert!(is_navigation("上一篇：蛋糕"));
        assert!(!is_navigation("Next, bake it"));
    }
}
