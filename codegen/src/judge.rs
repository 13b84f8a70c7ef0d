//! Judges JSON strictly against documented tables: types, bounds, required and unknown fields, nulls, values,
//! formats and rules.
//!
//! Enumerations count as closed, whatever the row says: what is judged here was documented by the same people who
//! documented the values. [`Judge::of_senders`] takes that back for what others send. Integers are read from the text of
//! the number and never pass through a float.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::model::{Group, Object, ObjectRef, Operation, Row, Service};
use crate::suggest::closest;

pub mod address;
#[cfg(test)]
pub(crate) mod fixture;
pub(crate) mod format;
mod relation;
mod request;
#[cfg(test)]
mod tests;
mod value;

pub use request::{Parameter, Request, parameter_value};

/// Something that breaks a documented table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer to the value in the body; empty for the body as a whole and for everything outside of it.
    pub pointer: String,
    /// The same pointer, made of the documented names where the body has other spellings of them.
    pub documented_pointer: String,
    /// What is wrong, in words that follow the name of the value: `has 81 characters, at most 64 are allowed`.
    pub message: String,
    /// What stands there, in a few words: `81 characters`, `null`, `absent`. Never the value of a secret row.
    pub found: String,
    /// Id of the rule that is broken; `None` where the table has no row for the value.
    pub rule: Option<String>,
}

/// Judges values against the tables that one group of a service can see.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'m> {
    service: &'m Service,
    group: &'m Group,
    /// Whether an enumeration is closed only where its row says so.
    open: bool,
    /// How many problems are gathered.
    most: usize,
}

impl<'m> Judge<'m> {
    /// A judge for operations of `group`, which belongs to `service`.
    #[must_use]
    pub fn new(service: &'m Service, group: &'m Group) -> Self {
        Self { service, group, open: false, most: usize::MAX }
    }

    /// The same judge for requests of people who did not write the tables: an enumeration takes any value, unless its
    /// row is `closed`. It gathers at most so many problems: what strangers send can break a rule a million times.
    #[must_use]
    pub fn of_senders(self, most: usize) -> Self {
        Self { open: true, most, ..self }
    }

    /// Everything about `value` that breaks the table of `object` or of an object below it.
    #[must_use]
    pub fn object(&self, value: &Value, object: &ObjectRef) -> Vec<Problem> {
        let mut hearing = Hearing::new(*self);
        hearing.reference(object, value, &Place::default());
        hearing.problems
    }

    /// Everything about `request` that breaks the tables of `operation`, as far as the request is shown.
    #[must_use]
    pub fn request(&self, operation: &Operation, request: &Request<'_>) -> Vec<Problem> {
        let mut hearing = Hearing::new(*self);
        hearing.request(operation, request);
        hearing.problems
    }
}

/// Where a value stands, and the id that rules about it begin with.
#[derive(Debug, Clone, Default)]
struct Place {
    pointer: String,
    documented_pointer: String,
    /// Name in front of messages: for parameters, which no pointer reaches.
    subject: Option<String>,
    id: String,
}

impl Place {
    /// The place of a field or item.
    fn child(&self, segment: &str, id: String) -> Self {
        self.spelt(segment, segment, id)
    }

    /// The place of a field that has another name in the body than in the table.
    fn spelt(&self, segment: &str, documented: &str, id: String) -> Self {
        if let Some(subject) = &self.subject {
            let subject = Some(format!("{subject}.{segment}"));
            return Self { subject, id, ..Self::default() };
        }
        Self {
            pointer: format!("{}/{}", self.pointer, escape(segment)),
            documented_pointer: format!("{}/{}", self.documented_pointer, escape(documented)),
            subject: None,
            id,
        }
    }
}

/// A name as a segment of a JSON pointer.
#[must_use]
pub fn escape(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// What is known about the value of a row.
#[derive(Debug, Clone)]
enum Given<'v> {
    /// Nothing: its location is not shown.
    Hidden,
    /// It is not there.
    Absent,
    /// It is there, and only a placeholder stands for its value.
    Placeholder,
    /// It is null.
    Null,
    /// It is there.
    Value(Cow<'v, Value>),
}

/// A row's value and its place.
#[derive(Debug, Clone)]
struct Slot<'v> {
    given: Given<'v>,
    place: Place,
}

/// One judgement: gathers problems on its way down.
struct Hearing<'m> {
    judge: Judge<'m>,
    problems: Vec<Problem>,
    /// Whether what is judged is below a secret row: then no value is shown.
    secret: bool,
    /// Whether what is judged is a value, or an item, of a `closed` row.
    closed: bool,
}

