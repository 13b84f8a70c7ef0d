//! Facts as Markdown that neither rustdoc nor clippy misreads.

/// Camel-case words that clippy takes for names of products rather than of code.
const PRODUCTS: &[&str] = &[
    "DevOps",
    "DirectX",
    "GitHub",
    "GitLab",
    "GraphQL",
    "IPv4",
    "IPv6",
    "JavaScript",
    "MHz",
    "GHz",
    "KiB",
    "MiB",
    "GiB",
    "TiB",
    "OAuth",
    "OpenSSH",
    "OpenSSL",
    "OpenTelemetry",
    "TypeScript",
    "WebSocket",
    "iOS",
    "macOS",
];

/// A sentence of the spec as Markdown: code spans stay, everything else is plain text, and it ends in a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut sentence = prose(text);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// A text of the spec as Markdown.
///
/// Whatever stands between two backticks is code. Words that look like names become code, addresses become links,
/// and all other characters stand for themselves.
pub(super) fn prose(text: &str) -> String {
    let mut parts: Vec<&str> = text.split('`').collect();
    // An odd number of backticks: the last one is no mark.
    let dangling = if parts.len().is_multiple_of(2) { parts.pop() } else { None };
    let mut markdown = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index % 2 == 1 {
            markdown.push_str(&code(part));
        } else {
            plain(part, &mut markdown);
        }
    }
    if let Some(rest) = dangling {
        markdown.push_str("\\`");
        plain(rest, &mut markdown);
    }
    markdown
}

/// Text without code spans, with its runs of white space folded.
fn plain(text: &str, markdown: &mut String) {
    let mut words = text.split_whitespace().peekable();
    if text.starts_with(char::is_whitespace) && !markdown.is_empty() {
        markdown.push(' ');
    }
    while let Some(word) = words.next() {
        // A mark that opens a block counts at the start of a text only: lines are not broken before one.
        if markdown.is_empty() && opens_block(word) {
            escape_block(word, markdown);
        } else {
            plain_word(word, markdown);
        }
        if words.peek().is_some() || text.ends_with(char::is_whitespace) {
            markdown.push(' ');
        }
    }
}

fn plain_word(word: &str, markdown: &mut String) {
    const OPENING: [char; 5] = ['(', '[', '{', '"', '\''];
    const CLOSING: [char; 10] = ['.', ',', ';', ':', '!', '?', ')', ']', '"', '\''];
    let core = word.trim_start_matches(OPENING);
    let (before, _) = word.split_at(word.len() - core.len());
    let trimmed = core.trim_end_matches(CLOSING);
    let (core, after) = core.split_at(trimmed.len());
    escape(before, markdown);
    if core.starts_with("https://") || core.starts_with("http://") {
        markdown.push('<');
        markdown.push_str(&core.replace('<', "%3C").replace('>', "%3E"));
        markdown.push('>');
    } else if is_name(core) {
        markdown.push_str(&code(core));
    } else {
        escape(core, markdown);
    }
    escape(after, markdown);
}

/// Whether a word is a name in code, to be set as code.
fn is_name(word: &str) -> bool {
    let lone_underscore = word.chars().all(|character| character == '_');
    (word.contains('_') && !lone_underscore)
        || word.contains("::")
        || word.contains(['{', '}', '<', '>'])
        || word.split(|character: char| !character.is_alphanumeric()).any(is_camel_case)
}

fn is_camel_case(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    singular.starts_with(char::is_uppercase)
        && singular.chars().filter(|character| character.is_uppercase()).count() > 1
        && singular.chars().any(char::is_lowercase)
        && !PRODUCTS.contains(&word)
}

fn escape(text: &str, markdown: &mut String) {
    for character in text.chars() {
        if matches!(character, '\\' | '*' | '_' | '<' | '>' | '[' | ']' | '~' | '&' | '|' | '`') {
            markdown.push('\\');
        }
        markdown.push(character);
    }
}

fn escape_block(word: &str, markdown: &mut String) {
    let digits =
        word.len() - word.trim_start_matches(|character: char| character.is_ascii_digit()).len();
    let (number, rest) = word.split_at(digits);
    markdown.push_str(number);
    markdown.push('\\');
    markdown.push_str(rest);
}

