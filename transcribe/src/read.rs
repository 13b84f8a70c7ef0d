//! Readers: a page in any layout becomes a [`Document`].

mod decode;
mod depth;
mod detect;
mod finish;
mod html;
mod json;
mod markdown;
mod pipes;
mod rst;
#[cfg(test)]
mod testing;
mod text;

use crate::document::{Document, Layout};

pub use decode::{LARGEST, Unreadable};

/// Reads a page; its content tells its layout.
///
/// # Errors
///
/// Where the bytes are no text that a page could be. Any text is read, however little it looks like a page.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let page = decode::decode(bytes)?;
    let layout = detect::layout(&page);
    let mut blocks = match layout {
        Layout::Html => {
            depth::check(&page).map_err(|line| Unreadable::TooDeep { line })?;
            html::blocks(&page, &|line| line)
        }
        Layout::Markdown => {
            let rendered = markdown::render(&page);
            depth::check(&rendered.html)
                .map_err(|line| Unreadable::TooDeep { line: rendered.line_of(line) })?;
            rendered.blocks()
        }
        Layout::ReStructuredText => rst::blocks(&page),
        Layout::Text => text::blocks(&page),
    };
    finish::captions(&mut blocks);
    finish::lines(&mut blocks, page.lines().count());
    Ok(Document { layout, blocks })
}

/// Whether a character has no width and no meaning in a text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}' | '\0')
}