impl<'m> Hearing<'m> {
    fn new(judge: Judge<'m>) -> Self {
        Self { judge, problems: Vec::new(), secret: false, closed: false }
    }

    fn show(&self, value: &Value) -> String {
        if self.secret { "a secret value".to_owned() } else { value::show(value) }
    }

    fn report(
        &mut self,
        place: &Place,
        fact: &str,
        found: impl Into<String>,
        message: impl AsRef<str>,
    ) {
        let rule = (!fact.is_empty()).then(|| format!("{}.{fact}", place.id));
        self.push(Problem {
            pointer: place.pointer.clone(),
            documented_pointer: place.documented_pointer.clone(),
            message: with_subject(place, message.as_ref()),
            found: found.into(),
            rule,
        });
    }

    fn push(&mut self, problem: Problem) {
        if self.problems.len() < self.judge.most {
            self.problems.push(problem);
        }
    }

    /// Judges a value against the object that `reference` names.
    fn reference(&mut self, reference: &ObjectRef, value: &Value, place: &Place) {
        let Judge { service, group, .. } = self.judge;
        // An object that does not resolve was reported where it is named.
        let Some(object) = service.object(group, reference) else { return };
        let Value::Object(fields) = value else {
            let (kind, found) = (value::kind_of(value), self.show(value));
            let message = format!("is {kind}, where an object `{}` is documented", object.name);
            return self.report(place, "type", found, message);
        };
        self.fields(object, fields, place);
    }

    fn fields(&mut self, object: &Object, fields: &Map<String, Value>, place: &Place) {
        let mut slots: Vec<Slot<'_>> = object
            .rows
            .iter()
            .map(|row| Slot {
                given: Given::Absent,
                place: place.child(&row.name, format!("{}.{}", object.id, row.name)),
            })
            .collect();
        self.fill(&object.rows, &mut slots, fields, place, &|_| true);
        self.rows(&object.rows, &slots);
        self.rules(&object.rules, &object.rows, &slots, place);
    }

    /// Puts the fields of a JSON object into the slots of the rows that have their names.
    fn fill<'v>(
        &mut self,
        rows: &[Row],
        slots: &mut [Slot<'v>],
        fields: &'v Map<String, Value>,
        place: &Place,
        is_field: &dyn Fn(&Row) -> bool,
    ) {
        for (name, value) in fields {
            let found = rows
                .iter()
                .zip(slots.iter_mut())
                .filter(|(row, _)| is_field(row))
                .find(|(row, _)| row.name == *name || row.aliases.contains(name));
            let Some((row, slot)) = found else {
                let known = rows.iter().filter(|row| is_field(row)).map(|row| row.name.as_str());
                let message = unknown(closest(name, known));
                self.report(&place.child(name, String::new()), "", "present", message);
                continue;
            };
            let at = place.spelt(name, &row.name, slot.place.id.clone());
            if !matches!(slot.given, Given::Absent) {
                let message = format!("is the field `{}` under a second name", row.name);
                self.report(&at, "", "present", message);
                continue;
            }
            let given = match value {
                Value::Null => Given::Null,
                value => Given::Value(Cow::Borrowed(value)),
            };
            *slot = Slot { given, place: at };
        }
    }

    /// Judges each row by itself.
    fn rows(&mut self, rows: &[Row], slots: &[Slot<'_>]) {
        for (row, slot) in rows.iter().zip(slots) {
            match &slot.given {
                Given::Value(value) => self.value(Some(row), &row.kind, value, &slot.place),
                Given::Absent if row.required => {
                    self.report(
                        &slot.place,
                        "required",
                        "absent",
                        "is missing, and the table requires it",
                    );
                }
                Given::Null if !row.nullable => {
                    self.report(
                        &slot.place,
                        "null",
                        "null",
                        "is null, which the table does not document",
                    );
                }
                Given::Hidden | Given::Placeholder | Given::Absent | Given::Null => {}
            }
        }
    }
}

fn unknown(closest: Option<&str>) -> String {
    match closest {
        Some(closest) => format!("is in no row of the table; did you mean `{closest}`?"),
        None => "is in no row of the table".to_owned(),
    }
}

fn with_subject(place: &Place, message: &str) -> String {
    match &place.subject {
        Some(subject) => format!("`{subject}` {message}"),
        None => message.to_owned(),
    }
}
