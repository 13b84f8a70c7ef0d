//! Random values that keep every rule of their tables.

mod pattern;
mod relation;
mod text;

use apiscribe_codegen::model::{
    Bound, Enumeration, EnumerationValues, Format, Kind, Object, ObjectRef, Row,
};
use fastrand::Rng;
use serde_json::{Map, Value};

use crate::catalogue::Documented;

/// How often an object is made anew until it keeps all rules.
const ATTEMPTS: usize = 32;
/// How many objects nest: recursive tables have no end.
const DEPTH_MAX: usize = 4;
/// Of ten optional fields, so many are there.
const GIVEN_OF_TEN: u32 = 8;

/// Makes values from tables.
#[derive(Debug)]
pub(crate) struct Generator<'d> {
    documented: &'d Documented,
    random: Rng,
}

impl<'d> Generator<'d> {
    /// The same seed makes the same values.
    pub(crate) fn new(documented: &'d Documented, seed: u64) -> Self {
        Self { documented, random: Rng::with_seed(seed) }
    }

    /// An object without anything that the judge finds fault with, wherever its table allows one.
    pub(crate) fn object(&mut self, reference: &ObjectRef) -> Map<String, Value> {
        self.object_with(reference, &mut |_, _| {})
    }

    /// The same, with fields that `set` puts into each attempt.
    pub(crate) fn object_with(
        &mut self,
        reference: &ObjectRef,
        set: &mut dyn FnMut(&mut Self, &mut Map<String, Value>),
    ) -> Map<String, Value> {
        for _ in 1..ATTEMPTS {
            let mut fields = self.candidate(reference, 0);
            set(self, &mut fields);
            let value = Value::Object(fields);
            let is_good = self.documented.judge().object(&value, reference).is_empty();
            if let (true, Value::Object(fields)) = (is_good, value) {
                return fields;
            }
        }
        let mut fields = self.candidate(reference, 0);
        set(self, &mut fields);
        fields
    }

    /// A value of a type that is no object's row.
    pub(crate) fn item(&mut self, row: Option<&Row>, kind: &Kind) -> Value {
        self.kind(row, kind, 0)
    }

    fn candidate(&mut self, reference: &ObjectRef, depth: usize) -> Map<String, Value> {
        let documented = self.documented;
        let Some(object) = documented.object(reference) else { return Map::new() };
        let mut fields = Map::new();
        for row in &object.rows {
            let optional = depth >= DEPTH_MAX && holds_objects(&row.kind);
            let is_given = row.required || !optional && self.random.u32(0..10) < GIVEN_OF_TEN;
            if is_given {
                let value = self.kind(Some(row), &row.kind, depth);
                fields.insert(row.name.clone(), value);
            }
        }
        self.relate(object, &mut fields, depth);
        fields
    }

    /// Makes the fields keep the rules that relate them.
    fn relate(&mut self, object: &Object, fields: &mut Map<String, Value>, depth: usize) {
        for rule in &object.rules {
            relation::mend(self, &rule.check, object, fields, depth);
        }
    }

    fn kind(&mut self, row: Option<&Row>, kind: &Kind, depth: usize) -> Value {
        match kind {
            Kind::Text => Value::String(text::text(&mut self.random, row)),
            Kind::DateTime => Value::String(text::date_time(&mut self.random)),
            Kind::Integer => self.integer(row, (0, 1_000_000)).into(),
            Kind::EpochMillis => self.integer(row, (1_500_000_000_000, 1_700_000_000_000)).into(),
            Kind::Double => self.double(row).into(),
            Kind::Boolean => self.random.bool().into(),
            Kind::Json => serde_json::json!({ "any": self.random.u16(..) }),
            Kind::Enumeration(known) => self.known(known),
            Kind::List(item) => {
                let each = row.and_then(|row| row.each.as_deref());
                let count = self.count(row, holds_objects(item) && depth >= DEPTH_MAX);
                (0..count).map(|_| self.kind(each, item, depth)).collect()
            }
            Kind::Map(item) => {
                let each = row.and_then(|row| row.each.as_deref());
                let count = self.count(row, holds_objects(item) && depth >= DEPTH_MAX);
                let entry = |index| (format!("key{index}"), self.kind(each, item, depth));
                Value::Object((0..count).map(entry).collect())
            }
            Kind::Object { object, .. } => {
                Value::Object(self.candidate(object, depth.saturating_add(1)))
            }
        }
    }

    fn count(&mut self, row: Option<&Row>, few: bool) -> usize {
        let (min, max) = bounds(row, (0, 3));
        let max = if few { min } else { max.min(min.saturating_add(3)) };
        usize::try_from(self.random.i64(min.min(max)..=max)).unwrap_or_default()
    }

    fn integer(&mut self, row: Option<&Row>, usual: (i64, i64)) -> i64 {
        let (min, max) = bounds(row, usual);
        // The usual numbers, where the row allows them.
        let (low, high) = (min.max(usual.0), max.min(usual.1));
        let (low, high) = if low <= high { (low, high) } else { (min, max.max(min)) };
        let integer = self.random.i64(low..=high);
        match row.and_then(|row| row.multiple_of).filter(|step| *step > 0) {
            Some(step) => {
                let below = integer.div_euclid(step).saturating_mul(step);
                if below < min { below.saturating_add(step) } else { below }
            }
            None => integer,
        }
    }

    fn double(&mut self, row: Option<&Row>) -> f64 {
        if let Some(step) = row.and_then(|row| row.multiple_of) {
            return Bound::Integer(self.integer(row, (0, 100_i64.saturating_mul(step)))).as_f64();
        }
        let min = row.and_then(|row| row.min).map_or(0.0, Bound::as_f64);
        let max = row.and_then(|row| row.max).map_or(min + 1000.0, Bound::as_f64);
        let double = min + self.random.f64() * (max - min).max(0.0);
        // Short to read, where that stays within the bounds.
        let rounded = (double * 100.0).round() / 100.0;
        if rounded >= min && rounded <= max { rounded } else { double }
    }

    fn known(&mut self, known: &Enumeration) -> Value {
        match &known.values {
            EnumerationValues::Text(values) => {
                self.random.choice(values).map_or(Value::Null, |value| value.wire.as_str().into())
            }
            EnumerationValues::Integer(values) => {
                self.random.choice(values).map_or(Value::Null, |value| value.wire.into())
            }
        }
    }
}

/// The bounds of an integer, a length or a count; where none are documented, those given.
fn bounds(row: Option<&Row>, usual: (i64, i64)) -> (i64, i64) {
    let integer = |bound: Option<Bound>| match bound? {
        Bound::Integer(integer) => Some(integer),
        // A bound of another type bounds a double, which asks for it elsewhere.
        Bound::Double(_) => None,
    };
    let min = integer(row.and_then(|row| row.min)).unwrap_or(usual.0);
    let max = integer(row.and_then(|row| row.max)).unwrap_or(usual.1.max(min));
    (min, max)
}

fn holds_objects(kind: &Kind) -> bool {
    match kind {
        Kind::Object { .. } => true,
        Kind::List(item) | Kind::Map(item) => holds_objects(item),
        _ => false,
    }
}

/// Whether a text of this row is written in some form.
fn form(row: &Row) -> Option<Format> {
    row.format.filter(|format| *format != Format::EpochMillis)
}
