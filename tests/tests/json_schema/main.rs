//! Two judges that share no code agree: the validation of the generated crate, and a JSON Schema validator on the
//! exported schemas. Random requests and answers are judged as they are, and again with one fact broken.
//!
//! `JSON_SCHEMA_SEED` repeats a run; a failure names its seed.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test binary"
)]

mod facts;
mod random;
mod rules;
mod sdks;
mod sites;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};

use apiscribe_runtime::Json;
use apiscribe_runtime::table::{Check, Location};
use conformance::tables::{location, reachable};
use fastrand::Rng;
use serde_json::json;

use facts::FACTS;
use random::Maker;
use rules::Related;
use sdks::{Received, Sent};
use sites::{Site, What};
use verdict::{Ids, UNDECODABLE};

/// Values that are drawn, of requests and of answers each; nearly every one is judged again with a fact broken.
const DRAWS: usize = 27_000;

/// What was broken: the id of the rule, where a schema has to find it, and as which keywords.
struct Broken {
    id: String,
    pointer: String,
    keywords: &'static [&'static str],
    /// Whether a schema can say it.
    in_schema: bool,
}

#[test]
fn both_judges_agree_about_random_requests_and_answers() {
    let seed = std::env::var("JSON_SCHEMA_SEED")
        .ok()
        .map_or_else(|| fastrand::u64(..), |seed| seed.parse().unwrap());
    println!("JSON_SCHEMA_SEED={seed}");
    let (sent, received) = sdks::all();
    let rules: BTreeSet<&str> = (sent.iter().map(|one| one.operation))
        .flat_map(reachable)
        .flat_map(|table| table.rules)
        .map(|rule| rule.id)
        .collect();
    let broken: Mutex<BTreeMap<String, usize>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (sent, received, rules, broken) = (&sent, &received, &rules, &broken);
            scope.spawn(move || {
                let seed = seed.wrapping_add(thread as u64);
                let mut counts = BTreeMap::new();
                for draw in 0..DRAWS.div_ceil(threads) {
                    let random = Rng::with_seed(seed ^ ((draw as u64) << 20));
                    let mut maker = Maker { random, documented: false };
                    request(&mut maker, sent, rules, &mut counts);
                    maker.documented = true;
                    answer(&mut maker, received, rules, &mut counts);
                }
                let mut all = broken.lock().unwrap_or_else(PoisonError::into_inner);
                for (id, count) in counts {
                    *all.entry(id).or_default() += count;
                }
            });
        }
    });
    let broken = broken.into_inner().unwrap();
    let mutated: usize = broken.values().sum();
    println!(
        "{} values as they are, {mutated} with one of {} facts broken",
        2 * DRAWS,
        broken.len()
    );
    assert!(2 * DRAWS + mutated > 100_000, "{mutated}");
    // Whatever a table can say was broken, and every rule.
    for fact in FACTS.iter().chain(&["required", "unknown"]) {
        let suffix = format!(".{fact}");
        assert!(broken.keys().any(|id| id.ends_with(&suffix)), "{fact} was never broken");
    }
    for rule in rules {
        assert!(broken.contains_key(rule), "{rule} was never broken");
    }
}

fn request(
    maker: &mut Maker,
    all: &[Sent],
    rules: &BTreeSet<&str>,
    counts: &mut BTreeMap<String, usize>,
) {
    let sent = draw(maker, all, |sent| sent.weight);
    let mut request = draw_request(maker, sent);
    let name = sent.operation.name;
    let (ids, found) =
        (verdict::of_request(sent, &request), verdict::of_schema(&sent.schema, &request));
    assert!(ids.is_empty() && found.is_empty(), "{name}: {ids:?}, {found:?}\n{request}");
    let sites = sites::of_request(sent.operation, &request);
    let Some(broken) = change(maker, &sites, &mut request) else { return };
    let (ids, found) =
        (verdict::of_request(sent, &request), verdict::of_schema(&sent.schema, &request));
    compare(name, &request, &broken, (&ids, &found), rules);
    *counts.entry(broken.id).or_default() += 1;
}

fn answer(
    maker: &mut Maker,
    all: &[Received],
    rules: &BTreeSet<&str>,
    counts: &mut BTreeMap<String, usize>,
) {
    let received = draw(maker, all, |received| received.weight);
    let table = received.response.table;
    let mut answer = maker.object(table, 0);
    let (ids, found) =
        (verdict::of_answer(received, &answer), verdict::of_schema(&received.schema, &answer));
    assert!(ids.is_empty() && found.is_empty(), "{}: {ids:?}, {found:?}\n{answer}", table.id);
    let sites = sites::of_answer(table, &answer);
    let Some(broken) = change(maker, &sites, &mut answer) else { return };
    let (ids, found) =
        (verdict::of_answer(received, &answer), verdict::of_schema(&received.schema, &answer));
    compare(table.id, &answer, &broken, (&ids, &found), rules);
    *counts.entry(broken.id).or_default() += 1;
}

/// One of these, the more often the more there is in it.
fn draw<'a, T>(maker: &mut Maker, all: &'a [T], weight: impl Fn(&T) -> usize) -> &'a T {
    let total: usize = all.iter().map(&weight).sum();
    let mut left = maker.random.usize(..total);
    all.iter()
        .find(|one| {
            let weight = weight(one);
            let is_here = left < weight;
            left = left.wrapping_sub(weight);
            is_here
        })
        .unwrap()
}

