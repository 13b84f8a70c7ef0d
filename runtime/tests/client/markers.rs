//! Each secret has a marker, so that any output can be searched for it.

use crate::sample::{PASSWORD, TOKEN};

/// All secrets of these tests.
const MARKERS: [&str; 5] =
    [TOKEN, PASSWORD, "marker-of-a-header", "marker-of-a-query", "marker-of-a-key"];

pub(crate) fn assert_secret(text: &str) {
    for marker in MARKERS {
        assert!(!text.contains(marker), "{marker} is in {text}");
    }
}
