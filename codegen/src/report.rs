//! Diagnostics for a terminal, for programs, and for the annotations of a pull request.

mod lines;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

use lines::{Files, Position, Text};

/// Lines between two places that are still shown in one excerpt.
const APART: usize = 30;

/// Diagnostics as text with the offending lines, a blank line after each.
///
/// `prefix` stands before the paths of the sources (`spec/`); `color` adds terminal colours.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], sources: &[Source], prefix: &str, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut files = Files::new(sources, prefix);
    let mut out = String::new();
    for diagnostic in in_order(diagnostics, sources) {
        files.open(diagnostic);
        out.push_str(&renderer.render(&[group(diagnostic, &files)]));
        out.push_str("\n\n");
    }
    out
}

/// Diagnostics as a JSON array; lines and columns count from 1, columns in characters, ends are exclusive.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &[Source], prefix: &str) -> String {
    let mut files = Files::new(sources, prefix);
    let mut all = Vec::new();
    for diagnostic in in_order(diagnostics, sources) {
        files.open(diagnostic);
        let Diagnostic { severity, code, message, span, label, related, help, erratum: _ } =
            diagnostic;
        let related: Vec<Value> = related
            .iter()
            .map(|(span, what)| with_place(json!({ "message": what }), span, &files))
            .collect();
        let label = (!label.is_empty()).then_some(label);
        let value = json!({
            "code": code, "severity": severity.as_str(), "message": message, "label": label, "help": help, "related": related,
        });
        all.push(with_place(value, span, &files));
    }
    format!("{:#}\n", Value::Array(all))
}

/// Diagnostics as GitHub workflow commands, one a line.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &[Source], prefix: &str) -> String {
    let mut files = Files::new(sources, prefix);
    let mut out = String::new();
    for diagnostic in in_order(diagnostics, sources) {
        files.open(diagnostic);
        let mut properties = Vec::new();
        if let Some(file) = files.text(&diagnostic.span) {
            let Position { line, column } = file.position(diagnostic.span.range.start);
            let end = file.position(diagnostic.span.range.end);
            properties.push(format!("file={},line={line},col={column}", escape(file.path(), true)));
            if end.line == line && end.column > column {
                properties.push(format!("endColumn={}", end.column));
            }
        }
        properties.push(format!("title={}", diagnostic.code));
        let mut message = diagnostic.message.clone();
        let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
        for line in
            Some(diagnostic.label.clone()).filter(|label| !label.is_empty()).into_iter().chain(help)
        {
            message.push('\n');
            message.push_str(&line);
        }
        let command = match diagnostic.severity {
            Severity::Error => "::error ",
            Severity::Warning => "::warning ",
            Severity::Note => "::notice ",
        };
        out.extend([command, &properties.join(","), "::", &escape(&message, false), "\n"]);
    }
    out
}

/// By path and place, whatever the order of the sources; what has no file comes last.
fn in_order<'d>(diagnostics: &'d [Diagnostic], sources: &[Source]) -> Vec<&'d Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| {
        let path = sources.get(diagnostic.span.file.0).map(|source| source.path.as_str());
        (path.is_none(), path, diagnostic.span.range.start)
    });
    sorted
}

fn with_place(mut value: Value, span: &Span, files: &Files<'_>) -> Value {
    let Some(file) = files.text(span) else { return value };
    let (start, end) = (file.position(span.range.start), file.position(span.range.end));
    if let Some(map) = value.as_object_mut() {
        map.insert("file".to_owned(), json!(file.path()));
        map.insert("line".to_owned(), json!(start.line));
        map.insert("column".to_owned(), json!(start.column));
        map.insert("end_line".to_owned(), json!(end.line));
        map.insert("end_column".to_owned(), json!(end.column));
    }
    value
}

/// `%`, line breaks and, in a property, its separators, as workflow commands want them.
fn escape(text: &str, property: bool) -> String {
    let mut text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    if property {
        text = text.replace(':', "%3A").replace(',', "%2C");
    }
    text
}

/// Title, excerpts, notes.
fn group<'f>(diagnostic: &'f Diagnostic, files: &'f Files<'_>) -> Group<'f> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(clean(&diagnostic.message)).id(diagnostic.code);
    let mut group = Group::with_title(title);
    let mut notes = Vec::new();
    let mut excerpts: Vec<Excerpt<'_>> = Vec::new();
    let places = std::iter::once((AnnotationKind::Primary, &diagnostic.span, &diagnostic.label))
        .chain(diagnostic.related.iter().map(|(span, what)| (AnnotationKind::Context, span, what)));
    for (kind, span, label) in places {
        let Some(file) = files.text(span) else {
            notes.extend(Some(clean(label)).filter(|label| !label.is_empty()));
            continue;
        };
        match file.mark(&span.range) {
            None => {
                group = group.element(Origin::path(file.path()));
                notes.extend(Some(clean(label)).filter(|label| !label.is_empty()));
            }
            Some(mark) => {
                let mark = Mark { kind, range: mark, label };
                match excerpts.iter_mut().find(|excerpt| excerpt.takes(file, &mark)) {
                    Some(excerpt) => excerpt.marks.push(mark),
                    None => excerpts.push(Excerpt { file, marks: vec![mark] }),
                }
            }
        }
    }
    group = excerpts.into_iter().fold(group, |group, excerpt| excerpt.show(group));
    for note in notes {
        group = group.element(Level::NOTE.message(note));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(clean(help))),
        None => group,
    }
}

/// Neither colours nor line breaks come out of a spec.
fn clean(text: &str) -> String {
    normalize_untrusted_str(&text.replace(['\n', '\r'], " "))
}

struct Mark<'f> {
    kind: AnnotationKind,
    range: std::ops::Range<usize>,
    label: &'f str,
}

/// Lines of one file, with one mark or several.
struct Excerpt<'f> {
    file: &'f Text<'f>,
    marks: Vec<Mark<'f>>,
}

impl<'f> Excerpt<'f> {
    /// Whether a mark is near enough to be shown in the same lines.
    fn takes(&self, file: &Text<'_>, mark: &Mark<'_>) -> bool {
        let near = |other: &Mark<'_>| {
            file.line(other.range.start).abs_diff(file.line(mark.range.start)) <= APART
        };
        std::ptr::eq(self.file, file) && self.marks.iter().all(near)
    }

    fn show(self, group: Group<'f>) -> Group<'f> {
        let first = self.marks.iter().map(|mark| mark.range.start).min().unwrap_or(0);
        let last = self.marks.iter().map(|mark| mark.range.end).max().unwrap_or(first);
        let Some((line, start, lines)) = self.file.window(first, last) else {
            let Position { line, column } = self.file.position(first);
            let origin = Origin::path(self.file.path()).line(line).char_column(column);
            let labels = self.marks.iter().filter(|mark| !mark.label.is_empty());
            return labels.fold(group.element(origin), |group, mark| {
                group.element(Level::NOTE.message(clean(mark.label)))
            });
        };
        let annotation = |mark: Mark<'f>| -> Annotation<'f> {
            let span = mark.range.start.saturating_sub(start)..mark.range.end.saturating_sub(start);
            let annotation = mark.kind.span(span);
            if mark.label.is_empty() { annotation } else { annotation.label(clean(mark.label)) }
        };
        let snippet = Snippet::source(lines).line_start(line).path(self.file.path());
        group.element(snippet.annotations(self.marks.into_iter().map(annotation)))
    }
}

#[cfg(test)]
mod tests;
