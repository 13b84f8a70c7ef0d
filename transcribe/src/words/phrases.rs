//! Headings, captions and labels by the words that they consist of, for all that no list foresees.
//!
//! `Request Elements`, `返回数据` and `3.2 Response body (JSON)` are made of few words in ever new order. A text that
//! consists of such words alone announces something; one other word, and it names an operation or an object.

mod lexicon;

use super::{Section, half_width};
use lexicon::{CHINESE, CHINESE_FILLERS, ENGLISH, FILLERS};

/// What a word speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// What is sent.
    Request,
    /// What is answered.
    Response,
    /// Headers of a message.
    Header,
    /// The body of a message.
    Body,
    /// An address.
    Path,
    /// The query string of an address.
    Query,
    /// A method of HTTP.
    Method,
    /// An example.
    Example,
    /// Code of a program, or the code of a status or an error.
    Code,
    /// A language or a tool in which operations are called.
    Language,
    /// A status.
    Status,
    /// An error or a failure.
    Error,
    /// A success.
    Success,
    /// Parameters, fields, elements.
    Parameter,
    /// The base of addresses: a host, a domain.
    Base,
}

/// What the words of a text speak of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Phrase(u32);

impl Phrase {
    /// Whether one of the words speaks of it.
    #[must_use]
    pub fn has(self, subject: Subject) -> bool {
        self.0 & (1 << subject as u32) != 0
    }

    fn add(&mut self, subject: Subject) {
        self.0 |= 1 << subject as u32;
    }

    /// What a heading of these words announces.
    #[must_use]
    pub fn section(self) -> Option<Section> {
        let has = |subject| self.has(subject);
        if has(Subject::Base) {
            return None;
        }
        self.example_section().or_else(|| self.code_section()).or_else(|| {
            let response = has(Subject::Response);
            Some(match () {
                () if has(Subject::Method) && !response => Section::Uri,
                // `查询结果`: the result of a search.
                () if has(Subject::Query) && response => return None,
                () if has(Subject::Query) && has(Subject::Path) => Section::PathParameters,
                () if has(Subject::Query) => Section::QueryParameters,
                () if has(Subject::Header) && response => Section::ResponseHeader,
                () if has(Subject::Header) => Section::RequestHeader,
                () if has(Subject::Body) && response => Section::ResponseBody,
                () if has(Subject::Body) => Section::RequestBody,
                () if has(Subject::Path) && has(Subject::Parameter) && !response => {
                    Section::PathParameters
                }
                () if has(Subject::Path) && !response => Section::Uri,
                () if response && !has(Subject::Request) => Section::Response,
                () if has(Subject::Request) && !response => Section::Request,
                () if self == Self(1 << Subject::Parameter as u32) => Section::Parameters,
                () => return None,
            })
        })
    }

    fn example_section(self) -> Option<Section> {
        let has = |subject| self.has(subject);
        if has(Subject::Language) && !has(Subject::Request) && !has(Subject::Response) {
            return (has(Subject::Code) || has(Subject::Example)).then_some(Section::SampleCode);
        }
        if !has(Subject::Example) {
            return None;
        }
        // An example of a failed request shows its response.
        let response = has(Subject::Response) || has(Subject::Error) || has(Subject::Success);
        Some(match (has(Subject::Request), response) {
            _ if has(Subject::Code) && !response && !has(Subject::Request) => Section::SampleCode,
            (true, true) if has(Subject::Response) => Section::Example,
            (_, true) => Section::ExampleResponse,
            (true, false) => Section::ExampleRequest,
            (false, false) => Section::Example,
        })
    }

    fn code_section(self) -> Option<Section> {
        let has = |subject| self.has(subject);
        if has(Subject::Error) && (has(Subject::Code) || !has(Subject::Response)) {
            return Some(Section::ErrorCodes);
        }
        let of_response = has(Subject::Status) || has(Subject::Response);
        let is_status =
            has(Subject::Code) && of_response || has(Subject::Status) && has(Subject::Response);
        is_status.then_some(Section::StatusCodes)
    }
}

