//! Random texts.

use apiscribe_codegen::model::{Format, Row};
use fastrand::Rng;

use super::{bounds, form, pattern};

/// Characters that every text may have, unless its row says otherwise.
const PLAIN: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

/// A text of a row.
pub(super) fn text(random: &mut Rng, row: Option<&Row>) -> String {
    let Some(row) = row else { return word(random, 8) };
    match form(row) {
        Some(Format::DateTime) => return date_time(random),
        Some(Format::Uuid) => return uuid(random),
        Some(Format::Uri) => return format!("https://example.org/{}", word(random, 6)),
        Some(Format::EpochMillis) | None => {}
    }
    if let Some(pattern) = row.pattern.as_deref() {
        return pattern::text(random, pattern).unwrap_or_default();
    }
    sized(random, row)
}

/// The name of the row and something random, cut or filled to a length that the row allows.
fn sized(random: &mut Rng, row: &Row) -> String {
    let (min, max) = bounds(Some(row), (1, i64::MAX));
    let characters = alphabet(row.charset.as_deref());
    let Some(filler) = characters.first().copied() else { return String::new() };
    let wanted = format!("{}-{}", row.name, word(random, 6));
    let length = |bound: i64| usize::try_from(bound).unwrap_or_default();
    let mut text: Vec<char> = wanted
        .chars()
        .filter(|character| row.charset.is_none() || characters.contains(character))
        .collect();
    // What is random stands last, so it is the beginning that is cut.
    let excess = text.len().saturating_sub(length(max));
    text.drain(..excess.min(text.len()));
    while text.len() < length(min.min(max)) {
        text.push(random.choice(&characters).copied().unwrap_or(filler));
    }
    text.into_iter().collect()
}

fn alphabet(charset: Option<&str>) -> Vec<char> {
    let Some(charset) = charset else { return PLAIN.chars().collect() };
    let of = |allowed: &str| match allowed {
        "letters" => ('a'..='z').chain('A'..='Z').collect::<Vec<_>>(),
        "digits" => ('0'..='9').collect(),
        single => single.chars().collect(),
    };
    charset.split_whitespace().flat_map(of).collect()
}

/// So many letters and digits.
pub(super) fn word(random: &mut Rng, length: usize) -> String {
    let characters: Vec<char> = PLAIN.chars().collect();
    (0..length).filter_map(|_| random.choice(&characters).copied()).collect()
}

/// A UUID of version 4.
pub(super) fn uuid(random: &mut Rng) -> String {
    let bits = random.u128(..);
    let hex = format!("{bits:032x}");
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default();
    format!("{}-{}-4{}-a{}-{}", part(0..8), part(8..12), part(13..16), part(17..20), part(20..32))
}

/// An RFC 3339 time of this century, on a day that every month has.
pub(super) fn date_time(random: &mut Rng) -> String {
    let (year, month, day) = (random.u8(10..30), random.u8(1..=12), random.u8(1..=28));
    let (hour, minute, second) = (random.u8(0..24), random.u8(0..60), random.u8(0..60));
    format!("20{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}
