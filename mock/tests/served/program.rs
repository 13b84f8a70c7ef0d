//! The program: how it starts, logs and stops.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use crate::client::{send, spec};
use serde_json::Value;

fn program(spec: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiscribe-mock"));
    command.arg("--spec").arg(spec).args(arguments);
    command
}

fn output(spec: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = program(spec, arguments).output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

/// A program that listens, and what it prints from then on.
struct Started {
    child: Child,
    printed: BufReader<ChildStderr>,
    address: SocketAddr,
}

fn start(arguments: &[&str]) -> Started {
    let arguments = [&["--port", "0"], arguments].concat();
    let mut child = program(&spec(), &arguments).stderr(Stdio::piped()).spawn().unwrap();
    let mut printed = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    printed.read_line(&mut line).unwrap();
    let address = line.strip_prefix("listening on http://").and_then(|rest| rest.split(' ').next());
    let address = address.unwrap_or_else(|| panic!("{line}")).parse().unwrap();
    Started { child, printed, address }
}

#[cfg(unix)]
fn signal(child: &Child, signal: &str) {
    assert!(
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success()
    );
}

#[test]
fn a_port_in_use_is_told_as_such() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let (status, text) = output(&spec(), &["--port", &address.port().to_string()]);
    let expected = format!(
        "error: {address} is in use by another program; choose another port, or 0 for any\n"
    );
    assert_eq!((status, text), (Some(2), expected));
}

#[test]
fn a_spec_with_mistakes_is_not_served() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("sdk.yaml"), "format: 1\npackage: [\n").unwrap();
    let (status, text) = output(directory.path(), &["--port", "0"]);
    assert_eq!(status, Some(1));
    assert!(text.contains("error[E0101]") && text.contains("sdk.yaml:2"), "{text}");
    assert!(text.ends_with("error: the spec has mistakes; nothing is served\n"), "{text}");
}

#[test]
fn what_is_not_there_is_named() {
    let (status, text) = output(Path::new("/no/such/spec"), &[]);
    assert_eq!(status, Some(2));
    assert!(text.starts_with("error: cannot read /no/such/spec: No such file"), "{text}");
    let (status, text) = output(&spec(), &["--service", "rome"]);
    assert_eq!(status, Some(2));
    assert_eq!(text, "error: the spec has no service `rome`; it has: dli, roma, sdp\n");
    for arguments in [
        ["--error-rate", "2"],
        ["--latency", "9"],
        ["--items", "1000000"],
        ["--access-key", "a"],
        ["--port", "99999"],
    ] {
        assert_eq!(output(&spec(), &arguments).0, Some(2), "{arguments:?}");
    }
}

#[test]
fn one_service_is_served_alone() {
    let mut started = start(&["--service", "sdp"]);
    let answer = send(started.address, "GET /v2/p/link/instances/i/rules", &[], b"");
    assert_eq!(answer.status, 404);
    started.child.kill().unwrap();
    started.child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn what_is_under_way_is_answered_before_the_end() {
    for name in ["-TERM", "-INT"] {
        let mut started = start(&["--log", "json"]);
        let address = started.address;
        // An answer proves that the signal comes to a program that serves.
        send(address, "GET /nowhere", &[], b"");
        let body = br#"{"account_provider":1,"account_id":"a","region":"r"}"#;
        let mut stream = TcpStream::connect(address).unwrap();
        let head = format!(
            "POST /data-source/add_account HTTP/1.1\r\nhost: a\r\nx-api-key: k\r\n\
             expect: 100-continue\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut go_on = [0; 25];
        stream.read_exact(&mut go_on).unwrap();
        assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
        // It is being read, so it is under way.
        signal(&started.child, name);
        stream.write_all(body).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{name}: {answer}");
        assert_eq!(started.child.wait().unwrap().code(), Some(0), "{name}");
        let mut printed = String::new();
        started.printed.read_to_string(&mut printed).unwrap();
        let lines: Vec<Value> =
            printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2, "{printed}");
        assert_eq!((&lines[0]["status"], &lines[0]["operation"]), (&404.into(), &"none".into()));
        assert_eq!(
            (&lines[1]["status"], &lines[1]["operation"]),
            (&200.into(), &"AddAccount".into())
        );
    }
}

#[cfg(unix)]
#[test]
fn nothing_secret_is_logged() {
    let mut started = start(&["--token", "m4rker-token"]);
    let body = br#"{"password":"m4rker-password","secret":5,"account_id":"m4rker-value"}"#;
    let headers = [("x-api-key", "m4rker-key")];
    let answer = send(started.address, "POST /data-source/add-jdbc-conn", &headers, body);
    assert!(!answer.broken().is_empty());
    let shown = send(started.address, "GET /_mock/requests", &[], b"");
    signal(&started.child, "-TERM");
    assert_eq!(started.child.wait().unwrap().code(), Some(0));
    let mut printed = String::new();
    started.printed.read_to_string(&mut printed).unwrap();
    assert!(printed.contains("AddDatasource"), "{printed}");
    for text in [printed, String::from_utf8(shown.body).unwrap(), format!("{answer:?}")] {
        assert!(!text.contains("m4rker"), "{text}");
    }
}
