//! How many items came over the wire: decoding leaves out a null among them, but the service has counted it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::table::Row;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Counts the items in the list of this row, nulls included; `None` where the body has no such list.
pub(super) fn items_in(body: &[u8], row: &Row) -> Option<u64> {
    let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    let mut found = None;
    // The walk breaks off after the list, which serde takes for an error; what was found counts.
    let _ = serde_json::Deserializer::from_slice(body)
        .deserialize_map(ObjectVisitor { row, found: &mut found });
    found
}

struct ObjectVisitor<'a> {
    row: &'a Row,
    found: &'a mut Option<u64>,
}

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(named) = map.next_key_seed(KeySeed(self.row))? {
            if named {
                *self.found = Some(map.next_value_seed(Count)?);
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Whether a key names the row.
struct KeySeed<'a>(&'a Row);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(self.0.name == key || self.0.aliases.contains(&key))
    }
}

/// How many items a list has.
struct Count;

impl<'de> DeserializeSeed<'de> for Count {
    type Value = u64;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u64, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Count {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<u64, A::Error> {
        let mut count = 0;
        while items.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::items_in;
    use crate::table::{Kind, Row};

    #[test]
    fn nulls_count_and_what_is_no_list_does_not() {
        const ROW: Row = Row::new("items", Kind::Json, "Array").aliases(&["entries"]);
        let count = |body: &str| items_in(body.as_bytes(), &ROW);
        assert_eq!(count(r#"{"a":[1,2,3],"items":[1,null,{"items":[]},null],"b":"#), Some(4));
        assert_eq!(count("\u{feff} {\"entries\" : [ null ] }"), Some(1));
        assert_eq!(count(r#"{"\u0069tems":[]}"#), Some(0));
        for none in
            ["", "null", "[1]", "{}", r#"{"items":null}"#, r#"{"items":{}}"#, r#"{"items":[1"#]
        {
            assert_eq!(count(none), None, "{none}");
        }
    }
}
