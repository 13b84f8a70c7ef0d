//! JSON that spans lines, with or without blank lines in it, whole or broken.

/// Whether JSON begins with this line.
pub(in crate::read) fn begins(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['{', '[']) else { return false };
    match rest.trim_start().chars().next() {
        None => true,
        Some(c) if text.starts_with('{') => matches!(c, '"' | '}' | '\'' | '“' | '/' | '.'),
        Some(c) => matches!(c, '{' | '[' | ']' | '"'),
    }
}

/// The line after the JSON that begins at `at`.
///
/// It ends where its brackets close, or, where they never do, before the first line that is prose.
pub(in crate::read) fn end(lines: &[&str], at: usize) -> usize {
    let mut depth = 0_usize;
    let mut last = at;
    for (index, line) in lines.iter().enumerate().skip(at) {
        if line.trim().is_empty() {
            continue;
        }
        if index > at && is_prose(line.trim()) {
            break;
        }
        last = index;
        match depth_after(line, depth) {
            0 => break,
            deeper => depth = deeper,
        }
    }
    last + 1
}

/// How many brackets are open after a line.
fn depth_after(line: &str, mut depth: usize) -> usize {
    let mut in_string = false;
    let mut escaped = false;
    for c in line.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = in_string,
            '"' => in_string = !in_string,
            '{' | '[' if !in_string => depth += 1,
            '}' | ']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

/// Whether a line has several words and no sign of JSON.
fn is_prose(line: &str) -> bool {
    let has_sign = line.contains(['{', '}', '[', ']', '"', '“', '”'])
        || line.starts_with("//")
        || line.ends_with(',');
    !has_sign
        && !line.starts_with("...")
        && (line.split_whitespace().count() > 1 || !line.is_ascii())
}
