//! Tests that need a process of their own: for what a process has only once.

use std::env;
use std::process::Command;
use std::thread;

/// Set where a test runs alone; a test that is to run so does nothing without it.
const CASE: &str = "FAULTS_ALONE";

/// Runs one test of this binary for each of these cases, in processes of their own, and gives what they print.
pub fn run_all(test: &str, cases: &[&str]) -> Vec<String> {
    thread::scope(|scope| {
        let started: Vec<_> = cases.iter().map(|case| scope.spawn(|| run(test, case))).collect();
        started.into_iter().map(|case| case.join().expect("the test passes")).collect()
    })
}

fn run(test: &str, case: &str) -> String {
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(CASE, case)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}\n{errors}");
    assert!(printed.contains("1 passed"), "there is no test {test}: {printed}");
    printed
}

/// What the test is to do, where it runs alone.
pub fn case() -> Option<String> {
    env::var(CASE).ok()
}
