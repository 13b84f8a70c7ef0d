//! reStructuredText.
use crate::document::Block;
pub(super) fn blocks(_page: &str) -> Vec<Block> {
    Vec::new()
}
