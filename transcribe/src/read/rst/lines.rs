//! Lines that know their number, and runs of them.

use std::borrow::Cow;

/// A line of a body, without the indent of the body.
#[derive(Debug, Clone)]
pub(super) struct Line<'p> {
    /// The line of the page, from 1.
    pub(super) number: usize,
    /// Its text, without white space at its end.
    pub(super) text: Cow<'p, str>,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Columns of white space before it.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }
}

/// The lines of a page; tabs become spaces.
pub(super) fn of_page(page: &str) -> Vec<Line<'_>> {
    page.lines().enumerate().map(|(index, text)| line(index + 1, text)).collect()
}

fn line(number: usize, text: &str) -> Line<'_> {
    let text = text.trim_end();
    let text = if text.contains('\t') { Cow::Owned(expanded(text)) } else { Cow::Borrowed(text) };
    Line { number, text }
}

fn expanded(text: &str) -> String {
    let mut line = String::new();
    let mut column = 0;
    for c in text.chars() {
        if c == '\t' {
            let width = 8 - column % 8;
            line.extend(std::iter::repeat_n(' ', width));
            column += width;
        } else {
            line.push(c);
            column += 1;
        }
    }
    line
}

/// Lines without their first `width` columns of white space.
pub(super) fn without_indent<'a>(lines: &'a [Line<'_>], width: usize) -> Vec<Line<'a>> {
    let cut = |line: &'a Line<'_>| {
        let cut = width.min(line.indent());
        Line { number: line.number, text: Cow::Borrowed(line.text.get(cut..).unwrap_or_default()) }
    };
    lines.iter().map(cut).collect()
}

/// Lines without the indent that they have in common.
pub(super) fn dedented<'a>(lines: &'a [Line<'_>]) -> Vec<Line<'a>> {
    let indent = lines.iter().filter(|line| !line.is_blank()).map(Line::indent).min();
    without_indent(lines, indent.unwrap_or(0))
}

/// The line after a block that begins at `at` and goes on while lines are blank or indented at least this much.
///
/// Blank lines at its end do not belong to it.
pub(super) fn indented_end(lines: &[Line<'_>], at: usize, least: usize) -> usize {
    let mut end = at;
    for (index, line) in lines.iter().enumerate().skip(at) {
        if line.is_blank() {
            continue;
        }
        if line.indent() < least {
            break;
        }
        end = index + 1;
    }
    end
}

/// Lines as one text, without blank lines around it.
pub(super) fn joined(lines: &[Line<'_>]) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_ref()).collect();
    texts.join("\n").trim_matches('\n').to_owned()
}
