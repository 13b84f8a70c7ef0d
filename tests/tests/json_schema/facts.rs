//! Values that break one fact of their row.

use apiscribe_runtime::Json;
use apiscribe_runtime::table::{Bound, Format, Kind, Literal, Location, Row};

use crate::random::{Maker, bounds};

/// Texts and lists beyond a maximum are made up to this length.
const LENGTH_MAX: i64 = 2_500;

/// What can be broken, by the last word of its rule id.
pub(crate) const FACTS: &[&str] = &[
    "min",
    "max",
    "multiple_of",
    "charset",
    "pattern",
    "format",
    "values",
    "null",
    "type",
    "form",
];

impl Maker {
    /// A value that breaks this fact and no other; none where the row has no such fact.
    pub(crate) fn breaking(&mut self, fact: &str, row: &Row, old: &Json) -> Option<Json> {
        match fact {
            "min" => self.beyond(row, old, false),
            "max" => self.beyond(row, old, true),
            "multiple_of" => row.multiple_of.filter(|step| *step > 1).and_then(|step| {
                let (old, (_, max)) = (old.as_i64()?, bounds(row));
                let next = old.checked_add(1)?;
                (next % step != 0 && max.is_none_or(|max| next <= max)).then(|| next.into())
            }),
            "charset" => row.charset.map(|_| self.stranger(row).into()),
            "pattern" => row.pattern.map(|pattern| {
                let text = self.matching(pattern);
                let broken = [format!("{text}\n"), format!("\n{text}"), "!".repeat(text.len())];
                self.random.choice(broken).unwrap_or_default().into()
            }),
            "format" => row.format.and_then(|format| self.misformatted(format)).map(Json::from),
            "values" => self.unknown(row),
            "null" => {
                let is_wrong = self.documented && !row.nullable && !matches!(row.kind, Kind::Json);
                is_wrong.then_some(Json::Null)
            }
            "type" => self.documented.then(|| self.mistyped(row)).flatten(),
            "form" => self.unsendable(row),
            _ => None,
        }
    }

    /// A value one below the minimum, or above the maximum.
    fn beyond(&mut self, row: &Row, old: &Json, above: bool) -> Option<Json> {
        if let Kind::Double = row.kind {
            return match (row.min, row.max) {
                (Some(Bound::Double(min)), _) if !above => Some((min - 0.5).into()),
                (_, Some(Bound::Double(max))) if above => Some((max + 0.5).into()),
                _ => None,
            };
        }
        let (min, max) = bounds(row);
        let bound = if above { max? } else { min? };
        let step = row.multiple_of.unwrap_or(1);
        let measure = if above { bound.checked_add(step)? } else { bound.checked_sub(step)? };
        if matches!(row.kind, Kind::Integer | Kind::EpochMillis) {
            return Some(measure.into());
        }
        let least = i64::from(row.location == Location::Path);
        if measure < least || row.format.is_some() || row.pattern.is_some() {
            return None;
        }
        // A long text costs as much as a hundred others.
        if measure > LENGTH_MAX && self.random.u16(..300) > 0 {
            return None;
        }
        let count = usize::try_from(measure).ok()?;
        match (row.kind, old) {
            (Kind::Text | Kind::DateTime, _) => Some(self.text_of(row, count).into()),
            (Kind::List(item), Json::Array(items)) => {
                let mut items = items.clone();
                items.truncate(count);
                while items.len() < count {
                    items.push(self.value(item, 2));
                }
                Some(items.into())
            }
            (Kind::Map(item), Json::Object(entries)) => {
                let mut entries: serde_json::Map<_, _> =
                    entries.clone().into_iter().take(count).collect();
                while entries.len() < count {
                    entries.insert(format!("more{}", entries.len()), self.value(item, 2));
                }
                Some(entries.into())
            }
            _ => None,
        }
    }