/// A request that breaks nothing: an object for each location.
fn draw_request(maker: &mut Maker, sent: &Sent) -> Json {
    let operation = sent.operation;
    let mut request = json!({});
    for row in operation.request.rows.iter().chain(operation.held) {
        request[location(row.location)] = json!({});
    }
    if operation.has_body {
        request["body"] = json!({});
    }
    let values = maker.rows(operation.request.rows, operation.request.rules, 0);
    for (row, value) in operation.request.rows.iter().zip(values) {
        if let Some(value) = value {
            request[location(row.location)][row.name] = value;
        }
    }
    for row in operation.held {
        let mut value = maker.value(row, 0);
        // A client holds something.
        if value == "" {
            value = "held".into();
        }
        request[location(row.location)][row.name] = value;
    }
    request
}

/// Breaks one fact of one site; none where the draw found nothing to break.
fn change(maker: &mut Maker, sites: &[Site], root: &mut Json) -> Option<Broken> {
    for _ in 0..20 {
        let site = maker.random.choice(sites)?;
        let mut changed = root.clone();
        if let Some(broken) = change_at(maker, site, &mut changed) {
            *root = changed;
            return Some(broken);
        }
    }
    None
}

fn change_at(maker: &mut Maker, site: &Site, root: &mut Json) -> Option<Broken> {
    let pointer = site.pointer.clone();
    match &site.what {
        What::Rule { rule, rows, is_located } => {
            let mut related = Related { root, pointer: &pointer, rows, is_located: *is_located };
            let in_schema = !matches!(rule.check, Check::LessOrEqual(..) | Check::LessThan(..));
            maker.break_rule(&rule.check, &mut related).then(|| Broken {
                id: rule.id.to_owned(),
                pointer,
                keywords: &[
                    "anyOf",
                    "oneOf",
                    "not",
                    "required",
                    "dependentRequired",
                    "enum",
                    "pattern",
                ],
                in_schema,
            })
        }
        // A request has no place for it.
        What::Object(_) if !maker.documented => None,
        What::Object(table) => {
            root.pointer_mut(&pointer)?.as_object_mut()?.insert("x-new".to_owned(), json!(1));
            let id = format!("{}.unknown", table.id);
            Some(Broken { id, pointer, keywords: &["additionalProperties"], in_schema: true })
        }
        What::Value { row, id, is_item, is_held } => {
            if row.required && !is_item && !is_held && maker.random.u8(..4) == 0 {
                let (parent, name) = pointer.rsplit_once('/')?;
                let name = name.replace("~1", "/").replace("~0", "~");
                root.pointer_mut(parent)?.as_object_mut()?.remove(&name);
                return Some(Broken {
                    id: format!("{id}.required"),
                    pointer: parent.to_owned(),
                    keywords: &["required", "oneOf"],
                    in_schema: true,
                });
            }
            let fact = FACTS[maker.random.usize(..FACTS.len())];
            let old = root.pointer(&pointer)?.clone();
            let value = maker.breaking(fact, row, &old)?;
            // A client can't hold nothing in a path.
            if *is_held && row.location == Location::Path && value == "" {
                return None;
            }
            *root.pointer_mut(&pointer)? = value;
            let keywords = keywords(fact);
            let id = format!("{id}.{fact}");
            Some(Broken { id, pointer, keywords, in_schema: true })
        }
    }
}

const TYPE: &[&str] = &["type", "anyOf"];

/// The keywords that say a fact.
fn keywords(fact: &str) -> &'static [&'static str] {
    match fact {
        "min" => &["minimum", "minLength", "minItems", "minProperties"],
        "max" => &["maximum", "maxLength", "maxItems", "maxProperties"],
        "multiple_of" => &["multipleOf"],
        "charset" | "pattern" => &["pattern"],
        "format" => &["format"],
        "values" => &["enum", "pattern"],
        "null" => &["type"],
        "type" => TYPE,
        _ => &["not"],
    }
}

/// Both find what was broken, and nothing else but what follows from it.
fn compare(
    name: &str,
    value: &Json,
    broken: &Broken,
    (ids, found): (&Ids, &[(String, String)]),
    rules: &BTreeSet<&str>,
) {
    let Broken { id, pointer, keywords, in_schema } = broken;
    let shown: String = value.to_string().chars().take(1_000).collect();
    let told = format!("{name}: {id} at {pointer}: {ids:?}, {found:?}\n{shown}");
    if *keywords == TYPE {
        assert_eq!(*ids, Ids::from([UNDECODABLE.to_owned()]), "{told}");
    } else {
        assert!(ids.contains(id), "{told}");
        // A changed value can change what a rule demands, and a number beyond a bound is no documented value.
        let follows = |other: &&String| {
            *other != id && !rules.contains(other.as_str()) && !other.ends_with(".values")
        };
        assert_eq!(ids.iter().find(follows), None, "{told}");
    }
    let at = |(place, keyword): &(String, String)| {
        let below = place
            .strip_prefix(pointer.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        // Below an object that may be null, the choice between both is all that a schema reports.
        let above = keyword == "anyOf" && pointer.starts_with(place.as_str());
        below && keywords.contains(&keyword.as_str()) || above
    };
    if *in_schema {
        assert!(found.iter().any(at), "{told}");
    } else if ids.len() == 1 {
        assert!(found.is_empty(), "{told}");
    }
}
