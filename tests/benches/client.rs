//! The async client against a server on this machine, beside bare reqwest that does the same: requests a second in
//! interleaved rounds, allocations of a call, and what validation and request building cost. Run with
//! `cargo bench --package conformance --bench client`.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::struct_field_names,
    reason = "a benchmark"
)]

use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use apiscribe_runtime::table::Location;
use apiscribe_runtime::{Request as _, Settings};
use datasource_apis::roma::{self, link::ListRules};
use serde::Deserialize;

const ROUNDS: usize = 15;
const CALLS: usize = 4_000;
const CONCURRENT: usize = 32;
const PREPARED: u32 = 200_000;

const INSTANCE: &str = "f3bb386a-23ec-47aa-9943-4c60ac658611";
const PROJECT: &str = "397cd10b30544c588b2f4a56d83856c4";
const PAGE: &str = r#"{"total":2,"size":2,"items":[{"rule_id":702244,"name":"one","status":0},{"rule_id":702245,"name":"two","status":1}]}"#;

#[derive(Deserialize)]
struct Page {
    total: Option<i64>,
    #[expect(dead_code, reason = "decoded as the client decodes it")]
    size: Option<i64>,
    items: Option<Vec<Rule>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded as the client decodes it")]
struct Rule {
    rule_id: Option<i64>,
    name: Option<String>,
    status: Option<i64>,
}

/// A server that reads the head of each request and answers with one page; a thread for each connection.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            std::thread::spawn(move || answer(stream));
        }
    });
    format!("http://{address}")
}

fn answer(mut stream: TcpStream) {
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{PAGE}",
        PAGE.len()
    );
    stream.set_nodelay(true).unwrap();
    let mut buffer = [0; 4096];
    let mut filled = 0;
    while let Ok(read @ 1..) = stream.read(&mut buffer[filled..]) {
        filled += read;
        if buffer[..filled].ends_with(b"\r\n\r\n") {
            filled = 0;
            if stream.write_all(answer.as_bytes()).is_err() {
                return;
            }
        }
    }
}

fn client(endpoint: &str) -> roma::Client {
    let builder = roma::Client::builder().endpoint(endpoint).project_id(PROJECT);
    builder.token("a-token").build().unwrap()
}

async fn through_the_client(client: &roma::Client) {
    let request = ListRules::new(INSTANCE).limit(50).name("rule");
    let page = client.list_rules(&request).await.unwrap();
    assert_eq!(page.total, Some(2));
    black_box(&page.items);
}

async fn through_reqwest(client: &reqwest::Client, endpoint: &str) {
    let address =
        format!("{endpoint}/v2/{PROJECT}/link/instances/{INSTANCE}/rules?limit=50&name=rule");
    let request =
        client.get(address).header("accept", "application/json").header("x-auth-token", "a-token");
    let bytes = request.send().await.unwrap().bytes().await.unwrap();
    let page: Page = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(page.total, Some(2));
    black_box(&page.items);
}

/// How long so many calls take, a few at once.
async fn time<F: Future<Output = ()> + Send + 'static>(
    call: impl Fn() -> F + Send + Sync + 'static,
) -> Duration {
    let call = Arc::new(call);
    let start = Instant::now();
    let workers: Vec<_> = (0..CONCURRENT)
        .map(|_| {
            let call = call.clone();
            tokio::spawn(async move {
                for _ in 0..CALLS / CONCURRENT {
                    call().await;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    start.elapsed()
}

/// The peer, with the settings of the client: it sends the same bytes, and waits for the same time.
fn bare() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .http1_only()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("apiscribe-runtime/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn throughput(endpoint: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (ours, bare) = (client(endpoint), bare());
    let (mut rates, mut ratios) = (Vec::new(), Vec::new());
    runtime.block_on(async {
        for round in 0..=ROUNDS {
            let (client, peer, address) = (ours.clone(), bare.clone(), endpoint.to_owned());
            let ours = time(move || {
                let client = client.clone();
                async move { through_the_client(&client).await }
            });
            let ours = ours.await;
            let peers = time(move || {
                let (peer, address) = (peer.clone(), address.clone());
                async move { through_reqwest(&peer, &address).await }
            });
            let peers = peers.await;
            // The first round opens the connections.
            if round > 0 {
                rates.push(CALLS as f64 / ours.as_secs_f64());
                ratios.push(peers.as_secs_f64() / ours.as_secs_f64());
            }
        }
    });
    println!("requests a second: {:.0}", median(rates));
    println!("  of bare reqwest: {:.2}", median(ratios));
}

/// Allocations of this thread, on which everything but the server runs.
fn allocations(endpoint: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (ours, bare) = (client(endpoint), bare());
    let count = |call: &dyn Fn()| {
        for _ in 0..100 {
            call();
        }
        allocation_counter::measure(|| {
            for _ in 0..100 {
                call();
            }
        })
        .count_total as f64
            / 100.0
    };
    let ours = count(&|| runtime.block_on(through_the_client(&ours)));
    let peers = count(&|| runtime.block_on(through_reqwest(&bare, endpoint)));
    println!("allocations of a call: {ours:.1}, of bare reqwest {peers:.1}");
}

fn preparation() {
    let settings = Settings::new()
        .endpoint("https://roma.example.com")
        .hold(Location::Path, "project_id", PROJECT)
        .hold(Location::Header, "X-Auth-Token", "a-token");
    let request = ListRules::new(INSTANCE).limit(50).name("rule");
    let prepare = || ListRules::OPERATION.prepare(black_box(&request), &settings).unwrap();
    let start = Instant::now();
    for _ in 0..PREPARED {
        black_box(prepare());
    }
    let each = start.elapsed() / PREPARED;
    let counted = allocation_counter::measure(|| drop(black_box(prepare()))).count_total;
    println!(
        "validation and request building: {:.2} µs, {counted} allocations",
        each.as_secs_f64() * 1e6
    );
}

fn main() {
    // `cargo test --benches` passes arguments and wants no measurement.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let endpoint = serve();
    throughput(&endpoint);
    allocations(&endpoint);
    preparation();
}