/// Whether a word at the start of a line would open a list, a heading or a quote.
pub(super) fn opens_block(word: &str) -> bool {
    let rest = word.trim_start_matches(|character: char| character.is_ascii_digit());
    let numbered = rest.len() < word.len() && matches!(rest, "." | ")");
    let marked = !word.is_empty()
        && word.chars().all(|character| matches!(character, '-' | '+' | '=' | '#' | '*'));
    numbered
        || marked
        || word.starts_with('>')
        || word.starts_with("```")
        || word.starts_with("~~~")
}

/// A code span.
pub(super) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        // Markdown has no empty code span.
        return "(empty)".to_owned();
    }
    if text.contains('`') {
        let longest =
            text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        return format!("{fence} {text} {fence}");
    }
    format!("`{text}`")
}

/// A link to an address.
pub(super) fn link(text: &str, url: &str) -> String {
    let url: String =
        url.chars().filter(|character| !character.is_control() && *character != ' ').collect();
    let url = url.replace('<', "%3C").replace('>', "%3E");
    if url.contains(['(', ')']) { format!("[{text}](<{url}>)") } else { format!("[{text}]({url})") }
}

/// Words as a list of things: `a`, `a and b`, `a, b and c`.
pub(super) fn series(words: &[String], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

/// Breaks a text into lines of a width, never inside a code span and never so that a line opens a block.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in atoms(text) {
        let fits = line.chars().count() + 1 + word.chars().count() <= width;
        if line.is_empty() {
            line.push_str(word);
        } else if fits || opens_block(word) {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The words of a Markdown text; a code span or a link is part of one word.
fn atoms(text: &str) -> Vec<&str> {
    let mut atoms = Vec::new();
    let (mut start, mut in_code, mut escaped, mut depth) = (0, false, false, 0_usize);
    for (at, character) in text.char_indices() {
        match character {
            '`' if !escaped => in_code = !in_code,
            '[' if !escaped && !in_code => depth += 1,
            ']' if !escaped && !in_code => depth = depth.saturating_sub(1),
            ' ' if !in_code && depth == 0 => {
                atoms.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
        escaped = character == '\\' && !escaped && !in_code;
    }
    atoms.push(text.get(start..).unwrap_or_default());
    atoms.retain(|atom| !atom.is_empty());
    atoms
}

#[cfg(test)]
mod tests {
    use super::{code, link, prose, sentence, series, wrap};

    #[test]
    fn texts_stand_for_themselves() {
        for (text, markdown) in [
            ("Project ID.", "Project ID."),
            ("a [b] <c> *d* e|f ~g~ h&i \\", "a \\[b\\] `<c>` \\*d\\* e\\|f \\~g\\~ h\\&i \\\\"),
            ("letters, digits, _ and -", "letters, digits, \\_ and -"),
            ("set project_id, or DataSource.", "set `project_id`, or `DataSource`."),
            ("keeps `a_b` and (c_d)", "keeps `a_b` and (`c_d`)"),
            ("CloudTable/OpenTSDB on GitHub", "`CloudTable/OpenTSDB` on GitHub"),
            ("see https://a.b/c_d.", "see <https://a.b/c_d>."),
            ("one ` only", "one \\` only"),
            ("- no list", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("# no heading", "\\# no heading"),
            ("two  spaces\nand lines", "two spaces and lines"),
        ] {
            assert_eq!(prose(text), markdown);
        }
        assert_eq!(sentence("No stop"), "No stop.");
        assert_eq!(sentence("A stop."), "A stop.");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn code_spans_hold_backticks_and_nothing() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code(""), "(empty)");
    }

    #[test]
    fn links_hold_parentheses() {
        assert_eq!(link("a", "https://b/c"), "[a](https://b/c)");
        assert_eq!(link("a", "https://b/(c)"), "[a](<https://b/(c)>)");
    }

    #[test]
    fn series_read_as_words() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(series(&words, "or"), "a, b or c");
    }

    #[test]
    fn lines_break_between_words_that_open_nothing() {
        assert_eq!(wrap("aaa bbb ccc", 7), ["aaa bbb", "ccc"]);
        assert_eq!(wrap("aaa `b c d` e", 6), ["aaa", "`b c d`", "e"]);
        assert_eq!(wrap("aaa [b c](d) e", 6), ["aaa", "[b c](d)", "e"]);
        assert_eq!(wrap("aaa bbb - 1. c", 7), ["aaa bbb - 1.", "c"]);
    }
}
