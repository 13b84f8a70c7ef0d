//! `cargo xtask import` of ever more pages, as a curator runs it.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use apiscribe_console::{Failure, Outcome, spec};

use super::workshop::write;
use crate::program::{program, unstarted};

/// The page that is written again under other names; the tutorial imports it.
const PAGE: &str = "docs/tutorial/querying_berths.txt";
const ROUNDS: usize = 3;

/// Writes pages, and imports them with the binary that `cargo xtask import` starts.
///
/// # Errors
///
/// When a file cannot be read or written, or the import fails.
pub(crate) fn run() -> Result<Outcome, Failure> {
    let place = spec::root().join("target/bench/import");
    let page = spec::root().join(PAGE);
    let text = fs::read_to_string(&page).map_err(|error| Failure::at(&page, "read", &error))?;
    // Built before anything is measured.
    transcribe(&["--help".as_ref()])?;
    println!("{:>6} {:>9} {:>12} {:>7}", "pages", "import", "a page", "growth");
    let mut before: Option<Duration> = None;
    for count in [10, 100, 500] {
        let pages = place.join(format!("pages{count}"));
        for number in 0..count {
            // Another operation with another request and other objects, of the same size.
            let word = word(number);
            let text = text.replace("berth", &format!("{word}_berth"));
            let text = text.replace("Berth", &format!("{} Berth", word.to_uppercase()));
            write(&pages.join(format!("{word}.txt")), &text)?;
        }
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            times.push(import(&pages, &place.join("drafts"))?);
        }
        let time = super::median(times);
        let each = time / count;
        print!("{count:>6} {:>7.2} s {:>9.2} ms", time.as_secs_f64(), each.as_secs_f64() * 1000.0);
        match before.replace(each) {
            Some(before) => println!(" {:>7.2}", each.div_duration_f64(before)),
            None => println!(),
        }
    }
    Ok(Outcome::Good)
}

/// Letters for a number, as many for each.
fn word(number: u32) -> String {
    let letter = |place: u32| char::from_u32(u32::from('a') + number / 26_u32.pow(place) % 26);
    [2, 1, 0].into_iter().filter_map(letter).collect()
}

/// Imports a directory into one that is not there.
fn import(pages: &Path, drafts: &Path) -> Result<Duration, Failure> {
    if drafts.exists() {
        fs::remove_dir_all(drafts).map_err(|error| Failure::at(drafts, "remove", &error))?;
    }
    let start = Instant::now();
    transcribe(&["import".as_ref(), pages.as_os_str(), "--out".as_ref(), drafts.as_os_str()])?;
    Ok(start.elapsed())
}

/// Runs the binary as `cargo xtask` does; what it says is shown where it fails.
fn transcribe(arguments: &[&OsStr]) -> Result<(), Failure> {
    let output = program("apiscribe-transcribe")
        .args(arguments)
        .output()
        .map_err(|error| unstarted(&error))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(Failure(format!("import failed:\n{}", String::from_utf8_lossy(&output.stderr))))
    }
}