/// What a text speaks of that consists of such words alone; a remark in brackets may say anything.
#[must_use]
pub fn phrase(text: &str) -> Option<Phrase> {
    let text = without_number(text);
    if text.chars().count() > 60 {
        return None;
    }
    let (outside, inside) = match text.split_once(['(', '（']) {
        Some((before, rest)) => match rest.split_once([')', '）']) {
            Some((inside, after)) if after.trim_matches([':', '：', ' ', '*']).is_empty() => {
                (before, Some(inside))
            }
            _ => return None,
        },
        None => (text, None),
    };
    let mut phrase = read(outside, true)?;
    if phrase == Phrase::default() {
        return None;
    }
    phrase.0 |= inside.and_then(|inside| read(inside, true)).unwrap_or_default().0;
    Some(phrase)
}

/// What a sentence speaks of among other things.
#[must_use]
pub fn mentions(text: &str) -> Phrase {
    read(text, false).unwrap_or_default()
}

/// A heading or a line that names an answer with its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// `200`.
    pub status: String,
    /// The other words, where they speak of an answer; empty where there are none.
    pub rest: String,
}

/// The answer in `Response (200 OK)`, `HTTP 201`, `> 404 Response`, `Status: 200`.
#[must_use]
pub fn coded(text: &str) -> Option<Coded> {
    if text.chars().count() > 60 {
        return None;
    }
    let lower = text.to_lowercase();
    let mut numbers = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| {
        word.len() == 3 && word.starts_with(['1', '2', '3', '4', '5']) && is_number(word)
    });
    let (status, None) = (numbers.next()?.to_owned(), numbers.next()) else { return None };
    let mut rest = lower.replacen(&status, " ", 1);
    for reason in REASONS {
        rest = rest.replace(reason, " ");
    }
    let rest = rest.replace(['(', ')', '（', '）', '`', '*'], " ");
    let rest = rest.replace("status code", " ").replace(" code", " ");
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "-—–:：,>".contains(c));
    if rest.is_empty() {
        // A number alone may be anything.
        let says_more = lower.trim() != status;
        return says_more.then_some(Coded { status, rest: String::new() });
    }
    let phrase = phrase(rest)?;
    let is_answer =
        phrase.has(Subject::Response) || phrase.has(Subject::Status) || phrase.has(Subject::Code);
    let only_status = !phrase.has(Subject::Response);
    let rest = if only_status { String::new() } else { rest.to_owned() };
    (is_answer && !phrase.has(Subject::Request)).then_some(Coded { status, rest })
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What follows a code in HTTP; the longer ones first.
const REASONS: &[&str] = &[
    "internal server error",
    "service unavailable",
    "unprocessable entity",
    "too many requests",
    "method not allowed",
    "bad gateway",
    "bad request",
    "no content",
    "not found",
    "not modified",
    "unauthorized",
    "forbidden",
    "conflict",
    "accepted",
    "created",
    "http/1.1",
    "https",
    "http",
    "ok",
];

/// A heading without its number: `3.2 Response`, `二、请求参数`.
#[must_use]
pub fn without_number(text: &str) -> &str {
    let text = text.trim().trim_matches(['#', '*', '=', '-', '—', '_', '>', '`', ' ']);
    let numbered = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || "（(一二三四五六七八九十".contains(c));
    let rest = numbered.trim_start_matches(['.', '、', '．', ')', '）', ':', ' ', '\u{a0}']);
    if numbered.len() == text.len() || rest.len() == numbered.len() {
        return text;
    }
    let deeper = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．'));
    if deeper.is_empty() { text } else { deeper.trim_start_matches([' ', '、', '\u{a0}']) }
}

