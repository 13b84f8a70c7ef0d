//! Operations that no page documents: tables with facts at random.

use std::fmt::Display;

use apiscribe_runtime::table::{Check, Format, Kind, Known, Literal, Location, Row, Rule, Table};
use apiscribe_runtime::{Operation, operation::Response};
use fastrand::Rng;

use super::blank;

/// Statics are what tables are made of.
fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn keep_all<T>(values: Vec<T>) -> &'static [T] {
    Vec::leak(values)
}

fn text(text: impl Display) -> &'static str {
    String::leak(text.to_string())
}

/// An operation with rows in every place, nested objects, rules and values that the client holds.
pub fn operation(rng: &mut Rng) -> &'static Operation {
    let rows: Vec<_> = (0..rng.usize(1..9)).map(|index| parameter(index, rng)).collect();
    let held: Vec<_> = (9..9 + rng.usize(..4)).map(|index| held(index, rng)).collect();
    let mut path = "/v1".to_owned();
    for row in rows.iter().chain(&held).filter(|row| row.location == Location::Path) {
        path.extend(["/{", row.name, "}"]);
    }
    let count = rows.len();
    let request = Table::new("Op", "", keep_all(rows), rules("Op", count, rng));
    let answer = keep(table("svc.Answer", 3, rng));
    let responses = [Response::new(200, answer, blank), Response::new(404, answer, blank)];
    keep(
        Operation::new("Op", "svc", "POST", text(path), keep(request), blank)
            .held(keep_all(held))
            .with_body()
            .responses(keep_all(responses.to_vec())),
    )
}

fn table(id: &'static str, levels: usize, rng: &mut Rng) -> Table {
    let rows: Vec<_> = (0..rng.usize(..5))
        .map(|index| {
            let kind = kind(id, levels, rng);
            facts(Row::new(text(format_args!("r{index}")), kind, "Any"), rng)
        })
        .collect();
    let count = rows.len();
    Table::new(id, "", keep_all(rows), rules(id, count, rng))
}

fn parameter(index: usize, rng: &mut Rng) -> Row {
    let name = text(format_args!("r{index}"));
    let row = match rng.u8(..4) {
        0 => Row::path(name, kind("Op", 0, rng), "Any"),
        1 => Row::query(name, kind("Op", 0, rng), "Any"),
        2 => Row::header(name, kind("Op", 0, rng), "Any"),
        _ => Row::body(name, kind("svc", 3, rng), "Any"),
    };
    facts(row, rng)
}

fn held(index: usize, rng: &mut Rng) -> Row {
    let name = text(format_args!("h{index}"));
    let kind = kind("Op", 0, rng);
    facts(
        if rng.bool() { Row::path(name, kind, "Any") } else { Row::header(name, kind, "Any") },
        rng,
    )
}

fn kind(id: &'static str, levels: usize, rng: &mut Rng) -> Kind {
    let Some(inside) = levels.checked_sub(1) else {
        let item = keep(facts(Row::new("", Kind::Text, "String"), rng));
        let kinds = [
            Kind::Text,
            Kind::Integer,
            Kind::Double,
            Kind::Boolean,
            Kind::DateTime,
            Kind::EpochMillis,
            Kind::Json,
            Kind::List(item),
        ];
        return rng.choice(kinds).unwrap();
    };
    match rng.u8(..6) {
        0 => {
            let id = text(format_args!("{id}.T{}", rng.u8(..)));
            Kind::Model(keep(table(id, inside, rng)))
        }
        1 => Kind::List(item(id, inside, rng)),
        2 => Kind::Map(item(id, inside, rng)),
        _ => kind(id, 0, rng),
    }
}

fn item(id: &'static str, levels: usize, rng: &mut Rng) -> &'static Row {
    let kind = kind(id, levels, rng);
    keep(facts(Row::new("", kind, "Any"), rng))
}

fn facts(mut row: Row, rng: &mut Rng) -> Row {
    // An item that is absent is none.
    row.required = !row.name.is_empty() && rng.u8(..4) == 0;
    row.nullable = rng.u8(..4) == 0;
    row.closed = rng.bool();
    row.secret = rng.u8(..8) == 0;
    if rng.bool() {
        row = row.min(rng.i64(..4));
    }
    if rng.bool() {
        row = if rng.u8(..4) == 0 { row.max_double(2.5) } else { row.max(rng.i64(..5)) };
    }
    match rng.u8(..8) {
        0 => row.values(const { &[Known::text("a", ""), Known::text("bb", "")] }),
        1 => row.values(const { &[Known::integer(1, "")] }),
        2 => row.charset("letters"),
        3 => row.pattern("[a-z]{2}"),
        4 => row.multiple_of(3),
        5 => {
            let formats = [Format::Uri, Format::Uuid, Format::DateTime, Format::EpochMillis];
            row.format(rng.choice(formats).unwrap())
        }
        _ => row,
    }
}

fn rules(id: &str, rows: usize, rng: &mut Rng) -> &'static [Rule] {
    let members: &[&[usize]] = &[&[0], &[1, 2]];
    let check = match rng.u8(..7) {
        _ if rows < 3 => return &[],
        0 => Check::AtLeastOneOf(members),
        1 => Check::ExactlyOneOf(members),
        2 => Check::AtMostOneOf(members),
        3 => Check::AllOrNone(members),
        4 => Check::LessThan(0, 1),
        5 => Check::When {
            conditions: &[(0, Literal::Integer(1))],
            require: &[1],
            forbid: &[2],
            within: &[],
        },
        _ => Check::When {
            conditions: &[],
            require: &[],
            forbid: &[],
            within: &[(0, &[Literal::Boolean(true)])],
        },
    };
    keep_all(vec![Rule::new(text(format_args!("{id}.rule(r0,r1.r2)")), check)])
}
