//! Compilation and export alone, and how they grow.

use std::time::{Duration, Instant};

use apiscribe_codegen::export::{self, Answers, Version};
use apiscribe_codegen::model::Sdk;
use apiscribe_codegen::{check, generate};
use apiscribe_console::{Failure, Outcome, spec};

use super::{copies, median, operation_count};

const ROUNDS: usize = 5;

/// Compiles and exports ever more operations in memory.
///
/// # Errors
///
/// When the spec cannot be read or does not compile.
pub(crate) fn run() -> Result<Outcome, Failure> {
    println!(
        "                    gen                                                  export\n\
         operations   files      check   generate      total  an operation  growth     OpenAPI  JSON Schema  an operation  growth"
    );
    let (mut before, mut exported_before) = (None, None);
    for operations in [9, 200, 2_000] {
        let sources = copies(&spec::directory(None), operations)?;
        let count = operation_count(&sources);
        let mut files = 0;
        let [mut checks, mut generates, mut documents, mut schemas] = [const { Vec::new() }; 4];
        for _ in 0..ROUNDS {
            let (sdk, time) = timed(|| check(&sources));
            let sdk = sdk.map_err(|problems| {
                Failure(format!("{} problems; run `cargo xtask lint`", problems.len()))
            })?;
            checks.push(time);
            let (written, time) = timed(|| generate(&sdk).len());
            files = written;
            generates.push(time);
            documents.push(timed(|| export_documents(&sdk)).1);
            schemas.push(timed(|| export_schemas(&sdk)).1);
        }
        let [check, generate, documents, schemas] =
            [checks, generates, documents, schemas].map(median);
        print!("{count:>10} {files:>7} {} {}", milliseconds(check), milliseconds(generate));
        print!(" {}", milliseconds(check + generate));
        print_each(check + generate, count, &mut before);
        print!("  {}   {}", milliseconds(documents), milliseconds(schemas));
        print_each(documents + schemas, count, &mut exported_before);
        println!();
    }
    Ok(Outcome::Good)
}

/// The documents of all services, in both versions; their length keeps them from being left out.
fn export_documents(sdk: &Sdk) -> usize {
    let texts = sdk.services.iter().flat_map(|service| {
        [Version::V31, Version::V30].map(|version| {
            export::yaml(&export::openapi(sdk, service, version, Answers::Lenient), service)
        })
    });
    texts.map(|text| text.len()).sum()
}

/// The schemas of all models of all services.
fn export_schemas(sdk: &Sdk) -> usize {
    sdk.services.iter().map(|service| export::json(&export::json_schemas(service)).len()).sum()
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = std::hint::black_box(work());
    (done, start.elapsed())
}

/// The time of one operation, and how it compares with that of fewer.
fn print_each(total: Duration, count: usize, before: &mut Option<Duration>) {
    let each = total / u32::try_from(count).unwrap_or(u32::MAX).max(1);
    print!(" {:>10} µs", each.as_micros());
    match before.replace(each) {
        Some(before) => print!("  {:>6.2}", each.div_duration_f64(before)),
        None => print!("  {:>6}", ""),
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:>7.1} ms", time.as_secs_f64() * 1000.0)
}
