//! Rules between rows, as far as JSON Schema can say them: all but comparisons of two values.

use serde_json::{Value, json};

use super::{Dialect, Reading, Schema, pattern, put, schema};
use crate::model::{Check, Enumeration, Kind, Literal, Location, Row};

/// The table whose rows a rule relates.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub(super) rows: &'a [Row],
    pub(super) dialect: Dialect,
    pub(super) reading: Reading,
    /// Whether rows stand in an object for each location, as in the schema of a whole request.
    pub(super) located: bool,
}

impl Table<'_> {
    /// What holds where the rule holds; `None` where no schema can say it.
    pub(super) fn relation(&self, check: &Check) -> Option<Schema> {
        Some(match check {
            Check::AtLeastOneOf(members) => any(self.wholes(members)),
            Check::ExactlyOneOf(members) => self.exactly_one(members),
            Check::AtMostOneOf(members) => all(self.pairs(members)),
            Check::AllOrNone(members) => self.all_or_none(members),
            Check::LessOrEqual(..) | Check::LessThan(..) => return None,
            Check::When { conditions, require, forbid, within } => {
                let conditions: Vec<Schema> = conditions
                    .iter()
                    .filter_map(|(row, literal)| {
                        let row = self.rows.get(*row)?;
                        Some(self.found(row, &self.equal(row, literal)))
                    })
                    .collect();
                let mut demands: Vec<Schema> = vec![self.whole(require)];
                demands.extend(forbid.iter().map(|row| not(self.whole(&[*row]))));
                demands.extend(within.iter().filter_map(|(row, literals)| {
                    let row = self.rows.get(*row)?;
                    Some(self.wherever(row, &among(row, literals)))
                }));
                demands.retain(|demand| !demand.is_empty());
                self.when(all(conditions), all(demands))
            }
        })
    }

    fn when(&self, condition: Schema, demand: Schema) -> Schema {
        if self.dialect == Dialect::OpenApi30 {
            any(vec![not(condition), demand])
        } else {
            schema([("if", condition.into()), ("then", demand.into())])
        }
    }

    /// Each member is whole, and no other is touched.
    fn exactly_one(&self, members: &[Vec<usize>]) -> Schema {
        let singles = members.iter().all(|member| member.len() == 1);
        if singles {
            return schema([("oneOf", list(self.wholes(members)))]);
        }
        any(members
            .iter()
            .enumerate()
            .map(|(index, member)| {
                let others = members.iter().enumerate().filter(|(other, _)| *other != index);
                let touched = others.map(|(_, other)| self.touched(other)).collect();
                all(vec![self.whole(member), not(any(touched))])
            })
            .collect())
    }

    /// No two members are touched.
    fn pairs(&self, members: &[Vec<usize>]) -> Vec<Schema> {
        let mut pairs = Vec::new();
        for (index, first) in members.iter().enumerate() {
            for second in members.iter().skip(index + 1) {
                pairs.push(not(all(vec![self.touched(first), self.touched(second)])));
            }
        }
        pairs
    }

    fn all_or_none(&self, members: &[Vec<usize>]) -> Schema {
        let flat: Vec<usize> = members.iter().flatten().copied().collect();
        let rows: Vec<&Row> = flat.iter().filter_map(|row| self.rows.get(*row)).collect();
        let plain = rows.iter().all(|row| !row.nullable && self.spellings(row).len() == 1);
        if plain && !self.located && self.dialect != Dialect::OpenApi30 {
            let mut dependent = Schema::new();
            for row in &rows {
                let others: Vec<&str> = rows
                    .iter()
                    .filter(|other| other.name != row.name)
                    .map(|other| other.name.as_str())
                    .collect();
                dependent.insert(row.name.clone(), json!(others));
            }
            return schema([("dependentRequired", dependent.into())]);
        }
        any(vec![self.whole(&flat), not(self.touched(&flat))])
    }

    fn wholes(&self, members: &[Vec<usize>]) -> Vec<Schema> {
        members.iter().map(|member| self.whole(member)).collect()
    }

    /// Every row is given.
    fn whole(&self, member: &[usize]) -> Schema {
        let rows: Vec<&Row> = member.iter().filter_map(|row| self.rows.get(*row)).collect();
        let plain = rows.iter().all(|row| !row.nullable && self.spellings(row).len() == 1);
        if plain && !self.located && !rows.is_empty() {
            let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
            return schema([("required", json!(names))]);
        }
        all(rows.into_iter().map(|row| self.given(row)).collect())
    }

    /// A row is given.
    fn touched(&self, member: &[usize]) -> Schema {
        let rows = member.iter().filter_map(|row| self.rows.get(*row));
        any(rows.map(|row| self.given(row)).collect())
    }

    /// The row has a value; a null is none.
    fn given(&self, row: &Row) -> Schema {
        let value = if row.nullable { not(self.null()) } else { Schema::new() };
        self.found(row, &value)
    }

    fn null(&self) -> Schema {
        match self.dialect {
            Dialect::OpenApi30 => schema([("enum", json!([null]))]),
            Dialect::JsonSchema | Dialect::OpenApi31 => schema([("type", json!("null"))]),
        }
    }

    /// The row is there, under any of its names, and its value is such.
    fn found(&self, row: &Row, value: &Schema) -> Schema {
        let spelt = |name: &String| {
            let mut place = schema([("required", json!([name]))]);
            if !value.is_empty() {
                put(&mut place, "properties", schema([(name.as_str(), value.clone().into())]));
            }
            self.locate(row, place, true)
        };
        any(self.spellings(row).into_iter().map(spelt).collect())
    }

    /// Where the row is there, its value is such.
    fn wherever(&self, row: &Row, value: &Schema) -> Schema {
        let spelt = |name: &String| {
            let properties = schema([(name.as_str(), value.clone().into())]);
            self.locate(row, schema([("properties", properties.into())]), false)
        };
        all(self.spellings(row).into_iter().map(spelt).collect())
    }

    fn locate(&self, row: &Row, inside: Schema, required: bool) -> Schema {
        if !self.located {
            return inside;
        }
        let location = row.location.as_str();
        let mut outside = Schema::new();
        if required {
            put(&mut outside, "required", json!([location]));
        }
        put(&mut outside, "properties", schema([(location, inside.into())]));
        outside
    }

    fn spellings<'r>(&self, row: &'r Row) -> Vec<&'r String> {
        let others = (self.reading == Reading::Documented).then_some(&row.aliases);
        std::iter::once(&row.name).chain(others.into_iter().flatten()).collect()
    }

    fn equal(&self, row: &Row, literal: &Literal) -> Schema {
        if let (Some(_), Literal::Text(text)) = (ignores_case(row), literal) {
            let pattern = pattern::ignore_case(std::iter::once(text.as_str()));
            return schema([("type", json!("string")), ("pattern", pattern.into())]);
        }
        match self.dialect {
            Dialect::OpenApi30 => schema([("enum", json!([wire(literal)]))]),
            Dialect::JsonSchema | Dialect::OpenApi31 => schema([("const", wire(literal))]),
        }
    }
}

