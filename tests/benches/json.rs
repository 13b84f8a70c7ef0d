//! Decoding and encoding of a page of 999 rules, beside plain structs with serde derives: the median of interleaved
//! rounds. Run with `cargo bench --package conformance`.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::struct_field_names,
    reason = "a benchmark"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use datasource_apis::roma::link::RulePage;
use serde::{Deserialize, Serialize};

const ROUNDS: usize = 30;
const RULES: u64 = 999;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Page {
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<Rule>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Rule {
    #[serde(skip_serializing_if = "Option::is_none")]
    permissions: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_parsing_status: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sql_field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sql_where: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_express: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_user: Option<User>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_updated_user: Option<User>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_datetime: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_updated_datetime: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct User {
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<String>,
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let rounds = if std::env::args().any(|argument| argument == "--bench") { ROUNDS } else { 1 };
    let bytes = page();
    let tables: RulePage = decode_tables(&bytes);
    let derives: Page = serde_json::from_slice(&bytes).expect("the page is well formed");
    let written = encode_tables(&tables);
    assert_eq!(
        serde_json::from_slice::<Page>(&written).expect("the runtime writes JSON"),
        derives,
        "both read the same page"
    );
    println!("{} bytes, {RULES} rules, {rounds} rounds", bytes.len());
    report(
        "decode",
        rounds,
        || drop(black_box(decode_tables(&bytes))),
        || {
            drop(black_box(serde_json::from_slice::<Page>(&bytes)));
        },
    );
    report(
        "encode",
        rounds,
        || drop(black_box(encode_tables(&tables))),
        || {
            drop(black_box(serde_json::to_vec(&derives)));
        },
    );
}

fn decode_tables(bytes: &[u8]) -> RulePage {
    let mut page = RulePage::default();
    apiscribe_runtime::json::decode(bytes, &mut page).expect("the page is well formed");
    page
}

fn encode_tables(page: &RulePage) -> Vec<u8> {
    apiscribe_runtime::json::encode(page).expect("the page can be written")
}

/// A page in which, as in the documented example, four fields of each rule are null.
fn page() -> Vec<u8> {
    let items: Vec<serde_json::Value> = (0..RULES)
        .map(|index| {
            serde_json::json!({
                "permissions": ["read", "access", "delete", "modify"],
                "rule_id": 702_244 + index,
                "name": format!("rule-{index}"),
                "app_id": "a1503e51-46f7-4d23-8617-7cb2d28dde98",
                "app_name": "app-link",
                "description": null,
                "status": index % 2,
                "data_parsing_status": 1,
                "sql_field": null,
                "sql_where": null,
                "rule_express": null,
                "created_user": { "user_id": "", "user_name": "user" },
                "last_updated_user": { "user_id": "", "user_name": "user" },
                "created_datetime": 1_607_598_152_997_i64,
                "last_updated_datetime": 1_607_598_152_997_i64
            })
        })
        .collect();
    serde_json::to_vec(&serde_json::json!({ "total": RULES, "size": RULES, "items": items }))
        .expect("a value can be written")
}

fn report(what: &str, rounds: usize, mut tables: impl FnMut(), mut derives: impl FnMut()) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        times[0].push(time(&mut tables));
        times[1].push(time(&mut derives));
    }
    let [tables, derives] = times.map(median);
    println!(
        "{what}: tables {:>7.1} µs, derives {:>7.1} µs, throughput {:.2} of theirs",
        tables.as_secs_f64() * 1e6,
        derives.as_secs_f64() * 1e6,
        derives.as_secs_f64() / tables.as_secs_f64()
    );
}

/// One round is as many runs as make the clock's grain unimportant.
fn time(run: &mut impl FnMut()) -> Duration {
    const RUNS: u32 = 10;
    let start = Instant::now();
    for _ in 0..RUNS {
        run();
    }
    start.elapsed() / RUNS
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
