//! Random values that keep all that is documented.

use apiscribe_runtime::Json;
use apiscribe_runtime::table::{Bound, Check, Format, Kind, Literal, Location, Row, Rule, Table};
use fastrand::Rng;
use serde_json::Map;

/// How many objects are nested at most: recursive tables have no end.
const DEPTH_MAX: usize = 3;
/// Longest text and list that is made for the length's sake.
const LENGTH_MAX: i64 = 2_500;

/// Characters of one to four bytes, and those that mean something in JSON, YAML, regular expressions or addresses.
const CHARACTERS: &[char] = &[
    'a', 'Z', '0', ' ', '_', '-', '.', '/', '\\', '"', '\'', '$', '^', '%', '{', '}', '\n', '\t',
    '\u{0}', '\u{7f}', 'é', 'ß', '名', '\u{2028}', '🦀',
];
/// Those of them that a header can carry anywhere.
const PLAIN: &[char] = &['a', 'Z', '0', '_', '-', '.', '/', '"', '$', '%', 'é', '名'];

/// What values are made for.
pub(crate) struct Maker {
    pub(crate) random: Rng,
    /// Whether only documented values of an enumeration are wanted: in answers.
    pub(crate) documented: bool,
}

impl Maker {
    /// A value that keeps what its row says.
    pub(crate) fn value(&mut self, row: &Row, depth: usize) -> Json {
        if let Some(known) = self.random.choice(row.values)
            && (row.closed || self.documented || self.random.u8(..4) > 0)
        {
            return self.spelt(known.wire, row);
        }
        match row.kind {
            Kind::Text | Kind::DateTime => self.text(row).into(),
            Kind::Integer | Kind::EpochMillis => self.integer(row).into(),
            Kind::Double => self.double(row).into(),
            Kind::Boolean => self.random.bool().into(),
            Kind::Json => self.json(),
            Kind::List(item) => {
                let count = self.count(row);
                (0..count).map(|_| self.value(item, depth)).collect()
            }
            Kind::Map(item) => {
                let count = self.count(row);
                let entries = (0..count).map(|index| {
                    let key = format!("{}{index}", self.characters(CHARACTERS, 2));
                    (key, self.value(item, depth))
                });
                entries.collect::<Map<_, _>>().into()
            }
            Kind::Model(table) => self.object(table, depth + 1),
        }
    }

    /// An object that keeps the rows and rules of its table.
    pub(crate) fn object(&mut self, table: &Table, depth: usize) -> Json {
        let rows = self.rows(table.rows, table.rules, depth);
        let mut fields = Map::new();
        for (row, value) in table.rows.iter().zip(rows) {
            let Some(value) = value else { continue };
            let alias = self.random.choice(row.aliases).filter(|_| self.documented);
            let name = alias.filter(|_| self.random.bool()).unwrap_or(&row.name);
            fields.insert((*name).to_owned(), value);
        }
        fields.into()
    }

    /// A value for each row, or none.
    pub(crate) fn rows(&mut self, rows: &[Row], rules: &[Rule], depth: usize) -> Vec<Option<Json>> {
        let mut values: Vec<Option<Json>> = rows
            .iter()
            .map(|row| {
                let is_end = depth >= DEPTH_MAX && conformance::values::inner(&row.kind).is_some();
                let wanted = row.required || !is_end && self.random.bool();
                wanted.then(|| self.row(row, depth))
            })
            .collect();
        // What mends one rule may break another.
        for _ in 0..4 {
            for rule in rules {
                self.settle(&rule.check, rows, &mut values, depth);
            }
        }
        values
    }

    /// The value of a row; null now and then, where it is documented.
    fn row(&mut self, row: &Row, depth: usize) -> Json {
        if row.nullable && self.random.u8(..4) == 0 { Json::Null } else { self.value(row, depth) }
    }

