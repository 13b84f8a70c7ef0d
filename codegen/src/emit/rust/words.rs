//! What a row demands, in words.

use super::doc::Doc;
use super::markdown::{code, sentence};
use crate::model::{Bound, Enumeration, EnumerationValues, Format, Kind, Location, Row};

/// Documentation of the field of a row.
pub(super) fn row_doc(row: &Row) -> Doc {
    setter_doc(row).paragraph(constraints(row).join(" "))
}

/// Documentation of the setter of a row: what the row demands stands at the field.
pub(super) fn setter_doc(row: &Row) -> Doc {
    let about = row.about.as_deref().map(sentence).unwrap_or_default();
    Doc::new(if about.is_empty() { format!("The documented {}.", code(&row.name)) } else { about })
}

/// What a row demands, sentence by sentence.
pub(super) fn constraints(row: &Row) -> Vec<String> {
    let Row {
        name,
        field,
        setter: _,
        location,
        held: _,
        credential: _,
        documented_type: _,
        kind,
        required,
        min: _,
        max: _,
        default,
        each,
        closed,
        format: _,
        charset: _,
        pattern: _,
        multiple_of: _,
        unit: _,
        nullable,
        aliases,
        secret,
        deprecated,
        reserved,
        about: _,
    } = row;
    let mut words = Vec::new();
    // A row without a name describes the items of a list or map, which go where the list goes.
    let location = if name.is_empty() { Location::Field } else { *location };
    words.extend(placed(location, *required));
    if field.as_str() != name && !name.is_empty() {
        words.push(format!("Named {} on the wire.", code(name)));
    }
    words.extend(facts(row, integer_values(kind)));
    if *closed {
        words.push("Only the documented values are allowed in requests.".to_owned());
    }
    words.extend(
        default
            .as_deref()
            .map(|default| format!("Without it, the service takes {}.", code(default))),
    );
    if *nullable {
        words.push("May be `null`, which differs from absent.".to_owned());
    }
    if !aliases.is_empty() {
        let aliases: Vec<String> = aliases.iter().map(|alias| code(alias)).collect();
        words.push(format!("Also read from {}.", super::markdown::series(&aliases, "and")));
    }
    if *secret {
        words.push("Secret: never printed.".to_owned());
    }
    if *deprecated {
        words.push("Deprecated by the vendor.".to_owned());
    }
    if *reserved {
        words.push("Reserved by the vendor.".to_owned());
    }
    let each = each.as_deref().map(constraints).unwrap_or_default();
    if !each.is_empty() {
        let item = if matches!(kind, Kind::Map(_)) { "value" } else { "item" };
        words.push(format!("Each {item}: {}", lower_first(&each.join(" "))));
    }
    words
}

/// What a row says of its value besides the type: format, bounds, unit, characters. `values` is what is said of known
/// values, if anything.
pub(in crate::emit) fn facts(row: &Row, values: Option<String>) -> Vec<String> {
    let mut words = Vec::new();
    let unit = row.unit.as_deref();
    words.extend(row.format.map(|format| format_words(format, unit)));
    if matches!(row.kind, Kind::EpochMillis) && row.format.is_none() {
        words.push(format_words(Format::EpochMillis, unit));
    }
    if matches!(row.kind, Kind::DateTime) && row.format.is_none() {
        words.push("A date and time, in a form that the page does not name.".to_owned());
    }
    words.extend(range(&row.kind, row.min, row.max));
    words.extend(values);
    words.extend(
        unit.filter(|unit| !is_milliseconds(&row.kind, unit))
            .map(|unit| format!("Unit: {}.", sentence_part(unit))),
    );
    words.extend(row.multiple_of.map(|step| format!("A multiple of {step}.")));
    let charset = row.charset.as_deref();
    words.extend(charset.map(|charset| format!("Made of {}.", charset_words(charset))));
    words.extend(row.pattern.as_deref().map(|pattern| format!("Must match {}.", code(pattern))));
    words
}

fn placed(location: Location, required: bool) -> Option<String> {
    let place = match location {
        Location::Path => "Path parameter",
        Location::Query => "Query parameter",
        Location::Header => "Header",
        Location::Body => "Body field",
        Location::Field => return required.then(|| "Required.".to_owned()),
    };
    Some(if required { format!("{place}, required.") } else { format!("{place}.") })
}

fn format_words(format: Format, unit: Option<&str>) -> String {
    match format {
        Format::DateTime => "An RFC 3339 date and time.".to_owned(),
        Format::EpochMillis if unit.is_none_or(|unit| unit == "ms") => {
            "Milliseconds since 1970-01-01 UTC.".to_owned()
        }
        Format::EpochMillis => "Time since 1970-01-01 UTC.".to_owned(),
        Format::Uuid => "A UUID.".to_owned(),
        Format::Uri => "An absolute URI.".to_owned(),
    }
}

/// `0 to 64 characters.`
fn range(kind: &Kind, min: Option<Bound>, max: Option<Bound>) -> Option<String> {
    let (one, many) = match kind {
        Kind::Text | Kind::DateTime => (" character", " characters"),
        Kind::List(_) => (" item", " items"),
        Kind::Map(_) => (" entry", " entries"),
        Kind::Enumeration(enumeration)
            if matches!(enumeration.values, EnumerationValues::Text(_)) =>
        {
            (" character", " characters")
        }
        Kind::Enumeration(_)
        | Kind::Integer
        | Kind::Double
        | Kind::Boolean
        | Kind::EpochMillis
        | Kind::Json
        | Kind::Object { .. } => ("", ""),
    };
    let noun = |bound: &str| if bound == "1" { one } else { many };
    Some(match (min.map(bound), max.map(bound)) {
        (Some(min), Some(max)) if min == max => format!("Exactly {min}{}.", noun(&min)),
        (Some(min), Some(max)) => format!("{min} to {max}{}.", noun(&max)),
        (Some(min), None) => format!("At least {min}{}.", noun(&min)),
        (None, Some(max)) => format!("At most {max}{}.", noun(&max)),
        (None, None) => return None,
    })
}

/// ``Known values: `0` enabled, `1` disabled.`` The variants of texts speak for themselves.
fn integer_values(kind: &Kind) -> Option<String> {
    let Kind::Enumeration(Enumeration { values: EnumerationValues::Integer(values), .. }) = kind
    else {
        return None;
    };
    let values: Vec<String> = values
        .iter()
        .map(|value| format!("{} {}", code(&value.wire.to_string()), sentence_part(&value.meaning)))
        .collect();
    Some(format!("Known values: {}.", values.join(", ")))
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::Integer(value) => value.to_string(),
        Bound::Double(value) => value.to_string(),
    }
}

fn is_milliseconds(kind: &Kind, unit: &str) -> bool {
    matches!(kind, Kind::EpochMillis) && unit == "ms"
}

fn sentence_part(text: &str) -> String {
    super::markdown::prose(text)
}

/// `letters`, `digits` and single characters.
fn charset_words(charset: &str) -> String {
    let words: Vec<String> = charset
        .split_whitespace()
        .map(|word| if word.chars().count() == 1 { code(word) } else { sentence_part(word) })
        .collect();
    super::markdown::series(&words, "and")
}

pub(in crate::emit) fn lower_first(text: &str) -> String {
    // Acronyms keep their capitals.
    let acronym = text.chars().take_while(|character| character.is_uppercase()).count() > 1;
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if !acronym => first.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}
