//! Compilation alone, and how it grows.

use std::time::{Duration, Instant};

use apiscribe_codegen::{check, generate};

use super::{copies, median, operation_count};
use crate::{Failure, Outcome, spec};

const ROUNDS: usize = 5;

/// Compiles ever more operations in memory.
///
/// # Errors
///
/// When the spec cannot be read or does not compile.
pub(crate) fn run() -> Result<Outcome, Failure> {
    println!("operations   files      check   generate      total  an operation  growth");
    let mut before = None;
    for operations in [9, 200, 2_000] {
        let sources = copies(&spec::directory(None), operations)?;
        let count = operation_count(&sources);
        let mut files = 0;
        let (mut checks, mut generates) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let sdk = check(&sources).map_err(|problems| {
                Failure(format!("{} problems; run `cargo xtask lint`", problems.len()))
            })?;
            checks.push(start.elapsed());
            let start = Instant::now();
            files = generate(&sdk).len();
            generates.push(start.elapsed());
        }
        let [check, generate] = [checks, generates].map(median);
        let each = (check + generate) / u32::try_from(count).unwrap_or(u32::MAX).max(1);
        print!("{count:>10} {files:>7} {} {}", milliseconds(check), milliseconds(generate));
        print!(" {} {:>10} µs", milliseconds(check + generate), each.as_micros());
        match before.replace(each) {
            Some(before) => println!("  {:>6.2}", each.div_duration_f64(before)),
            None => println!(),
        }
    }
    Ok(Outcome::Good)
}

fn milliseconds(time: Duration) -> String {
    format!("{:>7.1} ms", time.as_secs_f64() * 1000.0)
}
