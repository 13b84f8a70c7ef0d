//! Random texts that match a regular expression.

use fastrand::Rng;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Beyond the least number of repetitions, so many more.
const MORE: u32 = 4;

/// A text that matches the whole pattern; `None` where the pattern is none, or matches something else than texts.
pub(super) fn text(random: &mut Rng, pattern: &str) -> Option<String> {
    // Without the tables of Unicode, classes such as \d are those of ASCII.
    let parse = |unicode| {
        let mut parser = regex_syntax::ParserBuilder::new().unicode(unicode).utf8(unicode).build();
        parser.parse(pattern).ok()
    };
    let parsed = parse(true).or_else(|| parse(false))?;
    let mut bytes = Vec::new();
    write(random, &parsed, &mut bytes);
    String::from_utf8(bytes).ok()
}

fn write(random: &mut Rng, part: &Hir, out: &mut Vec<u8>) {
    match part.kind() {
        // What looks around itself is met or not; the judge tells, and another text is tried.
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.extend_from_slice(&literal.0),
        HirKind::Class(class) => write_one_of(random, class, out),
        HirKind::Repetition(repetition) => {
            let most = repetition.min.saturating_add(MORE);
            let most = repetition.max.map_or(most, |max| max.min(most));
            for _ in 0..random.u32(repetition.min..=most.max(repetition.min)) {
                write(random, &repetition.sub, out);
            }
        }
        HirKind::Capture(capture) => write(random, &capture.sub, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(random, part, out)),
        HirKind::Alternation(parts) => {
            if let Some(part) = random.choice(parts) {
                write(random, part, out);
            }
        }
    }
}

fn write_one_of(random: &mut Rng, class: &Class, out: &mut Vec<u8>) {
    match class {
        Class::Unicode(class) => {
            // A range that begins with ASCII is read more easily.
            let plain: Vec<_> =
                class.ranges().iter().filter(|range| range.start().is_ascii()).collect();
            let ranges: Vec<_> = class.ranges().iter().collect();
            let range = random.choice(if plain.is_empty() { &ranges } else { &plain });
            if let Some(range) = range {
                let end = if range.start().is_ascii() { range.end().min('~') } else { range.end() };
                let start = if range.start() < ' ' && end >= ' ' { ' ' } else { range.start() };
                let character = random.char(start..=end.max(start));
                out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        Class::Bytes(class) => {
            if let Some(range) = random.choice(class.ranges()) {
                let start =
                    if range.start() < b' ' && range.end() >= b' ' { b' ' } else { range.start() };
                out.push(random.u8(start..=range.end().min(b'~').max(start)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_match_their_pattern() {
        let mut random = Rng::with_seed(1);
        for pattern in [
            "a",
            "a|b",
            "[a-z]{3}",
            "(ab)+c?",
            r"\d{4}-\d{2}",
            "[^a]",
            "^[A-Z][a-z0-9_-]{0,63}$",
            "é+",
            ".",
        ] {
            let matcher = regex_lite::Regex::new(&format!("\\A(?:{pattern})\\z")).unwrap();
            for _ in 0..50 {
                let text = text(&mut random, pattern).expect(pattern);
                assert!(matcher.is_match(&text), "{pattern}: {text:?}");
            }
        }
    }

    #[test]
    fn what_is_no_pattern_makes_no_text() {
        assert_eq!(text(&mut Rng::with_seed(1), "("), None);
    }
}
