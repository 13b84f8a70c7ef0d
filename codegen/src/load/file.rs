//! One file: bytes to text, text to tree, tree to a struct of `raw`.

use serde::de::DeserializeOwned;

use super::LoadedFile;
use crate::deserialize;
use crate::diagnostic::{Diagnostic, Report};
use crate::source::{FileId, Source, Span};
use crate::tree::{self, Kind, Node};

/// Bytes of a file at most: a thousand times what a long page needs.
const LONGEST: usize = 4 * 1024 * 1024;
/// Problems of a file at most: whoever has more has another file than a spec.
const MOST: usize = 1000;

/// Reads a file; gives what is wrong with it, too.
pub(super) fn read<T: DeserializeOwned>(
    source: &Source,
    file: FileId,
) -> (Option<Box<LoadedFile<T>>>, Vec<Diagnostic>) {
    let own = Report::default();
    let loaded = parse(source, file, &own);
    let mut found = own.into_diagnostics();
    if found.len() > MOST {
        let rest = found.split_off(MOST);
        let message = format!("{} more problems in this file are not shown", rest.len());
        let at = rest.first().map_or(Span { file, range: 0..0 }, |first| first.span.clone());
        found.push(
            Diagnostic::new("E0124", &at, message)
                .label("the next of them")
                .help("mend the problems above, or remove the file if it is no part of the spec"),
        );
    }
    (loaded.map(Box::new), found)
}

fn parse<T: DeserializeOwned>(
    source: &Source,
    file: FileId,
    report: &Report,
) -> Option<LoadedFile<T>> {
    let text = text(source, file).map_err(|diagnostic| report.push(*diagnostic)).ok()?;
    let root = tree::parse(text, file, report);
    let nothing = |root: &Node<'_>| matches!(&root.kind, Kind::Scalar { text, plain: true } if text.is_empty());
    let Some(root) = root.filter(|root| !nothing(root)) else {
        if report.len() == 0 {
            report.push(
                Diagnostic::new("E0104", &Span { file, range: 0..0 }, "the file says nothing")
                    .help("fill it in or remove it"),
            );
        }
        return None;
    };
    let raw = deserialize::read(&root, file, report)?;
    let rest = text.get(root.range.start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let span = Span { file, range: root.range.start..root.range.start + line.len() };
    Some(LoadedFile { path: source.path.clone(), span, raw })
}

/// The text of a file that a parser may see.
fn text(source: &Source, file: FileId) -> Result<&str, Box<Diagnostic>> {
    let bytes = source.bytes.as_slice();
    if bytes.len() > LONGEST {
        let message = format!("the file has {} bytes, {LONGEST} at most are read", bytes.len());
        return Err(Diagnostic::new("E0103", &Span { file, range: 0..0 }, message)
            .label("this file is not read")
            .help("a file describes one operation: split it, or remove what is no part of the spec")
            .into());
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to(), file))?;
    // The parser takes NUL for the end of the file.
    let refused = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    match text.char_indices().find(|(_, character)| refused(*character)) {
        Some((offset, character)) => Err(control(offset, character, file).into()),
        None => Ok(text),
    }
}

fn not_utf8(bytes: &[u8], offset: usize, file: FileId) -> Diagnostic {
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let help = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it starts like UTF-16: save the file as UTF-8",
        _ => "save the file as UTF-8",
    };
    let message = format!("the file is not UTF-8: byte 0x{byte:02X} at offset {offset}");
    Diagnostic::new("E0102", &Span { file, range: offset..offset }, message)
        .label("the first byte that is no UTF-8")
        .help(help)
}

fn control(offset: usize, character: char, file: FileId) -> Diagnostic {
    let span = Span { file, range: offset..offset + character.len_utf8() };
    Diagnostic::new("E0105", &span, format!("the control character U+{:04X}", u32::from(character)))
        .label("no spec has such a character: this file is not read")
        .help("remove it, or write an escape inside double quotes: \"\\0\", \"\\x1B\"")
}