    /// A text with one character that the charset lacks: at its end perhaps, where a line break is easily missed.
    fn stranger(&mut self, row: &Row) -> String {
        let (min, max) = bounds(row);
        let length = min.unwrap_or(1).max(1).min(max.unwrap_or(i64::MAX));
        let mut text = self.text_of(row, usize::try_from(length).unwrap_or(1) - 1);
        let strangers: &[char] =
            if row.location == Location::Header { &['é'] } else { &['é', '~', '\n'] };
        let stranger = *self.random.choice(strangers).unwrap_or(&'é');
        if self.random.bool() {
            text.push(stranger);
        } else {
            text.insert(0, stranger);
        }
        text
    }

    fn misformatted(&mut self, format: Format) -> Option<&'static str> {
        let broken: &[&str] = match format {
            Format::DateTime => &[
                "2021-02-29T00:00:00Z",
                "2023-06-29 08:00:00Z",
                "2023-06-29T08:00:00",
                "2023-06-29T24:00:00Z",
                "2023-06-29",
                "2023-06-29T08:00:00Z\n",
                "yesterday",
            ],
            Format::Uuid => &[
                "f3bb386a23ec47aa99434c60ac658611",
                "f3bb386a-23ec-47aa-9943-4c60ac65861g",
                "{f3bb386a-23ec-47aa-9943-4c60ac658611}",
                "f3bb386a-23ec-47aa-9943-4c60ac658611\n",
            ],
            Format::Uri => &["example.com", "/a", ":a", "1a:b", "a: b", "a:%2", "a:é", "a:b\n"],
            Format::EpochMillis => return None,
        };
        self.random.choice(broken).copied()
    }

    /// A value that the enumeration lacks.
    fn unknown(&mut self, row: &Row) -> Option<Json> {
        if !(row.closed || self.documented) {
            return None;
        }
        match row.values.first()?.wire {
            Literal::Text(text) => {
                let (_, max) = bounds(row);
                let unknown = format!("{text}{}", if self.random.bool() { "x" } else { "\n" });
                let fits = max.is_none_or(|max| {
                    i64::try_from(unknown.chars().count()).is_ok_and(|count| count <= max)
                });
                fits.then(|| unknown.into())
            }
            Literal::Integer(_) => {
                let (min, max) = bounds(row);
                let start = min.unwrap_or(0);
                let unknown = (start..=max.unwrap_or(start + 50)).find(|number| {
                    row.values.iter().all(|known| known.wire != Literal::Integer(*number))
                });
                unknown.map(Json::from)
            }
            Literal::Boolean(_) => None,
        }
    }

    /// A value of another type. Not `1.0` for an integer, which JSON Schema takes.
    fn mistyped(&mut self, row: &Row) -> Option<Json> {
        let wrong = match row.kind {
            Kind::Text | Kind::DateTime => serde_json::json!([1, true, ["a"], {}]),
            Kind::Integer | Kind::EpochMillis => serde_json::json!(["1", 1.5, true, [1]]),
            Kind::Double => serde_json::json!(["1.5", true, {}]),
            Kind::Boolean => serde_json::json!(["true", 0, []]),
            Kind::List(_) => serde_json::json!([{}, "a", 1]),
            Kind::Map(_) | Kind::Model(_) => serde_json::json!([[], "a", 1]),
            Kind::Json => return None,
        };
        self.random.choice(wrong.as_array()?).cloned()
    }

    /// A value that HTTP can't carry there.
    fn unsendable(&mut self, row: &Row) -> Option<Json> {
        let plain = matches!(row.kind, Kind::Text)
            && row.format.is_none()
            && row.charset.is_none()
            && row.pattern.is_none()
            && row.values.is_empty();
        if !plain {
            return None;
        }
        let broken: &[&str] = match row.location {
            Location::Path => &[".", ".."],
            Location::Header => &["a\nb", "a\t", " a", "a ", "\u{85}", "\u{0}"],
            _ => return None,
        };
        self.random.choice(broken).map(|text| Json::from(*text))
    }
}
