//! Texts that need no escape in JSON.

/// The same byte eight times.
const fn eight(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Whether JSON needs no escape in the text: no control character, quote or backslash. Looks at eight bytes at a time.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    if let Some(last) = bytes.last_chunk() {
        // The last eight overlap those before them.
        let (words, _) = bytes.as_chunks();
        words.iter().chain([last]).all(|word| is_plain_word(u64::from_ne_bytes(*word)))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_ne_bytes(*first), u32::from_ne_bytes(*last));
        is_plain_word(u64::from(first) << 32 | u64::from(last))
    } else {
        bytes.iter().all(|byte| is_plain_byte(*byte))
    }
}

/// Whether none of eight bytes needs an escape.
const fn is_plain_word(word: u64) -> bool {
    // The classic test for a zero byte, and for one below a limit: the top bit of a byte is set if it, or a lower byte
    // of the word, is.
    let quote = word ^ eight(b'"');
    let backslash = word ^ eight(b'\\');
    let control = word.wrapping_sub(eight(0x20)) & !word;
    let quote = quote.wrapping_sub(eight(1)) & !quote;
    let backslash = backslash.wrapping_sub(eight(1)) & !backslash;
    (control | quote | backslash) & eight(0x80) == 0
}

const fn is_plain_byte(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

/// The same for the name of a row, byte by byte, since tables are constants.
pub(crate) const fn is_plain_name(name: &str) -> bool {
    let mut rest = name.as_bytes();
    while let [byte, tail @ ..] = rest {
        if !is_plain_byte(*byte) {
            return false;
        }
        rest = tail;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{is_plain, is_plain_name};

    #[test]
    fn finds_an_escape_anywhere() {
        for length in 0..40 {
            let plain = "a~ é\u{7f}".chars().cycle().take(length).collect::<String>();
            assert!(is_plain(&plain) && is_plain_name(&plain), "{plain}");
            for position in (0..=plain.len()).filter(|position| plain.is_char_boundary(*position)) {
                for odd in ['"', '\\', '\0', '\u{1f}'] {
                    let mut text = plain.clone();
                    text.insert(position, odd);
                    assert!(!is_plain(&text) && !is_plain_name(&text), "{text:?}");
                }
            }
        }
    }
}
