//! The mock in requests a second, beside a bare axum server that gives one fixed answer, in interleaved rounds. Run with
//! `cargo bench --package conformance --bench mock`.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark"
)]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use apiscribe_mock::Mock;
use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use conformance::spec::sdk;

const ROUNDS: usize = 9;
const CONNECTIONS: usize = 4;
/// Requests of a connection in a round.
const REQUESTS: u32 = 1_000;

/// About as long as the documented example of `ListRules`.
const FIXED: [u8; 600] = [b' '; 600];

/// What is asked for.
struct Case {
    name: &'static str,
    line: &'static str,
    body: &'static str,
}

const CASES: [Case; 5] = [
    Case {
        name: "the documented example",
        line: "GET /v2/p/link/instances/i/rules?limit=50&name=rule",
        body: "",
    },
    Case {
        name: "four violations",
        line: "GET /v2/p/link/instances/i/rules?limit=1000000&offset=x&nam=1&name=",
        body: "",
    },
    Case {
        name: "a page of 50 of 2,500 items",
        line: "GET /v2/p/link/instances/i/services?limit=50&product_id=5&offset=1000",
        body: "",
    },
    Case {
        name: "a body of 24 rows",
        line: "POST /data-source/add-jdbc-conn",
        body: r#"{"instance_id":"i","account_provider_id":1,"account_id":"a","region":"r","jdbc_connection_url":"u","jdbc_connection_schema":"s","secret":"s","network_availability_zone":"z","network_subnet_id":"n","network_sg_id":"g","create_type":1}"#,
    },
    Case {
        name: "a random answer",
        line: "POST /v2.0/p/datasource-connection",
        body: r#"{"name":"n","service":"RDS","security_group_id":"g","network_id":"n","url":"u"}"#,
    },
];

/// A server with one answer, on a thread and a runtime of its own, as the mock has them.
fn fixed() -> SocketAddr {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            let router = Router::new().fallback(get(|| async { FIXED.as_slice() }));
            let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap());
            axum::serve(listener, router).await.unwrap();
        });
    });
    told.recv().unwrap()
}

/// How long so many requests take over a few connections.
fn time(address: SocketAddr, line: &str, body: &str) -> Duration {
    let credentials = "x-auth-token: t\r\nx-api-key: k";
    // A length of 0 says that there is no body.
    let length = body.len();
    let request = format!(
        "{line} HTTP/1.1\r\nhost: {address}\r\n{credentials}\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut stream = TcpStream::connect(address).unwrap();
                stream.set_nodelay(true).unwrap();
                let mut buffer = vec![0; 1 << 20];
                for _ in 0..REQUESTS {
                    stream.write_all(request.as_bytes()).unwrap();
                    read(&mut stream, &mut buffer);
                }
            });
        }
    });
    begun.elapsed()
}

/// Reads one answer.
fn read(stream: &mut TcpStream, buffer: &mut [u8]) {
    let mut filled = 0;
    loop {
        filled += stream.read(&mut buffer[filled..]).unwrap();
        let text = &buffer[..filled];
        let Some(end) = text.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = std::str::from_utf8(&text[..end]).unwrap();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if filled == end + 4 + length.unwrap().parse::<usize>().unwrap() {
            return;
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn main() {
    // `cargo test` runs benchmarks once, to see that they work; it has no use for figures.
    let rounds = if std::env::args().any(|argument| argument == "--bench") { ROUNDS } else { 1 };
    let peer = fixed();
    let example = Mock::builder(sdk()).stateless().start().unwrap();
    let items = Mock::builder(sdk()).stateless().items(2500).start().unwrap();
    let random = Mock::builder(sdk()).stateless().generate(1).start().unwrap();
    println!("{CONNECTIONS} connections, one thread each side; median of {rounds} rounds");
    for Case { name, line, body } in CASES {
        let mock = match name {
            "a page of 50 of 2,500 items" => &items,
            "a random answer" => &random,
            _ => &example,
        };
        let (mut own, mut other) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            own.push(time(mock.address(), line, body));
            other.push(time(peer, "GET /", ""));
        }
        let (own, other) = (median(own), median(other));
        let requests = f64::from(REQUESTS) * f64::from(u32::try_from(CONNECTIONS).unwrap());
        println!(
            "{name:30} {:>7.0} requests a second, {:.2} of bare axum",
            requests / own.as_secs_f64(),
            other.as_secs_f64() / own.as_secs_f64(),
        );
    }
}
