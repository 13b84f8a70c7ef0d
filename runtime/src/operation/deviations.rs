//! Where an answer is not what its page documents, although it decodes.

use std::fmt::{self, Write};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Operation;
use super::read::content;
use crate::json::{self, join, key_step};
use crate::table::{Kind, Row, Table};
use crate::validate::{self, Scope, Violation, Violations};

/// The rows of an answer that is not documented at all.
static NOTHING: Table = Table::new("answer", "", &[], &[]);

impl Operation {
    /// Reads the bytes of an answer again, and lists where they deviate from the table of its status.
    ///
    /// The list is empty for a status that is not documented and for bytes that are not JSON: these are errors already.
    #[must_use]
    pub fn deviations(&self, status: u16, bytes: &[u8]) -> Violations {
        let Some(response) = self.response(status) else { return Violations::new(&NOTHING) };
        let mut violations = Violations::new(response.table);
        let bytes = content(bytes);
        let mut walk = Walk { path: String::new(), violations: &mut violations };
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        // It goes on to where the JSON ends or breaks off; what was found before counts.
        let _ = TableSeed { table: response.table, walk: &mut walk }.deserialize(&mut deserializer);
        let mut model = (response.blank)();
        if json::decode_each(bytes, &mut *model).is_ok() {
            let mut broken = validate::model(&*model, Scope::Documented);
            // A null is told once: not a second time as a missing value, or as the blank that stands for it in a list.
            broken.retain(|violation| !violations.iter().any(|told| repeats(violation, told)));
            violations.absorb(broken);
        }
        violations
    }
}

/// Whether a violation is by what stands for a null that was told before.
fn repeats(violation: &Violation, told: &Violation) -> bool {
    let Some(rest) = violation.path().strip_prefix(told.path()) else { return false };
    if told.id().ends_with(".each.null") {
        rest.is_empty() || rest.starts_with(['.', '['])
    } else {
        rest.is_empty() && violation.id().ends_with(".required")
    }
}

struct Walk<'a> {
    path: String,
    violations: &'a mut Violations,
}

impl Walk<'_> {
    /// Does something with a longer path.
    fn at<T>(&mut self, extend: impl FnOnce(&mut String), then: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        extend(&mut self.path);
        let result = then(self);
        self.path.truncate(length);
        result
    }

    fn found(&mut self, id: String, message: impl Into<String>) {
        self.violations.push(Violation::new(id, self.path.clone(), message));
    }
}

/// Adds a key that came over the wire: as a field where it looks like one.
fn push_key(path: &mut String, key: &str) {
    let plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if plain && !key.is_empty() && key.len() <= 64 {
        join(path, key);
    } else {
        path.push_str(&key_step(key));
    }
}

/// Walks over an object by its table.
struct TableSeed<'a, 'w> {
    table: &'static Table,
    walk: &'a mut Walk<'w>,
}

impl<'de> DeserializeSeed<'de> for TableSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for TableSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { table, walk } = self;
        while let Some(key) = map.next_key::<String>()? {
            let named = |row: &&Row| row.name == key || row.aliases.contains(&key.as_str());
            if let Some(row) = table.rows.iter().find(named) {
                walk.at(
                    |path| join(path, row.name),
                    |walk| {
                        map.next_value_seed(RowSeed {
                            owner: table,
                            field: row,
                            row,
                            each: 0,
                            walk,
                        })
                    },
                )?;
            } else {
                walk.at(
                    |path| push_key(path, &key),
                    |walk| walk.found(format!("{}.unknown", table.id), "not documented"),
                );
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// Walks over a value by its row.
struct RowSeed<'a, 'w> {
    /// The table and the row of the field, for rule ids; `row` is that of an item inside a list or map.
    owner: &'static Table,
    field: &'static Row,
    row: &'static Row,
    /// How many lists or maps are between the two.
    each: usize,
    walk: &'a mut Walk<'w>,
}

impl<'w> RowSeed<'_, 'w> {
    /// The same place, one list or map further in.
    fn item(&mut self) -> RowSeed<'_, 'w> {
        let row = match self.row.kind {
            Kind::List(item) | Kind::Map(item) => item,
            _ => self.row,
        };
        RowSeed { owner: self.owner, field: self.field, row, each: self.each + 1, walk: self.walk }
    }
}

impl<'de> DeserializeSeed<'de> for RowSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.row.kind {
            // Any JSON is documented, null included.
            Kind::Json => deserializer.deserialize_ignored_any(IgnoredAny).map(drop),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for RowSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        if !self.row.nullable {
            let each = ".each".repeat(self.each);
            let id = format!("{}.{}{each}.null", self.owner.id, self.field.name);
            self.walk.found(id, "null is not documented");
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        if !matches!(self.row.kind, Kind::List(_)) {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        for index in 0.. {
            let length = self.walk.path.len();
            let _ = write!(self.walk.path, "[{index}]");
            let next = list.next_element_seed(self.item());
            self.walk.path.truncate(length);
            if next?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        if let Kind::Model(table) = self.row.kind {
            return TableSeed { table, walk: self.walk }.visit_map(map);
        }
        while let Some(key) = map.next_key::<String>()? {
            if matches!(self.row.kind, Kind::Map(_)) {
                let length = self.walk.path.len();
                self.walk.path.push_str(&key_step(&key));
                let next = map.next_value_seed(self.item());
                self.walk.path.truncate(length);
                next?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}
