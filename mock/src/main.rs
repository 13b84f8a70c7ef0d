//! `apiscribe-mock`: serves a spec until it is stopped.
//!
//! Exit status: 0 after it was stopped, 1 when the spec has mistakes, 2 when it could not start.

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use apiscribe_mock::spec::{SpecError, load, only};
use apiscribe_mock::{BODY_LIMIT, Mock, MockBuilder, StartError, duration};
use clap::Parser;

/// Serves the APIs that a spec documents: judges requests by the tables, and answers with the examples.
#[derive(Debug, Parser)]
#[command(name = "apiscribe-mock", version)]
struct Arguments {
    /// Directory of the spec
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,
    /// Serve this service alone; can be given more than once
    #[arg(long, value_name = "NAME")]
    service: Vec<String>,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 4010)]
    port: u16,
    /// Address to listen on; 0.0.0.0 serves other machines, too
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// A token or key that is valid, and others no longer; can be given more than once
    #[arg(long, value_name = "TOKEN")]
    token: Vec<String>,
    /// An access key whose signatures are valid, and others no longer
    #[arg(long, value_name = "ID", requires = "secret_key")]
    access_key: Option<String>,
    /// The secret of the access key
    #[arg(long, value_name = "SECRET", requires = "access_key")]
    secret_key: Option<String>,
    /// Answer with random values instead of the documented examples
    #[arg(long, value_name = "SEED")]
    generate: Option<u64>,
    /// Generate so many items for each list
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(..=100_000))]
    items: Option<u32>,
    /// Wait before each answer, such as 250ms or 1.5s
    #[arg(long, value_name = "TIME", value_parser = duration)]
    latency: Option<Duration>,
    /// Let this part of good requests fail, from 0 to 1
    #[arg(long, value_name = "RATE", value_parser = rate)]
    error_rate: Option<f64>,
    /// Refuse greater bodies with 413
    #[arg(long, value_name = "BYTES", default_value_t = BODY_LIMIT)]
    body_limit: usize,
    /// Remember nothing that is created or deleted
    #[arg(long)]
    stateless: bool,
    /// How requests are logged, on standard error
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    log: LogFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LogFormat {
    /// A line for people
    Text,
    /// One JSON object a line
    Json,
    /// Nothing
    Off,
}

fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate| (0.0..=1.0).contains(rate));
    rate.ok_or_else(|| "a number from 0 to 1 is wanted, such as 0.1".to_owned())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let loaded = load(&arguments.spec).and_then(|sdk| only(sdk, &arguments.service));
    let sdk = match loaded {
        Ok(sdk) => sdk,
        Err(SpecError::Broken(diagnostics)) => {
            say(&format!("{diagnostics}error: the spec has mistakes; nothing is served"));
            return ExitCode::from(1);
        }
        Err(error) => return failure(&error),
    };
    log_to_stderr(arguments.log);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failure(&StartError::Thread(error)),
    };
    let builder = settings(Mock::builder(sdk), arguments);
    let served = runtime.block_on(async {
        // Before it listens: who sees the address may stop it at once.
        let stop = stop_signal();
        let started = |address| say(&format!("listening on http://{address} (ctrl-c stops)"));
        builder.serve(stop, started).await
    });
    // What still waits for its latency is not waited for.
    runtime.shutdown_background();
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure(&error),
    }
}

fn settings(mut builder: MockBuilder, arguments: Arguments) -> MockBuilder {
    builder = builder.address(SocketAddr::new(arguments.host, arguments.port));
    builder = builder.body_limit(arguments.body_limit);
    for token in arguments.token {
        builder = builder.token(token);
    }
    if let (Some(id), Some(secret)) = (arguments.access_key, arguments.secret_key) {
        builder = builder.access_key(id, secret);
    }
    if let Some(seed) = arguments.generate {
        builder = builder.generate(seed);
    }
    if let Some(items) = arguments.items {
        builder = builder.items(items.try_into().unwrap_or(usize::MAX));
    }
    if let Some(latency) = arguments.latency {
        builder = builder.latency(latency);
    }
    if let Some(rate) = arguments.error_rate {
        builder = builder.error_rate(rate);
    }
    if arguments.stateless { builder.stateless() } else { builder }
}

/// Ready when a person or a program asks this one to stop.
#[cfg(unix)]
fn stop_signal() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        // Without handlers the signals end the program by themselves.
        let (Ok(mut terminate), Ok(mut interrupt)) = (terminate, interrupt) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

/// Ready when a person asks this program to stop.
#[cfg(not(unix))]
async fn stop_signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

fn log_to_stderr(format: LogFormat) {
    let subscriber = tracing_subscriber::fmt().with_writer(std::io::stderr);
    match format {
        LogFormat::Text => {
            let color = apiscribe_console::is_colored(&std::io::stderr());
            subscriber.with_ansi(color).with_target(false).init();
        }
        LogFormat::Json => subscriber.json().flatten_event(true).init(),
        LogFormat::Off => {}
    }
}

fn failure(error: &dyn std::fmt::Display) -> ExitCode {
    say(&format!("error: {error}"));
    ExitCode::from(2)
}

fn say(text: &str) {
    // The exit status says it too, to whoever closed the pipe.
    let _ = writeln!(std::io::stderr(), "{text}");
}
