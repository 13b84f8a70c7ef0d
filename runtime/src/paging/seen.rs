//! Which pages came already: how a service that goes in circles is found out.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::Model;
use crate::value::{List, Value};

/// Pages that are remembered at most: 16 KiB.
const KEPT_MAX: usize = 1024;

/// Digests of the pages that came, and where these pages started.
///
/// Up to [`KEPT_MAX`] pages each one is remembered; then every second, every fourth and so on. A service that goes in
/// circles comes by a remembered page all the same, only later.
pub(super) struct Seen {
    kept: Vec<(u64, u64)>,
    /// One page in so many is remembered.
    stride: usize,
    /// Pages that came since the last one that was remembered.
    passed: usize,
}

impl Seen {
    pub(super) fn new() -> Self {
        Self { kept: Vec::new(), stride: 1, passed: 0 }
    }

    /// Takes a page. Where the same items came before, says at which offset.
    pub(super) fn take(&mut self, digest: u64, offset: u64) -> Option<u64> {
        if let Some((_, earlier)) = self.kept.iter().find(|(kept, _)| *kept == digest) {
            return Some(*earlier);
        }
        self.passed += 1;
        if self.passed < self.stride {
            return None;
        }
        self.passed = 0;
        if self.kept.len() == KEPT_MAX {
            let mut position = 0;
            self.kept.retain(|_| {
                position += 1;
                position % 2 == 1
            });
            self.stride *= 2;
        }
        self.kept.push((digest, offset));
        None
    }
}

/// A number for the items of a page. Their order does not count: a service that ignores the offset need not keep one.
pub(super) fn digest(items: &dyn List) -> u64 {
    let digests = (0..items.len()).map(|index| {
        let mut hasher = DefaultHasher::new();
        add(items.get(index), &mut hasher);
        hasher.finish()
    });
    digests.fold(items.len() as u64, u64::wrapping_add)
}

/// Values go into the hasher one by one: as JSON in a buffer, secrets would stay behind in memory.
fn add(value: Value<'_>, hasher: &mut DefaultHasher) {
    match value {
        Value::Absent => hasher.write_u8(0),
        Value::Null => hasher.write_u8(1),
        Value::Text(text) => (2_u8, text).hash(hasher),
        Value::Integer(integer) => (3_u8, integer).hash(hasher),
        Value::Double(double) => (4_u8, double.to_bits()).hash(hasher),
        Value::Boolean(boolean) => (5_u8, boolean).hash(hasher),
        Value::Json(json) => (6_u8, json).hash(hasher),
        Value::List(list) => {
            (7_u8, list.len()).hash(hasher);
            (0..list.len()).for_each(|index| add(list.get(index), hasher));
        }
        Value::Map(map) => {
            (8_u8, map.len()).hash(hasher);
            for (key, value) in map.entries() {
                key.hash(hasher);
                add(value, hasher);
            }
        }
        Value::Model(model) => add_model(model, hasher),
    }
}

fn add_model(model: &dyn Model, hasher: &mut DefaultHasher) {
    hasher.write_u8(9);
    (0..model.table().rows.len()).for_each(|row| add(model.value(row), hasher));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{KEPT_MAX, Seen, digest};
    use crate::{Json, Nullable};

    #[test]
    fn circles_of_any_length_are_found_in_bounded_memory() {
        for (straight, circle) in [(0, 1), (0, 2), (7, 3), (0, 1024), (3000, 1), (5000, 2500)] {
            let mut seen = Seen::new();
            let page = |turn: u64| turn.min(straight + turn.saturating_sub(straight) % circle);
            let met = (0..20_000).find_map(|turn| Some((turn, seen.take(page(turn), turn)?)));
            let (turn, earlier) = met.unwrap();
            assert_eq!(page(turn), page(earlier));
            assert!(seen.kept.len() <= KEPT_MAX);
            let exact = straight + circle;
            let late = if exact <= KEPT_MAX as u64 { 0 } else { 8 };
            assert!((exact..=exact + late).contains(&turn), "{straight} {circle} {turn}");
        }
    }

    #[test]
    fn a_list_that_goes_on_is_no_circle() {
        let mut seen = Seen::new();
        assert!((0..100_000).all(|turn| seen.take(turn, turn).is_none()));
        assert!(seen.kept.capacity() <= KEPT_MAX);
    }

    #[test]
    fn the_digest_is_of_the_items_and_not_of_their_order() {
        let texts =
            |items: &[&str]| digest(&items.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(texts(&["a", "b"]), texts(&["b", "a"]));
        assert_ne!(texts(&["a", "b"]), texts(&["ab", ""]));
        assert_ne!(texts(&["a"]), texts(&["a", "a"]));
        assert_ne!(texts(&[]), texts(&[""]));
        assert_ne!(digest(&vec![1_i64]), digest(&vec![1.0_f64]));
        assert_ne!(digest(&vec![true]), digest(&vec![false]));
        assert_ne!(digest(&vec![vec![1_i64], vec![]]), digest(&vec![vec![], vec![1_i64], vec![]]));
        assert_ne!(digest(&vec![Json::Null]), digest(&vec![Nullable::<i64>::Null]));
        let map = |key: &str, value: i64| BTreeMap::from([(key.to_owned(), value)]);
        assert_ne!(digest(&vec![map("a", 1)]), digest(&vec![map("b", 1)]));
        assert_ne!(digest(&vec![map("a", 1)]), digest(&vec![map("a", 2)]));
    }
}