    /// Changes values so that a rule holds.
    fn settle(&mut self, check: &Check, rows: &[Row], values: &mut [Option<Json>], depth: usize) {
        let given = |values: &[Option<Json>], row: usize| {
            values[row].as_ref().is_some_and(|value| !value.is_null())
        };
        match check {
            Check::AtLeastOneOf(members) => {
                if !members.iter().any(|member| member.iter().all(|row| given(values, *row))) {
                    let member = self.random.choice(*members).unwrap();
                    for row in *member {
                        self.give(*row, rows, values, depth);
                    }
                }
            }
            Check::ExactlyOneOf(members) | Check::AtMostOneOf(members) => {
                let chosen = self.random.usize(..members.len());
                let exactly = matches!(check, Check::ExactlyOneOf(_));
                for (index, member) in members.iter().enumerate() {
                    for row in *member {
                        if index != chosen {
                            values[*row] = self.nothing(&rows[*row]);
                        } else if exactly && !given(values, *row) {
                            self.give(*row, rows, values, depth);
                        }
                    }
                }
            }
            Check::AllOrNone(members) => {
                let flat: Vec<usize> = members.concat();
                let wanted = flat.iter().any(|row| rows[*row].required)
                    || flat.iter().all(|row| given(values, *row));
                for row in flat {
                    if !wanted {
                        values[row] = self.nothing(&rows[row]);
                    } else if !given(values, row) {
                        self.give(row, rows, values, depth);
                    }
                }
            }
            Check::LessOrEqual(left, right) | Check::LessThan(left, right) => {
                let number = |row: usize| values[row].as_ref().and_then(Json::as_i64);
                if let (Some(less), Some(more)) = (number(*left), number(*right)) {
                    if less > more {
                        values.swap(*left, *right);
                    } else if less == more {
                        values[*left] = None;
                    }
                }
            }
            Check::When { conditions, require, forbid, within } => {
                let holds = |(row, literal): &(usize, Literal)| {
                    values[*row].as_ref().is_some_and(|value| equal(value, *literal, &rows[*row]))
                };
                if !conditions.iter().all(holds) {
                    return;
                }
                for row in *require {
                    if !given(values, *row) {
                        self.give(*row, rows, values, depth);
                    }
                }
                for row in *forbid {
                    values[*row] = self.nothing(&rows[*row]);
                }
                for (row, literals) in *within {
                    if given(values, *row) {
                        let literal = self.random.choice(*literals).unwrap();
                        values[*row] = Some(conformance::values::literal(*literal));
                    }
                }
            }
            _ => panic!("a rule that is not known here"),
        }
    }

    /// What counts as nothing: a null gives nothing, where it is documented.
    pub(crate) fn nothing(&mut self, row: &Row) -> Option<Json> {
        (row.nullable && self.random.bool()).then_some(Json::Null)
    }

    /// Gives a row a value that is not null.
    pub(crate) fn give(
        &mut self,
        row: usize,
        rows: &[Row],
        values: &mut [Option<Json>],
        depth: usize,
    ) {
        values[row] = Some(self.value(&rows[row], depth));
    }

    /// A wire value, in some case where the row takes any.
    pub(crate) fn spelt(&mut self, wire: Literal, row: &Row) -> Json {
        match wire {
            Literal::Text(text) if row.ignore_case => self.any_case(text).into(),
            wire => conformance::values::literal(wire),
        }
    }

    fn any_case(&mut self, text: &str) -> String {
        text.chars()
            .map(|letter| {
                if self.random.bool() {
                    letter.to_ascii_uppercase()
                } else {
                    letter.to_ascii_lowercase()
                }
            })
            .collect()
    }

    fn text(&mut self, row: &Row) -> String {
        match (row.format, row.pattern) {
            (Some(Format::DateTime), _) => return self.date_time(),
            (Some(Format::Uuid), _) => return self.uuid(),
            (Some(Format::Uri), _) => return self.uri(),
            (_, Some(pattern)) => return self.matching(pattern).to_owned(),
            _ => {}
        }
        let least = i64::from(row.location == Location::Path);
        let length = self.length(row, least);
        let text = self.text_of(row, length);
        // No value of a path, and no header, whatever the table says.
        let refused = matches!(text.as_str(), "." | "..") && row.location == Location::Path;
        if refused { "a".repeat(text.len()) } else { text }
    }

    /// A text of so many characters that the row allows.
    pub(crate) fn text_of(&mut self, row: &Row, length: usize) -> String {
        if let Some(charset) = row.charset {
            let mut allowed: Vec<char> = Vec::new();
            for word in charset.split_whitespace() {
                match word {
                    "letters" => allowed.extend('a'..='z'),
                    "digits" => allowed.extend('0'..='9'),
                    other => allowed.extend(other.chars()),
                }
            }
            return self.characters(&allowed, length);
        }
        let plain = row.location == Location::Header;
        self.characters(if plain { PLAIN } else { CHARACTERS }, length)
    }

