//! The walk over a model.

use std::fmt::{self, Display};

use super::path::{Path, label};
use super::violation::{Violation, Violations};
use super::{Scope, number, rules, text};
use crate::Json;
use crate::debug::REDACTED;
use crate::json::DEPTH_MAX;
use crate::model::Model;
use crate::policy::Waivers;
use crate::table::{Bound, Kind, Row, Table};
use crate::value::{List, Map, Value};

/// Walks over values and collects what is wrong.
pub(super) struct Judge<'a> {
    scope: Scope,
    violations: &'a mut Violations,
    /// What it does not report.
    waivers: &'a Waivers,
    /// Whether what it looks at is part of a secret.
    pub(super) secret: bool,
    /// How many objects, lists and maps it is in, the outermost included.
    depth: usize,
}

/// The row that a value is judged by, and what its rule ids begin with.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) path: &'a Path<'a>,
    /// The row of the value; of a list item, the row without a name.
    pub(super) row: &'static Row,
    /// Whether the value must not be shown; items inherit it.
    pub(super) secret: bool,
    table: &'static Table,
    /// The row of the table.
    named: &'static Row,
    /// How many lists or maps are between the named row and this one.
    each: usize,
}

impl<'a> Judge<'a> {
    pub(super) fn new(scope: Scope, waivers: &'a Waivers, violations: &'a mut Violations) -> Self {
        Self { scope, violations, waivers, secret: false, depth: 1 }
    }

    /// Judges all rows and rules of an object.
    pub(super) fn model(&mut self, model: &dyn Model, path: &Path<'_>) {
        let table = model.table();
        for (index, row) in table.rows.iter().enumerate() {
            self.row(model.value(index), row, table, path);
        }
        for rule in table.rules {
            rules::check(rule, model, path, self);
        }
    }

    /// Judges one row of the object at the path.
    pub(super) fn row(
        &mut self,
        value: Value<'_>,
        row: &'static Row,
        table: &'static Table,
        parent: &Path<'_>,
    ) {
        let path = Path::Row(parent, row);
        let secret = self.secret || row.secret;
        let subject = Subject { path: &path, row, secret, table, named: row, each: 0 };
        self.value(value, &subject);
    }

    fn value(&mut self, value: Value<'_>, subject: &Subject<'_>) {
        let row = subject.row;
        match value {
            Value::Absent if row.required => {
                self.report(subject, "required", "required, and not set");
            }
            Value::Null if !row.nullable => {
                self.report(subject, "null", "null is not documented");
            }
            Value::Text(value) => text::check(value, subject, self),
            Value::Integer(value) => number::integer(value, subject, self),
            Value::Double(value) => number::double(value, subject, self),
            Value::List(list) => self.deeper(subject, |judge| judge.list(list, subject)),
            Value::Map(map) => self.deeper(subject, |judge| judge.map(map, subject)),
            Value::Model(model) => self.deeper(subject, |judge| {
                let outside = std::mem::replace(&mut judge.secret, subject.secret);
                judge.model(model, subject.path);
                judge.secret = outside;
            }),
            Value::Json(json) if !is_shallow(json, DEPTH_MAX.saturating_sub(self.depth)) => {
                self.report(subject, "depth", too_deep());
            }
            Value::Absent | Value::Null | Value::Boolean(_) | Value::Json(_) => {}
        }
    }

    /// Looks into an object, list or map, unless it is nested deeper than anything that could be read back.
    fn deeper(&mut self, subject: &Subject<'_>, judge: impl FnOnce(&mut Self)) {
        if self.depth == DEPTH_MAX {
            self.report(subject, "depth", too_deep());
            return;
        }
        self.depth += 1;
        judge(self);
        self.depth -= 1;
    }

    fn list(&mut self, list: &dyn List, subject: &Subject<'_>) {
        self.count(list.len(), ["item", "items"], subject);
        let Kind::List(item) = subject.row.kind else { return };
        for index in 0..list.len() {
            self.value(list.get(index), &subject.item(item, &Path::Index(subject.path, index)));
        }
    }

    fn map(&mut self, map: &dyn Map, subject: &Subject<'_>) {
        self.count(map.len(), ["entry", "entries"], subject);
        let Kind::Map(item) = subject.row.kind else { return };
        for (key, value) in map.entries() {
            let path = Path::Key(subject.path, if subject.secret { REDACTED } else { key });
            self.value(value, &subject.item(item, &path));
        }
    }

    /// Judges how many items or entries there are.
    fn count(&mut self, count: usize, nouns: [&str; 2], subject: &Subject<'_>) {
        let shown = |word: &str| {
            if subject.secret {
                format!("too {word} {}", nouns[1])
            } else {
                counted(count, nouns).to_string()
            }
        };
        if let Some(Bound::Integer(min)) = subject.row.min
            && is_less(count, min)
        {
            self.report(subject, "min", format!("{}, at least {min}", shown("few")));
        }
        if let Some(Bound::Integer(max)) = subject.row.max
            && is_more(count, max)
        {
            self.report(subject, "max", format!("{}, at most {max}", shown("many")));
        }
    }

    /// Whether an enumeration with unknown values is wrong here.
    pub(super) fn closes(&self, row: &Row) -> bool {
        let closed = match self.scope {
            Scope::Request => row.closed,
            Scope::Answer => false,
            Scope::Documented => true,
        };
        closed && !row.values.is_empty()
    }

    /// Adds a broken fact of a row.
    pub(super) fn report(&mut self, subject: &Subject<'_>, fact: &str, message: impl Into<String>) {
        let id = subject.id(fact);
        if !self.waivers.covers(&id) {
            self.violations.push(Violation::new(id, subject.path.text(), message));
        }
    }

    /// Adds a broken rule.
    pub(super) fn report_rule(&mut self, id: &str, path: &Path<'_>, message: String) {
        if !self.waivers.covers(id) {
            self.violations.push(Violation::new(id, path.text(), message));
        }
    }
}

impl Subject<'_> {
    /// What a list or map holds, at this path.
    fn item<'b>(&self, row: &'static Row, path: &'b Path<'b>) -> Subject<'b> {
        Subject {
            path,
            row,
            secret: self.secret || row.secret,
            table: self.table,
            named: self.named,
            each: self.each + 1,
        }
    }

    fn id(&self, fact: &str) -> String {
        let each = ".each".repeat(self.each);
        format!("{}.{}{each}.{fact}", self.table.id, label(self.named))
    }
}

fn too_deep() -> String {
    format!("nested deeper than {DEPTH_MAX} levels")
}

/// Whether no more than so many lists and objects are within each other.
fn is_shallow(json: &Json, levels: usize) -> bool {
    match json {
        Json::Array(_) | Json::Object(_) if levels == 0 => false,
        Json::Array(items) => items.iter().all(|item| is_shallow(item, levels - 1)),
        Json::Object(fields) => fields.values().all(|value| is_shallow(value, levels - 1)),
        _ => true,
    }
}

/// `1 item`, `2 items`.
pub(super) fn counted(count: usize, [one, many]: [&str; 2]) -> impl Display {
    fmt::from_fn(move |f| write!(f, "{count} {}", if count == 1 { one } else { many }))
}

/// Whether a count is below a bound.
pub(super) fn is_less(count: usize, min: i64) -> bool {
    i64::try_from(count).is_ok_and(|count| count < min)
}

/// Whether a count is above a bound.
pub(super) fn is_more(count: usize, max: i64) -> bool {
    i64::try_from(count).map_or(true, |count| count > max)
}
