//! Nothing that is logged at any level, by anybody, shows a secret.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use apiscribe_runtime::testing::ManualClock;
use apiscribe_runtime::{AccessKey, Error, Policy, Reply, Retry};
use conformance::server::{Reaction, Server, nobody};
use datasource_apis::{roma, sdp};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::alone;
use crate::callers::{PROJECT, RUNTIME, datasource, list, reqwest, ureq};

/// All secrets of these tests have it.
const MARKER: &str = "marker-";

/// Where logs go.
#[derive(Clone, Default)]
struct Text(Arc<Mutex<Vec<u8>>>);

impl Write for Text {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything that one can make of a result.
fn shown<T: std::fmt::Debug>(result: &Result<Reply<T>, Error>) -> String {
    match result {
        Ok(reply) => format!("{reply:?}"),
        Err(error) => {
            let mut text = vec![format!("{error} {error:?} {error:#?}")];
            let mut cause = std::error::Error::source(error);
            while let Some(error) = cause {
                text.push(format!("{error} {error:?}"));
                cause = error.source();
            }
            text.join(" ")
        }
    }
}

/// How an answer may go.
fn reactions() -> Vec<Reaction> {
    let secret = r#"{"total":[],"code":[],"password":"marker-of-an-answer"}"#;
    vec![
        Reaction::json(200, r#"{"total":1,"code":1001,"message":"fine"}"#),
        Reaction::json(200, r#"{"code":1201,"message":"no"}"#),
        Reaction::json(200, secret),
        Reaction::json(401, secret),
        Reaction::json(404, r#"{"error_code":"SCB.1","error_msg":"no"}"#),
        Reaction::json(503, secret),
        Reaction::answer(302, &[("location", "http://127.0.0.1:9/?a=marker-of-an-answer")], ""),
        Reaction::answer(
            502,
            &[("content-type", "text/html"), ("set-cookie", "a=marker-of-an-answer")],
            "<p>marker-of-an-answer</p>",
        ),
        Reaction::head(200, &[("content-length", "99")])
            .write("{\"name\":\"marker-of-an-answer")
            .reset(),
        Reaction::head(200, &[("content-length", "99")])
            .write("{\"name\":\"marker-of-an-answer")
            .stall(),
        Reaction::head(200, &[("transfer-encoding", "chunked")])
            .write("marker-of-an-answer\r\n")
            .close(),
        Reaction::new().write("marker-of-an-answer\r\n\r\n").close(),
        Reaction::new().reset(),
    ]
}

/// What every client of these tests is built with.
macro_rules! secretive {
    ($builder:expr, $endpoint:expr, $transport:expr) => {
        $builder
            .endpoint($endpoint)
            .transport($transport)
            .clock(ManualClock::new())
            .header("X-Extra", "marker-of-a-header")
            .policy(Policy::Warn)
            .retry(Retry::standard().attempts(2))
            .attempt_timeout(Duration::from_millis(100))
    };
}

/// Calls both services with clients of one kind; `$run` waits where that is needed.
macro_rules! calls {
    ($roma:ty, $sdp:ty, $endpoint:expr, $transport:expr, $run:expr) => {{
        let endpoint: &str = $endpoint;
        let request = list().name("marker-of-a-query");
        let mut text = Vec::new();
        let builder = secretive!(<$roma>::builder(), endpoint, $transport).project_id(PROJECT);
        text.push(format!("{builder:?}"));
        let client = builder.token("marker-of-the-token").build().unwrap();
        text.push(format!("{client:?} {}", shown(&$run(client.list_rules(&request)))));
        let key =
            AccessKey::new("AK", "marker-of-a-key").security_token("marker-of-a-security-token");
        let builder = secretive!(<$roma>::builder(), endpoint, $transport).project_id(PROJECT);
        let client = builder.access_key(key).build().unwrap();
        text.push(format!("{client:?} {}", shown(&$run(client.list_rules(&request)))));
        let builder = secretive!(<$sdp>::builder(), endpoint, $transport);
        let client = builder.api_key("marker-of-the-api-key").build().unwrap();
        text.push(format!("{client:?} {}", shown(&$run(client.add_datasource(&datasource())))));
        text.join(" ")
    }};
}

fn asynchronous(endpoint: &str) -> String {
    calls!(roma::Client, sdp::Client, endpoint, reqwest(), |call| RUNTIME.block_on(call))
}

fn blocking(endpoint: &str) -> String {
    calls!(roma::blocking::Client, sdp::blocking::Client, endpoint, ureq(), |result| result)
}

#[test]
fn no_level_of_any_log_shows_a_secret() {
    alone::run_all("secrets::logged", &["async trace", "blocking trace", "blocking debug"]);
}

/// Runs alone in a process, which has one logger.
#[test]
fn logged() {
    let Some(case) = alone::case() else { return };
    let (kind, level) = case.split_once(' ').unwrap();
    let text = Text::default();
    let log = text.clone();
    // It takes what the crate `log` is given, too.
    tracing_subscriber::fmt()
        .with_writer(move || log.clone())
        .with_max_level(if level == "debug" { LevelFilter::DEBUG } else { LevelFilter::TRACE })
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .init();
    let calls = if kind == "async" { asynchronous } else { blocking };
    let mut shown = calls(&nobody());
    for reaction in reactions() {
        shown += &calls(&Server::always(reaction).endpoint());
    }
    assert!(!shown.contains(MARKER), "{}", around(&shown));
    let log = String::from_utf8(text.0.lock().unwrap().clone()).unwrap();
    for target in ["apiscribe", if kind == "async" { "reqwest" } else { "ureq" }] {
        assert!(log.contains(&format!(" {target}")), "{target} has logged nothing: {log}");
    }
    let (own, others): (Vec<_>, Vec<_>) = log.lines().partition(|line| is_dump(line));
    let others = others.join("\n");
    assert!(!others.contains(MARKER), "{}", around(&others));
    if case == "blocking trace" {
        assert!(
            !own.is_empty(),
            "ureq dumps no more: drop this, and the warning at `UreqTransport`"
        );
    }
}

/// Whether it is a line in which ureq shows, at the level TRACE, an address or all bytes that are sent and received. No
/// setting keeps it from that but the level.
fn is_dump(line: &str) -> bool {
    line.contains(" TRACE ") && line.contains(": ureq_proto::util: ")
        || line.contains(": ureq::run: ") && line.contains("http://")
}

/// The first secret and what is said around it.
fn around(text: &str) -> String {
    let place = text.find(MARKER).unwrap();
    let before: Vec<_> = text[..place].chars().rev().take(300).collect();
    let after = text[place..].chars().take(100);
    before.into_iter().rev().chain(after).collect()
}
