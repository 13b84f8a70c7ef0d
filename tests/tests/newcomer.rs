//! The program of a new user, run against a server on this machine.

#![allow(missing_docs, clippy::unwrap_used, reason = "a test binary")]

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use std::thread;

/// What the program prints.
fn run(endpoint: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_list_rules"))
        .args(arguments)
        .env("ROMA_ENDPOINT", endpoint)
        .env("X_AUTH_TOKEN", "a-token")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn rules_are_printed() {
    const BODY: &str = r#"{"total":2,"size":2,"items":[{"name":"one"},{"name":"two"}]}"#;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut byte = [0];
        while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
            request.extend_from_slice(&byte);
        }
        let length = BODY.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{BODY}"
        )
        .unwrap();
        String::from_utf8(request).unwrap()
    });
    assert_eq!(run(&endpoint, &["50"]), "Some(\"one\")\nSome(\"two\")\n");
    let request = server.join().unwrap();
    assert!(request.contains("/rules?limit=50 HTTP/1.1\r\n"), "{request}");
    assert!(request.to_ascii_lowercase().contains("\r\nx-auth-token: a-token\r\n"), "{request}");
}

#[test]
fn all_violations_are_printed() {
    // Nothing is sent, so nobody needs to listen.
    let printed = run("http://127.0.0.1:9", &["1000000", &"x".repeat(65)]);
    let readme = include_str!("../../README.md");
    assert!(printed.starts_with("ListRules breaks 2 documented rules\n"), "{printed}");
    assert!(readme.contains(&printed), "the README shows something else than\n{printed}");
}
