//! Readers: a page in any layout becomes a [`Document`].

mod html;

use crate::document::{Document, Layout};

/// Reads HTML.
#[must_use]
pub fn html(page: &str) -> Document {
    Document { layout: Layout::Html, blocks: html::blocks(page, &|line| line) }
}
