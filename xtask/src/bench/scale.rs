//! Generation alone, and how it grows.

use std::time::{Duration, Instant};

use apiscribe_codegen::compile;

use super::{copies, median, operation_count};
use crate::{Failure, Outcome, spec};

const ROUNDS: usize = 5;

/// Compiles ever more operations in memory.
///
/// # Errors
///
/// When the spec cannot be read or does not compile.
pub(crate) fn run() -> Result<Outcome, Failure> {
    println!("operations      files       time  an operation");
    for operations in [9, 200, 2_000] {
        let sources = copies(&spec::directory(None), operations)?;
        let count = operation_count(&sources);
        let mut files = 0;
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            files = compile(&sources)
                .map_err(|problems| {
                    Failure(format!("{} problems; run `cargo xtask lint`", problems.len()))
                })?
                .len();
            times.push(start.elapsed());
        }
        print_row(count, files, median(times));
    }
    Ok(Outcome::Good)
}

fn print_row(operations: usize, files: usize, time: Duration) {
    let each = time.as_micros() / operations.max(1) as u128;
    println!("{operations:>10} {files:>10} {:>7} ms {each:>10} µs", time.as_millis());
}