/// Reads all words; where each has to be known, an unknown one ends it.
fn read(text: &str, all: bool) -> Option<Phrase> {
    let mut phrase = Phrase::default();
    let characters: Vec<char> = text.chars().map(half_width).collect();
    let mut rest = characters.as_slice();
    while let Some(first) = rest.first() {
        let (length, known) = if first.is_ascii_alphabetic() {
            let end = rest.iter().position(|c| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let word: String = rest.iter().take(end).collect::<String>().to_ascii_lowercase();
            (end, english(&word))
        } else if first.is_alphabetic() {
            chinese(rest).map_or((1, None), |(length, subject)| (length, Some(subject)))
        } else {
            let harmless = first.is_whitespace() || "/&,_-:|*`'、·\"".contains(*first);
            (1, if harmless { Some(None) } else { None })
        };
        match known {
            Some(subjects) => subjects.into_iter().flatten().for_each(|one| phrase.add(*one)),
            None if all => return None,
            None => {}
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    Some(phrase)
}

type Known = Option<Option<&'static [Subject]>>;

fn english(word: &str) -> Known {
    let look_up = |word: &str| {
        ENGLISH.iter().find(|(_, words)| words.contains(&word)).map(|(subjects, _)| *subjects)
    };
    let singular = word.strip_suffix('s').filter(|_| word != "methods" && word != "endpoints");
    let known = look_up(word).or_else(|| look_up(singular?));
    if let Some(subjects) = known {
        return Some(Some(subjects));
    }
    FILLERS.contains(&word).then_some(None).or_else(|| FILLERS.contains(&singular?).then_some(None))
}

/// The longest known word at the beginning of a Chinese text, and what it speaks of.
fn chinese(text: &[char]) -> Option<(usize, Option<&'static [Subject]>)> {
    (1..=4).rev().find_map(|length| {
        let word: String = text.get(..length)?.iter().collect();
        let word = word.as_str();
        let known = CHINESE.iter().find(|(_, words)| words.contains(&word));
        match known {
            Some((subjects, _)) => Some((length, Some(*subjects))),
            None => CHINESE_FILLERS.contains(&word).then_some((length, None)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_made_of_known_words_announce() {
        for (heading, expected) in [
            ("Request Elements", Section::Request),
            ("3.2 Response body (JSON)", Section::ResponseBody),
            ("Parameters in the URI", Section::PathParameters),
            ("Parameter in the response", Section::Response),
            ("HTTP Method", Section::Uri),
            ("Query", Section::QueryParameters),
            ("Request Parameters (query string)", Section::QueryParameters),
            ("Response Status Codes", Section::StatusCodes),
            ("Example (curl)", Section::SampleCode),
            ("Code Samples", Section::SampleCode),
            ("Example HTTP request", Section::ExampleRequest),
            ("二、请求参数", Section::Request),
            ("返回数据", Section::Response),
            ("输出参数：", Section::Response),
            ("请求成功样例", Section::ExampleResponse),
            ("正常返回示例", Section::ExampleResponse),
            ("请求语法", Section::Request),
            ("处理失败返回参数", Section::Response),
            ("HTTP请求方式", Section::Uri),
            ("请求参数 (路径参数)", Section::PathParameters),
            ("错误码说明", Section::ErrorCodes),
            ("要素说明", Section::Parameters),
            ("字段说明", Section::Parameters),
        ] {
            assert_eq!(phrase(heading).and_then(Phrase::section), Some(expected), "{heading}");
        }
    }

    #[test]
    fn one_other_word_and_it_is_a_name() {
        for heading in [
            "Creating a request",
            "Parameters in the cake list",
            "hosts request parameters",
            "查询结果",
            "蛋糕请求参数",
            "Base URL",
            "List of methods",
            "",
            "200",
        ] {
            assert_eq!(phrase(heading).and_then(Phrase::section), None, "{heading}");
        }
    }

    #[test]
    fn numbers_of_headings_do_not_count() {
        for (text, expected) in [
            ("7.5.2 Baking", "Baking"),
            ("二、蛋糕", "蛋糕"),
            ("1) Cake", "Cake"),
            ("--- Cake ---", "Cake"),
            ("3D cakes", "3D cakes"),
            ("一个蛋糕", "一个蛋糕"),
            ("2.1", "2.1"),
        ] {
            assert_eq!(without_number(text), expected, "{text}");
        }
    }

    #[test]
    fn answers_with_their_status() {
        for (text, expected) in [
            ("Response (200)", Some(("200", "response"))),
            ("Response `200 OK`:", Some(("200", "response"))),
            ("> 404 Response", Some(("404", "response"))),
            ("HTTP 201", Some(("201", ""))),
            ("Status: 200", Some(("200", ""))),
            ("400 Bad Request", Some(("400", ""))),
            ("HTTP 201 code response", Some(("201", "response"))),
            ("200", None),
            ("Up to 200 cakes", None),
            ("Request 200", None),
            ("200 to 404", None),
        ] {
            let found = coded(text);
            let found = found.as_ref().map(|one| (one.status.as_str(), one.rest.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn sentences_mention_things() {
        let phrase = mentions("The body of the response holds these cakes:");
        assert!(phrase.has(Subject::Response) && phrase.has(Subject::Body));
        assert!(!phrase.has(Subject::Request));
    }
}
