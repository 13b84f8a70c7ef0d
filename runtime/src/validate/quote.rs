//! Values in messages.

/// Characters of a value that a message shows.
const SHOWN_MAX: usize = 40;

/// A text in quotes, escaped, and cut where it is long.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for (position, character) in text.chars().enumerate() {
        if position == SHOWN_MAX {
            quoted.push('…');
            break;
        }
        // An apostrophe needs no escape between double quotes.
        if character == '\'' {
            quoted.push(character);
        } else {
            quoted.extend(character.escape_debug());
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn cuts_and_escapes() {
        assert_eq!(quote("it's\n\"x\"\u{1b}"), r#""it's\n\"x\"\u{1b}""#);
        assert_eq!(quote(&"é".repeat(40)), format!("\"{}\"", "é".repeat(40)));
        assert_eq!(quote(&"é".repeat(41)), format!("\"{}…\"", "é".repeat(40)));
    }
}
