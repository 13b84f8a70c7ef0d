//! Rules, answers and errata of a table, in words.

use super::markdown::{code, link, prose, sentence, series};
use crate::model::{Check, Erratum, Literal, Page, Row, Rule};

/// Rules between the rows of a table, one item a rule.
pub(super) fn rules(rules: &[Rule], rows: &[Row]) -> Vec<String> {
    rules.iter().map(|each| rule(each, rows)).collect()
}

fn rule(rule: &Rule, rows: &[Row]) -> String {
    let Rule { id, check: checked, about } = rule;
    let about = about.as_deref().map(|about| format!(" {}", sentence(about))).unwrap_or_default();
    format!("{}.{about} Rule id: {}.", check(checked, rows), code(id))
}

fn check(check: &Check, rows: &[Row]) -> String {
    let name = |row: &usize| rows.get(*row).map(|row| code(&row.name)).unwrap_or_default();
    let all = |members: &[usize]| series(&members.iter().map(name).collect::<Vec<_>>(), "and");
    let groups = |members: &[Vec<usize>], conjunction: &str| {
        let several = members.iter().any(|member| member.len() > 1);
        let members: Vec<String> = members.iter().map(|member| all(member)).collect();
        // "a and b, or c" keeps groups apart.
        if several {
            members.join(&format!(", {conjunction} "))
        } else {
            series(&members, conjunction)
        }
    };
    match check {
        Check::AtLeastOneOf(members) => {
            format!("At least one is required: {}", groups(members, "or"))
        }
        Check::ExactlyOneOf(members) => {
            format!("Exactly one is required: {}", groups(members, "or"))
        }
        Check::AtMostOneOf(members) => {
            format!("At most one may be given: {}", groups(members, "or"))
        }
        Check::AllOrNone(members) => {
            format!("Given together or not at all: {}", groups(members, "and"))
        }
        Check::LessOrEqual(first, second) => format!("{} is at most {}", name(first), name(second)),
        Check::LessThan(first, second) => format!("{} is less than {}", name(first), name(second)),
        Check::When { conditions, require, forbid, within } => {
            let conditions: Vec<String> = conditions
                .iter()
                .map(|(row, value)| format!("{} is {}", name(row), literal(value)))
                .collect();
            let mut demands = Vec::new();
            if !require.is_empty() {
                demands.push(format!("{} must be given", all(require)));
            }
            if !forbid.is_empty() {
                demands.push(format!("{} must not be given", all(forbid)));
            }
            for (row, values) in within {
                let values: Vec<String> = values.iter().map(literal).collect();
                demands.push(format!("{} must be {}", name(row), series(&values, "or")));
            }
            format!("Where {}: {}", series(&conditions, "and"), demands.join("; "))
        }
    }
}

/// A value as a code span.
pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => code(text),
        Literal::Integer(value) => code(&value.to_string()),
        Literal::Boolean(value) => code(&value.to_string()),
    }
}

/// Errata, one item for each reason. Those of examples concern no type.
pub(super) fn errata<'a>(errata: impl IntoIterator<Item = &'a Erratum>) -> Vec<String> {
    let mut reasons: Vec<(&Erratum, Vec<String>)> = Vec::new();
    for erratum in errata.into_iter().filter(|erratum| !erratum.at.starts_with("examples.")) {
        let Erratum { at, page, why, evidence } = erratum;
        let place = place(at);
        let same = |(other, _): &&mut (&Erratum, Vec<String>)| {
            other.page == *page && other.why == *why && other.evidence == *evidence
        };
        match reasons.iter_mut().find(same) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => reasons.push((erratum, vec![place])),
        }
    }
    reasons.into_iter().map(|(erratum, places)| reason(erratum, &places)).collect()
}

fn reason(erratum: &Erratum, places: &[String]) -> String {
    let Erratum { at: _, page, why, evidence } = erratum;
    let says = match page.as_str() {
        "absent" => "not on the page".to_owned(),
        page => format!("the page says {}", code(page)),
    };
    let evidence = evidence.as_deref().map(|url| format!(" See {}.", link("this source", url)));
    let places = upper_first(&series(places, "and"));
    format!("{places}: {says}. {}{}", sentence(why), evidence.unwrap_or_default())
}

/// The place of an erratum: ``header `X-Auth-Token` ``, ``type of `Tag.key` ``.
fn place(at: &str) -> String {
    let Some((table, rest)) = at.split_once('.') else { return "method and path".to_owned() };
    let (row, fact) = match rest.rsplit_once('.').map(|(row, fact)| (row, fact_words(fact))) {
        Some((row, Some(fact))) => (row, format!("{fact} of ")),
        _ => (rest, String::new()),
    };
    let table = match table {
        "path" => "path parameter ",
        "query" => "query parameter ",
        "header" => "header ",
        "body" => "body field ",
        "responses" => "status ",
        _ => "",
    };
    format!("{fact}{table}{}", code(row))
}

/// The fact of a row that an erratum is about.
fn fact_words(fact: &str) -> Option<&'static str> {
    Some(match fact {
        "required" => "mandatory mark",
        "type" => "type",
        "min" => "minimum",
        "max" => "maximum",
        "default" => "default",
        "values" => "values",
        "closed" => "closedness",
        "case" => "case",
        "format" => "format",
        "charset" => "characters",
        "pattern" => "pattern",
        "multiple_of" => "step",
        "unit" => "unit",
        "nullable" => "nullability",
        "aliases" => "other spellings",
        "secret" => "secrecy",
        "deprecated" => "deprecation",
        "reserved" => "reservation",
        "about" => "description",
        _ => return None,
    })
}

fn upper_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

/// A link to a page with the date of its edition.
pub(super) fn page(text: &str, page: &Page) -> String {
    let Page { url, updated } = page;
    let edition =
        updated.as_deref().map(|date| format!(" (edition of {})", prose(date))).unwrap_or_default();
    format!("{}{edition}", link(text, url))
}
