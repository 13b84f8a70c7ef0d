//! Patterns, compiled once each.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use regex_lite::Regex;

/// Patterns that were used; `None` for one that does not compile.
static COMPILED: RwLock<BTreeMap<&'static str, Option<Arc<Regex>>>> = RwLock::new(BTreeMap::new());

/// Whether the whole text matches. The compiler of the spec has tried the pattern; one that does not compile all the
/// same, in a table written by hand, matches nothing.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    compiled(pattern).is_some_and(|regex| regex.is_match(text))
}

fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    // Nothing panics while it holds the lock, so that a poisoned one is as good.
    let known = COMPILED.read().unwrap_or_else(PoisonError::into_inner).get(pattern).cloned();
    known.unwrap_or_else(|| {
        let regex = Regex::new(&format!("^(?:{pattern})$")).ok().map(Arc::new);
        COMPILED.write().unwrap_or_else(PoisonError::into_inner).insert(pattern, regex.clone());
        regex
    })
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn matches_the_whole_text() {
        assert!(matches("a|bc", "bc"));
        assert!(!matches("a|bc", "abc"));
        assert!(!matches("[a-z]+", "abc\n"));
        assert!(matches("[a-z]+", "abc"));
        assert!(!matches("(", "("));
    }
}
