//! Facts of rows, as the spec states them and as a page does.

use crate::model::{Bound, EnumerationValues, Format, Kind, Row};

/// The facts that an erratum can be about: the keys of a row.
pub const NAMES: &[&str] = &[
    "type",
    "required",
    "min",
    "max",
    "default",
    "values",
    "closed",
    "case",
    "format",
    "charset",
    "pattern",
    "multiple_of",
    "unit",
    "list",
    "nullable",
    "aliases",
    "secret",
    "deprecated",
    "reserved",
    "about",
];

/// A fact as the spec states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    form: Form,
    stated: Option<String>,
}

/// How a fact is written on pages, and so in errata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `yes` or `no`; nothing is `no`.
    Choice,
    /// A number.
    Number,
    /// Values joined with `|`, in any order.
    Set,
    /// A type, where case and plural count for nothing.
    Type,
    /// Anything.
    Text,
}

/// What the page says, beside the spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The same.
    Same,
    /// Something else.
    Differs,
    /// Nothing that could be compared: how it is written.
    Unreadable(String),
}

/// The fact `name` of a row, `each.max` included; `None` where there is no such fact.
#[must_use]
pub fn of(row: &Row, name: &str) -> Option<Fact> {
    if let Some(name) = name.strip_prefix("each.") {
        return match &row.each {
            Some(each) => of(each, name),
            None => form(name).map(|form| Fact { form, stated: None }),
        };
    }
    Some(Fact { form: form(name)?, stated: stated(row, name) })
}

impl Fact {
    /// In the page's form; `None` where the spec states nothing.
    #[must_use]
    pub fn stated(&self) -> Option<&str> {
        self.stated.as_deref()
    }

    /// What the page says against what the spec says.
    #[must_use]
    pub fn compare(&self, page: &str) -> Page {
        let stated = self.stated.as_deref();
        let same = match self.form {
            Form::Choice => {
                let says = match page {
                    "yes" => true,
                    "no" | "absent" => false,
                    _ => return Page::Unreadable("write `yes` or `no`, or `absent`".to_owned()),
                };
                says == (stated == Some("yes"))
            }
            Form::Number => {
                if page != "absent" && page.parse::<f64>().is_err() {
                    return Page::Unreadable("write a number, or `absent`".to_owned());
                }
                page == stated.unwrap_or("absent")
            }
            Form::Set => set(page) == set(stated.unwrap_or("absent")),
            Form::Type => plain_type(page) == plain_type(stated.unwrap_or("absent")),
            Form::Text => page == stated.unwrap_or("absent"),
        };
        if same { Page::Same } else { Page::Differs }
    }
}

fn form(name: &str) -> Option<Form> {
    Some(match name {
        "required" | "closed" | "nullable" | "secret" | "deprecated" | "reserved" => Form::Choice,
        "min" | "max" | "multiple_of" => Form::Number,
        "values" | "aliases" => Form::Set,
        "type" => Form::Type,
        other if NAMES.contains(&other) => Form::Text,
        _ => return None,
    })
}

fn stated(row: &Row, name: &str) -> Option<String> {
    let choice = |is: bool| Some(if is { "yes" } else { "no" }.to_owned());
    match name {
        "type" => Some(row.documented_type.clone()),
        "required" => choice(row.required),
        "closed" => choice(row.closed),
        "nullable" => choice(row.nullable),
        "secret" => choice(row.secret),
        "deprecated" => choice(row.deprecated),
        "reserved" => choice(row.reserved),
        "min" => row.min.as_ref().map(Bound::to_string),
        "max" => row.max.as_ref().map(Bound::to_string),
        "multiple_of" => row.multiple_of.map(|step| step.to_string()),
        "default" => row.default.clone(),
        "values" => values(&row.kind),
        "case" => match &row.kind {
            Kind::Enumeration(known) if known.ignore_case => Some("insensitive".to_owned()),
            Kind::Enumeration(_) => Some("sensitive".to_owned()),
            _ => None,
        },
        "format" => row.format.map(|format| {
            match format {
                Format::DateTime => "date-time",
                Format::EpochMillis => "epoch-ms",
                Format::Uuid => "uuid",
                Format::Uri => "uri",
            }
            .to_owned()
        }),
        "charset" => row.charset.clone(),
        "pattern" => row.pattern.clone(),
        "unit" => row.unit.clone(),
        "aliases" => (!row.aliases.is_empty()).then(|| row.aliases.join("|")),
        "about" => row.about.clone(),
        _ => None,
    }
}

fn values(kind: &Kind) -> Option<String> {
    let Kind::Enumeration(known) = kind else { return None };
    let wires: Vec<String> = match &known.values {
        EnumerationValues::Text(values) => values.iter().map(|value| value.wire.clone()).collect(),
        EnumerationValues::Integer(values) => {
            values.iter().map(|value| value.wire.to_string()).collect()
        }
    };
    Some(wires.join("|"))
}

fn set(text: &str) -> Vec<&str> {
    let mut values: Vec<&str> = text.split('|').map(str::trim).collect();
    values.sort_unstable();
    values
}

/// `Array of Service objects` is `array of service`.
fn plain_type(text: &str) -> String {
    let text = text.to_lowercase();
    let text = text.trim_end_matches(" objects").trim_end_matches(" object");
    text.trim_end_matches('s').split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(name: &str, stated: Option<&str>, page: &str) -> char {
        let fact = Fact { form: form(name).unwrap(), stated: stated.map(str::to_owned) };
        match fact.compare(page) {
            Page::Same => '=',
            Page::Differs => '!',
            Page::Unreadable(_) => '?',
        }
    }

    #[test]
    fn pages_and_spec_are_compared_in_the_pages_form() {
        for (name, stated, page, expected) in [
            ("required", Some("yes"), "no", '!'),
            ("required", Some("yes"), "absent", '!'),
            ("required", Some("no"), "absent", '='),
            ("required", Some("no"), "yes", '!'),
            ("required", Some("no"), "Mandatory", '?'),
            ("min", Some("0"), "1", '!'),
            ("min", Some("1"), "1", '='),
            ("min", None, "absent", '='),
            ("max", Some("64"), "absent", '!'),
            ("max", Some("64"), "many", '?'),
            ("values", Some("a|b"), "b | a", '='),
            ("values", Some("a|b"), "a", '!'),
            ("type", Some("Array of String"), "Array of Strings", '='),
            ("type", Some("Array of Service"), "array of Service objects", '='),
            ("type", Some("Array of Tag"), "Array of Strings", '!'),
            ("type", Some("Integer"), "Long", '!'),
            ("aliases", Some("requestId"), "absent", '!'),
            ("pattern", None, "absent", '='),
            ("format", Some("date-time"), "absent", '!'),
        ] {
            assert_eq!(compare(name, stated, page), expected, "{name} {stated:?} {page}");
        }
    }

    #[test]
    fn every_fact_has_a_form() {
        assert!(NAMES.iter().all(|name| form(name).is_some()));
        assert!(form("rust").is_none());
    }
}