/// One of these values, or nothing.
fn among(row: &Row, literals: &[Literal]) -> Schema {
    if ignores_case(row).is_some() {
        let texts = literals.iter().filter_map(|literal| match literal {
            Literal::Text(text) => Some(text.as_str()),
            Literal::Integer(_) | Literal::Boolean(_) => None,
        });
        return schema([("pattern", pattern::ignore_case(texts).into())]);
    }
    let mut values: Vec<Value> = literals.iter().map(wire).collect();
    if row.nullable {
        values.push(Value::Null);
    }
    schema([("enum", values.into())])
}

/// Whether all rows stand in the body, or in an object.
pub(super) fn in_one_object<'a>(mut rows: impl Iterator<Item = &'a Row>) -> bool {
    rows.all(|row| matches!(row.location, Location::Body | Location::Field))
}

fn ignores_case(row: &Row) -> Option<&Enumeration> {
    match &row.kind {
        Kind::Enumeration(known) if known.ignore_case => Some(known),
        _ => None,
    }
}

/// A wire value.
pub(in crate::emit) fn wire(literal: &Literal) -> Value {
    match literal {
        Literal::Text(text) => text.as_str().into(),
        Literal::Integer(integer) => (*integer).into(),
        Literal::Boolean(boolean) => (*boolean).into(),
    }
}

fn list(schemas: Vec<Schema>) -> Value {
    Value::Array(schemas.into_iter().map(Value::Object).collect())
}

fn combine(keyword: &str, mut schemas: Vec<Schema>) -> Schema {
    match schemas.len() {
        1 => schemas.remove(0),
        _ => schema([(keyword, list(schemas))]),
    }
}

fn all(schemas: Vec<Schema>) -> Schema {
    if schemas.is_empty() { Schema::new() } else { combine("allOf", schemas) }
}

fn any(schemas: Vec<Schema>) -> Schema {
    combine("anyOf", schemas)
}

fn not(of: Schema) -> Schema {
    schema([("not", of.into())])
}
