//! The text of a page: encodings, and what is no text at all.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use encoding_rs::{Encoding, GBK, UTF_8};

/// The most bytes that a page may have.
pub const LARGEST: usize = 8 * 1024 * 1024;

/// Why bytes could not be read as a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// There is nothing in it but white space.
    Empty,
    /// It has more than [`LARGEST`] bytes.
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// It holds bytes that no text has.
    Binary {
        /// What it seems to be: `a PDF`, `an archive`.
        kind: Option<&'static str>,
    },
    /// It is text in an encoding that is not understood.
    Encoding {
        /// The line where it stops being UTF-8.
        line: usize,
    },
    /// Its elements stand deeper in each other than in any page.
    TooDeep {
        /// The line where they become too deep.
        line: usize,
    },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the page is empty; save it again"),
            Self::TooLarge { bytes } => write!(
                f,
                "the page has {} MiB, more than {}; save the page alone, without what it embeds",
                bytes.div_ceil(1024 * 1024),
                LARGEST / 1024 / 1024
            ),
            Self::Binary { kind } => write!(
                f,
                "the file is {}; save the page as HTML, Markdown, reStructuredText or plain text",
                kind.unwrap_or("no text")
            ),
            Self::Encoding { line } => write!(
                f,
                "line {line} is neither UTF-8 nor GBK; convert the page to UTF-8 (`iconv -f ENCODING -t UTF-8`)"
            ),
            Self::TooDeep { line } => write!(
                f,
                "line {line} nests elements deeper than a page can; check that the file is a saved page"
            ),
        }
    }
}

impl Error for Unreadable {}

/// The text in the bytes of a page: UTF-8, UTF-16 with a byte order mark, what HTML declares, or GBK.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge { bytes: bytes.len() });
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(Unreadable::Binary { kind: Some(kind) });
    }
    let text = text(bytes)?;
    let shown = text.chars().take(4096);
    let (all, control) = shown.fold((0_usize, 0_usize), |(all, control), c| {
        let is_control = c.is_control() && !c.is_whitespace() && c != '\u{1b}';
        (all + 1, control + usize::from(is_control))
    });
    if control > 0 && control * 20 >= all {
        return Err(Unreadable::Binary { kind: None });
    }
    if text.chars().all(|c| c.is_whitespace() || super::is_invisible(c)) {
        return Err(Unreadable::Empty);
    }
    Ok(with_line_feeds(text))
}

fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return match encoding.decode_without_bom_handling(rest) {
            (text, false) => Ok(text),
            (_, true) => Err(Unreadable::Encoding { line: valid_lines(rest) }),
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let encoding = declared(bytes).filter(|encoding| *encoding != UTF_8).unwrap_or(GBK);
    match encoding.decode_without_bom_handling(bytes) {
        (text, false) if encoding != GBK || is_chinese(&text) => Ok(text),
        _ if bytes.contains(&0) => Err(Unreadable::Binary { kind: None }),
        _ => Err(Unreadable::Encoding { line: valid_lines(bytes) }),
    }
}

/// The encoding that the head of an HTML page declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2048))?.to_ascii_lowercase();
    let at = head.windows(8).position(|window| window == b"charset=")?;
    let rest = head.get(at + 8..)?;
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:".contains(byte)));
    Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?)
}

/// Whether what is not ASCII is mostly Chinese: other encodings make letters of rare scripts and private characters.
fn is_chinese(text: &str) -> bool {
    let other = text.chars().filter(|c| !c.is_ascii());
    let (all, chinese) = other.fold((0_usize, 0_usize), |(all, chinese), c| {
        let known = matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}'
            | '\u{2010}'..='\u{2026}' | '·');
        (all + 1, chinese + usize::from(known))
    });
    chinese * 10 >= all * 9
}

/// The line on which bytes stop being UTF-8.
fn valid_lines(bytes: &[u8]) -> usize {
    let valid = std::str::from_utf8(bytes).err().map_or(bytes.len(), |error| error.valid_up_to());
    bytes.iter().take(valid).filter(|byte| **byte == b'\n').count() + 1
}

/// What the first bytes say that a file is.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "an archive or an office document"),
        (b"\x1f\x8b", "compressed"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7fELF", "a program"),
        (b"{\\rtf", "rich text"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// The text with each end of line as a line feed, so that all readers count lines alike.
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\r') {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let (gbk, ..) = GBK.encode("<p>蛋糕，说明</p>");
        let utf16: Vec<u8> = "\u{feff}蛋糕".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let latin = b"<meta charset='latin1'><p>g\xe2teau";
        for (bytes, expected) in [
            (gbk.as_ref(), "<p>蛋糕，说明</p>"),
            (&utf16, "蛋糕"),
            (latin, "<meta charset='latin1'><p>gâteau"),
            ("\u{feff}a\r\nb\rc".as_bytes(), "a\nb\nc"),
        ] {
            assert_eq!(decode(bytes).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_no_page_is_told_with_what_to_do() {
        for (bytes, expected) in [
            (b" \n\t\xef\xbb\xbf".as_slice(), "the page is empty"),
            (b"%PDF-1.7 ...", "is a PDF; save the page as"),
            (b"\x00\x01\x02\x03abc\x00\x00", "is no text; save"),
            (b"one\ntwo\ng\xe2teau \xff\n", "line 3 is neither UTF-8 nor GBK; convert"),
            (&vec![b'a'; LARGEST + 1], "has 9 MiB, more than 8"),
        ] {
            let message = decode(bytes).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn a_stray_control_character_does_no_harm() {
        assert!(decode(b"Baking a cake\0 is a page with enough text around it").is_ok());
    }
}