    fn characters(&mut self, among: &[char], length: usize) -> String {
        // Long texts are for their length.
        if length > 100 {
            return self.random.choice(among).unwrap().to_string().repeat(length);
        }
        (0..length).map(|_| *self.random.choice(among).unwrap()).collect()
    }

    /// A text that matches a pattern of the specs; regular expressions that make texts are another crate.
    pub(crate) fn matching(&mut self, pattern: &str) -> &'static str {
        let known: &[&str] = match pattern {
            "[A-Z]{3}|UTC`?" => &["CET", "UTC", "UTC`"],
            other => panic!("add texts that match the pattern {other}"),
        };
        self.random.choice(known).unwrap()
    }

    fn integer(&mut self, row: &Row) -> i64 {
        let (min, max) = bounds(row);
        let (min, max) = (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX));
        let value = match self.random.u8(..6) {
            0 => min,
            1 => max,
            2 => 0.clamp(min, max),
            _ => self.random.i64(min..=max),
        };
        row.multiple_of.map_or(value, |step| {
            value - value.rem_euclid(step)
                + if value - value.rem_euclid(step) < min { step } else { 0 }
        })
    }

    fn double(&mut self, row: &Row) -> f64 {
        let number = |bound: Option<Bound>, other| match bound {
            Some(Bound::Double(number)) => number,
            _ => other,
        };
        let (min, max) = (number(row.min, -1e6), number(row.max, 1e6));
        match self.random.u8(..4) {
            0 => min,
            1 => max,
            _ => (min + (max - min) * self.random.f64()).clamp(min, max),
        }
    }

    fn json(&mut self) -> Json {
        match self.random.u8(..5) {
            0 => Json::Null,
            1 => self.random.i64(..).into(),
            2 => self.characters(CHARACTERS, 3).into(),
            3 => vec![Json::Null, 1.into()].into(),
            _ => serde_json::json!({ "any": { "thing": true } }),
        }
    }

    fn count(&mut self, row: &Row) -> usize {
        let (min, max) = bounds(row);
        let least = min.unwrap_or(0).max(0);
        let most = max.unwrap_or(least + 2).min(least + 20);
        usize::try_from(self.random.i64(least..=most)).unwrap()
    }

    fn length(&mut self, row: &Row, least: i64) -> usize {
        let (min, max) = bounds(row);
        let min = min.unwrap_or(0).max(least);
        let most = max.unwrap_or(i64::MAX);
        let length = match self.random.u8(..8) {
            0 => min,
            1 if most <= LENGTH_MAX => most,
            _ => self.random.i64(min..=most.min(min + 12)),
        };
        usize::try_from(length).unwrap()
    }

    fn date_time(&mut self) -> String {
        let random = &mut self.random;
        let (year, month, day) = (random.u32(0..=9999), random.u32(1..=12), random.u32(1..=28));
        let (hour, minute, second) = (random.u32(..24), random.u32(..60), random.u32(..60));
        let fraction = *random.choice(&["", ".5", ".123456"]).unwrap();
        let zone = *random.choice(&["Z", "z", "+08:00", "-23:59"]).unwrap();
        let middle = *random.choice(&["T", "t"]).unwrap();
        format!(
            "{year:04}-{month:02}-{day:02}{middle}{hour:02}:{minute:02}:{second:02}{fraction}{zone}"
        )
    }

    fn uuid(&mut self) -> String {
        let hex = format!("{:032x}", self.random.u128(..));
        let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| &hex[range]);
        let uuid = parts.join("-");
        if self.random.bool() { uuid } else { uuid.to_uppercase() }
    }

    fn uri(&mut self) -> String {
        let uris = [
            "https://example.org/a?b=c#d",
            "mailto:a@b",
            "urn:x:y",
            "jdbc:mysql://h:1/x",
            "a:%20",
            "file:///",
        ];
        (*self.random.choice(&uris).unwrap()).to_owned()
    }
}

/// Integer bounds of a row.
pub(crate) fn bounds(row: &Row) -> (Option<i64>, Option<i64>) {
    (conformance::values::integer(row.min), conformance::values::integer(row.max))
}

/// Whether a value is the literal, in the row's eyes.
pub(crate) fn equal(value: &Json, literal: Literal, row: &Row) -> bool {
    match (value.as_str(), literal) {
        (Some(text), Literal::Text(literal)) if row.ignore_case => {
            text.eq_ignore_ascii_case(literal)
        }
        _ => *value == conformance::values::literal(literal),
    }
}
