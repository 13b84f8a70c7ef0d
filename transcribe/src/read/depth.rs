//! How deep the elements of HTML stand in each other, before it is parsed: what is deeper than any page would take the
//! parser a time that grows with the square of the depth.

/// The deepest that elements may stand.
const DEEPEST: usize = 3_000;

/// The line on which elements become too deep, as an error.
pub(super) fn check(html: &str) -> Result<(), usize> {
    let mut depth = 0_usize;
    let bytes = html.as_bytes();
    for (position, _) in html.match_indices('<') {
        let rest = bytes.get(position + 1..).unwrap_or_default();
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() && !closes_itself(rest) => depth += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Err(html.get(..position).unwrap_or_default().matches('\n').count() + 1);
        }
    }
    Ok(())
}

/// Whether an element has no end, or ends where the next of its kind begins.
fn closes_itself(rest: &[u8]) -> bool {
    const NAMES: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "thead",
        "tbody", "tfoot",
    ];
    let length = rest.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = rest.get(..length).unwrap_or_default();
    NAMES.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn only_open_elements_count() {
        assert_eq!(check(&"<p>one<br><li>two".repeat(5_000)), Ok(()));
        assert_eq!(check(&"<div><b>x</b></div>".repeat(5_000)), Ok(()));
        assert_eq!(check(&"a < b".repeat(5_000)), Ok(()));
        assert_eq!(check(&"<div>\n".repeat(5_000)), Err(3_001));
    }
}
